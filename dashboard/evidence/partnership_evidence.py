"""One partnership's evidence: its own areas, and Scotland's to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.evidence.aggregation import Members
from dashboard.evidence.areas import area_table, partnership_parts
from dashboard.evidence.files import DATA
from dashboard.evidence.library import OWN_TYPES, Library, combined, library
from dashboard.evidence.sheet import Sheet
from dashboard.vocabulary import GRAINS, AreaType, Indicator, Partnership


@dataclass(frozen=True, eq=False)
class Evidence:
    """One partnership's evidence: its own areas, and Scotland's to compare with.

    `tried` says that the partnership is one that is only tried, so that fewer draws will do. `without` is the same
    evidence without the area that somebody has put together, if there is one. `memory` keeps what has been worked out
    for its own areas; a copy with anything changed has a memory of its own.
    """

    partnership: Partnership
    library: Library
    parts: pd.DataFrame
    areas: pd.DataFrame
    tried: bool = False
    without: "Evidence | None" = None
    memory: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False)  # type: ignore[var-annotated]

    @property
    def of_zones(self) -> "Evidence":
        """The evidence that knows the zones: a custom area changes nothing about them."""
        return self.without or self

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every definition, by indicator_id."""
        return self.library.indicators

    @cached_property
    def area_types(self) -> tuple[AreaType, ...]:
        """The kinds of area this partnership has, largest first."""
        order = (AreaType.LOCALITY, AreaType.WARD, *GRAINS, AreaType.PLACE)
        return tuple(kind for kind in order if (self.areas["area_type"] == kind).any())

    @cached_property
    def _areas_by_type(self) -> Mapping[str, pd.DataFrame]:
        return {str(kind): rows for kind, rows in self.areas.groupby("area_type", sort=False)}

    def areas_of(self, area_type: AreaType) -> pd.DataFrame:
        """The partnership's areas of one kind: see `area_table`."""
        return self._areas_by_type.get(area_type.value, self.areas.iloc[:0])

    def zones_of(self, area_code: str) -> pd.Index:
        """The data zones that make up an area of this partnership."""
        return pd.Index(self.parts.loc[self.parts["area_code"] == area_code, "data_zone"])

    def sheet(self, indicator_id: str, area_type: AreaType) -> Sheet:
        """The figures of one indicator for the areas of one kind: Scotland's own kinds nationally, others here."""
        if area_type not in OWN_TYPES:
            return self.library.sheet(indicator_id, area_type)
        key = ("sheet", indicator_id, area_type)
        if key not in self.memory:
            members = self._members(area_type)
            self.memory[key] = combined(self.library, self.indicators[indicator_id], members, area_type)
        return self.memory[key]

    def _members(self, area_type: AreaType) -> Mapping[AreaType, Members]:
        key = ("members", area_type)
        if key not in self.memory:
            parts = self.parts[self.parts["area_type"] == area_type]
            self.memory[key] = self.library.made_of(parts, self.areas_of(area_type).index)
        return self.memory[key]

    def figures(self, indicator_id: str, area_type: AreaType) -> pd.DataFrame:
        """`sheet` as a table: area_code, period, numerator, denominator, value, status, approximate."""
        return self.sheet(indicator_id, area_type).table()


def evidence(partnership_id: str, data: Path = DATA) -> Evidence:
    """One partnership's evidence, put together once: see `evidence_of_partnership`."""
    return _evidence(partnership_id, data)


@cache
def _evidence(partnership_id: str, data: Path) -> Evidence:
    """One partnership's evidence.

    Raises:
        KeyError: no partnership has this id.
        DashboardError: a file breaks a rule.
    """
    whole = library(data)
    return evidence_of_partnership(whole, whole.partnerships[partnership_id])


def evidence_of_partnership(whole: Library, partnership: Partnership) -> Evidence:
    """The evidence of a partnership with any localities and places, put together anew.

    Args:
        whole: all of Scotland's evidence.
        partnership: one of those in the library, or one with other choices.

    Raises:
        ConfigError: a locality or place is not made of the partnership's zones.
    """
    own_parts = partnership_parts(whole.zones, partnership, f"{partnership.partnership_id}.toml")
    names = {area.area_code: area.name for area in (*partnership.localities, *partnership.places)}
    own = area_table(whole.zones, own_parts, names)
    national = whole.areas[whole.areas["council_area"] == partnership.council_area]
    parts = whole.parts[whole.parts["area_code"].isin(national.index)]
    return Evidence(partnership, whole, pd.concat([own_parts, parts], ignore_index=True), pd.concat([own, national]))
