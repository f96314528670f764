"""Dispersed need: two maps, the coverage curve, and people in need by kind of place and by area."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts.coverage import coverage
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Legend, MapExhibit, Plot, PlotKind, Shading
from dashboard.exhibits.need_map import FIGURES, place_entries, place_markers
from dashboard.exhibits.table import AreaName, Table, columns, table
from dashboard.statistics.classes import map_classes
from dashboard.statistics.dispersed import ACCESS_TIMES, access_times, counted_period, people_by_class
from dashboard.statistics.reached import Reach, coverage_curve, marks
from dashboard.statistics.summary import NeedSummary, weighed_words
from dashboard.statistics.words import count, plain, share, share_or_dash, source_line
from dashboard.vocabulary import Level, Measure, Status

MAPS = {"rollout-dense": "value", "rollout-people": "people_income_deprived"}
"""The two maps, and which column of the summary each shows."""
TENTHS = 10


def dispersed_map(key: str, evidence: Evidence, summary: NeedSummary, selected: str = "") -> MapExhibit:
    """One of the two maps: where need is densest, or where people in need live."""
    column = MAPS[key]
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    shown = indicator if column == "value" else replace(indicator, measure=Measure.COUNT, unit="people", decimals=0)
    figures = pd.DataFrame({"value": summary.areas[column], "status": Status.PUBLISHED.value})
    classes, held = map_classes(figures, shown)
    texts = {str(code): area_words(row) for code, row in summary.areas.to_dict("index").items()}
    flagged, markers = summary.areas.index[summary.areas["level"] == Level.PRIORITY], place_markers(evidence)
    what = "Share of people on low income" if column == "value" else "People on low income"
    lines = " Thick lines: the extent of each place." if evidence.partnership.places else ""
    fifths = f"in fifths of the {len(summary.areas)} {summary.area_type.plural} here.{lines}"
    entries = [*((one.label, one.areas, one.key) for one in held), ("Priority", len(flagged), "outlined")]
    name = evidence.partnership.name
    what_is_shown = "share of people" if column == "value" else "number of people"
    caption = Caption(
        title=f"{what} in {name} by {summary.area_type.label}",
        subtitle=f"{what}, {fifths}",
        source=f"{source_line(indicator, counted_period(evidence, indicator.indicator_id), summary.area_type)} "
        f"Priority areas: by {weighed_words(summary)}.",
        alt=f"Map: {what_is_shown} on low income in {name} by {summary.area_type.label}",
    )
    return MapExhibit(
        key,
        caption,
        summary.area_type,
        Shading(classes, texts, selected, tuple(flagged), markers),
        Legend(f"{what}, {fifths}", (*entries, *place_entries(markers))),
        partial(people_table, evidence, summary),
        summary.areas[list(FIGURES)].rename(columns=FIGURES),
        extents=bool(evidence.partnership.places),
    )


def area_words(row: Any) -> str:
    """What is said of one area: how many people, which share, which rank."""
    if pd.isna(row["people_income_deprived"]):
        return "not enough data"
    rank = f", need rank {row['need_rank']:.0f}" if pd.notna(row["need_rank"]) else ""
    return f"{count(row['people_income_deprived'])} people on low income, {share(row['value'])}{rank}"


def people_table(evidence: Evidence, summary: NeedSummary) -> Table:
    """People in need by area, most people first."""
    rows = [
        [
            AreaName(evidence, str(code)),
            count(row["people_income_deprived"]),
            share_or_dash(row["value"]),
            plain(row["need_rank"], 0),
            count(row["remote_people"]),
        ]
        for code, row in summary.areas.sort_values("people_income_deprived", ascending=False).to_dict("index").items()
    ]
    numbers = ("People on low income", "Share", "Need rank", "Of them, where services are hardest to reach")
    caption = f"Where people on low income live in {evidence.partnership.name}, most people first"
    return table(caption, columns("Area", *numbers, numeric=numbers), rows)


def times_table(evidence: Evidence, summary: NeedSummary, zones: pd.DataFrame) -> Table:
    """The same, with the time it takes people in need to reach services."""
    held = people_table(evidence, summary)
    parts = evidence.parts[evidence.parts["area_type"] == summary.area_type].set_index("data_zone")["area_code"]
    minutes = access_times(evidence, zones, parts).to_dict("index")
    times = [key for key in ACCESS_TIMES if key in evidence.indicators]
    named = [f"{evidence.indicators[key].name} (minutes)" for key in times]
    codes = summary.areas.sort_values("people_income_deprived", ascending=False).index
    rows = [
        [*row, *(plain(minutes[code][key], 0) for key in times)] for code, row in zip(codes, held.rows, strict=True)
    ]
    return table(held.caption, [*held.columns, *columns(*named, numeric=named)], rows)


def curve_exhibit(evidence: Evidence, summary: NeedSummary, zones: pd.DataFrame) -> Exhibit:
    """The coverage curve."""
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
        subtitle=f"{evidence.partnership.name}: data zones taken in from the highest rate down. {found} "
        "Dotted: if need were spread evenly.",
        source=f"Source: {source.publisher}, {source.title}; {counted_period(evidence, indicator.indicator_id)}, 2011 "
        f"data zones. {source.licence}. Priority areas: by {weighed_words(summary)}.",
        alt=f"Curve of people reached against people taken in. {found} The table has every figure.",
    )
    drawn = coverage(line, held, indicator.counted)
    figures = _curve_table(line, held, indicator.counted)
    names = tuple(column.heading for column in figures.columns)
    return Exhibit("rollout-curve", caption, drawn, figures, Plot(PlotKind.SCATTER, names[2:]))


def _curve_table(line: pd.DataFrame, held: Sequence[Reach], counted: str) -> Table:
    last = len(line) - 1
    steps = sorted({round(last * step / TENTHS) for step in range(TENTHS + 1)})
    rows = [[one.name, "–", share(100 * one.population_share), share(100 * one.people_share)] for one in held]
    rows += [
        [
            f"{row['zones']:.0f} data zones of highest rate",
            count(row["zones"]),
            share(100 * row["population_share"]),
            share(100 * row["people_share"]),
        ]
        for row in line.iloc[steps].to_dict("records")
    ]
    numbers = ("Data zones", "Of all people", f"Of {counted}")
    return table("How many are reached", columns("Taken in", *numbers, numeric=numbers), rows)


def class_table(evidence: Evidence, zones: pd.DataFrame) -> Table:
    """People in need by urban rural class, with the time it takes them to reach services."""
    held = people_by_class(evidence, zones)
    times = [key for key in ACCESS_TIMES if key in held]
    rows = [
        [
            str(name),
            count(row["people"]),
            share(100 * row["people_share"], 0),
            share(100 * row["rate"]),
            share_or_dash(100 * row["in_worst_fifth"], 0),
            *(plain(row[key], 0) for key in times),
        ]
        for name, row in held.to_dict("index").items()
    ]
    numbers = (
        *("People on low income", "Of all here", "Share of people there", "Of them, in the index's worst fifth"),
        *(f"{evidence.indicators[key].name} (minutes)" for key in times),
    )
    caption = "People on low income by urban rural class; minutes are averages for them"
    return table(caption, columns("Where they live", *numbers, numeric=numbers), rows)
