"""How sure the ranks of a partnership's areas are, of any kind: the draws put together, and remembered."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from dashboard.evidence import Evidence, Library
from dashboard.statistics.counts import ScoredCounts, assumed_counts, counts_behind
from dashboard.statistics.draws import ScoreDraws, area_score_draws, reweighed, score_draws
from dashboard.statistics.scoring import Definition, Weights, definition_of
from dashboard.statistics.uncertainty import COLUMNS, Band, BandLimits, SummarySettings, rank_summary
from dashboard.statistics.weighting import DEFAULT_DRAWS, DrawSettings
from dashboard.vocabulary import GRAINS, AreaType, Thresholds

LIVE_DRAWS = DrawSettings(draws=2_000)
"""For weights that are being tried: the same random numbers each time, so that ranges do not jitter."""
TRIED_KEPT = 4
"""How many answers are kept of weights that are tried: each step is another, and few are asked for again."""
LIVE_KEPT = 2
"""How many of them are kept: both grains of a partnership in which weights are tried, 5 MB for 186 data zones."""


def draw_settings(evidence: Evidence, weights: Weights) -> DrawSettings:
    """How often to draw: in full for a set of weights the partnership has named, less often for what is tried."""
    return LIVE_DRAWS if is_tried(evidence, weights) else DEFAULT_DRAWS


def is_tried(evidence: Evidence, weights: Weights) -> bool:
    """Whether weights are only tried: of indicators, or of priorities in a set the partnership has not named."""
    return evidence.tried or not any(dict(weights) == dict(row) for row in evidence.partnership.weights.values())


def counts_of(evidence: Evidence, grain: AreaType) -> ScoredCounts:
    """What is scored, all of Scotland, with its counts, published or supposed: see `assumed_counts`."""
    return _assumed(published_counts(evidence, grain), evidence.library, grain)


def published_counts(evidence: Evidence, grain: AreaType) -> ScoredCounts:
    """What is scored, all of Scotland, with the counts that are published: see `scored_counts`."""
    whole, partnership = evidence.library, evidence.partnership
    minimum = partnership.thresholds.minimum_population
    return _published(whole, definition_of(whole, partnership, grain), grain, minimum)


@lru_cache(maxsize=64)
def _published(library: Library, definition: Definition, grain: AreaType, minimum_population: int) -> ScoredCounts:
    return counts_behind(library, {name: dict(row) for name, row in definition}, grain, minimum_population)


@lru_cache(maxsize=64)
def _assumed(published: ScoredCounts, library: Library, grain: AreaType) -> ScoredCounts:
    return assumed_counts(library, published, grain)


def certainty(evidence: Evidence, area_type: AreaType, weights: Weights) -> pd.DataFrame:
    """How sure the rank of each area of one kind is.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area; areas that are not zones have the draws of their data zones. A custom area has
            no fellows to be ranked with, so nothing is drawn.
        weights: (name, weight) of each priority.

    Returns:
        One row an area, indexed by area_code, as `rank_summary` returns them.
    """
    return (_tried if is_tried(evidence, weights) else _named)(evidence, area_type, weights)


def _certainty(evidence: Evidence, area_type: AreaType, weights: Weights) -> pd.DataFrame:
    if area_type == AreaType.CUSTOM_AREA:
        return _for_all(pd.DataFrame(columns=COLUMNS), evidence.areas_of(area_type).index)
    settings = summary_settings(evidence.partnership.thresholds)
    grain = area_type if area_type in GRAINS else AreaType.DATA_ZONE
    counts, draws = counts_of(evidence, grain), zone_draws(evidence, grain, weights)
    areas = evidence.areas_of(area_type).index
    if area_type in GRAINS:
        return _for_all(rank_summary(draws, counts, settings), areas)
    parts = evidence.parts[evidence.parts["area_type"] == area_type]
    members = parts.assign(population=parts["data_zone"].map(evidence.areas["population"]))
    return _for_all(rank_summary(area_score_draws(draws, members), None, settings), areas)


_named, _tried = lru_cache(maxsize=256)(_certainty), lru_cache(maxsize=TRIED_KEPT)(_certainty)


def _for_all(table: pd.DataFrame, areas: pd.Index) -> pd.DataFrame:
    """A row for every area, those that are not scored without figures."""
    whole = table.reindex(areas)
    return whole.assign(band=whole["band"].astype("object").fillna(Band.NOT_SHOWN.value).astype("str"))


def zone_draws(evidence: Evidence, grain: AreaType, weights: Weights) -> ScoreDraws:
    """The draws of the partnership's scored zones at a grain: see `score_draws`.

    Those for weights that are tried are kept and weighed anew, so that another weight is answered at once.
    """
    settings = draw_settings(evidence, weights)
    if settings == LIVE_DRAWS:
        return reweighed(_live_draws(evidence.of_zones, grain), counts_of(evidence, grain), dict(weights), settings)
    return _drawn(evidence, grain, dict(weights), settings)


@lru_cache(maxsize=LIVE_KEPT)
def _live_draws(evidence: Evidence, grain: AreaType) -> ScoreDraws:
    alike = dict.fromkeys(counts_of(evidence, grain).priorities, 1.0)
    return _drawn(evidence, grain, alike, LIVE_DRAWS)


def _drawn(evidence: Evidence, grain: AreaType, weights: Mapping[str, float], settings: DrawSettings) -> ScoreDraws:
    counts = counts_of(evidence, grain)
    zones = evidence.areas_of(grain).index
    return score_draws(counts, zones[zones.isin(counts.area_codes)], weights, settings)


def summary_settings(thresholds: Thresholds) -> SummarySettings:
    """The worst share and the bands of a partnership's thresholds."""
    limits = BandLimits(thresholds.firm, thresholds.likely, thresholds.at_the_margin)
    return SummarySettings(worst_share=thresholds.worst_share, limits=limits)
