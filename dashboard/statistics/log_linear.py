"""The slope of a series: by how much of itself it grows or shrinks each year, and how surely."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
ROUNDS = 100
CLOSE = 1e-10
ALMOST_ONE = 1 - 1e-9


@dataclass(frozen=True)
class Slope:
    """The yearly change of the logarithm of a value, its standard error and degrees of freedom; NaN = cannot tell."""

    per_year: float = math.nan
    error: float = math.nan
    degrees: float = math.nan

    @property
    def percent(self) -> float:
        """The yearly change in per cent of the value."""
        return percent(self.per_year)

    @property
    def p(self) -> float:
        """How often chance alone would make a slope at least as steep as this."""
        if not self.error > 0:
            return math.nan
        return float(2 * special.stdtr(self.degrees, -abs(self.per_year) / self.error))

    def limits(self, confidence: float = 0.95) -> tuple[float, float]:
        """The lower and upper limit of the yearly change, in per cent of the value."""
        if not self.error > 0:
            return math.nan, math.nan
        reach = float(special.stdtrit(self.degrees, 0.5 + confidence / 2)) * self.error
        return percent(self.per_year - reach), percent(self.per_year + reach)


UNKNOWN = Slope()


@dataclass(frozen=True, eq=False)
class Series:
    """The counts of one area: `years` as numbers, `expected_rate` a rate to hold them against (1 = none)."""

    years: Floats
    numerator: Floats
    denominator: Floats
    expected_rate: Floats | float = 1.0


def percent(per_year: float) -> float:
    """A change of the logarithm, in per cent of the value."""
    return 100 * math.expm1(per_year)


def log_linear(series: Series, binomial: bool) -> Slope:
    """The log-linear slope of counts: their share or rate changes by the same percentage each year.

    Args:
        series: counts of at least three periods. With an expected rate (Scotland's, for example) the slope is that
            of the ratio to it, so that whatever moves both alike does not count.
        binomial: a share of people (variance of a binomial) instead of a rate (variance of a Poisson).

    Returns:
        The slope, with its variance multiplied by max(1, Pearson's chi-square over the degrees of freedom) and a
        t distribution of as many degrees as periods less two; unknown where there is nothing to fit.

    References:
        McCullagh and Nelder (1989), Generalized Linear Models, chapters 2, 4 and 6 (iteratively reweighted least
        squares, log link; overdispersion); Public Health England (2018), Fingertips recent trends.
    """
    x, n, t = series.numerator, series.denominator, series.years - series.years.mean()
    offset = np.broadcast_to(np.asarray(series.expected_rate, float), x.shape)
    if len(x) < 3 or x.sum() <= 0 or (n <= 0).any() or (offset <= 0).any():
        return UNKNOWN
    level, slope = math.log(x.sum() / (n * offset).sum()), 0.0
    for _ in range(ROUNDS):
        mu, weight = _fitted(level + slope * t, offset, n, binomial)
        target = level + slope * t + (x / n - mu) / mu
        before = level, slope
        level, slope = _weighted_line(t, target, weight)
        if abs(level - before[0]) + abs(slope - before[1]) < CLOSE:
            break
    else:
        return UNKNOWN
    mu, weight = _fitted(level + slope * t, offset, n, binomial)
    variance = mu * (1 - mu) / n if binomial else mu / n
    degrees = len(x) - 2
    scale = max(1.0, float(((x / n - mu) ** 2 / variance).sum()) / degrees)
    centre = (weight * t).sum() / weight.sum()
    return Slope(slope, math.sqrt(scale / float((weight * (t - centre) ** 2).sum())), degrees)


def log_values(years: Floats, values: Floats) -> Slope:
    """The slope of the logarithms of values without counts, by ordinary least squares.

    Args:
        years: as numbers.
        values: above zero, same length.

    Returns:
        The slope. Neighbouring years that resemble each other (averages over three years do) count as fewer: by
        the first autocorrelation of the residuals, where it is positive. Unknown below three periods, for a value
        that is not positive, a perfect line, and where fewer than three independent years are left.

    References:
        Santer et al. (2000), Journal of Geophysical Research 105: 7337-7356 (effective sample size).
    """
    if len(values) < 3 or not (values > 0).all():
        return UNKNOWN
    t, y = years - years.mean(), np.log(values)
    level, slope = _weighted_line(t, y, np.ones_like(t))
    left = y - level - slope * t
    total = float((left**2).sum())
    if total <= 1e-20:
        return UNKNOWN
    alike = max(0.0, float((left[1:] * left[:-1]).sum()) / total)
    degrees = len(values) * (1 - alike) / (1 + alike) - 2
    if degrees < 1:
        return UNKNOWN
    return Slope(slope, math.sqrt(total / degrees / float((t**2).sum())), degrees)


def line(years: Floats, values: Floats) -> float:
    """The yearly change of values above zero along a line through their logarithms, in per cent."""
    return percent(_weighted_line(years - years.mean(), np.log(values), np.ones_like(years))[1])


def _fitted(line: Floats, offset: Floats, n: Floats, binomial: bool) -> tuple[Floats, Floats]:
    """The fitted rate of each period, and how much the period weighs."""
    mu = offset * np.exp(np.clip(line, -50, 50))
    if not binomial:
        return mu, n * mu
    mu = np.minimum(mu, ALMOST_ONE)
    return mu, n * mu / (1 - mu)


def _weighted_line(t: Floats, target: Floats, weight: Floats) -> tuple[float, float]:
    centre, middle = (weight * t).sum() / weight.sum(), (weight * target).sum() / weight.sum()
    slope = (weight * (t - centre) * (target - middle)).sum() / (weight * (t - centre) ** 2).sum()
    return float(middle - slope * centre), float(slope)
