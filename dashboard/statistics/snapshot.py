"""Evidence that is frozen: a ranking with everything it rests on, as plain facts that can be kept in a file."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.evidence import Evidence
from dashboard.evidence.files import Versions
from dashboard.evidence.partnerships import score_indicators
from dashboard.statistics.certainty import is_tried
from dashboard.statistics.flags import Coverage
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.uncertainty import Band
from dashboard.vocabulary import GRAINS, AreaType, Level, Locality, Partnership, Place, RolloutStatus, Thresholds

FORMAT = 1
DECIMALS = 6

Definition = Mapping[str, Mapping[str, Mapping[str, float]]]


@dataclass(frozen=True)
class Note:
    """What a person says of a snapshot: its title, the reason, the date (ISO), and which areas they have chosen."""

    title: str
    reason: str
    made: str
    chosen: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Boundaries:
    """The areas a partnership has drawn itself."""

    localities: tuple[Locality, ...]
    exceptions: Mapping[str, str] = field(hash=False)
    places: tuple[Place, ...]


@dataclass(frozen=True)
class AreaRecord:
    """What was found of one area; None where there was not enough data."""

    area_code: str
    area_name: str
    population: int
    people_income_deprived: float | None
    need_score: float | None
    need_rank: float | None
    likely_low: float | None
    likely_high: float | None
    band: Band
    level: Level
    flags: tuple[str, ...]
    status: RolloutStatus


@dataclass(frozen=True)
class Snapshot:
    """A ranking as it was, and what it rested on.

    Attributes:
        format: which version of the file's layout.
        title: in a few words, whose choice it was or for what meeting.
        reason: why it was kept.
        made: the date, ISO.
        partnership: its id.
        grain: which kind of area is ranked.
        preset: the name of the set of weights, empty for weights of one's own.
        tried: whether the weights were only tried, so that ranges rest on fewer draws.
        weights: weight by priority name.
        indicators: by grain, priority and indicator_id, the weight inside the priority.
        thresholds: what flags and bands turn on.
        people_in_need: the indicator whose people are counted.
        access: the indicator of services that are hard to reach.
        boundaries: the partnership's own areas.
        versions: of the evidence and the code.
        left_out: the sources this installation left out.
        coverage: people in need, inside and outside priority areas.
        areas: the areas, greatest need first.
        chosen: the areas that were chosen, with their conditions; whatever the page makes of it.
    """

    format: int
    title: str
    reason: str
    made: str
    partnership: str
    grain: AreaType
    preset: str
    tried: bool
    weights: Mapping[str, float] = field(hash=False)
    indicators: Definition = field(hash=False)
    thresholds: Thresholds
    people_in_need: str
    access: str
    boundaries: Boundaries
    versions: Versions
    left_out: tuple[str, ...]
    coverage: Coverage
    areas: tuple[AreaRecord, ...]
    chosen: Mapping[str, Any] | None = field(hash=False)


def freeze(evidence: Evidence, summary: NeedSummary, weights: str, note: Note) -> Snapshot:
    """A ranking with everything it rests on.

    Args:
        evidence: one partnership's evidence, its own or one that is tried.
        summary: the ranking, of this evidence and these weights.
        weights: the name of a set of weights, or a number a priority, by comma.
        note: what a person says of it.

    Raises:
        ValueError: the weights are not understood.
    """
    partnership = evidence.partnership
    chosen = weights_of(partnership, weights)
    return Snapshot(
        format=FORMAT,
        title=note.title,
        reason=note.reason,
        made=note.made,
        partnership=partnership.partnership_id,
        grain=summary.area_type,
        preset=weights if weights in partnership.weights else "",
        tried=is_tried(evidence, tuple(chosen.items())),
        weights=dict(chosen),
        indicators=definition_of(partnership),
        thresholds=partnership.thresholds,
        people_in_need=partnership.people_in_need,
        access=partnership.access,
        boundaries=boundaries_of(partnership),
        versions=evidence.library.versions,
        left_out=tuple(sorted(evidence.library.left_out)),
        coverage=summary.coverage,
        areas=area_records(summary),
        chosen=note.chosen,
    )


def definition_of(partnership: Partnership) -> dict[str, dict[str, dict[str, float]]]:
    """The weight of each indicator, by grain, priority and indicator_id."""
    return {
        grain.value: {name: dict(row) for name, row in score_indicators(partnership, grain).items()} for grain in GRAINS
    }


def boundaries_of(partnership: Partnership) -> Boundaries:
    """The areas a partnership has drawn itself."""
    return Boundaries(partnership.localities, dict(partnership.exceptions), partnership.places)


def area_records(summary: NeedSummary) -> tuple[AreaRecord, ...]:
    """What was found of each area, greatest need first, with numbers rounded to six decimals."""
    return tuple(
        AreaRecord(
            area_code=str(code),
            area_name=str(row["area_name"]),
            population=int(row["population"]),
            people_income_deprived=_number(row["people_income_deprived"]),
            need_score=_number(row["need_score"]),
            need_rank=_number(row["need_rank"]),
            likely_low=_number(row["likely_low"]),
            likely_high=_number(row["likely_high"]),
            band=Band(row["band"]),
            level=Level(row["level"]),
            flags=tuple(flag.code for flag in summary.flags[str(code)]),
            status=RolloutStatus(row["status"]),
        )
        for code, row in summary.areas.to_dict("index").items()
    )


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), DECIMALS)
