"""Bounds of ranks against sampled weights and a linear programme; other recipes against their formulas."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from dashboard.statistics.need import need_rank, need_table
from dashboard.statistics.robustness import alternatives, leave_one_indicator_out, rank_bounds
from tests.statistics.some_counts import EQUAL, some_counts

OWN = pd.Index([f"S01{number:06d}" for number in range(0, 60, 3)])
NAMES = ["one", "two", "three", "four"]


def random_scores(seed: int, areas: int, priorities: int) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    return pd.DataFrame(generator.choice([0.0, 3, 10, 11, 40, 95], (areas, priorities)), columns=NAMES[:priorities])


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 4), st.floats(1, 4))
def test_bounds_hold_every_rank_under_weights_between(seed: int, areas: int, priorities: int, factor: float) -> None:
    scores = random_scores(seed, areas, priorities)
    generator = np.random.default_rng(seed)
    default = generator.uniform(0.1, 2, priorities)
    bounds = rank_bounds(scores, dict(zip(scores.columns, default, strict=True)), factor)
    moved = default * factor ** generator.uniform(-1, 1, (200, priorities))
    corners = default * factor ** generator.choice([-1.0, 1.0], (50, priorities))
    weights = np.vstack([moved, corners, default])
    sums = (weights / weights.sum(axis=1, keepdims=True)) @ scores.to_numpy().T
    ranks = stats.rankdata(-sums.round(9), axis=1)
    assert (bounds["best_rank"].to_numpy() <= ranks.min(axis=0)).all()
    assert (ranks.max(axis=0) <= bounds["worst_rank"].to_numpy()).all()


@pytest.mark.parametrize("seed", range(4))
def test_whether_one_area_can_be_ahead_is_what_a_linear_programme_says(seed: int) -> None:
    generator = np.random.default_rng(seed)
    scores = pd.DataFrame(generator.uniform(0, 100, (7, 3)), columns=NAMES[:3])
    default = generator.uniform(0.5, 2, 3)
    found = rank_bounds(scores, dict(zip(scores.columns, default, strict=True)))
    box = [(weight / 2, weight * 2) for weight in default]
    for place in range(7):
        ahead = scores.to_numpy() - scores.to_numpy()[place]
        rivals = [rival for rival in range(7) if rival != place]
        least = [optimize.linprog(ahead[rival], bounds=box).fun for rival in rivals]
        most = [-optimize.linprog(-ahead[rival], bounds=box).fun for rival in rivals]
        assert found["best_rank"][place] == 1 + sum(value > 0 for value in least)
        assert found["worst_rank"][place] == 1 + sum(value > 0 for value in most)


def test_weights_whose_shares_stay_between_are_covered() -> None:
    """Shares of a sixth to two thirds, adding up to one, are inside the box up to scale."""
    scores = random_scores(5, 9, 3)
    bounds = rank_bounds(scores, dict.fromkeys(scores.columns, 1.0))
    shares = np.random.default_rng(0).dirichlet(np.ones(3), 4000)
    shares = shares[((shares >= 1 / 6) & (shares <= 2 / 3)).all(axis=1)]
    assert len(shares) > 500
    ranks = stats.rankdata(-(shares @ scores.to_numpy().T).round(9), axis=1)
    assert (bounds["best_rank"].to_numpy() <= ranks.min(axis=0)).all()
    assert (ranks.max(axis=0) <= bounds["worst_rank"].to_numpy()).all()


def test_without_room_to_move_the_bounds_are_the_rank() -> None:
    scores = pd.DataFrame({"one": [9.0, 5, 1], "two": [1.0, 2, 0]})
    bounds = rank_bounds(scores, {"one": 1, "two": 1}, factor=1)
    assert bounds["best_rank"].tolist() == bounds["worst_rank"].tolist() == [1, 2, 3]


def test_an_area_worse_in_everything_is_first_whatever_the_weights() -> None:
    scores = pd.DataFrame({"one": [90.0, 5, 1], "two": [80.0, 2, 60]}, index=["a", "b", "c"])
    bounds = rank_bounds(scores, {"one": 1, "two": 1}, factor=1000)
    assert bounds.to_numpy()[0].tolist() == [1, 1]
    assert bounds.to_numpy()[1].tolist() == [2, 3]


def test_a_missing_score_has_no_bounds_and_a_priority_without_weight_does_not_count() -> None:
    scores = pd.DataFrame({"one": [9.0, np.nan, 1], "two": [1.0, 2, 7]})
    assert rank_bounds(scores, {"one": 1, "two": 1}).isna().to_numpy()[1].all()
    only = rank_bounds(scores, {"one": 0, "two": 1})
    assert only["best_rank"].tolist() == only["worst_rank"].tolist() == [3, 2, 1]


@pytest.mark.parametrize(("weights", "factor"), [({"one": 0.0}, 2), ({"one": 1.0}, 0.9)])
def test_impossible_bounds_are_refused(weights: dict[str, float], factor: float) -> None:
    with pytest.raises(ValueError, match="the factor must be"):
        rank_bounds(pd.DataFrame({"one": [1.0]}), weights, factor)


def test_leaving_an_indicator_out_is_scoring_without_it() -> None:
    counts = some_counts()
    found = leave_one_indicator_out(counts, OWN, EQUAL)
    assert list(found.columns) == list("abcd")
    table = counts.table
    both = need_table(table, counts.polarities, counts.priorities, EQUAL)["need_score"].loc[OWN]
    less = {"Poverty": {"b": 1.0}, "Health": {"c": 1.0, "d": 1.0}}
    without = need_table(table, counts.polarities, less, EQUAL)["need_score"].loc[OWN]
    assert found["a"].equals(need_rank(without) - need_rank(both))
    assert found.abs().sum().sum() > 0


def test_leaving_out_an_indicator_that_is_all_of_a_priority_leaves_the_priority_out() -> None:
    counts = replace(some_counts(), priorities={"Poverty": {"a": 1.0}, "Health": {"c": 1.0}})
    found = leave_one_indicator_out(counts, OWN, EQUAL)
    only = need_rank(counts.scores["Health"].loc[OWN])
    both = need_rank(counts.scores[["Poverty", "Health"]].loc[OWN].mean(axis=1))
    assert found["a"].tolist() == (only - both).tolist()
    assert (found["b"] == 0).all()  # scores nothing here
    alone = replace(some_counts(), priorities={"Poverty": {"a": 1.0}})
    assert leave_one_indicator_out(alone, OWN, {"Poverty": 1.0})["a"].isna().all()


def test_the_recipes_are_those_of_the_handbook() -> None:
    counts = replace(some_counts(), priorities={"Poverty": {"a": 1.0}, "Health": {"c": 1.0}})
    found = alternatives(counts, OWN, {"Poverty": 3.0, "Health": 1.0})
    x = counts.table[["a", "c"]]
    least = 100 * (x - x.min()) / (x.max() - x.min())  # n_minmax
    share = 100 * (x.rank() - 1) / (len(x) - 1)  # n_prank
    inside = x.clip(x.quantile(0.01), x.quantile(0.99), axis=1)
    z = (inside - inside.mean()) / inside.std()  # n_zscore, after winsorising
    for name, table in {"min_max": least, "percentile": share, "winsorised_z": z}.items():
        mean = np.average(table, axis=1, weights=[3, 1])  # a_amean
        scale = 1 + 99 * (table - table.min()) / (table.max() - table.min())
        geometric = stats.gmean(scale, axis=1, weights=[3, 1])  # a_gmean
        for word, score in {"arithmetic": mean, "geometric": geometric}.items():
            expected = need_rank(pd.Series(score, index=x.index).loc[OWN])
            assert found[f"{name}_{word}"].tolist() == expected.tolist()
    assert (
        found["default"].tolist()
        == need_rank(counts.scores.loc[OWN].dot(pd.Series({"Poverty": 0.75, "Health": 0.25}))).tolist()
    )


def test_the_recipes_agree_about_a_zone_worse_in_everything_and_keep_gaps() -> None:
    counts = some_counts()
    values = counts.values.copy()
    values[30], values[3, :2] = 99.0, np.nan
    found = alternatives(replace(counts, values=values), OWN, EQUAL)
    assert (found[found.index == "S01000030"].to_numpy() == 1).all()
    assert found[found.index == "S01000003"].isna().to_numpy().all()
    assert found.drop(index="S01000003").notna().all().all()


def test_an_indicator_that_is_the_same_everywhere_breaks_no_recipe() -> None:
    counts = some_counts()
    values = counts.values.copy()
    values[:, 0] = 7.0
    assert alternatives(replace(counts, values=values), OWN, EQUAL).notna().all().all()
