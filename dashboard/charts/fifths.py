"""Bars of the five fifths, most deprived first, with intervals, and the line whose slope is the index of inequality."""

import numpy as np
import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.ranking import Line
from dashboard.charts.theme import CATEGORICAL, INK, OTHER, SELECTED, finish
from dashboard.statistics.words import number
from dashboard.vocabulary import Indicator

NAMES = ("Most deprived", "2nd", "3rd", "4th", "Least deprived")


def slope_line(fifths: pd.DataFrame, slope: float) -> np.ndarray:
    """The fitted line in the middle of each fifth, in the indicator's unit; NaN without a slope.

    Args:
        fifths: as `fifths_table` returns them: people_share, value.
        slope: the slope index of inequality, in the indicator's unit.
    """
    share = fifths["people_share"].to_numpy(float) / fifths["people_share"].sum()
    middle = np.cumsum(share) - share / 2
    centre = float(np.average(fifths["value"], weights=share))
    return centre - slope * (middle - np.average(middle, weights=share))


def bare(value: float, indicator: Indicator) -> str:
    """What is written on a bar: its figure without the unit, which the axis names."""
    return number(value, indicator).removesuffix(f" {indicator.unit}")


def fifth_bars(fifths: pd.DataFrame, indicator: Indicator, slope: float, whole: Line) -> Figure:
    """A bar a fifth, its value above it, and the fitted line.

    Args:
        fifths: as `fifths_table` returns them: people_share, value, lower, upper.
        indicator: the definition.
        slope: the slope index of inequality, in the indicator's unit.
        whole: the name and value of all fifths together.
    """
    names = [NAMES[int(fifth) - 1].replace(" ", "<br>") for fifth in fifths.index]
    ends = [0, len(fifths) - 1]
    line = slope_line(fifths, slope)
    figure = Figure()
    figure.bar(
        x=list(range(len(fifths))),
        y=fifths["value"],
        width=0.6,
        marker={"color": [SELECTED if place in ends else OTHER for place in range(len(fifths))]},
        error_y={
            "type": "data",
            "array": fifths["upper"] - fifths["value"],
            "arrayminus": fifths["value"] - fifths["lower"],
            "color": INK,
            "thickness": 1.2,
            "width": 4,
        },
        hovertext=[number(value, indicator) for value in fifths["value"]],
        hoverinfo="text",
    )
    figure.scatter(
        x=list(range(len(fifths))),
        y=line,
        mode="lines",
        line={"color": CATEGORICAL[3], "width": 3, "dash": "dash"},
        hoverinfo="skip",
    )
    tops = fifths["upper"].fillna(fifths["value"])
    for place, (value, top) in enumerate(zip(fifths["value"], tops, strict=True)):
        figure.note(
            x=place,
            y=top,
            text=f"<b>{bare(value, indicator)}</b>",
            yanchor="bottom",
            yshift=3,
            font={"size": 12, "color": INK},
        )
    if not np.isnan(slope):
        figure.note(
            x=1.5,
            y=float(line[1] + line[2]) / 2,
            text="line of the slope index",
            xanchor="left",
            yanchor="bottom",
            yshift=10,
            font={"size": 12, "color": CATEGORICAL[3]},
        )
    figure.level_line(y=whole.value, line={"color": CATEGORICAL[2], "width": 1, "dash": "dot"}, layer="below")
    figure.x_axis(tickvals=list(range(len(fifths))), ticktext=names, showgrid=False)
    figure.y_axis(title={"text": indicator.unit}, rangemode="tozero")
    return finish(figure, plot_height=300)
