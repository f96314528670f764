"""Areas most like one: features and neighbours found again from the files by brute force, distances worked by hand."""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.evidence import Evidence, evidence
from dashboard.evidence.custom_area import CUSTOM_CODE, with_custom_area
from dashboard.statistics.scoring import national_need
from dashboard.statistics.similar_areas import (
    FEATURES,
    NOT_KNOWN,
    TOO_FEW,
    fellows_of,
    own_features,
    shown_indicators,
    similar_areas,
    similar_sentence,
)
from dashboard.statistics.words import share
from dashboard.vocabulary import GRAINS, AreaType

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
LATEST = "SIMD 2020v2"
EMPTY = ("S01010206", "S01010226", "S01010227")
SOME = ("perth-and-kinross", "glasgow-city", "na-h-eileanan-siar", "highland", "north-lanarkshire")
OUR_AREAS = ("S01011931", "S02002246", "S02002247", "S13003067", "locality-perth-city", "place-north-perth")
BASE = [
    *("area_name", "council_area_name", "distance", "rural", "remote", "children", "older"),
    *("population", "value", "people", "national_rank", "national_fifth"),
]
SHOWN = {
    AreaType.DATA_ZONE: ["child_poverty", "simd_employment", "simd_cif"],
    AreaType.INTERMEDIATE_ZONE: ["child_poverty", "simd_employment", "early_mortality"],
    AreaType.WARD: ["child_poverty", "simd_employment", "simd_cif"],
}
COLUMN_OF = {AreaType.DATA_ZONE: "zone", AreaType.INTERMEDIATE_ZONE: "intermediate_zone", AreaType.WARD: "ward"}
AGES = ("children", "older")
Features = Mapping[str, Mapping[str, float]]


def of_file(indicator_id: str, period: str, column: str) -> pd.Series:
    """A column of the data zones in one period, as it stands in the file; nothing is 0."""
    rows = pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", dtype={"period": str}, encoding="utf-8-sig")
    found = rows[rows["period"] == period].set_index("area_code")[column]
    return pd.to_numeric(found).fillna(0)


@cache
def lookup() -> pd.DataFrame:
    """Every data zone with what it counts, from the files, and Perth and Kinross's own areas that it is in."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv", encoding="utf-8-sig").set_index("data_zone")
    zones["zone"] = zones.index
    ours = tomllib.loads((DATA / "partnerships" / "perth-and-kinross.toml").read_text(encoding="utf-8"))
    city = next(row for row in ours["locality"] if row["name"] == "Perth City")
    zones["locality-perth-city"] = zones["ward"].isin(city["wards"])
    for row in ours["exception"]:
        zones.loc[row["data_zone"], "locality-perth-city"] = row["locality"] == "Perth City"
    north = next(row for row in ours["place"] if row["name"] == "North Perth")
    zones["place-north-perth"] = zones["intermediate_zone"].isin(north["intermediate_zones"])
    zones["rural"] = zones["population"].where(zones["urban_rural"].isin(["Accessible Rural", "Remote Rural"]), 0)
    zones["remote"] = zones["population"].where(zones["urban_rural"].isin(["Remote Small Towns", "Remote Rural"]), 0)
    zones["children"] = of_file("sape_0_15", "2020", "value")
    zones["older"] = of_file("sape_65plus", "2020", "value")
    zones["everyone"] = of_file("sape_total", "2020", "value")
    zones["census_children"] = of_file("census_pct_0_15", "2022", "numerator")
    zones["census_older"] = of_file("census_pct_65plus", "2022", "numerator")
    zones["census_everyone"] = of_file("census_pct_0_15", "2022", "denominator")
    zones["people"] = of_file("simd_income", LATEST, "numerator")
    zones["counted"] = of_file("simd_income", LATEST, "denominator")
    return zones


def shares(zones: pd.DataFrame, census: bool = False) -> dict[str, float]:
    """The features of an area made of some data zones."""
    sums = zones[[*zones.columns[zones.columns.get_loc("rural") :]]].sum()  # type: ignore[misc]
    before = "census_" if census else ""
    return {
        "rural": 100 * sums["rural"] / zones["population"].sum(),
        "remote": 100 * sums["remote"] / zones["population"].sum(),
        "children": 100 * sums[f"{before}children"] / sums[f"{before}everyone"],
        "older": 100 * sums[f"{before}older"] / sums[f"{before}everyone"],
        "value": 100 * sums["people"] / sums["counted"],
    }


def zones_of(area_code: str) -> pd.DataFrame:
    """The data zones of one of our areas, from the files."""
    zones = lookup()
    if area_code in zones:
        return zones[zones[area_code]]
    column = COLUMN_OF[AreaType.of(area_code)]
    return zones[zones[column] == area_code]


@cache
def everywhere(kind: AreaType, census: bool = False) -> Features:
    """The features of all of Scotland's areas of one kind with people."""
    zones = lookup()[lookup()["population"] > 0]
    column = COLUMN_OF[kind]
    sums = zones.groupby(column).sum(numeric_only=True)
    before = "census_" if census else ""
    table = pd.DataFrame(
        {
            "rural": sums["rural"] / sums["population"],
            "remote": sums["remote"] / sums["population"],
            "children": sums[f"{before}children"] / sums[f"{before}everyone"],
            "older": sums[f"{before}older"] / sums[f"{before}everyone"],
            "value": sums["people"] / sums["counted"],
        }
    )
    return {str(code): {str(k): v for k, v in row.items()} for code, row in (100 * table).T.to_dict().items()}


