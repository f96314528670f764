"""How every figure looks: the one palette decision, and its manners."""

from dashboard.charts.figure import Figure
from dashboard.vocabulary import Outcome

INK = "#1a1a1a"
QUIET = "#595959"
GRID = "#e3e3e3"
SELECTED = "#002d54"
OTHER = "#949494"
CATEGORICAL = ("#002d54", "#2b9c93", "#6a2063", "#e5682a")
OUTCOME_COLOURS = {
    Outcome.WORSE: "#cb4e0b",
    Outcome.BETTER: "#0065bd",
    Outcome.SIMILAR: "#949494",
    Outcome.NOT_COMPARED: "#d0d0d0",
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"
AXIS = {"gridcolor": GRID, "zerolinecolor": OTHER, "fixedrange": True, "automargin": True}
TICKS, AXIS_TITLE, NOTES, GAP = 36, 26, 42, 16
"""Pixels around the marks: for ticks, for the title of the axis, for notes above, and above where there are none."""


def finish(figure: Figure, plot_height: int) -> Figure:
    """A new figure with its palette and its manners; its words stand around it, where it is shown.

    Args:
        figure: the marks, with axes named.
        plot_height: pixels for the marks alone.
    """
    held = figure.layout
    x, y = held.get("xaxis", {}), held.get("yaxis", {})
    above = NOTES if any(note.get("yref") == "paper" for note in held.get("annotations", ())) else GAP
    below = TICKS + (AXIS_TITLE if "title" in x else 0)
    return figure.with_layout(
        font={"family": FONT, "size": 13, "color": INK},
        margin={"l": 12 if "title" in y else 0, "r": 8, "t": above, "b": below},
        height=above + plot_height + below,
        paper_bgcolor="white",
        plot_bgcolor="white",
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        xaxis={**x, **AXIS},
        yaxis={**y, **AXIS},
    )
