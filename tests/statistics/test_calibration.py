"""The calibration: what it calls right, and that the method keeps its word on the real pattern."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import evidence
from dashboard.statistics import calibration
from dashboard.statistics.calibration import Calibration, CalibrationSettings, another_world, calibrate
from dashboard.statistics.counts import assumed_counts, counted_share, scored_counts
from dashboard.statistics.need import need_rank
from dashboard.vocabulary import GRAINS, AreaType, Measure
from tests.statistics.some_counts import EQUAL, some_counts

OWN = pd.Index([f"S01{number:06d}" for number in range(0, 60, 3)])


def calibrated(grain: AreaType, settings: CalibrationSettings) -> Calibration:
    ours = evidence("perth-and-kinross")
    counts = scored_counts(ours.library, ours.partnership, grain)
    zones = ours.areas_of(grain).index.intersection(counts.area_codes)
    return calibrate(counts, zones, ours.partnership.weights["equal"], settings)


def test_data_zones_keep_the_promise() -> None:
    """P ≥ 0.9 is right at least 97 times in 100, and 90% ranges cover 85 to 95%."""
    found = calibrated(AreaType.DATA_ZONE, CalibrationSettings(worlds=12, draws=400))
    assert found.zones == 186
    assert found.sure_partnership > 300
    assert found.right_partnership >= 0.97
    assert found.sure_scotland > 80
    assert found.right_scotland >= 0.97
    assert 0.85 <= found.coverage <= 0.95
    assert 0.85 <= found.even_coverage <= 0.95


def test_intermediate_zones_keep_it_too_but_their_few_whole_ranks_cover_more() -> None:
    found = calibrated(AreaType.INTERMEDIATE_ZONE, CalibrationSettings(worlds=30, draws=400))
    assert found.right_partnership >= 0.97
    assert found.right_scotland >= 0.97
    assert found.coverage >= 0.85
    assert 0.85 <= found.even_coverage <= 0.95


def test_noise_that_the_method_does_not_know_of_costs_coverage() -> None:
    counts = some_counts(counted="abcd")
    unknowing = replace(counts, numerators=np.where(np.arange(4) < 1, counts.numerators, np.nan))
    settings = CalibrationSettings(worlds=15, draws=300)
    knowing = calibrate(counts, OWN, EQUAL, settings)
    blind = calibrate(unknowing, OWN, EQUAL, settings, counts)
    assert blind.even_coverage < knowing.even_coverage - 0.1
    assert blind.mean_width < knowing.mean_width


def test_the_same_seed_gives_the_same_calibration() -> None:
    settings = CalibrationSettings(worlds=3, draws=200)
    one, two = (calibrate(some_counts(), OWN, EQUAL, settings) for _ in range(2))
    assert one.coverage == two.coverage
    assert one.mean_width == two.mean_width
    pd.testing.assert_frame_equal(one.stated, two.stated)


def test_what_was_stated_is_counted_once_for_every_world_and_zone() -> None:
    stated = calibrate(some_counts(), OWN, EQUAL, CalibrationSettings(worlds=4, draws=200)).stated
    assert stated.groupby("where")["times"].sum().to_dict() == {"partnership": 80, "scotland": 80}
    assert list(stated.columns) == ["times", "mean_stated", "true_share", "where"]


def test_a_world_without_noise_is_all_right_and_all_covered() -> None:
    found = calibrate(some_counts(counted=""), OWN, EQUAL, CalibrationSettings(worlds=2, draws=200))
    assert (found.coverage, found.mean_width) == (1, 0)
    assert (found.right_partnership, found.sure_partnership) == (1, 8)


def test_another_world_has_the_published_rates_on_average() -> None:
    counts = replace(some_counts(counted="ab"), measures=(Measure.PROPORTION, Measure.RATE, *[Measure.PROPORTION] * 2))
    generator = np.random.default_rng(1)
    worlds = [another_world(counts, generator) for _ in range(800)]
    drawn = np.stack([world.numerators[:, :2] for world in worlds])
    x, m = counts.numerators[:, :2], counts.denominators[:, :2]
    assert drawn.mean(axis=0) == pytest.approx(x, abs=4 * np.sqrt(x.max() / 800))
    ratio = drawn.var(axis=0) / x
    assert ratio[:, 0].mean() == pytest.approx((1 - x / m)[:, 0].mean(), abs=0.05)  # binomial
    assert ratio[:, 1].mean() == pytest.approx(1, abs=0.05)  # Poisson
    assert np.array_equal(worlds[0].values[:, 2:], counts.values[:, 2:])
    assert worlds[0].values[:, :2] == pytest.approx(100 * worlds[0].numerators[:, :2] / m)


def test_the_truth_is_the_published_ranking() -> None:
    counts = some_counts()
    truth = calibration._truth(counts, OWN, EQUAL, 0.2)  # pyright: ignore[reportPrivateUsage]
    score = counts.scores.mean(axis=1)
    assert truth["true_rank"].equals(need_rank(score.loc[OWN]).rename("true_rank"))
    assert truth["truly_partnership"].sum() == 4
    assert truth["truly_scotland"].equals((need_rank(score).loc[OWN] <= 12).rename("truly_scotland"))


def test_even_coverage_takes_off_what_the_ends_hold_too_much() -> None:
    even = calibration._even_coverage  # pyright: ignore[reportPrivateUsage]
    one, two, three = (np.array([value]) for value in (1.0, 2.0, 3.0))
    always_one = np.ones((100, 1), dtype=np.float32)
    assert even(always_one, one) == pytest.approx(0.9)
    assert even(always_one, two) == 0
    halves = np.repeat([1, 2], 50).astype(np.float32)[:, None]
    assert even(halves, one) == pytest.approx(0.9)
    tails = np.repeat([1, 2, 3], [4, 92, 4]).astype(np.float32)[:, None]
    assert [float(even(tails, true)[0]) for true in (one, two, three)] == pytest.approx([0, 0.90 / 0.92, 0])


@pytest.mark.parametrize("grain", GRAINS)
def test_assumed_counts_make_the_same_values(grain: AreaType) -> None:
    ours = evidence("perth-and-kinross")
    counts = scored_counts(ours.library, ours.partnership, grain)
    supposed = assumed_counts(ours.library, counts, grain)
    assert np.array_equal(supposed.values, counts.values, equal_nan=True)
    assert (supposed.counted >= counts.counted).all()
    zones = ours.areas_of(grain).index.intersection(counts.area_codes)
    assert (counted_share(supposed, zones) >= counted_share(counts, zones)).all()
    column = counts.indicators.index("simd_depress")
    made = 100 * supposed.numerators[:, column] / supposed.denominators[:, column]
    assert np.abs(made - counts.values[:, column]).max() < 1
    assert not counts.counted[:, column].any()
    assert supposed.counted[:, column].all()
