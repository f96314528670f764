"""What a choice of areas says: worked on plans made by hand, and every number of a real plan found in it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.evidence import evidence
from dashboard.statistics.choosing import Choice
from dashboard.statistics.next_words import (
    choice_sentence,
    firmness_sentence,
    often_words,
    second_sentence,
    simple_sentence,
)
from dashboard.statistics.rollout import Plan, plan
from dashboard.statistics.wish import NEED_SCORE, Wish
from dashboard.vocabulary import AreaType

OURS = evidence("perth-and-kinross")
LETHAM, RATTRAY, ALYTH, CRIEFF = "S02002234", "S02002248", "S02002246", "S02002226"
KEPT = "areas already working are kept"
WISHES = {
    "three": Wish(),
    "afresh": Wish(keep=False),
    "one": Wish(more=1),
    "none": Wish(more=0),
    "remote children": Wish(keep=False, measure="child_poverty", remote=2),
    "localities": Wish(each_locality=True),
    "score": Wish(measure=NEED_SCORE),
}


def a_plan(
    chosen: Sequence[str] = (LETHAM,),
    second: Sequence[str] | None = (RATTRAY,),
    fixed: Sequence[str] = (),
    often: Mapping[str, float] | None = None,
    people: Mapping[str, float] | None = None,
    costs: Mapping[str, float] | None = None,
    simple: bool = True,
) -> Plan:
    """A plan by hand: who is chosen and how often, where all other areas are never chosen and have 10 people."""
    held = dict.fromkeys((LETHAM, RATTRAY, ALYTH, CRIEFF), 10.0) | dict(people or {})
    total = sum(held.values())

    def choice(codes: Sequence[str]) -> Choice:
        reached = sum(held[code] for code in {*codes, *fixed})
        return Choice(tuple(codes), tuple(fixed), reached, total)

    return Plan(
        wish=Wish(more=len(chosen), keep=bool(fixed), measure="simd_income"),
        counted="people on low income",
        choice=choice(chosen),
        second=None if second is None else choice(second),
        costs=costs or {},
        frequency=pd.Series({code: 0.0 for code in held if code not in fixed} | dict(often or {})),
        people=pd.Series(held),
        simple=simple,
        draws=2000,
    )


@cache
def of(name: str) -> Plan:
    return plan(OURS, WISHES[name])


def numbers(text: str) -> list[str]:
    """The numbers of a sentence, without those in names of areas, which have none here."""
    return re.findall(r"\d[\d,]*(?:\.\d+)?%?", text)


# How often


@pytest.mark.parametrize(
    ("share", "wanted"),
    [
        (0, "0%"),
        (0.0005, "under 1%"),
        (0.0099, "under 1%"),
        (0.01, "1%"),
        (0.014, "1%"),
        (0.4949, "49%"),
        (0.77, "77%"),
        (0.99, "99%"),
        (0.9905, "over 99%"),
        (0.9999, "over 99%"),
        (1, "100%"),
    ],
)
def test_how_often_in_words(share: float, wanted: str) -> None:
    assert often_words(share) == wanted


@given(st.integers(1, 1999))
def test_what_is_sometimes_so_is_never_called_always_or_never(times: int) -> None:
    said = often_words(times / 2000)
    assert said not in {"0%", "100%"}
    (percent,) = re.findall(r"\d+", said)
    exact = 100 * times / 2000
    assert {"under": exact < 1, "over": exact > 99}.get(said.split()[0], abs(float(percent) - exact) <= 0.5)


# Which areas


def test_no_area_that_is_chosen_is_said() -> None:
    assert choice_sentence(OURS, a_plan([], None)) == (
        "No area is chosen: 0 of 40 people on low income (0%) are reached."
    )
    assert choice_sentence(OURS, a_plan([], None, fixed=[ALYTH])) == (
        "No area is chosen: 10 of 40 people on low income (25%) are reached."
    )


def test_nobody_to_reach_is_said() -> None:
    nobody: dict[str, float] = dict.fromkeys((LETHAM, RATTRAY, ALYTH, CRIEFF), 0.0)
    assert choice_sentence(OURS, a_plan([], None, people=nobody)) == (
        "No area is chosen: 0 of 0 people on low income (none) are reached."
    )


def test_one_area_reaches() -> None:
    assert choice_sentence(OURS, a_plan(people={LETHAM: 1200})) == (
        "Letham reaches 1,200 of 1,230 people on low income (98%): no other area reaches more."
    )


def test_several_areas_reach_beside_those_kept() -> None:
    found = a_plan([LETHAM, CRIEFF], fixed=[ALYTH], people={LETHAM: 70}, costs={KEPT: 4.0})
    assert choice_sentence(OURS, found) == (
        "Letham and Crieff South, with the 1 where Locality Working is under way, reach 90 of 100 people on low income "
        "(90%): no other set of 2 areas that meets these conditions reaches more."
    )


def test_one_area_under_conditions() -> None:
    assert choice_sentence(OURS, a_plan(costs={"budget": 0.0})).endswith(
        ": no other area that meets these conditions reaches more."
    )


# How firm


def test_no_area_chosen_is_neither_firm_nor_open() -> None:
    assert firmness_sentence(OURS, a_plan([], None)) == ""


def test_firm_areas_are_counted() -> None:
    assert firmness_sentence(OURS, a_plan([LETHAM, CRIEFF], often={LETHAM: 1, CRIEFF: 0.9})) == (
        "2 of the 2 are chosen in at least 90% of 2,000 draws of the counts."
    )


def test_areas_that_are_less_firm_and_the_closest_other_are_named() -> None:
    often = {LETHAM: 0.95, CRIEFF: 0.8999, RATTRAY: 0.1, ALYTH: 0.02}
    assert firmness_sentence(OURS, a_plan([LETHAM, CRIEFF, RATTRAY], often=often)) == (
        "1 of the 3 is chosen in at least 90% of 2,000 draws of the counts. Less firm: Crieff South (90%) and "
        "Blairgowrie East (Rattray) (10%). Closest to being chosen instead: Alyth (2%)."
    )


def test_an_other_that_is_hardly_ever_chosen_is_not_called_never() -> None:
    said = firmness_sentence(OURS, a_plan(often={LETHAM: 0.9995, ALYTH: 0.0005}))
    assert said.endswith(" Closest to being chosen instead: Alyth (under 1%).")
    assert "Less firm" not in said


def test_an_area_nobody_is_counted_in_is_said_to_meet_a_condition_only() -> None:
    one = a_plan([LETHAM, CRIEFF], often={LETHAM: 1, CRIEFF: 1}, people={CRIEFF: 0})
    assert firmness_sentence(OURS, one).endswith(
        "of the counts. Nobody is counted in Crieff South: chosen only to meet a condition, for which another area may "
        "do as well."
    )
    two = a_plan([LETHAM, CRIEFF, ALYTH], often={LETHAM: 1}, people={CRIEFF: 0, ALYTH: 0.5})
    assert " Nobody is counted in Crieff South and Alyth: chosen only" in firmness_sentence(OURS, two)
    assert "Nobody" not in firmness_sentence(OURS, a_plan(people={LETHAM: 1}))


# The second best


def test_there_may_be_no_other_set() -> None:
    assert second_sentence(OURS, a_plan(second=None)) == "There is no other set that meets the conditions."


@pytest.mark.parametrize(
    ("chosen", "second", "wanted"),
    [
        ([LETHAM], [RATTRAY], "takes Blairgowrie East (Rattray) instead of Letham, and reaches 1,190 people fewer."),
        ([ALYTH], [RATTRAY], "takes Blairgowrie East (Rattray) instead of Alyth, and reaches as many people."),
        ([LETHAM, ALYTH], [LETHAM], "leaves out Alyth, and reaches 10 people fewer."),
        (
            [LETHAM, ALYTH],
            [RATTRAY, CRIEFF],
            "takes Crieff South and Blairgowrie East (Rattray) instead of Letham and Alyth, and reaches 1,200 people "
            "fewer.",
        ),
        ([LETHAM, ALYTH], [ALYTH, LETHAM, CRIEFF], "adds Crieff South, and reaches as many people."),
    ],
    ids=["another", "as many", "without", "both", "with"],
)
def test_what_the_second_best_set_changes(chosen: list[str], second: list[str], wanted: str) -> None:
    found = a_plan(chosen, second, people={LETHAM: 1200, CRIEFF: 0})
    assert second_sentence(OURS, found) == f"The second-best set {wanted}"


# How it is made


def test_where_only_the_number_is_set_the_choice_is_plain() -> None:
    assert simple_sentence(a_plan()) == (
        "These are simply the areas with the most people counted: areas do not overlap, and only the number is set."
    )
    assert simple_sentence(a_plan(fixed=[ALYTH])).startswith("Beside those kept, these are simply the areas with")


def test_otherwise_a_solver_has_ruled_out_every_other_set() -> None:
    assert simple_sentence(a_plan(simple=False, fixed=[ALYTH])) == (
        "The choice is exact: a solver has ruled out every other set that meets the conditions."
    )


# Real plans


@pytest.mark.parametrize("name", WISHES)
def test_the_numbers_of_the_choice_are_those_of_the_plan(name: str) -> None:
    found = of(name)
    choice = found.choice
    wanted = [f"{len(choice.fixed)}"] if choice.fixed and choice.chosen else []
    wanted += [f"{choice.reached:,.0f}", f"{choice.total:,.0f}"]
    wanted += [f"{found.wish.threshold:.1f}"] if found.wish.threshold is not None else []
    wanted += [f"{100 * choice.reached / choice.total:.0f}%"]
    wanted += [f"{found.wish.more}"] if len(choice.chosen) > 1 else []
    said = choice_sentence(OURS, found)
    assert numbers(said) == wanted
    names = OURS.areas_of(AreaType.INTERMEDIATE_ZONE)["area_name"]
    assert {str(code) for code, area in names.items() if area in said} >= set(choice.chosen)
    assert found.counted in said


@pytest.mark.parametrize("name", WISHES)
def test_the_numbers_of_firmness_are_those_of_the_plan(name: str) -> None:
    found = of(name)
    said = firmness_sentence(OURS, found)
    often = found.frequency.to_dict()
    chosen = list(found.choice.chosen)
    if not chosen:
        assert said == ""
        return
    firm = [code for code in chosen if often[code] >= 0.9]
    others = sorted(((often[code], code) for code in often if code not in chosen), reverse=True)
    wanted = [str(len(firm)), str(len(chosen)), "90%", f"{found.draws:,}"]
    wanted += [f"{100 * often[code]:.0f}%" for code in chosen if code not in firm]
    wanted += [re.sub(r"\D*(\d+%)", r"\1", often_words(others[0][0]))] if others[0][0] > 0 else []
    assert numbers(said) == wanted


@pytest.mark.parametrize("name", [name for name in WISHES if name != "none"])
def test_the_numbers_of_the_second_best_are_those_of_the_plan(name: str) -> None:
    found = of(name)
    assert found.second is not None
    fewer = found.choice.reached - found.second.reached
    said = second_sentence(OURS, found)
    assert numbers(said) == [f"{fewer:,.0f}"]
    names = OURS.areas_of(AreaType.INTERMEDIATE_ZONE)["area_name"].to_dict()
    for code in set(found.choice.chosen) ^ set(found.second.chosen):
        assert names[code] in said


def test_the_sentences_of_three_more_areas() -> None:
    found = of("three")
    assert choice_sentence(OURS, found) == (
        "Letham, Central and South Inch and Crieff South, with the 7 where Locality Working is under way, reach 5,379 "
        "of 12,046 people on low income (45%): no other set of 3 areas that meets these conditions reaches more."
    )
    assert second_sentence(OURS, found) == (
        "The second-best set takes Blairgowrie East (Rattray) instead of Crieff South, and reaches 21 people fewer."
    )
