"""Flags: each rule at the edge of its threshold, sentences that say their numbers, coverage that adds up."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence import evidence
from dashboard.statistics.flags import (
    Coverage,
    Setting,
    _smallest_set,  # pyright: ignore[reportPrivateUsage]
    coverage,
    flags,
    level,
)
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import AreaType, Flag, Level, Thresholds

fewer = settings(max_examples=40)
THRESHOLDS = Thresholds(
    minimum_population=100,
    worst_share=0.2,
    people_share=0.25,
    half=0.5,
    remote_share=0.05,
    remote_people=100,
    certain=0.9,
    firm=0.95,
    likely=0.75,
    at_the_margin=0.25,
)
SETTING = Setting("Perth and Kinross", 8.0, THRESHOLDS)
QUIET: dict[str, float] = {
    "people_income_deprived": 0,
    "value": 5,
    "lower": 4,
    "upper": 6,
    "zones_worst_scotland": 0,
    "zones_worst_partnership": 0,
    "data_zones": 4,
    "people_share": 0,
    "partnership_fifth": 3,
    "remote_people": 0,
}


def found(setting: Setting = SETTING, **changes: float) -> tuple[Flag, ...]:
    """The flags of one area that would have none, but for some changes."""
    table = pd.DataFrame([QUIET | changes], index=["A"])
    return flags(table.astype({"data_zones": int, "zones_worst_scotland": int}), setting)["A"]


def codes(**changes: float) -> list[str]:
    return [flag.code for flag in found(SETTING, **changes)]


def only(**changes: float) -> Flag:
    (flag,) = found(SETTING, **changes)
    return flag


def test_a_quiet_area_has_no_flag() -> None:
    assert found() == ()
    assert level(found()) == Level.NO_FLAG


def test_concentrated_in_scotland_needs_one_zone_of_the_worst() -> None:
    flag = only(zones_worst_scotland=1, data_zones=5)
    assert (flag.code, flag.level) == ("concentrated", Level.PRIORITY)
    assert flag.sentence == "1 of 5 data zones is almost certainly among the fifth of Scotland with greatest need."
    many = only(zones_worst_scotland=3, data_zones=5)
    assert many.sentence == "3 of 5 data zones are almost certainly among the fifth of Scotland with greatest need."
    assert many.numbers == {"zones": 3, "data_zones": 5, "people_share": 0}


def test_concentrated_words_a_data_zone_as_itself() -> None:
    flag = only(zones_worst_scotland=1, data_zones=1)
    assert flag.sentence == "This data zone is almost certainly among the fifth of Scotland with greatest need."


@pytest.mark.parametrize(("share", "wanted"), [(0.2499, []), (0.25, ["concentrated"]), (0.2501, ["concentrated"])])
def test_concentrated_in_the_partnership_starts_at_its_share_of_people(share: float, wanted: list[str]) -> None:
    assert codes(people_share=share) == wanted


def test_concentrated_in_the_partnership_says_how_many_people() -> None:
    flag = only(people_share=0.4)
    assert flag.sentence == (
        "40% of people live in data zones almost certainly among the fifth of Perth and Kinross with greatest need."
    )
    assert flag.numbers == {"zones": 0, "data_zones": 4, "people_share": 40}


def test_a_data_zone_is_not_concentrated_by_living_in_itself() -> None:
    assert codes(people_share=1, data_zones=1) == []


@pytest.mark.parametrize(("lower", "wanted"), [(7.9, []), (8.0, []), (8.0001, ["rate_above"]), (np.nan, [])])
def test_a_rate_is_above_when_its_whole_range_is(lower: float, wanted: list[str]) -> None:
    assert codes(value=9, lower=lower, upper=10) == wanted


def test_a_rate_above_says_both_rates_and_the_range() -> None:
    flag = only(value=10.62, lower=9.58, upper=11.76)
    assert flag.level == Level.PRIORITY
    assert flag.sentence == (
        "10.6% of people are on low income, above the Perth and Kinross 8.0% (likely range 9.6–11.8%)."
    )
    assert flag.numbers == {"value": 10.62, "lower": 9.58, "upper": 11.76, "partnership": 8.0}


def test_many_people_marks_the_fewest_areas_with_half_of_them() -> None:
    table = pd.DataFrame(
        [QUIET | {"people_income_deprived": people} for people in (10, 1200, 600, 590)], index=list("ABCD")
    )
    marked = {code: [flag.code for flag in row] for code, row in flags(table, SETTING).items()}
    assert marked == {"A": [], "B": ["many_people"], "C": [], "D": []}
    (flag,) = flags(table, SETTING)["B"]
    assert flag.level == Level.LOOK_CLOSER
    assert flag.sentence == (
        "1,200 people on low income: one of the areas that together hold half of those in Perth and Kinross."
    )
    assert flag.numbers == {"people": 1200}


def test_many_people_words_another_share_than_half() -> None:
    setting = replace(SETTING, thresholds=replace(THRESHOLDS, half=0.6))
    (flag,) = found(setting, people_income_deprived=30)
    assert "together hold 60% of those" in flag.sentence


@pytest.mark.parametrize(
    ("people", "half", "wanted"),
    [
        ([50, 50], 0.5, {0}),
        ([49, 51], 0.5, {1}),
        ([40, 30, 30], 0.5, {0, 1}),
        ([40, 30, 30], 1.0, {0, 1, 2}),
        ([40, 30, 0], 1.0, {0, 1}),
        ([0, 0], 0.5, set[int]()),
        ([np.nan, 5], 0.5, {1}),
        ([], 0.5, set[int]()),
    ],
)
def test_the_smallest_set(people: list[float], half: float, wanted: set[int]) -> None:
    series = pd.Series(people, index=[f"A{i}" for i in range(len(people))], dtype=float)
    assert _smallest_set(series, half) == {f"A{i}" for i in wanted}


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.floats(0.05, 1))
@fewer
def test_the_smallest_set_is_enough_and_one_fewer_is_not(people: list[int], half: float) -> None:
    series = pd.Series(people, index=[f"A{i}" for i in range(len(people))], dtype=float)
    inside = series[sorted(_smallest_set(series, half))]
    wanted = half * series.sum()
    assert inside.sum() >= wanted - 1e-6
    if len(inside):
        assert inside.sum() - inside.min() < wanted
        assert inside.min() >= series.drop(inside.index).max() or len(inside) == len(series)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"zones_worst_partnership": 1}, ["pocket"]),
        ({"zones_worst_partnership": 0}, []),
        ({"zones_worst_partnership": 1, "partnership_fifth": 2}, ["pocket"]),
        ({"zones_worst_partnership": 1, "partnership_fifth": 1}, []),
        ({"zones_worst_partnership": 1, "partnership_fifth": np.nan}, ["pocket"]),
        ({"zones_worst_partnership": 1, "data_zones": 1}, []),
        ({"zones_worst_partnership": 1, "data_zones": 2}, ["pocket"]),
    ],
)
def test_a_pocket_is_hidden_by_an_average_that_is_not_the_worst(changes: dict[str, float], wanted: list[str]) -> None:
    assert codes(**changes) == wanted


def test_a_pocket_says_how_many_zones() -> None:
    one, two = only(zones_worst_partnership=1), only(zones_worst_partnership=2)
    ending = "almost certainly among the fifth of Perth and Kinross with greatest need, hidden by the area average."
    assert one.sentence == f"One data zone here is {ending}"
    assert two.sentence == f"2 data zones here are {ending}"
    assert two.numbers == {"zones": 2, "data_zones": 4}
    assert one.level == Level.LOOK_CLOSER


@pytest.mark.parametrize(("people", "wanted"), [(99, []), (100, ["remote_need"]), (np.nan, [])])
def test_remote_need_starts_at_its_number_of_people(people: float, wanted: list[str]) -> None:
    assert codes(remote_people=people) == wanted


def test_remote_need_says_how_many_people() -> None:
    flag = only(remote_people=1333)
    assert flag.sentence == "1,333 people on low income live where services are hardest to reach."
    assert (flag.numbers, flag.level) == ({"people": 1333}, Level.LOOK_CLOSER)


def test_the_level_is_that_of_the_strongest_flag() -> None:
    both = found(remote_people=100, zones_worst_scotland=1)
    assert [flag.code for flag in both] == ["concentrated", "remote_need"]
    assert level(both) == level(both[::-1]) == Level.PRIORITY
    assert level(found(remote_people=100)) == Level.LOOK_CLOSER


def test_coverage_counts_who_is_inside_and_who_is_missed() -> None:
    table = pd.DataFrame(
        [
            QUIET | {"people_income_deprived": 300, "zones_worst_scotland": 1},
            QUIET | {"people_income_deprived": 500},
            QUIET | {"people_income_deprived": np.nan, "zones_worst_scotland": 1},
        ],
        index=list("ABC"),
    )
    assert coverage(table, flags(table, SETTING)) == Coverage(people=800, inside=300, outside=500)


def test_coverage_of_nobody_is_zero() -> None:
    table = pd.DataFrame([QUIET], index=["A"])
    assert coverage(table, flags(table, SETTING)) == Coverage(0, 0, 0)


def test_flags_do_not_modify_their_table() -> None:
    table = pd.DataFrame([QUIET | {"remote_people": 200}], index=["A"])
    before = table.copy(deep=True)
    flags(table, SETTING)
    pd.testing.assert_frame_equal(table, before)


OURS = evidence("perth-and-kinross")


@pytest.mark.parametrize("area_type", OURS.area_types)
def test_every_number_of_a_sentence_is_one_of_its_numbers(area_type: AreaType) -> None:
    """No name of a partnership or a share (the fifth, half) holds a digit: every digit is a figure or a period."""
    summary = need_summary(OURS, area_type)
    periods = {label for held in OURS.library.sheets.values() for sheet in held.values() for label in sheet.periods}
    sentences = 0
    for row in summary.flags.values():
        for flag in row:
            said = re.sub(r"\b\d{4}(/\d{2})?\b", lambda met: "" if met[0] in periods else met[0], flag.sentence)
            written = re.findall(r"\d[\d,]*(?:\.\d+)?", said)
            meant = {f"{number:,.0f}" for number in flag.numbers.values()}
            meant |= {f"{number:.1f}" for number in flag.numbers.values()}
            assert set(written) <= meant, flag
            sentences += 1
    assert sentences > 3


@pytest.mark.parametrize("area_type", OURS.area_types)
def test_the_numbers_of_a_flag_are_those_of_the_area(area_type: AreaType) -> None:
    summary = need_summary(OURS, area_type)
    areas = summary.areas.T.to_dict()
    for code, row in summary.flags.items():
        area = areas[code]
        assert area["level"] == level(row)
        numbers = {flag.code: flag.numbers for flag in row}
        if "rate_above" in numbers:
            assert numbers["rate_above"]["value"] == area["value"]
            assert area["lower"] > numbers["rate_above"]["partnership"]
        if "many_people" in numbers:
            assert numbers["many_people"]["people"] == area["people_income_deprived"]
        if "remote_need" in numbers:
            assert numbers["remote_need"]["people"] == area["remote_people"] >= 100
        if "pocket" in numbers:
            assert numbers["pocket"]["zones"] == area["zones_worst_partnership"] >= 1


@pytest.mark.parametrize("area_type", OURS.area_types)
def test_inside_and_outside_are_everyone(area_type: AreaType) -> None:
    summary = need_summary(OURS, area_type)
    assert summary.coverage.inside + summary.coverage.outside == summary.coverage.people
    priority = summary.areas[summary.areas["level"] == Level.PRIORITY]
    assert summary.coverage.inside == priority["people_income_deprived"].sum()
