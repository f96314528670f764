"""The pictures of a pack: each chart and map is drawn once for all its files."""

from base64 import b64encode
from dataclasses import dataclass, field, replace

from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit, MapExhibit, PlotKind, height_of
from dashboard.exports.pictures.any_picture import picture_of
from dashboard.exports.pictures.formats import PictureFormat

WIDE, NARROW = 660.0, 330.0
"""Pixels at 96 an inch: as wide as a page of paper between its margins, and as one of two columns."""
TALLEST = 780.0
"""Pixels that the marks of a chart may be high on a page."""
LINES, ROWS = 0.45, 0.75
"""What is left of the height of lines over time, and of charts whose rows carry names."""
Key = tuple[int, PictureFormat, bool]
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, eq=False)
class Drawn:
    """Draws what is asked for and remembers it; pictures hold the marks, their words stand beside them as text."""

    evidence: Evidence
    memory: dict[Key, bytes] = field(default_factory=dict["Key", bytes])

    def picture(self, held: Exhibit | MapExhibit, picture: PictureFormat, narrow: bool = False) -> bytes:
        """A chart or a map as a picture, for the whole page or one of two columns."""
        key = (id(held), picture, narrow)
        if key not in self.memory:
            self.memory[key] = self._draw(held, picture, NARROW if narrow else WIDE)
        return self.memory[key]

    def address(self, held: Exhibit | MapExhibit, picture: PictureFormat, narrow: bool) -> str:
        """The picture inside an address of its own, so that a page asks nobody for it."""
        return f"data:{MEDIA[picture]};base64,{b64encode(self.picture(held, picture, narrow)).decode()}"

    def _draw(self, held: Exhibit | MapExhibit, picture: PictureFormat, width: float) -> bytes:
        shown = held if isinstance(held, MapExhibit) else shorter(held, width == NARROW)
        return picture_of(self.evidence, shown, picture, width, with_words=False)


def shorter(held: Exhibit, narrow: bool) -> Exhibit:
    """A chart less high: in one of two columns lines much and rows that carry names a little; else to fit the page."""
    margin = held.figure.layout["margin"]
    marks = height_of(held) - margin["t"] - margin["b"]
    lines = held.plot is not None and held.plot.kind == PlotKind.LINE
    wanted = marks * (LINES if lines else ROWS) if narrow else min(marks, TALLEST)
    height = height_of(held) - marks + wanted
    return replace(held, figure=held.figure.with_layout(height=height))