def council_of(kind: AreaType) -> Mapping[str, str]:
    return dict(zip(lookup()[COLUMN_OF[kind]], lookup()["council_area"], strict=True))


def neighbours(area_code: str, without: tuple[str, ...] = (), census: bool = False) -> list[tuple[float, str]]:
    """Every area of the fellows' kind in another council area by its distance, one number at a time."""
    kind = fellows_of(AreaType.of(area_code))
    own, others, councils = shares(zones_of(area_code), census), everywhere(kind, census), council_of(kind)
    others = {code: row for code, row in others.items() if not any(math.isnan(number) for number in row.values())}
    weights = {"rural": 0.5, "remote": 0.5, "children": 0.5, "older": 0.5, "value": 1}
    squares = dict.fromkeys(others, 0.0)
    for name in sorted(set(weights) - set(without)):
        numbers = [row[name] for row in others.values()]
        mean = sum(numbers) / len(numbers)
        deviation = math.sqrt(sum((number - mean) ** 2 for number in numbers) / len(numbers))
        for code, row in others.items():
            squares[code] += weights[name] * ((row[name] - own[name]) / deviation) ** 2
    here = str(zones_of(area_code)["council_area"].iloc[0])
    return sorted((math.sqrt(square), code) for code, square in squares.items() if councils[code] != here)


