"""Level, gap, spread and people: against the files by plain sums, and no number in a sentence without its fact."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from dashboard.evidence import Evidence, evidence
from dashboard.evidence.custom_area import CUSTOM_CODE, with_custom_area
from dashboard.statistics.four_measures import four_measures, points, points_range, zones_inside
from dashboard.statistics.summary import need_summary
from dashboard.statistics.told import Told
from dashboard.statistics.zone_fifths import BY_INDEX, deprivation_order, order_words, zones_in_fifths
from dashboard.vocabulary import AreaType, Level

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
LATEST, NOBODY = "SIMD 2020v2", "S01010206"
HEADINGS = ["Level", "Gap", "Spread inside", "People"]
LARGER = ["S02002246", "S02002236", "S13003067", "locality-perth-city", "locality-highland-and-strathtay"]
CODES = ["S01011931", "S01011952", *LARGER, "place-north-perth", "place-alyth", CUSTOM_CODE]
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@cache
def ours() -> Evidence:
    """Perth and Kinross with an area of one's own, from two ends of the order."""
    return with_custom_area(OURS, "Both ends", ("S01011931", "S01011856", "S01011918"))


@cache
def files() -> pd.DataFrame:
    """Every data zone of Scotland, as the files have it: people, on low income, out of how many, and its rank."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv").set_index("data_zone")
    for name, key, column in (("poor", "simd_income", "numerator"), ("of", "simd_income", "denominator")):
        rows = pd.read_csv(DATA / "indicators" / f"{key}.csv")
        zones[name] = rows[rows["period"] == LATEST].set_index("area_code")[column]
    ranks = pd.read_csv(DATA / "indicators" / "simd_rank_overall.csv")
    return zones.assign(rank=ranks[ranks["period"] == LATEST].set_index("area_code")["value"])


def inside(area_code: str) -> pd.DataFrame:
    """The data zones of an area, the most deprived first."""
    return files().loc[list(ours().zones_of(area_code))].sort_values("rank")


def per_cent(zones: pd.DataFrame) -> str:
    return f"{100 * zones['poor'].sum() / zones['of'].sum():.1f}%"


def facts(told: Told) -> dict[str, str]:
    assert len({fact.name for fact in told.facts}) == len(told.facts)
    return {fact.name: fact.figure for fact in told.facts}


@pytest.mark.parametrize("area_code", CODES)
def test_every_kind_of_area_has_four_measures_and_no_number_is_without_its_fact(area_code: str) -> None:
    found = four_measures(ours(), area_code)
    assert [told.heading for told in found] == HEADINGS
    for told in found:
        held = set(NUMBER.findall(" ".join(f"{fact.name} {fact.figure}" for fact in told.facts)))
        assert set(NUMBER.findall(told.sentence)) <= held
        assert told.sentence.endswith(".")
        assert not re.search(r"\bnan\b|<NA>|None|–", told.sentence)


@pytest.mark.parametrize("area_code", CODES)
def test_the_level_is_that_of_the_files_beside_all_others(area_code: str) -> None:
    zones, council = inside(area_code), files()[files()["council_area"] == "S12000048"]
    rest = per_cent(council.drop(zones.index))
    found = facts(four_measures(ours(), area_code)[0])
    assert [found[name] for name in ("Here", "Rest of Perth and Kinross", "Scotland")] == [
        per_cent(zones),
        rest,
        per_cent(files()),
    ]


@pytest.mark.parametrize("area_code", CODES)
def test_the_people_are_those_of_the_files_in_and_out_of_priority_zones(area_code: str) -> None:
    zones = inside(area_code)
    levels = need_summary(OURS, AreaType.DATA_ZONE).areas["level"]
    within = sum(int(zones["poor"][code]) for code in zones.index if levels[code] == Level.PRIORITY)
    found = facts(four_measures(ours(), area_code)[3])
    everyone = int(zones["poor"].sum())
    assert found["People on low income"] == f"{everyone:,}"
    assert found["In data zones that are a priority"] == f"{within:,}"
    assert found["In data zones that are none"] == f"{everyone - within:,}"


@pytest.mark.parametrize("area_code", ["locality-perth-city", "S13003067", "place-north-perth"])
def test_the_gap_of_a_large_area_is_between_fifths_of_its_people(area_code: str) -> None:
    zones = inside(area_code)
    middle = (zones["population"].cumsum() - zones["population"] / 2) / zones["population"].sum()
    most, least = zones[middle < 0.2], zones[middle >= 0.8]
    found = facts(four_measures(ours(), area_code)[1])
    assert found["Most deprived fifth"] == per_cent(most)
    assert found["Least deprived fifth"] == per_cent(least)
    values = [100 * part["poor"].sum() / part["of"].sum() for part in (most, least)]
    assert found["Gap"] == f"{values[0] - values[1]:.1f} percentage points"


@pytest.mark.parametrize("area_code", ["S02002246", "place-alyth", CUSTOM_CODE])
def test_the_gap_of_a_small_area_is_between_its_first_and_last_data_zone(area_code: str) -> None:
    zones = inside(area_code)
    told = four_measures(ours(), area_code)[1]
    assert facts(told)["Data zones"] == str(len(zones))
    assert facts(told)["Most deprived data zone"] == per_cent(zones.head(1))
    assert facts(told)["Least deprived data zone"] == per_cent(zones.tail(1))
    assert "too few for fifths" in told.sentence


def test_a_single_zone_stands_in_a_fifth_of_its_partnership() -> None:
    told = four_measures(OURS, "S01011931")[1]
    assert list(facts(told).values()) == ["1 of 5"]
    assert list(facts(four_measures(OURS, "S01011952")[1]).values()) == ["5 of 5"]


def test_where_hardly_anyone_lives_each_measure_says_why_it_has_no_figure() -> None:
    found = four_measures(evidence("glasgow-city"), NOBODY)
    assert [told.heading for told in found] == HEADINGS
    assert [told.facts for told in found] == [(), (), (), ()]
    for told in (found[0], found[3]):
        assert told.sentence == "How many people on low income live here is not published."
    assert found[1].sentence.endswith("so no gap inside it can be seen.")
    assert found[2].sentence.endswith("so no spread inside can be seen.")


@pytest.mark.parametrize("grain", [AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE])
@pytest.mark.parametrize("partnership_id", ["perth-and-kinross", "glasgow-city", "orkney-islands"])
def test_fifths_cover_everyone_the_most_deprived_first(partnership_id: str, grain: AreaType) -> None:
    held = evidence(partnership_id)
    zones = zones_in_fifths(held, "simd_income", LATEST, held.areas_of(grain).index)
    own = files()[files()["council_area"] == held.partnership.council_area]
    assert zones["people"].sum() == own["population"].sum()
    assert (zones["people"][zones["fifth"].isna()] == 0).all()
    parts = zones.dropna(subset=["fifth"])
    assert parts["order"].is_monotonic_increasing
    assert parts["fifth"].is_monotonic_increasing
    assert set(parts["fifth"]) == {1, 2, 3, 4, 5}
    sizes = parts.groupby("fifth")["people"].sum()
    assert ((sizes - sizes.sum() / 5).abs() <= parts["people"].max()).all()


def test_data_zones_are_in_the_order_of_their_rank_and_larger_ones_of_their_share() -> None:
    assert zones_inside(OURS, "locality-perth-city").index.tolist() == inside("locality-perth-city").index.tolist()
    sums = files().groupby("intermediate_zone")[["poor", "of"]].sum()
    order = deprivation_order(OURS, AreaType.INTERMEDIATE_ZONE)
    assert (-order).to_dict() == pytest.approx((100 * sums["poor"] / sums["of"])[order.index].to_dict(), nan_ok=True)
    assert order_words(OURS, AreaType.DATA_ZONE) == BY_INDEX
    assert order_words(OURS, AreaType.INTERMEDIATE_ZONE) == "the share of people on low income"


def test_without_an_index_data_zones_are_in_the_order_of_their_share() -> None:
    other = replace(OURS, partnership=replace(OURS.partnership, published_index=""))
    shares = (100 * files()["poor"] / files()["of"]).dropna()
    assert deprivation_order(other, AreaType.DATA_ZONE)[shares.index].tolist() == pytest.approx((-shares).tolist())
    assert order_words(other, AreaType.DATA_ZONE) == "the share of people on low income"


def test_differences_are_in_points_or_in_the_unit() -> None:
    income, crime = OURS.indicators["simd_income"], OURS.indicators["simd_crime"]
    assert (points(7.66, income), points(float("nan"), income)) == ("7.7 percentage points", "–")
    assert points(1234, crime) == f"1,234 {crime.unit}"
    assert points_range(-1.26, 3, income) == "-1.3 to 3.0"
    assert points_range(float("nan"), float("nan"), income) == "no interval"
