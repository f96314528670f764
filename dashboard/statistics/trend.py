"""A trend: whether one measure has got better or worse in one area, tested, and against Scotland."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from dashboard.statistics.differences import newcombe, proportions_p, rate_difference, rates_p
from dashboard.statistics.log_linear import UNKNOWN, Floats, Series, Slope, line, log_linear, log_values
from dashboard.statistics.trend_periods import Figures, comparable, figures_of
from dashboard.vocabulary import Indicator, Measure, Polarity


class Direction(StrEnum):
    """Where a series goes."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CLEAR_CHANGE = "no clear change"
    CANNOT_TELL = "cannot tell"


class TrendMethod(StrEnum):
    """How a trend is tested."""

    COUNTS = "log-linear slope of counts"
    VALUES = "least squares on values, no counts are held"
    FIRST_LAST = "first and last period compared"
    NONE = ""


@dataclass(frozen=True)
class TrendSettings:
    """Where series are broken (the first period after each break) and what a trend needs.

    `breaks` are those of every indicator (populations rebased in 2022/23), `own_breaks` those of one: crimes of
    small areas are placed differently before 2015/16.
    """

    breaks: tuple[str, ...] = ("2022/23",)
    own_breaks: tuple[tuple[str, str], ...] = (("crime", "2015/16"),)
    confidence: float = 0.95
    minimum_periods: int = 5
    minimum_count: float = 5


DEFAULT_TREND = TrendSettings()


def breaks_of(indicator_id: str, settings: TrendSettings = DEFAULT_TREND) -> tuple[str, ...]:
    """The first period after each break of an indicator's series."""
    return (*settings.breaks, *(period for key, period in settings.own_breaks if key == indicator_id))


@dataclass(frozen=True)
class Trend:
    """The trend of one measure in one area: slopes in per cent of the value a year; NaN = cannot tell.

    `relative_` is the slope of the ratio to Scotland: above 0 where the area grows faster. `left_out` gives the
    reason beside each period that took no part.
    """

    direction: Direction = Direction.CANNOT_TELL
    words: str = Direction.CANNOT_TELL.value
    method: TrendMethod = TrendMethod.NONE
    slope: float = math.nan
    lower: float = math.nan
    upper: float = math.nan
    p: float = math.nan
    scotland_slope: float = math.nan
    relative_slope: float = math.nan
    relative_lower: float = math.nan
    relative_upper: float = math.nan
    relative_p: float = math.nan
    relative_periods: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    why: str = ""


def trend_of(
    figures: pd.DataFrame,
    indicator: Indicator,
    scotland: pd.Series | None = None,
    settings: TrendSettings = DEFAULT_TREND,
) -> Trend:
    """The trend of one indicator in one area.

    Estimated periods take no part, nor does anything on the other side of a break: of the stretches between
    breaks the latest with enough periods is used, or else the longest. Five periods with counts make a log-linear
    slope; two to four with counts the difference of the last from the first; five without counts a line through
    the logarithms of the values. Anything else cannot be told, nor can a series with a suppressed period, with
    releases that are not comparable, or with fewer than five people or events a period.

    Args:
        figures: one area, indexed by period, earliest first: numerator, denominator, value, status.
        indicator: the definition.
        scotland: Scotland's value by period, in the same unit; the relative slope needs at least as many periods.
        settings: breaks and what a trend needs.

    References:
        `log_linear`, `log_values`, `newcombe`.
    """
    return tested_trend(figures_of(figures, scotland), indicator, settings)


def in_words(direction: Direction, polarity: Polarity) -> str:
    """A direction and what it means: increasing and getting worse."""
    if direction in {Direction.CANNOT_TELL, Direction.NO_CLEAR_CHANGE} or polarity is Polarity.NO_JUDGEMENT:
        return direction.value
    better = (direction is Direction.INCREASING) == (polarity is Polarity.HIGHER_IS_BETTER)
    return f"{direction.value} and getting {'better' if better else 'worse'}"


