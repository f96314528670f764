"""Areas side by side: everything their pages tell, lined up."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.need_view import LEVEL_MARKS, area_link, reasons, rollout_words
from dashboard.components.story_view import spread_inside
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import is_custom
from dashboard.statistics.area_figures import profile
from dashboard.statistics.area_words import lead
from dashboard.statistics.four_measures import four_measures
from dashboard.statistics.residents import residents, residents_sentence
from dashboard.statistics.similar_areas import own_features, similar_areas, similar_sentence
from dashboard.statistics.stands_out import what_stands_out
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.trends import area_trends
from dashboard.statistics.words import OUTCOME_MARKS, count, figure, listed, share, short, with_unit
from dashboard.vocabulary import AreaType, Indicator, Level, Outcome, Topic


@dataclass(frozen=True, eq=False)
class Side:
    """One of the areas that are compared, with its need and its profile."""

    evidence: Evidence
    code: str
    name: str
    summary: NeedSummary
    row: Mapping[Hashable, Any]
    figures: pd.DataFrame


def side_of(evidence: Evidence, area_code: str) -> Side:
    """One area; a custom one is known only to its own evidence, any other to that without it."""
    own = evidence if is_custom(area_code) else evidence.of_zones
    summary = need_summary(own, AreaType.of(area_code))
    row = summary.areas.loc[area_code].to_dict()
    return Side(own, area_code, str(row["area_name"]), summary, row, profile(own, area_code))


def first_sentence(sides: Sequence[Side]) -> str:
    """Which of the areas has the largest share of people on low income, and which the most people."""
    held = [side for side in sides if pd.notna(side.row["value"])]
    if len(held) < 2:
        return "Choose two to four areas to set side by side."
    most = max(held, key=lambda side: float(side.row["value"]))
    others = [f"{share(side.row['value'])} in {side.name}" for side in held if side is not most]
    many = max(held, key=lambda side: float(side.row["people_income_deprived"]))
    people = f"Most people on low income live in {many.name}: {count(many.row['people_income_deprived'])}."
    return (
        f"The largest share of people on low income is in {most.name}: {share(most.row['value'])}, against "
        f"{listed(others)}. {people}"
    )


def side_by_side(evidence: Evidence, codes: Sequence[str]) -> list[Any]:
    """Every section of the story for each area.

    Args:
        evidence: one partnership's evidence, with the custom area if it is one of them.
        codes: two to four areas.
    """
    sides = [side_of(evidence, code) for code in codes]
    return [
        html.P(first_sentence(sides), className="lead"),
        html.H2("How much need, and how many people"),
        _columns(sides, [[html.P(lead(side.evidence, side.summary, side.code))] for side in sides]),
        html.H2("Who lives there"),
        *_people(sides),
        html.H2("What stands out"),
        _columns(sides, [_stands_out(side) for side in sides]),
        html.H2("What inequality is there"),
        *_measures(sides),
        *spread_inside(evidence, "compare-spread", codes),
        html.H2("Priority by priority"),
        *_profiles(sides),
        html.H2("Over time"),
        _trends(sides),
        html.H2("Flags and Locality Working"),
        _need(sides),
        _columns(sides, [[_flags(side)] for side in sides]),
        html.H2("Most like them elsewhere"),
        _columns(sides, [[html.P(_similar(side))] for side in sides]),
    ]


def _columns(sides: Sequence[Side], parts: Sequence[list[Any]]) -> html.Div:
    """A column an area, headed by its name."""
    heads = [html.H3(area_link(side.evidence, side.code, side.name)) for side in sides]
    return html.Div(
        [html.Section([head, *part]) for head, part in zip(heads, parts, strict=True)], className="side-by-side"
    )


def _lined_up(caption: str, head: str, sides: Sequence[Side], rows: Sequence[Sequence[Any]]) -> html.Div:
    """A table with a column an area."""
    return table(caption, [Column(head), *(Column(side.name, numeric=True) for side in sides)], rows)


def _people(sides: Sequence[Side]) -> list[Any]:
    held = [residents(side.evidence, side.code) for side in sides]
    by_group = [own.set_index("group").to_dict("index") for own in held]
    groups = dict.fromkeys(str(group) for own in by_group for group in own)
    rows = [[group, *(_counted(own.get(group)) for own in by_group)] for group in groups]
    where = sides[0].evidence.partnership.name
    pairs = zip(held, sides, strict=True)
    told = [[html.P(residents_sentence(own, side.name, where))] for own, side in pairs]
    return [_columns(sides, told), _lined_up("Who lives there", "Who", sides, rows)]


def _counted(row: Mapping[Hashable, Any] | None) -> str:
    if row is None:
        return "–"
    part = f" ({share(row['share'], 0)})" if pd.notna(row["share"]) else ""
    return f"{count(row['people'])}{part}"


def _stands_out(side: Side) -> list[Any]:
    found = what_stands_out(side.evidence, side.code, side.figures)
    if not found:
        return [html.P(f"Nothing stands out from {side.evidence.partnership.name} as a whole.")]
    return [html.Ul([html.Li(one.sentence) for one in found], className="told")]


def _measures(sides: Sequence[Side]) -> list[Any]:
    told = [four_measures(side.evidence, side.code) for side in sides]
    columns = [[html.P([html.B(f"{one.heading}. "), one.sentence]) for one in own] for own in told]
    figures = [{(one.heading, fact.name): fact.figure for one in own for fact in one.facts} for own in told]
    keys = dict.fromkeys(key for own in figures for key in own)
    rows = [[f"{heading}: {name}", *(own.get((heading, name), "–") for own in figures)] for heading, name in keys]
    return [_columns(sides, columns), _lined_up("The four measures of inequality", "Measure", sides, rows)]


def _profiles(sides: Sequence[Side]) -> list[Any]:
    """A table a topic: every indicator with each area's figure and its mark against the partnership."""
    indicators = sides[0].evidence.indicators
    profiles = [side.figures.to_dict("index") for side in sides]
    held = {str(key) for own in profiles for key in own}
    shown: list[Any] = [
        html.P("▲ worse, ● better, ■ similar, ○ not compared, all against the partnership.", className="note")
    ]
    for topic in Topic:
        rows = [
            [with_unit(one), *(_figure(own.get(key), one) for own in profiles)]
            for key, one in indicators.items()
            if key in held and one.topic == topic
        ]
        shown += [_lined_up(f"{topic.value}: the latest figures", "Indicator", sides, rows)] if rows else []
    return shown


