"""Trends: one area over time, beside the partnership and Scotland, labelled at the line's end."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.theme import CATEGORICAL, QUIET, finish
from dashboard.vocabulary import Indicator, Period, Status

DASHES = ("solid", "dash", "dot")
SYMBOLS = ("circle", "square", "diamond")
NAMED = 0.25
"""The share of a line that its name stands over."""


@dataclass(frozen=True)
class Series:
    """One line: whose it is, and its figures (period, value, lower, upper, status), earliest first."""

    name: str
    figures: pd.DataFrame


def trend(lines: Sequence[Series], indicator: Indicator, breaks: Sequence[str] = ()) -> Figure:
    """Lines over the periods held; imputed figures are hollow, periods without a figure leave a gap.

    Args:
        lines: at most three, the area of interest first: its interval is drawn as a band.
        indicator: the definition.
        breaks: the first period after each break of the series; a line parts it from what came before.
    """
    held = {Period.of(label) for line in lines for label in line.figures["period"]}
    periods = [period.label for period in sorted(held)]
    marks = Figure()
    for line, colour, dash, symbol in zip(lines, CATEGORICAL, DASHES, SYMBOLS, strict=False):
        figures = line.figures.set_index("period").reindex(periods)
        if line is lines[0]:
            _add_band(marks, figures, colour)
        hollow = figures["status"] == Status.IMPUTED
        marks.scatter(
            x=periods,
            y=figures["value"],
            mode="lines+markers",
            name=line.name,
            connectgaps=False,
            line={"color": colour, "dash": dash, "width": 3 if line is lines[0] else 2},
            marker={
                "size": 8,
                "symbol": [f"{symbol}-open" if open_ else symbol for open_ in hollow],
                "color": colour,
            },
            hovertemplate=f"{line.name}, %{{x}}: %{{y:.{indicator.decimals}f}} {indicator.unit}<extra></extra>",
        )
    for period in breaks:
        if period in periods[1:]:
            place = periods.index(period) - 0.5
            marks.upright_line(x=place, line={"color": QUIET, "dash": "dot", "width": 1})
            marks.note(
                x=place,
                y=1,
                yref="paper",
                yanchor="bottom",
                text="break in the series",
                font={"size": 11},
            )
    _label_ends(marks, lines)
    marks.x_axis(type="category", categoryorder="array", categoryarray=periods, showgrid=False)
    marks.y_axis(title={"text": indicator.unit}, rangemode="tozero")
    return finish(marks, plot_height=310)


def _add_band(marks: Figure, figures: pd.DataFrame, colour: str) -> None:
    held = figures[figures["lower"].notna()]
    if len(held) < 2:
        return
    marks.scatter(
        x=[*held.index, *held.index[::-1]],
        y=[*held["upper"], *held["lower"][::-1]],
        fill="toself",
        fillcolor=colour,
        opacity=0.15,
        line={"width": 0},
        hoverinfo="skip",
    )


def _label_ends(marks: Figure, lines: Sequence[Series]) -> None:
    """The name of each line over its last figures, of the lowest line under them."""
    held = [
        (line, colour, line.figures.dropna(subset="value")) for line, colour in zip(lines, CATEGORICAL, strict=False)
    ]
    ends = [(line, colour, part.iloc[-ceil(NAMED * len(part)) :]) for line, colour, part in held if len(part)]
    for step, (line, colour, end) in enumerate(sorted(ends, key=lambda one: float(one[2]["value"].iloc[-1]))):
        under = step == 0
        marks.note(
            x=end["period"].iloc[-1],
            y=end["value"].min() if under else end["value"].max(),
            text=line.name,
            xanchor="right",
            yanchor="top" if under else "bottom",
            yshift=-6 if under else 6,
            font={"color": colour, "size": 12},
        )
