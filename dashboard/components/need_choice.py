"""The weights in an address: what of them can be used, and the ranking that they ask for."""

from dashboard.components import links
from dashboard.evidence import Evidence
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.what_if import tried
from dashboard.vocabulary import AreaType


def weights_in(evidence: Evidence, state: links.State) -> dict[str, str]:
    """The weights of priorities and of indicators in a state; what cannot be used falls back to the partnership's."""
    weights, indicators = state.get("weights", "equal"), state.get("indicators", "")
    try:
        weights_of(evidence.partnership, weights)
    except ValueError:
        weights = "equal"
    try:
        tried(evidence, indicators)
    except ValueError:
        indicators = ""
    return {"weights": weights, "indicators": indicators}


def ranking(evidence: Evidence, chosen: links.State, area_type: AreaType) -> NeedSummary:
    """The ranking that the weights of a choice ask for."""
    return need_summary(tried(evidence, chosen["indicators"]), area_type, chosen["weights"])
