"""A map as a picture file, drawn without a browser in the British National Grid.

matplotlib takes seconds to import: import this module inside the function that needs it.
"""

import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dashboard.charts.theme import INK
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exports.pictures.files import bytes_of, new_figure
from dashboard.exports.pictures.formats import PictureFormat
from dashboard.exports.pictures.map_legend import draw_legend, legend_height
from dashboard.exports.pictures.map_marks import (
    GROUND,
    HATCH,
    Frame,
    Sheet,
    draw_areas,
    draw_lines,
    draw_names,
    draw_scale,
    draw_signs,
)
from dashboard.exports.pictures.map_shapes import Layers, layers_of
from dashboard.exports.pictures.page import draw_words, page_of, room_for_words
from dashboard.exports.pictures.words import PIXEL, Box

SIDE, GAP, EDGE = 12.0, 10.0, 0.03
TALLEST = 1.25
"""How tall a map may be, as a share of its width."""
SMALL, BESIDE = 1 / 15, 0.36
"""A selected area that is narrower than this share is shown again beside the map, in this share of the width."""
AROUND, LEAST = 2.5, 900.0
"""How much is shown around it: so many times its size, and so many metres at least."""


def map_picture(
    evidence: Evidence, held: MapExhibit, picture: PictureFormat, width: float, with_words: bool = True
) -> bytes:
    """A map as a PNG (two dots a pixel) or SVG file, with its legend.

    Args:
        evidence: the partnership's.
        held: the map.
        picture: "png" or "svg".
        width: in pixels, 96 an inch; the height follows from the land that is shown.
        with_words: whether title, subtitle and source stand in the picture.
    """
    return bytes_of(drawn_map(evidence, held, width, with_words), picture, held.caption)


def drawn_map(evidence: Evidence, held: MapExhibit, width: float, with_words: bool = True) -> Figure:
    """The drawing itself: the first axes are the map, in metres; the second, where there is one, shows it closer."""
    layers = layers_of(evidence, held)
    frame = _frame(layers)
    closer = _closer(layers, held.shading.selected, frame)
    room = width - 2 * SIDE
    wide = room * (1 - BESIDE) - GAP if closer else room
    frame = _of_shape(frame, min(TALLEST, (frame[3] - frame[1]) / (frame[2] - frame[0])))
    tall = wide * (frame[3] - frame[1]) / (frame[2] - frame[0])
    above, below = room_for_words(held.caption, width) if with_words else (SIDE, SIDE)
    meant = legend_height(held.legend, room, not with_words)
    height = above + tall + GAP + meant + below
    figure = new_figure(width, height)
    council = "" if held.everywhere else evidence.partnership.council_area
    sheet = _sheet(figure, (SIDE, height - above - tall, wide, tall), frame)
    _draw(sheet, layers, held, council)
    if closer:
        side = room * BESIDE
        close = _sheet(figure, (SIDE + wide + GAP, height - above - side, side, side), closer)
        _draw(close, layers, held, council)
        _mark(sheet.axes, closer)
    page = page_of(figure)
    draw_legend(page, held.legend, (SIDE, height - above - tall - GAP), (room, not with_words))
    if with_words:
        draw_words(figure, held.caption)
    return figure


def _draw(sheet: Sheet, layers: Layers, held: MapExhibit, council_area: str) -> None:
    draw_areas(sheet, layers, held.shading)
    draw_lines(sheet, layers, held.shading)
    taken: list[Box] = []
    draw_scale(sheet, taken)
    draw_signs(sheet, held.shading.markers, taken)
    draw_names(sheet, council_area, taken, {marker[3] for marker in held.shading.markers})


def _frame(layers: Layers) -> Frame:
    """The land of all areas, with an edge around it."""
    west, south, east, north = (float(one) for one in shapely.total_bounds(list(layers.areas.values())))
    edge = EDGE * max(east - west, north - south)
    return west - edge, south - edge, east + edge, north + edge


def _of_shape(frame: Frame, share: float) -> Frame:
    """The frame made wider, so that its height is this share of its width."""
    west, south, east, north = frame
    more = max(0.0, (north - south) / share - (east - west)) / 2
    return west - more, south, east + more, north


def _closer(layers: Layers, selected: str, frame: Frame) -> Frame | None:
    """The land around the selected area, if that is too small to be seen on the whole map."""
    if selected not in layers.areas:
        return None
    west, south, east, north = (float(one) for one in layers.areas[selected].bounds)
    size = max(east - west, north - south)
    if size >= SMALL * (frame[2] - frame[0]):
        return None
    half = max(AROUND * size, LEAST) / 2
    x, y = (west + east) / 2, (south + north) / 2
    return x - half, y - half, x + half, y + half


def _sheet(figure: Figure, box: tuple[float, float, float, float], frame: Frame) -> Sheet:
    """Axes at a place in the picture (left, bottom, width and height in pixels) that show a part of the land."""
    whole = figure.get_figwidth() * figure.get_dpi(), figure.get_figheight() * figure.get_dpi()
    axes = figure.add_axes((box[0] / whole[0], box[1] / whole[1], box[2] / whole[0], box[3] / whole[1]))
    axes.set_facecolor(GROUND)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(frame[0], frame[2])
    axes.set_ylim(frame[1], frame[3])
    for spine in axes.spines.values():
        spine.set(color=HATCH, linewidth=PIXEL, zorder=7)
    return Sheet(axes, frame, (frame[2] - frame[0]) / box[2])


def _mark(axes: Axes, frame: Frame) -> None:
    """Show on the whole map which part is shown closer."""
    west, south, east, north = frame
    for colour, wide in (("white", 3.5), (INK, 1.5)):
        axes.add_patch(
            Rectangle(
                (west, south),
                east - west,
                north - south,
                facecolor="none",
                edgecolor=colour,
                linewidth=wide * PIXEL,
                zorder=5,
                label="shown closer",
            )
        )
