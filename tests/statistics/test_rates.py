"""Intervals: published worked examples, independent oracles over a grid, properties, missing figures."""

from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from dashboard.statistics.rates import count_limits, wilson, with_intervals
from dashboard.vocabulary import Indicator, Measure, Polarity, Source, Topic

fewer = settings(max_examples=60)
COUNTS = st.integers(0, 10**6)


def indicator(measure: Measure, per: float = 1) -> Indicator:
    return Indicator(
        indicator_id="example",
        name="Example",
        definition="An example.",
        topic=Topic.POVERTY,
        measure=measure,
        unit="per cent",
        polarity=Polarity.LOWER_IS_BETTER,
        source=Source("Publisher", "Title", "Licence", "2026-01-01"),
        per=per,
    )


def figures(numerator: list[float], denominator: list[float], per: float) -> pd.DataFrame:
    table = pd.DataFrame({"numerator": numerator, "denominator": denominator}, dtype=float)
    return table.assign(value=table["numerator"] / table["denominator"] * per)


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_table_1_of_newcombe_1998(numerator: int, denominator: int, lower: float, upper: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17: 857-872, table I, method 3, four decimals."""
    assert np.round(wilson(numerator, denominator), 4) == pytest.approx([lower, upper])


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
@pytest.mark.parametrize("denominator", [1, 2, 19, 100, 4_567, 1_000_000])
def test_wilson_agrees_with_statsmodels(denominator: int, confidence: float) -> None:
    numerator = np.unique(np.linspace(0, denominator, 41).round())
    expected = proportion_confint(numerator, denominator, alpha=1 - confidence, method="wilson")
    assert wilson(numerator, denominator, confidence) == pytest.approx(np.array(expected), abs=1e-12)


@fewer
@given(COUNTS, COUNTS)
def test_wilson_contains_the_proportion_and_is_bounded(one: int, other: int) -> None:
    x, n = min(one, other), max(one, other, 1)
    lower, upper = wilson(x, n)
    assert 0 <= lower <= x / n <= upper <= 1
    assert lower < upper


@fewer
@given(COUNTS, COUNTS)
def test_wilson_of_the_others_mirrors(one: int, other: int) -> None:
    x, n = min(one, other), max(one, other, 1)
    lower, upper = wilson(n - x, n)
    assert wilson(x, n) == pytest.approx(np.array([1 - upper, 1 - lower]), abs=1e-12)


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(np.nan, 10), (5, np.nan), (0, 0), (3, 0), (11, 10), (10.5, 10), (-1, 10)]
)
def test_wilson_has_no_answer_where_there_is_no_proportion(numerator: float, denominator: float) -> None:
    assert np.isnan(wilson(numerator, denominator)).tolist() == [True, True]


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.2422, 7.225),
        (3, 0.6187, 8.767),
        (5, 1.6235, 11.668),
        (9, 4.1154, 17.085),
    ],
)
def test_small_counts_give_the_exact_poisson_limits(count: int, lower: float, upper: float) -> None:
    """Garwood (1936), Biometrika 28: 437-442, as tabulated since."""
    assert count_limits(count) == (pytest.approx(lower, abs=5e-5), pytest.approx(upper, abs=5e-4))


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(10, 0.480, 1.84), (20, 0.611, 1.54), (50, 0.742, 1.32), (100, 0.814, 1.22)]
)
def test_larger_counts_give_the_factors_of_breslow_and_day(count: int, lower: float, upper: float) -> None:
    """Breslow and Day (1987), table 2.10: exact limits over the count, three figures; Byar comes within."""
    limits = count_limits(count)
    assert limits[0] / count == pytest.approx(lower, abs=0.0015)
    assert limits[1] / count == pytest.approx(upper, abs=0.0055)


def test_thirty_events() -> None:
    """Biological Effects of Low Level Exposures (1992), table 7.5: 30 events, 20.24 to 42.83."""
    assert np.round(count_limits(30), 2) == pytest.approx([20.24, 42.83])


@pytest.mark.parametrize("count", range(10))
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_exact_limits_leave_the_same_tail_on_both_sides(count: int, confidence: float) -> None:
    """The definition, from the Poisson distribution and not from chi-square."""
    lower, upper = count_limits(count, confidence)
    tail = pytest.approx((1 - confidence) / 2, rel=1e-9)
    assert stats.poisson.cdf(count, upper) == tail
    assert lower == 0 if count == 0 else stats.poisson.sf(count - 1, lower) == tail


def test_byar_is_within_two_thousandths_of_exact() -> None:
    """Public Health England, Technical Guide: Confidence Intervals (2018): within 0.2% from 10 events on."""
    counts = np.unique(np.geomspace(10, 100_000, 200).round())
    exact = stats.chi2.ppf(0.025, 2 * counts) / 2, stats.chi2.ppf(0.975, 2 * counts + 2) / 2
    assert count_limits(counts) == pytest.approx(np.array(exact), rel=0.002)


@fewer
@given(COUNTS, st.sampled_from([0.8, 0.95, 0.998]))
def test_limits_contain_the_count_and_grow_with_it(count: int, confidence: float) -> None:
    lower, upper = count_limits([count, count + 1], confidence)
    assert 0 <= lower[0] <= count < upper[0]
    assert lower[0] < lower[1]
    assert upper[0] < upper[1]


def test_no_count_has_no_limits() -> None:
    assert np.isnan(count_limits([np.nan, -1])).tolist() == [[True, True], [True, True]]


def test_a_proportion_gets_wilson_in_its_unit() -> None:
    table = with_intervals(figures([81, 15], [263, 148], 100), indicator(Measure.PROPORTION, 100))
    assert table["lower"].round(2).tolist() == [25.53, 6.24]
    assert table["upper"].round(2).tolist() == [36.62, 16.05]


def test_a_rate_gets_the_limits_of_its_count() -> None:
    table = with_intervals(figures([5, 30], [1_000, 2_000], 1_000), indicator(Measure.RATE, 1_000))
    assert table["lower"].round(3).tolist() == [1.623, 10.118]
    assert table["upper"].round(3).tolist() == [11.668, 21.414]


def test_a_rate_may_count_more_events_than_people() -> None:
    table = with_intervals(figures([30], [20], 100), indicator(Measure.RATE, 100))
    assert table["lower"][0] < 150 < table["upper"][0]


@pytest.mark.parametrize("measure", [m for m in Measure if m not in (Measure.PROPORTION, Measure.RATE)])
def test_other_measures_have_no_interval(measure: Measure) -> None:
    table = with_intervals(figures([5], [10], 1), indicator(measure))
    assert table[["lower", "upper"]].isna().to_numpy().tolist() == [[True, True]]


@pytest.mark.parametrize("measure", [Measure.PROPORTION, Measure.RATE])
def test_no_figure_no_interval(measure: Measure) -> None:
    table = figures([5, np.nan, 5, 0, 5], [10, 10, np.nan, 0, 10], 100)
    table.loc[4, "value"] = np.nan  # suppressed: the count may be held for sums but is never shown
    found = with_intervals(table, indicator(measure, 100))
    assert found["lower"].isna().tolist() == found["upper"].isna().tolist() == [False, True, True, True, True]


def test_more_people_counted_than_there_are_has_no_interval() -> None:
    table = with_intervals(figures([1_001, 10.5, 10], [900, 10, 10], 100), indicator(Measure.PROPORTION, 100))
    assert table["lower"].isna().tolist() == table["upper"].isna().tolist() == [True, True, False]
    assert table["upper"][2] == 100


@fewer
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1), st.sampled_from([1.0, 100.0, 1_000.0]))
def test_intervals_contain_the_value_and_leave_the_figures_alone(pairs: list[tuple[int, int]], per: float) -> None:
    before = figures([min(p) for p in pairs], [max(*p, 1) for p in pairs], per)
    kept = before.copy(deep=True)
    for measure in (Measure.PROPORTION, Measure.RATE):
        table = with_intervals(before, indicator(measure, per))
        assert (table["lower"] <= table["value"] + 1e-9).all()
        assert (table["upper"] >= table["value"] - 1e-9).all()
        pd.testing.assert_frame_equal(table[["numerator", "denominator", "value"]], kept)
    pd.testing.assert_frame_equal(before, kept)


@fewer
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=2), st.randoms())
def test_row_order_changes_nothing(pairs: list[tuple[int, int]], random: Random) -> None:
    table = figures([min(p) for p in pairs], [max(*p, 1) for p in pairs], 100)
    order = list(table.index)
    random.shuffle(order)
    shuffled = with_intervals(table.loc[order], indicator(Measure.PROPORTION, 100))
    whole = with_intervals(table, indicator(Measure.PROPORTION, 100))
    pd.testing.assert_frame_equal(shuffled.sort_index(), whole)
