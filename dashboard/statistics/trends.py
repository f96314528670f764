"""Trends: whether a measure has got better or worse in an area, tested, and against Scotland."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.differences import newcombe, proportions_p, rate_difference, rates_p
from dashboard.statistics.log_linear import UNKNOWN, Series, Slope, log_linear, log_values
from dashboard.vocabulary import SCOTLAND, AreaType, Indicator, Measure, Period, Polarity, Status


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
    if not indicator.comparable_over_time:
        return Trend(why="its releases cannot be compared with each other")
    breaks = {*settings.breaks, *(label for key, label in settings.own_breaks if key == indicator.indicator_id)}
    used, left_out = _usable(figures, sorted(year_of(label) for label in breaks), settings.minimum_periods)
    if len(used) < 2:
        return Trend(left_out=left_out, why="fewer than two comparable periods are held")
    if (used["status"] == Status.SUPPRESSED).any():
        return Trend(left_out=left_out, why="a period is suppressed")
    counted = used[used["numerator"].notna() & (used["denominator"] > 0)]
    periods = counted if len(counted) >= 2 else used[used["value"].notna()]
    left_out += tuple(f"{label}: no count is held" for label in used.index.difference(periods.index))
    enough = len(periods) >= settings.minimum_periods
    if not enough and periods is not counted:
        return Trend(left_out=left_out, why="too few periods, and no counts are held")
    if periods is counted and counted["numerator"].mean() < settings.minimum_count:
        return Trend(left_out=left_out, why="too few people")
    if enough:
        found = _fitted_trend(periods, indicator, scotland, settings)
    else:
        found = _first_last(periods, indicator, settings)
    words = in_words(found.direction, indicator.polarity)
    return Trend(**{**asdict(found), "periods": tuple(periods.index), "left_out": left_out, "words": words})


@lru_cache(maxsize=32)
def trends(evidence: Evidence, area_type: AreaType, settings: TrendSettings = DEFAULT_TREND) -> pd.DataFrame:
    """The trend of every indicator in each of a partnership's areas of one kind.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area.
        settings: breaks and what a trend needs.

    Returns:
        One row an area and indicator: area_code, indicator_id, and the fields of `Trend`. Indicators that are not
        held for such areas, and published ranks, have no rows.
    """
    rows: list[dict[str, object]] = []
    areas = evidence.areas_of(area_type).index
    for indicator_id, indicator in evidence.indicators.items():
        sheet = evidence.sheet(indicator_id, area_type)
        if indicator.measure is Measure.PUBLISHED_RANK or not sheet.periods:
            continue
        scotland = evidence.sheet(indicator_id, AreaType.SCOTLAND).of_area(SCOTLAND)["value"]
        for area_code in areas:
            figures = sheet.of_area(area_code) if indicator.comparable_over_time else pd.DataFrame()
            found = trend_of(figures, indicator, scotland, settings)
            rows.append({"area_code": area_code, "indicator_id": indicator_id, **asdict(found)})
    return pd.DataFrame(rows)


def in_words(direction: Direction, polarity: Polarity) -> str:
    """A direction and what it means: increasing and getting worse."""
    if direction in {Direction.CANNOT_TELL, Direction.NO_CLEAR_CHANGE} or polarity is Polarity.NO_JUDGEMENT:
        return direction.value
    better = (direction is Direction.INCREASING) == (polarity is Polarity.HIGHER_IS_BETTER)
    return f"{direction.value} and getting {'better' if better else 'worse'}"


def year_of(label: str) -> float:
    """The year a period begins in, as a number."""
    return float(Period.of(label).sort_key)


def _usable(figures: pd.DataFrame, starts: list[float], minimum: int) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The periods of one stretch without a break or an estimate, and why each other period is left out."""
    if figures.empty:
        return figures, ()
    imputed = figures["status"] == Status.IMPUTED
    left = [f"{label}: estimated by the compiler" for label in figures.index[imputed]]
    shown = figures["value"].notna() | (figures["status"] == Status.SUPPRESSED)
    left += [f"{label}: no figure" for label in figures.index[~imputed & ~shown]]
    own = figures[~imputed & shown]
    stretch = np.searchsorted(starts, [year_of(str(label)) for label in own.index], side="right")
    parts = [own[stretch == place] for place in range(len(starts) + 1)]
    enough = [part for part in parts if len(part) >= minimum]
    chosen = enough[-1] if enough else max(reversed(parts), key=len)
    left += [f"{label}: on the other side of a break" for label in own.index.difference(chosen.index)]
    return chosen, tuple(left)


