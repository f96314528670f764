"""Measures of inequality: published worked examples, statsmodels and brute force as oracles, properties."""

import math
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import confint_poisson_2indep
from statsmodels.tools import add_constant

from dashboard.statistics.fifths import fifths_table
from dashboard.statistics.inequality import attributable, concentration_index, gap, slope_index, theil
from dashboard.vocabulary import Indicator, Measure, Polarity, Source, Topic

fewer = settings(max_examples=60)
Group = tuple[float, int]
Zone = tuple[float, int, int]
Count = tuple[float, float]
FIGURE = st.integers(0, 900).map(lambda number: number / 10)
GROUPS = st.lists(st.tuples(FIGURE, st.integers(1, 5_000)), min_size=3, max_size=12)
ZONES = st.lists(st.tuples(FIGURE, st.integers(1, 40), st.integers(0, 3)), min_size=1, max_size=12)

INDIA_BIRTHS = [29_939, 28_776, 26_528, 24_689, 19_739]
INDIA_RATES = [154.7, 152.9, 119.5, 86.9, 54.3]

MEXICO_1940 = [
    [22361, 8578, 8537, 9073, 6399, 7508],
    [10384, 9573, 12132, 4836, 4372, 4840, 3734],
    [6909, 4359, 4414, 5309, 3327, 6936, 3569, 11016, 3605, 5203],
    [17816, 3408],
    [3758, 2934, 2181, 1892, 21965, 2459, 7990],
]
MEXICO_2000 = [
    [29855, 30735, 28460, 38672, 24068, 23546],
    [27782, 26103, 17379, 11478, 15866, 15242, 11130],
    [21358, 15585, 12348, 21610, 11838, 18170, 15685, 26149, 11701, 12191],
    [54349, 16322],
    [36163, 8684, 11820, 9010, 33442, 13360, 17509],
]


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


def table_of(counts: dict[int, Count], of: Indicator) -> pd.DataFrame:
    """The table of fifths with one zone each, of as many people as the denominator."""
    zones = pd.DataFrame.from_dict(counts, orient="index", columns=["numerator", "denominator"]).astype(float)
    zones = zones.assign(people=zones["denominator"], fifth=pd.array(list(counts), "Int64"))
    return fifths_table(zones.assign(value=of.per * zones["numerator"] / zones["denominator"]), of)


def two(x1: float, n1: float, x2: float, n2: float, of: Indicator) -> pd.DataFrame:
    return table_of({1: (x1, n1), 3: (7, 50), 5: (x2, n2)}, of)


def middles(people: list[int]) -> list[float]:
    """The relative rank of groups in order: the middle of its people among everybody."""
    return [(sum(people[:place]) + own / 2) / sum(people) for place, own in enumerate(people)]


# The slope index of inequality


@fewer
@given(GROUPS)
def test_the_slope_index_agrees_with_weighted_least_squares_of_statsmodels(groups: list[Group]) -> None:
    values, people = [value for value, _ in groups], [own for _, own in groups]
    fit = WLS(values, add_constant(middles(people)), weights=people).fit()  # pyright: ignore[reportArgumentType]
    found = slope_index(values, people)
    assert found.sii == pytest.approx(-fit.params[1], abs=1e-6)
    assert [-found.sii_upper, -found.sii_lower] == pytest.approx(fit.conf_int()[1], rel=1e-6, abs=1e-5)
    mean = float(np.average(values, weights=people))
    relative = [found.rii, found.rii_lower, found.rii_upper]
    if mean > 0:
        assert relative == pytest.approx([part / mean for part in (found.sii, found.sii_lower, found.sii_upper)])
    else:
        assert np.isnan(relative).all()


@fewer
@given(st.lists(st.integers(1, 5_000), min_size=3, max_size=12), st.floats(-80, 80), st.floats(100, 200))
def test_a_straight_gradient_gives_exactly_the_gap_between_its_ends(
    people: list[int], fall: float, start: float
) -> None:
    found = slope_index([start - fall * rank for rank in middles(people)], people)
    assert [found.sii, found.sii_lower, found.sii_upper] == pytest.approx([fall] * 3, abs=1e-6)
    assert found.rii == pytest.approx(fall / (start - fall / 2), abs=1e-8)


