"""An area of one's own: its codes come back as they went, it is as the area of the same zones, and it has no rank."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence import Evidence, evidence
from dashboard.evidence.custom_area import (
    CUSTOM_CODE,
    DEFAULT_NAME,
    LONGEST_NAME,
    codes_of,
    is_custom,
    with_custom_area,
    zones_named,
)
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import AreaType

OURS = evidence("perth-and-kinross")
ZONES = [str(code) for code in OURS.areas_of(AreaType.DATA_ZONE).index]
WHOLE = [str(code) for code in OURS.areas_of(AreaType.INTERMEDIATE_ZONE).index]
SETS = st.builds(
    lambda some, whole: tuple(sorted({*some, *(str(zone) for code in whole for zone in OURS.zones_of(code))})),
    st.sets(st.sampled_from(ZONES), max_size=8),
    st.sets(st.sampled_from(WHOLE), max_size=4),
)
MEASURES = ["need_score", "Poverty", "Employability", "Health and Wellbeing", "population", "data_zones"]
PEOPLE = ["people_income_deprived", "value", "lower", "upper", "remote_people", "local_share", "people_share"]
INSIDE = ["worst_zone", "worst_zone_name", "zones_worst_scotland", "zones_worst_partnership", "status", "place"]
fewer = settings(max_examples=60)


@cache
def small() -> Evidence:
    """Perth and Kinross with fewer draws."""
    return replace(OURS, tried=True)


def of_the_same_zones(held: Evidence, area_code: str) -> Evidence:
    return with_custom_area(held, "The same again", tuple(str(zone) for zone in held.zones_of(area_code)))


@fewer
@given(SETS)
def test_the_shortest_text_names_the_same_zones(zones: tuple[str, ...]) -> None:
    text = codes_of(OURS, zones)
    assert zones_named(OURS, text).zones == zones
    assert zones_named(OURS, text).unknown == ()
    assert len(text.split(",")) <= max(len(zones), 1)


@fewer
@given(SETS.filter(bool))
def test_whole_intermediate_zones_stand_for_their_data_zones(zones: tuple[str, ...]) -> None:
    whole = {code for code in WHOLE if set(OURS.zones_of(code)) <= set(zones)}
    left = set(zones) - {str(zone) for code in whole for zone in OURS.zones_of(code)}
    assert codes_of(OURS, zones).split(",") == sorted(whole | left)


@pytest.mark.parametrize("code", WHOLE)
def test_without_one_of_its_data_zones_an_intermediate_zone_is_not_named(code: str) -> None:
    zones = tuple(sorted(str(zone) for zone in OURS.zones_of(code)))
    assert codes_of(OURS, zones) == code
    assert codes_of(OURS, zones[1:]) == ",".join(zones[1:])


def test_any_code_between_commas_semicolons_and_spaces_names_its_zones() -> None:
    two = tuple(sorted({*OURS.zones_of("S02002246"), *OURS.zones_of("S13003067"), "S01011931"}))
    for text in ("S02002246,S13003067,S01011931", " S02002246;\n\ts13003067  (s01011931), ", '"S01011931" two'):
        found = zones_named(OURS, text)
        assert found.zones == (("S01011931",) if "two" in text else two)
        assert found.unknown == (("two",) if "two" in text else ())
    assert zones_named(OURS, "place-alyth").zones == tuple(sorted(OURS.zones_of("place-alyth")))


def test_words_that_name_no_zone_are_told_once_in_their_order() -> None:
    found = zones_named(OURS, "hello S12000048 S01009999 S01011931 hello s92000003 S01006506 custom-area")
    assert found.zones == ("S01011931",)
    assert found.unknown == ("hello", "S12000048", "S01009999", "s92000003", "S01006506", "custom-area")
    held = of_the_same_zones(OURS, "place-alyth")
    assert zones_named(held, "custom-area") == zones_named(OURS, "custom-area")
    assert zones_named(OURS, " ,;\n").zones == zones_named(OURS, "").unknown == ()


@pytest.mark.parametrize("area_code", ["place-alyth", "place-highland-perthshire", "S13003067", "locality-perth-city"])
def test_it_has_the_people_the_values_and_the_score_of_the_area_of_its_zones(area_code: str) -> None:
    held = of_the_same_zones(small(), area_code)
    own = need_summary(held, AreaType.CUSTOM_AREA).areas.loc[CUSTOM_CODE]
    same = need_summary(small(), AreaType.of(area_code)).areas.loc[area_code]
    numbers = [*MEASURES, *PEOPLE]
    assert own[numbers].to_dict() == pytest.approx(same[numbers].to_dict())
    assert own[INSIDE].to_dict() == same[INSIDE].to_dict()
    for key in OURS.indicators:
        values = held.sheet(key, AreaType.CUSTOM_AREA).of_area(CUSTOM_CODE)
        wanted = OURS.sheet(key, AreaType.of(area_code)).of_area(area_code)
        pd.testing.assert_frame_equal(values, wanted, check_dtype=False, check_index_type=False)


def test_it_never_has_a_rank_a_fifth_or_a_band() -> None:
    for zones in (("S01011931",), tuple(ZONES), tuple(ZONES[:7])):
        held = with_custom_area(small(), "Ours", zones)
        row = need_summary(held, AreaType.CUSTOM_AREA).areas.loc[CUSTOM_CODE]
        ranks = [row[name] for name in ("need_rank", "national_rank", "national_fifth", "partnership_fifth")]
        assert [pd.isna(rank) for rank in ranks] == [True] * 4
        assert str(row["band"]) == "not shown"


def test_what_is_known_of_the_zones_is_taken_over() -> None:
    held = of_the_same_zones(OURS, "place-alyth")
    assert held.without is OURS
    assert held.of_zones is OURS.of_zones is OURS
    assert OURS.without is None
    assert CUSTOM_CODE not in OURS.areas.index
    assert held.library is OURS.library
    pd.testing.assert_frame_equal(held.areas.drop(CUSTOM_CODE), OURS.areas, check_dtype=False)
    assert set(held.zones_of(CUSTOM_CODE)) == set(OURS.zones_of("place-alyth"))
    assert replace(held, tried=True).memory is not held.memory


def test_the_same_name_and_zones_are_put_together_once() -> None:
    zones = tuple(ZONES[:3])
    held = with_custom_area(OURS, "Our  own\n town", zones)
    assert with_custom_area(OURS, "Our own town ", (*zones[::-1], zones[0])) is held
    assert with_custom_area(OURS, "Another", zones) is not held


@pytest.mark.parametrize(
    ("name", "wanted"),
    [(" North  of\tthe Tay ", "North of the Tay"), ("x" * 80, "x" * LONGEST_NAME), (" \n", DEFAULT_NAME)],
)
def test_a_name_is_one_line_and_not_too_long(name: str, wanted: str) -> None:
    assert with_custom_area(OURS, name, ("S01011931",)).areas["area_name"][CUSTOM_CODE] == wanted


@pytest.mark.parametrize("zones", [(), ("S01006506",), ("S01011931", "S02002246")])
def test_without_zones_of_the_partnership_there_is_none(zones: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="needs data zones of Perth and Kinross"):
        with_custom_area(OURS, "Ours", zones)


def test_only_its_own_code_is_custom() -> None:
    assert AreaType.of(CUSTOM_CODE) == AreaType.CUSTOM_AREA
    assert is_custom(CUSTOM_CODE)
    assert not any(is_custom(str(code)) for code in OURS.areas.index)
