"""Marks of a picture: bars, lines, dots, areas, whiskers, words in the plot, and the lines and areas behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Polygon, Rectangle

from dashboard.exports.pictures.axes import Axis
from dashboard.exports.pictures.known import Spec, each, numbers
from dashboard.exports.pictures.words import PIXEL, Look, Spot, write

DASHES: Mapping[str, Any] = {"solid": "solid", "dash": (0, (4.5, 2.5)), "dot": (0, (1.2, 2.0))}
SYMBOLS: Mapping[str, tuple[str, float]] = {
    "circle": ("o", 1.0),
    "square": ("s", 1.0),
    "diamond": ("D", 0.95),
    "triangle-up": ("^", 1.15),
    "cross": ("P", 1.1),
    "line-ns": ("|", 1.3),
}
"""The sign, and how large it is for a size of one."""
BELOW, BARS, LINES, DOTS, ABOVE = 1.5, 2.0, 2.5, 3.0, 4.0
"""What lies on what."""


@dataclass(frozen=True)
class Plot:
    """Where marks are drawn: the axes, how their values become places, and whether lines lie on top of all."""

    axes: Axes
    x: Axis
    y: Axis
    crossed: bool = False


def draw_trace(plot: Plot, trace: Spec) -> None:
    """Draw one trace.

    Raises:
        ValueError: it is of a kind that is not known.
    """
    if trace["type"] == "bar":
        _bars(plot, trace)
    elif trace["type"] == "scatter":
        _scatter(plot, trace)
    else:
        raise ValueError(f"a picture of a trace of type {trace['type']!r} cannot be drawn")


def _bars(plot: Plot, trace: Spec) -> None:
    flat = trace.get("orientation") == "h"
    lengths, places = (numbers(trace["x"]), plot.y.places(trace["y"]))
    if not flat:
        lengths, places = numbers(trace["y"]), plot.x.places(trace["x"])
    count, wide = len(places), float(trace.get("width", 0.8))
    bases = each(trace.get("base", 0.0), count)
    marker = trace.get("marker", {})
    edge = marker.get("line", {})
    settings = zip(
        *(lengths, places + float(trace.get("offset", -wide / 2)), bases),
        *(each(marker.get("color", "#1f77b4"), count), each(edge.get("width", 0), count)),
        strict=True,
    )
    for length, start, base, colour, thick in settings:
        if not np.isfinite(length):
            continue
        corner, size = ((base, start), (length, wide)) if flat else ((start, base), (wide, length))
        box = Rectangle(corner, *size, facecolor=to_rgba(colour, trace.get("opacity", 1.0)), zorder=BARS)
        box.set_edgecolor(edge.get("color", "none") if thick else "none")
        box.set_linewidth(float(thick) * PIXEL)
        plot.axes.add_patch(box)
    _whiskers(plot, trace)


def _whiskers(plot: Plot, trace: Spec) -> None:
    """The lines of error_x and error_y, with caps."""
    for letter in "xy":
        errors = trace.get(f"error_{letter}")
        if not errors:
            continue
        more = numbers(errors["array"])
        less = numbers(errors["arrayminus"]) if "arrayminus" in errors else more
        x, y = plot.x.places(trace["x"]), plot.y.places(trace["y"])
        held = np.isfinite(more) & np.isfinite(less) & np.isfinite(x) & np.isfinite(y)
        ends = np.vstack([less[held], more[held]])
        if held.any():
            plot.axes.errorbar(
                x[held],
                y[held] + _middle(trace, letter),
                xerr=ends if letter == "x" else None,
                yerr=ends if letter == "y" else None,
                fmt="none",
                ecolor=errors.get("color", "black"),
                elinewidth=float(errors.get("thickness", 2)) * PIXEL,
                capsize=float(errors.get("width", 4)) * PIXEL,
                capthick=float(errors.get("thickness", 2)) * PIXEL,
                zorder=LINES,
            )


def _middle(trace: Spec, letter: str) -> float:
    """How far the middle of a flat bar is from its place."""
    if trace["type"] != "bar" or letter != "x":
        return 0.0
    wide = float(trace.get("width", 0.8))
    return float(trace.get("offset", -wide / 2)) + wide / 2


def _scatter(plot: Plot, trace: Spec) -> None:
    x, y = plot.x.places(trace["x"]), plot.y.places(trace["y"])
    mode, line = trace.get("mode", "lines"), trace.get("line", {})
    shown = float(trace.get("opacity", 1.0))
    if trace.get("fill") == "toself":
        face = to_rgba(trace["fillcolor"], shown)
        edge = line.get("color", "none") if line.get("width", 2) else "none"
        area = Polygon(np.column_stack([x, y]), closed=True, facecolor=face, edgecolor=edge, zorder=BARS)
        plot.axes.add_patch(area)
    elif "lines" in mode:
        kept = np.isfinite(x) & np.isfinite(y) if trace.get("connectgaps") else np.ones(len(x), dtype=bool)
        style = {"color": line.get("color", "#1f77b4"), "linestyle": DASHES[line.get("dash", "solid")]}
        thick = float(line.get("width", 2)) * PIXEL
        plot.axes.plot(x[kept], y[kept], linewidth=thick, alpha=shown, marker="", zorder=LINES, **style)
    if "markers" in mode:
        _dots(plot, trace, x, y)
    if mode == "text":
        font = trace.get("textfont", {})
        upright = "bottom" if trace["textposition"].startswith("top") else "middle"
        size, colour = float(font.get("size", 12)), font.get("color", "black")
        look = Look(size, colour, upright=upright, align="left", plate=plot.crossed)
        for across, up, text in zip(x, y, each(trace["text"], len(x)), strict=True):
            write(plot.axes, text, Spot(float(across), float(up), right=2), look)
    _whiskers(plot, trace)


def _dots(plot: Plot, trace: Spec, x: np.ndarray, y: np.ndarray) -> None:
    """The signs of a trace, those that look alike together."""
    marker = trace.get("marker", {})
    edge, count = marker.get("line", {}), len(x)
    symbols = each(marker.get("symbol", "circle"), count)
    colours = each(marker.get("color", trace.get("line", {}).get("color", "#1f77b4")), count)
    sizes = np.array(each(marker.get("size", 6), count), dtype=float)
    for symbol in dict.fromkeys(symbols):
        bare, is_open = str(symbol).removesuffix("-open"), str(symbol).endswith("-open")
        if bare not in SYMBOLS:
            raise ValueError(f"a picture cannot show the symbol {symbol!r}")
        sign, scale = SYMBOLS[bare]
        own = np.array([one == symbol for one in symbols]) & np.isfinite(x) & np.isfinite(y)
        inks = [colour for colour, is_own in zip(colours, own, strict=True) if is_own]
        if not inks:
            continue
        thick = float(edge.get("width", 0)) or (1.5 if is_open else 0.0)
        outline = inks if is_open or not edge.get("width") else edge.get("color", "white")
        plot.axes.scatter(
            x[own],
            y[own],
            s=(sizes[own] * scale * PIXEL) ** 2,
            marker=sign,
            facecolors="none" if is_open and sign != "|" else inks,
            edgecolors=None if sign == "|" else outline,
            linewidths=thick * PIXEL,
            alpha=marker.get("opacity", trace.get("opacity")),
            clip_on=bool(trace.get("cliponaxis", True)),
            zorder=DOTS,
        )


def draw_shape(plot: Plot, shape: Spec) -> None:
    """Draw a line or an area behind or before the marks."""
    line = shape.get("line", {})
    order = BELOW if shape.get("layer") == "below" else ABOVE
    x, x_in = _span(plot.x, shape)
    y, y_in = _span(plot.y, shape)
    kinds = {(True, True): plot.axes.transData, (False, False): plot.axes.transAxes}
    mixed = {(True, False): plot.axes.get_xaxis_transform, (False, True): plot.axes.get_yaxis_transform}
    transform = kinds[(x_in, y_in)] if x_in == y_in else mixed[(x_in, y_in)]()
    thick, shown = float(line.get("width", 2)) * PIXEL, float(shape.get("opacity", 1.0))
    if shape["type"] == "rect":
        box = Rectangle((x[0], y[0]), x[1] - x[0], y[1] - y[0], transform=transform, zorder=order, linewidth=thick)
        box.set_facecolor(to_rgba(shape.get("fillcolor", "none"), shown))
        box.set_edgecolor(line.get("color", "none") if thick else "none")
        plot.axes.add_patch(box)
        return
    style = {"color": line.get("color", "#444444"), "linestyle": DASHES[line.get("dash", "solid")]}
    limits = plot.axes.get_xlim(), plot.axes.get_ylim()
    plot.axes.plot(x, y, transform=transform, linewidth=thick, alpha=shown, zorder=order, **style)
    plot.axes.set_xlim(limits[0])
    plot.axes.set_ylim(limits[1])


def _span(axis: Axis, shape: Spec) -> tuple[tuple[float, float], bool]:
    """From where to where a shape reaches on an axis, and whether that is in its values."""
    of_data = shape.get(f"{axis.letter}ref", axis.letter) == axis.letter
    ends = (shape[f"{axis.letter}0"], shape[f"{axis.letter}1"])
    first, last = (axis.place(end) if of_data else float(end) for end in ends)
    return (first, last), of_data
