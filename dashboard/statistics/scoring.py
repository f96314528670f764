"""Scoring all of Scotland's zones of one grain with a partnership's definition of need."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from dashboard.evidence import Library
from dashboard.evidence.partnerships import score_indicators
from dashboard.statistics.need import indicator_positions, priority_ranks, priority_scores, weighed_need
from dashboard.statistics.words import listed, share
from dashboard.vocabulary import AreaType, ConfigError, Fault, Partnership, Status

LARGEST = 1e6
FULL_COVERAGE = 0.97
"""A period is scored only if it has rows for at least this share of Scotland's zones that can be scored."""

Weights = tuple[tuple[str, float], ...]
Definition = tuple[tuple[str, Weights], ...]
REMEMBERED, WEIGHED = 16, 4
"""How many definitions of need are kept worked out, and how many of them weighed: those are quickly made again."""


def held_indicators(library: Library, partnership: Partnership, grain: AreaType) -> dict[str, dict[str, float]]:
    """The indicators and weights that score each priority, without those of sources that are left out.

    Raises:
        ConfigError: a priority has no indicator left.
    """
    held = {
        priority: {key: weight for key, weight in row.items() if key in library.indicators}
        for priority, row in score_indicators(partnership, grain).items()
    }
    for priority, row in held.items():
        if not row:
            rule = f"no indicator is left for {priority} at the grain {grain}"
            remedy = "Leave out fewer sources, or score other indicators"
            raise ConfigError(Fault(f"{partnership.partnership_id}.toml", rule, remedy=remedy))
    return held


def definition_of(library: Library, partnership: Partnership, grain: AreaType) -> Definition:
    """`held_indicators`, as something to remember by: partnerships that share a definition share what follows."""
    return tuple((name, tuple(row.items())) for name, row in held_indicators(library, partnership, grain).items())


def scored_period(library: Library, indicator_id: str, grain: AreaType) -> str:
    """The latest period with full national coverage of an indicator at a grain.

    Raises:
        ConfigError: no period covers Scotland.
    """
    sheet = library.sheet(indicator_id, grain)
    held = (sheet.present & ~sheet.has(Status.MISSING)).sum(axis=0)
    full = [
        label for label, zones in zip(sheet.periods, held, strict=True) if zones >= FULL_COVERAGE * len(sheet.areas)
    ]
    if not full:
        rule = f"has no period that covers Scotland at the grain {grain}"
        raise ConfigError(Fault(f"{indicator_id}.csv", rule, remedy="Score another indicator"))
    return full[-1]


def scoring_values(
    library: Library, priorities: Mapping[str, Mapping[str, float]], grain: AreaType, minimum_population: int
) -> pd.DataFrame:
    """The values that are scored: one row a zone of Scotland with enough people, one column an indicator.

    A suppressed count takes the number its definition says it stands for.
    """
    areas = library.areas
    scored = areas.index[(areas["area_type"] == grain) & (areas["population"] >= minimum_population)]
    columns = {
        indicator_id: _values(library, indicator_id, grain) for row in priorities.values() for indicator_id in row
    }
    return pd.DataFrame(columns).reindex(scored).astype(float)


def _values(library: Library, indicator_id: str, grain: AreaType) -> pd.Series:
    indicator = library.indicators[indicator_id]
    rows = library.sheet(indicator_id, grain).of_period(scored_period(library, indicator_id, grain))
    stands_for = indicator.suppression.stands_for if indicator.suppression else None
    if stands_for is None:
        return rows["value"]
    low = indicator.per * stands_for / rows["denominator"].where(rows["denominator"] > 0)
    return rows["value"].mask(rows["status"] == Status.SUPPRESSED, low)


def national_need(
    library: Library, partnership: Partnership, grain: AreaType, weights: Mapping[str, float]
) -> pd.DataFrame:
    """The need score, rank and fifth of every zone of Scotland at a grain: see `need_table`.

    Partnerships that share a definition share the answer.
    """
    held = held_indicators(library, partnership, grain)
    definition: Definition = tuple((name, tuple(sorted(row.items()))) for name, row in held.items())
    shares = tuple((name, weights[name]) for name in held)
    return _national_need(library, definition, grain, partnership.thresholds.minimum_population, shares)


@lru_cache(maxsize=WEIGHED)
def _national_need(
    library: Library, definition: Definition, grain: AreaType, minimum_population: int, weights: Weights
) -> pd.DataFrame:
    return weighed_need(national_ranks(library, definition, grain, minimum_population), dict(weights))


@lru_cache(maxsize=REMEMBERED)
def national_ranks(library: Library, definition: Definition, grain: AreaType, minimum_population: int) -> pd.DataFrame:
    """The rank of every zone of Scotland on every priority: see `priority_ranks`. Their weights play no part."""
    held = {name: dict(row) for name, row in definition}
    values = scoring_values(library, held, grain, minimum_population)
    polarities = {key: library.indicators[key].polarity for key in values.columns}
    return priority_ranks(priority_scores(indicator_positions(values, polarities), held))


def weights_of(partnership: Partnership, text: str) -> Mapping[str, float]:
    """The weights that a word means: the name of a set (equal, simd_like), or one number a priority, by comma.

    Raises:
        ValueError: saying what is expected.
    """
    if text in partnership.weights:
        return partnership.weights[text]
    names = [priority.name for priority in partnership.priorities]
    expected = f"weights are {', '.join(partnership.weights)}, or {len(names)} numbers by comma ({', '.join(names)})"
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise ValueError(f"{expected}; found {text!r}") from error
    if len(numbers) != len(names) or not all(0 <= number <= LARGEST for number in numbers) or sum(numbers) == 0:
        raise ValueError(f"{expected}, none below zero or above {LARGEST:,.0f} and not all zero; found {text!r}")
    return dict(zip(names, numbers, strict=True))


def weights_words(weights: Mapping[str, float]) -> str:
    """How much each priority counts, in words: Poverty 50%, Employability 25% and Health and Wellbeing 25%."""
    whole = sum(weights.values())
    return listed([f"{name} {share(100 * value / whole, 0)}" for name, value in weights.items()])
