"""The people whom a choice of areas counts, and how many of them there might have been."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.certainty import zone_draws
from dashboard.statistics.counts import Floats
from dashboard.statistics.dispersed import counted_period, people_counted
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.wish import NEED_SCORE, Wish, zone_scores
from dashboard.vocabulary import AreaType, Measure, Status

SEED = 20_261_121


def people_of(evidence: Evidence, wish: Wish, zones: pd.Index) -> pd.Series:
    """The people in need in each data zone, by the measure of a wish that is filled in."""
    if wish.measure != NEED_SCORE:
        return people_counted(evidence, wish.measure, zones)
    population = evidence.library.zones["population"].reindex(zones).astype(float)
    return population.where(
        zone_scores(evidence, wish.weights).reindex(zones) >= float(wish.threshold or 0), 0.0
    ).rename("people")


def people_draws(evidence: Evidence, wish: Wish, zones: pd.Index, draws: int) -> Floats:
    """People in need by zone, drawn again: draws × zones.

    Counts as `counts_draws` draws them; for the need score, everyone in a zone whose drawn score is high enough.
    """
    if wish.measure != NEED_SCORE:
        return counts_draws(evidence, wish.measure, zones, draws)
    weights = tuple(weights_of(evidence.partnership, wish.weights).items())
    drawn = zone_draws(evidence, AreaType.DATA_ZONE, weights)
    scores = np.einsum("dap,dp->da", drawn.scores[:draws], drawn.weights[:draws]) / drawn.weights[:draws].sum(
        axis=1, keepdims=True
    )
    people = evidence.library.zones["population"].reindex(drawn.area_codes).to_numpy(float)
    inside = np.where(np.nan_to_num(scores) >= float(wish.threshold or 0), people, 0.0)
    return pd.DataFrame(inside, columns=drawn.area_codes).reindex(columns=zones, fill_value=0.0).to_numpy(float)


def counts_draws(evidence: Evidence, indicator_id: str, zones: pd.Index, draws: int) -> Floats:
    """Counts of people that might have been found: draws × zones.

    A count x of n is drawn as n times Beta(x + ½, n − x + ½), a count without a denominator as Gamma(x + ½).

    References:
        Jeffreys intervals: Brown, Cai and DasGupta (2001), Statistical Science 16: 101-133.
    """
    people = people_counted(evidence, indicator_id, zones).to_numpy(float)
    rows = evidence.sheet(indicator_id, AreaType.DATA_ZONE).of_period(counted_period(evidence, indicator_id))
    rows = rows.reindex(zones)
    denominator = rows["denominator"].to_numpy(float)
    proportion = evidence.indicators[indicator_id].measure is Measure.PROPORTION
    known = (denominator >= people) & (denominator > 0) & proportion
    held = rows["status"].isin([Status.PUBLISHED, Status.IMPUTED, Status.SUPPRESSED]).to_numpy(bool)
    generator = np.random.default_rng(SEED)
    left = np.where(known, denominator - people, 1.0)
    shares: npt.NDArray[np.float64] = generator.beta(people + 0.5, left + 0.5, size=(draws, len(zones)))
    counts: npt.NDArray[np.float64] = generator.gamma(people + 0.5, size=(draws, len(zones)))
    drawn = np.where(known, shares * np.where(known, denominator, 0.0), counts)
    return np.where(held, drawn, 0.0)
