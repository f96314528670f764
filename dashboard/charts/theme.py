"""How every figure looks: the one palette decision, and the title, unit, period and source inside the figure."""

import textwrap
from dataclasses import dataclass

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
TITLE_WIDTH, SUBTITLE_WIDTH, SOURCE_WIDTH = 38, 50, 50
"""Characters a line, so that a figure also fits a telephone."""
LINE = {"title": 20, "subtitle": 16, "source": 14}
AXIS = {"gridcolor": GRID, "zerolinecolor": OTHER, "fixedrange": True, "automargin": True}
BELOW_AXIS = 62
"""Pixels for the ticks and the title of the axis."""


@dataclass(frozen=True)
class Caption:
    """What a figure says of itself: headline, what is shown, where it is from, and an alt sentence."""

    title: str
    subtitle: str
    source: str
    alt: str


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most so many characters."""
    return textwrap.wrap(text, width) or [""]


def finish(figure: Figure, caption: Caption, plot_height: int) -> Figure:
    """A new figure with its caption inside, its palette and its manners.

    Args:
        figure: the marks, with axes named.
        caption: what the figure says of itself.
        plot_height: pixels for the marks alone; the caption's lines are added.
    """
    title = wrapped(caption.title, TITLE_WIDTH)
    subtitle = wrapped(caption.subtitle, SUBTITLE_WIDTH)
    source = wrapped(caption.source, SOURCE_WIDTH)
    top = 22 + LINE["title"] * len(title) + LINE["subtitle"] * len(subtitle) + 42
    bottom = BELOW_AXIS + 10 + LINE["source"] * len(source)
    text = f"<b>{'<br>'.join(title)}</b><br><span style='font-size:12px'>{'<br>'.join(subtitle)}</span>"
    height = top + plot_height + bottom
    held = figure.layout
    return figure.with_layout(
        title={
            "text": text,
            **{"x": 0, "xref": "container", "xanchor": "left"},
            **{"y": 1 - 18 / height, "yref": "container", "yanchor": "top"},
            "font": {"size": 15, "color": INK},
            "pad": {"l": 12},
        },
        font={"family": FONT, "size": 13, "color": INK},
        margin={"l": 12, "r": 16, "t": top, "b": bottom},
        height=height,
        paper_bgcolor="white",
        plot_bgcolor="white",
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        xaxis={**held.get("xaxis", {}), **AXIS},
        yaxis={**held.get("yaxis", {}), **AXIS},
        annotations=[*held.get("annotations", ()), _source("<br>".join(source))],
    )


def _source(text: str) -> dict[str, object]:
    """The source, below the axis."""
    return {
        **{"text": text, "showarrow": False, "align": "left", "font": {"size": 11, "color": QUIET}},
        **{"x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": 0, "yref": "paper", "yanchor": "top", "yshift": -BELOW_AXIS},
    }
