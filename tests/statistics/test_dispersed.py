"""Where people in need live: counts read again from the files, classes that add up, minutes weighted by hand."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from dashboard.evidence import Evidence, evidence, library
from dashboard.statistics.dispersed import (
    ACCESS_TIMES,
    CLASSES,
    access_times,
    counted_period,
    in_need,
    people_by_class,
    people_by_zone,
    people_counted,
    published_worst_fifth,
)
from dashboard.vocabulary import AreaType, ConfigError

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
LATEST = {"simd_income": "SIMD 2020v2", "child_poverty": "2020/21", "simd_employment": "SIMD 2020v2"}
SUPPRESSED = {"child_poverty": 2}
SOME = ("perth-and-kinross", "glasgow-city", "highland", "orkney-islands")
LOW = "indicators/low_income.csv"
SMALL_ZONES = ("S01009000", "S01009001", "S01011833", "S01011834", "S01011835", "S01011836")
MINUTES = """\
name = "Drive to a GP"
definition = "The average drive to a GP."
topic = "Access to services"
measure = "mean"
unit = "minutes"
polarity = "lower_is_better"
source = "simd"
"""
HEADER = "area_code,period,numerator,denominator,value,status\n"


@cache
def lookup() -> dict[str, dict[str, str]]:
    """The lookup of data zones as it stands in the file."""
    with (DATA / "areas" / "data_zones_2011.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["data_zone"]: row for row in csv.DictReader(lines)}


@cache
def rows_of(indicator_id: str, period: str) -> dict[str, dict[str, str]]:
    """The rows of data zones in one period as they stand in the file."""
    with (DATA / "indicators" / f"{indicator_id}.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["period"] == period]
    return {row["area_code"]: row for row in rows if row["area_code"].startswith("S01")}


@cache
def counts(indicator_id: str) -> dict[str, float]:
    """The people an indicator counts in every data zone of Scotland, read from its file."""
    stands_for = {"suppressed": SUPPRESSED.get(indicator_id, 0)}
    return {
        code: float(row["numerator"] or stands_for.get(row["status"], 0))
        for code, row in rows_of(indicator_id, LATEST[indicator_id]).items()
    }


@cache
def worst_fifth() -> frozenset[str]:
    """The data zones in the worst fifth of the published index, read from its file: rank 1 is most deprived."""
    rows = rows_of("simd_rank_overall", "SIMD 2020v2")
    return frozenset(code for code, row in rows.items() if int(row["value"]) * 5 <= len(rows))


def edit(data: Path, file: str, old: str, new: str) -> None:
    text = (data / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (data / file).write_text(text.replace(old, new), encoding="utf-8")


def small(data: Path) -> Evidence:
    return evidence("perth-and-kinross", data)


def counted(data: Path, indicator_id: str = "low_income") -> dict[str, float]:
    held = small(data)
    return {str(code): people for code, people in people_counted(held, indicator_id, held.library.zones.index).items()}


@pytest.mark.parametrize("indicator_id", LATEST)
def test_the_period_counted_is_the_latest_that_covers_scotland(indicator_id: str) -> None:
    assert counted_period(OURS, indicator_id) == LATEST[indicator_id]


@pytest.mark.parametrize("indicator_id", LATEST)
def test_people_of_every_zone_of_scotland_are_those_of_the_file(indicator_id: str) -> None:
    wanted = counts(indicator_id)
    found = people_counted(OURS, indicator_id, library().zones.index)
    assert len(found) == len(lookup()) == 6976
    assert not found.isna().any()
    assert {code: people for code, people in found.items() if people != wanted.get(str(code), 0)} == {}
    assert found.name == "people"


@pytest.mark.parametrize(
    ("indicator_id", "ours", "scotland"),
    [("simd_income", 12_046, 654_561), ("child_poverty", 3_389, 147_291), ("simd_employment", 5_897, 324_789)],
)
def test_totals_are_sums_of_the_file(indicator_id: str, ours: int, scotland: int) -> None:
    here = [code for code, row in lookup().items() if row["council_area"] == "S12000048"]
    assert sum(counts(indicator_id)[code] for code in here) == ours
    assert sum(counts(indicator_id).values()) == scotland
    assert people_counted(OURS, indicator_id, pd.Index(here)).sum() == ours
    assert people_counted(OURS, indicator_id, library().zones.index).sum() == scotland


def test_a_suppressed_count_is_the_number_it_stands_for(data: Path) -> None:
    wanted = {"S01009000": 60, "S01009001": 0, "S01011833": 50, "S01011834": 2, "S01011835": 160, "S01011836": 70}
    assert counted(data) == wanted


def test_another_number_can_stand_for_a_suppressed_count(data: Path) -> None:
    edit(data, "indicators/low_income.toml", "stands_for = 2", "stands_for = 4")
    assert counted(data)["S01011834"] == 4


def test_a_suppressed_count_that_stands_for_nothing_is_nobody(data: Path) -> None:
    edit(data, "indicators/crime.csv", "2020,40,800,,", "2020,,800,,suppressed")
    assert counted(data, "crime")["S01011835"] == 0
    assert counted(data, "crime")["S01011836"] == 14


def test_a_later_period_is_counted_only_if_it_covers_scotland(data: Path) -> None:
    later = "".join(f"{code},2021,9,300,,\n" for code in SMALL_ZONES)
    one = "S01011835,2022,1,800,,\n"
    path = data / LOW
    path.write_text(path.read_text(encoding="utf-8") + later + one, encoding="utf-8")
    assert counted_period(small(data), "low_income") == "2021"
    assert counted(data) == dict.fromkeys(SMALL_ZONES, 9)


def test_no_period_that_covers_scotland_is_refused(data: Path) -> None:
    edit(data, LOW, "S01011835,2020,160,800,,\n", "")
    with pytest.raises(ConfigError, match="has no period that covers Scotland"):
        counted_period(small(data), "low_income")


def test_only_the_zones_asked_for_are_counted_and_an_unknown_one_has_nobody() -> None:
    found = people_counted(OURS, "simd_income", pd.Index(["S01011931", "S01019999"]))
    assert found.to_dict() == {"S01011931": counts("simd_income")["S01011931"], "S01019999": 0}


@pytest.mark.parametrize("partnership_id", SOME)
def test_the_zones_in_need_are_those_of_the_files_with_the_highest_rate_first(partnership_id: str) -> None:
    held = evidence(partnership_id)
    table = in_need(held)
    here = {code: row for code, row in lookup().items() if row["council_area"] == held.partnership.council_area}
    assert set(table.index) == set(here)
    assert list(table.columns) == ["area_name", "population", "people", "rate", "urban_rural"]
    assert table.index.name == "data_zone"
    for code, row in table.to_dict("index").items():
        zone, people = here[str(code)], counts("simd_income")[str(code)]
        assert (row["area_name"], row["urban_rural"]) == (zone["data_zone_name"], zone["urban_rural"])
        assert (row["population"], row["people"]) == (int(zone["population"]), people)
        assert row["rate"] == pytest.approx(people / max(int(zone["population"]), 1))
    assert table["rate"].is_monotonic_decreasing


def test_zones_without_people_have_no_rate() -> None:
    table = in_need(evidence("glasgow-city"))
    empty = [code for code, row in lookup().items() if row["population"] == "0"]
    assert len(empty) == 3
    assert table.loc[empty, ["people", "rate"]].to_numpy().tolist() == [[0, 0]] * 3


def test_zones_that_are_not_counted_have_nobody() -> None:
    table = people_by_zone(OURS, pd.Series({"S01011931": 5, "S01006506": 7}))
    assert table["people"].sum() == 5
    assert table.index[0] == "S01011931"
    assert len(table) == 186


def test_people_given_are_not_changed() -> None:
    people = people_counted(OURS, "simd_income", OURS.areas_of(AreaType.DATA_ZONE).index)
    before = people.copy(deep=True)
    people_by_zone(OURS, people)
    pd.testing.assert_series_equal(people, before)


def test_the_worst_fifth_of_the_index_is_read_from_its_ranks() -> None:
    found = published_worst_fifth(OURS)
    assert len(found) == 1395
    assert set(found) == worst_fifth()


def test_another_worst_share_is_another_number_of_zones() -> None:
    thresholds = replace(OURS.partnership.thresholds, worst_share=0.1)
    tenth = published_worst_fifth(replace(OURS, partnership=replace(OURS.partnership, thresholds=thresholds)))
    rows = rows_of("simd_rank_overall", "SIMD 2020v2")
    assert set(tenth) == {code for code, row in rows.items() if int(row["value"]) <= 697}


def test_an_index_that_is_not_held_has_no_worst_fifth(data: Path) -> None:
    assert published_worst_fifth(small(data)).empty


@pytest.mark.parametrize("partnership_id", sorted(library().partnerships))
def test_classes_sum_to_the_partnership(partnership_id: str) -> None:
    held = evidence(partnership_id)
    zones = in_need(held)
    table = people_by_class(held, zones)
    here = [row for row in lookup().values() if row["council_area"] == held.partnership.council_area]
    assert list(table.index) == [name for name in CLASSES if name in {row["urban_rural"] for row in here}]
    assert table["data_zones"].sum() == len(here)
    assert table["population"].sum() == sum(int(row["population"]) for row in here)
    assert table["people"].sum() == sum(counts("simd_income")[row["data_zone"]] for row in here)
    assert table["people_share"].sum() == pytest.approx(1)
    assert table["rate"].between(0, 1).all()
    inside = [counts("simd_income")[row["data_zone"]] for row in here if row["data_zone"] in worst_fifth()]
    assert (table["in_worst_fifth"] * table["people"]).sum() == pytest.approx(sum(inside))


def test_a_class_has_the_people_of_its_zones() -> None:
    table = people_by_class(OURS, in_need(OURS))
    rural = [
        code for code, row in lookup().items() if (row["council_area"], row["urban_rural"]) == ("S12000048", CLASSES[5])
    ]
    people = [counts("simd_income")[code] for code in rural]
    row = table.loc["Remote Rural"].to_dict()
    assert (row["data_zones"], row["people"]) == (len(rural), sum(people)) == (22, 1179)
    assert row["rate"] == pytest.approx(sum(people) / sum(int(lookup()[code]["population"]) for code in rural))
    assert row["people_share"] == pytest.approx(1179 / 12_046)
    assert row["in_worst_fifth"] == 0


def test_the_people_of_a_class_in_the_worst_fifth_are_a_share_of_its_people() -> None:
    urban = [
        code for code, row in lookup().items() if (row["council_area"], row["urban_rural"]) == ("S12000048", CLASSES[1])
    ]
    inside = sum(counts("simd_income")[code] for code in urban if code in worst_fifth())
    wanted = inside / sum(counts("simd_income")[code] for code in urban)
    assert 0 < wanted < 1
    assert people_by_class(OURS, in_need(OURS))["in_worst_fifth"]["Other Urban Areas"] == pytest.approx(wanted)


def test_a_class_that_is_not_of_the_six_comes_last(data: Path) -> None:
    text = (data / "areas/data_zones_2011.csv").read_text(encoding="utf-8")
    changed = text.replace("Kinross,Urban Areas", "Kinross,Remote Rural").replace("Kinross,Rural", "Kinross,Moorland")
    (data / "areas/data_zones_2011.csv").write_text(changed, encoding="utf-8")
    held = small(data)
    table = people_by_class(held, in_need(held))
    assert table["people"].to_dict() == {"Remote Rural": 230, "Moorland": 52}
    assert list(table.index) == ["Remote Rural", "Moorland"]
    assert table["in_worst_fifth"].tolist() == [0, 0]
    assert list(table.columns) == ["data_zones", "population", "people", "rate", "people_share", "in_worst_fifth"]


@pytest.mark.parametrize("partnership_id", SOME)
@pytest.mark.parametrize("indicator_id", ACCESS_TIMES)
def test_minutes_are_those_of_the_files_weighted_by_people_in_need(partnership_id: str, indicator_id: str) -> None:
    held = evidence(partnership_id)
    minutes = {code: float(row["value"]) for code, row in rows_of(indicator_id, "SIMD 2020v2").items()}
    found = people_by_class(held, in_need(held))[indicator_id].to_dict()
    for name, average in found.items():
        inside = [
            code
            for code, row in lookup().items()
            if (row["council_area"], row["urban_rural"]) == (held.partnership.council_area, name)
        ]
        people = sum(counts("simd_income")[code] for code in inside)
        wanted = sum(minutes[code] * counts("simd_income")[code] for code in inside) / people
        assert average == pytest.approx(wanted)
        assert min(minutes[code] for code in inside) <= average <= max(minutes[code] for code in inside)
    assert len(found) >= 2


def with_minutes(data: Path, *minutes: str) -> Evidence:
    """The small folder with a drive to a GP for each of its six zones."""
    (data / "indicators/simd_drive_gp.toml").write_text(MINUTES, encoding="utf-8")
    rows = "".join(f"{code},2020,,,{cell}\n" for code, cell in zip(SMALL_ZONES, minutes, strict=True))
    (data / "indicators/simd_drive_gp.csv").write_text(HEADER + rows, encoding="utf-8")
    return small(data)


def test_minutes_worked_by_hand(data: Path) -> None:
    """Hill: 50 people at 20 minutes and 2 at 30; Town: 160 people at 2 and 70 at 6."""
    held = with_minutes(data, "3,", "4,", "20,", "30,", "2,", "6,")
    zones = in_need(held)
    by_class = access_times(held, zones, zones["urban_rural"])
    assert list(by_class.columns) == ["simd_drive_gp"]
    wanted = {"Rural": (50 * 20 + 2 * 30) / 52, "Urban Areas": (160 * 2 + 70 * 6) / 230}
    assert by_class["simd_drive_gp"].to_dict() == pytest.approx(wanted)
    assert people_by_class(held, zones)["simd_drive_gp"].to_dict() == pytest.approx(wanted)
    one = access_times(held, zones, dict.fromkeys(zones.index, "all"))
    assert one["simd_drive_gp"].to_dict() == pytest.approx({"all": (1000 + 60 + 320 + 420) / 282})


def test_a_zone_without_minutes_leaves_its_people_out(data: Path) -> None:
    held = with_minutes(data, "3,", "4,", ",not_applicable", "30,", "2,", "6,")
    zones = in_need(held)
    by_class = access_times(held, zones, zones["urban_rural"])
    assert by_class["simd_drive_gp"]["Rural"] == pytest.approx(30)


def test_a_group_with_nobody_in_need_has_no_minutes(data: Path) -> None:
    held = with_minutes(data, "3,", "4,", "20,", "30,", "2,", "6,")
    zones = in_need(held)
    nobody = zones.assign(people=zones["people"].where(zones["urban_rural"] == "Rural", 0.0))
    found = access_times(held, nobody, nobody["urban_rural"])["simd_drive_gp"]
    assert found["Rural"] == pytest.approx(1060 / 52)
    assert pd.isna(found["Urban Areas"])


def test_times_that_are_not_held_are_left_out(data: Path) -> None:
    held = small(data)
    zones = in_need(held)
    assert list(access_times(held, zones, zones["urban_rural"]).columns) == []
