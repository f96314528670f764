"""The evidence: everything the files hold, checked once and shared by every partnership."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from dashboard.evidence.aggregation import FIGURE_COLUMNS, aggregated
from dashboard.evidence.areas import area_table, best_fit, national_names, national_parts, partnership_parts, read_zones
from dashboard.evidence.definitions import left_out_sources, read_indicators
from dashboard.evidence.files import DATA, data_version
from dashboard.evidence.observations import read_observations
from dashboard.evidence.partnerships import read_partnerships
from dashboard.vocabulary import (
    CODE_PREFIXES,
    GRAINS,
    SCOTLAND,
    AreaType,
    ConfigError,
    Fault,
    Indicator,
    Partnership,
    Period,
    Polarity,
)

OWN_TYPES = (AreaType.LOCALITY, AreaType.PLACE)
PREFIXES = {prefix: kind.value for prefix, kind in CODE_PREFIXES.items() if len(prefix) == 3}


@dataclass(frozen=True, eq=False)
class Library:
    """All of Scotland's evidence, as read from the files."""

    zones: pd.DataFrame
    indicators: Mapping[str, Indicator]
    observations: Mapping[str, pd.DataFrame]
    partnerships: Mapping[str, Partnership]
    left_out: frozenset[str]
    version: str
    memory: dict[tuple[str, AreaType], pd.DataFrame] = field(default_factory=dict)  # type: ignore[var-annotated]
    published_memory: dict[str, dict[AreaType, pd.DataFrame]] = field(default_factory=dict)  # type: ignore[var-annotated]

    @cached_property
    def parts(self) -> pd.DataFrame:
        """Which data zones make up each of Scotland's areas: area_code, area_type, data_zone."""
        return national_parts(self.zones)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Scotland's areas, indexed by area_code: see `area_table`."""
        table = area_table(self.zones, self.parts, national_names(self.zones))
        table.loc[SCOTLAND, "council_area"] = SCOTLAND
        return table

    def figures(self, indicator_id: str, area_type: AreaType) -> pd.DataFrame:
        """The figures of one indicator for all of Scotland's areas of one of its own kinds.

        Returns:
            area_code, period, numerator, denominator, value, status, approximate: as published for this kind of
            area where they are, and otherwise added up from the smallest zones that hold the period.
        """
        key = (indicator_id, area_type)
        if key not in self.memory:
            parts = self.parts[self.parts["area_type"] == area_type]
            self.memory[key] = combined_figures(self, self.indicators[indicator_id], parts, area_type)
        return self.memory[key]

    def published(self, indicator_id: str, area_type: AreaType) -> pd.DataFrame:
        """The figures published for one kind of area, in the columns of `figures`."""
        if indicator_id not in self.published_memory:
            table = self.observations[indicator_id].assign(approximate=False)[FIGURE_COLUMNS]
            kinds = table["area_code"].str.slice(0, 3).map(PREFIXES)
            self.published_memory[indicator_id] = {
                AreaType(kind): rows.reset_index(drop=True) for kind, rows in table.groupby(kinds)
            }
        empty = self.observations[indicator_id].iloc[:0].assign(approximate=False)[FIGURE_COLUMNS]
        return self.published_memory[indicator_id].get(area_type, empty)

    def weights(self, indicator: Indicator, grain: AreaType) -> pd.Series:
        """The people who weight an indicator when zones of a grain are joined: all, if their source is left out."""
        people = self.zones["population"].astype(float)
        if indicator.weighted_by in self.indicators:
            counts = self.published(indicator.weighted_by, AreaType.DATA_ZONE)
            latest = max(Period.of(period) for period in counts["period"].unique()).label
            people = counts[counts["period"] == latest].set_index("area_code")["value"].reindex(people.index).fillna(0)
        if grain == AreaType.DATA_ZONE:
            return people
        return people.groupby(self.zones["intermediate_zone"]).sum()


def combined_figures(library: Library, indicator: Indicator, parts: pd.DataFrame, kind: AreaType) -> pd.DataFrame:
    """An indicator's figures for some areas, each period from the best that is held.

    Published figures for this kind of area come first; then sums of data zones; then of intermediate zones (exact
    where the area is made of whole ones, otherwise by best fit and approximate).

    Args:
        library: all of Scotland's evidence.
        indicator: the definition.
        parts: area_code, area_type, data_zone of the areas wanted.
        kind: what kind of area they are.
    """
    tables = [library.published(indicator.indicator_id, kind)] if _is_own_series(indicator, kind) else []
    if kind != AreaType.DATA_ZONE:
        tables.append(_from_data_zones(library, indicator, parts))
    if kind not in GRAINS:
        tables.append(_from_intermediate_zones(library, indicator, parts))
    held: set[str] = set()
    kept: list[pd.DataFrame] = []
    for table in tables:
        new = table[~table["period"].isin(held)]
        held |= set(new["period"])
        kept += [new] if len(new) else []
    return pd.concat(kept, ignore_index=True) if kept else tables[0]


def _is_own_series(indicator: Indicator, kind: AreaType) -> bool:
    """Whether figures published for this kind of area can stand beside those of zones."""
    council = kind in {AreaType.COUNCIL_AREA, AreaType.SCOTLAND}
    return kind not in OWN_TYPES and not (council and indicator.council_series_differs)


