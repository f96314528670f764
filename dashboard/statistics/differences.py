"""Differences between two areas: intervals and p-values for two proportions and for two rates."""

import numpy as np
import numpy.typing as npt
from scipy import special

from dashboard.statistics.rates import count_limits, wilson

Floats = npt.NDArray[np.float64]


def newcombe(
    x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """The difference of two proportions with its lower and upper limit.

    Args:
        x1: numerator of the first area (people), any shape; NaN = no figure.
        n1: denominator of the first area (people), same shape.
        x2: numerator of the second.
        n2: denominator of the second.
        confidence: share of intervals that should hold the true difference.

    Returns:
        Three arrays in [-1, 1]: difference (first minus second), lower and upper. NaN where either proportion
        is not possible: see `wilson`.

    References:
        Newcombe (1998), Statistics in Medicine 17: 873-890, method 10 (hybrid score, no continuity correction).
    """
    return _square_and_add(_proportion(x1, n1, confidence), _proportion(x2, n2, confidence))


def rate_difference(
    x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """The difference of two rates with its lower and upper limit.

    Args:
        x1: events in the first area, any shape; NaN = no figure.
        n1: people the events are set against there, same shape.
        x2: events in the second.
        n2: people in the second.
        confidence: share of intervals that should hold the true difference.

    Returns:
        Three arrays of events a person: difference (first minus second), lower and upper; NaN where a count is
        missing or negative, or there are no people.

    References:
        Zou and Donner (2008), Statistics in Medicine 27: 1693-1702 (the way of `newcombe`, for any two
        intervals), here on the limits of `count_limits`.
    """
    return _square_and_add(_rate(x1, n1, confidence), _rate(x2, n2, confidence))


def proportions_p(x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """How often chance alone would make two equal proportions differ by at least as much as these.

    Args:
        x1: numerator of the first area (people), any shape; NaN = no figure.
        n1: denominator of the first area (people), same shape.
        x2: numerator of the second.
        n2: denominator of the second.

    Returns:
        Two-sided p-values in [0, 1]; 1 where nobody, or everybody, is counted in both; NaN where either
        proportion is not possible.

    References:
        The score (pooled z) test of two proportions: Pearson's chi-square without continuity correction.
    """
    x1, n1, x2, n2 = _four(x1, n1, x2, n2)
    possible = (n1 > 0) & (n2 > 0) & (x1 >= 0) & (x2 >= 0) & (x1 <= n1) & (x2 <= n2)
    n1, n2 = np.where(possible, n1, np.nan), np.where(possible, n2, np.nan)
    pooled = (x1 + x2) / (n1 + n2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    z = np.divide(x1 / n1 - x2 / n2, error, out=np.zeros_like(error), where=error != 0)
    return 2 * special.ndtr(-np.abs(z))


def rates_p(x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """How often chance alone would make two equal rates differ by at least as much as these.

    Given all events of both areas, those of the first are a binomial share by its people; the smaller tail is
    doubled. Counts that are not whole (scaled by the publisher) use the same formula, which is continuous.

    Args:
        x1: events in the first area, any shape; NaN = no figure.
        n1: people the events are set against there, same shape.
        x2: events in the second.
        n2: people in the second.

    Returns:
        Two-sided p-values in [0, 1]; 1 where there are no events; NaN where a count is missing or negative, or
        there are no people.

    References:
        Przyborowski and Wilenski (1940), Biometrika 31: 313-323 (the exact conditional test).
    """
    x1, n1, x2, n2 = _four(x1, n1, x2, n2)
    possible = (n1 > 0) & (n2 > 0) & (x1 >= 0) & (x2 >= 0)
    share = np.divide(n1, n1 + n2, out=np.full_like(n1, np.nan), where=possible)
    as_many = np.where(x1 > 0, special.betainc(np.where(x1 > 0, x1, 1), x2 + 1, share), 1.0)
    as_few = np.where(x2 > 0, special.betainc(np.where(x2 > 0, x2, 1), x1 + 1, 1 - share), 1.0)
    return np.where(possible, np.minimum(2 * np.minimum(as_many, as_few), 1.0), np.nan)


def _proportion(x: npt.ArrayLike, n: npt.ArrayLike, confidence: float) -> tuple[Floats, Floats, Floats]:
    lower, upper = wilson(x, n, confidence)
    n = np.asarray(n, float)
    return np.asarray(x, float) / np.where(n > 0, n, np.nan), lower, upper


def _rate(x: npt.ArrayLike, n: npt.ArrayLike, confidence: float) -> tuple[Floats, Floats, Floats]:
    lower, upper = count_limits(x, confidence)
    n = np.asarray(n, float)
    people = np.where(n > 0, n, np.nan)
    return np.asarray(x, float) / people, lower / people, upper / people


def _square_and_add(
    first: tuple[Floats, Floats, Floats], second: tuple[Floats, Floats, Floats]
) -> tuple[Floats, Floats, Floats]:
    """The difference of two values with independent intervals: the distances to their limits, squared and added."""
    (value1, lower1, upper1), (value2, lower2, upper2) = first, second
    difference = value1 - value2
    lower = difference - np.hypot(value1 - lower1, upper2 - value2)
    upper = difference + np.hypot(upper1 - value1, value2 - lower2)
    return np.where(np.isnan(lower), np.nan, difference), lower, upper


def _four(
    x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike
) -> tuple[Floats, Floats, Floats, Floats]:
    x1, n1, x2, n2 = np.broadcast_arrays(*(np.asarray(part, float) for part in (x1, n1, x2, n2)))
    return x1, n1, x2, n2
