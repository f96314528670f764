"""The explorer: one indicator for areas of one kind, as sentence, map, trend and table."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Legend, MapExhibit, Shading
from dashboard.exhibits.state import PageState, one_of
from dashboard.exhibits.table import AreaName, Table, columns, table
from dashboard.exhibits.trend import trend_of_areas
from dashboard.statistics.area_figures import area_figures, comparators, compared_areas, periods
from dashboard.statistics.classes import class_letters, map_classes
from dashboard.statistics.words import (
    OUTCOME_WORDS,
    POLARITY_WORDS,
    count,
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
SCOTLAND_TYPES = (AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE, AreaType.COUNCIL_AREA)
"""The kinds of area that are shown for all of Scotland."""


@dataclass(frozen=True)
class Choice:
    """What the explorer shows: the state of its address, made valid."""

    indicator: str
    areas: AreaType
    period: str
    everywhere: bool
    area: str
    page: int


def read(evidence: Evidence, state: PageState) -> Choice:
    """What an address asks for; what is not known, or not held together, falls back."""
    indicator = one_of(state.get("indicator"), list(evidence.indicators), DEFAULT_INDICATOR)
    kinds = [kind.value for kind in area_types(evidence, indicator)]
    areas = AreaType(one_of(state.get("areas"), kinds, AreaType.INTERMEDIATE_ZONE.value))
    national = areas in SCOTLAND_TYPES
    everywhere = areas == AreaType.COUNCIL_AREA or (national and state.get("extent") == "scotland")
    labels = [period.label for period in periods(evidence, indicator, areas)]
    known = evidence.library.areas.index if everywhere else evidence.areas.index
    area = state.get("area", "")
    page = state.get("page", "")
    return Choice(
        indicator=indicator,
        areas=areas,
        period=one_of(state.get("period"), labels),
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


def figures_of(evidence: Evidence, choice: Choice) -> pd.DataFrame:
    """The figures shown: see `area_figures`; the area_type added."""
    return area_figures(evidence, choice.indicator, choice.areas, choice.period, choice.everywhere)


def rows_shown(figures: pd.DataFrame, choice: Choice) -> tuple[pd.DataFrame, int, int]:
    """One page of rows, its number, and how many pages: the page asked for, or that of the chosen area."""
    pages = max(1, -(-len(figures) // PAGE_ROWS))
    row = max(0, int(figures.index.get_indexer(pd.Index([choice.area]))[0]))
    page = min(choice.page or (row // PAGE_ROWS + 1), pages)
    return figures.iloc[(page - 1) * PAGE_ROWS : page * PAGE_ROWS], page, pages


def where(evidence: Evidence, choice: Choice) -> str:
    """The country or partnership the areas are in."""
    return "Scotland" if choice.everywhere else evidence.partnership.name


def sentence(evidence: Evidence, choice: Choice) -> str:
    """What the figures say: the least good area, and what it is held against."""
    indicator = evidence.indicators[choice.indicator]
    figures = figures_of(evidence, choice)
    held = figures[figures["value"].notna()]
    if held.empty:
        return f"{indicator.name}: nothing is published for {choice.areas.plural} in {where(evidence, choice)}."
    if choice.area:
        return _area_sentence(evidence, choice, figures.loc[choice.area].to_dict())
    first = held.iloc[0]
    extreme = "highest" if indicator.polarity != Polarity.HIGHER_IS_BETTER else "lowest"
    against = comparators(evidence, choice.indicator, choice.period)
    pairs = ((evidence.partnership.name, against.partnership), ("Scotland", against.scotland))
    beside = [f"{name} {number(value, indicator)}" for name, value in pairs if pd.notna(value)]
    held_against = f" ({'; '.join(beside)})" if beside else ""
    return (
        f"{indicator.name}: {extreme} in {first['area_name']}, {number(first['value'], indicator)}{held_against}, "
        f"{choice.period}."
    )


def _area_sentence(evidence: Evidence, choice: Choice, row: Mapping[Hashable, Any]) -> str:
    indicator = evidence.indicators[choice.indicator]
    word = Outcome(row["partnership_outcome"])
    value = figure(row["value"], row["status"], indicator)
    what = f"{indicator.name.lower()} " if pd.notna(row["value"]) else ""
    text = f"{row['area_name']}: {what}{value}"
    if word != Outcome.NOT_COMPARED:
        text += f" (likely range {range_of(row['lower'], row['upper'], indicator)}), {OUTCOME_WORDS[word]} "
        text += f"{'to' if word == Outcome.SIMILAR else 'than'} {evidence.partnership.name}"
    return f"{text}, {choice.period}."


def fifths_of(evidence: Evidence, choice: Choice) -> str:
    """What the map's classes are fifths of."""
    count = len(compared_areas(evidence, choice.areas, choice.everywhere))
    return f"in fifths of the {count:,} {choice.areas.plural} in {where(evidence, choice)}"


