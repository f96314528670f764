"""The coverage curve: how many of the people in need are reached as ever more zones are taken in."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.theme import CATEGORICAL, OTHER, SELECTED, finish
from dashboard.statistics.reached import Reach

NAMED_AT = 70
"""Where the curve is named, in per cent from the left."""
APART, TOP, HALF = 11, 98, 0.55
"""Labels: how far apart and how high at most, in per cent of the axis, and from where on they stand to the left."""
SYMBOLS = ("square", "circle", "diamond", "triangle-up", "cross")


def coverage(curve: pd.DataFrame, marks: Sequence[Reach], counted: str) -> Figure:
    """The curve with what is really reached marked beside it.

    Args:
        curve: as `coverage_curve` returns it.
        marks: what reaches whom: at most five.
        counted: who is counted, in words.
    """
    figure = Figure()
    figure.scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        line={"color": OTHER, "dash": "dot", "width": 1},
        hoverinfo="skip",
        name="if need were spread evenly",
    )
    figure.scatter(
        x=100 * curve["population_share"],
        y=100 * curve["people_share"],
        mode="lines",
        line={"color": SELECTED, "width": 3},
        customdata=curve["zones"],
        hovertemplate="%{customdata} data zones: %{x:.0f}% of all people, %{y:.0f}% of those in need<extra></extra>",
        name="data zones, highest rate first",
    )
    for mark, symbol in zip(marks, SYMBOLS, strict=False):
        x, y = 100 * mark.population_share, 100 * mark.people_share
        figure.scatter(
            x=[x],
            y=[y],
            mode="markers",
            marker={"size": 12, "symbol": symbol, "color": CATEGORICAL[2], "line": {"color": "white", "width": 1}},
            hovertemplate=f"{mark.name}: {x:.1f}% of all people, {y:.1f}% of those in need<extra></extra>",
            name=mark.name,
        )
    _label(figure, marks)
    height = 100 * float(np.interp(NAMED_AT / 100, curve["population_share"], curve["people_share"]))
    figure.note(
        x=NAMED_AT,
        y=height,
        text="taking the zones of highest<br>rate first",
        align="right",
        xanchor="right",
        yanchor="bottom",
        font={"size": 11, "color": SELECTED},
    )
    figure.x_axis(title={"text": "Share of all people taken in (%)"}, range=[-2, 104])
    figure.y_axis(title={"text": f"Share of {counted} reached (%)"}, range=[-2, 104])
    return finish(figure, plot_height=380)


def _label(figure: Figure, marks: Sequence[Reach]) -> None:
    """The name of each mark beside it: two that are close are kept apart, and none leaves the plot."""
    ordered = sorted(marks, key=lambda one: one.people_share)
    heights = [100 * mark.people_share for mark in ordered]
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + APART)
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], heights[place + 1] - APART if place + 1 < len(heights) else TOP)
    for mark, y in zip(ordered, heights, strict=True):
        left = mark.population_share > HALF
        figure.note(
            x=100 * mark.population_share,
            y=y,
            text=f"{mark.name}<br>{100 * mark.people_share:.1f}%",
            align="right" if left else "left",
            xanchor="right" if left else "left",
            yanchor="middle",
            xshift=-11 if left else 11,
            font={"size": 12, "color": CATEGORICAL[2]},
        )
