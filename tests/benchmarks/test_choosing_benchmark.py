"""How long choosing areas takes, and what it gains over taking the largest first; prints, never fails on a time."""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from dashboard.statistics.choosing import (
    Conditions,
    Group,
    choose_areas,
    chosen_frequency,
    condition_costs,
    second_best,
)

pytestmark = pytest.mark.benchmark
ZONES = 6_976
AREAS = 400
NUMBER = 20


def seconds(work: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """The quickest of several runs: by the clock, and of this process's own work."""
    found: list[tuple[float, float]] = []
    for _ in range(times):
        clock, own = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - clock, time.process_time() - own))
    return min(one for one, _ in found), min(two for _, two in found)


def discs(radius: float, seed: int = 0) -> tuple[pd.Series, pd.DataFrame, Conditions]:
    """Zones and areas anywhere in a square; an area serves the zones around it; four groups ask for three areas."""
    generator = np.random.default_rng(seed)
    where, centres = generator.uniform(0, 1, (ZONES, 2)), generator.uniform(0, 1, (AREAS, 2))
    people = pd.Series(generator.integers(0, 300, ZONES).astype(float), [f"S{place:04d}" for place in range(ZONES)])
    reach = radius * generator.uniform(0.5, 1.5, AREAS)
    apart = np.hypot(*(centres[:, None] - where[None]).transpose(2, 0, 1))
    areas, zones = np.nonzero(apart < reach[:, None])
    codes = np.array([f"A{place:03d}" for place in range(AREAS)])
    serves = pd.DataFrame({"area_code": codes[areas], "zone": people.index[zones]})
    held = sorted(set(serves["area_code"]))
    groups = tuple(Group(f"group {start}", frozenset(held[start : start + 40]), 3) for start in (0, 40, 80, 120))
    return people, serves, Conditions(NUMBER, frozenset(held[-3:]), groups)


def largest_first(people: pd.Series, serves: pd.DataFrame, conditions: Conditions) -> float:
    """People reached by taking, again and again, the area that adds most, of a group while one still asks for any."""
    places = people.index.get_indexer(pd.Index(serves["zone"]))
    zones = {str(code): places[rows] for code, rows in serves.groupby("area_code").indices.items()}
    left, chosen = people.to_numpy().copy(), set(conditions.fixed)
    for code in conditions.fixed:
        left[zones[code]] = 0
    for place in range(conditions.most):
        asking = [group for group in conditions.groups if len(group.areas & chosen) < group.least]
        missing = sum(group.least - len(group.areas & chosen) for group in asking)
        needed = frozenset[str]().union(*(group.areas for group in asking))
        open_ = set(zones) - chosen if conditions.most - place > missing else needed - chosen
        first = max(sorted(open_), key=lambda code: float(left[zones[code]].sum()))
        chosen.add(first)
        left[zones[first]] = 0
    return float(people.sum() - left.sum())


@pytest.mark.parametrize("radius", [0.03, 0.05, 0.08])
def test_scotland_sized(radius: float) -> None:
    people, serves, asked = discs(radius)
    best = choose_areas(people, serves, asked)
    own = seconds(lambda: choose_areas(people, serves, asked), 2)
    plain = seconds(lambda: largest_first(people, serves, asked), 1)
    more = best.reached - largest_first(people, serves, asked)
    print(
        f"\n{ZONES} zones x {AREAS} areas, {len(serves) / ZONES:.1f} areas a zone, {NUMBER} chosen, 4 groups:"
        f" {own[0]:.2f} s ({own[1]:.2f} s of work), goal 5 s; taking the largest first needs {plain[0]:.2f} s, so this"
        f" takes {own[1] / plain[1]:.1f} times as long, and reaches {more:,.0f} more of {best.total:,.0f} people"
    )
    assert more >= 0


def test_what_goes_with_a_choice() -> None:
    people, serves, asked = discs(0.05)
    best = choose_areas(people, serves, asked)
    second = seconds(lambda: second_best(people, serves, asked, best), 1)
    costs = seconds(lambda: condition_costs(people, serves, asked, best), 1)
    print(f"\nsecond best {second[0]:.2f} s; what 5 conditions cost {costs[0]:.2f} s; one choice a condition")
    assert costs[0] > 0


@pytest.mark.parametrize("kind", ["groups", "groups and a budget", "a number only"])
def test_how_often_an_area_is_chosen(kind: str) -> None:
    generator = np.random.default_rng(0)
    zones, codes = pd.Index([f"S{place:03d}" for place in range(186)]), [f"A{place:02d}" for place in range(35)]
    serves = pd.DataFrame({"area_code": [codes[place % 35] for place in range(186)], "zone": zones})
    draws = generator.gamma(50, 4, (200, 186))
    groups = (
        Group("first", frozenset(codes[:10]), 2),
        Group("next", frozenset(codes[8:14]), 1),
        Group("last", frozenset(codes[20:]), 3),
    )
    costs = dict(zip(codes, generator.integers(5, 20, 35).astype(float).tolist(), strict=True))
    asked = {
        "groups": Conditions(8, frozenset(codes[:1]), groups),
        "groups and a budget": Conditions(8, frozenset(codes[:1]), groups, costs, 60),
        "a number only": Conditions(8, frozenset(codes[:1])),
    }[kind]
    own = seconds(lambda: chosen_frequency(draws, zones, serves, asked))

    def one_by_one() -> None:
        for drawn in draws:
            choose_areas(pd.Series(drawn, zones), serves, asked)

    plain = seconds(one_by_one, 1)
    print(
        f"\n200 draws x 35 areas apart, {kind}: {own[0]:.2f} s ({own[1]:.2f} s of work), goal 1 s;"
        f" choosing anew in every draw takes {plain[1] / own[1]:.1f} times as long"
    )
    assert own[0] > 0