def _figure(row: Mapping[Hashable, Any] | None, indicator: Indicator) -> str:
    if row is None:
        return "–"
    if pd.isna(row["value"]):
        return figure(row["value"], row["status"], indicator)
    return f"{OUTCOME_MARKS[Outcome(row['partnership_outcome'])]} {short(row['value'], indicator)}"


def _trends(sides: Sequence[Side]) -> html.Div:
    """The tested direction of every indicator that can be told in one of the areas at least."""
    words = [area_trends(side.evidence, side.code).set_index("indicator_id")["words"] for side in sides]
    names = {key: one.name for key, one in sides[0].evidence.indicators.items()}
    keys = [key for key in names if any(own.get(key, "cannot tell") != "cannot tell" for own in words)]
    rows = [[names[key], *(str(own.get(key, "–")) for own in words)] for key in keys]
    return _lined_up("Tested direction over recent periods", "Indicator", sides, rows)


def _flags(side: Side) -> Any:
    flags = side.summary.flags[side.code]
    none = "No flag on this evidence. A place with no flag still has people in need."
    return reasons(flags) if flags else html.P(none)


def _need(sides: Sequence[Side]) -> html.Div:
    rows = {
        "Kind of area": [side.summary.area_type.label for side in sides],
        "Level": [LEVEL_MARKS[Level(side.row["level"])] for side in sides],
        "Rank by need": [_rank(side) for side in sides],
        "Need score, 0 to 100": [_score(side) for side in sides],
        "People on low income": [count(side.row["people_income_deprived"]) for side in sides],
        "Locality Working": [rollout_words(side.row["status"], side.row["place"]) for side in sides],
    }
    if not sides[0].evidence.partnership.places:
        del rows["Locality Working"]
    return _lined_up("Need and rollout", "What", sides, [[name, *cells] for name, cells in rows.items()])


def _rank(side: Side) -> str:
    custom = side.summary.area_type == AreaType.CUSTOM_AREA
    return "not ranked" if custom else likely_rank(side.row, len(side.summary.areas))


def _score(side: Side) -> str:
    return f"{side.row['need_score']:.1f}" if pd.notna(side.row["need_score"]) else "–"


def _similar(side: Side) -> str:
    own, found = own_features(side.evidence, side.code), similar_areas(side.evidence, side.code)
    return similar_sentence(own, found, side.name)
