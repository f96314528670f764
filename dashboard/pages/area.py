"""One area of any kind: what it contains, its people, its need and flags, and where it stands on every indicator."""

from collections.abc import Hashable, Mapping
from typing import Any

import dash
import pandas as pd
from dash import dcc, html

from dashboard.charts.profile import spine
from dashboard.charts.theme import Caption
from dashboard.components import links
from dashboard.components.area_view import recent_trends, two_tests, why_this_area
from dashboard.components.geometry import map_layers
from dashboard.components.graph import graph
from dashboard.components.map import area_map
from dashboard.components.need_view import area_link, need_legend, need_shading, reasons, rollout_words
from dashboard.components.shell import page, page_title
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import profile
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.words import (
    OUTCOME_MARKS,
    OUTCOME_WORDS,
    count,
    figure,
    listed,
    number,
    range_of,
    share,
)
from dashboard.vocabulary import AreaType, Outcome, Topic

LARGER = (AreaType.LOCALITY, AreaType.WARD, AreaType.PLACE, AreaType.INTERMEDIATE_ZONE)


def title(area_code: str = "", **state: str) -> str:
    """The window's title."""
    evidence = links.evidence_of(links.state_in_title(state))
    if not _is_shown(evidence, area_code):
        return page_title("No such area", state)
    return page_title(f"{evidence.areas['area_name'][area_code]} ({AreaType.of(area_code).label})", state)


