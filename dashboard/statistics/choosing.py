"""Which areas to support next: the set that reaches most people in need, and what each condition costs."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.statistics.choosing_best import best_set, met, most_added_first
from dashboard.statistics.choosing_conditions import Conditions, Group, check_conditions, without_each
from dashboard.statistics.choosing_model import CoveringModel, covering_model, people_by_zone
from dashboard.statistics.counts import Floats, Truth

__all__ = [
    "Choice",
    "Conditions",
    "Group",
    "choose_areas",
    "chosen_frequency",
    "condition_costs",
    "is_simply_largest",
    "second_best",
]


@dataclass(frozen=True)
class Choice:
    """A set of areas and whom it reaches.

    Attributes:
        chosen: area codes, not the fixed ones. The first adds most people to those the fixed areas reach, the next
            adds most to those reached so far, and so on; the code decides where two add equally many. Where areas
            overlap, a person therefore counts for the first area that reaches them. No area adds nobody, beside
            all the others of the set, unless a group needs it.
        fixed: the areas already working, by code.
        reached: people in need in the zones that chosen or fixed areas serve, each zone once.
        total: people in need in all zones, served or not.
    """

    chosen: tuple[str, ...]
    fixed: tuple[str, ...]
    reached: float
    total: float


def choose_areas(people: pd.Series, serves: pd.DataFrame, conditions: Conditions) -> Choice:
    """The set of areas that reaches most people in need.

    Exact: no other set that meets the conditions reaches more; sums closer than one in a thousand million of all the
    people count as equal. Where several reach equally many, it is one with the fewest areas, and the same one
    whatever the order of the rows.

    Args:
        people: people in need by zone, 0 or more; need not be whole.
        serves: area_code, zone: a row a zone an area serves; areas may overlap.
        conditions: how many, which are kept, groups, a budget.

    Returns:
        The set, and whom it reaches.

    Raises:
        ValueError: the conditions make no sense or no set meets them, or people are missing or below 0.
        RuntimeError: the solver fails.

    References:
        Church and ReVelle (1974), The maximal covering location problem, Papers of the Regional Science Association
        32: 101-118; with a budget: Khuller, Moss and Naor (1999), The budgeted maximum coverage problem, Information
        Processing Letters 70: 39-45.
    """
    known = people_by_zone(people)
    model = covering_model(known.index, serves, conditions)
    return _choice(model, known, met(model, best_set(model, _in_blocks(model, known))))


def second_best(people: pd.Series, serves: pd.DataFrame, conditions: Conditions, best: Choice) -> Choice | None:
    """The set that reaches most people among all the others.

    A set that is the best one with further areas is no other set: they would add nobody. So the second best lacks at
    least one area of the best, and that is all that has to be asked of it.

    Args:
        people: people in need by zone, 0 or more.
        serves: area_code, zone: a row a zone an area serves.
        conditions: how many, which are kept, groups, a budget.
        best: as `choose_areas` returns it for the same people and conditions.

    Returns:
        The set, and whom it reaches, perhaps as many as the best; None if there is no other.

    Raises:
        ValueError: as `choose_areas`, or the best set holds an area that cannot be chosen.
        RuntimeError: the solver fails.
    """
    known = people_by_zone(people)
    model = covering_model(known.index, serves, conditions)
    if unknown := sorted(set(best.chosen) - set(model.areas)):
        raise ValueError(f"the best set holds {unknown[0]!r}, which cannot be chosen here")
    without = np.array([code in best.chosen for code in model.areas], dtype=bool)
    found = best_set(model, _in_blocks(model, known), without)
    return None if found is None else _choice(model, known, found)


def condition_costs(people: pd.Series, serves: pd.DataFrame, conditions: Conditions, best: Choice) -> dict[str, float]:
    """How many more people would be reached without a condition, one left out at a time.

    Areas already working are left free by choosing as many areas as there were in all, from all of them; those
    already working then cost nothing, and the budget holds for the others as before.

    Args:
        people: people in need by zone, 0 or more.
        serves: area_code, zone: a row a zone an area serves.
        conditions: how many, which are kept, groups, a budget.
        best: as `choose_areas` returns it for the same people and conditions.

    Returns:
        People, 0 or more, by the condition's name: each group's own, "budget", "areas already working are kept"; only
        those in force.

    Raises:
        ValueError: as `choose_areas`.
        RuntimeError: the solver fails.
    """
    return {
        name: max(choose_areas(people, serves, less).reached - best.reached, 0.0)
        for name, less in without_each(conditions).items()
    }


def chosen_frequency(draws: Floats, zones: pd.Index, serves: pd.DataFrame, conditions: Conditions) -> pd.Series:
    """How often an area is in the best set, when the people in need are drawn again and again.

    Args:
        draws: draws × zones of people in need, 0 or more.
        zones: the zones of the columns.
        serves: area_code, zone: a row a zone an area serves.
        conditions: how many, which are kept, groups, a budget.

    Returns:
        By area_code, of the areas that are not fixed: the share of the draws, 0-1, whose best set holds it.

    Raises:
        ValueError: as `choose_areas`, or there is no draw.
        RuntimeError: the solver fails.
    """
    if draws.ndim != 2 or not len(draws) or draws.shape[1] != len(zones):
        raise ValueError(f"draws are one row a draw, at least one, and {len(zones)} zones wide; found {draws.shape}")
    people_by_zone(pd.Series(draws.min(axis=0), zones))  # the smallest is NaN where any is
    known = people_by_zone(pd.Series(draws.max(axis=0), zones))
    model = covering_model(known.index, serves, conditions)
    ordered = draws[:, zones.get_indexer(known.index)]
    people = np.ascontiguousarray((model.merged @ ordered.T).T)
    times = np.zeros(len(model.areas))
    for drawn in people:
        times += met(model, best_set(model, drawn))
    return pd.Series(times / len(draws), pd.Index(model.areas, name="area_code"), name="frequency")


def is_simply_largest(serves: pd.DataFrame, conditions: Conditions) -> bool:
    """Whether the best set is simply the areas with most people: none overlap, and there is no group and no budget.

    Args:
        serves: area_code, zone: a row a zone an area serves.
        conditions: how many, which are kept, groups, a budget.

    Raises:
        ValueError: the conditions make no sense.
    """
    check_conditions(conditions, set(serves["area_code"]))
    disjoint = not serves[["area_code", "zone"]].drop_duplicates()["zone"].duplicated().any()
    return bool(disjoint) and not conditions.groups and conditions.budget is None


def _in_blocks(model: CoveringModel, people: pd.Series) -> Floats:
    return model.merged @ people.to_numpy()


def _choice(model: CoveringModel, people: pd.Series, chosen: Truth) -> Choice:
    """A set and whom it reaches: sums are exact, so that neither order nor overlap changes their last digit."""
    given = people.to_numpy()
    blocks = model.serving @ chosen.astype(float) > 0
    reached = model.kept | (blocks @ model.merged > 0)
    codes = tuple(model.areas[place] for place in most_added_first(model, _in_blocks(model, people), chosen))
    fixed = tuple(sorted(model.conditions.fixed))
    return Choice(codes, fixed, math.fsum(given[reached]), math.fsum(given))
