"""Trying another definition of need: what an address can say, what it cannot, and that nothing is kept."""

from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.evidence import Evidence, evidence
from dashboard.statistics.area_need import area_need
from dashboard.statistics.scoring import national_need
from dashboard.statistics.what_if import LARGEST, indicator_weights, tried, untried
from dashboard.vocabulary import GRAINS, AreaType

OURS = evidence("perth-and-kinross")
EQUAL = OURS.partnership.weights["equal"]
IDS = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1, max_size=12)
NUMBERS = st.floats(0, LARGEST).map(lambda number: round(number, 3))


def needs(held: Evidence, grain: AreaType) -> pd.DataFrame:
    """The national scores and ranks at a grain."""
    return national_need(held.library, held.partnership, grain, EQUAL)


def without(held: Evidence, indicator_id: str) -> Evidence:
    """The evidence of a definition that never had an indicator."""
    priorities = tuple(
        replace(
            priority,
            indicators=MappingProxyType(
                {
                    grain: MappingProxyType({key: weight for key, weight in row.items() if key != indicator_id})
                    for grain, row in priority.indicators.items()
                }
            ),
        )
        for priority in held.partnership.priorities
    )
    return replace(held, partnership=replace(held.partnership, priorities=priorities))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", {}),
        ("simd_income:2", {"simd_income": 2}),
        ("child_poverty:0,simd_income:2.5", {"child_poverty": 0, "simd_income": 2.5}),
        ("simd_income:2,", {"simd_income": 2}),
        (",,simd_income:100", {"simd_income": 100}),
        ("simd_income:1,simd_income:2", {"simd_income": 2}),
    ],
)
def test_weights_are_read_from_an_address(text: str, wanted: dict[str, float]) -> None:
    assert indicator_weights(text) == wanted


@given(st.dictionaries(IDS, NUMBERS, max_size=6))
def test_what_is_written_is_read(weights: dict[str, float]) -> None:
    assert indicator_weights(",".join(f"{key}:{value}" for key, value in weights.items())) == weights


@pytest.mark.parametrize("part", ["simd_income", "simd_income:", "simd_income:much", "simd_income:1:2", "="])
def test_what_is_no_number_is_refused_in_a_sentence(part: str) -> None:
    with pytest.raises(ValueError, match="colon") as caught:
        indicator_weights(f"child_poverty:1,{part}")
    assert str(caught.value) == f"an indicator's weight is its id, a colon and a number; found {part!r}"


@pytest.mark.parametrize("number", ["-1", "-0.001", "100.1", "inf", "-inf", "nan", "1e9"])
def test_a_weight_out_of_range_is_refused_in_a_sentence(number: str) -> None:
    with pytest.raises(ValueError, match="from 0") as caught:
        indicator_weights(f"simd_income:{number}")
    assert str(caught.value) == f"an indicator's weight is from 0 to 100; found 'simd_income:{number}'"


@pytest.mark.parametrize("unknown", ["moonlight", "simd_rank_access", "", "Simd_Income", " simd_income"])
def test_an_indicator_that_is_not_scored_is_refused_by_name(unknown: str) -> None:
    with pytest.raises(ValueError, match="not an indicator") as caught:
        tried(OURS, f"simd_income:1,{unknown}:1")
    assert str(caught.value) == f"{unknown!r} is not an indicator that is scored"


def test_a_priority_keeps_at_least_one_indicator_at_each_grain() -> None:
    """Poverty is scored by the same two at both grains; Employability by no qualifications at one only."""
    with pytest.raises(ValueError, match="at least one") as caught:
        tried(OURS, "simd_income:0,child_poverty:0")
    assert str(caught.value) == "Poverty needs at least one indicator with a weight above zero"
    zone_only = ("simd_employment", "simd_not_participating", "simd_no_quals", "simd_attainment")
    with pytest.raises(ValueError, match="Employability needs"):
        tried(OURS, ",".join(f"{key}:0" for key in zone_only))


