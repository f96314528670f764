"""Why an area stands where it does: contributions, the two tests of the Act, and recent trends."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from dash import html

from dashboard.charts.contributions import START, contribution_bars
from dashboard.charts.theme import Caption
from dashboard.components.graph import graph
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.act import act_tests, size_remark
from dashboard.statistics.certainty import LIVE_DRAWS, counts_of
from dashboard.statistics.contributions import Standing, contributions, why
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.trends import Direction, area_trends
from dashboard.statistics.uncertainty import share_of_weightings
from dashboard.statistics.words import count, number
from dashboard.vocabulary import GRAINS, Indicator

MARKS = {"poorer": "▲ poorer", "similar": "■ similar", "better": "● better", "cannot tell": "○ cannot tell"}


def why_this_area(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """The sentence, the bars that add up to the score, and their table."""
    weights = weights_of(evidence.partnership, "equal")
    parts = contributions(evidence, summary.area_type, weights)
    own = parts[parts["area_code"] == area_code]
    row = summary.areas.to_dict("index")[area_code]
    if own["points"].isna().all():
        return [html.P("There is not enough data for a need score here.")]
    standing = Standing(
        str(row["area_name"]), float(row["need_rank"]), len(summary.areas), likely_rank(row, len(summary.areas))
    )
    sentence = why(standing, own, evidence.indicators)
    names = {key: one.name for key, one in evidence.indicators.items()}
    named = own.assign(name=own["indicator_id"].map(names).fillna("Where every area starts"))
    caption = Caption(
        title=f"Why {row['area_name']} has its need score",
        subtitle="Points each indicator adds to (orange) or takes from (blue) where every area starts.",
        source="Source: the indicators named; publisher, period and licence stand in the tables below.",
        alt=f"Bars that add up to the need score. {sentence}",
    )
    return [
        html.P(sentence),
        *_any_weights(evidence, summary, area_code),
        graph("area-why", contribution_bars(named, caption), caption),
        html.Details([html.Summary("The points as a table"), _points_table(named)]),
    ]


def _any_weights(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[html.P]:
    """Under how many ways of weighing the priorities a zone is among the fifth of greatest need."""
    if summary.area_type not in GRAINS:
        return []
    weights = weights_of(evidence.partnership, "equal")
    counts, zones = counts_of(evidence, summary.area_type), evidence.areas_of(summary.area_type).index
    found = share_of_weightings(counts, zones[zones.isin(counts.area_codes)], weights, LIVE_DRAWS)
    share = 100 * float(found.get(area_code, 0.0))
    ways = "none" if share == 0 else "all" if share == 100 else f"{min(max(share, 1), 99):.0f} of 100"
    text = f"It is among the fifth of greatest need here under {ways} ways of weighing the {len(weights)} priorities."
    return [html.P(text.replace("all ways", "all the ways").replace("none ways", "none of the ways"))]


def _points_table(parts: pd.DataFrame) -> html.Div:
    columns = [Column("Indicator"), Column("Priority"), Column("Points", numeric=True)]
    columns += [Column("Average here", numeric=True), Column("Worse than, of Scotland", numeric=True)]
    rows = [
        [
            row["name"] if row["indicator_id"] != START else "Where every area starts",
            row["priority"],
            f"{row['points']:+.1f}",
            f"{row['average_points']:+.1f}",
            "–" if pd.isna(row["worse_than"]) else f"{int(row['worse_than'])}%",
        ]
        for row in parts.to_dict("records")
    ]
    rows.append(["Need score", "", f"{parts['points'].sum():.1f}", f"{parts['average_points'].sum():.1f}", "–"])
    return table("What adds up to the need score", columns, rows)


def two_tests(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """The two tests of the Act: poorer than the rest of the partnership, poorer than Scotland; with people."""
    tests = act_tests(evidence, summary.area_type)
    own = tests[tests["area_code"] == area_code]
    told = own[(own["rest_answer"] != "cannot tell") | (own["scotland_answer"] != "cannot tell")]
    rest, scotland = (int((own[f"{other}_answer"] == "poorer").sum()) for other in ("rest", "scotland"))
    name = str(summary.areas.loc[area_code, "area_name"])
    said = (
        f"{name} is poorer than the rest of {evidence.partnership.name} on {rest}, and poorer than Scotland on "
        f"{scotland}, "
        f"of the {len(told)} indicators whose counts are held. {len(own) - len(told)} cannot be told."
    )
    remark = size_remark(float(summary.areas.loc[area_code, "population"]))  # type: ignore[arg-type]
    if told.empty:
        return [html.P(said), *([html.P(remark)] if remark else [])]
    columns = [Column("Indicator"), Column("Period"), Column("People", numeric=True), Column("Here", numeric=True)]
    columns += [Column("Rest of the partnership", numeric=True), Column("Than the rest?")]
    columns += [Column("Scotland", numeric=True), Column("Than Scotland?")]
    rows = [_test_row(evidence.indicators[str(row["indicator_id"])], row) for row in told.to_dict("records")]
    return [
        html.P(said),
        *([html.P(remark)] if remark else []),
        table("The two tests of the Act, indicators with counts", columns, rows),
    ]


def _test_row(indicator: Indicator, row: Mapping[Hashable, Any]) -> list[Any]:
    return [
        indicator.name,
        row["period"],
        count(row["numerator"]),
        number(row["value"], indicator),
        number(row["rest_value"], indicator),
        MARKS[str(row["rest_answer"])],
        number(row["scotland_value"], indicator),
        MARKS[str(row["scotland_answer"])],
    ]


def recent_trends(evidence: Evidence, area_code: str) -> list[Any]:
    """The tested trend of every indicator with a series; what cannot be told says why."""
    own = area_trends(evidence, area_code)
    told = own[own["direction"] != Direction.CANNOT_TELL]
    untold = len(own) - len(told)
    said = (
        f"The direction of {len(told)} indicators can be told; that of {untold} cannot: too few periods, or releases "
        "that cannot be compared."
    )
    if told.empty:
        return [html.P(said)]
    columns = [
        Column("Indicator"),
        Column("Direction"),
        Column("Change a year", numeric=True),
        Column("95% interval", numeric=True),
    ]
    columns += [Column("Scotland, a year", numeric=True), Column("Periods used"), Column("Left out")]
    rows = [
        [
            evidence.indicators[str(row["indicator_id"])].name,
            row["words"],
            _percent(row["slope"]),
            "–" if pd.isna(row["lower"]) else f"{row['lower']:+.1f} to {row['upper']:+.1f}%",
            _percent(row["scotland_slope"]),
            f"{row['periods'][0]} to {row['periods'][-1]}" if len(row["periods"]) else "–",
            "; ".join(row["left_out"]) or "–",
        ]
        for row in told.to_dict("records")
    ]
    return [html.P(said), table("Recent trends", columns, rows)]


def _percent(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:+.1f}%"
