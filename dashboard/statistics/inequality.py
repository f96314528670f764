"""Measures of inequality: gap, slope index, attributable share, concentration index and Theil index."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from dashboard.statistics.differences import newcombe, rate_difference
from dashboard.statistics.fifths import LEAST_DEPRIVED, MOST_DEPRIVED
from dashboard.vocabulary import Indicator, Measure

Floats = npt.NDArray[np.float64]
CONFIDENCE = 0.95
ALMOST_0 = 1e-12


@dataclass(frozen=True)
class Slope:
    """The slope index (the unit of the values) and the relative index of inequality, with limits; NaN = unknown."""

    sii: float = math.nan
    sii_lower: float = math.nan
    sii_upper: float = math.nan
    rii: float = math.nan
    rii_lower: float = math.nan
    rii_upper: float = math.nan


@dataclass(frozen=True)
class Gap:
    """Most against least deprived fifth, in the indicator's unit, and their ratio, with limits; NaN = unknown."""

    most: float
    least: float
    difference: float
    difference_lower: float
    difference_upper: float
    ratio: float
    ratio_lower: float
    ratio_upper: float


@dataclass(frozen=True)
class Attributable:
    """Per cent of the whole figure, and its events, that would go if all were as the least deprived; NaN = unknown."""

    share: float
    people: float


@dataclass(frozen=True, eq=False)
class Theil:
    """The Theil index, its two parts, and its groups: see `theil`; NaN = unknown."""

    total: float
    between: float
    within: float
    groups: pd.DataFrame


def slope_index(values: npt.ArrayLike, people: npt.ArrayLike) -> Slope:
    """The slope and the relative index of inequality: from a line through all groups, weighted by their people.

    Args:
        values: the figure of each group, from the most deprived to the least; NaN = no figure, the group drops out.
        people: people of each group, same length.

    Returns:
        `sii` is the line at the most deprived end minus the line at the least deprived end: above 0 where the most
        deprived have the higher figure. Its 95% limits are from the t distribution, of as many degrees as groups
        less two. `rii` and its limits are those divided by the mean of the groups, weighted by people (ScotPHO
        convention; the mean is taken as known), NaN where the mean is not above 0. All NaN below three groups.

    References:
        Measuring socio-economic inequalities in health: a practical guide (ScotPHO 2007); Pamuk (1985), Population
        Studies 39: 17-31; Mackenbach and Kunst (1997), Social Science and Medicine 44: 757-771.
    """
    y, n = _complete(values, people)
    if len(y) < 3:
        return Slope()
    share = n / n.sum()
    mean, rank = float(share @ y), share.cumsum() - share / 2
    away = rank - share @ rank
    spread = float(share @ away**2)
    if not spread > 0:
        return Slope()
    slope = float(share @ (away * (y - mean))) / spread
    left = float(share @ (y - mean - slope * away) ** 2)
    degrees = len(y) - 2
    reach = float(special.stdtrit(degrees, 0.5 + CONFIDENCE / 2)) * math.sqrt(left / degrees / spread)
    limits = (-slope, -slope - reach, -slope + reach)
    return Slope(*limits, *(limit / mean if mean > 0 else math.nan for limit in limits))


def gap(table: pd.DataFrame, indicator: Indicator) -> Gap:
    """The gap between the most and the least deprived fifth of the people.

    Args:
        table: what `fifths_table` gives.
        indicator: its measure chooses the intervals, its `per` the scale.

    Returns:
        The figures of both fifths, their difference and their ratio (most deprived over least; NaN where the least
        deprived fifth has a figure of 0), with 95% limits. Limits are NaN without counts, and where they cannot be
        made: for the ratio, with a count of 0 or with everybody counted in both.

    References:
        See `newcombe` and `rate_difference`. Ratio of proportions: Katz et al. (1978), Biometrics 34: 469-474; of
        rates: the log-normal interval for two Poisson counts, Rothman and Greenland (1998), Modern Epidemiology.
    """
    value, x, n = _columns(table.loc[[MOST_DEPRIVED, LEAST_DEPRIVED]])
    most, least = float(value[0]), float(value[1])
    proportion = indicator.measure is Measure.PROPORTION
    between = newcombe if proportion else rate_difference
    _, lower, upper = (indicator.per * float(part) for part in between(x[0], n[0], x[1], n[1]))
    ratio, reach = most / least if least > 0 else math.nan, _log_ratio_reach(x, n, proportion)
    limits = ratio * math.exp(-reach), ratio * math.exp(reach)
    return Gap(most, least, most - least, lower, upper, ratio, *limits)


