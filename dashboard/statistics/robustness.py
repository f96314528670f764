"""Whether the ranking rests on a choice: weights between bounds, one indicator fewer, other recipes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.statistics.counts import ScoredCounts
from dashboard.statistics.need import (
    DECIMALS,
    combined_score,
    need_rank,
    priority_ranks,
    priority_scores,
    worse_than_share,
)
from dashboard.vocabulary import Polarity

AREAS_AT_ONCE = 64
ROUNDING = 10.0**-DECIMALS
WINSORISED = (0.01, 0.99)  # values beyond these shares of Scotland's zones are pulled in


def rank_bounds(scores: pd.DataFrame, weights: Mapping[str, float], factor: float = 2.0) -> pd.DataFrame:
    """The best and worst rank of every area under all weights between default / factor and default × factor.

    Guaranteed: no such weights, divided by their sum or not, give a rank outside. Whether one area can be ahead of
    another depends on the sign of Σ wᵢ(Eᵢ − E′ᵢ) only, which the scale of the weights does not change; its largest
    and smallest values over the box of weights are sums of one term a priority. The bounds are outer bounds: different
    rivals may need different weights. Weights whose shares stay between half and double their default are covered.

    Args:
        scores: areas × priorities, 0-100, of the areas ranked against each other; NaN = not enough data.
        weights: default weight by priority name; a priority of weight 0 takes no part.
        factor: how far a weight may move, at least 1.

    Returns:
        Indexed like the scores: best_rank, worst_rank (1 = greatest need); NaN where a weighted priority is missing.

    Raises:
        ValueError: the factor is below 1, or no weight is above zero.

    References:
        Pairwise dominance under partial information on weights: Salo and Hämäläinen (2010), Preference programming;
        ranking intervals: Salo and Punkka (2011), Management Science 57: 200-214.
    """
    default = pd.Series(weights, dtype=float)[list(scores.columns)]
    used = default[default > 0]
    if factor < 1 or used.empty:
        raise ValueError(f"the factor must be 1 or more and a weight above zero; found {factor} and {dict(weights)}")
    low, high = (used / factor).to_numpy(), (used * factor).to_numpy()
    held = scores[used.index].notna().all(axis=1).to_numpy()
    given = scores.loc[held, used.index].to_numpy(float)
    best, worst = np.full(len(scores), np.nan), np.full(len(scores), np.nan)
    rows = np.flatnonzero(held)
    for start in range(0, len(rows), AREAS_AT_ONCE):
        block = slice(start, start + AREAS_AT_ONCE)
        ahead = given[None] - given[block, None]
        most = np.maximum(ahead * low, ahead * high).sum(axis=2)
        least = np.minimum(ahead * low, ahead * high).sum(axis=2)
        best[rows[block]] = 1 + (least > ROUNDING).sum(axis=1)
        worst[rows[block]] = (most > -ROUNDING).sum(axis=1)  # counts the area itself
    return pd.DataFrame({"best_rank": best, "worst_rank": worst}, index=scores.index)


def leave_one_indicator_out(counts: ScoredCounts, zones: pd.Index, weights: Mapping[str, float]) -> pd.DataFrame:
    """How many places every zone moves when one indicator is left out.

    A priority with no other indicator is left out with it.

    Args:
        counts: what is scored, all of Scotland.
        zones: the area codes ranked against each other.
        weights: weight by priority name.

    Returns:
        Zones × indicators of (rank without it − rank with it): above 0, the zone's need looks smaller without. NaN
        where there is not enough data, and in the column of the last indicator left.
    """
    ranks = _local_ranks(counts, zones, weights)
    changes: dict[str, pd.Series] = {}
    for left_out in counts.indicators:
        rows = {
            name: {key: weight for key, weight in row.items() if key != left_out}
            for name, row in counts.priorities.items()
        }
        kept = {name: row for name, row in rows.items() if sum(row.values()) > 0 and weights[name] > 0}
        without = _local_ranks(replace(counts, priorities=kept), zones, weights) if kept else np.nan * ranks
        changes[left_out] = without - ranks
    return pd.DataFrame(changes)


def alternatives(counts: ScoredCounts, zones: pd.Index, weights: Mapping[str, float]) -> pd.DataFrame:
    """The rank of every zone under other recipes, for the check of robustness only.

    Args:
        counts: what is scored, all of Scotland.
        zones: the area codes ranked against each other.
        weights: weight by priority name.

    Returns:
        Indexed by area_code: default, and percentile, winsorised_z, min_max, each with _arithmetic and _geometric:
        ranks in the partnership, 1 = greatest need. Inside a priority indicators are averaged; across priorities the
        weighted mean is arithmetic (a good score makes up for a bad one) or geometric on a scale of 1 to 100.

    References:
        OECD/JRC (2008), Handbook on Constructing Composite Indicators, chapters 5 and 6; the formulas are those of
        COINr's n_prank, n_zscore, n_minmax, a_amean and a_gmean (Becker and others, 2022, JOSS 7(78): 4567).
    """
    recipes: dict[str, Callable[[ScoredCounts], pd.DataFrame]] = {
        "percentile": _percentile,
        "winsorised_z": _winsorised_z,
        "min_max": lambda given: _rescaled(_signed(given)),
    }
    ranks = {"default": _local_ranks(counts, zones, weights)}
    for name, recipe in recipes.items():
        averages = priority_scores(recipe(counts), counts.priorities)
        shares = pd.Series({key: weights[key] for key in averages.columns if weights[key] > 0}, dtype=float)
        used = averages[shares.index]
        shares = shares / shares.sum()
        arithmetic = used.dot(shares)
        geometric = (1 + 0.99 * _rescaled(used)).apply(np.log).dot(shares)
        ranks[f"{name}_arithmetic"] = need_rank(arithmetic.reindex(zones))
        ranks[f"{name}_geometric"] = need_rank(geometric.reindex(zones))
    return pd.DataFrame(ranks)


def _local_ranks(counts: ScoredCounts, zones: pd.Index, weights: Mapping[str, float]) -> pd.Series:
    used = {name: weights[name] for name in counts.priorities}
    return need_rank(combined_score(priority_ranks(counts.averages), used).reindex(zones))


def _signed(counts: ScoredCounts) -> pd.DataFrame:
    """The values, turned so that higher = greater need."""
    signs = {name: -1 if way is Polarity.HIGHER_IS_BETTER else 1 for name, way in counts.polarities.items()}
    return counts.table * pd.Series(signs)[counts.table.columns]


def _rescaled(table: pd.DataFrame) -> pd.DataFrame:
    """Every column from 0 (least in Scotland) to 100 (most); 0 where all are equal."""
    width = table.max() - table.min()
    return 100 * (table - table.min()) / width.where(width > 0, 1)


def _percentile(counts: ScoredCounts) -> pd.DataFrame:
    return worse_than_share(counts.table, counts.polarities)


def _winsorised_z(counts: ScoredCounts) -> pd.DataFrame:
    signed = _signed(counts)
    low, high = (signed.quantile(share) for share in WINSORISED)
    clipped = signed.clip(low, high, axis=1)
    spread = clipped.std()
    return (clipped - clipped.mean()) / spread.where(spread > 0, 1)
