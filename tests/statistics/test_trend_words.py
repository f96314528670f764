"""Over time: what moves is named, and the periods that took no part once, under the reason they share."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.evidence import evidence
from dashboard.statistics.trend_words import left_out_words, moving_sentence
from dashboard.statistics.trends import area_trends

REASONS = ["estimated by the compiler", "no figure", "on the other side of a break"]
LEFT = st.lists(
    st.tuples(st.integers(2000, 2030).map(lambda year: f"{year}/{(year + 1) % 100:02d}"), st.sampled_from(REASONS)),
    unique_by=lambda pair: pair[0],
    max_size=12,
)


@pytest.mark.parametrize(
    ("left_out", "wanted"),
    [
        ([], "–"),
        (["2022/23: no figure"], "no figure: 2022/23"),
        (
            ["2019: no figure", "2020: estimated by the compiler", "2021: no figure"],
            "no figure: 2019, 2021; estimated by the compiler: 2020",
        ),
        (["SIMD 2016: a rule: changed", "2020: a rule: changed"], "a rule: changed: SIMD 2016, 2020"),
    ],
)
def test_periods_that_share_a_reason_are_drawn_together(left_out: list[str], wanted: str) -> None:
    assert left_out_words(left_out) == wanted


@given(LEFT)
def test_every_period_is_named_once_behind_its_reason(pairs: list[tuple[str, str]]) -> None:
    said = left_out_words([f"{period}: {reason}" for period, reason in pairs])
    parts = dict(part.split(": ") for part in said.split("; ")) if pairs else {}
    assert list(parts) == list(dict.fromkeys(reason for _, reason in pairs))
    for reason, periods in parts.items():
        assert periods.split(", ") == [period for period, why in pairs if why == reason]


def test_the_periods_after_the_break_are_said_of_a_real_trend() -> None:
    trends = area_trends(evidence("perth-and-kinross"), "S02002246").set_index("indicator_id")
    left_out = list(trends["left_out"]["early_mortality"])
    assert len(left_out) == 2
    assert left_out_words(left_out) == "on the other side of a break: 2022/23, 2023/24"


def test_what_moves_is_named_by_direction() -> None:
    told = pd.DataFrame(
        {
            "indicator_id": ["child_poverty", "emergency_adm_65", "crime"],
            "words": ["increasing and getting worse", "decreasing and getting better", "no clear change"],
        }
    )
    found = moving_sentence(evidence("perth-and-kinross"), told)
    assert found.startswith("Getting worse: children in low-income families. Getting better: emergency hospital")
    assert moving_sentence(evidence("perth-and-kinross"), told.tail(1)) == "Nothing is clearly getting better or worse."
