"""What is wanted of a choice of areas: who is counted, and under which conditions."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.scoring import national_need, weights_of
from dashboard.vocabulary import AreaType

NEED_SCORE = "need_score"
"""The measure that counts everyone who lives in a data zone of a high enough need score."""
HIGHEST_SCORE = 100


@dataclass(frozen=True)
class Wish:
    """What is wanted of a choice.

    Attributes:
        more: how many areas at most are chosen (beside those kept).
        keep: whether areas where Locality Working is under way are kept.
        measure: an indicator whose people are counted, or NEED_SCORE.
        threshold: with NEED_SCORE, the need score from which a data zone counts; None for the partnership's worst
            fifth.
        remote: how many remote rural areas at least.
        each_locality: whether every locality has at least one.
        budget: what the chosen areas may cost, if the partnership's file gives costs.
        weights: the weights of the priorities, for NEED_SCORE and for which areas are flagged.
    """

    more: int = 3
    keep: bool = True
    measure: str = ""
    threshold: float | None = None
    remote: int = 0
    each_locality: bool = False
    budget: float | None = None
    weights: str = "equal"


def measures(evidence: Evidence) -> dict[str, str]:
    """Who can be counted, by measure: what the people are, in words."""
    partnership = evidence.partnership
    held = [key for key in (partnership.people_in_need, *partnership.also_counted) if key in evidence.indicators]
    words = {key: evidence.indicators[key].counted or evidence.indicators[key].name.lower() for key in held}
    return {**words, NEED_SCORE: "people in data zones of the highest need scores"}


def filled(evidence: Evidence, wish: Wish) -> tuple[Wish, str]:
    """The wish with its measure and threshold, and who is counted, in words.

    Raises:
        ValueError: the measure is not known, or the threshold is no need score.
    """
    known = measures(evidence)
    measure = wish.measure or evidence.partnership.people_in_need
    if measure not in known:
        raise ValueError(f"the measure is one of {', '.join(known)}; found {measure!r}")
    if measure != NEED_SCORE:
        return replace(wish, measure=measure, threshold=None), known[measure]
    threshold = worst_fifth_score(evidence, wish.weights) if wish.threshold is None else wish.threshold
    if not 0 <= threshold <= HIGHEST_SCORE:
        raise ValueError(f"a need score is from 0 to {HIGHEST_SCORE}; found {threshold:g}")
    return (
        replace(wish, measure=measure, threshold=threshold),
        f"people in data zones with a need score of at least {threshold:g}",
    )


def worst_fifth_score(evidence: Evidence, weights: str) -> float:
    """The need score from which a data zone is among the partnership's worst fifth, rounded down to a tenth.

    The highest possible score if no zone is scored.
    """
    scores = zone_scores(evidence, weights).dropna().sort_values(ascending=False)
    if scores.empty:
        return float(HIGHEST_SCORE)
    last = max(int(evidence.partnership.thresholds.worst_share * len(scores)), 1) - 1
    return float(np.floor(10 * scores.iloc[last]) / 10)


def zone_scores(evidence: Evidence, weights: str) -> pd.Series:
    """The need score of each of the partnership's data zones."""
    numbers = weights_of(evidence.partnership, weights)
    need = national_need(evidence.library, evidence.partnership, AreaType.DATA_ZONE, numbers)
    return need["need_score"].reindex(evidence.areas_of(AreaType.DATA_ZONE).index)
