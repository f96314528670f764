"""Differences between two areas: published worked examples, independent oracles, properties, missing figures."""

import numpy as np
import pytest
import statsmodels.stats.rates
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.stats.rates import confint_poisson_2indep

from dashboard.statistics.differences import newcombe, proportions_p, rate_difference, rates_p

fewer = settings(max_examples=40)
TRIALS = st.integers(1, 10**6)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "lower", "upper"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombe_gives_table_2_of_newcombe_1998(
    x1: int, n1: int, x2: int, n2: int, lower: float, upper: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17: 873-890, table II, method 10, four decimals."""
    difference, low, high = newcombe(x1, n1, x2, n2)
    assert difference == pytest.approx(x1 / n1 - x2 / n2)
    assert np.round([low, high], 4) == pytest.approx([lower, upper])


@fewer
@given(TRIALS, SHARES, TRIALS, SHARES, st.sampled_from([0.8, 0.95, 0.998]))
def test_newcombe_agrees_with_statsmodels(n1: int, p1: float, n2: int, p2: float, confidence: float) -> None:
    x1, x2 = round(n1 * p1), round(n2 * p2)
    wanted = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", alpha=1 - confidence)
    assert newcombe(x1, n1, x2, n2, confidence)[1:] == pytest.approx(np.array(wanted), abs=1e-9)


@fewer
@given(TRIALS, SHARES, TRIALS, SHARES)
def test_the_other_way_round_is_the_negative(n1: int, p1: float, n2: int, p2: float) -> None:
    x1, x2 = round(n1 * p1), round(n2 * p2)
    for between, p_value in ((newcombe, proportions_p), (rate_difference, rates_p)):
        difference, lower, upper = (float(part) for part in between(x1, n1, x2, n2))
        back = [float(part) for part in between(x2, n2, x1, n1)]
        assert [-difference, -upper, -lower] == pytest.approx(back, abs=1e-12)
        assert lower <= difference <= upper
        assert p_value(x1, n1, x2, n2) == pytest.approx(p_value(x2, n2, x1, n1), abs=1e-9)
        assert 0 <= p_value(x1, n1, x2, n2) <= 1


@fewer
@given(TRIALS, SHARES, TRIALS, SHARES)
def test_the_score_test_agrees_with_statsmodels(n1: int, p1: float, n2: int, p2: float) -> None:
    x1, x2 = round(n1 * p1), round(n2 * p2)
    if 0 < x1 + x2 < n1 + n2:
        _, wanted = proportions_ztest([x1, x2], [n1, n2])
        assert proportions_p(x1, n1, x2, n2) == pytest.approx(wanted, abs=1e-12)
    else:
        assert proportions_p(x1, n1, x2, n2) == 1


@pytest.mark.parametrize("x1", [0, 1, 4, 9, 20, 200])
@pytest.mark.parametrize("x2", [0, 3, 50, 1000])
@pytest.mark.parametrize("share", [0.02, 0.5])
def test_the_rate_test_is_twice_the_smaller_exact_binomial_tail(x1: int, x2: int, share: float) -> None:
    n1, n2 = 1000 * share, 1000 * (1 - share)
    if x1 + x2 == 0:
        assert rates_p(x1, n1, x2, n2) == 1
        return
    tails = [stats.binomtest(x1, x1 + x2, share, alternative=side).pvalue for side in ("less", "greater")]
    assert rates_p(x1, n1, x2, n2) == pytest.approx(min(1, 2 * min(tails)), rel=1e-9)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2"), [(60, 51_477.5, 30, 54_308.7), (41, 28_010, 15, 19_017)])
def test_published_rates_agree_with_statsmodels(x1: int, n1: float, x2: int, n2: float) -> None:
    """Both examples of Gu, Ng, Tang and Schucany (2008), Biometrical Journal 50: 283-298; one-sided p doubled."""
    wanted = statsmodels.stats.rates.test_poisson_2indep(
        x1, n1, x2, n2, method="exact-cond", alternative="larger"
    ).pvalue
    assert rates_p(x1, n1, x2, n2) == pytest.approx(2 * wanted, rel=1e-9)


@pytest.mark.parametrize(("x1", "x2"), [(3, 5), (0, 8), (9, 0), (5, 5)])
def test_small_rate_differences_agree_with_statsmodels(x1: int, x2: int) -> None:
    """Below 10 both limits are exact, as in the oracle's method of variance estimates recovery."""
    wanted = confint_poisson_2indep(x1, 700, x2, 900, method="mover", compare="diff", method_mover="exact-c")
    assert rate_difference(x1, 700, x2, 900)[1:] == pytest.approx(np.array(wanted), abs=1e-9)


def test_what_cannot_be_is_missing() -> None:
    for between in (newcombe, rate_difference):
        assert np.isnan(between([np.nan, 1, -1], [10, 0, 10], 1, 10)).all()
    assert np.isnan(newcombe(11, 10, 1, 10)).all()
    assert np.isnan(proportions_p([np.nan, 1, -1, 11], [10, 0, 10, 10], 1, 10)).all()
    assert np.isnan(rates_p([np.nan, 1, -1], [10, 0, 10], 1, 10)).all()


def test_arrays_are_taken_one_by_one() -> None:
    x, n = np.array([3, 40, 7]), np.array([10, 90, 70])
    for between in (newcombe, rate_difference):
        together = np.array(between(x, n, 300, 1000))
        assert together.shape == (3, 3)
        assert together[:, 1] == pytest.approx(np.array(between(40, 90, 300, 1000)))
