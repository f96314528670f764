"""The comparison word: the one place that decides whether an area is better, similar or worse."""

import pandas as pd

from dashboard.vocabulary import Outcome, Polarity


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
    against = pd.Series(comparator, index=figures.index, dtype=float)
    words = pd.Series(Outcome.NOT_COMPARED, index=figures.index, dtype=object, name="outcome")
    if polarity is Polarity.NO_JUDGEMENT:
        return words
    compared = figures[["value", "lower", "upper"]].notna().all(axis=1) & against.notna()
    above, below = Outcome.WORSE, Outcome.BETTER
    if polarity is Polarity.HIGHER_IS_BETTER:
        above, below = below, above
    words[compared] = Outcome.SIMILAR
    words[compared & (figures["lower"] > against)] = above
    words[compared & (figures["upper"] < against)] = below
    return words
