"""The five fifths on the screen as columns, as HTML: nothing large is fetched to draw them."""

from collections.abc import Sequence

import pandas as pd
from dash import html
from markupsafe import Markup

from dashboard.charts.fifths import NAMES, bare, slope_line
from dashboard.charts.ranking import Row
from dashboard.components.axis import Axis, axis_with, written
from dashboard.components.graph import framed
from dashboard.components.markup import filled, joined, part
from dashboard.evidence import Evidence
from dashboard.exhibits.inequality import Fifths
from dashboard.statistics.words import number
from dashboard.vocabulary import Indicator

ENDS = {1, len(NAMES)}
"""The fifths that the gap lies between."""


def fifth_columns(evidence: Evidence, held: Fifths) -> html.Figure:
    """A column a fifth with its figure and interval, the line of the slope index, and what all have together."""
    line: list[float] = slope_line(held.fifths, held.slope).tolist()
    axis = axis_with([*held.fifths[["value", "lower", "upper"]].to_numpy(float).flat, *line, held.whole.value])
    ticks = [html.Span(written(tick), style={"bottom": axis.at(float(tick))}) for tick in axis.ticks()]
    fifths = zip(held.fifths.index, held.fifths.to_dict("records"), strict=True)
    columns = [_column(int(fifth), row, held.indicator, axis) for fifth, row in fifths]
    names = [html.Span(NAMES[int(fifth) - 1]) for fifth in held.fifths.index]
    content = [
        html.P(held.indicator.unit, className="columns-unit"),
        html.Div(
            [
                html.Div(ticks, className="columns-axis"),
                html.Div(columns, className="columns-marks"),
                *([_line(line, axis)] if pd.notna(held.slope) else []),
                html.Div(className="columns-whole", style={"bottom": axis.at(held.whole.value)}),
            ],
            className="columns-plot",
        ),
        html.Div(names, className="columns-names"),
    ]
    return framed(evidence, held, part(content, held.key, className="columns"), narrow=True)


def _column(fifth: int, row: Row, indicator: Indicator, axis: Axis) -> Markup:
    """One fifth: its bar from zero, its figure above, and its interval across the end."""
    low, high = sorted((0.0, row["value"]))
    has_interval = pd.notna(row["lower"])
    top = row["upper"] if has_interval else high
    likely = "display:none"
    if has_interval:
        likely = f"bottom:{axis.at(row['lower'])};height:{axis.span(row['lower'], row['upper'])}"
    return filled(
        '<div class="column{}" title="{}"><div style="bottom:{};height:{}"></div><i style="{}"></i>'
        '<b style="bottom:{}">{}</b></div>',
        *(" end" if fifth in ENDS else "", number(row["value"], indicator)),
        *(axis.at(low), axis.span(low, high), likely, axis.at(max(0.0, top)), bare(row["value"], indicator)),
    )


def _line(values: Sequence[float], axis: Axis) -> Markup:
    """The fitted line through the middles of the columns, named where it is highest above them."""
    wide = 100 / len(values)
    places = [((place + 0.5) * wide, 100 - axis.share(value)) for place, value in enumerate(values)]
    drawn = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
    middle = (axis.share(values[1]) + axis.share(values[2])) / 2
    return joined(
        [
            filled(
                '<svg class="columns-line" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
                '<polyline points="{}"/></svg>',
                drawn,
            ),
            filled('<span class="columns-note" style="bottom:{}">line of the slope index</span>', f"{middle:.2f}%"),
        ]
    )
