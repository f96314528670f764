"""A chart as a picture file, drawn without a browser from the numbers of the figure on the screen.

matplotlib takes seconds to import: import this module inside the function that needs it.
"""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from dashboard.charts.theme import GRID, INK, OTHER, QUIET
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exports.pictures.axes import Axis, axis_of, limits, ticks, with_notes
from dashboard.exports.pictures.files import bytes_of, new_figure
from dashboard.exports.pictures.formats import PictureFormat
from dashboard.exports.pictures.known import Spec, read_figure
from dashboard.exports.pictures.marks import Plot, draw_shape, draw_trace
from dashboard.exports.pictures.notes import draw_notes
from dashboard.exports.pictures.page import draw_words, room_for_words
from dashboard.exports.pictures.words import (
    NARROWER,
    PIXEL,
    Look,
    Spot,
    block_size,
    runs_of,
    width_of,
    wrapped_to,
    write,
)

TICK = 12.0
"""The size of ticks and titles of axes, in pixels."""
SIDE, GAP = 12.0, 6.0


def chart_picture(exhibit: Exhibit, picture: PictureFormat, width: float, with_words: bool = True) -> bytes:
    """A chart as a PNG (two dots a pixel) or SVG file.

    Args:
        exhibit: the chart.
        picture: "png" or "svg".
        width: in pixels, 96 an inch; the height follows from the chart.
        with_words: whether title, subtitle and source stand in the picture; if not, the marks alone.

    Raises:
        ValueError: the figure has something that this cannot draw.
    """
    return bytes_of(drawn_chart(exhibit, width, with_words), picture, exhibit.caption)


def drawn_chart(exhibit: Exhibit, width: float, with_words: bool = True) -> Figure:
    """The drawing itself: its first axes hold the marks, in the units of the data."""
    spec = exhibit.figure.to_dict()
    read_figure(spec)
    x, y = axis_of(spec, "x"), axis_of(spec, "y")
    layout, notes = spec["layout"], spec["layout"].get("annotations", ())
    tall = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    reach = limits(spec, x), with_notes(limits(spec, y), y, notes, tall)
    marked = ticks(y, reach[1], tall)
    left = SIDE + _room_left(y, marked[1])
    right = width - SIDE - GAP
    shown = _thinned(*ticks(x, reach[0], right - left), (right - left) / abs(reach[0][1] - reach[0][0]))
    above, below = room_for_words(exhibit.caption, width) if with_words else (0.0, 0.0)
    foot = below + _room_below(x, shown[1])
    height = above + _room_above(notes) + tall + foot
    figure = new_figure(width, height)
    axes = figure.add_axes((left / width, foot / height, (right - left) / width, tall / height))
    axes.set_xlim(*reach[0])
    axes.set_ylim(*reach[1])
    _dress(figure, (x, y), (shown, marked))
    plot = Plot(axes, x, y, crossed=any(shape.get("layer") == "above" for shape in layout.get("shapes", ())))
    for trace in spec["data"]:
        draw_trace(plot, trace)
    for shape in layout.get("shapes", ()):
        draw_shape(plot, shape)
    draw_notes(plot, notes)
    if with_words:
        draw_words(figure, exhibit.caption)
    return figure


def _room_left(y: Axis, labels: Sequence[str]) -> float:
    if not y.visible:
        return 0.0
    widest = max((width_of(label, TICK) for label in labels), default=0.0)
    return widest + GAP + (1.6 * TICK if y.title else 0.0)


def _room_above(notes: Sequence[Spec]) -> float:
    """For notes that stand above the plot."""
    tops = [
        note.get("yshift", 0) + block_size(runs_of(note["text"]), note.get("font", {}).get("size", 13))[1]
        for note in notes
        if note.get("yref") == "paper" and note["y"] == 1 and note.get("yanchor") == "bottom"
    ]
    return max(tops, default=0.0) + 10


def _room_below(x: Axis, labels: Sequence[str]) -> float:
    lines = max((label.count("<br>") + 1 for label in labels), default=0)
    return GAP + 1.3 * TICK * lines + (1.8 * TICK if x.title else 0.0) + GAP


def _thinned(places: list[float], labels: list[str], pixels: float) -> tuple[list[float], list[str]]:
    """As many ticks as have room beside each other: every one, or every second, third …, the last among them."""
    wide = max((block_size(runs_of(label), TICK)[0] for label in labels), default=0.0) + 2 * GAP
    apart = min((abs(b - a) for a, b in pairwise(places)), default=1.0) * pixels
    step = max(1, -(-int(wide) // max(1, int(apart))))
    kept = range(len(places) - 1, -1, -step)
    return [places[one] for one in kept], [labels[one] for one in kept]


def _dress(figure: Figure, pair: tuple[Axis, Axis], marked: Sequence[tuple[Sequence[float], Sequence[str]]]) -> None:
    """Grid, zero line, ticks and titles."""
    axes = figure.axes[0]
    axes.set_axis_off()
    for axis, (places, labels) in zip(pair, marked, strict=True):
        upright = axis.letter == "x"
        line = axes.axvline if upright else axes.axhline
        if axis.visible and axis.settings.get("showgrid", True):
            for place in places:
                line(place, color=axis.settings.get("gridcolor", GRID), linewidth=PIXEL, zorder=1)
        low, high = sorted(axes.get_xlim() if upright else axes.get_ylim())
        if (
            axis.visible
            and not axis.categories
            and axis.settings.get("zeroline", axis.settings.get("showgrid", True))
            and low <= 0 <= high
        ):
            line(0, color=axis.settings.get("zerolinecolor", OTHER), linewidth=PIXEL, zorder=1.2, clip_on=False)
        for place, label in zip(places, labels, strict=True):
            if upright:
                spot = Spot(place, 0, y_in="share", up=-GAP)
                write(axes, label, spot, Look(TICK, QUIET, across="center", upright="top"))
            else:
                write(axes, label, Spot(0, place, x_in="share", right=-GAP), Look(TICK, QUIET, across="right"))
    _titles(figure, pair, marked[0][1])


def _titles(figure: Figure, pair: tuple[Axis, Axis], labels: Sequence[str]) -> None:
    axes, (x, y) = figure.axes[0], pair
    if x.title:
        up = -GAP - 1.3 * TICK * max((label.count("<br>") + 1 for label in labels), default=0) - 3
        look = Look(TICK, INK, across="center", upright="top")
        write(axes, x.title, Spot(0.5, 0, "share", "share", up=up), look)
    if y.title:
        box = axes.get_window_extent()
        lines = wrapped_to(y.title, box.height + 2 * GAP, TICK)
        figure.text(
            (SIDE + 2) / (figure.get_figwidth() * figure.get_dpi()),
            (box.y0 + box.y1) / 2 / (figure.get_figheight() * figure.get_dpi()),
            "\n".join(lines),
            rotation=90,
            ha="center",
            va="center",
            fontsize=TICK * PIXEL * NARROWER,
            color=INK,
            parse_math=False,
        )
