"""Spread inside: every data zone of one area, or of a few side by side, as a dot that is named."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.ranking import Line
from dashboard.charts.theme import CATEGORICAL, INK, SELECTED, finish
from dashboard.statistics.words import number, range_of
from dashboard.vocabulary import Indicator

ROW = 62
LANES = 4
"""Dots lie in so many lanes, one after the other, so that those with like values can be told apart."""


@dataclass(frozen=True, eq=False)
class Spread:
    """One area's data zones: indexed by area_code, with area_name, value, lower and upper."""

    name: str
    zones: pd.DataFrame


def spread_dots(spreads: Sequence[Spread], indicator: Indicator, lines: Sequence[Line]) -> Figure:
    """A row of dots an area, with comparator lines through all rows.

    Args:
        spreads: the areas, first on top.
        indicator: the definition.
        lines: comparators, drawn where they have a value.
    """
    marks = Figure()
    for row, one in enumerate(spreads):
        zones = one.zones[one.zones["value"].notna()].sort_values("value")
        marks.scatter(
            x=zones["value"],
            y=[row + 0.16 * (place % LANES) - 0.08 for place in range(len(zones))],
            mode="markers",
            marker={"size": 10, "color": SELECTED, "opacity": 0.65, "line": {"color": "white", "width": 1}},
            customdata=list(zones.index),
            hovertext=[
                f"{zone['area_name']}: {number(zone['value'], indicator)} "
                f"({range_of(zone['lower'], zone['upper'], indicator)})"
                for zone in zones.to_dict("records")
            ],
            hoverinfo="text",
            cliponaxis=False,
        )
        marks.note(
            x=0,
            xref="paper",
            y=row - 0.28,
            text=f"{one.name}: {len(zones)} data zone{'' if len(zones) == 1 else 's'}",
            xanchor="left",
            font={"size": 12, "color": INK},
        )
    drawn = [line for line in lines if pd.notna(line.value)]
    for place, (line, dash, colour) in enumerate(zip(drawn, ("solid", "dash"), CATEGORICAL[1:3], strict=False)):
        marks.upright_line(x=line.value, line={"color": colour, "width": 2, "dash": dash}, layer="below")
        marks.note(
            x=line.value,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=15 * place,
            xanchor="left",
            text=f"{line.name} {number(line.value, indicator)}",
            font={"color": colour, "size": 12},
        )
    marks.y_axis(range=[len(spreads) - 0.3, -0.55], visible=False)
    marks.x_axis(title={"text": f"{indicator.name} ({indicator.unit})"}, rangemode="tozero")
    return finish(marks, plot_height=ROW * len(spreads) + 40)
