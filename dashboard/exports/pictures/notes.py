"""Notes of a picture: written at their places, and moved up or down where they would lie on each other."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.theme import INK
from dashboard.exports.pictures.axes import Axis
from dashboard.exports.pictures.known import Spec
from dashboard.exports.pictures.marks import Plot
from dashboard.exports.pictures.words import Box, Look, Spot, box_of, overlap, write

STEPS = (0, 14, -14, 28, -28, 42, -42)
"""How far a note may be moved, in pixels, the first that is free counts."""


def draw_notes(plot: Plot, notes: Sequence[Spec]) -> None:
    """Write notes, those whose place is not a value first: they are never moved."""
    taken: list[Box] = []
    for note in sorted(notes, key=lambda one: one.get("yref", "y") == "y"):
        spot, look = spot_of(plot, note), look_of(note)
        tried = [replace(spot, up=spot.up + step) for step in STEPS] if spot.y_in == "data" else [spot]
        boxes = [box_of(plot.axes, note["text"], one, look) for one in tried]
        place = next((n for n, box in enumerate(boxes) if not any(overlap(box, other) for other in taken)), 0)
        taken.append(boxes[place])
        write(plot.axes, note["text"], tried[place], look)


def look_of(note: Spec) -> Look:
    """How a note looks."""
    font = note.get("font", {})
    return Look(
        size=float(font.get("size", 13)),
        colour=font.get("color", INK),
        across=note.get("xanchor", "center"),
        upright=note.get("yanchor", "middle"),
        align=note.get("align", "center"),
        halo=3.0,
    )


def spot_of(plot: Plot, note: Spec) -> Spot:
    """Where a note is anchored."""
    (x, x_in), (y, y_in) = _place(plot.x, note), _place(plot.y, note)
    return Spot(x, y, x_in, y_in, float(note.get("xshift", 0)), float(note.get("yshift", 0)))


def _place(axis: Axis, note: Spec) -> tuple[float, str]:
    if note.get(f"{axis.letter}ref", axis.letter) == axis.letter:
        return axis.place(note[axis.letter]), "data"
    return float(note[axis.letter]), "share"
