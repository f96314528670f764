"""Partnerships: one for each of the 32 council areas, with a file or without."""

from pathlib import Path

import pytest

from dashboard.evidence import evidence, library
from dashboard.evidence.partnerships import score_indicators, slug
from dashboard.vocabulary import GRAINS, AreaType, Polarity, RolloutStatus

OURS = evidence("perth-and-kinross")


def test_there_is_one_partnership_for_each_of_the_32_council_areas() -> None:
    partnerships = library().partnerships
    assert len(partnerships) == 32
    assert {one.council_area for one in partnerships.values()} == set(library().zones["council_area"])
    assert all(key == one.partnership_id for key, one in partnerships.items())
    assert list(partnerships) == sorted(partnerships)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Perth and Kinross", "perth-and-kinross"),
        ("Na h-Eileanan Siar", "na-h-eileanan-siar"),
        ("Kinross-shire, Almond and Earn", "kinross-shire-almond-and-earn"),
        ("  St. Andrew's  ", "st-andrew-s"),
    ],
)
def test_a_slug_is_lower_case_words_joined_by_hyphens(name: str, wanted: str) -> None:
    assert slug(name) == wanted
    assert slug(wanted) == wanted


def test_perth_and_kinross_has_its_localities_places_and_priorities() -> None:
    partnership = OURS.partnership
    assert [one.name for one in partnership.localities] == [
        "Highland and Strathtay",
        "Eastern Perthshire",
        "Perth City",
        "Strathearn and Strathallan",
        "Kinross-shire, Almond and Earn",
    ]
    working = [one.name for one in partnership.places if one.status == RolloutStatus.WORKING]
    identified = [one.name for one in partnership.places if one.status == RolloutStatus.IDENTIFIED]
    assert working == ["Highland Perthshire", "Coupar Angus", "North Perth"]
    assert identified == ["Perth City", "South Crieff", "Rattray", "Alyth"]
    assert [(one.name, one.lead) for one in partnership.priorities] == [
        ("Poverty", "Anti-Poverty Task Force"),
        ("Employability", "Local Employability Partnership"),
        ("Health and Wellbeing", "Health and Wellbeing Partnership"),
    ]
    assert OURS.area_types == (
        AreaType.LOCALITY,
        AreaType.WARD,
        AreaType.INTERMEDIATE_ZONE,
        AreaType.DATA_ZONE,
        AreaType.PLACE,
    )


def test_a_locality_and_a_place_of_one_name_are_two_areas() -> None:
    assert OURS.areas.loc[["locality-perth-city", "place-perth-city"], "area_name"].tolist() == ["Perth City"] * 2
    assert not OURS.areas.index.duplicated().any()
    assert len(OURS.zones_of("locality-perth-city")) > len(OURS.zones_of("place-perth-city")) > 0


def test_a_place_is_made_of_the_zones_it_names() -> None:
    zones = library().zones
    assert set(zones.loc[OURS.zones_of("place-alyth"), "intermediate_zone"]) == {"S02002246"}
    assert len(OURS.zones_of("place-alyth")) == (zones["intermediate_zone"] == "S02002246").sum()


@pytest.mark.parametrize("partnership_id", ["fife", "shetland-islands", "glasgow-city"])
def test_a_partnership_without_a_file_has_wards_and_intermediate_zones(partnership_id: str) -> None:
    other = evidence(partnership_id)
    assert other.area_types == (AreaType.WARD, AreaType.INTERMEDIATE_ZONE, AreaType.DATA_ZONE)
    zones = library().zones
    own = zones[zones["council_area"] == other.partnership.council_area]
    for area_type in other.area_types:
        assert other.areas_of(area_type)["population"].sum() == own["population"].sum()
    assert other.partnership.localities == ()
    assert other.partnership.places == ()


def test_a_partnership_without_a_file_borrows_choices_but_not_leads() -> None:
    fife = library().partnerships["fife"]
    assert fife.weights == OURS.partnership.weights
    assert fife.thresholds == OURS.partnership.thresholds
    assert [one.name for one in fife.priorities] == [one.name for one in OURS.partnership.priorities]
    assert {one.lead for one in fife.priorities} == {""}


def test_a_second_partnership_file_takes_the_place_of_what_was_borrowed(data: Path) -> None:
    text = (data / "partnerships" / "perth-and-kinross.toml").read_text(encoding="utf-8")
    start, end = text.index("[[locality]]"), text.index("[[priority]]")
    own = text[:start] + text[end:].replace("half = 0.5", "half = 0.6")
    own = own.replace('"Perth and Kinross"', '"Kingdom of Fife"').replace("S12000048", "S12000047")
    (data / "partnerships" / "kingdom.toml").write_text(own, encoding="utf-8")
    partnerships = library(data).partnerships
    assert list(partnerships) == ["kingdom", "perth-and-kinross"]
    assert partnerships["kingdom"].thresholds.half == 0.6
    assert partnerships["perth-and-kinross"].thresholds.half == 0.5
    assert evidence("kingdom", data).area_types == (
        AreaType.WARD,
        AreaType.INTERMEDIATE_ZONE,
        AreaType.DATA_ZONE,
    )


def test_an_unknown_partnership_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="atlantis"):
        evidence("atlantis")


@pytest.mark.parametrize("grain", GRAINS)
def test_every_indicator_that_scores_is_held_with_a_direction_and_a_weight(grain: AreaType) -> None:
    scored = score_indicators(OURS.partnership, grain)
    assert list(scored) == [one.name for one in OURS.partnership.priorities]
    for row in scored.values():
        assert len(row) >= 2
        for indicator_id, weight in row.items():
            assert weight > 0
            assert library().indicators[indicator_id].polarity != Polarity.NO_JUDGEMENT


def test_every_exception_says_why() -> None:
    assert len(OURS.partnership.exceptions) == 7
