"""Trends: which periods take part, which test is used, the words, and what cannot be told."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import evidence
from dashboard.statistics.differences import newcombe
from dashboard.statistics.trend import Direction, TrendMethod, TrendSettings, in_words, trend_of
from dashboard.statistics.trends import trends
from dashboard.vocabulary import SCOTLAND, AreaType, Indicator, Polarity

PERTH = evidence("perth-and-kinross")
ZONE = AreaType.INTERMEDIATE_ZONE
CHILDREN = PERTH.indicators["child_poverty"]
DEATHS = PERTH.indicators["early_mortality"]
YEARS = [f"{year}/{(year + 1) % 100:02d}" for year in range(2014, 2022)]


def series(counts: list[float], people: float = 1000, labels: list[str] | None = None) -> pd.DataFrame:
    table = pd.DataFrame({"numerator": counts, "denominator": people}, index=labels or YEARS[: len(counts)])
    return table.assign(value=100 * table["numerator"] / table["denominator"], status="published")


GROWING = series([100, 108, 121, 133, 146, 161, 177, 195])


def test_growing_counts_are_increasing_and_getting_worse() -> None:
    found = trend_of(GROWING, CHILDREN)
    assert (found.direction, found.method) == (Direction.INCREASING, TrendMethod.COUNTS)
    assert found.words == "increasing and getting worse"
    assert found.slope == pytest.approx(10, abs=0.5)
    assert found.lower < found.slope < found.upper
    assert found.periods == tuple(YEARS)
    assert np.isnan(found.relative_p)


@pytest.mark.parametrize(
    ("polarity", "words"),
    [
        (Polarity.LOWER_IS_BETTER, "increasing and getting worse"),
        (Polarity.HIGHER_IS_BETTER, "increasing and getting better"),
        (Polarity.NO_JUDGEMENT, "increasing"),
    ],
)
def test_polarity_decides_the_words(polarity: Polarity, words: str) -> None:
    assert trend_of(GROWING, replace(CHILDREN, polarity=polarity)).words == words
    assert in_words(Direction.NO_CLEAR_CHANGE, polarity) == "no clear change"
    assert in_words(Direction.CANNOT_TELL, polarity) == "cannot tell"


def test_scotland_growing_alike_is_no_relative_trend() -> None:
    found = trend_of(GROWING, CHILDREN, GROWING["value"] / 2)
    assert found.relative_slope == pytest.approx(0, abs=1e-6)
    assert found.relative_p == pytest.approx(1)
    assert found.scotland_slope == pytest.approx(found.slope, abs=0.2)
    assert found.relative_periods == tuple(YEARS)


def test_scotland_falling_makes_the_relative_slope_steeper() -> None:
    falling = pd.Series(20 * 0.95 ** np.arange(8), index=YEARS)
    found = trend_of(GROWING, CHILDREN, falling)
    assert found.scotland_slope == pytest.approx(-5)
    assert found.relative_slope == pytest.approx(100 * ((1 + found.slope / 100) / 0.95 - 1), abs=0.1)


def test_estimated_periods_and_those_beyond_a_break_are_left_out() -> None:
    labels = [*YEARS, "2022/23", "2023/24"]
    table = series([900, 108, 121, 133, 146, 161, 177, 195, 10, 9], labels=labels)
    table.loc["2014/15", "status"] = "imputed"
    found = trend_of(table, CHILDREN)
    assert found.periods == tuple(YEARS[1:])
    assert found.left_out == (
        "2014/15: estimated by the compiler",
        "2022/23: on the other side of a break",
        "2023/24: on the other side of a break",
    )


def test_the_latest_stretch_with_enough_periods_is_used() -> None:
    found = trend_of(GROWING, CHILDREN, settings=TrendSettings(breaks=("2016/17",)))
    assert found.periods == tuple(YEARS[2:])
    own = TrendSettings(breaks=(), own_breaks=(("child_poverty", "2017/18"), ("crime", "2014/15")))
    assert trend_of(GROWING, CHILDREN, settings=own).periods == tuple(YEARS[3:])


def test_few_periods_compare_the_first_with_the_last() -> None:
    found = trend_of(series([100, 150, 200]), CHILDREN)
    assert found.method == TrendMethod.FIRST_LAST
    assert found.direction == Direction.INCREASING
    _, lower, _ = newcombe(200, 1000, 100, 1000)
    assert found.slope == pytest.approx(100 * (2**0.5 - 1))
    assert found.lower == pytest.approx(100 * ((1 + float(lower) / 0.1) ** 0.5 - 1))


@pytest.mark.parametrize(
    ("table", "indicator", "why"),
    [
        (GROWING, replace(CHILDREN, comparable_over_time=False), "its releases cannot be compared with each other"),
        (GROWING.head(1), CHILDREN, "fewer than two comparable periods are held"),
        (GROWING.head(0), CHILDREN, "fewer than two comparable periods are held"),
        (GROWING.head(4).assign(numerator=np.nan), DEATHS, "too few periods, and no counts are held"),
        (GROWING.assign(status=["suppressed", *["published"] * 7]), CHILDREN, "a period is suppressed"),
        (series([3, 2, 4, 3, 5, 1]), CHILDREN, "too few people"),
        (GROWING.assign(numerator=np.nan, value=7.0), DEATHS, "the years resemble each other too much to test"),
    ],
)
def test_what_cannot_be_told_says_why(table: pd.DataFrame, indicator: Indicator, why: str) -> None:
    found = trend_of(table, indicator)
    assert (found.direction, found.words, found.why) == (Direction.CANNOT_TELL, "cannot tell", why)
    assert np.isnan([found.slope, found.p, found.relative_p]).all()


def test_values_without_counts_are_labelled() -> None:
    table = pd.DataFrame(
        {"numerator": np.nan, "denominator": np.nan, "value": [9.0, 10, 11.5, 12, 14, 15, 16.4, 18]}, index=YEARS
    )
    found = trend_of(table.assign(status="published"), DEATHS)
    assert (found.method, found.direction) == (TrendMethod.VALUES, Direction.INCREASING)


def test_all_trends_are_those_of_each_area() -> None:
    table = trends(PERTH, ZONE)
    assert not table.duplicated(["area_code", "indicator_id"]).any()
    assert set(table["area_code"]) == set(PERTH.areas_of(ZONE).index)
    for indicator_id in ("child_poverty", "early_mortality", "crime"):
        row = table[(table["area_code"] == "S02002248") & (table["indicator_id"] == indicator_id)].iloc[0]
        figures = PERTH.sheet(indicator_id, ZONE).of_area("S02002248")
        scotland = PERTH.sheet(indicator_id, AreaType.SCOTLAND).of_area(SCOTLAND)["value"]
        alone = trend_of(figures, PERTH.indicators[indicator_id], scotland)
        assert (row["slope"], row["relative_p"]) == pytest.approx((alone.slope, alone.relative_p))
        assert (row["words"], row["periods"]) == (alone.words, alone.periods)


def test_no_real_trend_crosses_a_break_or_uses_an_estimate() -> None:
    table = trends(PERTH, ZONE)
    used: list[tuple[str, ...]] = table["periods"].tolist()
    assert not [labels for labels in used if "2021/22" in labels and "2022/23" in labels]
    for row in table[table["periods"].map(len) > 0].drop_duplicates("indicator_id").itertuples():
        status = PERTH.sheet(str(row.indicator_id), ZONE).of_area(str(row.area_code))["status"]
        assert set(status[list(row.periods)]) == {"published"}  # pyright: ignore


def test_simd_releases_are_never_compared() -> None:
    table = trends(PERTH, ZONE)
    simd = table[table["indicator_id"].isin(["simd_income", "simd_employment", "simd_crime"])]
    assert len(simd) == 3 * 35
    assert set(simd["words"]) == {"cannot tell"}
