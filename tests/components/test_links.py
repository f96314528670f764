"""The address bar is the state: what is written into it is what is read out of it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.components.links import (
    address,
    area_address,
    compare_address,
    custom_address,
    custom_state,
    query,
    unknown_partnership,
)
from dashboard.evidence import evidence, library
from dashboard.evidence.custom_area import CUSTOM_CODE, with_custom_area
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.exhibits.state import (
    PARTNERSHIP,
    evidence_for,
    evidence_of,
    evidence_with_custom_area,
    harmless,
    is_shown,
    one_of,
    state_of,
)
from dashboard.vocabulary import AreaType

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
STATES = st.dictionaries(TEXT, TEXT, max_size=6)


@given(STATES.filter(lambda state: state.get(PARTNERSHIP) != DEFAULT_PARTNERSHIP))
def test_a_state_comes_back_from_its_address(state: dict[str, str]) -> None:
    assert state_of(query(state)) == state


@given(STATES)
def test_writing_again_changes_nothing(state: dict[str, str]) -> None:
    once = query(state)
    assert query(state_of(once)) == once


@given(STATES)
def test_an_address_is_plain_and_has_one_query(state: dict[str, str]) -> None:
    text = query(state)
    assert text.isascii()
    assert text.count("?") == bool(text)
    assert not set(text) & set(" <>\"'#\n")


@given(st.text(max_size=60))
def test_any_search_text_can_be_read(search: str) -> None:
    state = state_of(search)
    assert all(state.values())
    assert evidence_of(state).partnership.partnership_id in library().partnerships


@given(STATES.filter(lambda state: not {"empty", "none", "off"} & set(state)))
def test_what_is_empty_is_left_out(state: dict[str, str]) -> None:
    nothing: dict[str, object] = {"empty": "", "none": None, "off": False}
    assert query({**nothing, **state}) == query(state)


def test_nothing_is_no_query() -> None:
    assert query({}) == ""
    assert query({PARTNERSHIP: DEFAULT_PARTNERSHIP, "area": ""}) == ""
    assert state_of(None) == state_of("") == state_of("?") == {}


def test_the_last_of_a_repeated_key_counts() -> None:
    assert state_of("?area=a&area=b") == {"area": "b"}


def test_an_address_names_any_partnership_but_the_default() -> None:
    assert address("/need", DEFAULT_PARTNERSHIP, grain="data_zone") == "/need?grain=data_zone"
    assert address("/need", "fife", grain="data_zone") == "/need?partnership=fife&grain=data_zone"
    assert address("/", "perth-and-kinross") == "/"


def test_weights_and_periods_can_be_read_in_the_address() -> None:
    assert query({"weights": "1,2,3", "period": "2016/17"}) == "?weights=1,2,3&period=2016/17"


@pytest.mark.parametrize("partnership_id", list(library().partnerships))
def test_every_partnership_is_found_by_its_address(partnership_id: str) -> None:
    state = state_of(query({PARTNERSHIP: partnership_id}))
    assert evidence_of(state).partnership.partnership_id == partnership_id
    assert unknown_partnership(state) == ""


def test_an_unknown_partnership_falls_back_and_is_named() -> None:
    assert evidence_of({PARTNERSHIP: "atlantis"}).partnership.partnership_id == DEFAULT_PARTNERSHIP
    assert unknown_partnership({PARTNERSHIP: "atlantis"}) == "atlantis"
    assert unknown_partnership({}) == ""


@pytest.mark.parametrize(
    ("value", "allowed", "fallback", "expected"),
    [
        ("b", ["a", "b"], "", "b"),
        ("c", ["a", "b"], "", "a"),
        ("c", ["a", "b"], "b", "b"),
        ("c", ["a", "b"], "z", "a"),
        (None, ["a", "b"], "", "a"),
        (["a", "b"], ["a", "b"], "b", "b"),
        ("c", [], "b", "b"),
    ],
)
def test_a_choice_is_always_one_that_is_allowed(value: Any, allowed: list[str], fallback: str, expected: str) -> None:
    assert one_of(value, allowed, fallback) == expected


OURS = evidence("perth-and-kinross")
OWN_ZONES = st.sets(st.sampled_from([str(code) for code in OURS.areas_of(AreaType.DATA_ZONE).index]), min_size=1)


@settings(max_examples=25)
@given(OWN_ZONES, TEXT)
def test_an_area_of_ones_own_comes_back_from_its_address(zones: set[str], name: str) -> None:
    held = with_custom_area(OURS, harmless(name), tuple(zones))
    search = area_address(held, CUSTOM_CODE).partition("?")[2]
    back = evidence_for(state_of(search), CUSTOM_CODE)
    assert set(back.zones_of(CUSTOM_CODE)) == zones
    assert back.areas["area_name"][CUSTOM_CODE] == held.areas["area_name"][CUSTOM_CODE]
    assert custom_state(back) == custom_state(held)
    assert evidence_for(state_of(search), "S02002246") is OURS


def test_without_zones_of_its_own_an_address_has_no_area_of_ones_own() -> None:
    assert custom_state(OURS) == {}
    assert evidence_with_custom_area({"zones": "S01006506,hello", "name": "Elsewhere"}) is OURS
    assert not is_shown(OURS, CUSTOM_CODE)
    assert not is_shown(OURS, "S12000048")
    assert is_shown(evidence_with_custom_area({"zones": "hello,S02002246"}), CUSTOM_CODE)


def test_an_area_of_ones_own_can_begin_with_the_zones_of_another() -> None:
    assert custom_address(OURS, "place-alyth") == "/custom?zones=S02002246"
    held = with_custom_area(OURS, "Ours", ("S01011931",))
    assert custom_address(held, CUSTOM_CODE) == "/custom?zones=S01011931&name=Ours"
    assert compare_address(held, ["S02002246", CUSTOM_CODE]).startswith("/compare?areas=S02002246,custom-area&zones=")
