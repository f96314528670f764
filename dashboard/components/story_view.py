"""The story of an area: who lives here, what stands out, what inequality is here, and who is most like it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.charts.ranking import Line
from dashboard.charts.spread import Spread, spread_dots
from dashboard.charts.theme import Caption
from dashboard.components.graph import graph
from dashboard.components.need_view import area_link
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import comparators
from dashboard.statistics.four_measures import four_measures, zones_inside
from dashboard.statistics.residents import density, residents, residents_sentence
from dashboard.statistics.scoring import scored_period
from dashboard.statistics.similar_areas import (
    fellows_of,
    own_features,
    shown_indicators,
    similar_areas,
    similar_sentence,
)
from dashboard.statistics.stands_out import what_stands_out
from dashboard.statistics.summary import need_summary
from dashboard.statistics.told import Told
from dashboard.statistics.words import count, number, range_of, share, short, source_line, with_unit
from dashboard.vocabulary import AreaType

STRENGTH, NEED = "better", "worse"
FEATURE_WORDS = {
    "rural": "Rural",
    "remote": "Remote",
    "children": "Children",
    "older": "65 and over",
    "value": "On low income",
}


def beside(left: Sequence[Any], right: Sequence[Any]) -> html.Div:
    """Two parts beside each other where there is room."""
    return html.Div([html.Div(list(left)), html.Div(list(right))], className="two-columns")


def who_lives_here(evidence: Evidence, area_code: str) -> list[Any]:
    """People, ages, households and urban or rural, in a sentence and a table."""
    held = residents(evidence, area_code)
    name = evidence.partnership.name
    columns = [Column("Who"), Column("How many", numeric=True), Column("Share", numeric=True)]
    columns += [Column(name, numeric=True), Column("Scotland", numeric=True), Column("Period")]
    rows = [
        [
            row["group"],
            count(row["people"]),
            *(share(row[key], 0) if pd.notna(row[key]) else "–" for key in ("share", "partnership", "scotland")),
            row["period"],
        ]
        for row in held.to_dict("records")
    ]
    crowd = density(evidence, area_code)
    rows += [["People per square kilometre", f"{crowd:,.0f}", "–", "–", "–", "mid-2017"]] if pd.notna(crowd) else []
    publishers = "; ".join(dict.fromkeys(str(source) for source in held["source"]))
    return [
        html.P(residents_sentence(held, str(evidence.areas.loc[area_code, "area_name"]), name)),
        table("Who lives here", columns, rows),
        html.P(f"Sources: {publishers}. Open Government Licence v3.0.", className="note"),
    ]


def stands_out(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> list[Any]:
    """What stands out, needs and strengths apart."""
    found = what_stands_out(evidence, area_code, figures)
    name, where = str(evidence.areas.loc[area_code, "area_name"]), evidence.partnership.name
    shown: list[list[Any]] = []
    for word, heading, none in (
        (NEED, "What is harder here", f"Nothing stands out as worse here than in {where} as a whole."),
        (STRENGTH, "What is going well here", f"Nothing stands out as better here than in {where} as a whole."),
    ):
        own = [one for one in found if one.heading == word]
        told = html.Ul([html.Li(one.sentence) for one in own], className="told") if own else html.P(none)
        shown.append([html.H3(heading), told])
    said = (
        f"These are the figures of {name} that lie furthest from {where}, at most one of a topic on each side. The "
        "tables below have all of them."
    )
    return [beside(*shown), html.P(said, className="note")]


def inequality_here(evidence: Evidence, area_code: str) -> list[Any]:
    """The four measures of inequality: a sentence for each, their figures, and every data zone as a dot."""
    told = four_measures(evidence, area_code)
    measures = [html.Section([html.H3(one.heading), html.P(one.sentence)]) for one in told]
    figures = facts_table("The four measures of inequality", told)
    return [
        html.Div(measures, className="side-by-side"),
        html.Details([html.Summary("The figures behind these sentences"), figures]),
        *spread_inside(evidence, "area-spread", [area_code]),
    ]


def facts_table(caption: str, told: Sequence[Told]) -> html.Div:
    """The figures behind sentences."""
    rows = [[one.heading, fact.name, fact.figure] for one in told for fact in one.facts]
    return table(caption, [Column("Measure"), Column("What"), Column("Figure", numeric=True)], rows)


def spread_inside(evidence: Evidence, graph_id: str, codes: Sequence[str]) -> list[Any]:
    """Every data zone of areas as a dot, and as a table; nothing where each is one zone."""
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    period = scored_period(evidence.library, indicator.indicator_id, AreaType.DATA_ZONE)
    spreads = [Spread(str(evidence.areas.loc[code, "area_name"]), zones_inside(evidence, code)) for code in codes]
    if all(len(one.zones) < 2 for one in spreads):
        return []
    against = comparators(evidence, indicator.indicator_id, period)
    lines = [Line(evidence.partnership.name, against.partnership), Line("Scotland", against.scotland)]
    names = ", ".join(one.name for one in spreads)
    caption = Caption(
        title=f"Inside {names}",
        subtitle=f"{indicator.name}: each dot is a data zone, {period}. Hover for its name; the table has them all.",
        source=source_line(indicator, period, AreaType.DATA_ZONE),
        alt=f"Dots of the data zones of {names} by their share of {indicator.counted}. The table names every one.",
    )
    drawn = graph(graph_id, spread_dots(spreads, indicator, lines, caption), caption, narrow=True)
    return [drawn, *(_zones_table(evidence, one) for one in spreads)]


def _zones_table(evidence: Evidence, inside: Spread) -> html.Div:
    """The data zones of an area, the one of greatest need first."""
    need = need_summary(evidence.of_zones, AreaType.DATA_ZONE)
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    columns = [Column("Data zone"), Column("Share", numeric=True), Column("95% interval", numeric=True)]
    columns += [Column(indicator.counted.capitalize(), numeric=True), Column("People", numeric=True)]
    columns += [Column(f"Need rank of {len(need.areas)} here", numeric=True), Column("Level")]
    order = [code for code in need.areas.index if code in inside.zones.index]
    rows = [
        [
            area_link(evidence, str(code), str(zone["area_name"])),
            number(zone["value"], indicator),
            range_of(zone["lower"], zone["upper"], indicator),
            count(zone["numerator"]),
            count(zone["people"]),
            f"{rank:.0f}" if pd.notna(rank) else "not enough data",
            level,
        ]
        for code, zone, rank, level in zip(
            order,
            inside.zones.loc[order].to_dict("records"),
            need.areas.loc[order, "need_rank"],
            need.areas.loc[order, "level"],
            strict=True,
        )
    ]
    return table(f"Data zones of {inside.name}, greatest need first", columns, rows)


def similar(evidence: Evidence, area_code: str) -> list[Any]:
    """The areas elsewhere in Scotland that are most like this one, how far from it, and how they do."""
    own, found = own_features(evidence, area_code), similar_areas(evidence, area_code)
    name = str(evidence.areas.loc[area_code, "area_name"])
    said = html.P(similar_sentence(own, found, name))
    if found.empty:
        return [said]
    far = (
        "Areas are alike in how rural and remote they are, the share of children and of people of 65 and over, and the "
        "share of people on low income. The smaller the distance, the more alike; two areas of Scotland taken at "
        "random are typically more than two apart."
    )
    return [said, html.P(far, className="note"), similar_table(evidence, own, found)]


def similar_table(evidence: Evidence, own: pd.DataFrame, found: pd.DataFrame) -> html.Div:
    """This area first, then the most similar ones: how far they are from it, their features, and how they do."""
    kind = fellows_of(AreaType.of(str(own.index[0])))
    periods = shown_indicators(evidence, kind)
    columns = [Column("Area"), Column("Council area")]
    columns += [Column(name, numeric=True) for name in ("Distance", "People", *FEATURE_WORDS.values())]
    shown = {key: evidence.indicators[key] for key in periods}
    columns += [Column(f"{with_unit(one)} ({periods[key]})", numeric=True) for key, one in shown.items()]
    columns += [Column("Need rank in Scotland", numeric=True)]
    rows = [
        [
            str(row["area_name"]),
            str(row["council_area_name"]),
            f"{row['distance']:.2f}",
            count(row["population"]),
            *(share(row[key], 1 if key == "value" else 0) if pd.notna(row[key]) else "–" for key in FEATURE_WORDS),
            *(short(row[key], one) for key, one in shown.items()),
            f"{row['national_rank']:,.0f}" if pd.notna(row["national_rank"]) else "–",
        ]
        for row in pd.concat([own, found]).to_dict("records")
    ]
    return table(f"The {kind.plural} elsewhere in Scotland most like this area, this area first", columns, rows, 0)
