"""The evidence: everything the files hold, checked once and shared by every partnership."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence.aggregation import Members, added_up, members_of
from dashboard.evidence.areas import (
    area_table,
    best_fit,
    national_names,
    national_parts,
    partnership_parts,
    read_zones,
)
from dashboard.evidence.assets import read_assets
from dashboard.evidence.boundaries import zone_shapes
from dashboard.evidence.definitions import left_out_sources, read_indicators
from dashboard.evidence.files import DATA, Versions, versions
from dashboard.evidence.observations import read_observations
from dashboard.evidence.partnerships import read_partnerships
from dashboard.evidence.references import check_references
from dashboard.evidence.sheet import Sheet, empty_sheet, joined, sheets_of
from dashboard.evidence.voices import read_voices
from dashboard.vocabulary import (
    SCOTLAND,
    AreaType,
    Asset,
    Indicator,
    Partnership,
    Voice,
)

OWN_TYPES = (AreaType.LOCALITY, AreaType.PLACE, AreaType.CUSTOM_AREA)
NO_AREAS = pd.Index([], dtype="object")


@dataclass(frozen=True, eq=False)
class Library:
    """All of Scotland's evidence, as read from the files; `memory` keeps what has been worked out.

    `parts` says which data zones make up each of Scotland's areas (area_code, area_type, data_zone), and `areas` is
    their table (see `area_table`). `sheets` has what is published, by indicator and by each kind of area that has any.
    `voices` (by area_code) and `assets` stand beside the figures: nothing is worked out from them.
    """

    zones: pd.DataFrame
    parts: pd.DataFrame
    areas: pd.DataFrame
    indicators: Mapping[str, Indicator]
    sheets: Mapping[str, Mapping[AreaType, Sheet]]
    partnerships: Mapping[str, Partnership]
    left_out: frozenset[str]
    versions: Versions
    voices: Mapping[str, tuple[Voice, ...]] = field(default_factory=dict[str, tuple[Voice, ...]])
    assets: tuple[Asset, ...] = ()
    memory: dict[tuple[Any, ...], Any] = field(default_factory=dict)  # type: ignore[var-annotated]

    @property
    def version(self) -> str:
        """Twelve characters that change when any evidence file changes."""
        return self.versions.data

    @cached_property
    def codes(self) -> Mapping[AreaType, pd.Index]:
        """The codes of Scotland's areas by kind, in the order of their sheets."""
        return codes_by_kind(self.areas)

    def sheet(self, indicator_id: str, area_type: AreaType) -> Sheet:
        """The figures of one indicator for all of Scotland's areas of one of its own kinds.

        As published for this kind of area where they are, and otherwise added up from the smallest zones that hold
        the period.
        """
        key = ("sheet", indicator_id, area_type)
        if key not in self.memory:
            parts = self.parts[self.parts["area_type"] == area_type]
            members = self.members(parts, self.codes[area_type], ("members", area_type))
            self.memory[key] = combined(self, self.indicators[indicator_id], members, area_type)
        return self.memory[key]

    def published(self, indicator_id: str, area_type: AreaType) -> Sheet:
        """The figures published for one kind of Scotland's areas."""
        held = self.sheets[indicator_id].get(area_type)
        return held or empty_sheet(self.codes.get(area_type, NO_AREAS))

    def figures(self, indicator_id: str) -> pd.DataFrame:
        """All that is published of one indicator as a table, by period and area: see `Sheet.table`."""
        tables = [sheet.table() for sheet in self.sheets[indicator_id].values()]
        return pd.concat(tables).sort_values(["period", "area_code"], ignore_index=True)

    def members(self, parts: pd.DataFrame, areas: pd.Index, key: tuple[Any, ...]) -> Mapping[AreaType, Members]:
        """The zones that make up areas, at either grain; remembered by key."""
        if key not in self.memory:
            self.memory[key] = self.made_of(parts, areas)
        return self.memory[key]

    def made_of(self, parts: pd.DataFrame, areas: pd.Index) -> Mapping[AreaType, Members]:
        """The zones that make up areas, at either grain."""
        whole = parts.rename(columns={"data_zone": "zone"})
        fit = best_fit(parts, self.zones).rename(columns={"intermediate_zone": "zone"})
        return {
            AreaType.DATA_ZONE: members_of(whole, areas, self.codes[AreaType.DATA_ZONE]),
            AreaType.INTERMEDIATE_ZONE: members_of(fit, areas, self.codes[AreaType.INTERMEDIATE_ZONE]),
        }

    def people(self, weighted_by: str, grain: AreaType) -> npt.NDArray[np.float64]:
        """The people by zone who weight an indicator: the latest of a population count, or all people."""
        key = ("people", weighted_by, grain)
        if key not in self.memory:
            zones = self.zones["population"].reindex(self.codes[AreaType.DATA_ZONE]).astype(float)
            if weighted_by in self.indicators:
                counts = self.published(weighted_by, AreaType.DATA_ZONE)
                zones = counts.of_period(counts.periods[-1])["value"].fillna(0)
            larger = (
                zones.groupby(self.zones["intermediate_zone"]).sum().reindex(self.codes[AreaType.INTERMEDIATE_ZONE])
            )
            self.memory[key] = (zones if grain == AreaType.DATA_ZONE else larger).to_numpy()
        return self.memory[key]


