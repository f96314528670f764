"""Whether the method keeps its word: redraw the counts of a known world, ask the method, compare with the truth."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.statistics.counts import Floats, ScoredCounts
from dashboard.statistics.drawable import Singles
from dashboard.statistics.drawn_ranks import ranks_from_draws
from dashboard.statistics.draws import score_draws
from dashboard.statistics.need import combined_score, need_rank, priority_ranks
from dashboard.statistics.uncertainty import RANGE, SummarySettings, rank_summary
from dashboard.statistics.weighting import DrawSettings
from dashboard.vocabulary import Measure

STATED = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95)  # where the groups of stated probabilities begin


@dataclass(frozen=True)
class CalibrationSettings:
    """How many worlds are made, how often each is drawn, and what counts as sure."""

    worlds: int = 200
    draws: int = 1_000
    seed: int = 2015
    sure: float = 0.9
    worst_share: float = 0.2


DEFAULT_CALIBRATION = CalibrationSettings()


@dataclass(frozen=True, eq=False)
class Calibration:
    """How often the method was right, over all worlds × zones.

    `sure_*`: how often it said P ≥ `sure`; `right_*`: the share of those that were true (NaN if there were none).
    `coverage`: the share of likely ranges (5-95%) that held the true rank. A range of whole ranks always holds more
    than 90% of the draws, the more so the fewer ranks there are; `even_coverage` takes off what the ranks at its ends
    hold too much, so that 0.9 is exact. `mean_width`: of the likely ranges, in places. `stated`: by stated
    probability, how often it was stated (times), its mean (mean_stated) and how often it was true (true_share), where
    = partnership or scotland.
    """

    settings: CalibrationSettings
    zones: int
    coverage: float
    even_coverage: float
    mean_width: float
    sure_partnership: int
    right_partnership: float
    sure_scotland: int
    right_scotland: float
    stated: pd.DataFrame


def calibrate(
    counts: ScoredCounts,
    zones: pd.Index,
    weights: Mapping[str, float],
    settings: CalibrationSettings = DEFAULT_CALIBRATION,
    noise: ScoredCounts | None = None,
) -> Calibration:
    """What the method says about worlds whose truth is known, on the real pattern of a partnership.

    The published rates are taken to be the truth: they give the true ranks in the partnership and in Scotland. Each
    world redraws every count of Scotland that is held (Binomial for proportions, Poisson for rates), scores what was
    counted, and asks `rank_summary`, with counts varying and weights fixed. What is tested is the noise of counts:
    weights are choices and have no truth, and figures without counts are the same in every world.

    Args:
        counts: what is scored, all of Scotland.
        zones: the area codes of the partnership.
        weights: weight by priority name.
        settings: the worlds, draws, seed and thresholds.
        noise: the counts that really vary, where they are more than the method knows of (see `assumed_counts`).

    Returns:
        The calibration, over all worlds × zones.

    References:
        Rubin (1984), Annals of Statistics 12: 1151-1172 (frequency calibration of Bayesian intervals).
    """
    generator = np.random.default_rng(settings.seed)
    truth = _truth(counts, zones, weights, settings.worst_share)
    worlds: list[pd.DataFrame] = []
    for number in range(settings.worlds):
        drawn = DrawSettings(draws=settings.draws, seed=settings.seed + number, vary_weights=False)
        world = another_world(noise or counts, generator)
        if noise is not None:
            world = replace(counts, values=world.values, numerators=np.where(counts.counted, world.numerators, np.nan))
        draws = score_draws(world, zones, weights, drawn)
        table = rank_summary(draws, world, SummarySettings(worst_share=settings.worst_share)).join(truth)
        ranks = ranks_from_draws(draws.scores, draws.weights)
        worlds.append(table.assign(even_coverage=_even_coverage(ranks, truth["true_rank"].to_numpy())))
    return _judged(pd.concat(worlds, ignore_index=True), settings, len(zones))


def another_world(counts: ScoredCounts, generator: np.random.Generator) -> ScoredCounts:
    """What might have been counted had the published rates been the truth: Binomial or Poisson counts."""
    values, numerators = counts.values.copy(), counts.numerators.copy()
    for column, measure in enumerate(counts.measures):
        rows = np.flatnonzero(counts.counted[:, column])
        x, m = counts.numerators[rows, column], counts.denominators[rows, column]
        if measure is Measure.PROPORTION:
            numerators[rows, column] = generator.binomial(m.round().astype(np.int64), x / m)
        else:
            numerators[rows, column] = generator.poisson(x)
        values[rows, column] = counts.per[column] * numerators[rows, column] / m
    return replace(counts, values=values, numerators=numerators)


def _truth(counts: ScoredCounts, zones: pd.Index, weights: Mapping[str, float], worst_share: float) -> pd.DataFrame:
    """Indexed by area_code: true_rank, truly_partnership, truly_scotland."""
    used = {name: weights[name] for name in counts.priorities}
    score = combined_score(priority_ranks(counts.averages), used)
    national, local = need_rank(score), need_rank(score.reindex(zones))
    return pd.DataFrame(
        {
            "true_rank": local,
            "truly_partnership": local <= worst_share * local.notna().sum(),
            "truly_scotland": national.reindex(zones) <= worst_share * national.notna().sum(),
        }
    )


def _even_coverage(ranks: Singles, true: Floats) -> Floats:
    """By area, the part of the draws at the true rank that lies between the 5th and the 95th in 100."""
    below, upto = (ranks < true).mean(axis=0), (ranks <= true).mean(axis=0)
    part = np.minimum(upto, RANGE[2]) - np.maximum(below, RANGE[0])
    inside = (below >= RANGE[0]) & (upto <= RANGE[2])
    return np.where(upto > below, np.clip(part, 0, None) / np.maximum(upto - below, 1e-12), inside)


def _judged(rows: pd.DataFrame, settings: CalibrationSettings, zones: int) -> Calibration:
    rows = rows.dropna(subset=["true_rank", "median_rank"])
    held = rows["true_rank"].between(rows["likely_low"], rows["likely_high"])
    sure_here = rows["p_worst_fifth_partnership"] >= settings.sure
    sure_there = rows["p_worst_fifth_scotland"] >= settings.sure
    return Calibration(
        settings=settings,
        zones=zones,
        coverage=float(held.mean()),
        even_coverage=float(rows["even_coverage"].mean()),
        mean_width=float((rows["likely_high"] - rows["likely_low"]).mean()),
        sure_partnership=int(sure_here.sum()),
        right_partnership=float(rows.loc[sure_here, "truly_partnership"].mean()),
        sure_scotland=int(sure_there.sum()),
        right_scotland=float(rows.loc[sure_there, "truly_scotland"].mean()),
        stated=_stated(rows),
    )


def _stated(rows: pd.DataFrame) -> pd.DataFrame:
    """By stated probability: how often it was stated, its mean, and how often it was true."""
    tables: list[pd.DataFrame] = []
    for where in ("partnership", "scotland"):
        probability, true = rows[f"p_worst_fifth_{where}"], rows[f"truly_{where}"].astype(float)
        group = np.digitize(probability, STATED)
        grouped = pd.DataFrame({"stated": probability, "true": true}).groupby(group)
        table = grouped.agg(times=("true", "size"), mean_stated=("stated", "mean"), true_share=("true", "mean"))
        tables.append(table.assign(where=where))
    return pd.concat(tables, ignore_index=True)
