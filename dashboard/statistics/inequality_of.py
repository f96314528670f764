"""The inequality of one indicator in a partnership: its measures, over time, and which areas hold it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.fifths import fifths_table
from dashboard.statistics.gap_change import GapChange, gap_change
from dashboard.statistics.inequality import (
    Attributable,
    Gap,
    Slope,
    Theil,
    attributable,
    concentration_index,
    gap,
    slope_index,
    theil,
)
from dashboard.statistics.scoring import FULL_COVERAGE
from dashboard.statistics.trend import DEFAULT_TREND, breaks_of
from dashboard.statistics.trend_periods import Figures, comparable, year_of
from dashboard.statistics.zone_fifths import zones_in_fifths
from dashboard.vocabulary import AreaType, Measure, Polarity, Status

GRAINS_BY_SIZE = (AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE)


@dataclass(frozen=True, eq=False)
class Inequality:
    """How unequal an indicator is between zones: the fifths, and what is made of them and of the zones.

    `fifths` is as `fifths_table` returns it, `zones` as `zones_in_fifths`; `overall` is the value of all zones.
    """

    zones: pd.DataFrame
    fifths: pd.DataFrame
    overall: float
    gap: Gap
    slope: Slope
    attributable: Attributable
    concentration: float
    theil: float


def measured(evidence: Evidence) -> list[str]:
    """The indicators whose inequality can be measured: those with a direction that complete zones hold."""
    return [
        key
        for key, one in evidence.indicators.items()
        if one.polarity != Polarity.NO_JUDGEMENT
        and one.measure not in {Measure.PUBLISHED_RANK, Measure.INDEX, Measure.COUNT}
        and complete_periods(evidence, key)
    ]


@lru_cache(maxsize=4096)
def complete_periods(evidence: Evidence, indicator_id: str) -> dict[AreaType, list[str]]:
    """The periods with a figure for nearly every zone of the partnership, latest first, by grain, smallest first.

    Where figures of small zones are held back because they are low, a gap between fifths would be too small or too
    large; larger zones that have them all are used instead.
    """
    held: dict[AreaType, list[str]] = {}
    for grain in GRAINS_BY_SIZE:
        sheet = evidence.sheet(indicator_id, grain)
        own = sheet.among(evidence.areas_of(grain).index[evidence.areas_of(grain)["population"] > 0])
        share = np.isfinite(sheet.value[own]).mean(axis=0) if own.any() else np.zeros(len(sheet.periods))
        full = [period for period, part in zip(sheet.periods, share, strict=True) if part >= FULL_COVERAGE]
        if full:
            held[grain] = full[::-1]
    return held


@lru_cache(maxsize=512)
def inequality_of(evidence: Evidence, indicator_id: str, grain: AreaType, period: str) -> Inequality:
    """The inequality of one indicator and period between the zones of a partnership.

    Args:
        evidence: one partnership's evidence.
        indicator_id: one of `measured`.
        grain: data zones or intermediate zones.
        period: one of `complete_periods`.
    """
    return _inequality(evidence, indicator_id, period, evidence.areas_of(grain).index)


@lru_cache(maxsize=256)
def inequality_of_scotland(evidence: Evidence, indicator_id: str, grain: AreaType, period: str) -> Inequality | None:
    """The same between all of Scotland's zones; None where not nearly all of them have a figure."""
    zones = evidence.library.codes[grain]
    held = evidence.sheet(indicator_id, grain).of_period(period)["value"].reindex(zones)
    if held.notna().mean() < FULL_COVERAGE:
        return None
    return _inequality(evidence, indicator_id, period, zones)


def _inequality(evidence: Evidence, indicator_id: str, period: str, codes: pd.Index) -> Inequality:
    indicator = evidence.indicators[indicator_id]
    zones = zones_in_fifths(evidence, indicator_id, period, codes)
    held = zones[zones["value"].notna() & zones["fifth"].notna()]
    fifths = fifths_table(held, indicator)
    people = fifths["people"].to_numpy(float)
    overall = _overall(fifths, indicator.per)
    return Inequality(
        zones=zones,
        fifths=fifths,
        overall=overall,
        gap=gap(fifths, indicator),
        slope=_relative_to(slope_index(fifths["value"].to_numpy(float), people), overall),
        attributable=attributable(fifths),
        concentration=concentration_index(
            held["value"].to_numpy(float), held["people"].to_numpy(float), held["order"].to_numpy(float)
        ),
        theil=theil(held["value"].to_numpy(float), held["people"].to_numpy(float), held.index.to_numpy(object)).total,
    )


