"""Intervals for the values of indicators: Wilson for proportions, exact or Byar for counts and rates."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from dashboard.vocabulary import Indicator, Measure

Floats = npt.NDArray[np.float64]
EXACT_BELOW = 10


def wilson(numerator: npt.ArrayLike, denominator: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper limits of a proportion, from its numerator and denominator.

    Args:
        numerator: people (or events) counted, any shape; NaN = no figure.
        denominator: people who could have been counted, same shape.
        confidence: share of intervals that should hold the true proportion.

    Returns:
        Two arrays of proportions in [0, 1]: lower and upper. NaN where either argument is NaN, the
        denominator is not positive, or the numerator is not between 0 and the denominator.

    References:
        Wilson (1927); method 3 of Newcombe (1998), Statistics in Medicine 17: 857-872.
    """
    x, n = np.broadcast_arrays(np.asarray(numerator, float), np.asarray(denominator, float))
    possible = (n > 0) & (x >= 0) & (x <= n)
    x, n = np.where(possible, x, np.nan), np.where(possible, n, np.nan)
    z = _two_sided_z(confidence)
    spread = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    lower = (2 * x + z**2 - spread) / (2 * (n + z**2))
    upper = (2 * x + z**2 + spread) / (2 * (n + z**2))
    return np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper)


def count_limits(numerator: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper limits of a count: exact below 10, Byar's approximation from 10 on.

    Args:
        numerator: events counted, any shape; NaN = no figure.
        confidence: share of intervals that should hold the true count.

    Returns:
        Two arrays of counts: lower (never below 0: Byar's could be for small counts only) and upper.
        NaN where the count is NaN or negative.

    References:
        Garwood (1936), Biometrika 28: 437-442 (exact); Byar in Breslow and Day (1987), Statistical
        Methods in Cancer Research II; the choice at 10 is that of the Public Health Technical Guidance
        on rates (Public Health England).
    """
    given = np.asarray(numerator, float)
    x = np.where(given >= 0, given, np.nan)
    tail, z = (1 - confidence) / 2, _two_sided_z(confidence)
    exact_lower = np.where(x == 0, 0.0, special.gammaincinv(x, tail))
    exact_upper = special.gammaincinv(x + 1, 1 - tail)
    large = np.maximum(x, EXACT_BELOW)
    byar_lower = large * (1 - 1 / (9 * large) - z / (3 * np.sqrt(large))) ** 3
    byar_upper = (large + 1) * (1 - 1 / (9 * (large + 1)) + z / (3 * np.sqrt(large + 1))) ** 3
    lower = np.where(x < EXACT_BELOW, exact_lower, byar_lower)
    return lower, np.where(x < EXACT_BELOW, exact_upper, byar_upper)


def with_intervals(figures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The figures of one indicator with the lower and upper limit of every value.

    Args:
        figures: any rows, with columns numerator, denominator and value (the indicator's unit).
        indicator: its measure chooses the method, its `per` the scale.

    Returns:
        A copy with columns lower and upper in the indicator's unit. NaN for a measure without an
        interval, and where the value or the numerator is missing or a proportion's numerator exceeds
        its denominator.

    References:
        See `wilson` and `count_limits`.
    """
    x, n = figures["numerator"].to_numpy(float), figures["denominator"].to_numpy(float)
    shown = figures["value"].notna().to_numpy()
    if indicator.measure is Measure.PROPORTION:
        lower, upper = wilson(x, n)
    elif indicator.measure is Measure.RATE:
        population = np.where(n > 0, n, np.nan)
        lower, upper = (limit / population for limit in count_limits(x))
    else:
        lower = upper = np.full(len(figures), np.nan)
    return figures.assign(
        lower=np.where(shown, lower * indicator.per, np.nan),
        upper=np.where(shown, upper * indicator.per, np.nan),
    )


def _two_sided_z(confidence: float) -> float:
    return float(special.ndtri(0.5 + confidence / 2))
