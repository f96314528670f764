"""What the evidence says, in sentences: the headline, who is covered, and what the rollout reaches."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import comparators
from dashboard.statistics.area_need import area_need
from dashboard.statistics.certainty import TRIED_KEPT, is_tried
from dashboard.statistics.flags import Coverage, Setting, coverage, flags, level
from dashboard.statistics.scoring import scored_period, weights_of, weights_words
from dashboard.statistics.trends import trends
from dashboard.statistics.what_if import untried
from dashboard.statistics.words import count, listed, share
from dashboard.statistics.worsening import worsening
from dashboard.vocabulary import AreaType, Flag, Level, RolloutStatus

NAMED = 3
MOST = 8
"""How many areas a sentence names before it counts the rest."""


@dataclass(frozen=True)
class NeedSummary:
    """The need of a partnership's areas of one kind, with flags and coverage.

    `areas` is what `area_need` returns, with a column level. `weights` is how much each priority counts, and `tried`
    says that indicators inside them have weights of one's own.
    """

    areas: pd.DataFrame
    flags: dict[str, tuple[Flag, ...]]
    coverage: Coverage
    area_type: AreaType
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    tried: bool = False

    def of_area(self, area_code: str) -> dict[Hashable, Any]:
        """What `areas` holds of one area."""
        return self._rows[area_code]

    @cached_property
    def _rows(self) -> dict[Hashable, dict[Hashable, Any]]:
        """All of `areas`, once: asked for area by area, pandas takes most of the time of a page."""
        return self.areas.to_dict("index")


def need_summary(evidence: Evidence, area_type: AreaType, weights: str = "equal") -> NeedSummary:
    """Need, flags and coverage of a partnership's areas of one kind.

    Data zones have no worsening flag: their yearly series are too few.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area.
        weights: the name of a set of weights, or a number a priority, by comma.

    Raises:
        ValueError: the weights are not understood.
    """
    tried = is_tried(evidence, tuple(weights_of(evidence.partnership, weights).items()))
    return (_tried if tried else _named)(evidence, area_type, weights)


def _summary(evidence: Evidence, area_type: AreaType, weights: str) -> NeedSummary:
    partnership = evidence.partnership
    weighed = weights_of(partnership, weights)
    need = area_need(evidence, area_type, weighed)
    period = scored_period(evidence.library, partnership.people_in_need, AreaType.DATA_ZONE)
    rate = comparators(evidence, partnership.people_in_need, period).partnership
    found = flags(need, Setting(partnership.name, rate, partnership.thresholds))
    worse = {} if area_type == AreaType.DATA_ZONE else _worsening(untried(evidence), area_type)
    found = {code: (*those, worse[code]) if code in worse else those for code, those in found.items()}
    if area_type == AreaType.CUSTOM_AREA:  # alone of its kind, it would always be the largest
        found = {code: tuple(flag for flag in those if flag.code != "many_people") for code, those in found.items()}
    need = need.assign(level=[level(found[code]).value for code in need.index])
    return NeedSummary(need, found, coverage(need, found), area_type, weighed, evidence.tried)


_named, _tried = lru_cache(maxsize=256)(_summary), lru_cache(maxsize=TRIED_KEPT)(_summary)


@lru_cache(maxsize=64)
def _worsening(evidence: Evidence, area_type: AreaType) -> dict[str, Flag]:
    return worsening(evidence, trends(evidence, area_type))


def weighed_words(summary: NeedSummary) -> str:
    """How the need score is weighed, as every picture and file of it says."""
    own = ", and indicators by weights of one's own" if summary.tried else ""
    return f"need score (weights: {weights_words(summary.weights)}{own})"


def headline(summary: NeedSummary) -> str:
    """Where need is greatest, and how many areas are flagged."""
    names = list(summary.areas["area_name"].head(NAMED))
    priority = int((summary.areas["level"] == Level.PRIORITY).sum())
    kind = summary.area_type.plural if priority != 1 else summary.area_type.label
    return (
        f"Need is greatest in {listed(names)}. {priority} of {len(summary.areas)} {summary.area_type.plural} "
        f"{'stands' if priority == 1 else 'stand'} out as {'a priority ' + kind if priority == 1 else 'priorities'}."
    )


def coverage_sentence(summary: NeedSummary, partnership: str) -> str:
    """Who lives inside the priority areas, and who would be missed."""
    found = summary.coverage
    if not found.people:
        return f"No people on low income are counted in {partnership}."
    inside, outside = (100 * part / found.people for part in (found.inside, found.outside))
    return (
        f"Of {count(found.people)} people on low income in {partnership}, {count(found.inside)} ({share(inside, 0)}) "
        f"live in the priority areas. {count(found.outside)} ({share(outside, 0)}) live elsewhere and would be missed "
        f"by working in those areas alone."
    )


def rollout_sentence(summary: NeedSummary) -> str:
    """Which priority areas Locality Working reaches, and which it does not."""
    priority = summary.areas[summary.areas["level"] == Level.PRIORITY]
    reached = priority[priority["status"] != RolloutStatus.NOT_STARTED]
    left = priority[priority["status"] == RolloutStatus.NOT_STARTED]
    text = f"Locality Working is under way or identified next in {len(reached)} of the {len(priority)} priority areas"
    if not len(left):
        return f"{text}."
    rest = f" and {len(left) - MOST} more" if len(left) > MOST else ""
    names = list(left["area_name"])
    named = "; ".join(names[:MOST]) + rest if rest else listed(names)
    return f"{text}; not in {named}."
