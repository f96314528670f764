"""Whether a gap narrows: least squares against statsmodels, the two-gap way against Newcombe's table, the words."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.regression.linear_model import OLS
from statsmodels.tools import add_constant

from dashboard.statistics.gap_change import FIRST_LAST, LINE, Change, gap_change
from dashboard.statistics.rates import wilson

fewer = settings(max_examples=60)
DIFFERENCES = st.lists(st.floats(-50, 50).map(lambda number: round(number, 3)), min_size=5, max_size=12)


def gaps(differences: list[float], reach: float = math.nan, start: float = 2015) -> pd.DataFrame:
    """One gap a year, the limits the same distance on both sides."""
    years = [start + step for step in range(len(differences))]
    table = pd.DataFrame({"year": years, "difference": differences}, index=[f"{year:.0f}" for year in years])
    return table.assign(
        difference_lower=table["difference"] - reach, difference_upper=table["difference"] + reach
    ).astype(float)


@fewer
@given(DIFFERENCES)
def test_the_line_agrees_with_statsmodels(differences: list[float]) -> None:
    table = gaps(differences)
    fit = OLS(differences, add_constant(table["year"].to_numpy() - 2015)).fit()
    found = gap_change(table)
    assert found.per_year == pytest.approx(fit.params[1], abs=1e-9)
    assert [found.lower, found.upper] == pytest.approx(fit.conf_int()[1], abs=1e-6)
    assert (found.first, found.last, found.periods) == ("2015", str(2014 + len(differences)), len(differences))
    assert (found.method, found.why) == (LINE, "")


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "lower", "upper"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
    ],
)
def test_two_gaps_are_compared_as_in_table_2_of_newcombe_1998(
    x1: int, n1: int, x2: int, n2: int, lower: float, upper: float
) -> None:
    """Method 10 of Newcombe (1998) is the way of Zou and Donner for two values with Wilson limits; here over 4 years.

    Statistics in Medicine 17: 873-890, table II, four decimals.
    """
    x, n = np.array([x2, x1]), np.array([n2, n1])
    low, high = wilson(x, n)
    table = pd.DataFrame(
        {"year": [2016, 2020], "difference": x / n, "difference_lower": low, "difference_upper": high},
        index=["2016", "2020"],
    )
    found = gap_change(table)
    assert found.per_year == pytest.approx((x1 / n1 - x2 / n2) / 4)
    assert np.round([4 * found.lower, 4 * found.upper], 4) == pytest.approx([lower, upper])
    assert (found.first, found.last, found.periods, found.method) == ("2016", "2020", 2, FIRST_LAST)


@pytest.mark.parametrize("periods", [2, 3, 4])
def test_equal_reaches_add_as_standard_errors_do(periods: int) -> None:
    """The textbook interval of a difference of two independent normal values; what lies between does not count."""
    found = gap_change(gaps([20.0, *[99.0] * (periods - 2), 15.0], reach=1.0))
    years = periods - 1
    assert [found.lower, found.per_year, found.upper] == pytest.approx(
        [(-5 - math.sqrt(2)) / years, -5 / years, (-5 + math.sqrt(2)) / years]
    )
    assert (found.change, found.periods) == (Change.NARROWING, periods)


LINES = [
    ([10, 9.1, 8, 7.1, 6], Change.NARROWING),
    ([6, 7.1, 8, 9.1, 10], Change.WIDENING),
    ([-10, -9.1, -8, -7.1, -6], Change.NARROWING),
    ([-6, -7.1, -8, -9.1, -10], Change.WIDENING),
    ([7, 8.1, 7, 8.1, 7], Change.NO_CLEAR_CHANGE),
    ([5, 5, 5, 5, 5], Change.NO_CLEAR_CHANGE),
    ([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], Change.NO_CLEAR_CHANGE),
    ([8, 5.1, 2, -1.1, -4], Change.NARROWING),
    ([4, 1.1, -2, -5.1, -8], Change.WIDENING),
    ([-8, -5.1, -2, 1.1, 4], Change.NARROWING),
    ([-4, -1.1, 2, 5.1, 8], Change.WIDENING),
    ([-6, -3.1, 0, 3.1, 6], Change.NO_CLEAR_CHANGE),
]


@pytest.mark.parametrize(("differences", "change"), LINES)
def test_the_size_of_the_gap_decides_the_word(differences: list[float], change: Change) -> None:
    assert gap_change(gaps(differences)).change is change


@pytest.mark.parametrize(("differences", "change"), LINES)
def test_so_it_does_for_two_gaps(differences: list[float], change: Change) -> None:
    assert gap_change(gaps([differences[0], differences[-1]], reach=0.5)).change is change


def test_the_ends_of_the_line_and_not_of_the_figures_decide() -> None:
    """The last figure is by chance far below 0; the line falls from 8 to -2."""
    found = gap_change(gaps([6.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, -6.5]))
    assert found.upper < 0
    assert found.change is Change.NARROWING


def test_an_interval_that_touches_0_is_no_clear_change() -> None:
    table = gaps([10.0, 13.0], reach=0.0)
    touching = table.assign(difference_lower=[10.0, 10.0])
    assert gap_change(touching).lower == 0
    assert gap_change(touching).change is Change.NO_CLEAR_CHANGE
    assert gap_change(table.assign(difference_lower=[10.0, 10.01])).change is Change.WIDENING


ONE_BOUNDED = gaps([5.0, 6.0, 7.0]).assign(difference_lower=[math.nan, 5, 6], difference_upper=[6, 7, math.nan])


@pytest.mark.parametrize(
    ("table", "why", "periods"),
    [
        (gaps([]), "No period has a gap.", 0),
        (gaps([math.nan, math.nan], 1), "No period has a gap.", 0),
        (gaps([5.0], 1), "Only one period has a gap.", 1),
        (gaps([5.0, math.nan], 1), "Only one period has a gap.", 1),
        (gaps([5.0, 6.0]), "Only 2 periods have a gap, and fewer than two of them have an interval.", 2),
        (gaps([5.0, 6, 7, 8]), "Only 4 periods have a gap, and fewer than two of them have an interval.", 4),
        (ONE_BOUNDED, "Only 3 periods have a gap, and fewer than two of them have an interval.", 3),
        (gaps([5.0, 6.0], 1).assign(year=2020.0), "All periods are of the same year.", 2),
        (gaps([5.0, 6, 7, 8, 9]).assign(year=2020.0), "All periods are of the same year.", 5),
    ],
)
def test_what_cannot_be_told_says_why(table: pd.DataFrame, why: str, periods: int) -> None:
    found = gap_change(table)
    assert (found.change, found.why, found.periods, found.method) == (Change.CANNOT_TELL, why, periods, "")
    assert np.isnan([found.per_year, found.lower, found.upper]).all()


def test_only_gaps_with_an_interval_are_compared() -> None:
    table = gaps([30.0, 20.0, 12.0, 4.0], reach=1)
    for label, missing in (("2015", "difference_lower"), ("2018", "difference_upper")):
        table.loc[label, missing] = math.nan
    found = gap_change(table)
    assert (found.first, found.last, found.periods, found.per_year) == ("2016", "2017", 2, -8)


def test_periods_without_a_gap_or_a_year_do_not_count() -> None:
    table = gaps([10.0, math.nan, 8, 7, 6, 5, 4])
    assert gap_change(table).periods == 6
    assert gap_change(table).per_year == pytest.approx(-1)
    table.loc[["2017", "2018"], "year"] = math.nan
    assert gap_change(table).change is Change.CANNOT_TELL


@fewer
@given(
    st.lists(st.floats(-50, 50).map(lambda number: round(number, 3)), min_size=2, max_size=9),
    st.floats(0.01, 20),
)
def test_row_order_unit_and_side_change_no_word(differences: list[float], reach: float) -> None:
    table = gaps(differences, reach)
    whole = gap_change(table)
    assert gap_change(table.iloc[::-1]) == whole
    turned = -table.rename(columns={"difference_lower": "difference_upper", "difference_upper": "difference_lower"})
    turned["year"] = table["year"]
    other_side = gap_change(turned)
    assert other_side.change is whole.change
    assert [-other_side.per_year, -other_side.upper] == pytest.approx([whole.per_year, whole.lower], abs=1e-9)
    thousand = table.mul([1, 1000, 1000, 1000])
    assert gap_change(thousand).lower == pytest.approx(1000 * whole.lower, abs=1e-6)


@fewer
@given(st.lists(st.floats(-50, 50).map(lambda number: round(number, 3)), min_size=2, max_size=9), st.floats(0.01, 20))
def test_backwards_in_time_narrowing_is_widening(differences: list[float], reach: float) -> None:
    there, back = gap_change(gaps(differences, reach)), gap_change(gaps(differences[::-1], reach))
    opposite = {Change.NARROWING: Change.WIDENING, Change.WIDENING: Change.NARROWING}
    assert back.change is opposite.get(there.change, there.change)
    assert back.per_year == pytest.approx(-there.per_year, abs=1e-9)
