"""The best set of areas without areas that add nobody, and the order in which its areas are named."""

import numpy as np

from dashboard.statistics.choosing_conditions import unmet
from dashboard.statistics.choosing_model import CoveringModel
from dashboard.statistics.choosing_solver import Search, solved
from dashboard.statistics.counts import Floats, Truth


def best_set(model: CoveringModel, people: Floats, without: Truth | None = None) -> Truth | None:
    """The set of areas that reaches most people, none in it that adds nobody unless a group needs it.

    Args:
        model: as `covering_model` makes it.
        people: by block, people in need, 0 or more.
        without: by area, a set of areas that must not be chosen all together.

    Returns:
        By area, whether it is chosen; None where no set meets the conditions.

    Raises:
        RuntimeError: the solver fails, with its message.
    """
    if model.is_a_number_only and without is None:
        largest = np.argsort(-people, kind="stable")[: int(model.conditions.most)]
        chosen = np.zeros(len(people), dtype=bool)
        chosen[largest] = people[largest] > 0
        return chosen
    if not model.areas:
        return None if without is not None or model.groups[1].any() else np.zeros(0, dtype=bool)
    found = solved(Search(model, people, without))
    return None if found is None else _needed(model, people, found)


def met(model: CoveringModel, chosen: Truth | None) -> Truth:
    """The set, where there is one.

    Raises:
        ValueError: there is none, and why.
    """
    if chosen is None:
        raise ValueError(unmet(model.conditions))
    return chosen


def most_added_first(model: CoveringModel, people: Floats, chosen: Truth) -> list[int]:
    """The places of the chosen areas: each adds most to those before it, the lower code where equally many."""
    left, order = people.copy(), list[int]()
    places = np.flatnonzero(chosen)
    serving = model.serving[:, places].toarray() > 0
    while len(order) < len(places):
        adds = np.where(serving, left[:, None], 0).sum(axis=0)
        adds[np.isin(places, order)] = -1
        first = int(adds.argmax())
        order.append(int(places[first]))
        left[serving[:, first]] = 0
    return order


def _needed(model: CoveringModel, people: Floats, chosen: Truth) -> Truth:
    """The set without areas that add nobody and that no group needs, the last by code left out first."""
    kept = chosen.copy()
    members, wanted = model.groups
    places = np.flatnonzero(chosen)
    serving = model.serving[:, places].toarray()[people > 0] > 0
    times = serving.sum(axis=1)
    for place, area in reversed(list(enumerate(places))):
        kept[area] = False
        if (times[serving[:, place]] < 2).any() or (members @ kept < wanted).any():
            kept[area] = True
        else:
            times = times - serving[:, place]
    return kept
