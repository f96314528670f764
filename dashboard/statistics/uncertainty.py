"""How sure a rank is: likely ranges, probabilities and bands from draws of the priority scores."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.statistics.counts import Floats, ScoredCounts
from dashboard.statistics.cutoffs import ROUNDING
from dashboard.statistics.drawable import Singles
from dashboard.statistics.drawn_ranks import Few, combined_scores, doubled_ranks, few_at_once
from dashboard.statistics.draws import ScoreDraws, score_chunks
from dashboard.statistics.side_by_side import side_by_side
from dashboard.statistics.weighting import DEFAULT_DRAWS, DrawSettings

RANGE = (0.05, 0.5, 0.95)  # the likely range and the median
ZONES_AT_ONCE = 500
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

    def ranks(few: Few) -> tuple[pd.Index, npt.NDArray[np.uint16], Floats]:
        combined = combined_scores(few)
        doubled = np.ascontiguousarray(doubled_ranks(combined, few).T)
        worst = np.empty(0) if counts is None else _worst_in_scotland(few, combined, counts)
        return few.piece.area_codes, doubled, worst

    cut = (few for whole in pieces for few in few_at_once(whole, counts, settings.worst_share))
    made = list(side_by_side(ranks, cut))
    halves = [doubled for _, doubled, _ in made]
    table = _of_ranks(halves, made[0][0] if made else pd.Index([]), settings)
    national = np.sum([worst for *_, worst in made], axis=0) / max(sum(piece.shape[1] for piece in halves), 1)
    share = np.nan if counts is None else national
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


def _worst_in_scotland(few: Few, combined: Singles, counts: ScoredCounts) -> Floats:
    """How many draws put each area among Scotland's worst, all other zones as published.

    A zone is among the `wanted` worst if fewer than `wanted` others are above it. It is compared with the last of
    them, or, where its own published score is one of them, with the next.
    """
    (last, next_), piece, used = few.cutoffs, few.piece, few.used
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

    def some(start: int) -> Floats:
        block = np.concatenate([piece[start : start + ZONES_AT_ONCE] for piece in halves], axis=1)
        low, middle, high = np.sort(block, axis=1, kind="stable")[:, places].T / 2  # short numbers: by their digits
        shares = (block <= 2 * worst).mean(axis=1), (block <= 2 * settings.top_k).mean(axis=1)
        return np.column_stack([middle, low, high, *shares])

    rows = list(side_by_side(some, range(0, len(ranked), ZONES_AT_ONCE)))
    names = ["median_rank", "likely_low", "likely_high", "p_worst_fifth_partnership", "p_top_k"]
    table = pd.DataFrame(np.concatenate(rows) if rows else np.empty((0, 5)), index=codes, columns=names)
    return table.where(pd.Series(ranked, index=codes), axis=0)