def test_the_slope_is_the_same_as_through_every_person() -> None:
    people, values = [3, 1, 4, 2], [9.0, 8.0, 3.0, 4.0]
    slope = np.polyfit(np.repeat(middles(people), people), np.repeat(values, people), 1)[0]
    assert slope_index(values, people).sii == pytest.approx(-slope)


@fewer
@given(GROUPS, st.integers(2, 9))
def test_the_slope_index_turns_with_the_order_and_scales_with_the_figures(groups: list[Group], times: int) -> None:
    values, people = np.array([value for value, _ in groups]), np.array([own for _, own in groups])
    found = slope_index(values, people)
    back = slope_index(values[::-1], people[::-1])
    assert [-back.sii, -back.sii_upper] == pytest.approx([found.sii, found.sii_lower], abs=1e-6)
    assert slope_index(values, times * people).sii_lower == pytest.approx(found.sii_lower, abs=1e-6)
    assert slope_index(times * values, people).sii_lower == pytest.approx(times * found.sii_lower, abs=1e-6)
    assert slope_index(values + 5, people).sii_lower == pytest.approx(found.sii_lower, abs=1e-6)
    assert slope_index(times * values, people).rii == pytest.approx(found.rii, nan_ok=True, abs=1e-9)


def test_groups_without_a_figure_or_people_drop_out_of_the_slope() -> None:
    whole = slope_index([9, 7, 8, 2], [10, 20, 30, 40])
    assert whole.sii > 0
    assert slope_index([9, math.nan, 7, 5, 8, 2, 1], [10, 50, 20, 0, 30, 40, math.nan]) == whole


def test_too_few_groups_have_no_slope() -> None:
    for values, people in (([], []), ([9, 7], [10, 20]), ([9, 7, math.nan], [10, 20, 30])):
        assert np.isnan(list(vars(slope_index(values, people)).values())).all()
    assert not math.isnan(slope_index([9, 7, 8], [10, 20, 30]).sii_lower)


def test_a_mean_not_above_0_has_no_relative_index() -> None:
    found = slope_index([-3, -5, -6], [10, 20, 30])
    assert found.sii > 0
    assert np.isnan([found.rii, found.rii_lower, found.rii_upper]).all()


