"""The need of areas: worked by hand on six zones, and whole on Perth and Kinross."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import evidence
from dashboard.statistics.area_need import area_need
from dashboard.statistics.scoring import national_need, scored_period
from dashboard.vocabulary import GRAINS, AreaType, ConfigError

EQUAL = {"Poverty": 1.0, "Safety": 1.0}
OURS = evidence("perth-and-kinross")
OUR_EQUAL = OURS.partnership.weights["equal"]
COLUMNS = [
    *("area_name", "area_type", "population", "data_zones"),
    *("Poverty", "Employability", "Health and Wellbeing", "need_score", "national_rank", "national_fifth"),
    *("worst_zone", "worst_zone_name", "zones_worst_scotland", "zones_worst_partnership"),
    *("local_share", "people_share", "remote_people"),
    *("people_income_deprived", "value", "lower", "upper"),
    *("need_rank", "partnership_fifth", "status", "place"),
    *("median_rank", "likely_low", "likely_high", "p_worst_fifth_partnership", "p_worst_fifth_scotland"),
    *("p_top_k", "band", "best_rank", "worst_rank"),
]


@cache
def ours(area_type: AreaType) -> pd.DataFrame:
    """The need of Perth and Kinross, worked out once for all tests that only read it."""
    return area_need(OURS, area_type, OUR_EQUAL)


def rows(need: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of a table by area_code."""
    return {str(code): row for code, row in need.T.to_dict().items()}


def small(data: Path, area_type: AreaType, weights: dict[str, float] | None = None) -> pd.DataFrame:
    return area_need(evidence("perth-and-kinross", data), area_type, weights or EQUAL)


