"""Under how many ways of weighing the priorities a zone is among the fifth of greatest need, in a sentence."""

from dashboard.evidence import Evidence
from dashboard.statistics.certainty import LIVE_DRAWS, counts_of
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.uncertainty import share_of_weightings
from dashboard.vocabulary import GRAINS


def weightings_sentence(evidence: Evidence, summary: NeedSummary, area_code: str) -> str:
    """Under how many ways of weighing the priorities a zone is among the fifth of greatest need; else nothing."""
    if summary.area_type not in GRAINS:
        return ""
    weights = weights_of(evidence.partnership, "equal")
    counts, zones = counts_of(evidence.of_zones, summary.area_type), evidence.areas_of(summary.area_type).index
    found = share_of_weightings(counts, zones[zones.isin(counts.area_codes)], weights, LIVE_DRAWS)
    share = 100 * float(found.get(area_code, 0.0))
    ways = {0.0: "none of the", 100.0: "all the"}.get(share, f"{min(max(share, 1), 99):.0f} of 100")
    return f"It is among the fifth of greatest need here under {ways} ways of weighing the {len(weights)} priorities."