# The gap


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "lower", "upper"),
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (5, 56, 0, 29, -0.0381, 0.1926)],
)
@pytest.mark.parametrize("per", [100, 1000])
def test_a_gap_of_proportions_gives_table_2_of_newcombe_1998(
    x1: int, n1: int, x2: int, n2: int, lower: float, upper: float, per: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17: 873-890, table II, method 10, four decimals."""
    of = indicator(per=per)
    found = gap(two(x1, n1, x2, n2, of), of)
    assert [found.most, found.least] == pytest.approx([per * x1 / n1, per * x2 / n2])
    assert found.difference == pytest.approx(per * (x1 / n1 - x2 / n2))
    assert np.round([found.difference_lower / per, found.difference_upper / per], 4) == pytest.approx([lower, upper])


@pytest.mark.parametrize(("x1", "x2"), [(3, 5), (0, 8), (9, 0), (5, 5)])
def test_a_gap_of_rates_agrees_with_statsmodels(x1: int, x2: int) -> None:
    """Below 10 events both limits are exact, as in the oracle."""
    of = indicator(Measure.RATE, 1000)
    found = gap(two(x1, 700, x2, 900, of), of)
    wanted = confint_poisson_2indep(x1, 700, x2, 900, method="mover", compare="diff", method_mover="exact-c")
    assert [found.difference_lower, found.difference_upper] == pytest.approx([1000 * limit for limit in wanted])
    assert found.difference == pytest.approx(1000 * (x1 / 700 - x2 / 900))


@fewer
@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 900), st.integers(1, 900))
def test_ratios_agree_with_statsmodels(x1: int, x2: int, more1: int, more2: int) -> None:
    """Katz's log interval of two proportions, and the log interval of two Poisson rates."""
    n1, n2 = x1 + more1, x2 + more2
    for of, wanted in (
        (indicator(), confint_proportions_2indep(x1, n1, x2, n2, method="log", compare="ratio")),
        (indicator(Measure.RATE, 1000), confint_poisson_2indep(x1, n1, x2, n2, method="wald-log", compare="ratio")),
    ):
        found = gap(two(x1, n1, x2, n2, of), of)
        assert found.ratio == pytest.approx((x1 / n1) / (x2 / n2))
        assert [found.ratio_lower, found.ratio_upper] == pytest.approx([float(limit) for limit in wanted])


def test_a_count_of_0_has_a_difference_but_no_interval_of_the_ratio() -> None:
    for of in (indicator(), indicator(Measure.RATE, 1000)):
        none_most, none_least = gap(two(0, 50, 5, 50, of), of), gap(two(5, 50, 0, 50, of), of)
        assert (none_most.ratio, none_most.difference_lower < 0) == (0, True)
        assert math.isnan(none_least.ratio)
        assert none_least.difference == pytest.approx(of.per / 10)
        for found in (none_most, none_least):
            assert np.isnan([found.ratio_lower, found.ratio_upper]).all()
            assert not np.isnan([found.difference_lower, found.difference_upper]).any()


def test_everybody_counted_in_both_is_no_certainty() -> None:
    of = indicator()
    found = gap(two(50, 50, 40, 40, of), of)
    assert (found.ratio, found.difference) == (1, 0)
    assert np.isnan([found.ratio_lower, found.ratio_upper]).all()
    assert found.difference_lower < 0 < found.difference_upper


def test_more_counted_than_there_are_has_no_interval() -> None:
    of = indicator()
    found = gap(two(60, 50, 5, 50, of), of)
    assert (found.difference, found.ratio) == pytest.approx((110, 12))
    limits = [found.difference_lower, found.difference_upper, found.ratio_lower, found.ratio_upper]
    assert np.isnan(limits).all()


@pytest.mark.parametrize("measure", [Measure.MEAN, Measure.STANDARDISED_RATIO, Measure.PROPORTION])
def test_a_gap_without_counts_is_only_a_difference_and_a_ratio(measure: Measure) -> None:
    of = indicator(measure)
    zones = pd.DataFrame({"fifth": [1, 5], "people": [10.0, 20.0], "value": [30.0, 12.0]})
    found = gap(fifths_table(zones.assign(numerator=math.nan, denominator=math.nan), of), of)
    assert (found.most, found.least, found.difference, found.ratio) == (30, 12, 18, 2.5)
    limits = [found.difference_lower, found.difference_upper, found.ratio_lower, found.ratio_upper]
    assert np.isnan(limits).all()


def test_an_empty_fifth_has_no_gap() -> None:
    of = indicator()
    found = gap(table_of({2: (5, 50), 5: (3, 50)}, of), of)
    assert found.least == pytest.approx(6)
    assert np.isnan([found.most, found.difference, found.ratio, found.difference_lower, found.ratio_lower]).all()


# The attributable share


def test_the_attributable_share_of_a_published_example() -> None:
    """The fictitious example of 1990 in Journal of Epidemiology and Community Health (jech.bmj.com markup 149327).

    Table 1: mortality per 100,000 of 160, 128, 110 and 80 from the least to the most educated, 22,500, 12,500, 10,000
    and 5,000 people; 134 in all; population attributable proportion 40.3%.
    """
    of = indicator(Measure.RATE, 100_000)
    table = table_of({1: (36, 22_500), 2: (16, 12_500), 4: (11, 10_000), 5: (4, 5_000)}, of)
    assert table["value"].dropna().tolist() == pytest.approx([160, 128, 110, 80])
    found = attributable(table)
    assert round(found.share, 1) == 40.3
    assert found.people == pytest.approx(67 - 50_000 * 80 / 100_000)


@fewer
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(300, 900)), min_size=5, max_size=5))
def test_with_the_rate_of_the_least_deprived_everywhere_the_share_goes(counts: list[tuple[int, int]]) -> None:
    of = indicator()
    found = attributable(table_of(dict(enumerate(counts, 1)), of))
    expected = sum(n * counts[-1][0] / counts[-1][1] for _, n in counts)
    total = sum(x for x, _ in counts)
    assert found.people == pytest.approx(total - expected)
    if total:
        assert found.share == pytest.approx(100 * (1 - expected / total))
    else:
        assert math.isnan(found.share)


