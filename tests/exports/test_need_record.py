"""The need ranking as a record: exactly the fields that were promised, the screen's numbers, harmless text."""

import csv
import io
import json
from typing import Any

import pytest

from dashboard.evidence import Evidence, evidence, library
from dashboard.exports.need_record import need_csv, need_record, need_text
from dashboard.exports.safe_text import UNSAFE_STARTS
from dashboard.statistics.act import act_tests
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import GRAINS, AreaType, Level, RolloutStatus

RECORD = ["partnership", "grain", "weights", "data_version", "coverage", "areas"]
AREA = [
    *("area_code", "area_name", "population", "need_score", "need_rank", "national_rank", "priority_scores"),
    *("people_income_deprived", "level", "flags", "status", "likely_range", "median_rank"),
    *("p_worst_fifth_partnership", "p_worst_fifth_scotland", "band", "rank_bounds", "tests"),
]
FLAG = ["code", "level", "sentence", "numbers"]
OURS = evidence("perth-and-kinross")


def record_of(held: Evidence, grain: AreaType, weights: str = "equal") -> dict[str, Any]:
    return need_record(held, need_summary(held, grain, weights), weights)


@pytest.fixture(params=GRAINS)
def grain(request: pytest.FixtureRequest) -> AreaType:
    return request.param


def test_the_record_has_exactly_the_promised_fields(grain: AreaType) -> None:
    record = record_of(OURS, grain)
    assert list(record) == RECORD
    assert list(record["coverage"]) == ["people", "inside", "outside"]
    assert {tuple(area) for area in record["areas"]} == {tuple(AREA)}
    assert {tuple(flag) for area in record["areas"] for flag in area["flags"]} == {tuple(FLAG)}
    names = [priority.name for priority in OURS.partnership.priorities]
    assert {tuple(area["priority_scores"]) for area in record["areas"]} == {tuple(names)}
    assert (record["partnership"], record["grain"]) == ("perth-and-kinross", grain.value)
    assert record["data_version"] == library().version


def test_the_record_is_json_that_every_program_reads(grain: AreaType) -> None:
    record = record_of(OURS, grain)
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_the_record_has_the_numbers_of_the_ranking(grain: AreaType) -> None:
    summary = need_summary(OURS, grain)
    areas = {area["area_code"]: area for area in need_record(OURS, summary, "equal")["areas"]}
    assert list(areas) == list(summary.areas.index)
    for code, row in summary.areas.iterrows():
        area = areas[str(code)]
        assert area["area_name"] == row["area_name"]
        assert area["population"] == row["population"]
        for field in ("need_score", "need_rank", "national_rank", "people_income_deprived"):
            assert area[field] == (None if row[field] != row[field] else pytest.approx(row[field], abs=1e-5)), field
        assert [flag["code"] for flag in area["flags"]] == [flag.code for flag in summary.flags[str(code)]]


def test_the_record_says_how_sure_each_rank_is_as_the_table_does(grain: AreaType) -> None:
    summary = need_summary(OURS, grain)
    areas = {area["area_code"]: area for area in need_record(OURS, summary, "equal")["areas"]}
    for code, row in summary.areas.to_dict("index").items():
        area = areas[str(code)]
        assert area["likely_range"] == [row["likely_low"], row["likely_high"]]
        assert area["rank_bounds"] == [row["best_rank"], row["worst_rank"]]
        assert (area["median_rank"], area["band"]) == (row["median_rank"], row["band"])
        for name in ("p_worst_fifth_partnership", "p_worst_fifth_scotland"):
            assert area[name] == pytest.approx(row[name], abs=1e-5)


def test_each_area_has_its_own_two_tests_of_the_act(grain: AreaType) -> None:
    wanted = act_tests(OURS, grain).set_index(["area_code", "indicator_id"]).to_dict("index")
    found = {
        (area["area_code"], test["indicator_id"]): test
        for area in record_of(OURS, grain)["areas"]
        for test in area["tests"]
    }
    assert set(found) == set(wanted)
    assert len(found) > 30
    for key, test in found.items():
        for other in ("rest", "scotland"):
            assert test[other]["answer"] == wanted[key][f"{other}_answer"]
            assert set(test[other]) == {"answer", "difference", "interval", "why"}
            if test[other]["difference"] is not None and test[other]["interval"][0] is not None:
                low, high = test[other]["interval"]
                assert low <= test[other]["difference"] <= high


def test_words_are_those_of_the_vocabulary_and_coverage_adds_up(grain: AreaType) -> None:
    record = record_of(OURS, grain)
    assert {area["level"] for area in record["areas"]} <= {level.value for level in Level}
    assert {area["status"] for area in record["areas"]} <= {status.value for status in RolloutStatus}
    found = record["coverage"]
    assert found["inside"] + found["outside"] == found["people"] == 12_046


@pytest.mark.parametrize("weights", ["equal", "simd_like", "1,2,3"])
def test_the_weights_used_are_said(weights: str) -> None:
    record = record_of(OURS, AreaType.INTERMEDIATE_ZONE, weights)
    assert record["weights"] == dict(weights_of(OURS.partnership, weights))


def test_what_is_not_known_is_none_and_never_nothing() -> None:
    record = record_of(evidence("glasgow-city"), AreaType.DATA_ZONE)
    unscored = [area for area in record["areas"] if area["need_score"] is None]
    assert {"S01010206", "S01010226", "S01010227"} <= {area["area_code"] for area in unscored}
    assert all(area["need_rank"] is None for area in unscored)


def test_csv_has_a_row_an_area_and_the_same_numbers(grain: AreaType) -> None:
    record = record_of(OURS, grain)
    rows = list(csv.DictReader(io.StringIO(need_csv(record))))
    assert [row["area_code"] for row in rows] == [area["area_code"] for area in record["areas"]]
    assert [row["area_name"] for row in rows] == [area["area_name"] for area in record["areas"]]
    assert [row["need_score"] for row in rows] == [_text(area["need_score"]) for area in record["areas"]]
    for name in record["weights"]:
        assert [row[name] for row in rows] == [_text(area["priority_scores"][name]) for area in record["areas"]]


def _text(number: float | None) -> str:
    return "" if number is None else str(number)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_makes_text_harmless_that_a_spreadsheet_would_run(start: str) -> None:
    assert start in UNSAFE_STARTS
    record = record_of(OURS, AreaType.INTERMEDIATE_ZONE)
    evil = {**record["areas"][0], "area_name": f"{start}cmd|' /C calc'!A0"}
    (row,) = csv.DictReader(io.StringIO(need_csv({**record, "areas": [evil]}), newline=""))
    assert row["area_name"] == f"'{start}cmd|' /C calc'!A0"


def test_csv_leaves_numbers_and_other_text_alone() -> None:
    record = record_of(OURS, AreaType.INTERMEDIATE_ZONE)
    odd = {**record["areas"][0], "area_name": 'Muir, "ton" – 1', "need_score": -1.5}
    (row,) = csv.DictReader(io.StringIO(need_csv({**record, "areas": [odd]})))
    assert (row["area_name"], row["need_score"]) == ('Muir, "ton" – 1', "-1.5")


def test_the_text_names_every_area_in_order_and_who_would_be_missed(grain: AreaType) -> None:
    record = record_of(OURS, grain)
    _, *lines, last = need_text(record).splitlines()
    assert [line.rstrip().endswith(area["area_name"]) for line, area in zip(lines, record["areas"], strict=True)] == [
        True
    ] * len(record["areas"])
    assert f"{record['coverage']['outside']:,}" in last
