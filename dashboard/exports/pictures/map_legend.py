"""The legend of a map: swatches and signs with their words and how many areas or places each stands for."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from dashboard.charts.theme import INK
from dashboard.exhibits.exhibit import Legend, LegendEntry
from dashboard.exports.pictures.map_marks import (
    FLAG,
    HATCH,
    SELECTED,
    SELECTED_CASING,
    draw_sign,
    face_of,
)
from dashboard.exports.pictures.words import LEADING, PIXEL, Look, Spot, width_of, wrapped_to, write

SIZE, ROW, SWATCH, GAP, BETWEEN = 12.0, 20.0, 24.0, 6.0, 18.0
PLACES = ("working", "identified")
Cell = tuple[LegendEntry, float, int]
"""An entry, how far from the left it is, and in which row."""


def words_of(entry: LegendEntry) -> str:
    """A label with its number of areas, or of places for a sign."""
    label, count, key = entry
    noun = "place" if key in PLACES else "area"
    return f"{label} · {count:,} {noun}{'' if count == 1 else 's'}"


def laid_out(entries: Sequence[LegendEntry], width: float) -> list[Cell]:
    """Entries one after the other, in as many rows as they need."""
    cells: list[Cell] = []
    x, row = 0.0, 0
    for entry in entries:
        wide = SWATCH + GAP + width_of(words_of(entry), SIZE)
        if x and x + wide > width:
            x, row = 0.0, row + 1
        cells.append((entry, x, row))
        x += wide + BETWEEN
    return cells


def title_lines(legend: Legend, width: float, with_title: bool) -> list[str]:
    """The title in lines that fit; none where the subtitle says the same."""
    return wrapped_to(legend.title, width, SIZE, bold=True) if with_title else []


def legend_height(legend: Legend, width: float, with_title: bool) -> float:
    """How many pixels it takes."""
    rows = laid_out(legend.entries, width)[-1][2] + 1 if legend.entries else 0
    return LEADING * SIZE * len(title_lines(legend, width, with_title)) + ROW * rows


def draw_legend(page: Axes, legend: Legend, corner: tuple[float, float], room: tuple[float, bool]) -> None:
    """Draw it on a page of pixels.

    Args:
        page: the whole picture.
        legend: what the signs mean.
        corner: its upper left.
        room: how wide it may be, and whether its title is written.
    """
    left, top = corner
    lines = title_lines(legend, *room)
    if lines:
        bold = "<br>".join(f"<b>{line}</b>" for line in lines)
        write(page, bold, Spot(left, top), Look(SIZE, INK, upright="top", align="left"))
    top -= LEADING * SIZE * len(lines)
    for entry, x, row in laid_out(legend.entries, room[0]):
        middle = top - ROW * (row + 0.5)
        _swatch(page, left + x, middle, entry[2])
        write(page, words_of(entry), Spot(left + x + SWATCH + GAP, middle), Look(SIZE, INK))


def _swatch(page: Axes, left: float, middle: float, key: int | str) -> None:
    if key in PLACES:
        draw_sign(page, (left + SWATCH / 2, middle), str(key))
        return
    looks = {"outlined": [(FLAG, 3.0)], "selected": [(SELECTED_CASING, 6.0), (SELECTED, 3.0)]}
    rims = looks.get(str(key))
    for colour, wide in rims or [(HATCH, 1.0)]:
        page.add_patch(
            Rectangle(
                (left + 1.5, middle - 6.5),
                SWATCH - 3,
                13,
                facecolor="white" if rims else face_of(key),
                edgecolor=colour,
                linewidth=wide * PIXEL,
                hatch="//////" if key == "suppressed" else None,
                label=f"swatch {key}",
            )
        )
