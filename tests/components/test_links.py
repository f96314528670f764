"""The address bar is the state: what is written into it is what is read out of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.links import (
    PARTNERSHIP,
    address,
    choice,
    evidence_of,
    query,
    state_of,
    unknown_partnership,
)
from dashboard.evidence import library
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP

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
    assert choice(value, allowed, fallback) == expected