def change(data: Path, file: str, old: str, new: str) -> None:
    text = (data / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (data / file).write_text(text.replace(old, new), encoding="utf-8")


def test_zones_take_their_national_rank_and_a_rank_of_their_own(data: Path) -> None:
    """Greatest need in Poverty first: Town 01, Town 02 with Shore 01, Hill 01, Hill 02, Shore 02 (Hill 02's
    suppressed count stands for 2 of 500, more than Shore 02's zero); in Safety: Shore 01, Town 01, Shore 02,
    Town 02, Hill 01, Hill 02. Shore 02 is last in one and third in the other, and comes before Hill 01.
    """
    need = small(data, AreaType.DATA_ZONE)
    assert need.index.tolist() == ["S01011835", "S01011836", "S01011833", "S01011834"]
    assert need["need_rank"].tolist() == [1, 2, 3, 4]
    assert need["national_rank"].tolist() == [1, 3, 5, 6]
    assert need["national_fifth"].tolist() == [1, 3, 5, 5]
    assert need["partnership_fifth"].tolist() == [2, 3, 4, 5]


def test_a_locality_has_the_mean_score_of_its_zones_weighted_by_people(data: Path) -> None:
    zones, localities = small(data, AreaType.DATA_ZONE), small(data, AreaType.LOCALITY)
    inside = zones.loc[["S01011833", "S01011834", "S01011836"]]
    for column in ("Poverty", "Safety", "need_score"):
        wanted = np.average(inside[column], weights=[1000, 500, 700])
        assert localities.loc["locality-highland", column] == pytest.approx(wanted)
    assert localities.index.tolist() == ["locality-city", "locality-highland"]
    assert localities["national_rank"].isna().tolist() == [True, True]
    assert localities["national_fifth"].isna().tolist() == [True, True]


def test_a_locality_says_what_its_zones_say(data: Path) -> None:
    """One of the six zones is Scotland's worst quarter and one of our four is ours: Town 01, alone in City.

    Ours is almost certain. Scotland's is likelier than not only, for Shore 01 is worst where crime weighs more: it
    counts where half a chance is held to be enough. The two hardest to reach are Hill 01, with 50 people in need, and
    Hill 02, whose count is suppressed.
    """
    change(data, "partnerships/perth-and-kinross.toml", "certain = 0.9", "certain = 0.5")
    need = rows(small(data, AreaType.LOCALITY))
    city, highland = need["locality-city"], need["locality-highland"]
    for column in ("zones_worst_scotland", "zones_worst_partnership", "local_share", "people_share"):
        assert (city[column], highland[column]) == (1, 0)
    assert (city["worst_zone"], highland["worst_zone"]) == ("S01011835", "S01011836")
    assert highland["worst_zone_name"] == "Town - 02"
    assert (city["remote_people"], highland["remote_people"]) == (0, 50)


def test_what_is_only_likely_is_not_almost_certain(data: Path) -> None:
    """Town 01 is ours in nearly every draw, but Scotland's in little more than half of them."""
    town = rows(small(data, AreaType.DATA_ZONE))["S01011835"]
    assert 0.5 < town["p_worst_fifth_scotland"] < 0.9 < town["p_worst_fifth_partnership"]
    assert (town["zones_worst_scotland"], town["zones_worst_partnership"]) == (0, 1)
    assert (town["local_share"], town["people_share"]) == (0, 1)


def test_people_on_low_income_are_counted_with_suppressed_ones_standing_for_two(data: Path) -> None:
    need = small(data, AreaType.LOCALITY)
    assert need["people_income_deprived"].to_dict() == {"locality-city": 160, "locality-highland": 122}
    assert need["value"].to_dict() == pytest.approx({"locality-city": 20, "locality-highland": 100 * 122 / 2200})
    assert need["lower"]["locality-city"] < 20 < need["upper"]["locality-city"]


def test_the_shares_of_an_intermediate_zone_are_shares_of_its_people(data: Path) -> None:
    change(data, "partnerships/perth-and-kinross.toml", "certain = 0.9", "certain = 0.5")
    need = small(data, AreaType.INTERMEDIATE_ZONE)
    assert need.loc["S02002220", "local_share"] == pytest.approx(800 / 1500)
    assert need.loc["S02002219", "local_share"] == 0
    assert need["need_rank"].to_dict() == {"S02002220": 1, "S02002219": 2}


def test_a_weight_of_zero_leaves_a_priority_out(data: Path) -> None:
    poverty = small(data, AreaType.DATA_ZONE, {"Poverty": 1, "Safety": 0})
    assert poverty["need_score"].tolist() == pytest.approx(poverty["Poverty"].tolist())
    assert poverty.index[0] == "S01011835"
    assert poverty["national_rank"].tolist() == [1, 2.5, 4, 5]


@pytest.mark.parametrize(("people", "wanted"), [("800", "The Cross"), ("700", ""), ("699", "")])
def test_a_place_reaches_an_area_when_it_holds_most_of_its_people(data: Path, people: str, wanted: str) -> None:
    """Town has Town 01, which is The Cross, and Town 02 with 700 people: half is not most."""
    change(data, "areas/data_zones_2011.csv", ",800,10,", f",{people},10,")
    need = small(data, AreaType.INTERMEDIATE_ZONE)
    assert need["place"].to_dict() == {"S02002220": wanted, "S02002219": ""}
    assert need["status"].to_dict() == {
        "S02002220": "working" if wanted else "not_started",
        "S02002219": "not_started",
    }


@pytest.mark.parametrize(("people", "scored"), [("100", True), ("99", False)])
def test_a_zone_with_few_people_is_not_scored(data: Path, people: str, scored: bool) -> None:
    change(data, "areas/data_zones_2011.csv", ",500,800,", f",{people},800,")
    zones, localities = small(data, AreaType.DATA_ZONE), small(data, AreaType.LOCALITY)
    assert zones["need_score"].notna().sum() == (4 if scored else 3)
    assert zones.index[-1] == "S01011834"
    assert zones["need_rank"].notna().tolist() == [True, True, True, scored]
    assert localities["need_score"].notna().tolist() == [True, True]
    if not scored:
        inside = zones.loc[["S01011833", "S01011836"], "need_score"]
        wanted = np.average(inside, weights=[1000, 700])
        assert localities.loc["locality-highland", "need_score"] == pytest.approx(wanted)


def test_a_period_that_does_not_cover_scotland_is_not_scored(data: Path) -> None:
    text = "S01009000,2020,30,600,,\n"
    change(data, "indicators/crime.csv", text, text.replace("2020", "2021"))
    with pytest.raises(ConfigError) as caught:
        small(data, AreaType.DATA_ZONE)
    assert str(caught.value) == (
        "crime.csv: has no period that covers Scotland at the grain data_zone. Score another indicator"
    )


def test_the_latest_period_that_covers_scotland_is_scored(data: Path) -> None:
    path = data / "indicators" / "crime.csv"
    text = path.read_text(encoding="utf-8")
    rows = text.splitlines()[1:]
    later = [row.replace("2020", "2021") for row in rows]
    path.write_text("\n".join([text.rstrip(), *later, later[0].replace("2021", "2022")]) + "\n", encoding="utf-8")
    library = evidence("perth-and-kinross", data).library
    assert scored_period(library, "crime", AreaType.DATA_ZONE) == "2021"


@pytest.mark.parametrize("area_type", [*OURS.area_types])
def test_every_area_of_perth_and_kinross_has_its_row_in_the_order_of_need(area_type: AreaType) -> None:
    need = ours(area_type)
    assert set(need.columns) == set(COLUMNS)
    assert set(need.index) == set(OURS.areas_of(area_type).index)
    assert need["need_score"].dropna().is_monotonic_decreasing
    assert need["need_rank"].dropna().is_monotonic_increasing
    assert need["need_score"].between(0, 100).sum() == need["need_score"].notna().sum() > 0
    for column in ("local_share", "people_share"):
        assert need[column].between(0, 1).sum() == len(need)
    assert need["zones_worst_scotland"].le(need["data_zones"]).sum() == len(need)


@pytest.mark.parametrize("area_type", [AreaType.LOCALITY, AreaType.WARD, AreaType.INTERMEDIATE_ZONE])
def test_zones_and_people_are_counted_once_however_areas_are_drawn(area_type: AreaType) -> None:
    zones, need = ours(AreaType.DATA_ZONE), ours(area_type)
    for column in ("zones_worst_scotland", "zones_worst_partnership", "remote_people", "population"):
        assert need[column].sum() == zones[column].sum() > 0
    assert need["people_income_deprived"].sum() == 12_046


@pytest.mark.parametrize("grain", GRAINS)
def test_a_zone_keeps_its_national_score_and_rank(grain: AreaType) -> None:
    national = national_need(OURS.library, OURS.partnership, grain, OUR_EQUAL)
    need = ours(grain)
    columns = ["need_score", "national_rank"]
    pd.testing.assert_frame_equal(need[columns].sort_index(), national.reindex(need.index)[columns].sort_index())
    assert national["national_rank"].sum() == pytest.approx(sum(range(1, national["need_score"].count() + 1)))


def test_the_worst_fifth_of_the_partnership_is_a_fifth_of_its_zones() -> None:
    """37 of 186: a fifth is 37.2. Fewer are almost certainly among them, and each of those is."""
    zones = ours(AreaType.DATA_ZONE)
    worst = zones["partnership_fifth"] == 1
    assert worst.sum() == 37
    certain = zones["zones_worst_partnership"] == 1
    assert certain.tolist() == (zones["p_worst_fifth_partnership"] >= OURS.partnership.thresholds.certain).tolist()
    assert 20 < certain.sum() < 37
    assert set(zones.index[certain]) <= set(zones.index[worst])


def test_the_worst_zone_of_an_area_lies_in_it_and_has_its_highest_score() -> None:
    zones = ours(AreaType.DATA_ZONE)["need_score"]
    for code, row in ours(AreaType.LOCALITY).iterrows():
        inside = zones.reindex(OURS.zones_of(str(code)))
        assert row["worst_zone"] in inside.index
        assert inside[row["worst_zone"]] == inside.max()


def test_a_partnership_without_a_file_has_need_too() -> None:
    other = evidence("na-h-eileanan-siar")
    need = area_need(other, AreaType.INTERMEDIATE_ZONE, other.partnership.weights["simd_like"])
    assert len(need) == len(other.areas_of(AreaType.INTERMEDIATE_ZONE)) > 5
    assert set(need["status"]) == {"not_started"}
