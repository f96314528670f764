"""The only maker of graphs: a picture with its words, its downloads and a place for its table."""

from typing import Any

import plotly.graph_objects as go
from dash import MATCH, ClientsideFunction, Input, Output, State, clientside_callback, dcc, html

from dashboard.charts.theme import Caption
from dashboard.components.attributes import attributes

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


def graph(graph_id: str, figure: go.Figure, caption: Caption, narrow: bool = False) -> html.Figure:
    """A chart as a picture with an alt sentence, and buttons that save it as PNG or SVG; narrow ones stay readable."""
    return html.Figure(
        [
            html.Div(
                dcc.Graph(
                    id=graph_id,
                    figure=figure,
                    config=CONFIG,
                    responsive=True,
                    style={"height": figure["layout"]["height"]},
                ),
                role="img",
                className="chart",
                **attributes({"aria-label": caption.alt}),
            ),
            html.Figcaption(
                [
                    _save_button(graph_id, "png", "Save picture (PNG)", caption.title),
                    _save_button(graph_id, "svg", "Save drawing (SVG)", caption.title),
                    html.Span(id={"type": "saved", "graph": graph_id, "format": "png"}, role="status"),
                    html.Span(id={"type": "saved", "graph": graph_id, "format": "svg"}, role="status"),
                ],
                className="chart-tools",
            ),
        ],
        className="chart-frame narrow" if narrow else "chart-frame",
    )


def _save_button(graph_id: str, picture: str, label: str, title: str) -> html.Button:
    return html.Button(
        label,
        id={"type": "save", "graph": graph_id, "format": picture},
        className="quiet-button",
        type="button",
        **attributes({"aria-label": f"{label}: {title}"}),
    )


clientside_callback(
    ClientsideFunction("charts", "save"),
    Output({"type": "saved", "graph": MATCH, "format": MATCH}, "children"),
    Input({"type": "save", "graph": MATCH, "format": MATCH}, "n_clicks"),
    State({"type": "save", "graph": MATCH, "format": MATCH}, "id"),
    prevent_initial_call=True,
)