def combined(library: Library, indicator: Indicator, members: Mapping[AreaType, Members], kind: AreaType) -> Sheet:
    """An indicator's figures for some areas, each period from the best that is held.

    Published figures for this kind of area come first; then sums of data zones; then of intermediate zones (exact
    where the area is made of whole ones, otherwise by best fit and approximate).

    Args:
        library: all of Scotland's evidence.
        indicator: the definition.
        members: the zones of the areas wanted, at either grain.
        kind: what kind of area they are.
    """
    tiers = [library.published(indicator.indicator_id, kind)] if _is_own_series(indicator, kind) else []
    finer = {AreaType.DATA_ZONE: (), AreaType.INTERMEDIATE_ZONE: (AreaType.DATA_ZONE,)}
    for grain in finer.get(kind, (AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE)):
        zones = library.published(indicator.indicator_id, grain)
        if set(zones.periods) - {period for tier in tiers for period in tier.periods}:
            tiers.append(added_up(zones, members[grain], library.people(indicator.weighted_by, grain), indicator))
    return joined(tiers or [empty_sheet(members[AreaType.DATA_ZONE].areas)])


def _is_own_series(indicator: Indicator, kind: AreaType) -> bool:
    """Whether figures published for this kind of area exist and can stand beside those of zones."""
    council = kind in {AreaType.COUNCIL_AREA, AreaType.SCOTLAND}
    return kind not in OWN_TYPES and not (council and indicator.council_series_differs)


def codes_by_kind(areas: pd.DataFrame) -> Mapping[AreaType, pd.Index]:
    """The codes of areas by kind, as they stand in their table."""
    return {AreaType(kind): rows.index for kind, rows in areas.groupby("area_type", sort=False)}


def library(data: Path = DATA) -> Library:
    """All of Scotland's evidence, read and checked once: see `_library`."""
    return _library(data)


@cache
def _library(data: Path) -> Library:
    """All of Scotland's evidence.

    Raises:
        ConfigError: a definition or partnership file breaks a rule.
        DataError: a figure or an area breaks a rule.
    """
    with ThreadPoolExecutor(2) as beside:  # reading a file leaves the processor to others for half of its time
        known = beside.submit(versions, data)
        zones = read_zones(data / "areas" / "data_zones_2011.csv")
        left_out = left_out_sources()
        indicators = read_indicators(data, left_out)
        parts = national_parts(zones)
        areas = area_table(zones, parts, national_names(zones))
        areas.loc[SCOTLAND, "council_area"] = SCOTLAND
        codes, kinds = frozenset(areas.index.tolist()), codes_by_kind(areas)
        rows = {kind: held.get_indexer(pd.Index(sorted(codes))) for kind, held in kinds.items()}

        def read(key: str) -> Mapping[AreaType, Sheet]:
            path = data / "indicators" / f"{key}.csv"
            return sheets_of(read_observations(path, indicators[key], codes), kinds, rows)

        sheets = dict(zip(indicators, beside.map(read, indicators), strict=True))
        councils = {str(code): str(areas["area_name"][code]) for code in kinds[AreaType.COUNCIL_AREA]}
        partnerships = read_partnerships(councils, data)
        check_references(indicators, partnerships, wanted=not left_out)
        for partnership_id, partnership in partnerships.items():
            partnership_parts(zones, partnership, f"{partnership_id}.toml")
        own = {area.area_code for one in partnerships.values() for area in (*one.localities, *one.places)}
        defined = {path.stem for path in (data / "indicators").glob("*.toml")}
        voices = read_voices(data / "stories", codes | own, defined)
        assets = read_assets(data / "assets", zones, partial(zone_shapes, data=data))
        version = known.result()
        return Library(zones, parts, areas, indicators, sheets, partnerships, left_out, version, voices, assets)
