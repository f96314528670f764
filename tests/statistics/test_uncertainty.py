"""How sure a rank is: analytic and published oracles, properties, and the shipped evidence."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from dashboard.evidence import evidence, library
from dashboard.statistics.counts import ScoredCounts, counted_share, scored_counts
from dashboard.statistics.cutoffs import national_cutoffs
from dashboard.statistics.drawn_ranks import ranks_from_draws
from dashboard.statistics.draws import CHUNK, ScoreDraws, area_score_draws, score_chunks, score_draws
from dashboard.statistics.need import need_rank, need_table
from dashboard.statistics.scoring import national_need
from dashboard.statistics.uncertainty import (
    Band,
    BandLimits,
    SummarySettings,
    band,
    rank_summary,
    share_of_weightings,
    width_split,
)
from dashboard.statistics.weighting import DrawSettings, weight_draws
from dashboard.vocabulary import GRAINS, AreaType, Measure, Polarity
from tests.statistics.some_counts import EQUAL, ladder, one_indicator, some_counts

FEW = DrawSettings(draws=2_000)
COUNTS_ONLY = DrawSettings(vary_weights=False)
OWN = pd.Index([f"S01{number:06d}" for number in range(0, 60, 3)])
PAIR = pd.Index(["S02A", "S02B"])


def first_of_two(counts: ScoredCounts, draws: DrawSettings = COUNTS_ONLY) -> float:
    pieces = score_chunks(counts, PAIR, {"Poverty": 1.0}, draws)
    return float(rank_summary(pieces, counts, SummarySettings(top_k=1))["p_top_k"]["S02A"])


# ---- oracles


@pytest.mark.parametrize(("x", "y"), [(2000, 2000), (2020, 2000), (2060, 2000), (1950, 2000), (2200, 2000)])
def test_the_probability_of_a_pair_of_large_counts_is_the_analytic_one(x: float, y: float) -> None:
    m = 20_000
    spread = np.sqrt(sum(count / m * (1 - count / m) / m for count in (x, y)))
    expected = stats.norm.cdf((x - y) / m / spread)
    assert first_of_two(ladder({"S02A": (x, m), "S02B": (y, m)})) == pytest.approx(expected, abs=0.015)


@pytest.mark.parametrize(("x", "m", "y", "n"), [(3, 60, 2, 60), (0, 80, 1, 90), (7, 50, 12, 120), (1, 30, 1, 300)])
def test_the_probability_of_a_pair_of_small_proportions_is_that_of_two_betas(
    x: float, m: float, y: float, n: float
) -> None:

    def ahead(p: float) -> float:
        return float(stats.beta.pdf(p, x + 0.5, m - x + 0.5) * stats.beta.cdf(p, y + 0.5, n - y + 0.5))

    expected = integrate.quad(ahead, 0, 1, points=[0.001, 0.1], limit=200)[0]
    assert first_of_two(ladder({"S02A": (x, m), "S02B": (y, n)})) == pytest.approx(expected, abs=0.02)


def test_the_probability_of_a_pair_of_rates_is_that_of_two_gammas() -> None:
    rungs = {f"S01{number:06d}": float(number) for number in range(1, 100)}
    counts = one_indicator(
        rungs | {"S02A": 14, "S02B": 20}, dict.fromkeys(rungs, 1000.0) | {"S02A": 500, "S02B": 1000}, Measure.RATE
    )

    def ahead(rate: float) -> float:
        return float(stats.gamma.pdf(rate, 14.5, scale=1 / 500) * stats.gamma.cdf(rate, 20.5, scale=1 / 1000))

    expected = integrate.quad(ahead, 0, 0.1, limit=200)[0]
    assert first_of_two(counts) == pytest.approx(expected, abs=0.015)


# Mathematics scores and standard errors, OECD countries, PISA 2018: the worked example of csranks.
PISA = """Australia,491.3600,1.939833 Austria,498.9423,2.970999 Belgium,508.0703,2.262662 Canada,512.0169,2.357476
Chile,417.4066,2.415888 Colombia,390.9323,2.989559 Czechia,499.4677,2.460662 Denmark,509.3984,1.735002
Estonia,523.4146,1.743602 Finland,507.3014,1.967920 France,495.4076,2.320214 Germany,500.0438,2.647083
Greece,451.3703,3.091228 Hungary,481.0826,2.319597 Iceland,495.1874,1.953083 Ireland,499.6329,2.198621
Israel,463.0345,3.498563 Italy,486.5899,2.780046 Japan,526.9733,2.471475 Korea,525.9330,3.121394
Latvia,496.1263,1.962767 Lithuania,481.1912,1.953282 Luxembourg,483.4215,1.097632 Mexico,408.8015,2.493226
Netherlands,519.2310,2.632278 NewZealand,494.4897,1.705943 Norway,500.9638,2.219045 Poland,515.6479,2.602085
Portugal,492.4874,2.684570 Slovakia,486.1649,2.555596 Slovenia,508.8975,1.363878 Spain,481.3926,1.462418
Sweden,502.3877,2.654251 Switzerland,515.3147,2.908004 Turkey,453.5078,2.260407 UK,501.7699,2.564428
USA,478.2447,3.235444"""
PISA_RANKS = """24 18 10 7 35 37 17 8 3 11 20 15 34 30 21 16 32 25 1 2 19 29 27 36 4
22 14 5 23 26 9 28 12 6 33 13 31"""
TOP_FIVE = """Belgium Canada Denmark Estonia Finland Japan Korea Netherlands Poland Slovenia Sweden
Switzerland"""


def pisa_draws(draws: int = 20_000) -> ScoreDraws:
    rows = [line.split(",") for line in PISA.split()]
    mean, error = (np.array([float(row[place]) for row in rows]) for place in (1, 2))
    noise = np.random.default_rng(1).standard_normal((draws, len(rows))) * error
    scores = (mean + noise).astype(np.float32)[:, :, None]
    return ScoreDraws(pd.Index([row[0] for row in rows]), scores, np.ones((draws, 1)))


def test_ranks_without_noise_are_those_that_csranks_publishes() -> None:
    scores = np.array([float(line.split(",")[1]) for line in PISA.split()], dtype=np.float32)
    assert ranks_from_draws(scores[None, :, None], np.ones(1))[0].tolist() == [int(rank) for rank in PISA_RANKS.split()]


def test_the_united_kingdom_stays_inside_the_confidence_set_that_csranks_publishes() -> None:
    """Its rank is 13, with a marginal 95% set of 8 to 23; a central 90% range of draws is narrower."""
    table = rank_summary(pisa_draws(), None)
    assert 8 <= table["likely_low"]["UK"] < 13 < table["likely_high"]["UK"] <= 23


def test_no_country_outside_the_published_set_is_likely_to_be_among_the_first_five() -> None:
    table = rank_summary(pisa_draws(), None, SummarySettings(top_k=5))
    assert set(table.index[table["p_top_k"] >= 0.05]) <= set(TOP_FIVE.split())
    assert table["p_top_k"].sum() == pytest.approx(5, abs=1e-9)


def test_japan_is_ahead_of_korea_as_often_as_two_normals_say() -> None:
    draws = pisa_draws()
    pair = replace(draws, area_codes=PAIR, scores=draws.scores[:, 18:20])
    found = rank_summary(pair, None, SummarySettings(top_k=1))["p_top_k"]["S02A"]
    assert found == pytest.approx(stats.norm.cdf((526.9733 - 525.9330) / np.hypot(2.471475, 3.121394)), abs=0.012)


# ---- nothing drawn: need_table


@pytest.mark.parametrize("grain", GRAINS)
def test_what_is_not_drawn_is_the_published_ranking(grain: AreaType) -> None:
    ours = evidence("perth-and-kinross")
    weights = ours.partnership.weights["simd_like"]
    counts = scored_counts(ours.library, ours.partnership, grain)
    zones = ours.areas_of(grain).index.intersection(counts.area_codes)
    table = national_need(ours.library, ours.partnership, grain, weights)
    pd.testing.assert_frame_equal(counts.scores, table[list(counts.priorities)])
    fixed = DrawSettings(draws=3, vary_counts=False, vary_weights=False)
    draws = score_draws(counts, zones, weights, fixed)
    assert np.abs(draws.scores - counts.scores.loc[zones].to_numpy()).max() < 1e-5
    summary = rank_summary(draws, counts)
    own = need_rank(table["need_score"].reindex(zones))
    assert summary["median_rank"].to_numpy() == pytest.approx(own.to_numpy())
    assert summary["likely_low"].equals(summary["likely_high"])
    assert ((table["national_fifth"].reindex(zones) == 1).astype(float) == summary["p_worst_fifth_scotland"]).all()
    assert ((own <= 0.2 * len(zones)).astype(float) == summary["p_worst_fifth_partnership"]).all()


def test_what_is_scored_is_what_need_table_scores_with_its_counts() -> None:
    counts = scored_counts(library(), evidence("perth-and-kinross").partnership, AreaType.DATA_ZONE)
    place = counts.indicators.index("child_poverty")
    assert counts.counted[:, counts.indicators.index("simd_income")].all()
    made = 100 * counts.numerators / counts.denominators
    assert np.nanmax(np.abs(made - counts.values)[:, place]) < 1e-9  # suppressed counts included
    share = counted_share(counts, counts.area_codes)
    assert share["Poverty"] == pytest.approx(1, abs=1e-3)
    assert share["Health and Wellbeing"] == pytest.approx(1 / 6, abs=1e-3)


def test_more_people_counted_than_there_are_is_no_proportion_and_gets_no_noise() -> None:
    counts = ladder({"S02A": (120, 100), "S02B": (50, 100)})
    assert counts.counted[-2:, 0].tolist() == [False, True]


# ---- properties of the draws


def test_the_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    counts = some_counts()
    one, same, other = (score_draws(counts, OWN, EQUAL, replace(FEW, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(one.scores, same.scores)
    assert np.array_equal(one.weights, same.weights)
    assert (one.scores != other.scores).mean() > 0.9


def test_fewer_draws_are_the_first_of_more() -> None:
    counts = some_counts()
    few = score_draws(counts, OWN, EQUAL, replace(FEW, draws=CHUNK + 7))
    more = score_draws(counts, OWN, EQUAL, FEW)
    assert np.array_equal(few.scores, more.scores[: CHUNK + 7])
    assert np.array_equal(few.weights, more.weights[: CHUNK + 7])


def test_the_order_of_the_rows_changes_nothing() -> None:
    counts, shuffled = some_counts(), np.random.default_rng(3).permutation(60)
    rows = ("area_codes", "values", "numerators", "denominators")
    other = replace(counts, **{name: getattr(counts, name)[shuffled] for name in rows})
    one = rank_summary(score_draws(counts, OWN, EQUAL, FEW), counts)
    two = rank_summary(score_draws(other, OWN[::-1], EQUAL, FEW), other)
    pd.testing.assert_frame_equal(one, two.loc[OWN])


def test_pieces_and_the_whole_give_the_same_summary() -> None:
    counts = some_counts()
    whole = rank_summary(score_draws(counts, OWN, EQUAL, FEW), counts)
    pd.testing.assert_frame_equal(whole, rank_summary(score_chunks(counts, OWN, EQUAL, FEW), counts))


def test_reversing_a_direction_changes_no_probability() -> None:
    """People without, higher is better, instead of people with, lower is better."""
    counts = some_counts()
    values, numerators = counts.values.copy(), counts.numerators.copy()
    values[:, 0], numerators[:, 0] = 100 - values[:, 0], counts.denominators[:, 0] - numerators[:, 0]
    turned = replace(
        counts,
        values=values,
        numerators=numerators,
        polarities={**counts.polarities, "a": Polarity.HIGHER_IS_BETTER},
    )
    one, two = (rank_summary(score_draws(c, OWN, EQUAL, COUNTS_ONLY), c) for c in (counts, turned))
    assert np.abs(one["p_top_k"] - two["p_top_k"]).max() < 0.03
    assert np.abs(one["median_rank"] - two["median_rank"]).max() <= 1


def test_a_zone_worse_in_everything_stays_first() -> None:
    counts = some_counts()
    values, numerators = counts.values.copy(), counts.numerators.copy()
    values[30], numerators[30] = 99.0, 0.99 * counts.denominators[30]
    worst = replace(counts, values=values, numerators=numerators)
    table = rank_summary(score_draws(worst, OWN, EQUAL, DrawSettings(any_weights=True)), worst)
    row = {name: column["S01000030"] for name, column in table.items()}
    assert row.pop("band") == "firm"
    assert set(row.values()) == {1}  # every rank and every probability


def test_an_indicator_split_in_two_of_half_the_weight_changes_nothing() -> None:
    counts = some_counts()
    twice = replace(
        counts,
        indicators=(*counts.indicators, "a2"),
        **{
            name: np.column_stack([getattr(counts, name), getattr(counts, name)[:, 0]])
            for name in ("values", "numerators", "denominators")
        },
        measures=(*counts.measures, Measure.PROPORTION),
        polarities={**counts.polarities, "a2": Polarity.LOWER_IS_BETTER},
        per=(*counts.per, 100.0),
        priorities={"Poverty": {"a": 1.0, "a2": 1.0, "b": 1.0}, "Health": {"c": 1.0, "d": 1.0}},
    )
    one, two = (score_draws(c, OWN, EQUAL, FEW) for c in (counts, twice))
    assert np.abs(one.scores - two.scores).max() < 0.05  # a step of the curve at most
    assert np.abs(one.scores - two.scores).mean() < 1e-3
    tables = [rank_summary(d, counts).drop(columns="band") for d in (one, two)]
    assert np.abs(tables[0] - tables[1]).max().max() <= 0.01


def test_figures_without_counts_have_no_noise() -> None:
    counts = some_counts(counted="")
    draws = score_draws(counts, OWN, EQUAL, replace(FEW, vary_weights=False))
    assert np.ptp(draws.scores, axis=0).max() == 0
    table = rank_summary(draws, counts)
    expected = need_rank(need_table(counts.table, counts.polarities, counts.priorities, EQUAL)["need_score"].loc[OWN])
    assert (table["likely_low"] == expected).all()
    assert (table["likely_high"] == expected).all()
    assert counted_share(counts, OWN).to_dict() == {"Poverty": 0, "Health": 0}


def test_only_the_priorities_with_counts_move() -> None:
    draws = score_draws(some_counts(counted="a"), OWN, EQUAL, FEW)
    assert (np.ptp(draws.scores[:, :, 0], axis=0) > 0).all()
    assert np.ptp(draws.scores[:, :, 1], axis=0).max() == 0


def test_ten_times_the_people_is_less_noise() -> None:
    counts = some_counts()
    many = replace(counts, numerators=10 * counts.numerators, denominators=10 * counts.denominators)
    spreads = [score_draws(c, OWN, EQUAL, FEW).scores.std(axis=0).mean() for c in (counts, many)]
    assert spreads[1] < 0.5 * spreads[0]


def test_a_zone_that_is_not_scored_is_refused() -> None:
    with pytest.raises(ValueError, match="not scored: S01999999"):
        score_draws(some_counts(), pd.Index(["S01999999"]), EQUAL, FEW)


def test_missing_figures_are_not_ranked() -> None:
    counts = some_counts()
    values = counts.values.copy()
    values[0, :2] = np.nan  # no figure at all for Poverty
    values[3, 1] = np.nan  # two thirds of the weight is enough
    gaps = replace(counts, values=values)
    table = rank_summary(score_draws(gaps, OWN, EQUAL, FEW), gaps)
    assert table.iloc[0].drop("band").isna().all()
    assert table.iloc[0]["band"] == "not shown"
    assert table.iloc[1:].notna().all().all()
    assert table["p_worst_fifth_partnership"].sum() == pytest.approx(3)  # a fifth of 19
    without = rank_summary(score_draws(gaps, OWN, {"Poverty": 0.0, "Health": 1.0}, FEW), gaps)
    assert without.notna().all().all()


# ---- ranks and summaries


def test_the_probabilities_add_up() -> None:
    counts = some_counts()
    table = rank_summary(score_draws(counts, OWN, EQUAL, FEW), counts, SummarySettings(top_k=7))
    assert table["p_top_k"].sum() == pytest.approx(7)
    assert table["p_worst_fifth_partnership"].sum() == pytest.approx(4)  # a fifth of 20
    shares = table[["p_top_k", "p_worst_fifth_partnership", "p_worst_fifth_scotland"]]
    assert ((shares >= 0) & (shares <= 1)).all().all()
    assert (table["likely_low"] <= table["median_rank"]).all()
    assert (table["median_rank"] <= table["likely_high"]).all()


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 3))
def test_ranks_are_those_of_the_weighted_sums(seed: int, zones: int, priorities: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.uniform(0, 100, (5, zones, priorities)).astype(np.float32)
    weights = generator.uniform(0.1, 1, (5, priorities))
    sums = (scores.astype(float) * weights[:, None]).sum(axis=2)
    expected = stats.rankdata(-sums, axis=1)
    assert np.array_equal(ranks_from_draws(scores, weights), expected)
    one = ranks_from_draws(scores, weights[0])
    assert np.array_equal(one, stats.rankdata(-(scores.astype(float) @ weights[0]), axis=1))


def test_areas_that_are_the_same_share_their_ranks() -> None:
    scores = np.array([[[5.0, 1], [9, 9], [5, 1], [0, 0], [5, 1]]], dtype=np.float32).repeat(4, axis=0)
    ranks = ranks_from_draws(scores, np.array([0.3, 0.7]))
    assert ranks.tolist() == [[3, 1, 3, 5, 3]] * 4


def test_the_national_probability_is_that_of_ranking_each_draw_among_the_published_scores() -> None:
    counts = some_counts(zones=101, seed=4)
    zones = counts.area_codes[::4]
    draws = score_draws(counts, zones, EQUAL, replace(FEW, draws=150))
    found = rank_summary(draws, counts)["p_worst_fifth_scotland"]
    published = counts.scores.to_numpy()
    hits = np.zeros(len(zones))
    for drawn, weights in zip(draws.scores, draws.weights, strict=True):
        for place, zone in enumerate(counts.area_codes.get_indexer(zones)):
            scores = published @ weights
            scores[zone] = drawn[place].astype(float) @ weights
            hits[place] += stats.rankdata(-scores)[zone] <= 0.2 * len(scores)
    assert np.abs(found.to_numpy() - hits / 150).max() <= 1 / 150  # a tie at most
    assert 0 < found.mean() < 1


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 4), st.floats(0, 1))
def test_cutoffs_are_those_of_sorting_every_set_of_weights(
    seed: int, zones: int, priorities: int, share: float
) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.choice([0.0, 1.0, 5.0, 20.0, 99.0], (zones, priorities)) + generator.choice([0, 0.5], (zones, 1))
    weights = generator.dirichlet(np.ones(priorities), 300)
    wanted = int(share * zones)
    last, next_ = national_cutoffs(scores, weights, wanted)
    ordered = np.pad(-np.sort(-(weights @ scores.T), axis=1), ((0, 0), (0, 1)), constant_values=-np.inf)
    assert last == pytest.approx(ordered[:, wanted - 1] if wanted else np.full(300, np.inf))
    assert next_ == pytest.approx(ordered[:, wanted] if wanted else np.full(300, np.inf))


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1, "firm"),
        (0.95, "firm"),
        (0.9499, "likely"),
        (0.75, "likely"),
        (0.74, "at the margin"),
        (0.25, "at the margin"),
        (0.2499, "not shown"),
        (0, "not shown"),
        (float("nan"), "not shown"),
    ],
)
def test_the_bands(probability: float, word: str) -> None:
    assert band(probability) == word


def test_the_limits_of_the_bands_can_be_chosen() -> None:
    assert band(0.9, BandLimits(firm=0.9)) is Band.FIRM


def test_live_weights_rank_stored_draws_as_fresh_ones_would_be() -> None:
    counts, new = some_counts(), {"Poverty": 3.0, "Health": 1.0}
    stored = score_draws(counts, OWN, EQUAL, FEW)
    fresh = score_draws(counts, OWN, new, FEW)
    live = replace(stored, weights=weight_draws(np.array([3.0, 1.0]), FEW))
    pd.testing.assert_frame_equal(rank_summary(live, counts), rank_summary(fresh, counts))


def test_the_ranges_from_counts_and_from_weights() -> None:
    split = width_split(some_counts(counted="abcd"), OWN, EQUAL, FEW)
    assert list(split.columns) == ["counts_only", "weights_only", "both"]
    assert split["both"].mean() >= split[["counts_only", "weights_only"]].mean().max()
    still = width_split(some_counts(counted=""), OWN, EQUAL, FEW)
    assert (still["counts_only"] == 0).all()
    assert still["both"].equals(still["weights_only"])


def test_the_share_of_weightings_is_the_share_of_the_line_between_two_priorities() -> None:
    """A leads where w E_A1 + (1 − w) E_A2 > w E_B1 + (1 − w) E_B2, and w is uniform on 0 to 1."""
    counts = some_counts(counted="")
    pair = OWN[[1, 2]]
    first, second = counts.scores.loc[pair].to_numpy()
    assert (first - second).prod() < 0  # each leads somewhere
    turn = (second - first)[1] / ((first - second)[0] - (first - second)[1])
    expected = 1 - turn if first[0] > second[0] else turn
    found = share_of_weightings(counts, pair, EQUAL, worst_share=0.5)
    assert found.iloc[0] == pytest.approx(expected, abs=0.015)
    assert found.sum() == pytest.approx(1)


# ---- weights


def test_equal_weights_range_from_a_fifth_to_a_half() -> None:
    drawn = weight_draws(np.ones(3), DrawSettings())
    assert drawn.sum(axis=1) == pytest.approx(1)
    expected = stats.beta(10, 20)
    assert np.quantile(drawn, [0.05, 0.5, 0.95], axis=0) == pytest.approx(
        np.repeat(expected.ppf([[0.05], [0.5], [0.95]]), 3, axis=1), abs=0.01
    )
    assert expected.ppf([0.05, 0.95]) == pytest.approx([0.20, 0.48], abs=0.005)


def test_any_weights_are_spread_evenly_over_the_triangle() -> None:
    drawn = weight_draws(np.array([5.0, 1.0, 1.0]), DrawSettings(any_weights=True))
    assert np.quantile(drawn, [0.1, 0.5, 0.9], axis=0) == pytest.approx(
        np.repeat(stats.beta(1, 2).ppf([[0.1], [0.5], [0.9]]), 3, axis=1), abs=0.02
    )


def test_a_small_change_of_weight_is_a_small_change_of_every_draw() -> None:
    one, two = (weight_draws(np.array([1.0, 1.0, third]), DrawSettings()) for third in (1.0, 1.01))
    assert np.abs(one - two).max() < 0.005


def test_a_priority_without_weight_stays_without() -> None:
    for any_weights in (False, True):
        drawn = weight_draws(np.array([1.0, 0.0, 2.0]), DrawSettings(draws=50, any_weights=any_weights))
        assert (drawn[:, 1] == 0).all()
        assert drawn.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize("weights", [[0.0, 0.0], [-1.0, 2.0], [float("nan"), 1.0], [float("inf"), 1.0]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights cannot be"):
        weight_draws(np.array(weights), DrawSettings(draws=5))


# ---- larger areas


def test_a_larger_area_has_the_population_weighted_mean_of_its_zones() -> None:
    counts = some_counts()
    draws = score_draws(counts, OWN, EQUAL, FEW)
    members = pd.DataFrame(
        {"area_code": ["one", "two", "two", "none"], "data_zone": [OWN[4], OWN[0], OWN[9], "S01999999"]}
    ).assign(population=[500, 300, 900, 50])
    areas = area_score_draws(draws, members)
    assert list(areas.area_codes) == ["one", "two", "none"]
    assert areas.scores[:, 0] == pytest.approx(draws.scores[:, 4], abs=1e-4)
    assert areas.scores[:, 1] == pytest.approx(0.25 * draws.scores[:, 0] + 0.75 * draws.scores[:, 9], abs=1e-3)
    table = rank_summary(areas, None)
    assert table.loc["none", "band"] == "not shown"
    assert table["p_worst_fifth_scotland"].isna().all()
    assert table.loc[["one", "two"], "median_rank"].sum() == 3


def test_localities_rank_as_their_scores_do() -> None:
    ours = evidence("perth-and-kinross")
    counts = scored_counts(ours.library, ours.partnership, AreaType.DATA_ZONE)
    zones = ours.areas_of(AreaType.DATA_ZONE).index.intersection(counts.area_codes)
    draws = score_draws(counts, zones, ours.partnership.weights["equal"], replace(FEW, draws=CHUNK))
    members = ours.parts[ours.parts["area_type"] == AreaType.LOCALITY]
    members = members.assign(population=members["data_zone"].map(ours.areas["population"]))
    table = rank_summary(area_score_draws(draws, members), None)
    assert len(table) == 5
    assert table["median_rank"].sum() == pytest.approx(15, abs=2)
    assert (table["likely_high"] >= table["likely_low"]).all()
