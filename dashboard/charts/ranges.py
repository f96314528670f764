"""Likely ranges: one strip an area, from its likely best to its likely worst rank, in the order of need."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.theme import CATEGORICAL, INK, OTHER, SELECTED, finish

ROW = 30
BAND_COLOURS = {"firm": SELECTED, "likely": "#0065bd", "at the margin": CATEGORICAL[3], "not shown": OTHER}
BAND_SYMBOLS = {"firm": "circle", "likely": "diamond", "at the margin": "square", "not shown": "circle-open"}


def rank_ranges(areas: pd.DataFrame, worst_share: float) -> Figure:
    """Strips of likely ranks with a mark at the median; the worst fifth is shaded.

    Args:
        areas: indexed by area_code: area_name, median_rank, likely_low, likely_high, band; greatest need first.
            Areas without a rank are left out.
        worst_share: the share of areas that is shaded.
    """
    table = areas[areas["median_rank"].notna()]
    rows = list(range(len(table)))
    marks = Figure()
    marks.upright_band(
        0.5, worst_share * len(table) + 0.5, fillcolor="#dceaf7", opacity=0.6, line={"width": 0}, layer="below"
    )
    for name, colour in BAND_COLOURS.items():
        own = [row for row, band in zip(rows, table["band"], strict=True) if band == name]
        part = table.iloc[own]
        marks.bar(
            x=part["likely_high"] - part["likely_low"] + 0.3,
            base=part["likely_low"] - 0.15,
            y=own,
            orientation="h",
            width=0.34,
            offset=0.02,
            marker={"color": colour},
            opacity=0.45,
            hoverinfo="skip",
        )
        marks.scatter(
            x=part["median_rank"],
            y=[row + 0.19 for row in own],
            mode="markers",
            marker={"symbol": BAND_SYMBOLS[name], "size": 9, "color": colour, "line": {"width": 1.5, "color": colour}},
            customdata=list(part.index),
            hovertext=[_text(row) for row in part.to_dict("records")],
            hoverinfo="text",
        )
    marks.scatter(
        x=[0.6] * len(rows),
        y=[row - 0.2 for row in rows],
        mode="text",
        text=[_text(row) for row in table.to_dict("records")],
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
    )
    marks.layout["barmode"] = "overlay"
    marks.y_axis(range=[len(rows) - 0.4, -0.7], visible=False)
    marks.x_axis(title={"text": "rank (1 = greatest need)"}, range=[0.5, len(table) + 0.5], zeroline=False)
    return finish(marks, plot_height=ROW * len(rows) + 20)


def _text(row: Mapping[Hashable, Any]) -> str:
    low, high = f"{row['likely_low']:.0f}", f"{row['likely_high']:.0f}"
    ranks = low if low == high else f"{low}–{high}"
    return f"{row['area_name']}  <b>{ranks}</b>  {'' if row['band'] == 'not shown' else row['band']}"