def rows(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {str(code): {str(k): v for k, v in row.items()} for code, row in table.T.to_dict().items()}


@pytest.mark.parametrize(
    ("area_type", "fellows"),
    [
        (AreaType.DATA_ZONE, AreaType.DATA_ZONE),
        (AreaType.INTERMEDIATE_ZONE, AreaType.INTERMEDIATE_ZONE),
        (AreaType.PLACE, AreaType.INTERMEDIATE_ZONE),
        (AreaType.CUSTOM_AREA, AreaType.INTERMEDIATE_ZONE),
        (AreaType.WARD, AreaType.WARD),
        (AreaType.LOCALITY, AreaType.WARD),
    ],
)
def test_fellows(area_type: AreaType, fellows: AreaType) -> None:
    assert fellows_of(area_type) == fellows
    assert fellows_of(fellows) == fellows


@pytest.mark.parametrize("area_type", [AreaType.COUNCIL_AREA, AreaType.SCOTLAND])
def test_council_areas_and_scotland_have_no_fellows(area_type: AreaType) -> None:
    with pytest.raises(KeyError):
        fellows_of(area_type)


@pytest.mark.parametrize("area_code", OUR_AREAS)
def test_own_features_are_those_of_the_files_added_up(area_code: str) -> None:
    row = rows(own_features(OURS, area_code))[area_code]
    inside = zones_of(area_code)
    assert {name: row[name] for name in FEATURES} == pytest.approx(shares(inside))
    assert row["population"] == inside["population"].sum()
    assert row["people"] == inside["people"].sum()
    assert row["distance"] == 0
    assert (row["area_name"], row["council_area_name"]) == (OURS.areas["area_name"][area_code], "Perth and Kinross")


@pytest.mark.parametrize("area_code", OUR_AREAS)
def test_the_nearest_are_those_that_brute_force_finds(area_code: str) -> None:
    table = similar_areas(OURS, area_code, 12)
    wanted = neighbours(area_code)[:12]
    assert table.index.tolist() == [code for _, code in wanted]
    assert table["distance"].tolist() == pytest.approx([distance for distance, _ in wanted])


@pytest.mark.parametrize("area_code", OUR_AREAS)
def test_the_rows_of_neighbours_are_those_of_the_files(area_code: str) -> None:
    kind = fellows_of(AreaType.of(area_code))
    for code, row in rows(similar_areas(OURS, area_code)).items():
        inside = lookup()[lookup()[COLUMN_OF[kind]] == code]
        assert {name: row[name] for name in FEATURES} == pytest.approx(shares(inside))
        assert (row["population"], row["people"]) == (inside["population"].sum(), inside["people"].sum())
        assert row["council_area_name"] == inside["council_area_name"].iloc[0]
        names = {AreaType.DATA_ZONE: "data_zone_name"}.get(kind, f"{COLUMN_OF[kind]}_name")
        assert row["area_name"] == inside[names].iloc[0]


def sample(held: Evidence) -> list[str]:
    """Some areas of every kind that a partnership has."""
    steps = {AreaType.DATA_ZONE: 60, AreaType.INTERMEDIATE_ZONE: 12}
    codes = [str(code) for kind in held.area_types for code in held.areas_of(kind).index[:: steps.get(kind, 4)]]
    assert {AreaType.of(code) for code in codes} >= {*GRAINS, AreaType.WARD}
    return codes


@pytest.mark.parametrize("partnership_id", SOME)
def test_areas_of_every_kind_have_five_neighbours_elsewhere_in_order(partnership_id: str) -> None:
    held = evidence(partnership_id)
    for code in sample(held):
        kind = fellows_of(AreaType.of(code))
        table, own = similar_areas(held, code), own_features(held, code)
        assert list(table.columns) == list(own.columns) == [*BASE, *SHOWN[kind]]
        assert table.index.name == own.index.name == "area_code"
        assert len(table) == 5
        assert {AreaType.of(str(other)) for other in table.index} == {kind}
        assert (table["distance"] >= 0).all()
        assert table["distance"].is_monotonic_increasing
        assert held.partnership.name not in set(table["council_area_name"])
        assert not table[BASE[:10]].isna().any().any()
        assert own["distance"].tolist() == [0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("S01011931", "S01010107"),
        ("S02002246", "S02001921"),
        ("S13003067", "S13002983"),
    ],
)
def test_one_is_as_far_from_the_other_as_the_other_from_it(one: str, other: str) -> None:
    glasgow = evidence("glasgow-city")
    there, back = similar_areas(OURS, one, 10_000), similar_areas(glasgow, other, 10_000)
    assert there["distance"][other] == pytest.approx(back["distance"][one])
    assert there["distance"][other] > 0


@pytest.mark.parametrize(("area_code", "kind"), [("S02002246", "S02"), ("S01011931", "S01"), ("S13003067", "S13")])
def test_all_areas_elsewhere_are_looked_at_but_those_without_people(area_code: str, kind: str) -> None:
    found = similar_areas(OURS, area_code, 10_000).index
    national = OURS.library.areas
    wanted = national[national.index.str.startswith(kind) & (national["council_area"] != "S12000048")]
    assert set(wanted.index) - set(found) == (set(EMPTY) if kind == "S01" else set())
    assert set(found) <= set(wanted.index)


def test_as_many_are_given_as_are_wanted() -> None:
    five = similar_areas(OURS, "S02002246")
    pd.testing.assert_frame_equal(similar_areas(OURS, "S02002246", 2), five.head(2))
    assert similar_areas(OURS, "S02002246", 0).empty


@pytest.mark.parametrize("zone", EMPTY)
def test_a_zone_without_people_is_like_no_other(zone: str) -> None:
    held = evidence("glasgow-city")
    table, own = similar_areas(held, zone), own_features(held, zone)
    assert table.empty
    assert list(table.columns) == list(own.columns) == [*BASE, *SHOWN[AreaType.DATA_ZONE]]
    assert own["distance"].isna().tolist() == [True]
    assert own["population"].tolist() == [0]
    assert similar_sentence(own, table, "It") == "Too few people live here to look for similar areas."


