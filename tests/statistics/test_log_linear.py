"""Slopes: statsmodels as the oracle, exact growth, properties, and what is unknown."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics.log_linear import Series, line, log_linear, log_values

fewer = settings(max_examples=12)
YEARS = np.arange(2013.0, 2021.0)


def counts(seed: int, binomial: bool) -> Series:
    random = np.random.default_rng(seed)
    n = random.integers(200, 3000, size=len(YEARS)).astype(float)
    rate = np.exp(math.log(0.1) + random.normal(0, 0.08) * (YEARS - 2016) + random.normal(0, 0.15, len(YEARS)))
    x = random.binomial(n.astype(int), np.minimum(rate, 0.9)) if binomial else random.poisson(n * rate)
    return Series(YEARS, x.astype(float), n)


@pytest.mark.filterwarnings("ignore:The Log link function")
@fewer
@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_the_slope_agrees_with_statsmodels(seed: int, binomial: bool, against: bool) -> None:
    series = counts(seed, binomial)
    rate = np.exp(0.02 * (YEARS - 2016)) if against else np.ones(len(YEARS))
    found = log_linear(Series(YEARS, series.numerator, series.denominator, rate), binomial)
    design, offset = sm.add_constant(YEARS - YEARS.mean()), np.log(rate)
    if binomial:
        ends = np.column_stack([series.numerator, series.denominator - series.numerator])
        family = sm.families.Binomial(link=sm.families.links.Log())
    else:
        ends, offset = series.numerator, offset + np.log(series.denominator)
        family = sm.families.Poisson()
    fit = sm.GLM(ends, design, family=family, offset=offset).fit(scale=1.0, tol=1e-12)
    scale = max(1.0, fit.pearson_chi2 / fit.df_resid)
    assert found.per_year == pytest.approx(fit.params[1], abs=1e-6)
    assert found.error == pytest.approx(fit.bse[1] * math.sqrt(scale), rel=1e-4)
    assert found.degrees == len(YEARS) - 2


def test_a_poisson_slope_agrees_with_the_scale_of_statsmodels() -> None:
    series = counts(4, binomial=False)
    design = sm.add_constant(YEARS - YEARS.mean())
    model = sm.GLM(series.numerator, design, family=sm.families.Poisson(), offset=np.log(series.denominator))
    fit = model.fit(scale="X2", tol=1e-12)
    assert fit.scale > 1
    found = log_linear(series, binomial=False)
    assert (found.per_year, found.error) == pytest.approx((fit.params[1], fit.bse[1]))


def test_growth_by_a_tenth_a_year_is_found() -> None:
    n = np.full(len(YEARS), 1e6)
    found = log_linear(Series(YEARS, n * 0.01 * 1.1 ** (YEARS - 2013), n), binomial=True)
    assert found.percent == pytest.approx(10)
    lower, upper = found.limits()
    assert lower < 10 < upper
    assert found.p < 1e-6


def test_moving_as_scotland_does_is_no_relative_trend() -> None:
    n, rate = np.full(len(YEARS), 2000.0), 0.1 * np.array([1, 1.1, 0.9, 1, 1.6, 2, 1.5, 1.2])
    found = log_linear(Series(YEARS, n * rate * 1.5, n, rate), binomial=True)
    assert found.percent == pytest.approx(0, abs=1e-9)
    assert found.p == pytest.approx(1)


@fewer
@given(st.integers(0, 10**6))
def test_time_turned_round_turns_the_slope(seed: int) -> None:
    series = counts(seed, binomial=False)
    back = log_linear(Series(-YEARS, series.numerator, series.denominator), binomial=False)
    ahead = log_linear(series, binomial=False)
    assert (back.per_year, back.error) == pytest.approx((-ahead.per_year, ahead.error))


def test_what_cannot_be_fitted_is_unknown() -> None:
    n = np.full(3, 100.0)
    for x, people in ((np.zeros(3), n), (np.ones(3), np.zeros(3))):
        assert math.isnan(log_linear(Series(YEARS[:3], x, people), binomial=False).p)
    assert math.isnan(log_linear(Series(YEARS[:2], n[:2], n[:2]), binomial=False).limits()[0])
    assert math.isnan(log_values(YEARS[:3], np.array([1.0, 0.0, 2.0])).p)
    assert math.isnan(log_values(YEARS, np.full(len(YEARS), 3.0)).p)


def test_values_agree_with_least_squares_where_years_alternate() -> None:
    """Residuals that swing about the line are not alike, so nothing is taken off."""
    values = np.exp(0.05 * (YEARS - 2013) + 0.02 * np.array([1, -1, 1, -1, -1, 1, -1, 1]))
    fit = sm.OLS(np.log(values), sm.add_constant(YEARS - YEARS.mean())).fit()
    found = log_values(YEARS, values)
    assert (found.per_year, found.error) == pytest.approx((fit.params[1], fit.bse[1]))
    assert found.p == pytest.approx(fit.pvalues[1])
    assert found.limits() == pytest.approx(tuple(100 * np.expm1(fit.conf_int()[1])))
    assert line(YEARS, values) == pytest.approx(found.percent)


def test_averages_over_three_years_count_as_fewer() -> None:
    random = np.random.default_rng(3)
    noise = random.normal(0, 0.1, 22)
    smooth = np.convolve(noise, np.ones(3) / 3, mode="valid")
    years = np.arange(2000.0, 2020.0)
    assert log_values(years, np.exp(smooth)).degrees < 12
    assert log_values(years, np.exp(noise[:20])).degrees > 12
