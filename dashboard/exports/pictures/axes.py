"""Axes of a picture: places of categories, how far they reach, and their ticks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.ticker import MaxNLocator

from dashboard.exports.pictures.known import Spec, each, numbers

ROOM = 0.05
"""How much an axis reaches beyond its marks, as a share of them."""
PIXELS_A_TICK = 60


@dataclass(frozen=True)
class Axis:
    """One axis: x or y, its settings, and its categories in order (none if it is of numbers)."""

    letter: str
    settings: Spec
    categories: tuple[str, ...]

    @property
    def visible(self) -> bool:
        """Whether its ticks and title are shown."""
        return bool(self.settings.get("visible", True))

    @property
    def title(self) -> str:
        """Its title; empty if it has none."""
        return str(self.settings.get("title", {}).get("text", "")) if self.visible else ""

    def places(self, values: object) -> np.ndarray:
        """Values as numbers: a category by its place in the order."""
        if not self.categories:
            return numbers(values)
        known = {name: place for place, name in enumerate(self.categories)}
        listed = list(values) if isinstance(values, Sequence | np.ndarray) else list(numbers(values))
        return np.array([known[one] if isinstance(one, str) else one for one in listed], dtype=float)

    def place(self, value: object) -> float:
        """One value as a number."""
        return float(self.places([value])[0])


def axis_of(figure: Spec, letter: str) -> Axis:
    """The x or y axis of a figure."""
    settings = figure["layout"].get(f"{letter}axis", {})
    named = settings.get("categoryarray", ()) if settings.get("type") == "category" else ()
    return Axis(letter, settings, tuple(str(name) for name in named))


def limits(figure: Spec, axis: Axis) -> tuple[float, float]:
    """From where to where an axis reaches: as it is set, or around all marks."""
    if "range" in axis.settings:
        first, last = axis.settings["range"]
        return float(first), float(last)
    held = np.concatenate([_extent(trace, axis) for trace in figure["data"]] + [_lines(figure, axis)])
    held = held[np.isfinite(held)]
    if not len(held):
        return 0.0, 1.0
    low, high = float(held.min()), float(held.max())
    from_zero = axis.settings.get("rangemode") == "tozero" or any(_length_on(trace, axis) for trace in figure["data"])
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = ROOM * ((high - low) or 1.0)
    return (0.0 if from_zero and low == 0 else low - room), (0.0 if from_zero and high == 0 else high + room)


def with_notes(reach: tuple[float, float], y: Axis, notes: Sequence[Spec], pixels: float) -> tuple[float, float]:
    """The reach of the y axis, so that notes above the highest marks stay inside, unless it is set."""
    low, high = reach
    if "range" in y.settings:
        return reach
    for note in notes:
        if note.get("yref", "y") == "y" and note.get("yanchor") == "bottom":
            share = (float(note.get("yshift", 0)) + 1.3 * float(note.get("font", {}).get("size", 13))) / pixels
            high = max(high, low + (y.place(note["y"]) - low) / (1 - share))
    return low, high


def _length_on(trace: Spec, axis: Axis) -> bool:
    """Whether the bars of a trace lie along an axis."""
    return trace["type"] == "bar" and (trace.get("orientation") == "h") == (axis.letter == "x")


def _extent(trace: Spec, axis: Axis) -> np.ndarray:
    """All places on an axis that a trace touches."""
    values = axis.places(trace[axis.letter])
    if _length_on(trace, axis):
        base = np.array([float(one) for one in each(trace.get("base", 0.0), len(values))])
        values = np.concatenate([base, base + values])
    elif trace["type"] == "bar":
        wide = float(trace.get("width", 0.8))
        first = values + float(trace.get("offset", -wide / 2))
        values = np.concatenate([first, first + wide])
    errors = trace.get(f"error_{axis.letter}")
    if errors:
        own, more = axis.places(trace[axis.letter]), numbers(errors["array"])
        less = numbers(errors["arrayminus"]) if "arrayminus" in errors else more
        values = np.concatenate([values, own - less, own + more])
    return values


def _lines(figure: Spec, axis: Axis) -> np.ndarray:
    """Where shapes are on an axis."""
    return np.array(
        [
            axis.place(shape[f"{axis.letter}{end}"])
            for shape in figure["layout"].get("shapes", ())
            if shape.get(f"{axis.letter}ref", axis.letter) == axis.letter
            for end in "01"
        ],
        dtype=float,
    )


def ticks(axis: Axis, reach: tuple[float, float], pixels: float) -> tuple[list[float], list[str]]:
    """Where ticks are, and what they say; for categories and set ticks as they are set.

    Args:
        axis: which axis.
        reach: from where to where it reaches.
        pixels: how long it is.
    """
    if not axis.visible:
        return [], []
    if "tickvals" in axis.settings:
        places = [axis.place(value) for value in each(axis.settings["tickvals"], 1)]
        return places, [str(text) for text in axis.settings.get("ticktext", axis.settings["tickvals"])]
    if axis.categories:
        return [float(place) for place in range(len(axis.categories))], list(axis.categories)
    low, high = sorted(reach)
    most = max(2, min(8, int(pixels / PIXELS_A_TICK)))
    found = MaxNLocator(nbins=most, steps=[1, 2, 5, 10]).tick_values(low, high)
    kept = [float(value) for value in found if low - 1e-9 <= value <= high + 1e-9]
    return kept, _written(kept)


def _written(values: Sequence[float]) -> list[str]:
    """Numbers with as many decimals as their steps need."""
    step = values[1] - values[0] if len(values) > 1 else 1.0
    decimals = next((places for places in range(7) if math.isclose(round(step, places), step, rel_tol=1e-6)), 6)
    return [f"{0.0 if abs(value) < step / 1e6 else value:,.{decimals}f}".replace("-", "−") for value in values]