def attributable(table: pd.DataFrame) -> Attributable:
    """How much of the whole figure would go if every fifth were like the least deprived: population attributable risk.

    It compares; it does not say that deprivation is the cause. Below 0 it is reported as it is: the least deprived
    have a higher figure than the whole, as expected of a measure where higher is better (there would be that many
    more), and against expectation of any other.

    Args:
        table: what `fifths_table` gives.

    Returns:
        `share` in per cent of the whole figure (of the mean weighted by people where there are no counts), NaN where
        the whole is 0. `people`, or events: those counted minus those there would be; NaN without counts.

    References:
        Measuring socio-economic inequalities in health: a practical guide (ScotPHO 2007); Mackenbach and Kunst
        (1997), Social Science and Medicine 44: 757-771.
    """
    people = table["people"].to_numpy(float)
    value, x, n = _columns(table)
    zones, last = people > 0, table.index.get_loc(LEAST_DEPRIVED)
    extra = float(x[zones].sum() - n[zones].sum() * x[last] / (n[last] or math.nan))
    if math.isnan(extra):
        whole = float(people[zones] @ value[zones])
        beyond = whole - float(people[zones].sum() * value[last])
    else:
        whole, beyond = float(x[zones].sum()), extra
    return Attributable(100 * beyond / whole if whole > 0 else math.nan, extra)


def concentration_index(values: npt.ArrayLike, people: npt.ArrayLike, order: npt.ArrayLike) -> float:
    """Whether a figure gathers among the most deprived (below 0) or the least deprived (above 0).

    Args:
        values: the figure of each zone, not below 0; NaN = no figure, the zone drops out.
        people: people of each zone, same length.
        order: lower = more deprived, same length; zones that tie share their mean rank.

    Returns:
        Between -1 and 1; 0 where all have the same figure, NaN where the mean is not above 0.

    References:
        Kakwani, Wagstaff and van Doorslaer (1997), Journal of Econometrics 77: 87-103.
    """
    y, n, at = _complete(values, people, order)
    share = n / n.sum()
    mean = float(share @ y)
    if not mean > 0:
        return math.nan
    _, tied = np.unique(at, return_inverse=True)
    together = np.bincount(tied, weights=share)
    rank = (together.cumsum() - together / 2)[tied]
    return float(2 / mean * (share @ (y * rank)) - 1)


def theil(values: npt.ArrayLike, people: npt.ArrayLike, groups: npt.ArrayLike) -> Theil:
    """The Theil T index of a figure, weighted by people, split into a part between groups and a part within them.

    Args:
        values: the figure of each zone, not below 0; NaN = no figure, the zone drops out.
        people: people of each zone, same length.
        groups: the group each zone is in, same length; a zone in none drops out.

    Returns:
        `total` = `between` + `within`: from 0, where all have the same figure, to the logarithm of how many people
        there are, where one has it all; NaN where a figure is below 0. `groups`, indexed by group: people_share (0
        to 1), mean, own (the index inside the group), within and between (what it adds to the two parts; between
        may be below 0) and within_share (of the total; NaN where that is 0).

    References:
        Theil (1967), Economics and Information Theory; Shorrocks (1980), Econometrica 48: 613-625.
    """
    zones = pd.DataFrame({"y": np.asarray(values, float), "n": np.asarray(people, float), "group": np.asarray(groups)})
    zones = zones[zones.notna().all(axis=1) & (zones["n"] > 0)]
    y, share, group = zones["y"], zones["n"] / zones["n"].sum(), zones["group"]
    y = y if (y >= 0).all() else y * math.nan
    mean = float((share * y).sum(skipna=False))
    table = pd.DataFrame({"people_share": share, "mean": share * y}).groupby(group).sum(skipna=False)
    table["mean"] /= table["people_share"]
    together = share.groupby(group).transform("sum")
    own = share / together * _times_log(y, (share * y).groupby(group).transform("sum") / together)
    table["own"] = own.groupby(group).sum(skipna=False)
    table["within"] = table["people_share"] * table["mean"] * table["own"] / (mean or 1)
    table["between"] = table["people_share"] * _times_log(table["mean"], mean)
    parts = (share * _times_log(y, mean), table["between"], table["within"])
    total, between, within = (float(part.sum(skipna=False)) if len(zones) else math.nan for part in parts)
    table["within_share"] = table["within"] / (total if total > ALMOST_0 else math.nan)
    return Theil(total, between, within, table)


def _times_log(values: pd.Series, mean: pd.Series | float) -> pd.Series:
    """(y/m) ln(y/m), 0 where y is 0, NaN where it is below."""
    ratio = (values / mean).where(values != 0, 0.0)
    return pd.Series(special.xlogy(ratio, ratio), index=values.index)


def _log_ratio_reach(x: Floats, n: Floats, proportion: bool) -> float:
    """How far the limits of a ratio are from it, as a logarithm; NaN where they cannot be made."""
    if not ((x > 0) & (n > 0)).all() or (proportion and (x > n).any()):
        return math.nan
    variance = float((1 / x - 1 / n if proportion else 1 / x).sum())
    return float(special.ndtri(0.5 + CONFIDENCE / 2)) * math.sqrt(variance) if variance > 0 else math.nan


def _columns(table: pd.DataFrame) -> Floats:
    """The value, numerator and denominator of fifths, one row each."""
    return table[["value", "numerator", "denominator"]].to_numpy(float).T


def _complete(values: npt.ArrayLike, people: npt.ArrayLike, *others: npt.ArrayLike) -> tuple[Floats, ...]:
    """The arguments as numbers, where none is missing and there are people."""
    given = np.array([np.asarray(part, float) for part in (values, people, *others)])
    return tuple(given[:, ~np.isnan(given).any(axis=0) & (given[1] > 0)])
