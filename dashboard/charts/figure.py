"""A chart as plotly.js takes it: traces, axes, notes and lines as plain lists, numbers and words.

plotly's own classes check every property each time one is made, which took longer than all else a page does; here the
tests have them check every chart once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

Part = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Figure:
    """Marks and looks, in the words of https://plotly.com/javascript/reference; NaN becomes a gap.

    Attributes:
        data: the traces, in the order in which they are drawn.
        layout: axes, notes (annotations), lines and areas (shapes), and what else the whole has.
    """

    data: list[Part] = field(default_factory=list[Part])
    layout: Part = field(default_factory=dict[str, Any])

    def bar(self, **named: Any) -> None:
        """Add bars."""
        self.data.append({"type": "bar", **plain(named)})

    def scatter(self, **named: Any) -> None:
        """Add dots, lines, areas or words."""
        self.data.append({"type": "scatter", **plain(named)})

    def x_axis(self, **named: Any) -> None:
        """Say how values are laid out from left to right."""
        self.layout["xaxis"] = {**self.layout.get("xaxis", {}), **plain(named)}

    def y_axis(self, **named: Any) -> None:
        """Say how values are laid out from below."""
        self.layout["yaxis"] = {**self.layout.get("yaxis", {}), **plain(named)}

    def note(self, **named: Any) -> None:
        """Write words at a place."""
        self.layout.setdefault("annotations", []).append({"showarrow": False, **plain(named)})

    def upright_line(self, x: Any, **named: Any) -> None:
        """Draw a line through a value of the x axis."""
        self._shape({"type": "line", "x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}, named)

    def level_line(self, y: Any, **named: Any) -> None:
        """Draw a line through a value of the y axis."""
        self._shape({"type": "line", "y0": y, "y1": y, "yref": "y", "x0": 0, "x1": 1, "xref": "x domain"}, named)

    def upright_band(self, x0: float, x1: float, **named: Any) -> None:
        """Shade from one value of the x axis to another."""
        self._shape({"type": "rect", "x0": x0, "x1": x1, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}, named)

    def with_layout(self, **named: Any) -> "Figure":
        """The same marks with other looks."""
        return Figure(self.data, {**self.layout, **plain(named)})

    def to_dict(self) -> Part:
        """What goes to the browser."""
        return {"data": self.data, "layout": self.layout}

    def _shape(self, shape: Part, named: Part) -> None:
        self.layout.setdefault("shapes", []).append({**plain(shape), **plain(named)})


def plain(value: Any) -> Any:
    """A value as JSON knows it: lists for columns, numbers of Python, None for what is missing."""
    match value:
        case Mapping():
            return {key: plain(one) for key, one in value.items()}
        case pd.Series() | pd.Index() | np.ndarray():
            return [plain(one) for one in value.tolist()]
        case list() | tuple():
            return [plain(one) for one in value]
        case np.generic():
            return plain(value.item())
        case float():
            return None if value != value else value  # noqa: PLR0124 - only NaN differs from itself
        case _:
            return value
