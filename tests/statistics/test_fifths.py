"""Fifths of the people: exact arithmetic as the oracle, properties, missing figures, and the figure of each fifth."""

from fractions import Fraction
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics.fifths import deprivation_fifths, fifths_table
from dashboard.statistics.rates import count_limits, wilson
from dashboard.vocabulary import Indicator, Measure, Polarity, Source, Topic

fewer = settings(max_examples=60)
PEOPLE = st.lists(st.integers(1, 3_000), min_size=1, max_size=40)
COLUMNS = ["zones", "people", "people_share", "numerator", "denominator", "value", "lower", "upper"]


def indicator(measure: Measure = Measure.PROPORTION, per: float = 100) -> Indicator:
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


def codes(count: int) -> list[str]:
    return [f"S01{number:06d}" for number in range(count)]


def fifths(order: list[float], people: list[float]) -> list[int | None]:
    index = codes(len(order))
    found = deprivation_fifths(pd.Series(order, index, dtype=float), pd.Series(people, index, dtype=float))
    return [None if pd.isna(fifth) else int(fifth) for fifth in found]


def zones_of(rows: list[tuple[int | None, float, float, float]], per: float = 100) -> pd.DataFrame:
    """Rows of fifth, people, numerator and denominator; the value is theirs."""
    table = pd.DataFrame(rows, index=codes(len(rows)), columns=["fifth", "people", "numerator", "denominator"])
    return table.assign(fifth=table["fifth"].astype("Int64"), value=per * table["numerator"] / table["denominator"])


def test_ten_equal_zones_give_two_to_each_fifth() -> None:
    assert fifths(list(range(10)), [700] * 10) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert fifths(list(range(10, 0, -1)), [700] * 10) == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]


def test_people_count_and_not_zones() -> None:
    assert fifths([1, 2, 3, 4, 5, 6], [400, 100, 100, 200, 100, 100]) == [2, 3, 3, 4, 5, 5]
    assert fifths([1, 2, 3], [1, 1, 8]) == [1, 1, 4]


def test_a_middle_on_a_border_goes_to_the_less_deprived_side() -> None:
    assert fifths([1, 2, 3, 4], [100, 200, 300, 400]) == [1, 2, 3, 5]
    assert fifths([1, 2], [2, 3]) == [2, 4]


@fewer
@given(PEOPLE, st.data())
def test_the_middle_of_a_zone_decides_in_exact_arithmetic(people: list[int], data: st.DataObject) -> None:
    """The middle person of a zone, found by walking past everyone more deprived; ties in the order of the index."""
    order = data.draw(st.lists(st.integers(0, 5), min_size=len(people), max_size=len(people)))
    wanted: list[int] = []
    for zone, own in enumerate(people):
        before = sum(n for other, n in enumerate(people) if (order[other], other) < (order[zone], zone))
        middle = (Fraction(before) + Fraction(own, 2)) / sum(people)
        wanted.append(next(fifth for fifth in range(1, 6) if middle < Fraction(fifth, 5)))
    assert fifths([float(rank) for rank in order], [float(n) for n in people]) == wanted


@fewer
@given(PEOPLE)
def test_each_fifth_is_within_one_zone_of_a_fifth_of_the_people(people: list[int]) -> None:
    found = np.array(fifths(list(range(len(people))), [float(n) for n in people]))
    for fifth in range(1, 6):
        held = sum(n for n, own in zip(people, found, strict=True) if own == fifth)
        assert abs(held - sum(people) / 5) <= max(people)
    assert (np.diff(found) >= 0).all()


@fewer
@given(PEOPLE, st.integers(2, 9), st.randoms())
def test_neither_the_order_of_rows_nor_the_scale_matters(people: list[int], times: int, random: Random) -> None:
    index = codes(len(people))
    order = pd.Series([random.randint(0, 4) for _ in people], index, dtype=float)
    held = pd.Series(people, index, dtype=float)
    whole = deprivation_fifths(order, held)
    pd.testing.assert_series_equal(deprivation_fifths(order, times * held), whole)
    pd.testing.assert_series_equal(deprivation_fifths(times * order - 7, held), whole)
    shuffled = index.copy()
    random.shuffle(shuffled)
    pd.testing.assert_series_equal(deprivation_fifths(order[shuffled], held), whole[shuffled])


def test_zones_without_a_rank_or_people_are_in_no_fifth() -> None:
    assert fifths([np.nan, 1, 2, 3, 4, 5, 6, 7], [900, 100, 0, 100, np.nan, 100, 100, 100]) == [
        None,
        1,
        None,
        2,
        None,
        3,
        4,
        5,
    ]
    nobody = deprivation_fifths(pd.Series([np.nan, 2.0]), pd.Series([5.0, 0.0]))
    assert nobody.isna().all()
    assert (nobody.dtype, nobody.name) == (pd.Int64Dtype(), "fifth")


def test_the_last_zone_is_in_the_last_fifth_however_few_live_there() -> None:
    assert fifths([1, 2], [1e9, 1e-9]) == [3, 5]


