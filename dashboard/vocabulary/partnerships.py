"""A Community Planning Partnership, its priorities, and the numbers its flags turn on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.vocabulary.areas import AreaType, Locality, Place


@dataclass(frozen=True)
class Priority:
    """A priority of the Local Outcomes Improvement Plan, who leads it, and what scores it at each grain."""

    name: str
    lead: str
    indicators: Mapping[AreaType, Mapping[str, float]] = field(hash=False)


@dataclass(frozen=True)
class Thresholds:
    """Every number that a flag or a band turns on."""

    minimum_population: int
    worst_share: float
    people_share: float
    half: float
    remote_share: float
    remote_people: int
    certain: float
    firm: float
    likely: float
    at_the_margin: float


@dataclass(frozen=True)
class Partnership:
    """One Community Planning Partnership and its choices."""

    partnership_id: str
    name: str
    council_area: str
    priorities: tuple[Priority, ...]
    weights: Mapping[str, Mapping[str, float]] = field(hash=False)
    thresholds: Thresholds
    people_in_need: str
    access: str
    also_counted: tuple[str, ...] = ()
    published_index: str = ""
    costs: Mapping[str, float] = field(default_factory=dict[str, float], hash=False)
    localities: tuple[Locality, ...] = ()
    exceptions: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    places: tuple[Place, ...] = ()
    rollout_source: str = ""
    extent_note: str = ""
