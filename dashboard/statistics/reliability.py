"""How far a value can be relied on: 1 good, 2 use with care, 3 do not act on it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

GRADES = {1: "good", 2: "use with care", 3: "do not act on it"}


@dataclass(frozen=True)
class ReliabilityLimits:
    """The largest coefficients of variation (standard error over value) that are good, or usable with care."""

    good: float = 0.165
    care: float = 0.333


DEFAULT_LIMITS = ReliabilityLimits()


def uncertainty_share(figures: pd.DataFrame, against: float | pd.Series = 0.0) -> pd.Series:
    """How wide the interval of each value is: half its width over the value.

    Args:
        figures: one row per figure, with columns value, lower and upper in one unit.
        against: a comparator in the same unit (one for all, or one per row). A value below it is divided by it
            instead: five people of a thousand, give or take four, are surely few.

    Returns:
        A Series named uncertainty_share; infinite where the value (and comparator) is 0; NaN without an interval.
    """
    against = pd.Series(against, index=figures.index, dtype=float).fillna(0.0)
    half = (figures["upper"] - figures["lower"]).astype(float) / 2
    base = figures["value"].astype(float).abs()
    base = base.where(base.isna() | (base >= against), against)
    share = np.divide(half, base, out=np.full(len(half), np.inf), where=(base != 0).to_numpy())
    known = half.notna() & figures["value"].notna()
    return pd.Series(share, index=figures.index, name="uncertainty_share").where(known)


def reliability(
    figures: pd.DataFrame, limits: ReliabilityLimits = DEFAULT_LIMITS, against: float | pd.Series = 0.0
) -> pd.Series:
    """The reliability grade of every value.

    Args:
        figures: one row per figure, with columns value, lower and upper (95% interval) in one unit.
        limits: the largest coefficients of variation of the grades. Half a 95% interval is 1.96 of them, so the
            published 16.5% and 33.3% are 32% and 65% of the value.
        against: see `uncertainty_share`; 0 grades by the value alone.

    Returns:
        A Series named reliability of nullable whole numbers: 1 good, 2 use with care, 3 do not act on it; missing
        where there is no interval.

    Raises:
        ValueError: the limits are not in order.

    References:
        Statistics Canada's release guidelines for survey estimates: a coefficient of variation up to 16.5% is
        released as it is, up to 33.3% with a warning, above that not at all.
    """
    if not 0 < limits.good < limits.care:
        raise ValueError(f"the limits of the grades are not in order: {limits}")
    share = uncertainty_share(figures, against) / float(special.ndtri(0.975))
    grade = 1 + (share > limits.good).astype(int) + (share > limits.care).astype(int)
    return grade.astype("Int64").where(share.notna()).rename("reliability")
