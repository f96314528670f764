"""The rank of every area in every draw, few draws at a time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.statistics.counts import Floats, ScoredCounts
from dashboard.statistics.cutoffs import ROUNDING, national_cutoffs
from dashboard.statistics.drawable import Singles
from dashboard.statistics.draws import ScoreDraws

Places = npt.NDArray[np.intp]
DRAWS_AT_ONCE = 200


@dataclass(frozen=True, eq=False)
class Few:
    """Few of the draws: what is needed of them stays near the processor.

    Which priorities are used, which areas are ranked, groups that are tied in every draw, and the national cut-offs.
    """

    piece: ScoreDraws
    used: Places
    ranked: npt.NDArray[np.bool_]
    alike: list[Places]
    cutoffs: Floats


def ranks_from_draws(scores: Singles, weights: Floats) -> Singles:
    """The rank of every area in every draw: 1 = greatest need.

    Args:
        scores: draws × areas × priorities, 0-100; NaN = not enough data.
        weights: one weight a priority, or draws × priorities, on any scale.

    Returns:
        Draws × areas; areas that are tied in every draw share their ranks; NaN where a weighted priority is missing.
    """
    given = np.asarray(weights, float)
    whole = ScoreDraws(pd.RangeIndex(scores.shape[1]), scores, np.broadcast_to(given, (len(scores), given.shape[-1])))
    doubled = [doubled_ranks(combined_scores(few), few) for few in few_at_once(whole, None, 0)]
    ranks = (np.concatenate(doubled) / 2).astype(np.float32)
    ranks[:, ~whole.ranked] = np.nan
    return ranks


def few_at_once(whole: ScoreDraws, counts: ScoredCounts | None, worst_share: float) -> Iterator[Few]:
    """The draws in pieces, with what is the same for all of them worked out once; cut-offs only with counts."""
    alike, cutoffs = _tied(whole), _cutoffs(whole, counts, worst_share)
    for start in range(0, len(whole.weights), DRAWS_AT_ONCE):
        few = slice(start, start + DRAWS_AT_ONCE)
        piece = ScoreDraws(whole.area_codes, whole.scores[few], whole.weights[few])
        yield Few(piece, whole.used, whole.ranked, alike, cutoffs[:, few])


def combined_scores(few: Few) -> Singles:
    """Draws × areas of the weighted sum of the priorities that have weight; NaN = not ranked."""
    scores, weights = few.piece.scores, few.piece.weights.astype(np.float32)
    total = np.zeros(scores.shape[1::-1], dtype=np.float32)
    for place in few.used:
        total += scores[:, :, place].T * weights[:, place]
    return np.ascontiguousarray(total.T)


def doubled_ranks(combined: Singles, few: Few) -> npt.NDArray[np.uint16]:
    """Draws × areas of twice the rank, a whole number even where ranks are shared; 0 = not ranked.

    Scores are not negative, so their bits are in the order of the scores: bits and place in one whole number are
    sorted several times as quickly as places by their scores.
    """
    draws, areas = combined.shape
    keys = combined.view(np.uint32).astype(np.uint64)
    keys <<= np.uint64(32)
    keys |= np.arange(areas, dtype=np.uint64)
    keys.sort(axis=1)  # what is not ranked comes last
    ascending = (keys & np.uint64(0xFFFFFFFF)).astype(np.intp)
    ascending += (np.arange(draws) * areas)[:, None]
    places = np.zeros(areas, dtype=np.uint16)
    places[: few.ranked.sum()] = 2 * np.arange(few.ranked.sum(), 0, -1)
    doubled = np.empty(combined.shape, dtype=np.uint16)
    doubled.ravel()[ascending] = places
    for group in few.alike:
        doubled[:, group] = doubled[:, group].mean(axis=1, keepdims=True).astype(np.uint16)
    return doubled


def _tied(whole: ScoreDraws) -> list[Places]:
    """Groups of areas with the same scores in the first and the last draw: they have them in every draw."""
    ends = whole.scores[[0, -1]][:, :, whole.used]
    _, group, size = np.unique(np.hstack(list(ends)), axis=0, return_inverse=True, return_counts=True)
    return [np.flatnonzero((group == shared) & whole.ranked) for shared in np.flatnonzero(size > 1)]


def _cutoffs(whole: ScoreDraws, counts: ScoredCounts | None, worst_share: float) -> Floats:
    """The score of the last of Scotland's worst zones and of the next, all as published, under each draw's weights."""
    if counts is None:
        return np.empty((2, 0))
    published = counts.scores.to_numpy()[:, whole.used]
    ranked = published[np.isfinite(published).all(axis=1)]
    wanted = math.floor(worst_share * len(ranked) + ROUNDING)
    return np.stack(national_cutoffs(ranked, whole.weights[:, whole.used], wanted))