def test_a_proportion_is_the_sum_of_the_counts_with_its_wilson_interval() -> None:
    zones = zones_of([(1, 1000, 60, 600), (1, 500, 90, 300), (2, 900, 50, 500), (5, 600, 10, 400)])
    table = fifths_table(zones, indicator())
    assert table.columns.tolist() == COLUMNS
    assert table.index.tolist() == [1, 2, 3, 4, 5]
    assert table["zones"].tolist() == [2, 1, 0, 0, 1]
    assert table["people"].tolist() == [1500, 900, 0, 0, 600]
    assert table["people_share"].tolist() == pytest.approx([0.5, 0.3, 0, 0, 0.2])
    assert list(table[["numerator", "denominator"]].loc[1]) == [150, 900]
    assert table["value"].dropna().tolist() == pytest.approx([100 * 150 / 900, 10, 2.5])
    lower, upper = wilson([150, 50, 10], [900, 500, 400])
    assert table["lower"].dropna().tolist() == pytest.approx(100 * lower)
    assert table["upper"].dropna().tolist() == pytest.approx(100 * upper)
    assert np.isnan(table.loc[[3, 4], COLUMNS[3:]].to_numpy(float)).all()


def test_a_rate_has_the_interval_of_its_count() -> None:
    zones = zones_of([(1, 1000, 3, 950), (1, 500, 4, 480), (5, 600, 20, 610)], per=1000)
    table = fifths_table(zones, indicator(Measure.RATE, 1000))
    assert table["value"].dropna().tolist() == pytest.approx([1000 * 7 / 1430, 1000 * 20 / 610])
    lower, upper = count_limits(7)
    assert list(table[["lower", "upper"]].loc[1]) == pytest.approx([1000 * lower / 1430, 1000 * upper / 1430])


def weighted_means(zones: pd.DataFrame) -> list[float]:
    return [
        float(np.average(held["value"], weights=held["people"]))
        for _, held in zones.groupby("fifth")[["value", "people"]]
    ]


ROWS: list[tuple[int | None, float, float, float]] = [
    (1, 1000, 60, 600),
    (1, 500, 90, 300),
    (4, 600, 10, 400),
    (4, 100, 30, 200),
]


@pytest.mark.parametrize("measure", [m for m in Measure if m not in (Measure.PROPORTION, Measure.RATE)])
def test_other_measures_are_means_weighted_by_people_without_interval(measure: Measure) -> None:
    zones = zones_of(ROWS)
    table = fifths_table(zones, indicator(measure))
    assert table["value"].dropna().tolist() == pytest.approx(weighted_means(zones))
    assert table["people"].tolist() == [1500, 0, 0, 700, 0]
    assert np.isnan(table[["numerator", "denominator", "lower", "upper"]].to_numpy(float)).all()


@pytest.mark.parametrize("column", ["numerator", "denominator"])
def test_one_value_without_counts_makes_all_of_them_means(column: str) -> None:
    zones = zones_of(ROWS)
    zones.loc[codes(1), column] = np.nan
    table = fifths_table(zones, indicator())
    assert table["value"].dropna().tolist() == pytest.approx(weighted_means(zones))
    assert np.isnan(table[["numerator", "denominator", "lower", "upper"]].to_numpy(float)).all()


def test_a_zone_without_a_value_a_fifth_or_people_takes_no_part() -> None:
    zones = zones_of(ROWS)
    more = zones_of([(1, 800, 70, 700), (None, 800, 70, 700), (2, 0, 70, 700), (2, np.nan, 70, 700)])
    more["value"] = more["value"].where(np.array([False, True, True, True]))
    more.loc[codes(1), "numerator"] = np.nan
    both = pd.concat([zones, more.set_axis([f"x{number}" for number in range(4)])])
    pd.testing.assert_frame_equal(fifths_table(both, indicator()), fifths_table(zones, indicator()))


def test_no_zone_at_all_is_five_empty_fifths() -> None:
    table = fifths_table(zones_of(ROWS).assign(value=np.nan), indicator())
    assert table["zones"].tolist() == [0] * 5
    assert np.isnan(table["value"].to_numpy(float)).all()


@fewer
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 900), st.integers(0, 90)), min_size=1, max_size=30),
    st.randoms(),
)
def test_row_order_changes_no_figure_and_nothing_is_lost(rows: list[tuple[int, int, int]], random: Random) -> None:
    zones = zones_of([(fifth, people, x, x + people) for fifth, people, x in rows])
    shuffled = list(zones.index)
    random.shuffle(shuffled)
    for measure in (Measure.PROPORTION, Measure.MEAN):
        table = fifths_table(zones, indicator(measure))
        pd.testing.assert_frame_equal(fifths_table(zones.loc[shuffled], indicator(measure)), table)
        assert table["zones"].sum() == len(rows)
        assert table["people"].sum() == zones["people"].sum()
        assert table["people_share"].sum() == pytest.approx(1)
    assert fifths_table(zones, indicator())["numerator"].sum() == zones["numerator"].sum()
