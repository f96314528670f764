"""Dispersed need on the screen: where need is densest beside where people in need live, by class, and far out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from dashboard.charts.coverage import coverage
from dashboard.charts.theme import Caption
from dashboard.components.controls import row_button
from dashboard.components.geometry import map_layers
from dashboard.components.graph import graph
from dashboard.components.map import Shading, area_map, hideout, legend
from dashboard.components.need_view import area_link, place_entries, place_markers
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.classes import map_classes
from dashboard.statistics.dispersed import ACCESS_TIMES, access_times, counted_period, people_by_class
from dashboard.statistics.reached import Reach, coverage_curve, marks
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.words import count, share
from dashboard.vocabulary import AreaType, Level, Measure, Status

MAPS = {"rollout-dense": "value", "rollout-people": "people_income_deprived"}
"""The two maps, and which column of the summary each shows."""
TENTHS = 10


def maps(evidence: Evidence, summary: NeedSummary, selected: str) -> html.Div:
    """The two maps side by side, one selection in both; the extent of each place is drawn on top."""
    layers = map_layers(evidence, summary.area_type)
    if evidence.partnership.places:
        layers = replace(layers, outlines_url=map_layers(evidence, AreaType.PLACE).areas_url)
    headings = ("Where need is densest", "Where people in need live")
    return html.Div(
        [
            html.Section(
                [
                    html.H3(heading),
                    area_map(map_id, layers, _shading(evidence, summary, column, selected), _label(evidence, column)),
                    _legend(evidence, summary, column),
                ]
            )
            for heading, (map_id, column) in zip(headings, MAPS.items(), strict=True)
        ],
        className="two-columns",
    )


def hideouts(evidence: Evidence, summary: NeedSummary, selected: str) -> list[dict[str, Any]]:
    """What the areas of the two maps show."""
    return [hideout(_shading(evidence, summary, column, selected)) for column in MAPS.values()]


def _label(evidence: Evidence, column: str) -> str:
    what = "Share of people on low income" if column == "value" else "Number of people on low income"
    return f"Map: {what.lower()} in {evidence.partnership.name} by intermediate zone"


def _classes(evidence: Evidence, summary: NeedSummary, column: str) -> Any:
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    if column != "value":
        indicator = replace(indicator, measure=Measure.COUNT, unit="people", decimals=0)
    figures = pd.DataFrame({"value": summary.areas[column], "status": Status.PUBLISHED.value})
    return map_classes(figures, indicator)


def _shading(evidence: Evidence, summary: NeedSummary, column: str, selected: str) -> Shading:
    classes, _ = _classes(evidence, summary, column)
    texts = {code: area_words(row) for code, row in summary.areas.to_dict("index").items()}
    flagged = summary.areas.index[summary.areas["level"] == Level.PRIORITY]
    return Shading(
        classes, {str(code): text for code, text in texts.items()}, selected, tuple(flagged), place_markers(evidence)
    )


def _legend(evidence: Evidence, summary: NeedSummary, column: str) -> html.Div:
    _, held = _classes(evidence, summary, column)
    entries: list[tuple[str, int, int | str]] = [(one.label, one.areas, one.key) for one in held]
    entries.append(("Priority", int((summary.areas["level"] == Level.PRIORITY).sum()), "outlined"))
    entries += place_entries(place_markers(evidence))
    lines = " Thick lines: the extent of each place." if evidence.partnership.places else ""
    what = "Share of people on low income" if column == "value" else "People on low income"
    return legend(f"{what}, in fifths of the {len(summary.areas)} {summary.area_type.plural} here.{lines}", entries)


def area_words(row: Any) -> str:
    """One area in a line: how many people, which share, which rank."""
    if pd.isna(row["people_income_deprived"]):
        return f"{row['area_name']}: not enough data"
    rank = f", need rank {row['need_rank']:.0f}" if pd.notna(row["need_rank"]) else ""
    return (
        f"{row['area_name']}: {count(row['people_income_deprived'])} people on low income, {share(row['value'])}{rank}"
    )


def curve(evidence: Evidence, summary: NeedSummary, zones: pd.DataFrame) -> list[Any]:
    """The coverage curve and its table."""
    line, held = coverage_curve(zones), marks(evidence, summary, zones)
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    first = held[0]  # our priority areas
    found = (
        f"Our priority areas hold {share(100 * first.population_share, 0)} of all people and "
        f"{share(100 * first.people_share, 0)} of those on low income."
    )
    source = indicator.source
    caption = Caption(
        title="How many people in need does working in places reach?",
        subtitle=f"{evidence.partnership.name}: data zones taken in from the highest rate down. {found}",
        source=f"Source: {source.publisher}, {source.title}; {counted_period(evidence, indicator.indicator_id)}, 2011 "
        f"data zones. {source.licence}.",
        alt=f"Curve of people reached against people taken in. {found} The table has every figure.",
    )
    return [
        graph("rollout-curve", coverage(line, held, indicator.counted, caption), caption, narrow=True),
        html.Details([html.Summary("The curve as a table"), _curve_table(line, held, indicator.counted)]),
    ]


def _curve_table(line: pd.DataFrame, held: Sequence[Reach], counted: str) -> html.Div:
    last = len(line) - 1
    steps = sorted({round(last * step / TENTHS) for step in range(TENTHS + 1)})
    rows = [[one.name, "–", share(100 * one.population_share), share(100 * one.people_share)] for one in held]
    rows += [
        [
            f"{row['zones']:.0f} data zones of highest rate",
            f"{row['zones']:.0f}",
            share(100 * row["population_share"]),
            share(100 * row["people_share"]),
        ]
        for row in line.iloc[steps].to_dict("records")
    ]
    columns = [Column("Taken in")]
    columns += [Column(name, numeric=True) for name in ("Data zones", "Of all people", f"Of {counted}")]
    return table("How many are reached", columns, rows)


def class_table(evidence: Evidence, zones: pd.DataFrame) -> html.Div:
    """People in need by urban rural class, with the time it takes them to reach services."""
    held = people_by_class(evidence, zones)
    times = [key for key in ACCESS_TIMES if key in held]
    columns = [Column("Where they live")]
    columns += [Column(name, numeric=True) for name in ("People on low income", "Of all here", "Share of people there")]
    columns += [Column("Of them, in the index's worst fifth", numeric=True)]
    columns += [Column(f"{evidence.indicators[key].name} (minutes)", numeric=True) for key in times]
    rows = [
        [name, count(row["people"]), share(100 * row["people_share"], 0), share(100 * row["rate"])]
        + [share(100 * row["in_worst_fifth"], 0) if pd.notna(row["in_worst_fifth"]) else "–"]
        + [f"{row[key]:.0f}" for key in times]
        for name, row in held.to_dict("index").items()
    ]
    return table("People on low income by urban rural class; minutes are averages for them", columns, rows)


def area_table(evidence: Evidence, summary: NeedSummary, zones: pd.DataFrame, selected: str) -> html.Div:
    """People in need by area, most people first, with need far from services; a name marks the area on both maps."""
    areas = summary.areas.sort_values("people_income_deprived", ascending=False)
    parts = evidence.parts[evidence.parts["area_type"] == summary.area_type].set_index("data_zone")["area_code"]
    minutes = access_times(evidence, zones, parts).to_dict("index")
    times = [key for key in ACCESS_TIMES if key in evidence.indicators]
    columns = [Column("Area")]
    columns += [Column(name, numeric=True) for name in ("People on low income", "Share", "Need rank")]
    columns += [Column("Of them, where services are hardest to reach", numeric=True)]
    columns += [Column(f"{evidence.indicators[key].name} (minutes)", numeric=True) for key in times]
    columns += [Column("Page")]
    rows = [
        [
            row_button({"type": "rollout-row", "area_code": str(code)}, str(row["area_name"]), code == selected),
            count(row["people_income_deprived"]),
            share(row["value"]) if pd.notna(row["value"]) else "–",
            f"{row['need_rank']:.0f}" if pd.notna(row["need_rank"]) else "–",
            count(row["remote_people"]),
            *(f"{minutes[code][key]:.0f}" if pd.notna(minutes[code][key]) else "–" for key in times),
            area_link(evidence, str(code), "Profile"),
        ]
        for code, row in areas.to_dict("index").items()
    ]
    chosen = int(areas.index.get_indexer(pd.Index([selected]))[0])
    return table(
        f"Where people on low income live in {evidence.partnership.name}, most people first", columns, rows, chosen
    )
