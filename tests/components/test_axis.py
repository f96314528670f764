"""Round values on an axis, and where values lie on it."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.axis import MOST_TICKS, Axis, axis_with, written

NUMBER = st.floats(-1e6, 1e6, allow_nan=False)


@given(NUMBER, NUMBER)
def test_ticks_are_round_few_and_inside(one: float, other: float) -> None:
    low, high = min(one, other, 0), max(one, other, 0)
    if high - low < 1e-3:
        return
    axis = Axis(low, high)
    ticks = [float(tick) for tick in axis.ticks()]
    assert 2 <= len(ticks) <= MOST_TICKS + 1
    assert all(low - 1e-9 * abs(low) <= tick <= high + 1e-9 * abs(high) for tick in ticks)
    steps = pd.Series(ticks).diff().dropna()
    assert steps.round(9).nunique() <= 1 or steps.max() / steps.min() < 1 + 1e-6
    assert f"{steps.iloc[0]:e}"[0] in "1259"


@pytest.mark.parametrize(
    ("values", "ends"), [([3, 7], (0, 7)), ([-2, 5], (-2, 5)), ([math.nan, 4], (0, 4)), ([], (0, 1)), ([0], (0, 1))]
)
def test_an_axis_holds_zero_and_every_value_there_is(values: list[float], ends: tuple[float, float]) -> None:
    axis = axis_with(values)
    assert (axis.low, axis.high) == ends


def test_values_lie_where_they_should() -> None:
    axis = Axis(-10, 30)
    assert (axis.at(-10), axis.at(0), axis.at(30), axis.span(0, 10)) == ("0.00%", "25.00%", "100.00%", "25.00%")


def test_round_values_are_written_for_people() -> None:
    assert [written(tick) for tick in ("12000", "-0.50")] == ["12,000", "-0.50"]
