"""Why an area stands where it does: flags and rollout, contributions, the two tests of the Act, and its map."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from dashboard.charts.contributions import START, contribution_bars
from dashboard.charts.theme import Caption
from dashboard.components.geometry import map_layers
from dashboard.components.graph import graph
from dashboard.components.map import area_map
from dashboard.components.need_view import need_legend, need_shading, reasons, rollout_words
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.act import act_tests, size_remark
from dashboard.statistics.area_words import placed
from dashboard.statistics.certainty import LIVE_DRAWS, counts_of
from dashboard.statistics.contributions import Standing, contributions, why
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.uncertainty import share_of_weightings
from dashboard.statistics.words import count, fifth_of, number, share
from dashboard.vocabulary import GRAINS, AreaType, Indicator

LARGELY = "A place counts where most people of the area live in it."
MARKS = {"poorer": "▲ poorer", "similar": "■ similar", "better": "● better", "cannot tell": "○ cannot tell"}


def flags_and_rollout(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """Why it is, or is not, flagged, how far Locality Working has come, and the figures behind both."""
    row = summary.areas.to_dict("index")[area_code]
    flags = summary.flags[area_code]
    none = f"{row['area_name']} carries no flag on this evidence. A place with no flag still has people in need."
    said = reasons(flags) if flags else html.P(none)
    if not evidence.partnership.places:
        rollout = f"Nothing is entered about Locality Working in {evidence.partnership.name}."
    else:
        rollout = f"Locality Working: {rollout_words(row['status'], row['place'])}."
        if not row["place"]:
            rollout = f"Locality Working: not started here. {LARGELY}"
    return [said, html.P(rollout), _need_table(evidence, summary, row)]


def _need_table(evidence: Evidence, summary: NeedSummary, row: Mapping[Hashable, Any]) -> html.Div:
    """The figures behind flags: score, rank, and what the data zones inside say."""
    areas = len(summary.areas)
    name, limits = evidence.partnership.name, evidence.partnership.thresholds
    worst_scotland, worst_here = (fifth_of(whole, limits.worst_share) for whole in ("Scotland", name))
    certain = f"{100 * limits.certain:.0f}%"
    zones = f"of {row['data_zones']}"
    rows = [
        ["Level", str(row["level"])],
        ["Need score, 0 to 100", f"{row['need_score']:.1f}" if pd.notna(row["need_score"]) else "–"],
        [f"Need rank of {areas} here (1 = greatest need)", _rank(row)],
        [f"Data zones at least {certain} sure to be in {worst_scotland}", f"{row['zones_worst_scotland']} {zones}"],
        [f"Data zones at least {certain} sure to be in {worst_here}", f"{row['zones_worst_partnership']} {zones}"],
        ["People living in the first of these", _part(100 * float(row["local_share"]), 0)],
        ["People living in the second", _part(100 * float(row["people_share"]), 0)],
        ["Zone of greatest need inside", str(row["worst_zone_name"])],
        ["People on low income", count(row["people_income_deprived"])],
        ["Their share", _part(row["value"], 1)],
        ["Those who live where services are hardest to reach", count(row["remote_people"])],
    ]
    if summary.area_type == AreaType.CUSTOM_AREA and pd.notna(row["value"]):
        above, others = placed(evidence, float(row["value"]))
        rows.append(["Intermediate zones here with a smaller share", f"{above} of {others}"])
    return table("The figures behind the flags", [Column("What"), Column("Figure", numeric=True)], rows)


def _part(value: float, decimals: int) -> str:
    return share(value, decimals) if pd.notna(value) else "–"


def _rank(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["need_rank"]):
        return "not ranked"
    if pd.isna(row["likely_low"]):
        return f"{row['need_rank']:.0f}"
    return f"{row['need_rank']:.0f} (likely {row['likely_low']:.0f} to {row['likely_high']:.0f})"


def need_map_of(evidence: Evidence, area_code: str) -> list[Any]:
    """The area among its fellows on the map of need; a custom area by its data zones."""
    kind = AreaType.of(area_code)
    custom = kind == AreaType.CUSTOM_AREA
    shown = AreaType.DATA_ZONE if custom else kind
    summary = need_summary(evidence.of_zones, shown)
    shading = need_shading(evidence, summary, selected="" if custom else area_code)
    if custom:
        shading = replace(shading, outlined=tuple(evidence.zones_of(area_code)))
    name = evidence.areas.loc[area_code, "area_name"]
    label = f"Map of need in {evidence.partnership.name} by {shown.label}, {name} set apart"
    legend = need_legend(summary, shading, outlined="This area" if custom else "Priority")
    return [area_map("area-map", map_layers(evidence, shown), shading, label), legend]


def why_this_area(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """The sentence, the bars that add up to the score, and their table."""
    weights = weights_of(evidence.partnership, "equal")
    parts = contributions(evidence, summary.area_type, weights)
    own = parts[parts["area_code"] == area_code]
    row = summary.areas.to_dict("index")[area_code]
    if own["points"].isna().all():
        return [html.P("There is not enough data for a need score here.")]
    ranked = likely_rank(row, len(summary.areas))
    if summary.area_type == AreaType.CUSTOM_AREA:
        ranked = f"at a need score of {row['need_score']:.1f}"
    standing = Standing(str(row["area_name"]), float(row["need_rank"]), len(summary.areas), ranked)
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
    counts, zones = counts_of(evidence.of_zones, summary.area_type), evidence.areas_of(summary.area_type).index
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
    untold = len(own) - len(told)
    said = (
        f"{name} is poorer than the rest of {evidence.partnership.name} on {rest or 'none'}, and poorer than Scotland "
        f"on {scotland or 'none'}, of the {len(told)} indicators whose counts are held. The other {untold} cannot be "
        "told."
    )
    caption = (
        f"The two tests of the Act on the {len(told)} indicators with counts: {rest} poorer than the rest, {scotland} "
        f"poorer than Scotland; {untold} more cannot be told"
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
        table(caption, columns, rows),
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