def _fitted_trend(
    periods: pd.DataFrame, indicator: Indicator, scotland: pd.Series | None, settings: TrendSettings
) -> Trend:
    """The slope of five periods or more, and that of the ratio to Scotland."""
    counted = bool(periods["numerator"].notna().all())
    own = _slope(periods, indicator)
    if not own.error > 0:
        return Trend(why="the years swing too much together, or too little, to test")
    against = scotland.reindex(periods.index) if scotland is not None else pd.Series(np.nan, index=periods.index)
    both = periods[against.notna() & (against > 0)]
    relative = national = UNKNOWN
    if len(both) >= settings.minimum_periods:
        relative = _slope(both, indicator, against[both.index])
        national = log_values(_years(both.index), against[both.index].to_numpy(float))
    lower, upper = own.limits(settings.confidence)
    relative_lower, relative_upper = relative.limits(settings.confidence)
    return Trend(
        direction=_direction(lower, upper),
        method=TrendMethod.COUNTS if counted else TrendMethod.VALUES,
        slope=own.percent,
        lower=lower,
        upper=upper,
        p=own.p,
        scotland_slope=national.percent,
        relative_slope=relative.percent,
        relative_lower=relative_lower,
        relative_upper=relative_upper,
        relative_p=relative.p,
        relative_periods=tuple(both.index) if relative.error > 0 else (),
    )


def _slope(periods: pd.DataFrame, indicator: Indicator, against: pd.Series | None = None) -> Slope:
    """The slope of an area's counts, or values if there are none; with Scotland's values, of the ratio to them."""
    years = _years(periods.index)
    if periods["numerator"].isna().any():
        rate = 1.0 if against is None else against.to_numpy(float)
        return log_values(years, periods["value"].to_numpy(float) / rate)
    rate = 1.0 if against is None else against.to_numpy(float) / indicator.per
    x, n = periods["numerator"].to_numpy(float), periods["denominator"].to_numpy(float)
    return log_linear(Series(years, x, n, rate), indicator.measure is Measure.PROPORTION)


def _first_last(periods: pd.DataFrame, indicator: Indicator, settings: TrendSettings) -> Trend:
    """The difference of the last period from the first, as a yearly change in per cent."""
    counts = periods[["numerator", "denominator"]].to_numpy(float)
    proportion = indicator.measure is Measure.PROPORTION
    between, p_value = (newcombe, proportions_p) if proportion else (rate_difference, rates_p)
    both = (*counts[-1], *counts[0])
    difference, lower, upper = (float(part) for part in between(*both, settings.confidence))
    first = counts[0, 0] / counts[0, 1]
    years = _years(periods.index)[-1] - _years(periods.index)[0]
    if not first > 0 or not years > 0:
        return Trend(why="the first period is zero, or both are of one year")

    def yearly(change: float) -> float:
        return 100 * (max(0.0, 1 + change / first) ** (1 / years) - 1)

    return Trend(
        direction=_direction(lower, upper),
        method=TrendMethod.FIRST_LAST,
        slope=yearly(difference),
        lower=yearly(lower),
        upper=yearly(upper),
        p=float(p_value(*both)),
    )


def _direction(lower: float, upper: float) -> Direction:
    if math.isnan(lower) or math.isnan(upper):
        return Direction.CANNOT_TELL
    if lower > 0:
        return Direction.INCREASING
    return Direction.DECREASING if upper < 0 else Direction.NO_CLEAR_CHANGE


def _years(labels: Sequence[str] | pd.Index) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([year_of(str(label)) for label in labels])
