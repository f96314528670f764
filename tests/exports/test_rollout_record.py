"""Where next as a record: exactly the fields that were promised, the numbers of the plan, and a text to read."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from dashboard.evidence import evidence, library
from dashboard.exports.rollout_record import rollout_record, rollout_text
from dashboard.statistics.next_words import choice_sentence, firmness_sentence, second_sentence, simple_sentence
from dashboard.statistics.rollout import Plan, plan
from dashboard.statistics.wish import NEED_SCORE, Wish

RECORD = [
    *("partnership", "data_version", "measure", "counted", "threshold", "k", "chosen", "kept", "reached", "total"),
    *("second_best", "constraints", "simply_largest", "draws"),
]
CHOSEN = ["area_code", "area_name", "people", "frequency"]
KEPT = ["area_code", "area_name", "people"]
SECOND = ["chosen", "reached", "people_fewer"]
OURS = evidence("perth-and-kinross")
WISHES = {
    "three": Wish(),
    "none": Wish(more=0),
    "remote children afresh": Wish(keep=False, measure="child_poverty", remote=2),
    "score": Wish(measure=NEED_SCORE, more=2),
    "localities": Wish(each_locality=True),
}


@cache
def of(name: str) -> Plan:
    return plan(OURS, WISHES[name])


def record_of(name: str) -> dict[str, Any]:
    return rollout_record(OURS, of(name))


@pytest.fixture(params=WISHES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_the_record_has_exactly_the_promised_fields(name: str) -> None:
    record = record_of(name)
    assert list(record) == RECORD
    assert [list(area) for area in record["chosen"]] == [CHOSEN] * len(of(name).choice.chosen)
    assert [list(area) for area in record["kept"]] == [KEPT] * len(of(name).choice.fixed)
    assert [list(one) for one in record["constraints"]] == [["name", "cost_in_people"]] * len(of(name).costs)
    if of(name).second is None:
        assert record["second_best"] is None
    else:
        assert list(record["second_best"]) == SECOND
        assert {tuple(area) for area in record["second_best"]["chosen"]} == {tuple(KEPT)}


def test_the_record_is_json_that_every_program_reads(name: str) -> None:
    record = record_of(name)
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_the_record_has_the_numbers_of_the_plan(name: str) -> None:
    record, found = record_of(name), of(name)
    assert record["partnership"] == "perth-and-kinross"
    assert record["data_version"] == library().version
    assert record["measure"] == (WISHES[name].measure or "simd_income")
    assert (record["counted"], record["threshold"]) == (found.counted, found.wish.threshold)
    assert (record["threshold"] is None) == (record["measure"] != NEED_SCORE)
    assert record["k"] == WISHES[name].more
    assert [area["area_code"] for area in record["chosen"]] == list(found.choice.chosen)
    assert [area["area_code"] for area in record["kept"]] == list(found.choice.fixed)
    names = OURS.areas["area_name"].to_dict()
    for area in (*record["chosen"], *record["kept"]):
        assert area["area_name"] == names[area["area_code"]]
        assert area["people"] == found.people[area["area_code"]]
    for area in record["chosen"]:
        assert area["frequency"] == pytest.approx(found.frequency[area["area_code"]], abs=5e-5)
        assert 0 <= area["frequency"] <= 1
    assert (record["simply_largest"], record["draws"]) == (found.simple, found.draws)


def test_the_numbers_of_the_record_add_up(name: str) -> None:
    record = record_of(name)
    inside = sum(area["people"] for area in (*record["chosen"], *record["kept"]))
    assert record["reached"] == inside <= record["total"]
    second = record["second_best"]
    if second is not None:
        others = sum(area["people"] for area in (*second["chosen"], *record["kept"]))
        assert second["reached"] == others == record["reached"] - second["people_fewer"]
        assert second["people_fewer"] >= 0
    assert all(one["cost_in_people"] >= 0 for one in record["constraints"])


def test_conditions_are_named_with_what_they_cost(name: str) -> None:
    found = {one["name"]: one["cost_in_people"] for one in record_of(name)["constraints"]}
    assert found == pytest.approx(dict(of(name).costs))


def test_the_record_of_three_more_areas() -> None:
    record = record_of("three")
    assert (record["reached"], record["total"], record["k"]) == (5379, 12_046, 3)
    assert [(area["area_name"], area["people"]) for area in record["chosen"]] == [
        ("Letham", 1019),
        ("Central and South Inch", 786),
        ("Crieff South", 505),
    ]
    assert record["second_best"]["people_fewer"] == 21
    assert record["constraints"] == [{"name": "areas already working are kept", "cost_in_people": 693}]


def test_people_are_whole_numbers_where_they_are_counted_whole(name: str) -> None:
    record = record_of(name)
    people = [area["people"] for area in (*record["chosen"], *record["kept"])]
    assert {type(number) for number in (*people, record["reached"], record["total"])} == {int}


def test_a_part_of_a_person_is_not_rounded_away() -> None:
    found = of("three")
    half = replace(found, people=found.people + 0.25, choice=replace(found.choice, reached=5379.123456789))
    record = rollout_record(OURS, half)
    assert record["chosen"][0]["people"] == 1019.25
    assert record["reached"] == 5379.123457


def test_how_often_has_four_decimals() -> None:
    found = of("three")
    record = rollout_record(OURS, replace(found, frequency=found.frequency * 0 + 1 / 3))
    assert [area["frequency"] for area in record["chosen"]] == [0.3333] * 3


def test_the_text_says_the_choice_then_the_areas_then_how_firm(name: str) -> None:
    found, record = of(name), record_of(name)
    lines = rollout_text(OURS, found).splitlines()
    assert lines[0] == choice_sentence(OURS, found)
    assert lines[2].split() == ["people", "chosen", "in", "area"]
    areas = [*record["chosen"], *record["kept"]]
    for line, area in zip(lines[3:], areas, strict=False):
        assert line.split()[0] == f"{area['people']:,}"
        assert line.endswith(f"  {area['area_name']}")
        assert (line.split()[1] == "kept") == ("frequency" not in area)
    conditions = [f"Condition, {one['name']}: costs {one['cost_in_people']:,} people." for one in record["constraints"]]
    said = [firmness_sentence(OURS, found), second_sentence(OURS, found), *conditions, simple_sentence(found)]
    assert lines[3 + len(areas) :] == ["", *filter(None, said)]


def test_the_columns_of_the_text_are_one_below_the_other() -> None:
    lines = rollout_text(OURS, of("three")).splitlines()
    begins = lines[2].index("area")
    for line in lines[3:13]:
        assert line[begins - 1] == " "
        assert line[begins] != " "


def test_the_text_ends_with_one_line_end(name: str) -> None:
    text = rollout_text(OURS, of(name))
    assert text.endswith(".\n")
    assert not text.endswith("\n\n")
    assert "nan" not in text
