"""The explorer's parts: one indicator for areas of one kind, as sentence, map, bars, trend and table."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.charts.ranking import Line, rank_bars
from dashboard.charts.theme import Caption
from dashboard.components import links
from dashboard.components.controls import row_button
from dashboard.components.geometry import SCOTLAND_TYPES
from dashboard.components.graph import graph
from dashboard.components.map import Shading, legend
from dashboard.components.table import Column, table
from dashboard.components.trend_view import trend_of_areas
from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import area_figures, comparators, periods
from dashboard.statistics.classes import map_classes
from dashboard.statistics.words import (
    OUTCOME_WORDS,
    POLARITY_WORDS,
    figure,
    number,
    outcome_words,
    range_of,
    source_line,
)
from dashboard.vocabulary import SCOTLAND, AreaType, Measure, Outcome, Polarity

PAGE_ROWS = 40
LONGEST_NUMBER = 6
DEFAULT_INDICATOR = "simd_income"


@dataclass(frozen=True)
class Choice:
    """What the explorer shows: the state of its address, made valid."""

    indicator: str
    areas: AreaType
    period: str
    everywhere: bool
    area: str
    page: int


def read(evidence: Evidence, state: links.State) -> Choice:
    """What an address asks for; what is not known, or not held together, falls back."""
    indicator = links.choice(state.get("indicator"), list(evidence.indicators), DEFAULT_INDICATOR)
    kinds = [kind.value for kind in area_types(evidence, indicator)]
    areas = AreaType(links.choice(state.get("areas"), kinds, AreaType.INTERMEDIATE_ZONE.value))
    national = areas in SCOTLAND_TYPES
    everywhere = areas == AreaType.COUNCIL_AREA or (national and state.get("extent") == "scotland")
    labels = [period.label for period in periods(evidence, indicator, areas)]
    known = evidence.library.areas.index if everywhere else evidence.areas.index
    area = state.get("area", "")
    page = state.get("page", "")
    return Choice(
        indicator=indicator,
        areas=areas,
        period=links.choice(state.get("period"), labels),
        everywhere=everywhere,
        area=area if area in known and AreaType.of(area) == areas else "",
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= LONGEST_NUMBER else 0,
    )


def area_types(evidence: Evidence, indicator_id: str) -> list[AreaType]:
    """The kinds of area an indicator is held for: what is held by small zones is added up for the larger ones."""
    published = [kind for kind in AreaType if evidence.library.published(indicator_id, kind).periods]
    ranks = evidence.indicators[indicator_id].measure == Measure.PUBLISHED_RANK
    own = [kind for kind in evidence.area_types if kind in published or (not ranks and _is_larger(kind, published))]
    return [*own, AreaType.COUNCIL_AREA] if not ranks else own


def _is_larger(kind: AreaType, published: Sequence[AreaType]) -> bool:
    smallest = [grain for grain in (AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE) if grain in published]
    return bool(smallest) and kind not in {AreaType.DATA_ZONE, *smallest[:1]}


@lru_cache(maxsize=512)
def figures_of(evidence: Evidence, choice: Choice) -> pd.DataFrame:
    """The figures shown: see `area_figures`; the area_type added."""
    return area_figures(evidence, choice.indicator, choice.areas, choice.period, choice.everywhere)


def rows_shown(table: pd.DataFrame, choice: Choice) -> tuple[pd.DataFrame, int, int]:
    """One page of rows, its number, and how many pages: the page asked for, or that of the chosen area."""
    pages = max(1, -(-len(table) // PAGE_ROWS))
    page = choice.page or (_row(table, choice) // PAGE_ROWS + 1)
    page = min(page, pages)
    return table.iloc[(page - 1) * PAGE_ROWS : page * PAGE_ROWS], page, pages


def _row(table: pd.DataFrame, choice: Choice) -> int:
    """The row of the chosen area, or the first."""
    return max(0, int(table.index.get_indexer(pd.Index([choice.area]))[0]))


def where(evidence: Evidence, choice: Choice) -> str:
    """The country or partnership the areas are in."""
    return "Scotland" if choice.everywhere else evidence.partnership.name


def sentence(evidence: Evidence, choice: Choice) -> str:
    """What the figures say: the least good area, and what it is held against."""
    indicator = evidence.indicators[choice.indicator]
    table = figures_of(evidence, choice)
    held = table[table["value"].notna()]
    if held.empty:
        return f"{indicator.name}: nothing is published for {choice.areas.plural} in {where(evidence, choice)}."
    if choice.area:
        return _area_sentence(evidence, choice, table.loc[choice.area].to_dict())
    first = held.iloc[0]
    extreme = "highest" if indicator.polarity != Polarity.HIGHER_IS_BETTER else "lowest"
    against = comparators(evidence, choice.indicator, choice.period)
    beside = (
        [f"{evidence.partnership.name} {number(against.partnership, indicator)}"]
        if pd.notna(against.partnership)
        else []
    )
    beside += [f"Scotland {number(against.scotland, indicator)}"] if pd.notna(against.scotland) else []
    held_against = f" ({'; '.join(beside)})" if beside else ""
    return (
        f"{indicator.name}: {extreme} in {first['area_name']}, {number(first['value'], indicator)}{held_against}, "
        f"{choice.period}."
    )


def _area_sentence(evidence: Evidence, choice: Choice, row: Mapping[Hashable, Any]) -> str:
    indicator = evidence.indicators[choice.indicator]
    word = Outcome(row["partnership_outcome"])
    value = figure(row["value"], row["status"], indicator)
    text = (
        f"{row['area_name']}: {indicator.name.lower()} {value}"
        if pd.notna(row["value"])
        else f"{row['area_name']}: {value}"
    )
    if word != Outcome.NOT_COMPARED:
        text += f" (likely range {range_of(row['lower'], row['upper'], indicator)}), {OUTCOME_WORDS[word]} "
        text += f"{'to' if word == Outcome.SIMILAR else 'than'} {evidence.partnership.name}"
    return f"{text}, {choice.period}."


def shading(evidence: Evidence, choice: Choice) -> tuple[Shading, html.Div]:
    """The colours of the map and its legend."""
    indicator = evidence.indicators[choice.indicator]
    table = figures_of(evidence, choice)
    classes, held = map_classes(table, indicator)
    texts = {
        str(code): f"{name}: {figure(value, status, indicator)}"
        for code, name, value, status in zip(
            table.index, table["area_name"], table["value"], table["status"], strict=True
        )
    }
    areas = f"{len(table):,} {choice.areas.plural} in {where(evidence, choice)}"
    key = legend(
        f"{indicator.name}, {choice.period}, in fifths of the {areas}",
        [(one.label, one.areas, one.key) for one in held],
    )
    return Shading(classes=classes, texts=texts, selected=choice.area), key


def bars(evidence: Evidence, choice: Choice) -> html.Figure | html.P:
    """The rank bars of one page of areas."""
    indicator = evidence.indicators[choice.indicator]
    rows, _, _ = rows_shown(figures_of(evidence, choice), choice)
    rows = rows[rows["value"].notna()]
    if rows.empty:
        return html.P("There is nothing to draw: no area on this page has a published figure.")
    against = comparators(evidence, choice.indicator, choice.period)
    lines = [Line(evidence.partnership.name, against.partnership), Line("Scotland", against.scotland)]
    counted = indicator.measure in {Measure.PROPORTION, Measure.RATE} and rows["lower"].notna().any()
    interval = "Whiskers: 95% interval. " if counted else ""
    caption = Caption(
        title=f"{indicator.name} by {choice.areas.label}",
        subtitle=f"{where(evidence, choice)}, {choice.period}. {POLARITY_WORDS[indicator.polarity]}. {interval}"
        f"Against {evidence.partnership.name}: ▲ worse ● better ■ similar.",
        source=source_line(indicator, choice.period, choice.areas),
        alt=f"Bar chart of {len(rows)} {choice.areas.plural}. {sentence(evidence, choice)} The table has every figure.",
    )
    return graph("explore-bars", rank_bars(rows, indicator, lines, caption, choice.area), caption)


def trend_of(evidence: Evidence, choice: Choice) -> html.Div | html.P:
    """The chosen area over time, or the partnership, beside Scotland."""
    council = evidence.partnership.council_area
    codes = [choice.area] if choice.area in evidence.areas.index and choice.area != council else []
    return trend_of_areas("explore-trend", evidence, choice.indicator, [*codes, council, SCOTLAND])


def figures_table(evidence: Evidence, choice: Choice) -> html.Div:
    """One page of areas with every number; a name chooses the area on map, bars and trend."""
    indicator = evidence.indicators[choice.indicator]
    rows, page, pages = rows_shown(figures_of(evidence, choice), choice)
    counted = rows["numerator"].notna().any()
    columns = [
        Column("Area"),
        Column(indicator.unit if indicator.unit != "%" else "Share", numeric=True),
        Column("95% interval", numeric=True),
        *([Column(indicator.counted.capitalize() or "Count", numeric=True)] if counted else []),
        Column(f"Against {evidence.partnership.name}"),
        Column("Against Scotland"),
        Column("Note"),
        Column("Page"),
    ]
    body = [
        [
            row_button({"type": "explore-row", "area_code": str(code)}, str(row["area_name"]), code == choice.area),
            figure(row["value"], row["status"], indicator),
            range_of(row["lower"], row["upper"], indicator),
            *([_counted(row["numerator"])] if counted else []),
            outcome_words(row["partnership_outcome"]),
            outcome_words(row["scotland_outcome"]),
            _note(row),
            _profile_link(evidence, str(code), str(row["area_name"])),
        ]
        for code, row in rows.to_dict("index").items()
    ]
    chosen = int(rows.index.get_indexer(pd.Index([choice.area]))[0])
    caption = (
        f"{indicator.name} by {choice.areas.label}, {where(evidence, choice)}, {choice.period} (page {page} of {pages})"
    )
    return table(caption, columns, body, chosen)


def _counted(people: float) -> str:
    return "–" if pd.isna(people) else f"{people:,.0f}"


def _note(row: Mapping[Hashable, Any]) -> str:
    notes = ["estimated by the compiler"] if row["status"] == "imputed" else []
    notes += ["approximate: added up from smaller areas"] if row["approximate"] else []
    return "; ".join(notes)


def _profile_link(evidence: Evidence, code: str, name: str) -> dcc.Link | str:
    partnerships = evidence.library.partnerships.values()
    council = evidence.library.areas.loc[code, "council_area"] if code in evidence.library.areas.index else ""
    owner = (
        evidence.partnership
        if code in evidence.areas.index
        else next((one for one in partnerships if one.council_area == council), None)
    )
    if owner is None or AreaType.of(code) == AreaType.COUNCIL_AREA:
        return ""
    return dcc.Link("Profile", href=links.address(f"/area/{code}", owner.partnership_id), title=f"Profile of {name}")
