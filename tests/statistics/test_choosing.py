"""The choice of areas against every subset tried one by one; conditions, ties, and what is refused."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from dashboard.statistics import choosing_solver
from dashboard.statistics.choosing import (
    Choice,
    Conditions,
    Group,
    choose_areas,
    chosen_frequency,
    condition_costs,
    is_simply_largest,
    second_best,
)
from dashboard.statistics.choosing_conditions import BUDGET, KEPT

AREAS = list("ABCDEF")
ZONES = [f"S{number}" for number in range(7)]
Areas = frozenset[str]


@dataclass(frozen=True)
class Case:
    """A small choice, and the plain way to make it: every subset tried."""

    people: Mapping[str, float]
    serves: Mapping[str, frozenset[str]]  # zones by area
    conditions: Conditions

    @property
    def series(self) -> pd.Series:
        return pd.Series(self.people, dtype=float)

    @property
    def rows(self) -> pd.DataFrame:
        pairs = [(area, zone) for area, zones in self.serves.items() for zone in sorted(zones)]
        return pd.DataFrame(pairs, columns=["area_code", "zone"])

    def zones(self, chosen: Areas) -> frozenset[str]:
        return frozenset[str]().union(*(self.serves[area] for area in chosen | self.conditions.fixed))

    def reached(self, chosen: Areas) -> float:
        return math.fsum(self.people[zone] for zone in self.zones(chosen))

    def allowed(self, chosen: Areas) -> bool:
        asked = self.conditions
        spent = sum((asked.costs or {})[area] for area in chosen) if asked.budget is not None else 0
        return (
            len(chosen) <= asked.most
            and all(len(group.areas & (chosen | asked.fixed)) >= group.least for group in asked.groups)
            and spent <= (asked.budget or 0) * (1 + 1e-9)
        )

    def sets(self) -> list[Areas]:
        open_ = sorted(set(self.serves) - self.conditions.fixed)
        every = (frozenset(some) for many in range(len(open_) + 1) for some in combinations(open_, many))
        return [some for some in every if self.allowed(some)]

    def tidy(self, chosen: Areas) -> bool:
        """Whether every area adds somebody, or cannot be left out."""
        somebody = {zone for zone, many in self.people.items() if many > 0}
        return not any(
            self.allowed(chosen - {area}) and self.zones(chosen) & somebody == self.zones(chosen - {area}) & somebody
            for area in chosen
        )

    def best(self) -> float | None:
        return max((self.reached(some) for some in self.sets()), default=None)

    def choose(self) -> Choice:
        return choose_areas(self.series, self.rows, self.conditions)


@st.composite
def cases(draw: st.DrawFn, conditioned: bool = True) -> Case:
    number = st.one_of(st.integers(0, 4).map(float), st.floats(0, 900).map(lambda value: round(value, 2)))
    people = {zone: draw(number) for zone in ZONES}
    areas = AREAS[: draw(st.integers(1, len(AREAS)))]
    if draw(st.booleans()):
        owner = {zone: draw(st.sampled_from(["", *areas])) for zone in ZONES}
        serves = {area: frozenset(zone for zone in ZONES if owner[zone] == area) for area in areas}
    else:
        serves = {area: draw(st.frozensets(st.sampled_from(ZONES), max_size=4)) for area in areas}
    held = [area for area in areas if serves[area]]
    some = st.frozensets(st.sampled_from(held), max_size=4) if held else st.just(frozenset[str]())
    asked = Conditions(draw(st.integers(0, 4)), draw(some) if draw(st.booleans()) else frozenset())
    if conditioned:
        names = ["remote rural", "islands"][: draw(st.integers(0, 2))]
        groups = tuple(Group(name, draw(some), draw(st.integers(1, 2))) for name in names)
        asked = replace(asked, groups=groups)
    if conditioned and draw(st.booleans()):
        unit = draw(st.sampled_from([0.1, 1.0, 12_345.6]))
        costs = {area: unit * draw(st.integers(0, 5)) for area in held}
        asked = replace(asked, costs=costs, budget=unit * draw(st.integers(0, 9)))
    return Case(people, {area: serves[area] for area in held}, asked)


def check(case: Case, choice: Choice, others: list[Areas]) -> None:
    """A choice is the best of some sets, meets the conditions, holds nothing needless, and is in order."""
    chosen, value = frozenset(choice.chosen), max(map(case.reached, others))
    assert choice.reached == pytest.approx(value, rel=1e-9)
    assert choice.reached == pytest.approx(case.reached(chosen), rel=1e-12)
    assert choice.total == pytest.approx(math.fsum(case.people.values()), rel=1e-12)
    assert choice.fixed == tuple(sorted(case.conditions.fixed))
    assert len(chosen) == len(choice.chosen)
    assert case.allowed(chosen)
    assert case.tidy(chosen)
    equal = (some for some in others if case.reached(some) >= value * (1 - 1e-9))
    assert len(chosen) == min(len(some) for some in equal)
    so_far = frozenset[str]()
    for place, area in enumerate(choice.chosen):
        adds = {other: case.reached(so_far | {other}) for other in choice.chosen[place:]}
        assert adds[area] == pytest.approx(max(adds.values()), rel=1e-9)
        so_far |= {area}


@settings(max_examples=200)
@given(cases(), st.sampled_from([0, 400]))
def test_the_best_and_the_second_best_are_those_of_every_subset_tried(case: Case, large: int) -> None:
    sets = case.sets()
    with patch.object(choosing_solver, "LARGE", large):
        if not sets:
            with pytest.raises(ValueError, match=r"^no set of at most"):
                case.choose()
            return
        best = case.choose()
        check(case, best, sets)
        second = second_best(case.series, case.rows, case.conditions, best)
    others = [some for some in sets if case.tidy(some) and some != frozenset(best.chosen)]
    assert (second is None) == (not others)
    if second is not None:
        assert set(second.chosen) != set(best.chosen)
        check(case, second, others)


@settings(max_examples=60)
@given(cases())
def test_what_a_condition_costs_is_what_every_subset_without_it_says(case: Case) -> None:
    value, asked = case.best(), case.conditions
    if value is None:
        return
    found = condition_costs(case.series, case.rows, asked, case.choose())
    without = {group.name: replace(asked, groups=tuple(set(asked.groups) - {group})) for group in asked.groups}
    if asked.budget is not None:
        without[BUDGET] = replace(asked, budget=None)
    if asked.fixed:
        costs = {**(asked.costs or {}), **dict.fromkeys(asked.fixed, 0.0)}
        most = asked.most + len(asked.fixed)
        without[KEPT] = replace(asked, most=most, fixed=frozenset[str](), costs=costs)
    assert set(found) == set(without)
    for name, less in without.items():
        more = replace(case, conditions=less).best()
        assert more is not None
        assert found[name] == pytest.approx(more - value, abs=1e-6)
        assert found[name] >= 0


@settings(max_examples=40)
@given(cases(), st.integers(0, 10_000))
def test_the_order_of_the_rows_changes_nothing(case: Case, seed: int) -> None:
    if case.best() is None:
        return
    best, asked = case.choose(), case.conditions
    people, rows = case.series.sample(frac=1, random_state=seed), case.rows.sample(frac=1, random_state=seed)
    twice = pd.concat([rows, rows.head(3)])
    assert choose_areas(people, twice, asked) == best
    assert second_best(people, twice, asked, best) == second_best(case.series, case.rows, asked, best)


@settings(max_examples=40)
@given(cases())
def test_more_areas_or_more_money_never_reach_fewer(case: Case) -> None:
    if case.best() is None:
        return
    asked = case.conditions
    wider = [replace(asked, most=asked.most + 1)]
    if asked.budget is not None:
        wider.append(replace(asked, budget=2 * asked.budget + 1))
    before = case.choose().reached
    assert all(replace(case, conditions=less).choose().reached >= before - 1e-6 for less in wider)


@settings(max_examples=40)
@given(cases(), st.integers(0, 10_000))
def test_how_often_an_area_is_chosen_is_choosing_in_every_draw(case: Case, seed: int) -> None:
    if case.best() is None:
        return
    draws = np.random.default_rng(seed).gamma(2, 50, (4, len(ZONES)))
    found = chosen_frequency(draws, pd.Index(ZONES), case.rows, case.conditions)
    drawn = [replace(case, people=dict(zip(ZONES, row.tolist(), strict=True))).choose() for row in draws]
    assert list(found.index) == sorted(set(case.serves) - case.conditions.fixed)
    for area, share in found.items():
        assert share == np.mean([area in choice.chosen for choice in drawn])
    turned = chosen_frequency(draws[:, ::-1], pd.Index(ZONES[::-1]), case.rows, case.conditions)
    pd.testing.assert_series_equal(turned, found)


@settings(max_examples=60)
@given(cases(conditioned=False), st.integers(0, 10_000))
def test_without_a_solver_the_largest_are_what_the_solver_chooses(case: Case, seed: int) -> None:
    """A group of all areas asks for nothing more, but sends the choice to the solver."""
    asked = replace(case.conditions, most=case.conditions.most + 1)
    if not is_simply_largest(case.rows, asked) or not set(case.serves) - asked.fixed:
        return
    draws = np.random.default_rng(seed).gamma(2, 50, (4, len(ZONES)))
    everyone = Group("any", frozenset(case.serves), len(asked.fixed) + 1)
    solved = chosen_frequency(draws, pd.Index(ZONES), case.rows, replace(asked, groups=(everyone,)))
    with patch.object(optimize, "milp", side_effect=AssertionError("no solver is needed")):
        found = chosen_frequency(draws, pd.Index(ZONES), case.rows, asked)
    pd.testing.assert_series_equal(found, solved)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("budget", [None, 40.0])
def test_leaving_out_areas_first_changes_no_answer(seed: int, budget: float | None) -> None:
    """Large enough that the answer without whole numbers is not whole."""
    generator = np.random.default_rng(seed)
    zones, codes = [f"S{number:03d}" for number in range(120)], [f"A{number:02d}" for number in range(32)]
    held = generator.random((32, 120)) < 0.08
    rows = pd.DataFrame([(codes[a], zones[z]) for a, z in np.argwhere(held)], columns=["area_code", "zone"])
    people = pd.Series(generator.integers(0, 40, 120).astype(float), zones)
    costs = dict(zip(codes, generator.integers(3, 12, 32).astype(float).tolist(), strict=True))
    groups = (Group("first", frozenset(codes[:12]), 3), Group("last", frozenset(codes[25:]), 2))
    asked = Conditions(6, frozenset(codes[:1]), groups, costs, budget)
    reached: list[tuple[float, float]] = []
    for large in (0, 10_000):
        with patch.object(choosing_solver, "LARGE", large):
            best = choose_areas(people, rows, asked)
            second = second_best(people, rows, asked, best)
        assert second is not None
        reached.append((best.reached, second.reached))
    assert reached[0] == reached[1]
    assert reached[0][1] <= reached[0][0]


WORKED = Case(
    {"a": 3, "b": 4, "c": 4, "d": 3, "e": 5},
    {"left": frozenset("ab"), "right": frozenset("cd"), "wide": frozenset("bc")},
    Conditions(2),
)


def test_taking_the_largest_first_is_wrong_where_areas_overlap() -> None:
    """The widest area alone reaches 8, the others 7 each; but the other two together reach 14, with the widest 11."""
    assert replace(WORKED, conditions=Conditions(1)).choose().chosen == ("wide",)
    best = WORKED.choose()
    assert best == Choice(("left", "right"), (), 14, 19)
    second = second_best(WORKED.series, WORKED.rows, WORKED.conditions, best)
    assert second is not None
    assert (set(second.chosen) - {"left", "right"}, second.reached) == ({"wide"}, 11)


def test_what_the_conditions_of_the_worked_example_cost() -> None:
    """Keeping the widest costs 3 people; a group that asks for it too; a budget for one area 7."""
    for asked, wanted in (
        (Conditions(1, frozenset({"wide"})), {KEPT: 3}),
        (Conditions(2, groups=(Group("in the middle", frozenset({"wide"})),)), {"in the middle": 3}),
        (Conditions(2, costs={"left": 2, "right": 2, "wide": 3}, budget=3), {BUDGET: 6}),
        (Conditions(2, groups=(Group("sides", frozenset({"left", "right"}), 2),)), {"sides": 0}),
        (Conditions(2), {}),
    ):
        best = replace(WORKED, conditions=asked).choose()
        assert condition_costs(WORKED.series, WORKED.rows, asked, best) == wanted


def test_an_area_already_working_reaches_its_zones_and_takes_no_place() -> None:
    """Beside the widest, which reaches 8, either side adds 3; both are chosen, the lower code first."""
    costs = {"left": 1.0, "right": 1.0}
    asked = Conditions(2, frozenset({"wide"}), (Group("one", frozenset({"wide"})),), costs, 2)
    assert replace(WORKED, conditions=asked).choose() == Choice(("left", "right"), ("wide",), 14, 19)


def test_an_area_that_adds_nobody_is_chosen_only_if_a_group_needs_it() -> None:
    """All of 8 people live where the widest reaches them; the two sides together would reach them too."""
    case = replace(WORKED, people={**WORKED.people, "a": 0, "d": 0}, conditions=Conditions(3))
    assert case.choose().chosen == ("wide",)
    middle = Group("middle", frozenset({"wide"}))
    left = Group("left", frozenset({"left"}))
    assert replace(case, conditions=Conditions(3, groups=(middle, left))).choose().chosen == ("wide", "left")
    nobody = replace(WORKED, people=dict.fromkeys("abcde", 0.0), conditions=Conditions(3, groups=(left,))).choose()
    assert nobody == Choice(("left",), (), 0, 0)


def test_a_set_with_an_area_more_that_adds_nobody_is_no_second_best() -> None:
    """Beside the widest nobody is left to reach, so another set is one without it; alone, that is the empty one."""
    case = replace(WORKED, people={"a": 0, "b": 4, "c": 3, "d": 0, "e": 0}, conditions=Conditions(3))
    second = second_best(case.series, case.rows, case.conditions, case.choose())
    assert second is not None
    assert (second.chosen, second.reached) == (("left", "right"), 7)
    only = replace(case, serves={"wide": frozenset("bc")})
    lacking = second_best(only.series, only.rows, only.conditions, only.choose())
    assert lacking is not None
    assert (lacking.chosen, lacking.reached) == ((), 0)
    nothing = replace(only, conditions=Conditions(0))
    assert second_best(nothing.series, nothing.rows, nothing.conditions, nothing.choose()) is None


def test_costs_that_fill_the_budget_but_for_a_rounding_are_within_it() -> None:
    asked = Conditions(2, costs={"left": 0.1, "right": 0.2, "wide": 0.1}, budget=0.3)
    assert 0.1 + 0.2 > 0.3
    assert replace(WORKED, conditions=asked).choose().chosen == ("left", "right")
    free = Conditions(2, costs={"left": 0, "right": 1e-9, "wide": 1}, budget=0)
    assert replace(WORKED, conditions=free).choose().chosen == ("left",)


def test_where_nothing_can_be_chosen_the_answer_is_empty() -> None:
    nothing = WORKED.rows.head(0)
    assert choose_areas(WORKED.series, nothing, Conditions(2)) == Choice((), (), 0, 19)
    assert chosen_frequency(np.ones((2, 5)), WORKED.series.index, nothing, Conditions(2)).empty
    kept = Conditions(2, frozenset(WORKED.serves))
    assert replace(WORKED, conditions=kept).choose().reached == 14


def test_only_a_number_and_areas_apart_are_simply_the_largest() -> None:
    apart = WORKED.rows[WORKED.rows["area_code"] != "wide"]
    assert is_simply_largest(apart, Conditions(2))
    assert is_simply_largest(pd.concat([apart, apart]), Conditions(2, frozenset({"left"})))
    assert not is_simply_largest(WORKED.rows, Conditions(2))
    assert not is_simply_largest(apart, Conditions(2, groups=(Group("one", frozenset({"left"})),)))
    assert not is_simply_largest(apart, Conditions(2, costs={"left": 1, "right": 1}, budget=2))


SIDES = Group("remote rural", frozenset({"left", "right"}), 2)
MIDDLE = Group("islands", frozenset({"wide"}))
COSTS = {"left": 6.0, "right": 1_500_000.0, "wide": 6.0}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Conditions(-1), "the number of areas is a whole number, 0 or more; found -1"),
        (Conditions(1.5), "the number of areas is a whole number, 0 or more; found 1.5"),  # pyright: ignore[reportArgumentType]
        (Conditions(1, frozenset({"Z"})), "the areas already working: 'Z' is not an area that serves a zone here"),
        (
            Conditions(1, groups=(replace(SIDES, areas=frozenset({"left", "Y"})),)),
            "the group remote rural: 'Y' is not an area that serves a zone here",
        ),
        (Conditions(1, costs={"X": 1}), "the costs: 'X' is not an area that serves a zone here"),
        (Conditions(1, costs={"left": 1}, budget=4), "there is a budget, and 'right' has no cost"),
        (Conditions(1, budget=4), "there is a budget, and 'left' has no cost"),
        (Conditions(1, costs={"left": -1}), "the cost of 'left' is a number, 0 or more; found -1"),
        (Conditions(1, costs={"left": math.nan}), "the cost of 'left' is a number, 0 or more; found nan"),
        (Conditions(1, costs=COSTS, budget=-1), "the budget is a number, 0 or more; found -1"),
        (Conditions(1, groups=(SIDES, SIDES)), "two conditions have the name 'remote rural'"),
        (Conditions(1, groups=(replace(SIDES, name="budget"),)), "two conditions have the name 'budget'"),
        (
            Conditions(1, groups=(replace(SIDES, least=0),)),
            "the group remote rural asks for a whole number, 1 or more; found 0",
        ),
        (Conditions(1, groups=(SIDES,)), "no set of at most 1 area has at least 2 of the group remote rural"),
        (
            Conditions(3, groups=(replace(SIDES, least=3),)),
            "no set of at most 3 areas has at least 3 of the group remote rural",
        ),
        (
            Conditions(0, frozenset({"left"}), (SIDES,)),
            "no set of at most 0 areas beside the 1 already working has at least 2 of the group remote rural",
        ),
        (
            Conditions(2, groups=(MIDDLE, SIDES), costs=COSTS, budget=1_000_000),
            "no set of at most 2 areas within a budget of 1,000,000 has at least 2 of the group remote rural",
        ),
        (
            Conditions(2, groups=(MIDDLE, SIDES)),
            "no set of at most 2 areas meets these conditions together: at least 1 of the group islands and at least 2"
            " of the group remote rural",
        ),
        (
            Conditions(2, groups=(MIDDLE, replace(SIDES, least=1)), costs=COSTS, budget=11),
            "no set of at most 2 areas meets these conditions together: at least 1 of the group islands, at least 1"
            " of the group remote rural and a budget of 11",
        ),
    ],
)
def test_what_makes_no_sense_or_cannot_be_met_is_said_in_a_sentence(asked: Conditions, said: str) -> None:
    with pytest.raises(ValueError, match=r"number|area|cost|condition|budget|group") as caught:
        replace(WORKED, conditions=asked).choose()
    assert str(caught.value) == said
    with pytest.raises(ValueError, match=r"number|area|cost|condition|budget|group") as caught:
        chosen_frequency(np.ones((2, 5)), WORKED.series.index, WORKED.rows, asked)
    assert str(caught.value) == said


@pytest.mark.parametrize("wrong", [-0.5, math.nan, math.inf])
def test_people_who_are_no_number_are_refused(wrong: float) -> None:
    said = f"people in need are a number, 0 or more; found {wrong:g} in zone 'b'"
    with pytest.raises(ValueError, match="people") as caught:
        replace(WORKED, people={**WORKED.people, "b": wrong}).choose()
    assert str(caught.value) == said
    draws = np.ones((3, 5))
    draws[1, 1] = wrong
    with pytest.raises(ValueError, match="people") as caught:
        chosen_frequency(draws, WORKED.series.index, WORKED.rows, Conditions(1))
    assert str(caught.value) == said


def test_zones_without_people_or_with_two_numbers_and_draws_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="no people in need are given for zone 'b'"):
        choose_areas(WORKED.series.drop("b"), WORKED.rows, Conditions(1))
    with pytest.raises(ValueError, match="given twice for zone 'a'"):
        choose_areas(pd.concat([WORKED.series, WORKED.series.head(1)]), WORKED.rows, Conditions(1))
    for draws in (np.ones((0, 5)), np.ones((2, 4)), np.ones(5)):
        with pytest.raises(ValueError, match="draws are one row a draw"):
            chosen_frequency(draws, WORKED.series.index, WORKED.rows, Conditions(1))
    with pytest.raises(ValueError, match="the best set holds 'Z'"):
        second_best(WORKED.series, WORKED.rows, Conditions(1), Choice(("Z",), (), 0, 0))


def test_a_solver_that_fails_or_breaks_a_condition_is_no_answer() -> None:
    stuck = SimpleNamespace(status=1, success=False, message="out of time", x=None)
    with patch.object(optimize, "milp", return_value=stuck), pytest.raises(RuntimeError, match="out of time"):
        WORKED.choose()
    wrong = SimpleNamespace(status=0, success=True, message="", x=np.ones(9))
    with patch.object(optimize, "milp", return_value=wrong), pytest.raises(RuntimeError, match="breaks"):
        WORKED.choose()