def _overall(fifths: pd.DataFrame, per: float) -> float:
    """The value of all fifths together: from the counts, or the mean weighted by people where there are none."""
    held = fifths[fifths["people"] > 0]
    if held["numerator"].notna().all():
        return float(per * held["numerator"].sum() / held["denominator"].sum())
    return float(np.average(held["value"], weights=held["people"]))


def _relative_to(slope: Slope, overall: float) -> Slope:
    """The slope with its relative index over the whole figure, which counts may put beside the mean of people."""
    if not overall > 0:
        return slope
    relative = (end / overall for end in (slope.sii, slope.sii_lower, slope.sii_upper))
    return Slope(slope.sii, slope.sii_lower, slope.sii_upper, *relative)


def gaps_over_time(evidence: Evidence, indicator_id: str, grain: AreaType) -> pd.DataFrame:
    """The gap between the most and the least deprived fifth in every complete period, earliest first.

    The fifths are those of today's order of deprivation, the same in every period.

    Returns:
        Indexed by period: year, most, least, difference, difference_lower, difference_upper, ratio, sii, rii,
        imputed (whether any figure was estimated by the compiler).
    """
    sheet = evidence.sheet(indicator_id, grain)
    own = sheet.among(evidence.areas_of(grain).index)
    estimated = sheet.has(Status.IMPUTED)[own]
    imputed = {period: bool(estimated[:, place].any()) for place, period in enumerate(sheet.periods)}
    rows: dict[str, dict[str, object]] = {}
    for period in complete_periods(evidence, indicator_id).get(grain, [])[::-1]:
        found = inequality_of(evidence, indicator_id, grain, period)
        names = ("most", "least", "difference", "difference_lower", "difference_upper", "ratio")
        rows[period] = {name: getattr(found.gap, name) for name in names}
        rows[period] |= {"sii": found.slope.sii, "rii": found.slope.rii}
        rows[period] |= {"year": year_of(period), "imputed": imputed[period]}
    return pd.DataFrame.from_dict(rows, orient="index")


def change_of_gap(evidence: Evidence, indicator_id: str, gaps: pd.DataFrame) -> GapChange:
    """Whether the gap is narrowing or widening, over the periods that can be compared.

    Estimated periods and those on the other side of a break take no part, as in `trend_of`.

    Args:
        evidence: one partnership's evidence.
        indicator_id: which indicator.
        gaps: as `gaps_over_time` returns them.
    """
    if gaps.empty or not evidence.indicators[indicator_id].comparable_over_time:
        return gap_change(pd.DataFrame(columns=["year", "difference", "difference_lower", "difference_upper"]))
    nothing, labels = np.full(len(gaps), np.nan), tuple(str(label) for label in gaps.index)
    difference, imputed = gaps["difference"].to_numpy(float), gaps["imputed"].to_numpy(bool)
    figures = Figures(labels, nothing, nothing, difference, imputed, np.zeros(len(gaps), dtype=bool), nothing)
    used, _ = comparable(figures, breaks_of(indicator_id), DEFAULT_TREND.minimum_periods)
    return gap_change(gaps.loc[list(used.labels)])


def group_type(evidence: Evidence) -> AreaType:
    """The areas that inequality is split between: localities, or wards where there are none."""
    return AreaType.LOCALITY if AreaType.LOCALITY in evidence.area_types else AreaType.WARD


def held_by(evidence: Evidence, found: Inequality) -> Theil:
    """Which localities (or wards, where there are none) hold the inequality between zones: see `theil`.

    An intermediate zone counts where most of its people live.

    Args:
        evidence: one partnership's evidence.
        found: its inequality, between data zones or intermediate zones.
    """
    members = evidence.parts[evidence.parts["area_type"] == group_type(evidence)].set_index("data_zone")["area_code"]
    people = evidence.areas_of(AreaType.DATA_ZONE)["population"].clip(lower=1)
    parents = members.to_frame().assign(people=people, zone=evidence.library.zones["intermediate_zone"])
    shared = parents.groupby(["zone", "area_code"])["people"].sum().sort_values().reset_index()
    most = shared.drop_duplicates("zone", keep="last").set_index("zone")["area_code"]
    owner = pd.concat([members, most])
    held = found.zones[found.zones["value"].notna() & (found.zones["people"] > 0)]
    groups = owner.reindex(held.index).map(evidence.areas["area_name"])
    return theil(held["value"].to_numpy(float), held["people"].to_numpy(float), groups.to_numpy(object))
