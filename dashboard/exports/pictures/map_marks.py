"""What is drawn on a map: areas in their classes, lochs, outlines, signs of places, names and the bar of the scale."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from dashboard.charts.theme import INK
from dashboard.exhibits.exhibit import Marker, Shading
from dashboard.exports.pictures.map_shapes import Layers, labels, path_of, projected_points
from dashboard.exports.pictures.words import PIXEL, Box, Look, Spot, anchor, block_size, box_of, overlap, runs_of, write

Frame = tuple[float, float, float, float]
"""West, south, east and north, in metres."""
CLASSES = ("#dceaf7", "#9fc8ee", "#55a8f2", "#0065bd", "#002d54")
MISSING, SUPPRESSED, HATCH = "#d9d9d9", "#f4f4f4", "#6b6b6b"
GROUND, LOCH, BORDER, OUTLINE, CASING = "#f6f8f9", "#cdeaf0", "#ffffff", "#222222", "#ffffff"
FLAG, SELECTED, SELECTED_CASING, SIGN = "#b3195e", "#ffdd00", "#000000", "#111111"
"""The colours of assets/map.css, in the light."""
NAMES = {"city": (15, True), "town": (13, True)}
FAR = 350.0
"""Metres a pixel from which on lines would hide the areas (the screen's zoom 8)."""
MANY = 500
MARKER = 15.0
NUDGES = (0.0, 10.0, -10.0, 16.0, -16.0, 22.0, -22.0)
"""How far above its place a name may stand, in pixels, where there is no room."""


@dataclass(frozen=True)
class Sheet:
    """Axes in metres, the part of the land they show, and how many metres a pixel is."""

    axes: Axes
    frame: Frame
    metres: float


def face_of(key: int | str) -> str:
    """The colour of a class, of what is suppressed, or of what is missing."""
    if key == "suppressed":
        return SUPPRESSED
    return CLASSES[key] if isinstance(key, int) else MISSING


def draw_areas(sheet: Sheet, layers: Layers, shading: Shading) -> None:
    """Lochs, and the areas of each class as one collection whose label is the class."""
    seen = shapely.box(*sheet.frame)
    _paint(sheet, _seen(layers.lochs.values(), seen), "lochs", facecolor=LOCH, edgecolor="none", zorder=1)
    groups: dict[int | str, list[Any]] = {}
    for code, shape in layers.areas.items():
        groups.setdefault(shading.classes.get(code, "missing"), []).append(shape)
    thin = 0.5 if sheet.metres < FAR else 0.12
    for key, shapes in groups.items():
        drawn = _seen(shapes, seen)
        look: dict[str, Any] = {"facecolor": face_of(key), "edgecolor": BORDER, "linewidth": thin * PIXEL}
        if key == "suppressed":
            _paint(sheet, drawn, "hatch", facecolor=SUPPRESSED, edgecolor=HATCH, linewidth=0, hatch="//////", zorder=2)
            look["facecolor"] = "none"
        _paint(sheet, drawn, f"class {key}", zorder=2, **look)


def draw_lines(sheet: Sheet, layers: Layers, shading: Shading) -> None:
    """Outlines, then flagged areas, then the selected one, each a narrow line on a wide one."""
    seen = shapely.box(*sheet.frame)
    outlines = _seen(layers.outlines.values(), seen)
    far = sheet.metres >= FAR
    if not far:
        _rim(sheet, outlines, "casings", (CASING, 4, 3.0, 0.8))
    _rim(sheet, outlines, "outlines", (OUTLINE, 0.75 if far else 2, 3.1, 1.0))
    flagged = [layers.areas[code] for code in shading.outlined if code in layers.areas]
    _rim(sheet, _seen(flagged, seen), "outlined casing", (CASING, 5, 4.0, 1.0))
    _rim(sheet, _seen(flagged, seen), "outlined", (FLAG, 3, 4.1, 1.0))
    chosen = [layers.areas[shading.selected]] if shading.selected in layers.areas else []
    _rim(sheet, chosen, "selected casing", (SELECTED_CASING, 8, 4.2, 1.0))
    _rim(sheet, chosen, "selected", (SELECTED, 4, 4.3, 1.0))


def _seen(shapes: Iterable[Any], frame: Any) -> list[Any]:
    return [shape for shape in shapes if shape.intersects(frame)]


def _rim(sheet: Sheet, shapes: Sequence[Any], name: str, look: tuple[str, float, float, float]) -> None:
    colour, wide, order, shown = look
    _paint(
        sheet,
        shapes,
        name,
        facecolor="none",
        edgecolor=colour,
        linewidth=wide * PIXEL,
        alpha=shown,
        joinstyle="round",
        zorder=order,
    )


def _paint(sheet: Sheet, shapes: Sequence[Any], name: str, **look: Any) -> None:
    """Shapes that look alike, each a path of one collection; thousands of them as one path, which is much faster."""
    paths = [path_of(shape) for shape in shapes]
    if sheet.metres >= FAR and len(paths) > MANY:
        paths = [Path.make_compound_path(*paths)]
    if paths:
        sheet.axes.add_collection(PathCollection(paths, label=name, **look), False)


def draw_signs(sheet: Sheet, markers: Sequence[Marker], taken: list[Box]) -> None:
    """A disc (working) or diamond (identified) for each place, and its name right or left of it where there is room."""
    if not markers:
        return
    points = projected_points([one[1] for one in markers], [one[0] for one in markers])
    kept = [(one, x, y) for one, (x, y) in zip(markers, points, strict=True) if _inside(sheet.frame, x, y)]
    for (_, _, status, _), x, y in kept:
        draw_sign(sheet.axes, (x, y), status)
        left, low = anchor(sheet.axes, Spot(x, y))
        taken.append((left - 8, low - 8, left + 8, low + 8))
    for (_, _, _, name), x, y in kept:
        for side, shift in (("left", 12.0), ("right", -12.0)):
            look = Look(12, INK, across=side, halo=3)
            if write_if_free(sheet, f"<b>{name}</b>", Spot(x, y, right=shift), look, taken):
                break


def draw_sign(axes: Axes, place: tuple[float, float], status: str) -> None:
    """The sign of one place: white rim, thin dark line around it."""
    sign, scale = ("o", 1.0) if status == "working" else ("D", 0.8)
    for extra, colour in ((3.0, SIGN), (2.0, "white"), (-2.0, SIGN)):
        size = ((MARKER - 1) * scale + extra) * PIXEL
        axes.scatter([place[0]], [place[1]], s=size**2, marker=sign, c=colour, linewidths=0, zorder=5, label=status)


def draw_names(sheet: Sheet, council_area: str, taken: list[Box], signed: Collection[str]) -> None:
    """Place names that this scale allows and that lie on no other, the largest places first.

    Args:
        sheet: where.
        council_area: whose places; all of Scotland's if empty.
        taken: the room that is no longer free; added to.
        signed: names that stand beside a sign already.
    """
    latitude = math.radians(56.5)
    zoom = math.log2(156_543 * math.cos(latitude) / sheet.metres)
    held = labels()
    held = held[(held["min_zoom"] <= zoom) & ((held["council_area"] == council_area) | (council_area == ""))]
    for row in held.to_dict("records"):
        if row["name"] not in signed and _inside(sheet.frame, row["x"], row["y"]):
            size, bold = NAMES.get(row["kind"], (12, False))
            text = f"<b>{row['name']}</b>" if bold else str(row["name"])
            look = Look(size, INK, across="center", halo=3)
            for up in NUDGES:
                if write_if_free(sheet, text, Spot(row["x"], row["y"], up=up), look, taken):
                    break


def _inside(frame: Frame, x: float, y: float) -> bool:
    return frame[0] < x < frame[2] and frame[1] < y < frame[3]


def write_if_free(sheet: Sheet, text: str, spot: Spot, look: Look, taken: list[Box]) -> bool:
    """Write words if they lie on no others and within the map; says whether they were written."""
    width, height = block_size(runs_of(text), look.size)
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[look.across]
    x, y = anchor(sheet.axes, spot)
    left = x + spot.right - share * width
    middle = y + spot.up
    box = (left - 3, middle - height / 2, left + width + 3, middle + height / 2)
    edge = sheet.axes.get_window_extent()
    inside = edge.x0 <= box[0] and box[2] <= edge.x1 and edge.y0 <= box[1] and box[3] <= edge.y1
    if not inside or any(overlap(box, other) for other in taken):
        return False
    taken.append(box)
    write(sheet.axes, text, spot, look)
    return True


def draw_scale(sheet: Sheet, taken: list[Box]) -> None:
    """A bar of a round number of kilometres, or metres, at most a quarter of the map wide, at its lower left."""
    most = (sheet.frame[2] - sheet.frame[0]) / 4
    power = 10 ** math.floor(math.log10(most))
    length = power * max(step for step in (1, 2, 5) if step * power <= most)
    x, y = sheet.frame[0] + 10 * sheet.metres, sheet.frame[1] + 10 * sheet.metres
    tall = 4 * sheet.metres
    sheet.axes.add_patch(
        Rectangle((x, y), length, tall, facecolor=INK, edgecolor="white", linewidth=PIXEL, zorder=5, label="scale")
    )
    text = f"{length / 1000:,.0f} km" if length >= 1000 else f"{length:,.0f} m"
    spot, look = Spot(x, y + tall, up=2), Look(11, INK, upright="bottom", halo=3)
    left, low = anchor(sheet.axes, Spot(x, y))
    above = box_of(sheet.axes, text, spot, look)
    taken.append((left, low, max(left + length / sheet.metres, above[2]), above[3]))
    write(sheet.axes, text, spot, look)
