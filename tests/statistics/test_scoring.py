"""Scoring: which weights a word means, and what is left when sources are left out."""

from pathlib import Path

import pytest

from dashboard.evidence import evidence, library
from dashboard.statistics.scoring import held_indicators, national_need, scoring_values, weights_of
from dashboard.vocabulary import AreaType, ConfigError

PARTNERSHIP = evidence("perth-and-kinross").partnership
EXPECTED = "weights are equal, simd_like, or 3 numbers by comma (Poverty, Employability, Health and Wellbeing)"


def test_a_word_names_a_set_of_weights() -> None:
    assert dict(weights_of(PARTNERSHIP, "equal")) == {
        "Poverty": 1,
        "Employability": 1,
        "Health and Wellbeing": 1,
    }
    assert weights_of(PARTNERSHIP, "simd_like")["Employability"] == 0.46


@pytest.mark.parametrize(
    ("text", "wanted"), [("2,1,0", [2, 1, 0]), (" 0.5, 1e-3 ,1", [0.5, 0.001, 1]), ("0,0,1", [0, 0, 1])]
)
def test_numbers_are_weights_in_the_order_of_the_priorities(text: str, wanted: list[float]) -> None:
    found = weights_of(PARTNERSHIP, text)
    assert list(found) == ["Poverty", "Employability", "Health and Wellbeing"]
    assert list(found.values()) == wanted


@pytest.mark.parametrize("text", ["", "even", "1,1,one", "1;1;1", "1,,1"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="weights are") as caught:
        weights_of(PARTNERSHIP, text)
    assert str(caught.value) == f"{EXPECTED}; found {text!r}"


@pytest.mark.parametrize("text", ["1", "1,1", "1,1,1,1", "0,0,0", "-1,1,1", "1,nan,1", "inf,1,1"])
def test_numbers_that_are_no_weights_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="weights are") as caught:
        weights_of(PARTNERSHIP, text)
    assert str(caught.value) == f"{EXPECTED}, none below zero or above 1,000,000 and not all zero; found {text!r}"


def test_the_scale_of_the_weights_does_not_matter() -> None:
    one = national_need(library(), PARTNERSHIP, AreaType.DATA_ZONE, weights_of(PARTNERSHIP, "1,2,3"))
    ten = national_need(library(), PARTNERSHIP, AreaType.DATA_ZONE, weights_of(PARTNERSHIP, "10,20,30"))
    assert (one["need_score"] - ten["need_score"]).abs().max() < 1e-9
    assert one["national_rank"].equals(ten["national_rank"])


def test_partnerships_that_share_a_definition_share_the_answer() -> None:
    fife = library().partnerships["fife"]
    equal = weights_of(PARTNERSHIP, "equal")
    ours = national_need(library(), PARTNERSHIP, AreaType.INTERMEDIATE_ZONE, equal)
    assert national_need(library(), fife, AreaType.INTERMEDIATE_ZONE, equal) is ours


def test_a_suppressed_count_is_scored_as_the_number_it_stands_for(data: Path) -> None:
    """Hill 02: 2 of 500 people, 0.4%."""
    small = evidence("perth-and-kinross", data)
    held = held_indicators(small.library, small.partnership, AreaType.DATA_ZONE)
    values = scoring_values(small.library, held, AreaType.DATA_ZONE, 100)
    assert values["low_income"].to_dict() == pytest.approx(
        {
            "S01009000": 10,
            "S01009001": 0,
            "S01011833": 5,
            "S01011834": 0.4,
            "S01011835": 20,
            "S01011836": 10,
        }
    )
    assert list(values.columns) == ["low_income", "crime", "travel"]


def test_a_priority_keeps_the_indicators_of_the_sources_that_are_held(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data / "indicators" / "travel.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('source = "simd"', 'source = "census"'), encoding="utf-8")
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "census")
    small = evidence("perth-and-kinross", data)
    held = held_indicators(small.library, small.partnership, AreaType.DATA_ZONE)
    assert held == {"Poverty": {"low_income": 2}, "Safety": {"crime": 1}}


def test_a_priority_with_no_indicator_left_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data / "indicators" / "crime.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('source = "simd"', 'source = "census"'), encoding="utf-8")
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "census")
    small = evidence("perth-and-kinross", data)
    with pytest.raises(ConfigError) as caught:
        held_indicators(small.library, small.partnership, AreaType.INTERMEDIATE_ZONE)
    assert str(caught.value) == (
        "perth-and-kinross.toml: no indicator is left for Safety at the grain intermediate_zone. "
        "Leave out fewer sources, or score other indicators"
    )
