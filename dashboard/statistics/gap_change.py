"""Whether the gap between the most and the least deprived is narrowing."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd
from scipy import special

MINIMUM_PERIODS = 5
CONFIDENCE = 0.95
LINE = "line through the yearly gaps"
FIRST_LAST = "first and last gap compared"


class Change(StrEnum):
    """Where the size of a gap goes."""

    NARROWING = "narrowing"
    WIDENING = "widening"
    NO_CLEAR_CHANGE = "no clear change"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class GapChange:
    """How a gap changes: per year, with 95% limits, in the indicator's unit a year; NaN = cannot tell, see `why`.

    `per_year` is the change of the difference, not of its size: it is above 0 where a gap below 0 narrows. `first`
    and `last` are the labels of the periods, `periods` how many took part.
    """

    change: Change = Change.CANNOT_TELL
    per_year: float = math.nan
    lower: float = math.nan
    upper: float = math.nan
    first: str = ""
    last: str = ""
    periods: int = 0
    method: str = ""
    why: str = ""


def gap_change(gaps: pd.DataFrame) -> GapChange:
    """Whether a gap is narrowing, widening, or neither clearly.

    Five periods or more: a straight line through the gaps, by least squares. Two to four: the last gap against the
    first, both with their intervals. Where the interval of the change holds 0 there is no clear change. Otherwise
    the gap narrows when its end is nearer to 0 than its start (the ends of the line, or the last and the first gap).
    That holds for gaps below 0 too, and for those that change sides: there only the sizes at the two ends decide,
    and it is the change that is sure, not which end is the larger.

    Args:
        gaps: one row a comparable period, indexed by its label: year (a number), difference, difference_lower and
            difference_upper (the indicator's unit; NaN = no figure). Periods should not share years, or the two
            gaps compared are not independent and the interval is wrong.

    Returns:
        The change, with a t interval (as many degrees as periods less two) or that of Zou and Donner.

    References:
        Zou and Donner (2008), Statistics in Medicine 27: 1693-1702 (an interval for a difference from the
        intervals of its two parts).
    """
    held = gaps[gaps[["year", "difference"]].notna().all(axis=1)].sort_values("year", kind="stable")
    bounded = held[held[["difference_lower", "difference_upper"]].notna().all(axis=1)]
    method = _line if len(held) >= MINIMUM_PERIODS else _first_last
    used = held if method is _line else bounded
    why = _too_little(len(held), used)
    if why:
        return replace(_periods(held), why=why)
    return method(used)


def _too_little(held: int, used: pd.DataFrame) -> str:
    """Why the periods do not tell whether the gap changes; empty where they do."""
    if held == 0:
        return "No period has a gap."
    if held == 1:
        return "Only one period has a gap."
    if len(used) < 2:
        return f"Only {held} periods have a gap, and fewer than two of them have an interval."
    if used["year"].nunique() < 2:
        return "All periods are of the same year."
    return ""


def _line(gaps: pd.DataFrame) -> GapChange:
    away, difference = (gaps["year"] - gaps["year"].mean()).to_numpy(float), gaps["difference"].to_numpy(float)
    mean, spread, degrees = float(difference.mean()), float(away @ away), len(gaps) - 2
    slope = float(away @ difference) / spread
    left = difference - mean - slope * away
    reach = float(special.stdtrit(degrees, 0.5 + CONFIDENCE / 2)) * math.sqrt(float(left @ left) / degrees / spread)
    found = replace(_periods(gaps), per_year=slope, lower=slope - reach, upper=slope + reach, method=LINE)
    return replace(found, change=_direction(mean + slope * float(away[0]), mean + slope * float(away[-1]), found))


def _first_last(gaps: pd.DataFrame) -> GapChange:
    start, start_lower, start_upper = _row(gaps, 0)
    end, end_lower, end_upper = _row(gaps, -1)
    years = float(gaps["year"].iloc[-1] - gaps["year"].iloc[0])
    lower = end - start - math.hypot(end - end_lower, start_upper - start)
    upper = end - start + math.hypot(end_upper - end, start - start_lower)
    found = replace(
        _periods(gaps), per_year=(end - start) / years, lower=lower / years, upper=upper / years, method=FIRST_LAST
    )
    return replace(found, change=_direction(start, end, found))


def _row(gaps: pd.DataFrame, row: int) -> tuple[float, float, float]:
    difference, lower, upper = gaps[["difference", "difference_lower", "difference_upper"]].iloc[row]
    return float(difference), float(lower), float(upper)


def _direction(start: float, end: float, found: GapChange) -> Change:
    """The word: from the size of the gap at both ends, where the change is clear."""
    if found.lower <= 0 <= found.upper or math.isclose(abs(start), abs(end)):
        return Change.NO_CLEAR_CHANGE
    return Change.NARROWING if abs(end) < abs(start) else Change.WIDENING


def _periods(gaps: pd.DataFrame) -> GapChange:
    """An answer that names the periods and says nothing yet."""
    labels = [str(label) for label in gaps.index]
    return GapChange(first=labels[0] if labels else "", last=labels[-1] if labels else "", periods=len(labels))
