"""The national score that the worst fifth begins at, for many sets of weights at once."""

import numpy as np
import numpy.typing as npt

from dashboard.statistics.counts import Floats

WEIGHTS_AT_ONCE = 128
ROUNDING = 1e-9


def national_cutoffs(scores: Floats, weights: Floats, wanted: int) -> tuple[Floats, Floats]:
    """The combined scores of the last zone among the worst and of the first that is not, by set of weights.

    Exact. Similar weights are taken together: the smallest and largest weights of a group bound every score, and only
    zones near the boundary have to be looked at.

    Args:
        scores: zones × priorities of exponential scores, 0-100, nothing missing.
        weights: sets × priorities, none below zero.
        wanted: how many zones are the worst.

    Returns:
        Two arrays, one number a set: the `wanted`-th largest combined score (infinite if none is wanted), and the next
        (minus infinity if there is none).
    """
    last, next_ = np.full(len(weights), np.inf), np.full(len(weights), np.inf)
    groups = [(np.arange(len(weights)), scores, wanted)] if wanted > 0 and len(weights) else []
    while groups:
        rows, zones, places = groups.pop()
        low, high = weights[rows].min(axis=0), weights[rows].max(axis=0)
        near, above = _near(zones, weights[rows], places)
        zones, places = zones[near], places - above
        if len(rows) > WEIGHTS_AT_ONCE and (high > low).any():
            ordered = rows[np.argsort(weights[rows, np.argmax(high - low)])]
            groups += [(half, zones, places) for half in np.array_split(ordered, 2)]
            continue
        combined, first = _sums(weights[rows], zones), len(zones) - places
        combined.partition(first, axis=1)
        last[rows] = combined[:, first]
        next_[rows] = combined[:, :first].max(axis=1, initial=-np.inf)
    return last, next_


def _near(scores: Floats, weights: Floats, wanted: int) -> tuple[npt.NDArray[np.bool_], int]:
    """Which zones may be the last of the worst or the next, and how many are surely worse than those.

    A combined score is the mean of a zone's scores, times the sum of the weights, and the weighted distances from that
    mean: weights add up to about the same in every set, so that the bounds are close where scores are alike.
    """
    low, high, total = weights.min(axis=0), weights.max(axis=0), weights.sum(axis=1)
    mean = scores.mean(axis=1)
    above, below = np.maximum(scores - mean[:, None], 0), np.minimum(scores - mean[:, None], 0)
    lowest = total.min() * mean + above @ low + below @ high
    highest = total.max() * mean + above @ high + below @ low
    surely = lowest > _largest(highest, wanted) + ROUNDING
    never = highest < _largest(lowest, wanted + 1) - ROUNDING
    return ~surely & ~never, int(surely.sum())


def _sums(weights: Floats, scores: Floats) -> Floats:
    """Sets × zones of Σ weight × score; few priorities, so that adding up is quicker than a matrix product."""
    total = np.zeros((len(weights), len(scores)))
    for weight, score in zip(weights.T, scores.T, strict=True):
        total += weight[:, None] * score
    return total


def _largest(combined: Floats, place: int) -> float:
    """The place-th largest; minus infinity if there are too few."""
    size = len(combined)
    return -np.inf if place > size else float(np.partition(combined, size - place)[size - place])
