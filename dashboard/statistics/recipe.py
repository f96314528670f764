"""The recipe of a need score: which values are scored, in which direction, and how much each counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pandas as pd

from dashboard.evidence import Evidence, Library
from dashboard.statistics.need import indicator_positions, need_table, priority_ranks, priority_scores
from dashboard.statistics.scoring import Definition, definition_of, scoring_values
from dashboard.vocabulary import AreaType, Polarity


@dataclass(frozen=True, eq=False)
class Recipe:
    """All that decides a need score: `values` are zones × indicators of the whole country, in their own units."""

    values: pd.DataFrame
    polarities: Mapping[str, Polarity]
    priorities: Mapping[str, Mapping[str, float]]
    weights: Mapping[str, float]

    @cached_property
    def positions(self) -> pd.DataFrame:
        """The position of every zone on every indicator: see `indicator_positions`."""
        return indicator_positions(self.values, self.polarities)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The score of every zone on every priority: see `priority_scores`."""
        return priority_scores(self.positions, self.priorities)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """The national rank of every zone on every priority: see `priority_ranks`."""
        return priority_ranks(self.scores)

    @cached_property
    def need(self) -> pd.DataFrame:
        """The need score, national rank and fifth of every zone: see `need_table`."""
        return need_table(self.values, self.polarities, self.priorities, self.weights)

    @cached_property
    def without_each(self) -> Mapping[str, "Recipe"]:
        """The same without each indicator in turn: see `without`."""
        return {str(key): self.without(str(key)) for key in self.values.columns}

    def without(self, indicator_id: str) -> "Recipe":
        """The same without one indicator; a priority that has no other goes with it."""
        left = {
            name: {key: w for key, w in row.items() if key != indicator_id} for name, row in self.priorities.items()
        }
        left = {name: row for name, row in left.items() if any(row.values())}
        weights = {name: weight for name, weight in self.weights.items() if name in left}
        return replace(self, values=self.values.drop(columns=indicator_id), priorities=left, weights=weights)


def recipe_of(evidence: Evidence, grain: AreaType, weights: Mapping[str, float]) -> Recipe:
    """The recipe of a partnership's need score at a grain; partnerships that share it share what follows from it.

    Args:
        evidence: one partnership's evidence.
        grain: data zone or intermediate zone.
        weights: weight by priority name.
    """
    definition = definition_of(evidence.library, evidence.partnership, grain)
    minimum = evidence.partnership.thresholds.minimum_population
    return _recipe(evidence.library, definition, grain, minimum, tuple(weights.items()))


@lru_cache(maxsize=16)
def _recipe(
    library: Library,
    definition: Definition,
    grain: AreaType,
    minimum_population: int,
    weights: tuple[tuple[str, float], ...],
) -> Recipe:
    held = {name: dict(row) for name, row in definition}
    values = scoring_values(library, held, grain, minimum_population)
    polarities = {key: library.indicators[key].polarity for key in values.columns}
    return Recipe(values, polarities, held, dict(weights))
