"""How sure a rank is: likely ranges, probabilities and bands from draws of the priority scores."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.statistics.counts import Floats, ScoredCounts
from dashboard.statistics.cutoffs import ROUNDING, national_cutoffs
from dashboard.statistics.drawable import Singles
from dashboard.statistics.draws import ScoreDraws, score_chunks
from dashboard.statistics.weighting import DEFAULT_DRAWS, DrawSettings

Places = npt.NDArray[np.intp]
RANGE = (0.05, 0.5, 0.95)  # the likely range and the median
ZONES_AT_ONCE, DRAWS_AT_ONCE = 500, 200
RANK_COLUMNS = ["median_rank", "likely_low", "likely_high"]
COLUMNS = [*RANK_COLUMNS, "p_worst_fifth_partnership", "p_worst_fifth_scotland", "p_top_k", "band"]


class Band(StrEnum):
    """How sure it is that an area is among the fifth of its partnership with greatest need."""

    FIRM = "firm"
    LIKELY = "likely"
    AT_THE_MARGIN = "at the margin"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class BandLimits:
    """The probability from which on each band holds."""

    firm: float = 0.95
    likely: float = 0.75
    at_the_margin: float = 0.25


@dataclass(frozen=True)
class SummarySettings:
    """What is reported of the ranks: which share is the worst, how long the list is, where the bands begin."""

    worst_share: float = 0.2
    top_k: int = 10
    limits: BandLimits = BandLimits()


def band(probability: float, limits: BandLimits = BandLimits()) -> Band:
    """The band of a probability of being among the worst fifth; "not shown" if it is missing."""
    for lowest, word in (
        (limits.firm, Band.FIRM),
        (limits.likely, Band.LIKELY),
        (limits.at_the_margin, Band.AT_THE_MARGIN),
    ):
        if probability >= lowest:
            return word
    return Band.NOT_SHOWN


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
    alike, ranks = _tied(whole), np.empty(scores.shape[:2], dtype=np.float32)
    for place, piece in enumerate(_few(whole)):
        few = slice(place * DRAWS_AT_ONCE, (place + 1) * DRAWS_AT_ONCE)
        ranks[few] = _doubled_ranks(_combined(piece, whole.used), whole.ranked, alike) / np.float32(2)
    ranks[:, ~whole.ranked] = np.nan
    return ranks


def rank_summary(
    draws: ScoreDraws | Iterable[ScoreDraws], counts: ScoredCounts | None, settings: SummarySettings = SummarySettings()
) -> pd.DataFrame:
    """How sure the rank of every area is.

    Args:
        draws: the draws, in one piece (quicker) or in pieces (less memory, for all of Scotland).
        counts: what is scored in all of Scotland: under the weights of each draw, the published scores of all other
            zones are what a drawn score is compared with. None for areas that have no national rank.
        settings: the worst share, the length of the list, the limits of the bands.

    Returns:
        Indexed by area_code, in the order of the draws: median_rank, likely_low, likely_high (5 and 95 in 100 draws;
        1 = greatest need, among these areas), p_worst_fifth_partnership, p_worst_fifth_scotland (NaN without counts),
        p_top_k, band. Missing, and band "not shown", for areas without enough data.

    References:
        Goldstein and Spiegelhalter (1996), J. R. Statist. Soc. A 159: 385-443 (intervals of ranks).
    """
    pieces = [draws] if isinstance(draws, ScoreDraws) else draws
    codes, halves, national = pd.Index([]), list[npt.NDArray[np.uint16]](), list[Floats]()
    for whole in pieces:
        codes, alike, cutoffs = whole.area_codes, _tied(whole), _cutoffs(whole, counts, settings.worst_share)
        for place, piece in enumerate(_few(whole)):
            combined = _combined(piece, whole.used)
            halves.append(np.ascontiguousarray(_doubled_ranks(combined, whole.ranked, alike).T))
            if counts is not None:
                ends = cutoffs[:, place * DRAWS_AT_ONCE : (place + 1) * DRAWS_AT_ONCE]
                national.append(_worst_in_scotland(piece, whole.used, combined, counts, ends))
    table = _of_ranks(halves, codes, settings)
    share = np.sum(national, axis=0) / sum(piece.shape[1] for piece in halves) if national else np.nan
    table["p_worst_fifth_scotland"] = np.where(table["median_rank"].notna(), share, np.nan)
    table["band"] = [band(p, settings.limits).value for p in table["p_worst_fifth_partnership"]]
    return table[COLUMNS]


def width_split(
    counts: ScoredCounts, zones: pd.Index, weights: Mapping[str, float], settings: DrawSettings = DEFAULT_DRAWS
) -> pd.DataFrame:
    """How wide the likely range of every zone is from counts only, from weights only, and from both.

    Args:
        counts: what is scored.
        zones: the area codes that are ranked against each other.
        weights: default weight by priority name.
        settings: the draws and the seed.

    Returns:
        Indexed by area_code: counts_only, weights_only, both: likely_high − likely_low, in places.
    """
    sources = {"counts_only": (True, False), "weights_only": (False, True), "both": (True, True)}
    widths: dict[str, pd.Series] = {}
    for name, (vary_counts, vary_weights) in sources.items():
        varied = replace(settings, vary_counts=vary_counts, vary_weights=vary_weights)
        table = rank_summary(score_chunks(counts, zones, weights, varied), None)
        widths[name] = table["likely_high"] - table["likely_low"]
    return pd.DataFrame(widths)


def share_of_weightings(
    counts: ScoredCounts,
    zones: pd.Index,
    weights: Mapping[str, float],
    settings: DrawSettings = DEFAULT_DRAWS,
    worst_share: float = 0.2,
) -> pd.Series:
    """The share of all ways of weighing the priorities under which a zone is among the partnership's worst fifth.

    Every way of weighing is equally likely (Dirichlet(1, …, 1)); the published figures are taken as they are. A
    priority whose default weight is 0 stays out.

    Returns:
        By area_code, 0 to 1: "still in the top fifth under 97 of 100 ways of weighing the three priorities".
    """
    varied = replace(settings, vary_counts=False, vary_weights=True, any_weights=True)
    table = rank_summary(score_chunks(counts, zones, weights, varied), None, SummarySettings(worst_share=worst_share))
    return table["p_worst_fifth_partnership"].rename("share_of_weightings")


def _few(whole: ScoreDraws) -> Iterator[ScoreDraws]:
    """The same draws, few at a time: what is needed of them stays near the processor."""
    for start in range(0, len(whole.weights), DRAWS_AT_ONCE):
        few = slice(start, start + DRAWS_AT_ONCE)
        yield ScoreDraws(whole.area_codes, whole.scores[few], whole.weights[few])


def _combined(piece: ScoreDraws, used: Places) -> Singles:
    """Draws × areas of the weighted sum of the priorities that have weight; NaN = not ranked."""
    total = np.zeros(piece.scores.shape[1::-1], dtype=np.float32)
    for place in used:
        total += piece.scores[:, :, place].T * piece.weights[:, place].astype(np.float32)
    return np.ascontiguousarray(total.T)


def _doubled_ranks(combined: Singles, ranked: npt.NDArray[np.bool_], alike: list[Places]) -> npt.NDArray[np.uint16]:
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
    places[: ranked.sum()] = 2 * np.arange(ranked.sum(), 0, -1)
    doubled = np.empty(combined.shape, dtype=np.uint16)
    doubled.ravel()[ascending] = places
    for group in alike:
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


def _worst_in_scotland(
    piece: ScoreDraws, used: Places, combined: Singles, counts: ScoredCounts, cutoffs: Floats
) -> Floats:
    """How many draws put each area among Scotland's worst, all other zones as published.

    A zone is among the `wanted` worst if fewer than `wanted` others are above it. It is compared with the last of
    them, or, where its own published score is one of them, with the next.
    """
    last, next_ = cutoffs
    worst = combined >= last[:, None].astype(np.float32)
    draw, area = np.nonzero((combined >= next_[:, None].astype(np.float32)) & ~worst)
    own = counts.scores.to_numpy()[counts.area_codes.get_indexer(piece.area_codes[area])][:, used]
    worst[draw, area] = (piece.weights[draw][:, used] * own).sum(axis=1) >= last[draw] - ROUNDING
    return worst.sum(axis=0).astype(float)


def _of_ranks(halves: list[npt.NDArray[np.uint16]], codes: pd.Index, settings: SummarySettings) -> pd.DataFrame:
    """The range and the shares of the ranks, from areas × draws of doubled ranks (0 = not ranked)."""
    ranked = halves[0][:, 0] > 0 if halves else np.zeros(0, bool)
    draws, worst = sum(piece.shape[1] for piece in halves), settings.worst_share * ranked.sum() + ROUNDING
    places = [max(math.ceil(share * draws) - 1, 0) for share in RANGE]
    rows = list[npt.NDArray[np.floating]]()
    for start in range(0, len(ranked), ZONES_AT_ONCE):
        block = np.concatenate([piece[start : start + ZONES_AT_ONCE] for piece in halves], axis=1)
        low, middle, high = np.sort(block, axis=1, kind="stable")[:, places].T / 2  # short numbers: by their digits
        shares = (block <= 2 * worst).mean(axis=1), (block <= 2 * settings.top_k).mean(axis=1)
        rows.append(np.column_stack([middle, low, high, *shares]))
    names = ["median_rank", "likely_low", "likely_high", "p_worst_fifth_partnership", "p_top_k"]
    table = pd.DataFrame(np.concatenate(rows) if rows else np.empty((0, 5)), index=codes, columns=names)
    return table.where(pd.Series(ranked, index=codes), axis=0)
