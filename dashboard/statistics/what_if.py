"""Trying another definition of need: other weights of indicators, or some left out; nothing is kept."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from weakref import WeakKeyDictionary

from dashboard.evidence import Evidence
from dashboard.vocabulary import Priority

LARGEST = 100.0
_before: WeakKeyDictionary[Evidence, Evidence] = WeakKeyDictionary()


def indicator_weights(text: str) -> dict[str, float]:
    """The weights of indicators in an address: `child_poverty:0,simd_income:2`.

    Raises:
        ValueError: saying what is expected.
    """
    weights: dict[str, float] = {}
    for part in filter(None, text.split(",")):
        name, _, number = part.partition(":")
        try:
            weights[name] = float(number)
        except ValueError as error:
            raise ValueError(f"an indicator's weight is its id, a colon and a number; found {part!r}") from error
        if not 0 <= weights[name] <= LARGEST:
            raise ValueError(f"an indicator's weight is from 0 to {LARGEST:g}; found {part!r}")
    return weights


@lru_cache(maxsize=64)
def tried(evidence: Evidence, text: str) -> Evidence:
    """The same evidence under other weights of indicators, at every grain that scores them.

    Args:
        evidence: one partnership's evidence.
        text: as in an address; empty, or the weights there are, for the partnership's own definition.

    Raises:
        ValueError: a weight is not understood, an indicator is not scored, or a priority would have none left.
    """
    weights = indicator_weights(text)
    if not weights:
        return evidence
    partnership = evidence.partnership
    known = {key for priority in partnership.priorities for row in priority.indicators.values() for key in row}
    if unknown := sorted(set(weights) - known):
        raise ValueError(f"{unknown[0]!r} is not an indicator that is scored")
    priorities = tuple(_changed(priority, weights, evidence.indicators) for priority in partnership.priorities)
    if priorities == partnership.priorities:
        return evidence
    found = replace(evidence, partnership=replace(partnership, priorities=priorities), tried=True)
    _before[found] = evidence
    return found


def untried(evidence: Evidence) -> Evidence:
    """The evidence that `tried` was given, or the same: trends, tests and the rollout hang on no weight."""
    return _before.get(evidence, evidence)


def _changed(priority: Priority, weights: Mapping[str, float], held: Collection[str]) -> Priority:
    rows = {
        grain: MappingProxyType({key: weights.get(key, weight) for key, weight in row.items()})
        for grain, row in priority.indicators.items()
    }
    if not all(any(row[key] > 0 for key in row if key in held) for row in rows.values()):
        raise ValueError(f"{priority.name} needs at least one indicator with a weight above zero")
    return replace(priority, indicators=MappingProxyType(rows))