def layout(area_code: str = "", **state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = links.evidence_of(state)
    if not _is_shown(evidence, area_code):
        return page("/area", "There is no such area here", state, *_no_such_area(evidence, area_code))
    area = evidence.areas.loc[area_code]
    kind = AreaType(str(area["area_type"]))
    summary = need_summary(evidence, kind)
    figures = profile(evidence, area_code)
    return page(
        "/area",
        str(area["area_name"]),
        state,
        html.P(lead(evidence, summary, area_code), className="lead"),
        html.P(what_it_is(evidence, area_code), className="sub-lead"),
        html.Ul(_facts(evidence, summary, area_code), className="facts"),
        html.H2("Why it is, or is not, flagged"),
        reasons(summary.flags[area_code]) if summary.flags[area_code] else html.P(_no_flag(str(area["area_name"]))),
        html.H2("Why this score"),
        *why_this_area(evidence, summary, area_code),
        html.H2("The two tests of the Act"),
        *two_tests(evidence, summary, area_code),
        *_inside(evidence, summary, area_code),
        html.H2("Where it stands"),
        _chart(evidence, area_code, figures),
        *(_topic_table(evidence, topic, figures) for topic in Topic),
        html.H2("Recent trends"),
        *recent_trends(evidence, area_code),
        html.H2("On the map"),
        _map(evidence, area_code),
    )


def _is_shown(evidence: Evidence, area_code: str) -> bool:
    """Whether the partnership has such an area, other than itself."""
    return area_code in evidence.areas.index and AreaType.of(area_code) != AreaType.COUNCIL_AREA


def _no_such_area(evidence: Evidence, area_code: str) -> list[Any]:
    partnership_id = evidence.partnership.partnership_id
    return [
        html.P(f"{evidence.partnership.name} has no area with the code “{area_code}”."),
        html.P(dcc.Link("Find an area in the ranking", href=links.address("/need", partnership_id))),
    ]


def lead(evidence: Evidence, summary: NeedSummary, area_code: str) -> str:
    """How intense need is here, and how many people it is."""
    row = summary.areas.to_dict("index")[area_code]
    name = evidence.partnership.name
    people = (
        f"{count(row['people_income_deprived'])} people on low income"
        if pd.notna(row["people_income_deprived"])
        else ""
    )
    if pd.isna(row["need_rank"]):
        return f"{row['area_name']} has too few people, or too few figures, for a need score."
    ranked = likely_rank(row, len(summary.areas))
    return (
        f"{row['area_name']} is {ranked} {summary.area_type.plural} in {name} by need (1st = greatest): {people}, "
        f"{share(row['value'])} of those who live here."
    )


def what_it_is(evidence: Evidence, area_code: str) -> str:
    """What kind of area it is, what it is made of, and what it lies in."""
    area = evidence.areas.loc[area_code]
    kind = AreaType(str(area["area_type"]))
    year = f" ({kind.boundary_year} boundaries)" if kind.boundary_year else ""
    made = f" of {area['data_zones']} data zones" if kind != AreaType.DATA_ZONE else ""
    article = "An" if kind == AreaType.INTERMEDIATE_ZONE else "A"
    text = f"{article} {kind.label}{year}{made} with {evidence.areas['population'][area_code]:,.0f} people (mid-2017)."
    around = [evidence.areas.loc[code, "area_name"] for code in _around(evidence, area_code)]
    if around:
        text += f" It lies in {listed([str(name) for name in around])}."
    if kind in {AreaType.LOCALITY, AreaType.WARD}:
        text += " It is built from the data zones that fit it best, so some edges differ from the true line."
    if kind == AreaType.PLACE:
        text += f" {evidence.partnership.extent_note}"
    return text


def _around(evidence: Evidence, area_code: str) -> list[str]:
    """The larger areas that hold most of this area's people."""
    people = evidence.areas_of(AreaType.DATA_ZONE)["population"].clip(lower=1)
    zones = evidence.zones_of(area_code)
    size = len(zones)
    parts = evidence.parts[evidence.parts["data_zone"].isin(zones) & evidence.parts["area_type"].isin(LARGER)]
    held = parts.assign(people=parts["data_zone"].map(people)).groupby("area_code")["people"].sum()
    most = held.index[2 * held > people.loc[zones].sum()]
    larger = evidence.areas.loc[most]
    return [str(code) for code in larger.index[larger["data_zones"] > size] if code != area_code]


def _facts(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[html.Li]:
    row = summary.areas.to_dict("index")[area_code]
    facts = [
        (count(row["population"]), "people (mid-2017)"),
        (count(row["people_income_deprived"]), "people on low income (2017)"),
        (share(row["value"]), f"of people, likely range {row['lower']:.1f}–{share(row['upper'])}"),
        (f"{row['need_score']:.1f}", "need score, 0 to 100"),
        (
            f"{row['zones_worst_scotland']} of {row['data_zones']}",
            "data zones in Scotland's fifth of greatest need",
        ),
    ]
    if evidence.partnership.places and summary.area_type not in {AreaType.LOCALITY, AreaType.WARD}:
        facts.append((rollout_words(row["status"], ""), f"Locality Working {row['place'] and 'in ' + row['place']}"))
    return [html.Li([html.B(value), text]) for value, text in facts if value != "–" and "nan" not in value]


def _no_flag(name: str) -> str:
    return f"{name} carries no flag on this evidence. A place with no flag still has people in need."


def _inside(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """The zones inside, the one of greatest need first."""
    zones = evidence.zones_of(area_code)
    if len(zones) < 2:
        return []
    need = need_summary(evidence, AreaType.DATA_ZONE)
    inside = need.areas.loc[[code for code in need.areas.index if code in zones]]
    row = summary.areas.to_dict("index")[area_code]
    columns = [Column("Data zone"), Column("Rank here", numeric=True), Column("People", numeric=True)]
    columns += [Column("On low income", numeric=True), Column("Share", numeric=True), Column("Level")]
    rows = [
        [
            area_link(evidence, str(code), str(one["area_name"])),
            f"{one['need_rank']:.0f}" if pd.notna(one["need_rank"]) else "not enough data",
            count(one["population"]),
            count(one["people_income_deprived"]),
            share(one["value"]) if pd.notna(one["value"]) else "–",
            str(one["level"]),
        ]
        for code, one in inside.to_dict("index").items()
    ]
    return [
        html.H2("Inside this area"),
        html.P(
            f"Greatest need inside: {row['worst_zone_name']}. {share(100 * row['local_share'], 0)} of people live "
            f"in data "
            "zones in Scotland's fifth of greatest need."
        ),
        table(
            f"Data zones of {row['area_name']}, of {len(need.areas)} in {evidence.partnership.name}",
            columns,
            rows,
        ),
    ]


def _chart(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> html.Figure:
    name = str(evidence.areas.loc[area_code, "area_name"])
    kind = AreaType(str(evidence.areas.loc[area_code, "area_type"]))
    outcomes = figures["partnership_outcome"]
    worse, better = (int((outcomes == word).sum()) for word in (Outcome.WORSE, Outcome.BETTER))
    partnership = evidence.partnership.name
    found = f"{worse} indicators are worse and {better} better than {partnership}, as far as can be told."
    publishers = sorted({evidence.indicators[str(key)].source.publisher.split(",")[0] for key in figures.index})
    caption = Caption(
        title=f"{name}: where it stands",
        subtitle=f"Latest period. Dark: the middle half of {kind.plural}. │ {partnership}, ◇ Scotland. {found}",
        source=f"Sources: {listed(publishers)}. Period and licence of each indicator stand in the tables below.",
        alt=f"Profile of {name} among {kind.plural} of {partnership}. {found} The tables below have every figure.",
    )
    return graph("area-spine", spine(figures, dict(evidence.indicators), caption), caption)


def _topic_table(evidence: Evidence, topic: Topic, figures: pd.DataFrame) -> html.Div | None:
    """The indicators of one topic: counts beside rates, and what they compare with."""
    keys = [str(key) for key in figures.index if evidence.indicators[str(key)].topic == topic]
    if not keys:
        return None
    columns = [
        Column("Indicator"),
        Column("Period"),
        Column("Here", numeric=True),
        Column("95% interval", numeric=True),
    ]
    columns += [
        Column("How many", numeric=True),
        Column(evidence.partnership.name, numeric=True),
        Column("Scotland", numeric=True),
    ]
    columns += [Column(f"Against {evidence.partnership.name}"), Column("Against Scotland")]
    rows = [_indicator_row(evidence, key, figures.loc[key].to_dict()) for key in keys]
    return html.Div([html.H3(topic.value), table(f"{topic.value}: the latest figures", columns, rows)])


def _indicator_row(evidence: Evidence, key: str, row: Mapping[Hashable, Any]) -> list[Any]:
    indicator = evidence.indicators[key]
    query = links.address("/explore", evidence.partnership.partnership_id, indicator=key)
    unit = "" if indicator.unit == "%" else f" {indicator.unit}"
    return [
        html.Div([dcc.Link(indicator.name, href=query), html.Span(unit, className="unit")]),
        row["period"],
        figure(row["value"], row["status"], indicator).removesuffix(unit)
        + (" (approx.)" if row["approximate"] else ""),
        range_of(row["lower"], row["upper"], indicator).removesuffix(unit),
        count(row["numerator"]),
        number(row["partnership"], indicator).removesuffix(unit),
        number(row["scotland"], indicator).removesuffix(unit),
        _outcome(row["partnership_outcome"]),
        _outcome(row["scotland_outcome"]),
    ]


def _outcome(word: str) -> str:
    outcome = Outcome(word)
    return f"{OUTCOME_MARKS[outcome]} {OUTCOME_WORDS[outcome]}"


def _map(evidence: Evidence, area_code: str) -> html.Div:
    kind = AreaType(str(evidence.areas.loc[area_code, "area_type"]))
    summary = need_summary(evidence, kind)
    shading = need_shading(evidence, summary, selected=area_code)
    name = evidence.areas.loc[area_code, "area_name"]
    label = f"Map of need in {evidence.partnership.name} by {kind.label}, {name} set apart"
    return html.Div([area_map("area-map", map_layers(evidence, kind), shading, label), need_legend(summary, shading)])


dash.register_page(__name__, path_template="/area/<area_code>", title=title, layout=layout)