def tested_trend(figures: Figures, indicator: Indicator, settings: TrendSettings) -> Trend:
    """The same for figures that are read already: see `trend_of`."""
    if not indicator.comparable_over_time:
        return Trend(why="its releases cannot be compared with each other")
    breaks = sorted({*breaks_of(indicator.indicator_id, settings)})
    used, left_out = comparable(figures, breaks, settings.minimum_periods)
    if len(used) < 2:
        return Trend(left_out=left_out, why="fewer than two comparable periods are held")
    if used.suppressed.any():
        return Trend(left_out=left_out, why="a period is suppressed")
    counted = ~np.isnan(used.numerator) & (used.denominator > 0)
    has_counts = int(counted.sum()) >= 2
    periods = used.only(counted) if has_counts else used
    left_out += tuple(f"{label}: no count is held" for label in used.labels if label not in periods.labels)
    enough = len(periods) >= settings.minimum_periods
    if not enough and not has_counts:
        return Trend(left_out=left_out, why="too few periods, and no counts are held")
    if has_counts and periods.numerator.mean() < settings.minimum_count:
        return Trend(left_out=left_out, why="too few people")
    method = (TrendMethod.COUNTS if enough else TrendMethod.FIRST_LAST) if has_counts else TrendMethod.VALUES
    found = (_fitted_trend if enough else _first_last)(periods, indicator, settings)
    words = in_words(found.direction, indicator.polarity)
    return replace(found, words=words, method=method, periods=periods.labels, left_out=left_out)


def _fitted_trend(figures: Figures, indicator: Indicator, settings: TrendSettings) -> Trend:
    """The slope of five periods or more, and that of the ratio to Scotland."""
    own = _slope(figures, indicator, np.ones(len(figures)))
    if not own.error > 0:
        return Trend(why="the years resemble each other too much to test")
    both = figures.only(figures.against > 0)
    relative, national = UNKNOWN, math.nan
    if len(both) >= settings.minimum_periods:
        relative = _slope(both, indicator, both.against)
        national = line(both.years, both.against)
    lower, upper = own.limits(settings.confidence)
    relative_lower, relative_upper = relative.limits(settings.confidence)
    return Trend(
        direction=_direction(lower, upper),
        slope=own.percent,
        lower=lower,
        upper=upper,
        p=own.p,
        scotland_slope=national,
        relative_slope=relative.percent,
        relative_lower=relative_lower,
        relative_upper=relative_upper,
        relative_p=relative.p,
        relative_periods=both.labels if relative.error > 0 else (),
    )


def _slope(figures: Figures, indicator: Indicator, against: Floats) -> Slope:
    """The slope of the ratio of an area's counts, or of its values if there are none, to others' values."""
    if np.isnan(figures.numerator).any():
        return log_values(figures.years, figures.value / against)
    series = Series(figures.years, figures.numerator, figures.denominator, against / against.max())
    return log_linear(series, indicator.measure is Measure.PROPORTION)


def _first_last(figures: Figures, indicator: Indicator, settings: TrendSettings) -> Trend:
    """The difference of the last period from the first, as a yearly change in per cent."""
    x, n = figures.numerator[[-1, 0]], figures.denominator[[-1, 0]]
    proportion = indicator.measure is Measure.PROPORTION
    between, p_value = (newcombe, proportions_p) if proportion else (rate_difference, rates_p)
    difference, lower, upper = (float(part) for part in between(x[0], n[0], x[1], n[1], settings.confidence))
    first, years = float(x[1] / n[1]), float(figures.years[-1] - figures.years[0])
    if not first > 0 or not years > 0:
        return Trend(why="the first period is zero, or both are of one year")

    def yearly(change: float) -> float:
        return 100 * (max(0.0, 1 + change / first) ** (1 / years) - 1)

    return Trend(
        direction=_direction(lower, upper),
        slope=yearly(difference),
        lower=yearly(lower),
        upper=yearly(upper),
        p=float(p_value(x[0], n[0], x[1], n[1])),
    )


def _direction(lower: float, upper: float) -> Direction:
    if math.isnan(lower) or math.isnan(upper):
        return Direction.CANNOT_TELL
    if lower > 0:
        return Direction.INCREASING
    return Direction.DECREASING if upper < 0 else Direction.NO_CLEAR_CHANGE
