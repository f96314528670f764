"""Words of a picture: lines with bold parts, measured and put where they are anchored, in pixels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patheffects import Normal, withStroke
from matplotlib.text import Annotation

from dashboard.charts.theme import INK

PIXEL = 0.75
"""Points a pixel: 96 pixels an inch."""
FONT = "DejaVu Sans"
NARROWER = 0.92
"""DejaVu Sans is wider than the fonts of screens: its sizes are so much smaller."""
LEADING = 1.3
FINE = 100
"""The size at which letters are measured."""
EDGE = 4.0
SMALLEST = 0.6
SIGN = re.compile(r"([▲●■◇○│◆]) ")
"""A sign that stays on the line of the word after it."""
PARTS = re.compile(r"(<b>.*?</b>)")
Run = tuple[str, bool]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in pixels."""
SHARES = {"left": 0.0, "bottom": 0.0, "center": 0.5, "middle": 0.5, "right": 1.0, "top": 1.0}
"""Which share of a block lies before its anchor; its top is above, its bottom below."""


@dataclass(frozen=True)
class Look:
    """How words look: size in pixels, colour, how they lie about their anchor, and what parts them from lines.

    A halo is a white rim so many pixels wide, which makes an SVG large; a plate is a white ground.
    """

    size: float = 12.0
    colour: str = INK
    across: str = "left"
    upright: str = "middle"
    align: str = "center"
    halo: float = 0.0
    plate: bool = False


@dataclass(frozen=True)
class Spot:
    """Where words are anchored: a place in data or as a share of the axes, and a shift in pixels."""

    x: float
    y: float
    x_in: str = "data"
    y_in: str = "data"
    right: float = 0.0
    up: float = 0.0


def runs_of(text: str) -> list[list[Run]]:
    """Text with <br> and <b> as lines of parts, each with whether it is bold.

    Raises:
        ValueError: it has any other mark-up.
    """
    found = [
        [(part.removeprefix("<b>").removesuffix("</b>"), part.startswith("<b>")) for part in PARTS.split(line) if part]
        for line in text.split("<br>")
    ]
    if any(re.search(r"</?[a-z]", part) for line in found for part, _ in line):
        raise ValueError(f"a picture cannot show the mark-up of {text[:60]!r}")
    return found


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide a part of a line is, in pixels, with the spaces at its end."""
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(FINE, 72)

    def measured(letters: str) -> float:
        font.set_text(letters, 0.0, flags=LoadFlags.NO_HINTING)
        return font.get_width_height()[0] / 64

    return (measured(f"{text}.") - measured(".")) * size * NARROWER / FINE


def block_size(lines: Sequence[Sequence[Run]], size: float) -> tuple[float, float]:
    """Width and height of lines, in pixels."""
    widths = [sum(width_of(text, size, bold) for text, bold in line) for line in lines]
    return max(widths, default=0.0), LEADING * size * len(lines)


def wrapped_to(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Text in lines that are at most so many pixels wide, broken between words."""
    lines = [""]
    for word in SIGN.sub("\\1\u00a0", text).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def write(axes: Axes, text: str, spot: Spot, look: Look, order: float = 6.0) -> list[Artist]:
    """Write words; they are moved or made smaller where they would leave the picture.

    Returns:
        The parts that were written, each an annotation whose `xy` is the anchor.
    """
    lines = runs_of(text)
    look, right = _kept_inside(axes, lines, spot, look)
    width, height = block_size(lines, look.size)
    left, top = -SHARES[look.across] * width + right, (1 - SHARES[look.upright]) * height
    written: list[Artist] = []
    for place, line in enumerate(lines):
        own = sum(width_of(part, look.size, bold) for part, bold in line)
        x = left + SHARES[look.align] * (width - own) + spot.right
        y = top - LEADING * look.size * (place + 0.5) - 0.34 * look.size + spot.up
        for part, bold in line:
            if part.strip():
                written.append(_part(axes, part, bold, (spot, look, (x, y), order)))
            x += width_of(part, look.size, bold)
    return written


def _part(axes: Axes, text: str, bold: bool, where: tuple[Spot, Look, tuple[float, float], float]) -> Artist:
    spot, look, (x, y), order = where
    drawn = Annotation(
        text,
        (spot.x, spot.y),
        xytext=(x * PIXEL, y * PIXEL),
        xycoords=(_coordinates(spot.x_in), _coordinates(spot.y_in)),
        textcoords="offset points",
        annotation_clip=False,
        horizontalalignment="left",
        verticalalignment="baseline",
        fontsize=look.size * PIXEL * NARROWER,
        fontfamily=FONT,
        fontweight="bold" if bold else "normal",
        color=look.colour,
        zorder=order,
        parse_math=False,
    )
    if look.halo:
        drawn.set_path_effects([withStroke(linewidth=look.halo * PIXEL, foreground="white"), Normal()])
    if look.plate:
        drawn.set_bbox({"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 0.5})
    axes.add_artist(drawn)
    drawn.set_clip_on(False)
    return drawn


def _coordinates(kind: str) -> str:
    return "data" if kind == "data" else "axes fraction"


def anchor(axes: Axes, spot: Spot) -> tuple[float, float]:
    """Where an anchor is in the picture, in pixels from its lower left."""
    shares = axes.transAxes.transform((spot.x, spot.y)), axes.transData.transform((spot.x, spot.y))
    x, y = (float(shares[kind == "data"][place]) for place, kind in enumerate((spot.x_in, spot.y_in)))
    return x, y


def box_of(axes: Axes, text: str, spot: Spot, look: Look) -> Box:
    """The room that words take where `write` puts them."""
    lines = runs_of(text)
    look, right = _kept_inside(axes, lines, spot, look)
    (width, height), (x, y) = block_size(lines, look.size), anchor(axes, spot)
    left, low = x + spot.right + right - SHARES[look.across] * width, y + spot.up - SHARES[look.upright] * height
    return left, low, left + width, low + height


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes lie on each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _kept_inside(axes: Axes, lines: Sequence[Sequence[Run]], spot: Spot, look: Look) -> tuple[Look, float]:
    """A look small enough for the words to fit, and how far they must be moved to the right."""
    figure = axes.get_figure(root=True)
    whole = float(figure.get_figwidth() * figure.get_dpi()) if figure else 0.0
    width = block_size(lines, look.size)[0]
    start = anchor(axes, spot)[0] + spot.right
    if look.across == "left" and start + width > whole - EDGE and start < whole / 4:  # a name above its bar
        share = max(SMALLEST, (whole - EDGE - start) / width)
        look, width = replace(look, size=look.size * share), width * share
    left = start - SHARES[look.across] * width
    moved = min(max(left, EDGE), max(EDGE, whole - EDGE - width))
    return look, moved - left