def test_an_indicator_whose_source_is_left_out_does_not_keep_a_priority_going() -> None:
    """Where an installation leaves child poverty out, low income is all that scores Poverty."""
    indicators = {key: row for key, row in OURS.indicators.items() if key != "child_poverty"}
    left = replace(OURS, library=replace(OURS.library, indicators=indicators, memory={}))
    assert tried(left, "simd_income:1") is not left
    with pytest.raises(ValueError, match="Poverty needs at least one indicator"):
        tried(left, "simd_income:0")


@pytest.mark.parametrize("text", ["", ",", ",,"])
def test_nothing_tried_is_the_very_same_evidence(text: str) -> None:
    assert tried(OURS, text) is OURS


@pytest.mark.parametrize("text", ["simd_cif:1", "simd_cif:1,simd_depress:1.0"])
def test_the_weights_there_are_anyway_are_nothing_tried(text: str) -> None:
    assert tried(OURS, text) is OURS
    assert not OURS.tried
    assert tried(OURS, f"{text},simd_smr:2").tried


def test_the_same_text_is_the_same_evidence_and_the_partnership_keeps_its_own() -> None:
    before = {priority.name: priority.indicators for priority in OURS.partnership.priorities}
    changed = tried(OURS, "simd_income:5")
    assert changed is tried(OURS, "simd_income:5")
    assert changed is not OURS
    assert changed.library is OURS.library
    assert {priority.name: priority.indicators for priority in OURS.partnership.priorities} == before
    for priority in changed.partnership.priorities:
        for grain, row in priority.indicators.items():
            own = before[priority.name][grain]
            assert {key: 5 if key == "simd_income" else own[key] for key in own} == dict(row)


@pytest.mark.parametrize("indicator_id", ["simd_income", "child_poverty", "simd_depress", "simd_drug", "participation"])
def test_a_weight_of_zero_is_a_definition_without_the_indicator(indicator_id: str) -> None:
    changed, never = tried(OURS, f"{indicator_id}:0"), without(OURS, indicator_id)
    differ = 0
    for grain in GRAINS:
        pd.testing.assert_frame_equal(needs(changed, grain), needs(never, grain))
        differ += not needs(changed, grain).equals(needs(OURS, grain))
    scored = [grain for grain in GRAINS for row in OURS.partnership.priorities if indicator_id in row.indicators[grain]]
    assert differ == len(scored) > 0


@pytest.mark.parametrize("grain", GRAINS)
def test_the_ranking_of_areas_follows_at_both_grains(grain: AreaType) -> None:
    changed, never = (
        area_need(held, grain, EQUAL) for held in (tried(OURS, "simd_income:0"), without(OURS, "simd_income"))
    )
    columns = ["need_score", "need_rank", "best_rank", "worst_rank"]
    pd.testing.assert_frame_equal(changed[columns], never[columns])
    apart = changed["p_worst_fifth_partnership"] - never["p_worst_fifth_partnership"]
    assert apart.abs().max() < 0.06
    assert changed["need_score"].sub(area_need(OURS, grain, EQUAL)["need_score"]).abs().max() > 1


def test_only_the_proportion_between_the_weights_of_a_priority_counts() -> None:
    doubled = tried(OURS, "simd_income:4,child_poverty:2")
    for column in ("need_score", "national_rank"):
        wanted = needs(OURS, AreaType.DATA_ZONE)[column]
        pd.testing.assert_series_equal(needs(doubled, AreaType.DATA_ZONE)[column], wanted)


def test_what_is_tried_is_known_by_what_it_was_and_says_the_same_of_what_hangs_on_no_weight() -> None:
    held = tried(OURS, "simd_income:3")
    assert untried(held) is untried(OURS) is OURS
    changed = replace(held, partnership=replace(held.partnership, places=()))
    assert untried(changed) is changed
    weights = OURS.partnership.weights["equal"]
    kept = ["people_income_deprived", "value", "lower", "upper", "remote_people", "status", "place"]
    before, after = (area_need(one, AreaType.INTERMEDIATE_ZONE, weights)[kept].sort_index() for one in (OURS, held))
    pd.testing.assert_frame_equal(before, after)
