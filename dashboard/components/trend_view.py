"""One indicator over time: the chosen areas as lines beside each other, and the table of the same figures."""

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.charts.theme import Caption
from dashboard.charts.trend import Series, trend
from dashboard.components.graph import graph
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import series
from dashboard.statistics.trends import Direction, area_trends, breaks_of
from dashboard.statistics.words import POLARITY_WORDS, figure, listed, lower_first, number, source_line
from dashboard.vocabulary import SCOTLAND, AreaType, Indicator, Period


def recent_trends(evidence: Evidence, area_code: str) -> list[Any]:
    """The tested trend of every indicator with a series; what cannot be told says why."""
    own = area_trends(evidence, area_code)
    told = own[own["direction"] != Direction.CANNOT_TELL]
    said = (
        f"The direction of {len(told)} of {len(own)} indicators can be told. The others have too few periods, or "
        "releases that cannot be compared."
    )
    if told.empty:
        return [html.P(said)]
    charts = [
        trend_of_areas(f"area-trend-{place}", evidence, key, [area_code, evidence.partnership.council_area, SCOTLAND])
        for place, key in enumerate(_one_a_priority(evidence, told))
    ]
    columns = [
        Column("Indicator"),
        Column("Direction"),
        Column("Change a year", numeric=True),
        Column("95% interval", numeric=True),
    ]
    columns += [Column("Scotland, a year", numeric=True), Column("Periods used"), Column("Left out")]
    rows = [
        [
            evidence.indicators[str(row["indicator_id"])].name,
            row["words"],
            _percent(row["slope"]),
            "–" if pd.isna(row["lower"]) else f"{row['lower']:+.1f} to {row['upper']:+.1f}%",
            _percent(row["scotland_slope"]),
            f"{row['periods'][0]} to {row['periods'][-1]}" if len(row["periods"]) else "–",
            left_out_words(row["left_out"]),
        ]
        for row in told.to_dict("records")
    ]
    caption = f"Recent trends: the {len(told)} of {len(own)} indicators whose direction can be told"
    moving = html.P(moving_sentence(evidence, told))
    return [moving, html.P(said), html.Div(charts, className="charts"), table(caption, columns, rows)]


def moving_sentence(evidence: Evidence, told: pd.DataFrame) -> str:
    """What is getting worse and what is getting better, beyond chance.

    Args:
        evidence: one partnership's evidence.
        told: rows of `area_trends` whose direction can be told.
    """
    said: list[str] = []
    for word in ("worse", "better"):
        keys = told.loc[told["words"].str.endswith(f"getting {word}"), "indicator_id"]
        names = [lower_first(evidence.indicators[str(key)].name) for key in keys]
        said += [f"Getting {word}: {listed(names)}."] if names else []
    return " ".join(said) or "Nothing is clearly getting better or worse."


def _one_a_priority(evidence: Evidence, told: pd.DataFrame) -> list[str]:
    """Of each priority the first indicator whose direction can be told: those that are scored come first."""
    keys = [str(key) for key in told["indicator_id"]]
    chosen: list[str] = []
    for priority in evidence.partnership.priorities:
        scored = [key for row in priority.indicators.values() for key in row]
        own = [*scored, *(key for key in keys if evidence.indicators[key].topic == priority.name)]
        chosen += [key for key in own if key in keys and key not in chosen][:1]
    return chosen


def left_out_words(left_out: Sequence[str]) -> str:
    """Which periods took no part in a trend and why: those that share a reason are drawn together."""
    periods: dict[str, list[str]] = {}
    for one in left_out:
        label, _, reason = one.partition(": ")
        periods.setdefault(reason, []).append(label)
    words = [f"{reason}: {', '.join(labels)}" for reason, labels in periods.items()]
    return "; ".join(words) or "–"


def _percent(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:+.1f}%"


def trend_of_areas(graph_id: str, evidence: Evidence, indicator_id: str, codes: Sequence[str]) -> html.Div | html.P:
    """The first area over time, beside the others; or why there is no trend to draw.

    Args:
        graph_id: the id of the chart.
        evidence: one partnership's evidence.
        indicator_id: which indicator.
        codes: the areas, at most three; Scotland may be one.
    """
    indicator = evidence.indicators[indicator_id]
    if not indicator.comparable_over_time:
        return html.P(
            f"No trend is drawn: the periods of this indicator cannot be compared. {indicator.caveat}",
            className="note",
        )
    lines = [_line(evidence, indicator_id, code) for code in codes]
    return trend_of_lines(graph_id, indicator, lines, AreaType.of(codes[0]))


def trend_of_lines(
    graph_id: str, indicator: Indicator, lines: Sequence[Series], area_type: AreaType
) -> html.Div | html.P:
    """Lines over time with their table; the first is the one the chart is about."""
    held = sorted({Period.of(label) for line in lines for label in line.figures["period"]})
    if len(held) < 2:
        return html.P("No trend is drawn: one period is held.", className="note")
    caption = Caption(
        title=f"{indicator.name} over time: {lines[0].name}",
        subtitle=f"{indicator.unit}. {POLARITY_WORDS[indicator.polarity]}. Band: 95% interval. "
        "Hollow: estimated by the compiler.",
        source=source_line(indicator, f"{held[0].label} to {held[-1].label}", area_type),
        alt=f"Line chart of {indicator.name.lower()}. {_ends(lines[0], indicator)} The table has every figure.",
    )
    drawn = graph(graph_id, trend(lines, indicator, caption, breaks_of(indicator.indicator_id)), caption, narrow=True)
    return html.Div([drawn, _trend_table(lines, indicator, held)])


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


def _trend_table(lines: Sequence[Series], indicator: Indicator, held: Sequence[Period]) -> html.Details:
    """The figures of the trend."""
    by_line = [line.figures.set_index("period").to_dict("index") for line in lines]
    rows = [[period.label, *(_cell(one.get(period.label), indicator) for one in by_line)] for period in held]
    columns = [Column("Period"), *(Column(line.name, numeric=True) for line in lines)]
    return html.Details([html.Summary("The trend as a table"), table(f"{indicator.name} over time", columns, rows)])


def _cell(row: dict[Hashable, Any] | None, indicator: Indicator) -> str:
    return figure(row["value"], row["status"], indicator) if row else "–"
