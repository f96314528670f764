"""The need score: from values to positions, priorities, one score, one national rank and its fifth."""

import math
from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from scipy import special

from dashboard.vocabulary import Polarity

ENOUGH_WEIGHT = 2 / 3
TOLERANCE = 1e-9
DECIMALS = 9  # scores closer than this differ by rounding of the arithmetic only, and tie
SCALE = 23.0
REACH = 1 - math.exp(-100 / SCALE)


def indicator_positions(values: pd.DataFrame, polarities: Mapping[str, Polarity]) -> pd.DataFrame:
    """The position of every zone on every indicator: higher = greater need, 0 = the middle zone.

    Args:
        values: zones × indicators in each indicator's own unit, the whole country; NaN = no figure.
        polarities: which direction is good, by indicator_id.

    Returns:
        Zones × indicators of z = Φ⁻¹(r / (n + 1)), r the average rank among the n zones with data.

    Raises:
        ValueError: an indicator has no polarity, or no judgement.

    References:
        Van der Waerden scores; the ranks-to-normal step of the SIMD domains.
    """
    ranks = _need_ordered(values, polarities)
    return ranks.div(values.notna().sum() + 1).apply(special.ndtri)


def worse_than_share(values: pd.DataFrame, polarities: Mapping[str, Polarity]) -> pd.DataFrame:
    """The share of other zones that every zone is worse than, on every indicator.

    Args:
        values: zones × indicators in each indicator's own unit, the whole country; NaN = no figure.
        polarities: which direction is good, by indicator_id.

    Returns:
        Zones × indicators of P = 100(r − 1) / (n − 1), in per cent; NaN where n is below 2.

    Raises:
        ValueError: an indicator has no polarity, or no judgement.
    """
    return 100 * (_need_ordered(values, polarities) - 1).div(values.notna().sum() - 1)


