"""The words of the dashboard: what an area, an indicator, a partnership and a flag are. No files, no tables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and how to put it right."""

    file: str
    rule: str
    value: object = None
    row: int | None = None
    column: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = f", {self.column}" if self.column else ""
        found = "" if self.value is None else f"; found {self.value!r}"
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{self.file}{row}{column}: {self.rule}{found}{remedy}"


class DashboardError(Exception):
    """Something a person can put right; the message says what, where and how."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class ConfigError(DashboardError):
    """A definition (indicator or partnership file) breaks a rule."""


class DataError(DashboardError):
    """A figure or an area breaks a rule."""


class AreaType(StrEnum):
    """The kinds of area, from the smallest to the whole country."""

    DATA_ZONE = "data_zone"
    INTERMEDIATE_ZONE = "intermediate_zone"
    WARD = "ward"
    LOCALITY = "locality"
    PLACE = "place"
    CUSTOM_AREA = "custom_area"
    COUNCIL_AREA = "council_area"
    SCOTLAND = "scotland"

    @property
    def label(self) -> str:
        """The word for one such area, as on the screen."""
        return self.value.replace("_", " ").replace("scotland", "Scotland")

    @property
    def plural(self) -> str:
        """The word for several."""
        return {"locality": "localities", "scotland": "Scotland"}.get(self.value, f"{self.label}s")

    @property
    def boundary_year(self) -> int | None:
        """The year the boundaries were drawn; None for a partnership's own areas."""
        return {"data_zone": 2011, "intermediate_zone": 2011, "ward": 2025}.get(self.value)

    @classmethod
    def of(cls, area_code: str) -> "AreaType":
        """The kind of area a code belongs to.

        Raises:
            KeyError: no kind of area has such a code.
        """
        for prefix, area_type in CODE_PREFIXES.items():
            if area_code.startswith(prefix):
                return area_type
        raise KeyError(area_code)


CODE_PREFIXES: Mapping[str, AreaType] = MappingProxyType(
    {
        "S01": AreaType.DATA_ZONE,
        "S02": AreaType.INTERMEDIATE_ZONE,
        "S13": AreaType.WARD,
        "S12": AreaType.COUNCIL_AREA,
        "S92": AreaType.SCOTLAND,
        "locality-": AreaType.LOCALITY,
        "place-": AreaType.PLACE,
        "custom-": AreaType.CUSTOM_AREA,
    }
)
SCOTLAND = "S92000003"
GRAINS = (AreaType.INTERMEDIATE_ZONE, AreaType.DATA_ZONE)


class Polarity(StrEnum):
    """Which direction is good."""

    LOWER_IS_BETTER = "lower_is_better"
    HIGHER_IS_BETTER = "higher_is_better"
    NO_JUDGEMENT = "no_judgement"


class Measure(StrEnum):
    """How a value is made, which decides its interval and how it is added up."""

    PROPORTION = "proportion"
    RATE = "rate"
    COUNT = "count"
    STANDARDISED_RATIO = "standardised_ratio"
    MEAN = "mean"
    INDEX = "index"
    PUBLISHED_RANK = "published_rank"


class Status(StrEnum):
    """Why a figure is, or is not, there. Zero is a published figure."""

    PUBLISHED = "published"
    IMPUTED = "imputed"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Outcome(StrEnum):
    """The comparison word."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    NOT_COMPARED = "not_compared"


class RolloutStatus(StrEnum):
    """How far Locality Working has come in a place."""

    WORKING = "working"
    IDENTIFIED = "identified"
    NOT_STARTED = "not_started"


class Level(StrEnum):
    """How strongly an area is flagged."""

    PRIORITY = "priority"
    LOOK_CLOSER = "look closer"
    NO_FLAG = "no flag"


class Topic(StrEnum):
    """What an indicator is about."""

    POVERTY = "Poverty"
    EMPLOYABILITY = "Employability"
    HEALTH = "Health and Wellbeing"
    ACCESS = "Access to services"
    EDUCATION = "Education"
    SAFETY = "Community safety"
    HOUSING = "Housing"
    POPULATION = "Population and place"
    PUBLISHED_RANKS = "Published SIMD ranks"


class PlaceDimension(StrEnum):
    """The fourteen themes of the Place Standard, under which people talk about a place."""

    MOVING_AROUND = "Moving around"
    PUBLIC_TRANSPORT = "Public transport"
    TRAFFIC = "Traffic and parking"
    STREETS = "Streets and spaces"
    NATURAL_SPACE = "Natural space"
    PLAY = "Play and recreation"
    FACILITIES = "Facilities and services"
    WORK = "Work and local economy"
    HOUSING = "Housing and community"
    CONTACT = "Social contact"
    IDENTITY = "Identity and belonging"
    SAFETY = "Feeling safe"
    CARE = "Care and maintenance"
    INFLUENCE = "Influence and sense of control"


class Says(StrEnum):
    """What people say of life in their area, against elsewhere, on one matter."""

    HARDER = "harder"
    SIMILAR = "similar"
    EASIER = "easier"


@dataclass(frozen=True, order=True)
class Period:
    """A time a figure is for: a label and what it sorts by."""

    sort_key: int
    label: str

    @classmethod
    def of(cls, label: str) -> "Period":
        """The period with this label, sorted by the first year in it.

        Raises:
            ValueError: the label holds no year.
        """
        year = YEAR.search(label)
        if year is None:
            raise ValueError(f"no year in the period {label!r}")
        return cls(int(year[0]), label)


@dataclass(frozen=True)
class Source:
    """Who published a figure, under which licence, and when it was retrieved."""

    publisher: str
    title: str
    licence: str
    retrieved: str
    compilation: str = ""


@dataclass(frozen=True)
class Suppression:
    """What a suppressed figure means, and the count it stands for in sums and ranks (never shown)."""

    rule: str
    stands_for: float | None = None


@dataclass(frozen=True)
class Indicator:
    """The definition of one indicator."""

    indicator_id: str
    name: str
    definition: str
    topic: Topic
    measure: Measure
    unit: str
    polarity: Polarity
    source: Source
    counted: str = ""
    population: str = ""
    per: float = 1
    decimals: int = 1
    weighted_by: str = ""
    caveat: str = ""
    comparable_over_time: bool = True
    numerator_within_denominator: bool = True
    council_series_differs: bool = False
    suppression: Suppression | None = None
    period_notes: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)


@dataclass(frozen=True)
class Locality:
    """A partnership's own area: whole wards by best fit, with exceptions, resolved to data zones."""

    area_code: str
    name: str
    wards: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A named community smaller than a locality, where Locality Working is or may be."""

    area_code: str
    name: str
    status: RolloutStatus
    intermediate_zones: tuple[str, ...] = ()
    data_zones: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Flag:
    """One reason to look at an area: its code, level, sentence and the sentence's numbers."""

    code: str
    level: Level
    sentence: str
    numbers: Mapping[str, float] = field(hash=False)


@dataclass(frozen=True)
class Voice:
    """What people say of an area: a note beside the figures, never in them."""

    area_code: str
    title: str
    topic: Topic
    dimension: PlaceDimension
    says: Says
    date: str
    source: str
    consent: str
    text: str
    indicator_id: str = ""


@dataclass(frozen=True)
class Asset:
    """Something an area has that helps: a hall, a group, green space."""

    name: str
    asset_type: str
    data_zone: str
    source: str
    date: str
    address: str = ""