def test_a_share_below_0_is_reported_as_it_is() -> None:
    found = attributable(table_of({1: (10, 100), 5: (30, 100)}, indicator()))
    assert (found.share, found.people) == (pytest.approx(-50), pytest.approx(-20))


def test_without_counts_the_share_is_of_the_mean_weighted_by_people() -> None:
    of = indicator(Measure.MEAN)
    zones = pd.DataFrame({"fifth": [1, 3, 5], "people": [10.0, 60.0, 30.0], "value": [40.0, 20.0, 8.0]})
    found = attributable(fifths_table(zones.assign(numerator=math.nan, denominator=math.nan), of))
    assert found.share == pytest.approx(100 * (18.4 - 8) / 18.4)
    assert math.isnan(found.people)


def test_an_empty_least_deprived_fifth_leaves_nothing_to_compare_with() -> None:
    found = attributable(table_of({1: (10, 100), 4: (3, 100)}, indicator()))
    assert np.isnan([found.share, found.people]).all()


# The concentration index


def test_the_concentration_index_of_the_world_bank_example() -> None:
    """Under-five deaths in India 1982-92 by fifths of wealth: -0.1694; deaths of each fifth as printed beside it.

    World Bank, Quantitative Techniques for Health Equity Analysis, technical note 7, table 1; O'Donnell, van
    Doorslaer, Wagstaff and Lindelow (2008), Analyzing Health Equity Using Household Survey Data, chapter 8.
    """
    deaths = [round(births * rate / 1000) for births, rate in zip(INDIA_BIRTHS, INDIA_RATES, strict=True)]
    assert deaths == [4632, 4400, 3170, 2145, 1072]
    assert round(concentration_index(INDIA_RATES, INDIA_BIRTHS, range(5)), 4) == -0.1694


@fewer
@given(ZONES)
def test_the_concentration_index_agrees_with_covariance_and_regression(zones: list[Zone]) -> None:
    """2 cov(y, R) / mean, and the convenient regression of Kakwani et al. (1997), every person a row of its own."""
    zones = sorted(zones, key=lambda zone: zone[2])
    tied = [(order, sum(n for _, n, other in zones if other == order)) for order in sorted({z[2] for z in zones})]
    at = dict(zip([order for order, _ in tied], middles([n for _, n in tied]), strict=True))
    values = np.repeat([value for value, _, _ in zones], [n for _, n, _ in zones])
    rank = np.repeat([at[order] for _, _, order in zones], [n for _, n, _ in zones])
    found = concentration_index(*(list(part) for part in zip(*zones, strict=True)))
    if values.mean() == 0:
        assert math.isnan(found)
        return
    assert found == pytest.approx(2 * np.cov(values, rank, bias=True)[0, 1] / values.mean(), abs=1e-9)
    assert -1 <= found <= 1
    if len(at) > 1:
        slope = np.polyfit(rank, 2 * rank.var() * values / values.mean(), 1)[0]
        assert found == pytest.approx(slope, abs=1e-9)


@fewer
@given(ZONES, st.integers(2, 9), st.randoms())
def test_the_concentration_index_turns_with_the_order(zones: list[Zone], times: int, random: Random) -> None:
    values, people, order = (np.array(part) for part in zip(*zones, strict=True))
    found = concentration_index(values, people, order)
    assert concentration_index(values, people, -order) == pytest.approx(-found, abs=1e-9, nan_ok=True)
    for same in (
        concentration_index(times * values, people, order),
        concentration_index(values, times * people, order),
        concentration_index(values, people, times * order + 1),
    ):
        assert same == pytest.approx(found, abs=1e-9, nan_ok=True)
    shuffled = random.sample(range(len(zones)), len(zones))
    moved = concentration_index(values[shuffled], people[shuffled], order[shuffled])
    assert moved == pytest.approx(found, abs=1e-9, nan_ok=True)


