"""The comparison word: the one place that decides whether an area is better, similar or worse."""

import numpy as np
import pandas as pd

from dashboard.vocabulary import Outcome, Polarity

WORDS = list(Outcome)


def outcomes(figures: pd.DataFrame, comparator: float | pd.Series, polarity: Polarity) -> pd.Series:
    """The outcome of every figure against its comparator.

    A comparator inside the interval, ends included, is similar; outside it, polarity decides.

    Args:
        figures: one row per figure, with columns value, lower and upper in one unit.
        comparator: the value compared with, in the same unit: one for all, or one per row (same index).
        polarity: which direction is good.

    Returns:
        A Series named outcome of `Outcome`, indexed like the figures. `not_compared` where there is no
        judgement, no value, no interval or no comparator.

    References:
        The comparison with a fixed benchmark of the Fingertips public health profiles (England).
    """
    value, lower, upper = (figures[name].to_numpy(float) for name in ("value", "lower", "upper"))
    against = pd.Series(comparator, index=figures.index, dtype=float).to_numpy()
    found = np.full(len(figures), WORDS.index(Outcome.NOT_COMPARED))
    if polarity is not Polarity.NO_JUDGEMENT:
        higher_is_better = polarity is Polarity.HIGHER_IS_BETTER
        above, below = (Outcome.BETTER, Outcome.WORSE) if higher_is_better else (Outcome.WORSE, Outcome.BETTER)
        compared = ~np.isnan([value, lower, upper, against]).any(axis=0)
        found[compared] = WORDS.index(Outcome.SIMILAR)
        found[compared & (lower > against)] = WORDS.index(above)
        found[compared & (upper < against)] = WORDS.index(below)
    return pd.Series(np.array(WORDS, dtype=object)[found], index=figures.index, dtype=object, name="outcome")
