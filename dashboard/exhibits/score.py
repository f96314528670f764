"""Why an area has its need score: bars that add up to it, with their table."""

import pandas as pd

from dashboard.charts.contributions import START, contribution_bars
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Plot, PlotKind
from dashboard.exhibits.table import Table, columns, table
from dashboard.statistics.contributions import Standing, contributions, why
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.words import plain, share
from dashboard.vocabulary import AreaType

BARS = Plot(PlotKind.BAR, ("Points",))
NOT_ENOUGH = "There is not enough data for a need score here."


def score_exhibit(evidence: Evidence, summary: NeedSummary, area_code: str) -> Exhibit | str:
    """The bars that add up to an area's need score; or why it has none."""
    own = _parts(evidence, summary, area_code)
    if own["points"].isna().all():
        return NOT_ENOUGH
    names = {key: one.name for key, one in evidence.indicators.items()}
    named = own.assign(name=own["indicator_id"].map(names).fillna("Where every area starts"))
    caption = Caption(
        title=f"Why {summary.areas.loc[area_code, 'area_name']} has its need score",
        subtitle="Points each indicator adds to (orange) or takes from (blue) where every area starts.",
        source="Source: the indicators named; publisher, period and licence stand in the tables below.",
        alt=f"Bars that add up to the need score. {score_sentence(evidence, summary, area_code)}",
    )
    return Exhibit("area-why", caption, contribution_bars(named), _table(named), BARS)


def score_sentence(evidence: Evidence, summary: NeedSummary, area_code: str) -> str:
    """What lifts the need score of an area most."""
    row = summary.of_area(area_code)
    ranked = likely_rank(row, len(summary.areas))
    if summary.area_type == AreaType.CUSTOM_AREA:
        ranked = f"at a need score of {row['need_score']:.1f}"
    standing = Standing(str(row["area_name"]), float(row["need_rank"]), len(summary.areas), ranked)
    return why(standing, _parts(evidence, summary, area_code), evidence.indicators)


def _parts(evidence: Evidence, summary: NeedSummary, area_code: str) -> pd.DataFrame:
    parts = contributions(evidence, summary.area_type, weights_of(evidence.partnership, "equal"))
    return parts[parts["area_code"] == area_code]


def _table(parts: pd.DataFrame) -> Table:
    numbers = ("Points", "Average here", "Worse than, of Scotland")
    rows = [
        [
            row["name"] if row["indicator_id"] != START else "Where every area starts",
            row["priority"],
            plain(row["points"], 1, signed=True),
            plain(row["average_points"], 1, signed=True),
            "–" if pd.isna(row["worse_than"]) else share(int(row["worse_than"]), 0),
        ]
        for row in parts.to_dict("records")
    ]
    rows.append(["Need score", "", plain(parts["points"].sum()), plain(parts["average_points"].sum()), "–"])
    return table("What adds up to the need score", columns("Indicator", "Priority", *numbers, numeric=numbers), rows)
