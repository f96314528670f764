"""The only maker of graphs: a picture with its words, what can be taken away of it, and a place for its table."""

import json

from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.take_away import chart_tools
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit, height_of


def graph(evidence: Evidence, held: Exhibit, narrow: bool = False) -> html.Figure:
    """A chart as a picture with an alt sentence and its tools; assets/charts.js draws it, narrow ones stay readable.

    Args:
        evidence: one partnership's evidence.
        held: the chart; its key becomes the id.
        narrow: whether it keeps to the width of a text.
    """
    return html.Figure(
        [
            html.Div(
                html.Div(
                    id=held.key,
                    className="plot",
                    style={"height": height_of(held)},
                    **attributes({"data-figure": json.dumps(held.figure.to_dict(), ensure_ascii=False)}),
                ),
                role="img",
                className="chart",
                **attributes({"aria-label": held.caption.alt}),
            ),
            chart_tools(evidence, held),
        ],
        className="chart-frame narrow" if narrow else "chart-frame",
    )