def priority_scores(positions: pd.DataFrame, priorities: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """The score of every zone on every priority: the weighted mean of its available positions.

    Args:
        positions: zones × indicators of z, higher = greater need; NaN = no figure.
        priorities: weight (any scale) by indicator_id, by priority name.

    Returns:
        One column per priority; NaN where less than two thirds of its weight is available.

    Raises:
        ValueError: a weight is negative or has no column, or all weights of a priority are zero.
    """
    scores: dict[str, pd.Series] = {}
    for priority, given in priorities.items():
        weights = _weighted(given, positions.columns)
        total = available = pd.Series(0.0, index=positions.index)
        for indicator_id, weight in weights.items():
            column = positions[indicator_id]
            total = total + weight * column.fillna(0.0)
            available = available + weight * column.notna()
        enough = available >= (ENOUGH_WEIGHT - TOLERANCE) * sum(weights.values())
        scores[priority] = total.where(enough) / available.where(enough)
    return pd.DataFrame(scores, index=positions.index)


def priority_ranks(scores: pd.DataFrame) -> pd.DataFrame:
    """The national rank of every zone on every priority: 1 = greatest need.

    Args:
        scores: zones × priorities, higher = greater need; NaN = not enough data.

    Returns:
        Zones × priorities of ranks, ties averaged; NaN stays NaN.
    """
    return scores.apply(need_rank)


def exponential_score(ranks: pd.Series) -> pd.Series:
    """The exponential score of every rank: 0 for the last, near 100 for the first.

    A tenth of the zones, those of greatest need, share the upper half of the scale, so that a good
    rank elsewhere cannot cancel a very bad one.

    Args:
        ranks: 1 = greatest need; NaN = not ranked. The whole country: n is the number of ranked zones.

    Returns:
        E = −23 ln(1 − p(1 − e^(−100/23))), p = (n − rank) / n, in [0, 100); NaN stays NaN.

    Raises:
        ValueError: a rank is below 1 or above the number of ranked zones.

    References:
        SIMD 2016 and SIMD 2020 technical notes, Scottish Government.
    """
    n = _number_ranked(ranks)
    return SCALE * -np.log1p(-REACH * (n - ranks) / n)


def combined_score(ranks: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """The need score: the weighted mean of the exponential scores of several ranks.

    Args:
        ranks: zones × domains (or priorities), 1 = most deprived, the whole country; NaN = not ranked.
        weights: weight by column, on any scale; a column of weight 0 is ignored.

    Returns:
        A Series named need_score in [0, 100), higher = greater need; NaN where any weighted rank is.

    Raises:
        ValueError: a weight is negative or has no column, all are zero, or a rank is out of range.

    References:
        SIMD 2016 and SIMD 2020 technical notes, Scottish Government.
    """
    shares = _weighted(weights, ranks.columns)
    total = pd.Series(0.0, index=ranks.index)
    for column, weight in shares.items():
        total = total + weight * exponential_score(ranks[column])
    return (total / sum(shares.values())).rename("need_score")


def need_rank(score: pd.Series) -> pd.Series:
    """The rank of every zone by its score: 1 = greatest need.

    Args:
        score: higher = greater need; NaN = not enough data.

    Returns:
        Ranks, ties averaged; NaN stays NaN.
    """
    return score.round(DECIMALS).rank(ascending=False)


def quantile(rank: pd.Series, parts: int = 5) -> pd.Series:
    """The fifth (tenth, …) that every rank falls in: 1 = greatest need.

    Args:
        rank: 1 = greatest need; NaN = not ranked. n is the number of ranked zones.
        parts: how many groups.

    Returns:
        ceil(parts · rank / n) as nullable whole numbers; missing stays missing.

    Raises:
        ValueError: a rank is below 1 or above the number of ranked zones.

    References:
        The vigintile, decile and quintile look-up of SIMD 2020v2.
    """
    return np.ceil(parts * rank / _number_ranked(rank)).astype("Int64")


def need_table(
    values: pd.DataFrame,
    polarities: Mapping[str, Polarity],
    priorities: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
) -> pd.DataFrame:
    """The need score, national rank and national fifth of every zone, with its score on each priority.

    Args:
        values: zones × indicators in each indicator's own unit, the whole country; NaN = no figure.
        polarities: which direction is good, by indicator_id.
        priorities: weight by indicator_id, by priority name.
        weights: weight by priority name.

    Returns:
        Indexed like the values: one column per priority, under its name, of exponential scores
        (0-100); need_score (0-100); national_rank (1 = greatest need); national_fifth (1 = greatest
        need). Missing where there is not enough data.

    Raises:
        ValueError: a weight, a polarity or a column is wrong, as in the functions this one joins.
    """
    return weighed_need(priority_ranks(priority_scores(indicator_positions(values, polarities), priorities)), weights)


def weighed_need(ranks: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """The same as `need_table` from the ranks on every priority, which do not hang on the weights.

    Args:
        ranks: as `priority_ranks` returns them, the whole country.
        weights: weight by priority name.
    """
    score = combined_score(ranks, weights)
    national_rank = need_rank(score)
    return ranks.apply(exponential_score).assign(
        need_score=score, national_rank=national_rank, national_fifth=quantile(national_rank)
    )


def _need_ordered(values: pd.DataFrame, polarities: Mapping[str, Polarity]) -> pd.DataFrame:
    for indicator_id in values.columns:
        if polarities.get(indicator_id, Polarity.NO_JUDGEMENT) is Polarity.NO_JUDGEMENT:
            raise ValueError(f"the indicator {indicator_id!r} has no direction that is worse")
    signs = [-1 if polarities[name] is Polarity.HIGHER_IS_BETTER else 1 for name in values.columns]
    return (values * signs).rank()


def _weighted(weights: Mapping[str, float], columns: Collection[str]) -> dict[str, float]:
    for name, weight in weights.items():
        if name not in columns:
            raise ValueError(f"the weight of {name!r} has no column of that name")
        if not 0 <= weight < math.inf:
            raise ValueError(f"the weight of {name!r} is {weight}: a weight cannot be negative or unbounded")
    positive = {name: weight for name, weight in weights.items() if weight > 0}
    if not positive:
        raise ValueError("all weights are zero: at least one must be above zero")
    return positive


def _number_ranked(ranks: pd.Series) -> int:
    n = int(ranks.notna().sum())
    if n and not 1 <= ranks.min() <= ranks.max() <= n:
        raise ValueError(
            f"the ranks run from {ranks.min():g} to {ranks.max():g} but {n} zones are ranked:"
            " rank the whole country first and choose areas after"
        )
    return n
