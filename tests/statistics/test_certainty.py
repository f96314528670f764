"""How sure ranks are, on the shipped evidence: what the draws guarantee, for every kind of area and small places."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import Evidence, evidence
from dashboard.statistics.area_need import area_need
from dashboard.statistics.certainty import (
    LIVE_DRAWS,
    TRIED_KEPT,
    certainty,
    counts_of,
    draw_settings,
    summary_settings,
    zone_draws,
)
from dashboard.statistics.draws import score_draws
from dashboard.statistics.need import need_rank
from dashboard.statistics.uncertainty import Band, band
from dashboard.statistics.weighting import DEFAULT_DRAWS, DrawSettings, weight_draws
from dashboard.statistics.what_if import tried
from dashboard.vocabulary import GRAINS, AreaType

OURS = evidence("perth-and-kinross")
EQUAL = tuple(OURS.partnership.weights["equal"].items())
OWN_WEIGHTS = tuple((name, float(place)) for place, (name, _) in enumerate(EQUAL, start=1))
PARTNERSHIPS = ("perth-and-kinross", "orkney-islands", "clackmannanshire")
KINDS = [pytest.param(key, kind, id=f"{key}-{kind}") for key in PARTNERSHIPS for kind in evidence(key).area_types]
PROBABILITIES = ["p_worst_fifth_partnership", "p_worst_fifth_scotland", "p_top_k"]


@cache
def need_of(partnership_id: str, kind: AreaType) -> pd.DataFrame:
    """The need of one kind of area under equal weights, worked out once for all tests that only read it."""
    return area_need(evidence(partnership_id), kind, dict(EQUAL))


def places_of(held: Evidence, areas: int) -> int:
    """How many places are in the worst fifth of so many areas."""
    return int(held.partnership.thresholds.worst_share * areas + 1e-9)


@pytest.mark.parametrize("kind", [AreaType.INTERMEDIATE_ZONE, AreaType.DATA_ZONE, AreaType.LOCALITY])
def test_the_answer_is_the_same_twice(kind: AreaType) -> None:
    first = certainty(OURS, kind, OWN_WEIGHTS)
    others = [tuple((name, weight + step) for name, weight in OWN_WEIGHTS) for step in range(1, TRIED_KEPT + 1)]
    for weights in others:  # which push the first one out of what is kept
        certainty(OURS, kind, weights)
    second = certainty(OURS, kind, OWN_WEIGHTS)
    assert first is not second
    pd.testing.assert_frame_equal(first, second)


@pytest.mark.parametrize(("partnership_id", "kind"), KINDS)
def test_every_area_has_a_range_around_its_median_among_the_ranks_there_are(
    partnership_id: str, kind: AreaType
) -> None:
    need = need_of(partnership_id, kind)
    assert set(need.index) == set(evidence(partnership_id).areas_of(kind).index)
    assert need["median_rank"].notna().sum() == len(need) > 4
    assert need["likely_low"].ge(1).sum() == need["likely_high"].le(len(need)).sum() == len(need)
    assert need["likely_low"].le(need["median_rank"]).sum() == len(need)
    assert need["median_rank"].le(need["likely_high"]).sum() == len(need)


@pytest.mark.parametrize(("partnership_id", "kind"), KINDS)
def test_probabilities_share_out_the_places_of_the_worst_fifth(partnership_id: str, kind: AreaType) -> None:
    need, held = need_of(partnership_id, kind), evidence(partnership_id)
    for name in PROBABILITIES:
        given = need[name].dropna()
        assert given.between(0, 1).sum() == len(given), name
    places = places_of(held, len(need))
    assert need["p_worst_fifth_partnership"].sum() == pytest.approx(places, abs=1e-6)
    assert need["p_top_k"].sum() == pytest.approx(min(10, len(need)), abs=1e-6)
    assert places >= 1


@pytest.mark.parametrize(("partnership_id", "kind"), KINDS)
def test_only_zones_are_held_against_scotland(partnership_id: str, kind: AreaType) -> None:
    known = need_of(partnership_id, kind)["p_worst_fifth_scotland"].notna()
    zones = kind in (AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE)
    assert known.sum() == (len(known) if zones else 0)


@pytest.mark.parametrize(("partnership_id", "kind"), KINDS)
def test_bands_are_those_of_the_partnerships_thresholds(partnership_id: str, kind: AreaType) -> None:
    need, settings = need_of(partnership_id, kind), summary_settings(evidence(partnership_id).partnership.thresholds)
    wanted = [band(probability, settings.limits).value for probability in need["p_worst_fifth_partnership"]]
    assert need["band"].tolist() == wanted
    assert Band.NOT_SHOWN in wanted


@pytest.mark.parametrize(("partnership_id", "kind"), KINDS)
def test_bounds_contain_the_rank_and_every_rank_of_weights_between_half_and_double(
    partnership_id: str, kind: AreaType
) -> None:
    """Bounds are of weights alone: likely ranges, which allow for small numbers too, may reach outside."""
    need = need_of(partnership_id, kind)
    drawn = weight_draws(np.ones(len(EQUAL)), DrawSettings(draws=400))
    shares = len(EQUAL) * drawn
    within = drawn[((shares >= 0.5) & (shares <= 2)).all(axis=1)]
    assert len(within) > 200
    scores = need[[name for name, _ in EQUAL]]
    ranks = pd.DataFrame({number: need_rank(scores.dot(weights)) for number, weights in enumerate(within)})
    ranks["default"] = need["need_rank"]
    assert ranks.min(axis=1).ge(need["best_rank"]).sum() == len(need)
    assert ranks.max(axis=1).le(need["worst_rank"]).sum() == len(need)


@pytest.mark.parametrize(("partnership_id", "kind"), KINDS)
def test_areas_are_ranked_among_those_of_their_kind(partnership_id: str, kind: AreaType) -> None:
    ranks = need_of(partnership_id, kind)["need_rank"]
    assert ranks.sum() == sum(range(1, len(ranks) + 1))
    assert ranks.iloc[0] < ranks.iloc[-1]


def test_weights_the_partnership_has_named_are_drawn_in_full() -> None:
    for named in OURS.partnership.weights.values():
        assert draw_settings(OURS, tuple(named.items())) is DEFAULT_DRAWS
        assert draw_settings(OURS, tuple(named.items())[::-1]) is DEFAULT_DRAWS
    assert DEFAULT_DRAWS.draws > LIVE_DRAWS.draws
    assert DEFAULT_DRAWS.seed == LIVE_DRAWS.seed


def test_what_is_only_tried_is_drawn_less_often() -> None:
    assert draw_settings(OURS, OWN_WEIGHTS) is LIVE_DRAWS
    assert draw_settings(tried(OURS, "simd_income:3"), EQUAL) is LIVE_DRAWS


def test_probabilities_are_shares_of_as_many_draws_as_are_said() -> None:
    full = need_of("perth-and-kinross", AreaType.DATA_ZONE)["p_worst_fifth_partnership"].to_numpy()
    live = certainty(OURS, AreaType.DATA_ZONE, OWN_WEIGHTS)["p_worst_fifth_partnership"].to_numpy()
    assert full * DEFAULT_DRAWS.draws == pytest.approx(np.rint(full * DEFAULT_DRAWS.draws), abs=1e-6)
    assert live * LIVE_DRAWS.draws == pytest.approx(np.rint(live * LIVE_DRAWS.draws), abs=1e-6)
    assert abs(full * LIVE_DRAWS.draws - np.rint(full * LIVE_DRAWS.draws)).max() > 0.1


def test_a_small_change_of_weight_is_a_small_change_of_every_probability() -> None:
    nudged = tuple((name, weight + 0.001 * (place == 0)) for place, (name, weight) in enumerate(OWN_WEIGHTS))
    before, after = (certainty(OURS, AreaType.DATA_ZONE, weights) for weights in (OWN_WEIGHTS, nudged))
    moved = (before["p_worst_fifth_partnership"] - after["p_worst_fifth_partnership"]).abs()
    assert moved.max() < 0.01


def test_zones_without_a_score_have_no_range_and_are_not_shown() -> None:
    held = evidence("glasgow-city")
    found = certainty(held, AreaType.DATA_ZONE, OWN_WEIGHTS)
    unscored = found.loc[["S01010206", "S01010226", "S01010227"]]
    assert unscored[["median_rank", "likely_low", "likely_high", *PROBABILITIES]].notna().sum().sum() == 0
    ranked = found["median_rank"].notna()
    assert set(found.loc[ranked, "band"]) == {word.value for word in Band}
    assert found["p_worst_fifth_partnership"].sum() == pytest.approx(places_of(held, int(ranked.sum())), abs=1e-6)


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("indicators", ["", "simd_income:3"])
def test_draws_for_weights_that_are_tried_are_kept_and_as_if_drawn_anew(grain: AreaType, indicators: str) -> None:
    held = tried(OURS, indicators)
    names = [priority.name for priority in held.partnership.priorities]
    first = zone_draws(held, grain, tuple(zip(names, (4.0, 1.0, 2.0), strict=True)))
    for weights in ((1.0, 7.0, 2.0), (0.0, 1.0, 1.0)):
        wanted = dict(zip(names, weights, strict=True))
        found = zone_draws(held, grain, tuple(wanted.items()))
        anew = score_draws(counts_of(held, grain), found.area_codes, wanted, LIVE_DRAWS)
        assert found.scores is first.scores
        assert np.array_equal(found.scores, anew.scores, equal_nan=True)
        assert np.array_equal(found.weights, anew.weights)