def test_the_concentration_index_at_its_ends() -> None:
    """All of it with the last, or the first, of 100 people: plus or minus 1 - 1/100."""
    last = [0.0] * 99 + [5.0]
    assert concentration_index(last, [1] * 100, range(100)) == pytest.approx(0.99)
    assert concentration_index(last[::-1], [1] * 100, range(100)) == pytest.approx(-0.99)
    assert concentration_index([7, 7, 7], [10, 50, 3], [1, 2, 3]) == pytest.approx(0)


def test_zones_missing_anything_drop_out_of_the_concentration_index() -> None:
    nan = math.nan
    whole = concentration_index([9, 4, 2], [10, 20, 30], [1, 2, 3])
    assert whole < -0.1
    assert concentration_index([9, nan, 4, 6, 5, 2], [10, 70, 20, 0, 60, 30], [1, 1, 2, 3, nan, 3]) == whole
    assert math.isnan(concentration_index([], [], []))
    assert math.isnan(concentration_index([nan], [3], [1]))


# The Theil index


@pytest.mark.parametrize(
    ("states", "total", "between", "within"),
    [
        (MEXICO_1940, 0.20894344, 0.0345889, 0.17435454),
        (MEXICO_2000, 0.10660832, 0.03635872, 0.0702496),
    ],
)
def test_theil_gives_the_published_split_of_the_states_of_mexico(
    states: list[list[int]], total: float, between: float, within: float
) -> None:
    """Income a head of 32 states in five regions (Hanson 1998), each state once: the documentation of PySAL.

    Rey and Sastre-Gutierrez (2010), Spatial Economic Analysis 5: 277-298; `inequality.theil.TheilD`.
    """
    values = [value for region in states for value in region]
    regions = [name for name, region in zip("abcde", states, strict=True) for _ in region]
    found = theil(values, [1] * 32, regions)
    assert [found.total, found.between, found.within] == pytest.approx([total, between, within], abs=1e-8)
    assert found.groups.index.tolist() == list("abcde")


def brute_force(people: list[float]) -> float:
    """The index of persons: one figure each."""
    mean = sum(people) / len(people)
    if mean == 0:
        return 0.0
    return sum(own / mean * math.log(own / mean) for own in people if own > 0) / len(people)


@fewer
@given(ZONES)
def test_theil_agrees_with_the_formula_over_persons(zones: list[Zone]) -> None:
    values, people, groups = (list(part) for part in zip(*zones, strict=True))
    found = theil(values, people, groups)
    persons = [(value, group) for value, own, group in zones for _ in range(own)]
    everybody = [value for value, _ in persons]
    inside = {name: [value for value, group in persons if group == name] for name in sorted(set(groups))}
    assert found.total == pytest.approx(brute_force(everybody), abs=1e-12)
    levelled = [sum(inside[group]) / len(inside[group]) for _, group in persons]
    assert found.between == pytest.approx(brute_force(levelled), abs=1e-12)
    assert found.groups.index.tolist() == list(inside)
    mean = sum(everybody) / len(everybody)
    for name, members in inside.items():
        row = found.groups.loc[name]
        share, own_mean = len(members) / len(persons), sum(members) / len(members)
        assert row[["people_share", "mean"]].tolist() == pytest.approx([share, own_mean])
        assert row["own"] == pytest.approx(brute_force(members), abs=1e-12)
        part_of_all = share * own_mean / mean if mean else 0.0
        assert row["within"] == pytest.approx(part_of_all * brute_force(members), abs=1e-12)
        between = part_of_all * math.log(own_mean / mean) if own_mean else 0.0
        assert row["between"] == pytest.approx(between, abs=1e-12)
        assert row["within_share"] == pytest.approx(
            row["within"] / found.total if brute_force(everybody) > 1e-12 else math.nan, nan_ok=True
        )


