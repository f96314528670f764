"""What is held of each indicator: since when, until when, for how many areas, and whether it is still fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dashboard.evidence import Evidence, Library
from dashboard.vocabulary import YEAR, AreaType, Period, Source, Status

STALE_AFTER = 5
"""A figure is stale if its period began more than this many years before it was retrieved; today does not count."""

COVERED_TYPES = (AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE, AreaType.COUNCIL_AREA)
"""The kinds of area whose coverage is said."""


@dataclass(frozen=True)
class Cover:
    """How many of a partnership's areas of one kind have a figure in the latest period held for them."""

    period: str
    with_figure: int
    areas: int


@dataclass(frozen=True)
class Holding:
    """What is held of one indicator for a partnership: its periods, latest and earliest, and how many areas."""

    first: Period
    latest: Period
    stale: bool
    covers: Mapping[AreaType, Cover]


def is_stale(latest: Period, source: Source) -> bool:
    """Whether the latest figures were already more than STALE_AFTER years old when they were retrieved."""
    retrieved = YEAR.search(source.retrieved)
    return retrieved is not None and int(retrieved[0]) - latest.sort_key > STALE_AFTER


@lru_cache(maxsize=1024)
def held_periods(library: Library, indicator_id: str) -> tuple[Period, ...]:
    """The periods that an indicator has a published figure for, anywhere in Scotland, earliest first."""
    labels = {
        sheet.periods[place]
        for sheet in library.sheets[indicator_id].values()
        for place in np.flatnonzero((sheet.present & ~sheet.has(Status.MISSING)).any(axis=0)).tolist()
    }
    return tuple(sorted(Period.of(label) for label in labels))


@lru_cache(maxsize=1024)
def held_types(library: Library, indicator_id: str) -> tuple[AreaType, ...]:
    """The kinds of area that an indicator's figures are published for, from the smallest on."""
    return tuple(kind for kind in AreaType if kind in library.sheets[indicator_id])


@lru_cache(maxsize=64)
def holdings(evidence: Evidence) -> Mapping[str, Holding]:
    """What is held for a partnership, by indicator_id, in the order of the definitions.

    Args:
        evidence: one partnership's evidence.

    Returns:
        A Holding an indicator. Its periods are those with a figure for any of the partnership's areas of
        COVERED_TYPES; an indicator without any is left out. A Cover stands there for each kind that has a figure.
    """
    found: dict[str, Holding] = {}
    for indicator_id, indicator in evidence.indicators.items():
        labels: set[str] = set()
        covers: dict[AreaType, Cover] = {}
        for kind in COVERED_TYPES:
            sheet = evidence.sheet(indicator_id, kind)
            own = ~np.isnan(sheet.value[sheet.among(evidence.areas_of(kind).index)])
            held = np.flatnonzero(own.any(axis=0)).tolist()
            if held:
                labels.update(sheet.periods[place] for place in held)
                covers[kind] = Cover(sheet.periods[held[-1]], int(own[:, held[-1]].sum()), len(own))
        if labels:
            periods = sorted(Period.of(label) for label in labels)
            found[indicator_id] = Holding(periods[0], periods[-1], is_stale(periods[-1], indicator.source), covers)
    return found