def test_a_custom_area_has_the_neighbours_of_its_zones() -> None:
    zones = tuple(str(zone) for zone in OURS.zones_of("S02002246"))
    custom = with_custom_area(OURS, "Our town", zones)
    pd.testing.assert_frame_equal(similar_areas(custom, CUSTOM_CODE), similar_areas(OURS, "S02002246"))
    mine, alyth = rows(own_features(custom, CUSTOM_CODE))[CUSTOM_CODE], rows(own_features(OURS, "S02002246"))
    same = ["distance", *FEATURES, "population", "people", "simd_employment"]
    assert {key: mine[key] for key in same} == pytest.approx({key: alyth["S02002246"][key] for key in same})
    assert mine["area_name"] == "Our town"
    assert pd.isna(mine["national_rank"])


def test_need_is_that_of_scotland_at_the_grain_with_equal_weights() -> None:
    for code in ("S01011931", "S02002246"):
        kind = AreaType.of(code)
        equal = OURS.partnership.weights["equal"]
        need = national_need(OURS.library, OURS.partnership, kind, equal)
        for table in (similar_areas(OURS, code), own_features(OURS, code)):
            assert table["national_rank"].tolist() == need["national_rank"][table.index].tolist()
            scored = int(need["national_rank"].notna().sum())
            fifths = [math.ceil(5 * rank / scored) for rank in table["national_rank"]]
            assert table["national_fifth"].tolist() == fifths


def test_other_weights_of_the_partnership_change_nothing() -> None:
    like = {"equal": OURS.partnership.weights["equal"], "simd_like": {"Poverty": 1.0}}
    other = replace(OURS, partnership=replace(OURS.partnership, weights=like))
    pd.testing.assert_frame_equal(similar_areas(other, "S02002246"), similar_areas(OURS, "S02002246"))


@pytest.mark.parametrize("area_code", ["S13003067", "locality-perth-city", "place-north-perth"])
def test_areas_that_are_no_zones_have_no_rank(area_code: str) -> None:
    assert own_features(OURS, area_code)[["national_rank", "national_fifth"]].isna().all(axis=None)
    found = similar_areas(OURS, area_code)[["national_rank", "national_fifth"]]
    assert found.isna().to_numpy().all() == (AreaType.of(area_code) != AreaType.PLACE)
    assert found.isna().to_numpy().any() == (AreaType.of(area_code) != AreaType.PLACE)


@pytest.mark.parametrize("kind", SHOWN)
def test_of_each_priority_the_first_indicator_that_is_held_is_shown(kind: AreaType) -> None:
    """Later years are held for Perth and Kinross alone."""
    yearly = kind == AreaType.INTERMEDIATE_ZONE
    periods = ["2021/22", LATEST, "2021/22"] if yearly else ["2020/21", LATEST, LATEST]
    assert shown_indicators(OURS, kind) == dict(zip(SHOWN[kind], periods, strict=True))


@pytest.mark.parametrize(
    ("area_code", "indicator_id", "period"),
    [
        ("S02002246", "early_mortality", "2021/22"),
        ("S01011931", "simd_cif", LATEST),
        ("S01011931", "simd_employment", LATEST),
    ],
)
def test_what_is_shown_is_what_the_file_holds(area_code: str, indicator_id: str, period: str) -> None:
    file = pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", dtype={"period": str}, encoding="utf-8-sig")
    held = file[file["period"] == period].set_index("area_code")
    wanted = held["value"].fillna(100 * held["numerator"] / held["denominator"])
    for table in (similar_areas(OURS, area_code), own_features(OURS, area_code)):
        assert table[indicator_id].tolist() == pytest.approx(wanted[table.index].tolist())


def test_what_is_shown_of_larger_areas_is_a_share_of_their_people() -> None:
    jobs = of_file("simd_employment", LATEST, "numerator"), of_file("simd_employment", LATEST, "denominator")
    for table in (own_features(OURS, "locality-perth-city"), similar_areas(OURS, "locality-perth-city")):
        for code, value in table["simd_employment"].items():
            inside = zones_of(str(code)).index
            assert value == pytest.approx(100 * jobs[0][inside].sum() / jobs[1][inside].sum())


@cache
def without(*titles: str) -> Evidence:
    """The evidence of an installation that leaves out the sources with these words in their titles."""
    left = {key: one for key, one in OURS.indicators.items() if not any(title in one.source.title for title in titles)}
    assert len(left) < len(OURS.indicators)
    return replace(OURS, library=replace(OURS.library, indicators=left, memory={}))


ESTIMATES = "Small area population estimates"