@fewer
@given(ZONES, st.integers(2, 9), st.randoms())
def test_theil_splits_exactly_and_keeps_the_properties_of_an_index(
    zones: list[Zone], times: int, random: Random
) -> None:
    values, people, groups = (np.array(part) for part in zip(*zones, strict=True))
    found = theil(values, people, groups)
    assert found.between + found.within == pytest.approx(found.total, abs=1e-12)
    assert found.groups["within"].sum() == pytest.approx(found.within, abs=1e-12)
    assert found.groups["between"].sum() == pytest.approx(found.between, abs=1e-12)
    assert found.groups["people_share"].sum() == pytest.approx(1)
    assert min(found.total, found.between, found.within) >= -1e-12
    shuffled = random.sample(range(len(zones)), len(zones))
    for same in (
        theil(times * values, people, groups),
        theil(values, times * people, groups),
        theil(np.tile(values, times), np.tile(people, times), np.tile(groups, times)),
        theil(values[shuffled], people[shuffled], groups[shuffled]),
    ):
        assert [same.total, same.between, same.within] == pytest.approx(
            [found.total, found.between, found.within], abs=1e-11
        )


@fewer
@given(ZONES)
def test_a_transfer_to_someone_with_less_lowers_theil(zones: list[Zone]) -> None:
    """The Pigou-Dalton principle, over persons: the richest gives the poorest a tenth of what lies between them."""
    values = [value for value, own, _ in zones for _ in range(own)]
    low, high = int(np.argmin(values)), int(np.argmax(values))
    if values[high] - values[low] < 0.1:
        return
    given_away = (values[high] - values[low]) / 10
    after = [*values]
    after[low], after[high] = values[low] + given_away, values[high] - given_away
    ones = [1] * len(values)
    assert theil(after, ones, ones).total < theil(values, ones, ones).total


def test_theil_is_0_where_all_are_equal_and_the_logarithm_of_all_where_one_has_it_all() -> None:
    equal = theil([7, 7, 7], [10, 50, 3], ["a", "b", "b"])
    assert [equal.total, equal.between, equal.within] == pytest.approx([0, 0, 0], abs=1e-15)
    thirds = theil([0.1, 0.1, 0.1], [1, 2, 4], ["a", "b", "b"])
    assert np.isnan(thirds.groups["within_share"].to_numpy(float)).all()
    nothing = theil([0, 0, 0], [10, 50, 3], ["a", "b", "b"])
    assert (nothing.total, nothing.between, nothing.within) == (0, 0, 0)
    assert np.isnan(nothing.groups["within_share"].to_numpy(float)).all()
    one = theil([6, 0], [1, 49], ["a", "b"])
    assert (one.total, one.within) == pytest.approx((math.log(50), 0))
    assert list(one.groups[["own", "within", "between"]].loc["b"]) == [0, 0, 0]


def test_a_group_below_the_mean_takes_from_the_part_between() -> None:
    groups = theil([10, 30], [100, 100], ["low", "high"]).groups
    assert groups.loc["low", "between"] == pytest.approx(0.25 * math.log(0.5))
    assert groups.loc["high", "between"] == pytest.approx(0.75 * math.log(1.5))


def test_zones_missing_anything_drop_out_of_theil() -> None:
    nan = math.nan
    whole = theil([9, 4, 2], [10, 20, 30], ["a", "a", "b"])
    assert whole.total > 0.1
    groups = pd.Series(["a", "a", "a", "c", None, "b", "b"], dtype=object)
    more = theil([9, nan, 4, 6, 5, 2, 8], [10, 70, 20, 0, 60, 30, nan], groups)
    assert (more.total, more.between, more.within) == (whole.total, whole.between, whole.within)
    pd.testing.assert_frame_equal(more.groups, whole.groups)


@pytest.mark.parametrize("values", [[9, -4, 2], [math.nan] * 3])
def test_a_figure_below_0_or_none_at_all_has_no_theil_index(values: list[float]) -> None:
    found = theil(values, [10, 20, 30], ["a", "a", "b"])
    assert np.isnan([found.total, found.between, found.within]).all()