def explore_legend(evidence: Evidence, choice: Choice) -> tuple[dict[str, int | str], Legend]:
    """The class of each area, and what the classes are."""
    indicator = evidence.indicators[choice.indicator]
    classes, held = map_classes(figures_of(evidence, choice), indicator)
    title = f"{indicator.name}, {choice.period}, {fifths_of(evidence, choice)}"
    return classes, Legend(title, tuple((one.label, one.areas, one.key) for one in held))


def explore_map(evidence: Evidence, choice: Choice) -> MapExhibit:
    """The map of the indicator in fifths."""
    indicator, figures = evidence.indicators[choice.indicator], figures_of(evidence, choice)
    classes, legend = explore_legend(evidence, choice)
    held = zip(figures.index.tolist(), figures["value"].tolist(), figures["status"].tolist(), strict=True)
    texts = {code: str(figure(value, status, indicator)) for code, value, status in held}
    caption = Caption(
        title=f"{indicator.name} in {where(evidence, choice)} by {choice.areas.label}",
        subtitle=f"{choice.period}, {fifths_of(evidence, choice)}. {POLARITY_WORDS[indicator.polarity]}.",
        source=source_line(indicator, choice.period, choice.areas),
        alt=f"Map. {sentence(evidence, choice)} The table has every figure.",
    )
    shapes = figures[["area_name", "numerator", "denominator", "value", "lower", "upper", "status"]]
    shading = Shading(classes, texts, choice.area)
    every = partial(explore_table, evidence, choice, figures)
    return MapExhibit(
        "explore-map", caption, choice.areas, shading, legend, every, shapes, everywhere=choice.everywhere
    )


def every_class(evidence: Evidence, areas: AreaType, everywhere: bool) -> dict[str, Any]:
    """The classes of every indicator and period for areas of one kind, small enough to be sent at once.

    Returns:
        codes: the areas; classes: by indicator and period (latest first) a letter an area, in that order: its class,
        "s" for suppressed, "m" for missing.
    """
    wanted = compared_areas(evidence, areas, everywhere).index
    codes = wanted
    found: dict[str, dict[str, str]] = {}
    for key, indicator in evidence.indicators.items():
        sheet = evidence.sheet(key, areas)
        own = sheet.rows(sheet.among(wanted))
        codes, letters = own.areas, class_letters(own, indicator)
        if held := {period.label: letters[period.label] for period in periods(evidence, key, areas)}:
            found[key] = held
    return {"codes": [str(code) for code in codes], "classes": found}


def explore_trend(evidence: Evidence, choice: Choice) -> Exhibit | str:
    """The chosen area over time, or the partnership, beside Scotland; or why there is no trend."""
    council = evidence.partnership.council_area
    codes = [choice.area] if choice.area in evidence.areas.index and choice.area != council else []
    return trend_of_areas("explore-trend", evidence, choice.indicator, [*codes, council, SCOTLAND])


def explore_table(evidence: Evidence, choice: Choice, rows: pd.DataFrame) -> Table:
    """Areas with every number: the rows of `figures_of`, or some of them."""
    indicator = evidence.indicators[choice.indicator]
    counted = [indicator.counted.capitalize() or "Count"] if rows["numerator"].notna().any() else []
    numbers = (indicator.unit if indicator.unit != "%" else "Share", "95% interval", *counted)
    heads = columns(
        *("Area", *numbers, f"Against {evidence.partnership.name}", "Against Scotland", "Note"), numeric=numbers
    )
    body = [
        [
            _name(evidence, str(code), row),
            figure(row["value"], row["status"], indicator),
            range_of(row["lower"], row["upper"], indicator),
            *([count(row["numerator"])] if counted else []),
            outcome_words(row["partnership_outcome"]),
            outcome_words(row["scotland_outcome"]),
            _note(row),
        ]
        for code, row in rows.to_dict("index").items()
    ]
    caption = f"{indicator.name} by {choice.areas.label}, {where(evidence, choice)}, {choice.period}"
    return table(caption, heads, body)


def _name(evidence: Evidence, code: str, row: Mapping[Hashable, Any]) -> str:
    return AreaName(evidence, code) if code in evidence.areas.index else str(row["area_name"])


def _note(row: Mapping[Hashable, Any]) -> str:
    notes = ["estimated by the compiler"] if row["status"] == "imputed" else []
    notes += ["approximate: added up from smaller areas"] if row["approximate"] else []
    return "; ".join(notes)