@pytest.mark.parametrize("area_code", ["S02002246", "locality-perth-city"])
def test_without_estimates_ages_are_those_of_the_census(area_code: str) -> None:
    held = without(ESTIMATES)
    own = rows(own_features(held, area_code))[area_code]
    assert {name: own[name] for name in FEATURES} == pytest.approx(shares(zones_of(area_code), census=True))
    assert own["children"] != pytest.approx(shares(zones_of(area_code))["children"])
    wanted = neighbours(area_code, census=True)[:5]
    assert similar_areas(held, area_code).index.tolist() == [code for _, code in wanted]


def test_a_zone_that_the_census_found_empty_is_then_no_neighbour() -> None:
    """Cliftonville - 01 was being pulled down: people in the estimates, none in the census of 2022."""
    assert "S01011598" in similar_areas(OURS, "S01011931", 10_000).index
    assert "S01011598" not in similar_areas(without(ESTIMATES), "S01011931", 10_000).index


def test_without_a_total_ages_are_those_of_the_census() -> None:
    left = {key: one for key, one in OURS.indicators.items() if key != "sape_total"}
    held = replace(OURS, library=replace(OURS.library, indicators=left, memory={}))
    own = rows(own_features(held, "S02002246"))["S02002246"]
    assert {name: own[name] for name in FEATURES} == pytest.approx(shares(zones_of("S02002246"), census=True))


@pytest.mark.parametrize("area_code", ["S01011931", "S02002246"])
def test_without_any_ages_areas_are_alike_in_the_rest(area_code: str) -> None:
    held = without(ESTIMATES, "Census")
    table = similar_areas(held, area_code, 8)
    assert table[[*AGES]].isna().to_numpy().all()
    wanted = neighbours(area_code, without=AGES)[:8]
    assert table["distance"].tolist() == pytest.approx([distance for distance, _ in wanted])
    assert own_features(held, area_code)["distance"].tolist() == [0]


def test_without_the_compilation_another_indicator_is_shown() -> None:
    held = without("Community Planning Outcomes Profile")
    assert shown_indicators(held, AreaType.INTERMEDIATE_ZONE) == {"simd_employment": LATEST, "simd_cif": LATEST}
    table = similar_areas(held, "S02002246")
    assert list(table.columns) == [*BASE, "simd_employment", "simd_cif"]
    assert table.index.tolist() == similar_areas(OURS, "S02002246").index.tolist()


def small(data: Path, minimum: int = 100) -> Evidence:
    """The small folder: Shore in Fife has 60 of 1,000 on low income, Hill 52 of 1,500 and Town 230 of 1,500."""
    path = data / "partnerships" / "perth-and-kinross.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count("minimum_population = 100\n") == 1
    changed = text.replace("minimum_population = 100\n", f"minimum_population = {minimum}\n")
    path.write_text(changed, encoding="utf-8")
    return evidence("perth-and-kinross", data)


def test_an_indicator_that_does_not_cover_scotland_is_not_shown(data: Path) -> None:
    path = data / "indicators" / "crime.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("S01011833,2020,5,1000,,\n", ""), encoding="utf-8")
    held = small(data)
    assert shown_indicators(held, AreaType.DATA_ZONE) == {"travel": "2020"}
    assert shown_indicators(held, AreaType.WARD) == {"travel": "2020"}
    assert shown_indicators(held, AreaType.INTERMEDIATE_ZONE) == {}


def test_what_is_shown_of_the_small_folder(data: Path) -> None:
    assert shown_indicators(small(data), AreaType.DATA_ZONE) == {"crime": "2020"}


def test_a_distance_worked_by_hand(data: Path) -> None:
    """Income alone tells these areas apart; a suppressed count stands for two people."""
    held = small(data)
    numbers = [100 * 60 / 1000, 100 * 52 / 1500, 100 * 230 / 1500]
    mean = sum(numbers) / 3
    deviation = math.sqrt(sum((number - mean) ** 2 for number in numbers) / 3)
    hill, town = (similar_areas(held, code) for code in ("S02002219", "S02002220"))
    assert hill.index.tolist() == town.index.tolist() == ["S02001800"]
    assert hill["distance"].tolist() == pytest.approx([(numbers[0] - numbers[1]) / deviation])
    assert town["distance"].tolist() == pytest.approx([(numbers[2] - numbers[0]) / deviation])
    assert similar_sentence(own_features(held, "S02002219"), hill, "Hill") == (
        "Most like Hill elsewhere: Shore (Fife). Its share of people on low income is 6.0%; here it is 3.5%."
    )


