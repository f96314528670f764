"""Rank bars: areas in order of need, each with its interval, held against the partnership and Scotland."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.theme import CATEGORICAL, INK, OUTCOME_COLOURS, SELECTED, finish
from dashboard.statistics.words import OUTCOME_MARKS, OUTCOME_WORDS, figure, range_of
from dashboard.vocabulary import Indicator, Outcome

Row = Mapping[Hashable, Any]
"""An area: area_name, value, lower, upper, status, partnership_outcome."""
ROW = 36
"""Pixels an area: its name above its bar, so that long names need no margin."""


@dataclass(frozen=True)
class Line:
    """A comparator: a name and a value in the indicator's unit."""

    name: str
    value: float


def rank_bars(table: pd.DataFrame, indicator: Indicator, lines: Sequence[Line], selected: str = "") -> Figure:
    """Bars of areas from the top, in the order of the table.

    Args:
        table: indexed by area_code: area_name, value, lower, upper, status, partnership_outcome.
        indicator: the definition.
        lines: comparators, drawn where they have a value.
        selected: the area_code to set apart.

    Returns:
        A figure whose bars carry the area_code as customdata.
    """
    rows, held = list(range(len(table))), table.to_dict("records")
    outcomes = [Outcome(word) for word in table["partnership_outcome"]]
    chosen = table.index == selected
    marks = Figure()
    marks.bar(
        x=table["value"],
        y=rows,
        orientation="h",
        width=0.42,
        offset=0.0,
        marker={
            "color": [OUTCOME_COLOURS[word] for word in outcomes],
            "line": {"color": SELECTED, "width": [3 if is_chosen else 0 for is_chosen in chosen]},
        },
        error_x={
            "type": "data",
            "array": table["upper"] - table["value"],
            "arrayminus": table["value"] - table["lower"],
            "color": INK,
            "thickness": 1.2,
            "width": 3,
        },
        customdata=list(table.index),
        hovertext=[bar_words(row, indicator) for row in held],
        hoverinfo="text",
    )
    marks.scatter(
        x=[0] * len(rows),
        y=[row - 0.22 for row in rows],
        mode="text",
        text=[_name(row, indicator) for row in held],
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        customdata=list(table.index),
        hoverinfo="skip",
        cliponaxis=False,
    )
    marks.y_axis(range=[len(rows) - 0.3, -0.7], visible=False)
    marks.x_axis(title={"text": indicator.unit}, rangemode="tozero", side="bottom")
    _add_lines(marks, lines, indicator, reach=float(table[["value", "upper"]].max().max()))
    return finish(marks, plot_height=ROW * len(rows) + 24)


def _add_lines(marks: Figure, lines: Sequence[Line], indicator: Indicator, reach: float) -> None:
    """Comparator lines, each named above the bars on the side where there is room, one name above the other."""
    drawn = [line for line in lines if pd.notna(line.value)]
    for place, (line, dash, colour) in enumerate(zip(drawn, ("solid", "dash"), CATEGORICAL[0:3:2], strict=False)):
        marks.upright_line(x=line.value, line={"color": colour, "width": 2, "dash": dash}, layer="above")
        marks.note(
            x=line.value,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=15 * place,
            xanchor="left" if line.value < reach / 2 else "right",
            text=f"{line.name} {line.value:,.{indicator.decimals}f}{'%' if indicator.unit == '%' else ''}",
            font={"color": colour, "size": 12},
        )


def bar_figure(row: Row, indicator: Indicator) -> tuple[str, str]:
    """The figure of a bar as it is written above it, and a mark of how it compares."""
    word = Outcome(row["partnership_outcome"])
    mark = "" if word == Outcome.NOT_COMPARED else OUTCOME_MARKS[word]
    return figure(row["value"], row["status"], indicator).removesuffix(f" {indicator.unit}"), mark


def bar_words(row: Row, indicator: Indicator) -> str:
    """What is said of a bar in full: the figure, its likely range, and how it compares."""
    return (
        f"{row['area_name']}: {figure(row['value'], row['status'], indicator)} "
        f"({range_of(row['lower'], row['upper'], indicator)}), "
        f"{OUTCOME_WORDS[Outcome(row['partnership_outcome'])]}"
    )


def _name(row: Row, indicator: Indicator) -> str:
    value, mark = bar_figure(row, indicator)
    return f"{row['area_name']}  <b>{value}</b> {mark}".rstrip()
