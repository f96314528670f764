"""What a choice of areas has to keep to: how many, which are kept, at least some of a group, a budget."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from dashboard.statistics.words import listed

BUDGET = "budget"
KEPT = "areas already working are kept"
ROUNDING = 1e-9  # a cost above the budget by no more than this share of it is a rounding


@dataclass(frozen=True)
class Group:
    """A condition on some areas: at least `least` of these, areas already working counted."""

    name: str
    areas: frozenset[str]
    least: int = 1


@dataclass(frozen=True)
class Conditions:
    """What a choice keeps to: at most `most` areas beside the fixed ones, groups, and what may be spent on new areas.

    Areas where work is under way are fixed: they stay, count for a group, and count neither towards `most` nor
    towards the budget. Costs, by area_code and in the unit of the budget, play a part only with a budget.
    """

    most: int
    fixed: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()
    costs: Mapping[str, float] | None = field(default=None, hash=False)
    budget: float | None = None

    def wanted(self, group: Group) -> int:
        """How many areas that are not fixed a group still asks for."""
        return max(group.least - len(group.areas & self.fixed), 0)


def check_conditions(conditions: Conditions, areas: Collection[str]) -> None:
    """See that the conditions make sense, whether or not they can be met.

    Args:
        conditions: what is asked.
        areas: the area codes that can be chosen or kept.

    Raises:
        ValueError: saying what is expected.
    """
    if not _whole(conditions.most, 0):
        raise ValueError(f"the number of areas is a whole number, 0 or more; found {conditions.most}")
    _check_known("the areas already working", conditions.fixed, areas)
    names = [BUDGET, KEPT]
    for group in conditions.groups:
        if group.name in names:
            raise ValueError(f"two conditions have the name {group.name!r}")
        if not _whole(group.least, 1):
            raise ValueError(f"the group {group.name} asks for a whole number, 1 or more; found {group.least}")
        _check_known(f"the group {group.name}", group.areas, areas)
        names.append(group.name)
    _check_costs(conditions, areas)


def without_each(conditions: Conditions) -> dict[str, Conditions]:
    """The conditions with one left out, by the name of the one left out.

    If areas already working need not be kept, as many areas can be chosen as there were in all; one of those that
    were working costs nothing, so that what could be chosen before still can.
    """
    less = {
        group.name: replace(conditions, groups=tuple(other for other in conditions.groups if other is not group))
        for group in conditions.groups
    }
    if conditions.budget is not None:
        less[BUDGET] = replace(conditions, budget=None)
    if conditions.fixed:
        most = conditions.most + len(conditions.fixed)
        costs = {**(conditions.costs or {}), **dict.fromkeys(conditions.fixed, 0.0)}
        less[KEPT] = replace(conditions, most=most, fixed=frozenset(), costs=costs)
    return less


def unmet(conditions: Conditions) -> str:
    """Why no set meets the conditions, in words: one that cannot be met alone, or else all of them together."""
    areas = "area" if conditions.most == 1 else "areas"
    kept = f" beside the {len(conditions.fixed)} already working" if conditions.fixed else ""
    nothing = f"no set of at most {conditions.most} {areas}{kept}"
    asked = {group.name: f"at least {group.least} of the group {group.name}" for group in conditions.groups}
    for group in conditions.groups:
        if conditions.wanted(group) > min(conditions.most, len(group.areas - conditions.fixed)):
            return f"{nothing} has {asked[group.name]}"
    if conditions.budget is None:
        return f"{nothing} meets these conditions together: {listed(list(asked.values()))}"
    within = f"a budget of {conditions.budget:,.10g}"
    for group in conditions.groups:
        if _least_cost(conditions, group) > conditions.budget * (1 + ROUNDING):
            return f"{nothing} within {within} has {asked[group.name]}"
    return f"{nothing} meets these conditions together: {listed([*asked.values(), within])}"


def _least_cost(conditions: Conditions, group: Group) -> float:
    """What the cheapest areas cost that a group still asks for."""
    costs = sorted((conditions.costs or {})[code] for code in group.areas - conditions.fixed)
    return math.fsum(costs[: conditions.wanted(group)])


def _whole(number: float, least: int) -> bool:
    return float(number).is_integer() and number >= least


def _check_known(where: str, named: Collection[str], areas: Collection[str]) -> None:
    if unknown := sorted(set(named) - set(areas)):
        raise ValueError(f"{where}: {unknown[0]!r} is not an area that serves a zone here")


def _check_costs(conditions: Conditions, areas: Collection[str]) -> None:
    costs, budget = conditions.costs or {}, conditions.budget
    _check_known("the costs", costs, areas)
    for code, cost in sorted(costs.items()):
        if not 0 <= cost < math.inf:
            raise ValueError(f"the cost of {code!r} is a number, 0 or more; found {cost}")
    if budget is None:
        return
    if not 0 <= budget < math.inf:
        raise ValueError(f"the budget is a number, 0 or more; found {budget}")
    if missing := sorted(set(areas) - conditions.fixed - set(costs)):
        raise ValueError(f"there is a budget, and {missing[0]!r} has no cost")
