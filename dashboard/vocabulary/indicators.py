"""What an indicator measures, when, and who published it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

YEAR = re.compile(r"\d{4}")


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
