"""Drawing the weights of the priorities again: the ways a reasonable person might weigh them."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from dashboard.statistics.counts import Floats

WEIGHTS, COUNTS = 1, 2  # which stream of random numbers


@dataclass(frozen=True)
class DrawSettings:
    """How often and what to draw; the same seed gives the same answer."""

    draws: int = 10_000
    seed: int = 2015
    vary_counts: bool = True
    vary_weights: bool = True
    any_weights: bool = False
    concentration: float = 30.0


DEFAULT_DRAWS = DrawSettings()


def weight_draws(weights: Floats, settings: DrawSettings) -> Floats:
    """Draws of the weights of the priorities: Dirichlet(concentration × default share), or Dirichlet(1, …, 1).

    The random numbers do not depend on the weights, so that a small change of weight is a small change of every draw.

    Args:
        weights: the default weight of each priority, on any scale; a priority of weight 0 keeps weight 0.
        settings: the draws, the seed, and whether weights vary at all.

    Returns:
        Draws × priorities; each draw sums to 1.

    Raises:
        ValueError: a weight is negative or unbounded, or all are zero.

    References:
        Dirichlet from gamma variates, Devroye (1986), Non-Uniform Random Variate Generation, chapter XI.4.
    """
    default = np.asarray(weights, float)
    if not (np.isfinite(default).all() and (default >= 0).all() and default.sum() > 0):
        raise ValueError(f"weights cannot be negative, unbounded or all zero; found {default.tolist()}")
    shares = default / default.sum()
    if not settings.vary_weights:
        return np.tile(shares, (settings.draws, 1))
    chances = np.random.default_rng([settings.seed, WEIGHTS]).random((settings.draws, len(shares)))
    shapes = np.where(shares > 0, 1.0 if settings.any_weights else settings.concentration * shares, 1.0)
    gammas = special.gammaincinv(shapes, chances) * (shares > 0)
    return gammas / gammas.sum(axis=1, keepdims=True)
