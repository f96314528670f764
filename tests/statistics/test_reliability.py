"""Reliability grades: at their limits, without an interval, and held against a comparator."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.reliability import ReliabilityLimits, reliability, uncertainty_share

Z = 1.959964


def of(value: float, half: float, against: float = 0.0) -> object:
    table = pd.DataFrame({"value": [value], "lower": [value - half], "upper": [value + half]})
    return reliability(table, against=against)[0]


@pytest.mark.parametrize(("variation", "grade"), [(0.0, 1), (0.164, 1), (0.166, 2), (0.332, 2), (0.334, 3), (2.0, 3)])
def test_grades_change_at_the_published_coefficients_of_variation(variation: float, grade: int) -> None:
    assert of(50, 50 * Z * variation) == grade


def test_no_interval_no_grade() -> None:
    table = pd.DataFrame({"value": [1.0, np.nan], "lower": [np.nan, np.nan], "upper": [np.nan, np.nan]})
    assert reliability(table).isna().all()


def test_zero_is_uncertain_but_surely_low() -> None:
    assert of(0, 0.5) == 3
    assert of(0, 0.5, against=10) == 1


@given(st.floats(0.1, 100), st.floats(0.001, 100), st.floats(0, 100))
def test_a_comparator_never_makes_a_value_less_reliable(value: float, half: float, against: float) -> None:
    table = pd.DataFrame({"value": [value], "lower": [value - half], "upper": [value + half]})
    assert uncertainty_share(table, against)[0] <= uncertainty_share(table)[0]


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="not in order"):
        reliability(pd.DataFrame({"value": [], "lower": [], "upper": []}), ReliabilityLimits(0.4, 0.3))