def test_an_area_with_too_few_people_elsewhere_is_no_neighbour(data: Path) -> None:
    held = small(data, 1001)
    own, table = own_features(held, "S02002219"), similar_areas(held, "S02002219")
    assert table.empty
    assert own["distance"].tolist() == [0]
    text = similar_sentence(own, table, "Hill")
    assert text == "No area elsewhere in Scotland can be held against Hill."


def test_just_enough_people_are_enough(data: Path) -> None:
    assert similar_areas(small(data, 1000), "S02002219").index.tolist() == ["S02001800"]


def test_just_enough_people_of_its_own_are_enough(data: Path) -> None:
    assert own_features(small(data, 1500), "S02002219")["distance"].tolist() == [0]


def test_an_area_with_too_few_people_has_no_neighbours(data: Path) -> None:
    """Hill 02 has 500 people; Shore 01 in Fife has 600."""
    path = data / "indicators" / "low_income.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("S01011834,2020,,500,,suppressed", "S01011834,2020,9,500,,"), encoding="utf-8")
    held = small(data, 501)
    own, table = own_features(held, "S01011834"), similar_areas(held, "S01011834")
    assert table.empty
    assert own["distance"].isna().tolist() == [True]
    assert own[["population", "people"]].to_numpy().tolist() == [[500, 9]]
    assert similar_sentence(own, table, "Hill - 02") == TOO_FEW
    assert similar_areas(held, "S01011833").index.tolist() == ["S01009000"]


def test_an_area_whose_people_on_low_income_are_hidden_has_no_neighbours(data: Path) -> None:
    held = small(data)
    own, table = own_features(held, "S01011834"), similar_areas(held, "S01011834")
    assert table.empty
    assert own["people"].isna().tolist() == [True]
    assert similar_sentence(own, table, "Hill - 02") == NOT_KNOWN


def sentence(own: float, *others: tuple[str, str, float]) -> str:
    table = pd.DataFrame(others, columns=["area_name", "council_area_name", "value"])
    return similar_sentence(pd.DataFrame({"distance": [0.0], "value": [own]}), table, "Alyth")


def test_sentences() -> None:
    assert sentence(10.6, ("A", "Fife", 12.3), ("B", "Moray", 9.1), ("C", "Angus", 10)) == (
        "Most like Alyth elsewhere: A (Fife), B (Moray) and C (Angus). Their share of people on low income runs from "
        "9.1% to 12.3%; here it is 10.6%."
    )
    assert sentence(10, ("A, or a", "Fife", 9.11), ("B", "Moray", 9.09)) == (
        "Most like Alyth elsewhere: A, or a (Fife); and B (Moray). Their share of people on low income is 9.1%; "
        "here it is 10.0%."
    )
    unknown = pd.DataFrame({"distance": [float("nan")], "value": [10.0], "population": [99]})
    assert similar_sentence(unknown, pd.DataFrame(), "Alyth") == TOO_FEW


@pytest.mark.parametrize("area_code", OUR_AREAS)
def test_every_number_of_a_sentence_is_one_of_the_tables(area_code: str) -> None:
    own, table = own_features(OURS, area_code), similar_areas(OURS, area_code)
    text = similar_sentence(own, table, "it")
    found = re.findall(r"\d+\.\d%", text)
    lowest, highest, here = found
    assert [lowest, highest] == [share(min(table["value"])), share(max(table["value"]))]
    assert here == share(own["value"].iloc[0])
    places = [text.index(f"{row['area_name']} ({row['council_area_name']})") for row in rows(table).values()]
    assert places == sorted(places)


def test_tables_of_one_area_are_not_those_of_another() -> None:
    """What is remembered is remembered for the area, the evidence and how many are wanted."""
    first = similar_areas(OURS, "S02002246")
    assert similar_areas(OURS, "S02002247").index.tolist() != first.index.tolist()
    other = replace(OURS, partnership=replace(OURS.partnership, people_in_need="simd_employment"))
    assert own_features(other, "S02002246")["value"].tolist() != own_features(OURS, "S02002246")["value"].tolist()
    jobs = of_file("simd_employment", LATEST, "numerator"), of_file("simd_employment", LATEST, "denominator")
    table = similar_areas(other, "S02002246")
    for code, value in table["value"].items():
        inside = lookup().index[lookup()["intermediate_zone"] == code]
        assert value == pytest.approx(100 * jobs[0][inside].sum() / jobs[1][inside].sum())
    assert list(table.columns) == [
        *BASE,
        "simd_income",
        "out_of_work_benefits",
        "early_mortality",
    ]
