"""The story of an area: who lives here, what stands out, what inequality is here, and who is most like it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.graph import graph
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.inside import facts_table, spread_inside, zones_table
from dashboard.exhibits.people import people_source, people_table
from dashboard.exhibits.similar import FAR, similar_table
from dashboard.statistics.four_measures import four_measures
from dashboard.statistics.residents import residents, residents_sentence
from dashboard.statistics.similar_areas import own_features, similar_areas, similar_sentence
from dashboard.statistics.stands_out import sides_of, what_stands_out


def beside(left: Sequence[Any], right: Sequence[Any]) -> html.Div:
    """Two parts beside each other where there is room."""
    return html.Div([html.Div(list(left)), html.Div(list(right))], className="two-columns")


def who_lives_here(evidence: Evidence, area_code: str) -> list[Any]:
    """People, ages, households and urban or rural, in a sentence and a table."""
    name = str(evidence.areas.loc[area_code, "area_name"])
    return [
        html.P(residents_sentence(residents(evidence, area_code), name, evidence.partnership.name)),
        shown(people_table(evidence, area_code), evidence),
        html.P(people_source(evidence, area_code), className="note"),
    ]


def stands_out(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> list[Any]:
    """What stands out, needs and strengths apart."""
    name, where = str(evidence.areas.loc[area_code, "area_name"]), evidence.partnership.name
    parts = [
        [html.H3(side.heading), html.Ul([html.Li(one) for one in side.sentences], className="told")]
        if side.sentences
        else [html.H3(side.heading), html.P(side.none)]
        for side in sides_of(what_stands_out(evidence, area_code, figures), where)
    ]
    said = (
        f"These are the figures of {name} that lie furthest from {where}, at most one of a topic on each side. The "
        "tables below have all of them."
    )
    return [beside(*parts), html.P(said, className="note")]


def inequality_here(evidence: Evidence, area_code: str) -> list[Any]:
    """The four measures of inequality: a sentence for each, their figures, and every data zone as a dot."""
    told = four_measures(evidence, area_code)
    measures = [html.Section([html.H3(one.heading), html.P(one.sentence)]) for one in told]
    figures = shown(facts_table("The four measures of inequality", told), evidence)
    return [
        html.Div(measures, className="side-by-side"),
        html.Details([html.Summary("The figures behind these sentences"), figures]),
        *spread_parts(evidence, "area-spread", [area_code]),
    ]


def spread_parts(evidence: Evidence, key: str, codes: Sequence[str]) -> list[Any]:
    """Every data zone of areas as a dot, and as a table an area; nothing where each is one zone."""
    held = spread_inside(key, evidence, codes)
    if held is None:
        return []
    tables = [shown(zones_table(evidence, code), evidence) for code in codes]
    return [graph(evidence, held, narrow=True), *tables]


def similar(evidence: Evidence, area_code: str) -> list[Any]:
    """The areas elsewhere in Scotland that are most like this one, how far from it, and how they do."""
    own, found = own_features(evidence, area_code), similar_areas(evidence, area_code)
    said = html.P(similar_sentence(own, found, str(evidence.areas.loc[area_code, "area_name"])))
    held = similar_table(evidence, area_code)
    return [said] if held is None else [said, html.P(FAR, className="note"), shown(held, evidence, 0)]
