"""The only maker of graphs: a picture with its words, what can be taken away of it, and a place for its table."""

from typing import Any

from dash import dcc, html

from dashboard.components.attributes import attributes
from dashboard.components.take_away import chart_tools
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit, height_of

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


def graph(evidence: Evidence, held: Exhibit, narrow: bool = False) -> html.Figure:
    """A chart as a picture with an alt sentence and its tools; narrow ones stay readable.

    Args:
        evidence: one partnership's evidence.
        held: the chart; its key becomes the id.
        narrow: whether it keeps to the width of a text.
    """
    return html.Figure(
        [
            html.Div(
                dcc.Graph(
                    id=held.key,
                    figure=held.figure.to_dict(),
                    config=CONFIG,
                    responsive=True,
                    style={"height": height_of(held)},
                ),
                role="img",
                className="chart",
                **attributes({"aria-label": held.caption.alt}),
            ),
            chart_tools(evidence, held),
        ],
        className="chart-frame narrow" if narrow else "chart-frame",
    )
