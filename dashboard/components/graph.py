"""The only frame of charts: what they show above the marks, the source below, and what can be taken away."""

import json

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.markup import part
from dashboard.components.take_away import Drawn, drawn_tools
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit, height_of


def graph(evidence: Evidence, held: Exhibit, narrow: bool = False) -> html.Figure:
    """A chart as a picture with an alt sentence, its words and its tools; assets/charts.js draws it.

    Args:
        evidence: one partnership's evidence.
        held: the chart; its key becomes the id.
        narrow: whether it keeps to the width of a text.
    """
    drawn = attributes({"data-figure": json.dumps(held.figure.to_dict(), ensure_ascii=False)})
    plot = html.Div(id=held.key, className="plot", style={"height": f"{height_of(held):g}px"}, **drawn)
    return framed(evidence, held, plot, narrow)


def framed(evidence: Evidence, held: Drawn, marks: Component, narrow: bool = False) -> html.Figure:
    """Marks with their words and tools; who cannot see them is told the alt sentence.

    Args:
        evidence: one partnership's evidence.
        held: what is drawn.
        marks: its marks.
        narrow: whether it keeps to the width of a text.
    """
    caption = held.caption
    above = [html.P(caption.title, className="chart-title"), html.P(caption.subtitle, className="chart-subtitle")]
    picture = html.Div(marks, role="img", **attributes({"aria-label": caption.alt}))
    below = html.P(caption.source, className="chart-source")
    return html.Figure(
        [html.Div([part(above), picture, part(below)], className="chart"), drawn_tools(evidence, held)],
        className="chart-frame narrow" if narrow else "chart-frame",
    )
