"""Adding small areas up to larger ones, each indicator by its own rule."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from dashboard.evidence.sheet import NO_ROW, STATUSES, Matrix, Sheet, Truth
from dashboard.vocabulary import Indicator, Measure, Status

STATUS_ORDER = (Status.IMPUTED, Status.PUBLISHED, Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE)
"""Which word of its zones an area takes: the first that any of them has."""
MINIMUM_SHARE = 0.8
"""A weighted mean needs figures for this share of the people; a ratio of sums needs counts for this share of zones."""


@dataclass(frozen=True, eq=False)
class Members:
    """Which zones make up which areas: a matrix of 1, areas × zones; `exact` areas are made of whole zones."""

    areas: pd.Index
    matrix: sparse.csr_array
    exact: Truth


def members_of(parts: pd.DataFrame, areas: pd.Index, zones: pd.Index) -> Members:
    """The members of areas.

    Args:
        parts: area_code, zone, and where it matters exact; one row an area and zone.
        areas: every area wanted, in order; one without zones has no members.
        zones: every zone of the grain, in order.
    """
    cells = (areas.get_indexer(pd.Index(parts["area_code"])), zones.get_indexer(pd.Index(parts["zone"])))
    matrix = sparse.csr_array((np.ones(len(parts)), cells), shape=(len(areas), len(zones)))
    exact = np.ones(len(areas), dtype=bool)
    if "exact" in parts:
        exact[cells[0][~parts["exact"].to_numpy(bool)]] = False
    return Members(areas, matrix, exact)


def added_up(zones: Sheet, members: Members, people: npt.NDArray[np.float64], indicator: Indicator) -> Sheet:
    """The figures of larger areas, from those of the zones they are made of.

    Counts are sums; shares and rates whose counts are held are the sum of numerators over the sum of denominators
    (never a mean of rates); anything else is a population-weighted mean and approximate. Ranks are never averaged.
    A suppressed count stands for the number its definition gives it, a denominator that is not published for the
    people of the zone; either makes the sum approximate.

    Args:
        zones: the figures of zones.
        members: which zones make up which areas, in the order of the sheet.
        people: people by zone, for weighted means.
        indicator: the definition, which decides the rule.

    Returns:
        The figures of the areas; no row where not every zone with people has one, and for ranks.
    """
    matrix, weights = members.matrix, people[:, None]
    numerator, denominator, value, approximate = _rule(zones, weights, matrix, indicator)
    peopled = weights > 0
    there = matrix @ (zones.present & peopled)
    complete = (there > 0) & (there >= matrix @ peopled.astype(float))
    if indicator.measure == Measure.PUBLISHED_RANK:
        complete[:] = False
    status = _status(zones, matrix)
    usable = np.isin(status, [STATUSES.index(Status.PUBLISHED), STATUSES.index(Status.IMPUTED)])
    held = ~np.isnan(value) & complete & usable
    status = np.where(~held & usable, STATUSES.index(Status.MISSING), status)
    return Sheet(
        areas=members.areas,
        periods=zones.periods,
        numerator=np.where(held, numerator, np.nan),
        denominator=np.where(held, denominator, np.nan),
        value=np.where(held, value, np.nan),
        status=np.where(complete, status, NO_ROW).astype(np.int8),
        approximate=(approximate | ~members.exact[:, None]) & held,
    )


def width(members: sparse.csr_array) -> int:
    """How many areas."""
    return len(members.indptr) - 1


def _rule(
    zones: Sheet, people: Matrix, members: sparse.csr_array, indicator: Indicator
) -> tuple[Matrix, Matrix, Matrix, Truth]:
    """Numerator, denominator, value and whether it is approximate, areas × periods, each period by its rule."""
    nothing = np.full((width(members), len(zones.periods)), np.nan)
    if indicator.measure == Measure.COUNT:
        return nothing, nothing, *_sums(zones, people, members, indicator)
    counted = _counted_periods(zones, indicator)
    if not counted.any():
        return nothing, nothing, _weighted_means(zones, people, members), np.full(nothing.shape, fill_value=True)
    numerator, denominator, ratio, inexact = _ratios_of_sums(zones, people, members, indicator)
    if counted.all():
        return numerator, denominator, ratio, inexact
    return (
        np.where(counted, numerator, np.nan),
        np.where(counted, denominator, np.nan),
        np.where(counted, ratio, _weighted_means(zones, people, members)),
        np.where(counted, inexact, True),
    )


def _counted_periods(zones: Sheet, indicator: Indicator) -> Truth:
    """Which periods of a share or rate come with their counts."""
    if indicator.measure not in {Measure.PROPORTION, Measure.RATE}:
        return np.zeros(len(zones.periods), dtype=bool)
    held = ~np.isnan(zones.value)
    counted = held & ~np.isnan(zones.numerator) & ~np.isnan(zones.denominator)
    return counted.sum(axis=0) >= MINIMUM_SHARE * np.maximum(held.sum(axis=0), 1)


def _counts(zones: Sheet, counts: Matrix, indicator: Indicator) -> Matrix:
    """Counts, a suppressed one being the number its definition says it stands for."""
    stands_for = indicator.suppression.stands_for if indicator.suppression else None
    return np.where(zones.has(Status.SUPPRESSED), np.nan if stands_for is None else stands_for, counts)


def _inexact(zones: Sheet, people: Matrix, used: Truth) -> Truth:
    """Which zones make a sum approximate: those suppressed, and those of people that are not in it."""
    lost = ~used & (people > 0) & zones.present & ~zones.has(Status.NOT_APPLICABLE)
    return zones.has(Status.SUPPRESSED) | lost


def _sums(zones: Sheet, people: Matrix, members: sparse.csr_array, indicator: Indicator) -> tuple[Matrix, Truth]:
    counts = _counts(zones, zones.value, indicator)
    used = ~np.isnan(counts)
    total = np.where(members @ used > 0, members @ np.nan_to_num(counts), np.nan)
    return total, members @ _inexact(zones, people, used) > 0


def _ratios_of_sums(
    zones: Sheet, people: Matrix, members: sparse.csr_array, indicator: Indicator
) -> tuple[Matrix, Matrix, Matrix, Truth]:
    numerator = _counts(zones, zones.numerator, indicator)
    implied = np.isnan(zones.denominator)
    denominator = np.where(implied, people, zones.denominator)
    used = ~np.isnan(numerator) & (denominator > 0)
    above, below = members @ np.where(used, numerator, 0), members @ np.where(used, denominator, 0)
    value = np.divide(indicator.per * above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return above, below, value, members @ (_inexact(zones, people, used) | (used & implied)) > 0


def _weighted_means(zones: Sheet, people: Matrix, members: sparse.csr_array) -> Matrix:
    used = ~np.isnan(zones.value) & (people > 0)
    weighted = members @ np.where(used, zones.value * people, 0)
    weight = members @ np.where(used, people, 0)
    whole = members @ np.where(zones.present, people, 0)
    enough = (weight > 0) & (weight >= MINIMUM_SHARE * whole)
    return np.divide(weighted, weight, out=np.full(weighted.shape, np.nan), where=enough)


def _status(zones: Sheet, members: sparse.csr_array) -> npt.NDArray[np.intp]:
    """Why each figure is, or is not, there: the first of STATUS_ORDER that any of its zones says.

    So a sum is published only where a zone of it is: numbers that suppressed ones stand for are never shown alone.
    """
    places = [STATUSES.index(status) for status in STATUS_ORDER]
    said = np.stack([members @ (zones.status == place) > 0 for place in places])
    return np.array(places)[said.argmax(axis=0)]