def _from_data_zones(library: Library, indicator: Indicator, parts: pd.DataFrame) -> pd.DataFrame:
    zones = library.published(indicator.indicator_id, AreaType.DATA_ZONE).drop(columns="approximate")
    members = parts.rename(columns={"data_zone": "zone"})[["area_code", "zone"]]
    return aggregated(zones, members, library.weights(indicator, AreaType.DATA_ZONE), indicator)


def _from_intermediate_zones(library: Library, indicator: Indicator, parts: pd.DataFrame) -> pd.DataFrame:
    zones = library.published(indicator.indicator_id, AreaType.INTERMEDIATE_ZONE).drop(columns="approximate")
    fit = best_fit(parts, library.zones).rename(columns={"intermediate_zone": "zone"})
    weights = library.weights(indicator, AreaType.INTERMEDIATE_ZONE)
    table = aggregated(zones, fit[["area_code", "zone"]], weights, indicator)
    inexact = set(fit.loc[~fit["exact"], "area_code"])
    return table.assign(approximate=table["approximate"].astype(bool) | table["area_code"].isin(inexact))


@dataclass(frozen=True, eq=False)
class Evidence:
    """One partnership's evidence: its own areas, and Scotland's to compare with."""

    partnership: Partnership
    library: Library
    parts: pd.DataFrame
    areas: pd.DataFrame

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every definition, by indicator_id."""
        return self.library.indicators

    @cached_property
    def area_types(self) -> tuple[AreaType, ...]:
        """The kinds of area this partnership has, largest first."""
        order = (*OWN_TYPES[:1], AreaType.WARD, *GRAINS, AreaType.PLACE)
        return tuple(kind for kind in order if (self.areas["area_type"] == kind).any())

    def areas_of(self, area_type: AreaType) -> pd.DataFrame:
        """The partnership's areas of one kind: see `area_table`."""
        return self.areas[self.areas["area_type"] == area_type]

    def zones_of(self, area_code: str) -> pd.Index:
        """The data zones that make up an area of this partnership."""
        return pd.Index(self.parts.loc[self.parts["area_code"] == area_code, "data_zone"])

    def figures(self, indicator_id: str, area_type: AreaType) -> pd.DataFrame:
        """The figures of one indicator for the areas of one kind: Scotland's own kinds nationally, others here."""
        if area_type not in OWN_TYPES:
            return self.library.figures(indicator_id, area_type)
        parts = self.parts[self.parts["area_type"] == area_type]
        return combined_figures(self.library, self.indicators[indicator_id], parts, area_type)


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
    zones = read_zones(data / "areas" / "data_zones_2011.csv")
    left_out = left_out_sources()
    indicators = read_indicators(data, left_out)
    codes = {*zones.index, *zones["intermediate_zone"], *zones["ward"], *zones["council_area"], SCOTLAND}
    observations = {
        indicator_id: read_observations(data / "indicators" / f"{indicator_id}.csv", indicator, codes)
        for indicator_id, indicator in indicators.items()
    }
    councils = zones.drop_duplicates("council_area").set_index("council_area")["council_area_name"].to_dict()
    partnerships = read_partnerships(councils, data)
    _check_references(indicators, partnerships, wanted=not left_out)
    for partnership_id, partnership in partnerships.items():
        partnership_parts(zones, partnership, f"{partnership_id}.toml")
    return Library(zones, indicators, observations, partnerships, left_out, data_version(data))


def _check_references(
    indicators: Mapping[str, Indicator], partnerships: Mapping[str, Partnership], wanted: bool
) -> None:
    """Refuse a name of an indicator that is not held, unless sources are left out on purpose."""
    for indicator in indicators.values():
        if indicator.weighted_by and indicator.weighted_by not in indicators and wanted:
            file = f"{indicator.indicator_id}.toml"
            raise ConfigError(Fault(file, "unknown indicator", indicator.weighted_by, column="weighted_by"))
    for partnership in partnerships.values():
        scored = {key for priority in partnership.priorities for row in priority.indicators.values() for key in row}
        always = {partnership.people_in_need, partnership.access}
        for indicator_id in sorted((scored | always if wanted else always) - set(indicators)):
            file = f"{partnership.partnership_id}.toml"
            raise ConfigError(Fault(file, "unknown indicator", indicator_id, remedy="See data/indicators"))
        for indicator_id in sorted(scored & set(indicators)):
            if indicators[indicator_id].polarity == Polarity.NO_JUDGEMENT:
                rule = "an indicator without judgement cannot score a priority"
                raise ConfigError(Fault(f"{partnership.partnership_id}.toml", rule, indicator_id))


def evidence(partnership_id: str, data: Path = DATA) -> Evidence:
    """One partnership's evidence, put together once: see `_evidence`."""
    return _evidence(partnership_id, data)


@cache
def _evidence(partnership_id: str, data: Path) -> Evidence:
    """One partnership's evidence.

    Raises:
        KeyError: no partnership has this id.
        DashboardError: a file breaks a rule.
    """
    whole = _library(data)
    partnership = whole.partnerships[partnership_id]
    own_parts = partnership_parts(whole.zones, partnership, f"{partnership_id}.toml")
    names = {area.area_code: area.name for area in (*partnership.localities, *partnership.places)}
    own = area_table(whole.zones, own_parts, names)
    national = whole.areas[whole.areas["council_area"] == partnership.council_area]
    parts = whole.parts[whole.parts["area_code"].isin(national.index)]
    return Evidence(partnership, whole, pd.concat([own_parts, parts], ignore_index=True), pd.concat([own, national]))
