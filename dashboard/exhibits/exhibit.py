"""A chart or a map as it is shown and taken away: its words, its marks and the table of the same figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.exhibits.table import Table
from dashboard.vocabulary import AreaType

Marker = tuple[float, float, str, str]
"""Latitude, longitude, "working" or "identified", and the name of a place."""
LegendEntry = tuple[str, int, int | str]
"""A label, how many areas or places it stands for, and its key.

A key is a class 0–4, "suppressed", "missing", "outlined", "selected", "working" or "identified".
"""


class PlotKind(StrEnum):
    """The kinds of chart that slides can hold as their own, to be edited there."""

    LINE = "line"
    BAR = "bar"
    COLUMN = "column"
    RANGE = "range"
    SCATTER = "scatter"


@dataclass(frozen=True)
class Caption:
    """What a figure says of itself: headline, what is shown, where it is from, and an alt sentence."""

    title: str
    subtitle: str
    source: str
    alt: str


@dataclass(frozen=True)
class Plot:
    """How a chart is drawn from the columns of its table, where another program draws it.

    The first column names the marks. A range is drawn from the first heading to the second, or along the one column
    of ranges; a scatter has the first heading across and the second up, or the rows one above the other.
    """

    kind: PlotKind
    headings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A chart: `key` is its id on the screen and its name in files; the caption stands around the marks.

    `plot` says how other programs draw it from the table; without one, they show the table.
    """

    key: str
    caption: Caption
    figure: Figure
    table: Table
    plot: Plot | None = None


def height_of(held: Exhibit) -> float:
    """How high a chart is, in pixels."""
    return float(held.figure.layout["height"])


@dataclass(frozen=True)
class Shading:
    """What the areas of a map show, by area code: a class, and what is said of the area after its name.

    A class is 0–4 (4 = greatest need), "suppressed" or "missing"; an area left out is missing.
    `outlined` areas are flagged.
    """

    classes: Mapping[str, int | str]
    texts: Mapping[str, str]
    selected: str = ""
    outlined: tuple[str, ...] = ()
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True)
class Legend:
    """What the colours, lines and signs of a map mean."""

    title: str
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, eq=False)
class MapExhibit:
    """A map of areas of one kind, of the partnership or of all Scotland.

    Attributes:
        key: its id on the screen and its name in files.
        caption: what it says of itself.
        area_type: the kind of area that is shaded.
        shading: what the areas show.
        legend: what that means.
        tabulated: gives the table of the figures of every area, which is long: it is made when it is asked for.
        figures: what a file of shapes holds of each area, indexed by area_code.
        everywhere: whether it is of all Scotland.
        extents: whether thick lines show the places of the rollout, not the localities.
    """

    key: str
    caption: Caption
    area_type: AreaType
    shading: Shading
    legend: Legend
    tabulated: Callable[[], Table]
    figures: pd.DataFrame
    everywhere: bool = False
    extents: bool = False

    @property
    def table(self) -> Table:
        """The figures of every area."""
        return self.tabulated()
