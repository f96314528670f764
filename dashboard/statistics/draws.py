"""Drawing the counts and the weights again: the priority scores that might have been found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.statistics.counts import Floats, ScoredCounts
from dashboard.statistics.drawable import STRATA, Singles, draw, drawables
from dashboard.statistics.side_by_side import side_by_side
from dashboard.statistics.weighting import COUNTS, DEFAULT_DRAWS, DrawSettings, weight_draws

CHUNK = 200  # draws made at once
NEAR = 256  # zones drawn at once: what is needed of them stays near the processor


@dataclass(frozen=True, eq=False)
class ScoreDraws:
    """Draws of the priority scores of some areas: draws × areas × priorities, 0-100; weights: draws × priorities."""

    area_codes: pd.Index
    scores: Singles
    weights: Floats

    @cached_property
    def used(self) -> npt.NDArray[np.intp]:
        """Which priorities ever have weight."""
        return np.flatnonzero((self.weights > 0).any(axis=0))

    @cached_property
    def ranked(self) -> npt.NDArray[np.bool_]:
        """Which areas have a score on every weighted priority (what is missing is missing in every draw)."""
        return np.isfinite(self.scores[0][:, self.used]).all(axis=1)


def score_draws(
    counts: ScoredCounts, zones: pd.Index, weights: Mapping[str, float], settings: DrawSettings = DEFAULT_DRAWS
) -> ScoreDraws:
    """The draws of some zones in one piece: see `score_chunks`."""
    planes = np.empty((len(counts.priorities), len(zones), settings.draws), dtype=np.float32)
    drawn = np.empty((settings.draws, len(counts.priorities)))
    for number, piece in enumerate(score_chunks(counts, zones, weights, settings)):
        place = slice(number * CHUNK, number * CHUNK + len(piece.weights))
        planes[:, :, place] = piece.scores.T
        drawn[place] = piece.weights
    return ScoreDraws(zones, planes.T, drawn)


def reweighed(
    draws: ScoreDraws, counts: ScoredCounts, weights: Mapping[str, float], settings: DrawSettings
) -> ScoreDraws:
    """What `score_draws` would draw with other weights and the same settings: the scores do not hang on the weights.

    Args:
        draws: what it has drawn with any weights.
        counts: what it has drawn from.
        weights: default weight by priority name, on any scale.
        settings: what it was told.
    """
    return ScoreDraws(draws.area_codes, draws.scores, weight_draws(_in_order(counts, weights), settings))


def score_chunks(
    counts: ScoredCounts, zones: pd.Index, weights: Mapping[str, float], settings: DrawSettings = DEFAULT_DRAWS
) -> Iterator[ScoreDraws]:
    """The draws of some zones in pieces, so that all of Scotland fits in memory.

    Each draw redraws every count that is held (a proportion from Beta(x + ½, m − x + ½), a rate from
    Gamma(x + ½) / expected), reads the new value on the fixed national curve of published values, averages inside the
    priority, and reads the average on the fixed national curve of published averages. A figure without counts has no
    noise. Indicators with the very same counts share draws. The order of the zones changes nothing.

    Args:
        counts: what is scored, all of Scotland.
        zones: the area codes wanted; pieces hold them in this order.
        weights: default weight by priority name, on any scale.
        settings: how often and what to draw.

    Returns:
        ScoreDraws of at most CHUNK draws each, in order.

    Raises:
        ValueError: a zone is not scored, a weight is negative, or all are zero.
        KeyError: a priority has no weight.

    References:
        Jeffreys intervals: Brown, Cai and DasGupta (2001), Statistical Science 16: 101-133. Uncertainty of ranks:
        Saisana, Saltelli and Tarantola (2005), J. R. Statist. Soc. A 168: 307-323.
    """
    rows = _rows(counts, zones)
    drawn, sorting = weight_draws(_in_order(counts, weights), settings), np.argsort(np.asarray(zones, dtype=str))
    back, unsorted = np.argsort(sorting), bool((np.diff(sorting) < 0).any())
    parts = drawables(counts, rows[sorting], settings.vary_counts)
    streams = 1 + max((stream for part in parts for stream, _ in part.steps), default=-1)

    def chunk(number: int) -> ScoreDraws:
        piece = drawn[number * CHUNK : (number + 1) * CHUNK]
        generator = np.random.default_rng([settings.seed, COUNTS, number])
        random = [_random(generator, len(rows))[:, : len(piece)] for _ in range(streams)]
        planes = np.empty((len(parts), len(rows), len(piece)), dtype=np.float32)
        for low in range(0, len(rows), NEAR):
            near = slice(low, low + NEAR)
            strata = [_strata(one[near]) for one in random]
            for part, plane in zip(parts, planes, strict=True):
                draw(part, near, strata, plane[near])
        return ScoreDraws(zones, (planes[:, back] if unsorted else planes).T, piece)

    return side_by_side(chunk, range(-(-settings.draws // CHUNK)))


def area_score_draws(draws: ScoreDraws, members: pd.DataFrame) -> ScoreDraws:
    """The draws of larger areas: the population-weighted mean of the draws of their zones.

    Args:
        draws: the draws of the zones.
        members: area_code, data_zone, population; a row a zone of an area. Zones without a draw take no part.

    Returns:
        ScoreDraws of the areas, in the order of their first zone, under the same weights; NaN for an area none of
        whose zones has a score.
    """
    ranked = pd.Series(draws.ranked, index=draws.area_codes)
    known = members[members["data_zone"].map(ranked).eq(True)]
    areas = pd.Index(members["area_code"].unique())
    shares = np.zeros((len(areas), len(ranked)))
    places = areas.get_indexer(pd.Index(known["area_code"])), draws.area_codes.get_indexer(pd.Index(known["data_zone"]))
    np.add.at(shares, places, known["population"].to_numpy(float))
    with np.errstate(invalid="ignore"):
        shares = (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)
    planes = np.stack([shares @ np.nan_to_num(plane) for plane in draws.scores.T])
    return ScoreDraws(areas, planes.T, draws.weights)


def _rows(counts: ScoredCounts, zones: pd.Index) -> npt.NDArray[np.intp]:
    rows = counts.area_codes.get_indexer(zones)
    if (rows < 0).any():
        raise ValueError(f"not scored: {', '.join(map(str, zones[rows < 0][:5]))}")
    return rows


def _in_order(counts: ScoredCounts, weights: Mapping[str, float]) -> Floats:
    return np.array([weights[name] for name in counts.priorities], float)


def _random(generator: np.random.Generator, zones: int) -> npt.NDArray[np.uint16]:
    """A random number for each zone and draw."""
    return np.frombuffer(generator.bytes(2 * zones * CHUNK), dtype="<u2").reshape(zones, CHUNK)


def _strata(random: npt.NDArray[np.uint16]) -> npt.NDArray[np.intp]:
    """A random stratum for each zone and draw, as its place in a flattened zones × strata table."""
    places = (random & (STRATA - 1)).astype(np.intp)
    places += (np.arange(len(random)) * STRATA)[:, None]
    return places
