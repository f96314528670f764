"""Index health: made-up recipes whose faults are known, and the real ones."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import evidence
from dashboard.statistics.index_health import (
    agreement,
    consistency,
    correlations,
    cronbach_alpha,
    grades,
    influence,
    misfits,
    missingness,
)
from dashboard.statistics.recipe import Recipe, recipe_of
from dashboard.statistics.scoring import weights_of
from dashboard.vocabulary import GRAINS, AreaType, Polarity

PERTH = evidence("perth-and-kinross")
WEIGHTS = weights_of(PERTH.partnership, "equal")
ZONE = AreaType.INTERMEDIATE_ZONE
REAL = recipe_of(PERTH, ZONE, WEIGHTS)
RATTRAY = "S02002248"


def made(zones: int = 200) -> Recipe:
    """Four indicators of one need; `twin` repeats `income`, `turned` points the wrong way."""
    random = np.random.default_rng(1)
    need = random.normal(size=zones)
    values = pd.DataFrame({"income": need + random.normal(0, 0.5, zones), "work": need + random.normal(0, 0.5, zones)})
    values = values.assign(twin=2 * values["income"] + 3, turned=-need + random.normal(0, 0.5, zones))
    values.loc[:9, "work"] = np.nan
    polarities = dict.fromkeys(values.columns, Polarity.LOWER_IS_BETTER)
    priorities = {"One": {"income": 1.0, "twin": 1.0}, "Two": {"work": 2.0, "turned": 1.0}}
    return Recipe(values, polarities, priorities, {"One": 1.0, "Two": 1.0})


def test_a_repeated_indicator_is_redundant() -> None:
    table = correlations(made())
    assert len(table) == 6
    first = table.iloc[0]
    assert {first["first"], first["second"]} == {"income", "twin"}
    assert first["correlation"] == pytest.approx(1)
    assert list(table["redundant"]) == [True, *[False] * 5]


def test_an_indicator_against_the_rest_is_found() -> None:
    table = agreement(made())
    assert table["against"]["turned"]
    assert table["overall"]["turned"] < 0
    right = made()
    right = replace(right, polarities={**right.polarities, "turned": Polarity.HIGHER_IS_BETTER})
    assert not agreement(right)["against"].any()


def test_alpha_of_known_items() -> None:
    """k r / (1 + (k − 1) r) for k standardised items that correlate r with each other."""
    random = np.random.default_rng(2)
    raw = random.normal(size=(500, 4))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw.T))).T
    items = pd.DataFrame(white @ np.linalg.cholesky(np.full((4, 4), 0.5) + 0.5 * np.eye(4)).T)
    assert cronbach_alpha(items) == pytest.approx(4 * 0.5 / (1 + 3 * 0.5))
    assert cronbach_alpha(pd.DataFrame({"a": raw[:, 0], "b": raw[:, 0]})) == pytest.approx(1)
    assert np.isnan(cronbach_alpha(items[[0]]))
    assert np.isnan(cronbach_alpha(pd.DataFrame(np.ones((5, 2)))))


def test_alpha_is_worked_out_by_priority_from_zones_without_gaps() -> None:
    table = consistency(made())
    assert table["alpha"]["One"] == pytest.approx(1)
    assert table["alpha"]["Two"] < 0
    assert list(table["zones"]) == [200, 190]


def test_missing_figures_are_counted() -> None:
    table = missingness(made(), pd.Index(range(5, 25)))
    assert list(table.loc["work", ["zones", "missing", "missing_share"]]) == [200, 10, 5]
    assert list(table.loc["work", ["partnership_zones", "partnership_missing"]]) == [20, 5]
    assert table.drop(index="work")["missing"].sum() == 0


def test_a_twin_has_no_influence_and_a_lone_indicator_takes_its_priority_along() -> None:
    recipe = made()
    table = influence(recipe, recipe.values.index)
    assert table.loc["twin", "mean_change"] == 0
    assert table.index[0] in {"work", "turned"}
    assert recipe.without("twin").priorities == {"One": {"income": 1.0}, "Two": {"work": 2.0, "turned": 1.0}}
    lone = recipe.without("twin").without("income")
    assert (list(lone.priorities), dict(lone.weights)) == (["Two"], {"Two": 1.0})


def test_influence_says_which_way_an_area_moves() -> None:
    table = influence(REAL, PERTH.areas_of(ZONE).index)
    before = REAL.need["need_score"].reindex(PERTH.areas_of(ZONE).index).rank(ascending=False)
    after = REAL.without("participation").need["need_score"].reindex(before.index).rank(ascending=False)
    assert table["mean_change"]["participation"] == pytest.approx((after - before).abs().mean())
    assert table["moved_area"]["participation"] == RATTRAY
    assert table["moved_by"]["participation"] == (after - before)[RATTRAY] > 0


@pytest.mark.parametrize("grain", GRAINS)
def test_no_real_indicator_works_against_the_rest(grain: AreaType) -> None:
    recipe = recipe_of(PERTH, grain, WEIGHTS)
    assert not agreement(recipe)["against"].any()
    assert (consistency(recipe)["alpha"] > 0.8).all()
    assert (missingness(recipe, PERTH.areas_of(grain).index)["missing_share"] < 3).all()


def test_low_income_and_employment_are_nearly_one_indicator() -> None:
    pairs = correlations(REAL)
    redundant = {frozenset(pair) for pair in pairs.loc[pairs["redundant"], ["first", "second"]].to_numpy()}
    assert frozenset({"simd_income", "simd_employment"}) in redundant


def test_town_centre_crime_does_not_fit_its_denominator() -> None:
    table = misfits(PERTH, ZONE)
    crime = table[table["indicator_id"].isin(["crime", "simd_crime"])]
    assert "Central and South Inch" in set(crime["area_name"])
    assert set(table["why"]) <= {"more than one for each person", "far from every other area"}


def test_grades_count_every_zone() -> None:
    table = grades(PERTH, REAL, ZONE)
    assert (table[["good", "care", "do_not_act", "no_grade"]].sum(axis=1) == 35).all()
    assert table.loc["simd_income", "good"] == 35
    assert table.loc["early_mortality", "no_grade"] == 35
    assert (table["low_anyway"] <= table["do_not_act"]).all()
