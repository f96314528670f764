"""The words around the marks of a stand-alone picture: title and subtitle above, source below."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dashboard.charts.theme import INK, QUIET
from dashboard.exhibits.exhibit import Caption
from dashboard.exports.pictures.words import LEADING, Look, Spot, wrapped_to, write

TITLE, SUBTITLE, SOURCE = 15.0, 12.0, 11.0
SIDE, GAP = 12.0, 8.0


def page_of(figure: Figure) -> Axes:
    """The whole picture as axes whose units are pixels, from the lower left."""
    axes = figure.add_axes((0, 0, 1, 1), frame_on=False, zorder=5)
    axes.set_axis_off()
    width, height = size_of(figure)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    return axes


def size_of(figure: Figure) -> tuple[float, float]:
    """Width and height in pixels."""
    return float(figure.get_figwidth() * figure.get_dpi()), float(figure.get_figheight() * figure.get_dpi())


def _lines(caption: Caption, width: float) -> tuple[list[str], list[str], list[str]]:
    room = width - 2 * SIDE
    return (
        wrapped_to(caption.title, room, TITLE, bold=True),
        wrapped_to(caption.subtitle, room, SUBTITLE),
        wrapped_to(caption.source, room, SOURCE),
    )


def room_for_words(caption: Caption, width: float) -> tuple[float, float]:
    """How many pixels the words take above and below the marks."""
    title, subtitle, source = _lines(caption, width)
    above = SIDE + LEADING * (TITLE * len(title) + SUBTITLE * len(subtitle)) + GAP
    return above, GAP + LEADING * SOURCE * len(source) + SIDE


def draw_words(figure: Figure, caption: Caption) -> None:
    """Write title, subtitle and source."""
    page, (width, height) = page_of(figure), size_of(figure)
    title, subtitle, source = _lines(caption, width)
    bold = "<br>".join(f"<b>{line}</b>" for line in title)
    below = height - SIDE - LEADING * TITLE * len(title)
    write(page, bold, Spot(SIDE, height - SIDE), Look(TITLE, INK, upright="top", align="left"))
    write(page, "<br>".join(subtitle), Spot(SIDE, below), Look(SUBTITLE, QUIET, upright="top", align="left"))
    write(page, "<br>".join(source), Spot(SIDE, SIDE), Look(SOURCE, QUIET, upright="bottom", align="left"))
