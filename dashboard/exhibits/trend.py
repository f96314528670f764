"""One indicator over time: areas as lines beside each other, the table of the same figures, and tested directions."""

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from dashboard.charts.trend import Series, trend
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Plot, PlotKind
from dashboard.exhibits.table import Column, Table, columns, table
from dashboard.statistics.area_figures import series
from dashboard.statistics.trend import Direction, breaks_of
from dashboard.statistics.trend_words import left_out_words
from dashboard.statistics.trends import area_trends
from dashboard.statistics.words import POLARITY_WORDS, figure, number, plain, source_line
from dashboard.statistics.written import Written, WrittenRange
from dashboard.vocabulary import SCOTLAND, AreaType, Indicator, Period

ONE_PERIOD = "No trend is drawn: one period is held."


def trend_of_areas(key: str, evidence: Evidence, indicator_id: str, codes: Sequence[str]) -> Exhibit | str:
    """The first area over time, beside the others; or why there is no trend to draw.

    Args:
        key: the key of the exhibit.
        evidence: one partnership's evidence.
        indicator_id: which indicator.
        codes: the areas, at most three; Scotland may be one.
    """
    indicator = evidence.indicators[indicator_id]
    if not indicator.comparable_over_time:
        return f"No trend is drawn: the periods of this indicator cannot be compared. {indicator.caveat}"
    lines = [_line(evidence, indicator_id, code) for code in codes]
    return trend_of_lines(key, indicator, lines, AreaType.of(codes[0]))


def trend_of_lines(key: str, indicator: Indicator, lines: Sequence[Series], area_type: AreaType) -> Exhibit | str:
    """Lines over time with their table; the first is the one the chart is about."""
    held = sorted({Period.of(label) for line in lines for label in line.figures["period"]})
    if len(held) < 2:
        return ONE_PERIOD
    caption = Caption(
        title=f"{indicator.name} over time: {lines[0].name}",
        subtitle=f"{indicator.unit}. {POLARITY_WORDS[indicator.polarity]}. Band: 95% interval. "
        "Hollow: estimated by the compiler.",
        source=source_line(indicator, f"{held[0].label} to {held[-1].label}", area_type),
        alt=f"Line chart of {indicator.name.lower()}. {_ends(lines[0], indicator)} The table has every figure.",
    )
    drawn = trend(lines, indicator, breaks_of(indicator.indicator_id))
    plot = Plot(PlotKind.LINE, tuple(line.name for line in lines))
    return Exhibit(key, caption, drawn, _table(lines, indicator, held), plot)


def area_trend_exhibits(evidence: Evidence, area_code: str) -> list[Exhibit]:
    """A trend for each priority: of the first indicator whose direction can be told, scored ones first."""
    beside = [area_code, evidence.partnership.council_area, SCOTLAND]
    drawn = [
        trend_of_areas(f"area-trend-{place}", evidence, key, beside)
        for place, key in enumerate(_one_a_priority(evidence, directions_told(evidence, area_code)))
    ]
    return [one for one in drawn if isinstance(one, Exhibit)]


def directions_told(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """The rows of `area_trends` whose direction can be told."""
    own = area_trends(evidence, area_code)
    return own[own["direction"] != Direction.CANNOT_TELL]


def _one_a_priority(evidence: Evidence, told: pd.DataFrame) -> list[str]:
    keys = [str(key) for key in told["indicator_id"]]
    chosen: list[str] = []
    for priority in evidence.partnership.priorities:
        scored = [key for row in priority.indicators.values() for key in row]
        own = [*scored, *(key for key in keys if evidence.indicators[key].topic == priority.name)]
        chosen += [key for key in own if key in keys and key not in chosen][:1]
    return chosen


def directions_table(evidence: Evidence, area_code: str) -> Table:
    """The tested trend of every indicator whose direction can be told."""
    told = directions_told(evidence, area_code)
    whole = len(area_trends(evidence, area_code))
    rows = [
        [
            evidence.indicators[str(row["indicator_id"])].name,
            row["words"],
            _percent(row["slope"]),
            "–" if pd.isna(row["lower"]) else WrittenRange(row["lower"], row["upper"], 1, "%", " to ", signed=True),
            _percent(row["scotland_slope"]),
            f"{row['periods'][0]} to {row['periods'][-1]}" if len(row["periods"]) else "–",
            left_out_words(row["left_out"]),
        ]
        for row in told.to_dict("records")
    ]
    numbers = ("Change a year", "95% interval", "Scotland, a year")
    heads = columns("Indicator", "Direction", *numbers, "Periods used", "Left out", numeric=numbers)
    return table(f"Recent trends: the {len(told)} of {whole} indicators whose direction can be told", heads, rows)


def _percent(value: float) -> str:
    return plain(value) if pd.isna(value) else Written(value, 1, "%", signed=True)


def _line(evidence: Evidence, indicator_id: str, area_code: str) -> Series:
    name = "Scotland" if area_code == SCOTLAND else str(evidence.areas.loc[area_code, "area_name"])
    return Series(name, series(evidence, indicator_id, area_code))


def _ends(line: Series, indicator: Indicator) -> str:
    held = line.figures[line.figures["value"].notna()]
    if held.empty:
        return f"nothing is held for {line.name}."
    first, last = held.iloc[0], held.iloc[-1]
    return (
        f"{line.name} went from {number(first['value'], indicator)} ({first['period']}) "
        f"to {number(last['value'], indicator)} ({last['period']})."
    )


def _table(lines: Sequence[Series], indicator: Indicator, held: Sequence[Period]) -> Table:
    """The figures of the trend."""
    by_line = [line.figures.set_index("period").to_dict("index") for line in lines]
    rows = [[period.label, *(_cell(one.get(period.label), indicator) for one in by_line)] for period in held]
    heads = [Column("Period"), *(Column(line.name, numeric=True) for line in lines)]
    return table(f"{indicator.name} over time", heads, rows)


def _cell(row: dict[Hashable, Any] | None, indicator: Indicator) -> str:
    return figure(row["value"], row["status"], indicator) if row else "–"
