"""From today's ranking back to a snapshot's: its weights, its thresholds, its areas, one after the other."""

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.evidence import Evidence, evidence_of_partnership
from dashboard.statistics.certainty import is_tried
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.snapshot import Snapshot, boundaries_of, definition_of
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.vocabulary import GRAINS, AreaType, ConfigError, DashboardError, DataError, Fault, Priority

FROZEN = "frozen"
"""What a snapshot's set of weights is called while it is looked at."""


class Cause(StrEnum):
    """Why something has moved."""

    WEIGHTS = "weights"
    METHOD = "method"
    BOUNDARIES = "boundaries"
    DATA = "data"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, eq=False)
class Standing:
    """A ranking that can be worked out: whose evidence, and which set of weights."""

    evidence: Evidence
    weights: str

    def summary(self, grain: AreaType) -> NeedSummary:
        """The ranking.

        Raises:
            DataError: the partnership has no such areas.
        """
        partnership = self.evidence.partnership
        if self.evidence.areas_of(grain).empty:
            raise DataError(Fault("snapshot", f"{partnership.name} has no {grain.plural} today", column="grain"))
        return need_summary(self.evidence, grain, self.weights)


@dataclass(frozen=True, eq=False)
class StepsBack:
    """Today's ranking, those after each step back, and the causes whose step could not be taken.

    `summaries` has today's, and one for each step: with the snapshot's weights, also with its thresholds, also with
    its areas. A step that changes nothing, or cannot be taken, repeats the one before.
    """

    summaries: tuple[NeedSummary, ...]
    not_taken: tuple[Cause, ...]


STEPS = (Cause.WEIGHTS, Cause.METHOD, Cause.BOUNDARIES)


def steps_back(now: Standing, snapshot: Snapshot) -> StepsBack:
    """Today's ranking taken back to a snapshot's, a step a cause.

    A step cannot be taken where today's evidence does not hold what the snapshot names: an indicator, a ward or a zone.

    Args:
        now: today's ranking.
        snapshot: the ranking to come near to.

    Raises:
        DashboardError: today's ranking itself cannot be worked out.
    """
    summaries, not_taken = [now.summary(snapshot.grain)], list[Cause]()
    for cause, step in zip(STEPS, (with_weights, with_thresholds, with_boundaries), strict=True):
        try:
            then = step(now, snapshot)
            summaries.append(then.summary(snapshot.grain))
            now = then
        except (DashboardError, ValueError):
            summaries.append(summaries[-1])
            not_taken.append(cause)
    return StepsBack(tuple(summaries), tuple(not_taken))


def with_weights(now: Standing, snapshot: Snapshot) -> Standing:
    """The same evidence under a snapshot's weights of priorities and of indicators, drawn as often as then.

    Indicators that are not held today take no part, as in any definition.
    """
    partnership = now.evidence.partnership
    weights = dict(weights_of(partnership, now.weights))
    known = definition_of(partnership)
    if (
        weights == snapshot.weights
        and known == snapshot.indicators
        and is_tried(now.evidence, tuple(weights.items())) == snapshot.tried
    ):
        return now
    leads = {priority.name: priority.lead for priority in partnership.priorities}
    priorities = tuple(
        Priority(name, leads.get(name, ""), {grain: snapshot.indicators[grain.value][name] for grain in GRAINS})
        for name in snapshot.weights
    )
    changed = replace(partnership, priorities=priorities, weights={FROZEN: snapshot.weights})
    return Standing(replace(now.evidence, partnership=changed, tried=snapshot.tried), FROZEN)


def with_thresholds(now: Standing, snapshot: Snapshot) -> Standing:
    """The same evidence with a snapshot's thresholds, and its indicators of people in need and of access.

    Raises:
        ConfigError: one of the two is not held today.
    """
    partnership = now.evidence.partnership
    changed = replace(
        partnership,
        thresholds=snapshot.thresholds,
        people_in_need=snapshot.people_in_need,
        access=snapshot.access,
    )
    if changed == partnership:
        return now
    for indicator_id in (snapshot.people_in_need, snapshot.access):
        if indicator_id not in now.evidence.indicators:
            raise ConfigError(Fault("snapshot", "unknown indicator", indicator_id))
    return replace(now, evidence=replace(now.evidence, partnership=changed))


def with_boundaries(now: Standing, snapshot: Snapshot) -> Standing:
    """The same evidence with a snapshot's localities, exceptions and places.

    Raises:
        ConfigError: a ward or zone of theirs is none of the partnership's today.
    """
    partnership, then = now.evidence.partnership, snapshot.boundaries
    if boundaries_of(partnership) == then:
        return now
    changed = replace(partnership, localities=then.localities, exceptions=dict(then.exceptions), places=then.places)
    own = evidence_of_partnership(now.evidence.library, changed)
    return replace(now, evidence=replace(own, tried=now.evidence.tried))
