"""Areas side by side on the screen: everything their pages tell, lined up."""

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.cells import area_link, reasons
from dashboard.components.story_view import spread_parts
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.compare import (
    Side,
    first_sentence,
    measures_side_by_side,
    need_side_by_side,
    people_side_by_side,
    profiles_side_by_side,
    side_of,
    trends_side_by_side,
)
from dashboard.statistics.area_words import lead
from dashboard.statistics.four_measures import four_measures
from dashboard.statistics.residents import residents, residents_sentence
from dashboard.statistics.similar_areas import own_features, similar_areas, similar_sentence
from dashboard.statistics.stands_out import what_stands_out

MARKS = "▲ worse, ● better, ■ similar, ○ not compared, all against the partnership."


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
        _columns(sides, [[html.P(_people(side))] for side in sides]),
        shown(people_side_by_side(sides), evidence),
        html.H2("What stands out"),
        _columns(sides, [_stands_out(side) for side in sides]),
        html.H2("What inequality is there"),
        _columns(sides, [_measures(side) for side in sides]),
        shown(measures_side_by_side(sides), evidence),
        *spread_parts(evidence, "compare-spread", codes),
        html.H2("Priority by priority"),
        html.P(MARKS, className="note"),
        *(shown(held, evidence) for held in profiles_side_by_side(sides)),
        html.H2("Over time"),
        shown(trends_side_by_side(sides), evidence),
        html.H2("Flags and Locality Working"),
        shown(need_side_by_side(sides), evidence),
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


def _people(side: Side) -> str:
    return residents_sentence(residents(side.evidence, side.code), side.name, side.evidence.partnership.name)


def _stands_out(side: Side) -> list[Any]:
    found = what_stands_out(side.evidence, side.code, side.figures)
    if not found:
        return [html.P(f"Nothing stands out from {side.evidence.partnership.name} as a whole.")]
    return [html.Ul([html.Li(one.sentence) for one in found], className="told")]


def _measures(side: Side) -> list[Any]:
    told = four_measures(side.evidence, side.code)
    return [html.P([html.B(f"{one.heading}. "), one.sentence]) for one in told]


def _flags(side: Side) -> Any:
    flags = [flag.sentence for flag in side.summary.flags[side.code]]
    none = "No flag on this evidence. A place with no flag still has people in need."
    return reasons(flags) if flags else html.P(none)


def _similar(side: Side) -> str:
    own, found = own_features(side.evidence, side.code), similar_areas(side.evidence, side.code)
    return similar_sentence(own, found, side.name)
