"""Rank bars on the screen, as HTML: areas in order of need with their intervals; a bar chooses its area."""

import pandas as pd
from dash import html
from markupsafe import Markup

from dashboard.charts.ranking import Row, bar_figure, bar_words
from dashboard.components.attributes import attributes
from dashboard.components.axis import Axis, axis_with, written
from dashboard.components.graph import framed
from dashboard.components.markup import filled, markup, part, word_of
from dashboard.evidence import Evidence
from dashboard.exhibits.explore_bars import Bars
from dashboard.statistics.words import number
from dashboard.vocabulary import Outcome

GROUP = 8
"""Bars that are laid out together, when they come into view: see theme.css."""


def axis_of(bars: Bars) -> Axis:
    """An axis that holds zero, every bar with its interval, and every comparator."""
    return axis_with([*bars.areas[["value", "lower", "upper"]].to_numpy().flat, *(line.value for line in bars.lines)])


def rank_bars(evidence: Evidence, bars: Bars, store_id: str) -> html.Figure:
    """The bars with what can be taken away of them; a click tells the store its area."""
    axis = axis_of(bars)
    drawn = [line for line in bars.lines if pd.notna(line.value)]
    lines = [
        html.Div(
            f"{line.name} {number(line.value, bars.indicator)}",
            className=f"bars-line line-{place}",
            style={"left": axis.at(line.value)},
            **attributes({"data-side": "right" if line.value < (axis.low + axis.high) / 2 else "left"}),
        )
        for place, line in enumerate(drawn)
    ]
    ticks = [html.Span(written(tick), style={"left": axis.at(float(tick))}) for tick in axis.ticks()]
    places = ";".join(f"--line-{place}:{axis.at(line.value)}" for place, line in enumerate(drawn))
    rows = [_bar(str(code), row, bars, axis, store_id) for code, row in bars.areas.to_dict("index").items()]
    groups = [html.Div(rows[first : first + GROUP], className="bars-group") for first in range(0, len(rows), GROUP)]
    content = [
        html.Div(lines, className="bars-lines"),
        filled('<div class="bars-rows" style="{}">{}</div>', places, markup(groups)),
        html.Div(ticks, className="bars-axis"),
        html.P(bars.indicator.unit, className="bars-unit"),
    ]
    return framed(evidence, bars, part(content, bars.key, className="bars"))


def _bar(code: str, row: Row, bars: Bars, axis: Axis, store_id: str) -> Markup:
    """One area: its name and figure above its bar, and its interval across the end of it."""
    value, mark = bar_figure(row, bars.indicator)
    reach = f"--from:{axis.at(min(0.0, row['value']))};--to:{axis.at(max(0.0, row['value']))}"
    likely = "display:none"
    if pd.notna(row["lower"]):
        likely = f"left:{axis.at(row['lower'])};width:{axis.span(row['lower'], row['upper'])}"
    chosen = " chosen" if code == bars.selected else ""
    return filled(
        '<div class="bar {}{}" title="{}" data-tells="{}" data-word="{}"><div>{} <b>{}</b> {}</div>'
        '<div class="bar-track" style="{}"><i style="{}"></i></div></div>',
        *(Outcome(row["partnership_outcome"]).value, chosen, bar_words(row, bars.indicator)),
        *(store_id, word_of({"area": code}), row["area_name"], value, mark, reach, likely),
    )
