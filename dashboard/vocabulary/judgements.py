"""What is said of an area: how it compares, and why it is flagged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """The comparison word."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    NOT_COMPARED = "not_compared"


class Level(StrEnum):
    """How strongly an area is flagged."""

    PRIORITY = "priority"
    LOOK_CLOSER = "look closer"
    NO_FLAG = "no flag"


@dataclass(frozen=True)
class Flag:
    """One reason to look at an area: its code, level, sentence and the sentence's numbers."""

    code: str
    level: Level
    sentence: str
    numbers: Mapping[str, float] = field(hash=False)
