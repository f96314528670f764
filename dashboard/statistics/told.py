"""What a page tells: a sentence with the figures it rests on, each under a name, ready to be set in a table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One figure as it is written, under its name: “Scotland”, “12.3%”."""

    name: str
    figure: str


@dataclass(frozen=True)
class Told:
    """A sentence under a heading, with its figures; without figures the sentence says why there are none."""

    heading: str
    sentence: str
    facts: tuple[Fact, ...] = ()
