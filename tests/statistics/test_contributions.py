"""Contributions: they add up exactly, for every kind of area and weight; sentences whose numbers are in the table."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence import evidence
from dashboard.statistics.area_need import area_need
from dashboard.statistics.contributions import (
    START,
    Standing,
    contributions,
    priority_contributions,
    why,
    zone_points,
)
from dashboard.statistics.recipe import Recipe
from dashboard.statistics.scoring import weights_of
from dashboard.vocabulary import AreaType, Polarity

PERTH = evidence("perth-and-kinross")
WEIGHTS = weights_of(PERTH.partnership, "equal")
ZONE = AreaType.INTERMEDIATE_ZONE
RATTRAY = "S02002248"
fewer = settings(max_examples=12)


def recipe(seed: int, zones: int = 40, gaps: float = 0.0) -> Recipe:
    random = np.random.default_rng(seed)
    values = pd.DataFrame(random.normal(size=(zones, 4)).round(1), columns=list("abcd")).add_prefix("i_")
    values = values.mask(random.random(values.shape) < gaps)
    polarities = dict.fromkeys(values.columns, Polarity.LOWER_IS_BETTER)
    polarities["i_d"] = Polarity.HIGHER_IS_BETTER
    priorities = {"One": {"i_a": 2.0, "i_b": 1.0, "i_c": 1.0}, "Two": {"i_d": 1.0}}
    return Recipe(values, polarities, priorities, {"One": 2.0, "Two": 1.0})


@fewer
@given(st.integers(0, 10**6), st.integers(3, 60), st.sampled_from([0.0, 0.2]))
def test_points_add_up_to_the_score_of_every_zone(seed: int, zones: int, gaps: float) -> None:
    made = recipe(seed, zones, gaps)
    points, score = zone_points(made), made.need["need_score"]
    assert points.sum(axis=1, min_count=1).to_numpy() == pytest.approx(score.to_numpy(), nan_ok=True, abs=1e-9)


@fewer
@given(st.integers(0, 10**6))
def test_worse_than_the_middle_adds_and_better_takes_away(seed: int) -> None:
    made = recipe(seed)
    points = zone_points(made)
    for priority, indicator_id in points.columns:
        if indicator_id != START:
            assert (np.sign(points[priority, indicator_id]) * np.sign(made.positions[indicator_id]) >= 0).all()


@fewer
@given(st.integers(0, 10**6))
def test_row_order_and_direction_change_nothing(seed: int) -> None:
    made = recipe(seed)
    points = zone_points(made)
    mixed = made.values.sample(frac=1, random_state=seed)
    shuffled = zone_points(Recipe(mixed, made.polarities, made.priorities, made.weights))
    assert shuffled.reindex(points.index).to_numpy() == pytest.approx(points.to_numpy())
    turned = {
        key: Polarity.LOWER_IS_BETTER if word is Polarity.HIGHER_IS_BETTER else Polarity.HIGHER_IS_BETTER
        for key, word in made.polarities.items()
    }
    back = zone_points(Recipe(-made.values, turned, made.priorities, made.weights))
    assert back.to_numpy() == pytest.approx(points.to_numpy())


def test_every_zone_starts_from_the_same_points() -> None:
    points = zone_points(recipe(1))
    for priority in ("One", "Two"):
        assert np.ptp(points[priority, START]) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("area_type", PERTH.area_types)
@pytest.mark.parametrize("weights", ["simd_like", "0,0,1"])
def test_points_add_up_to_the_need_score_of_every_kind_of_area(area_type: AreaType, weights: str) -> None:
    chosen = weights_of(PERTH.partnership, weights)
    parts = contributions(PERTH, area_type, chosen)
    need = area_need(PERTH, area_type, chosen)["need_score"]
    total = priority_contributions(parts).sum(axis=1)
    assert total.reindex(need.index).to_numpy() == pytest.approx(need.to_numpy(), abs=1e-9)


def test_the_parts_of_the_priorities_are_their_weighted_scores() -> None:
    need, parts = zones()
    parts = priority_contributions(parts).reindex(need.index)
    assert parts.to_numpy() == pytest.approx(need[list(WEIGHTS)].to_numpy() / 3)


@cache
def zones() -> tuple[pd.DataFrame, pd.DataFrame]:
    return area_need(PERTH, ZONE, WEIGHTS), contributions(PERTH, ZONE, WEIGHTS)


def sentence(code: str, likely: str = "") -> tuple[str, pd.DataFrame]:
    need, parts = zones()
    own = parts[parts["area_code"] == code]
    standing = Standing(str(need["area_name"][code]), float(need["need_rank"][code]), len(need), likely)
    return why(standing, own, PERTH.indicators), own


def test_the_sentence_of_rattray() -> None:
    text, _ = sentence(RATTRAY)
    assert text.startswith("Blairgowrie East (Rattray) is 1st of 35 because of young people in education")
    assert "; it is not unusual for " in text
    assert sentence(RATTRAY, "likely 1st to 4th of 35")[0].startswith(
        "Blairgowrie East (Rattray) is likely 1st to 4th of 35 because of"
    )


@pytest.mark.parametrize("code", PERTH.areas_of(ZONE).index)
def test_every_number_of_a_sentence_is_in_the_table(code: str) -> None:
    text, own = sentence(code)
    for worse, points in re.findall(r"worse than (\d+)% of Scotland, ([+-][\d.]+) points", text):
        near = (own["worse_than"] - float(worse)).between(0, 1, inclusive="left")
        assert (near & ((own["points"] - float(points)).abs() <= 0.0501)).any()
    rank = zones()[0]["need_rank"][code]
    assert f"is {int(rank)}" in text


def test_an_area_without_a_score_says_so() -> None:
    parts = zones()[1].head(0)
    assert why(Standing("Here", np.nan, 35), parts, {}) == "Here has no rank: there is not enough data."
