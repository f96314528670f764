"""Whom working in places reaches: the curve's shape everywhere in Scotland, and every share read again from files."""

import csv
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence import Evidence, evidence, library
from dashboard.statistics.dispersed import in_need, published_worst_fifth
from dashboard.statistics.flags import Coverage
from dashboard.statistics.reached import (
    Reach,
    coverage_curve,
    dispersed_sentence,
    marks,
    reach,
    zones_of_places,
)
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.vocabulary import AreaType, Level, RolloutStatus

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
PARTNERSHIPS = sorted(library().partnerships)
WORKING, IDENTIFIED = RolloutStatus.WORKING, RolloutStatus.IDENTIFIED
NONE: tuple[RolloutStatus, ...] = ()
fewer = settings(max_examples=60)


@cache
def lookup() -> pd.DataFrame:
    """The lookup of data zones, with people on low income and rank of the index, all read from their files."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv", encoding="utf-8-sig").set_index("data_zone")
    for name, indicator_id, column in (
        ("people", "simd_income", "numerator"),
        ("rank", "simd_rank_overall", "value"),
    ):
        rows = pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", encoding="utf-8-sig")
        rows = rows[rows["period"] == "SIMD 2020v2"].set_index("area_code")
        zones[name] = rows[column].reindex(zones.index).fillna(0)
    return zones


def some_zones(*pairs: tuple[float, float]) -> pd.DataFrame:
    """Zones by hand, each of so many people and so many in need, highest rate first."""
    table = pd.DataFrame(list(pairs), columns=["population", "people"], dtype=float)
    table.index = pd.Index([f"Z{place}" for place in range(len(pairs))])
    return table.assign(rate=table["people"] / table["population"]).sort_values("rate", ascending=False, kind="stable")


def by_hand(*levels: Level) -> NeedSummary:
    """A ranking of the first intermediate zones of Perth and Kinross, of which only the level is read."""
    codes = OURS.areas_of(AreaType.INTERMEDIATE_ZONE).index[: len(levels)]
    table = pd.DataFrame({"level": [level.value for level in levels]}, index=codes)
    return NeedSummary(table, {}, Coverage(0, 0, 0), AreaType.INTERMEDIATE_ZONE)


def under(curve: pd.DataFrame, mark: Reach) -> bool:
    """Whether a mark lies on or under the curve."""
    height = float(np.interp(mark.population_share, curve["population_share"], curve["people_share"]))
    return mark.people_share <= height + 1e-9


@pytest.mark.parametrize("partnership_id", PARTNERSHIPS)
def test_the_curve_rises_from_nobody_to_everybody_ever_less_steeply(partnership_id: str) -> None:
    zones = in_need(evidence(partnership_id))
    curve = coverage_curve(zones)
    assert list(curve.columns) == ["zones", "population_share", "people_share"]
    assert curve["zones"].tolist() == list(range(len(zones) + 1))
    assert curve.iloc[0].tolist() == [0, 0, 0]
    assert curve.iloc[-1].tolist() == pytest.approx([len(zones), 1, 1])
    across, up = np.diff(curve["population_share"]), np.diff(curve["people_share"])
    assert (across >= 0).all()
    assert (up >= 0).all()
    slopes = up[across > 0] / across[across > 0]
    assert (np.diff(slopes) <= 1e-9 * slopes[:-1] + 1e-12).all()
    assert up[across == 0].sum() == 0
    assert (curve["people_share"] >= curve["population_share"] - 1e-12).all()


def test_the_curve_of_three_zones_worked_by_hand() -> None:
    curve = coverage_curve(some_zones((500, 10), (300, 60), (200, 30)))
    assert curve["population_share"].tolist() == pytest.approx([0, 0.3, 0.5, 1])
    assert curve["people_share"].tolist() == pytest.approx([0, 0.6, 0.9, 1])


def test_the_curve_of_nobody_in_need_lies_on_the_ground() -> None:
    curve = coverage_curve(some_zones((500, 0), (300, 0)))
    assert curve["people_share"].tolist() == [0, 0, 0]
    assert curve["population_share"].tolist() == pytest.approx([0, 0.625, 1])


def test_the_curve_takes_a_fifth_of_people_as_the_files_do() -> None:
    """Taken in by hand from the files: the zones of highest rate until a fifth of all people is reached."""
    ours = lookup()[lookup()["council_area"] == "S12000048"]
    reached, taken = 0.0, 0.0
    for _, people, population in sorted(
        zip(-ours["people"] / ours["population"], ours["people"], ours["population"], strict=True)
    ):
        part = min(1.0, (0.2 * ours["population"].sum() - taken) / population)
        reached, taken = reached + part * people, taken + part * population
        if part < 1:
            break
    curve = coverage_curve(in_need(OURS))
    height = np.interp(0.2, curve["population_share"], curve["people_share"])
    assert height == pytest.approx(reached / ours["people"].sum(), abs=1e-9)
    assert 0.4 < height < 0.6


def test_the_zones_given_are_not_changed() -> None:
    zones = in_need(OURS)
    before = zones.copy(deep=True)
    coverage_curve(zones)
    reach("", zones, zones.index[:3])
    dispersed_sentence(OURS, zones)
    pd.testing.assert_frame_equal(zones, before)


def test_a_reach_counts_each_zone_inside_once() -> None:
    zones = some_zones((500, 10), (300, 60), (200, 30))
    assert reach("Two", zones, pd.Index(["Z0", "Z2", "Z9"])) == Reach("Two", 0.7, 0.4, 40)
    assert reach("Twice", zones, pd.Index(["Z1", "Z1"])) == Reach("Twice", 0.3, 0.6, 60)
    assert reach("None", zones, pd.Index([])) == Reach("None", 0, 0, 0)
    whole = reach("All", zones, zones.index)
    assert (whole.population_share, whole.people_share, whole.people) == pytest.approx((1, 1, 100))


def test_a_reach_where_nobody_lives_is_nothing() -> None:
    zones = pd.DataFrame({"population": [0.0], "people": [0.0]}, index=["Z0"])
    assert reach("Nobody", zones, zones.index) == Reach("Nobody", 0, 0, 0)


@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(0, 900)), min_size=1, max_size=9),
    st.sets(st.integers(0, 8)),
)
@fewer
def test_no_set_of_zones_reaches_more_than_the_curve(pairs: list[tuple[int, int]], chosen: set[int]) -> None:
    zones = some_zones(*((float(population), float(min(people, population))) for population, people in pairs))
    assert under(coverage_curve(zones), reach("", zones, pd.Index([f"Z{place}" for place in chosen])))


def test_one_in_six_people_on_low_income_here_live_in_the_worst_fifth_of_the_index() -> None:
    """16.9% (0.1686) here and 44.8% in all Scotland, as the files say."""
    zones = lookup()
    worst = zones["rank"] <= len(zones) / 5
    ours = zones["council_area"] == "S12000048"
    here = zones.loc[ours & worst, "people"].sum() / zones.loc[ours, "people"].sum()
    scotland = zones.loc[worst, "people"].sum() / zones["people"].sum()
    assert here == pytest.approx(0.1686, abs=5e-5)
    assert scotland == pytest.approx(0.448, abs=5e-4)
    found = reach("", in_need(OURS), published_worst_fifth(OURS))
    assert found.people_share == pytest.approx(here)
    assert found.people == zones.loc[ours & worst, "people"].sum() == 2031
    assert found.population_share == pytest.approx(
        zones.loc[ours & worst, "population"].sum() / zones.loc[ours, "population"].sum()
    )
    assert dispersed_sentence(OURS, in_need(OURS)) == (
        f"{100 * here:.1f}% of people on low income in Perth and Kinross live in Scotland's most deprived fifth of "
        f"data zones, against {100 * scotland:.1f}% of those in all Scotland. "
        "Most people in need here do not live in the places that an index picks."
    )


@pytest.mark.parametrize("partnership_id", PARTNERSHIPS)
def test_the_sentence_of_every_partnership_has_the_shares_of_the_files(partnership_id: str) -> None:
    held = evidence(partnership_id)
    zones = lookup()
    worst, here = zones["rank"] <= len(zones) / 5, zones["council_area"] == held.partnership.council_area
    share = zones.loc[here & worst, "people"].sum() / zones.loc[here, "people"].sum()
    said = dispersed_sentence(held, in_need(held))
    assert re.findall(r"[\d.]+%", said) == [f"{100 * share:.1f}%", "44.8%"]
    assert f" in {held.partnership.name} live in " in said
    moral = "live in the places that an index picks." if share >= 0.5 else "do not live in the places"
    assert f"Most people in need here {moral}" in said
    assert under(coverage_curve(in_need(held)), reach("", in_need(held), published_worst_fifth(held)))


def test_both_morals_are_told_in_scotland() -> None:
    said = [dispersed_sentence(evidence(key), in_need(evidence(key))) for key in ("glasgow-city", "highland")]
    assert [" do not live in " in text for text in said] == [False, True]


def without_index(held: Evidence) -> Evidence:
    return replace(held, partnership=replace(held.partnership, published_index=""))


def test_without_an_index_the_sentence_only_counts() -> None:
    said = dispersed_sentence(without_index(OURS), in_need(OURS))
    assert said == "12,046 people on low income live in Perth and Kinross."


def test_without_people_the_sentence_counts_nobody() -> None:
    nobody = in_need(OURS).assign(people=0.0)
    assert dispersed_sentence(OURS, nobody) == "0 people on low income live in Perth and Kinross."


def test_an_index_that_a_folder_does_not_hold_is_not_spoken_of(data: Path) -> None:
    held = evidence("perth-and-kinross", data)
    assert dispersed_sentence(held, in_need(held)) == "282 people on low income live in Perth and Kinross."


def zones_in_file(*statuses: str) -> set[str]:
    """The data zones of the partnership file's places, by status, looked up in the CSV."""
    raw = tomllib.loads((DATA / "partnerships" / "perth-and-kinross.toml").read_text(encoding="utf-8"))
    codes = {
        code for place in raw["place"] if place["status"] in statuses for code in place.get("intermediate_zones", [])
    }
    with (DATA / "areas" / "data_zones_2011.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["data_zone"] for row in csv.DictReader(lines) if row["intermediate_zone"] in codes}


@pytest.mark.parametrize("statuses", [(WORKING,), (IDENTIFIED,), (WORKING, IDENTIFIED), NONE])
def test_the_zones_of_places_are_those_of_the_partnership_file(statuses: Sequence[RolloutStatus]) -> None:
    found = zones_of_places(OURS, *statuses)
    assert len(set(found)) == len(found)
    assert set(found) == zones_in_file(*statuses)
    assert bool(len(found)) == bool(statuses)


def test_a_partnership_without_places_has_none_to_reach() -> None:
    assert zones_of_places(evidence("fife"), WORKING, IDENTIFIED).empty


def test_the_marks_of_perth_and_kinross_are_the_shares_of_the_files() -> None:
    zones, summary = in_need(OURS), need_summary(OURS, AreaType.INTERMEDIATE_ZONE)
    ours = lookup()[lookup()["council_area"] == "S12000048"]
    priority = set(summary.areas.index[summary.areas["level"] == Level.PRIORITY])
    inside = {
        "Our priority areas": ours["intermediate_zone"].isin(priority),
        "Index's worst fifth": ours["rank"] <= 1395,
        "Locality Working today": ours.index.isin(list(zones_in_file("working"))),
        "Today and identified next": ours.index.isin(list(zones_in_file("working", "identified"))),
    }
    found = marks(OURS, summary, zones)
    assert [mark.name for mark in found] == list(inside)
    for mark in found:
        people = ours.loc[inside[mark.name], "people"].sum()
        assert mark.people == people > 0
        assert mark.people_share == pytest.approx(people / 12_046)
        population = ours.loc[inside[mark.name], "population"].sum()
        assert mark.population_share == pytest.approx(population / ours["population"].sum())
        assert under(coverage_curve(zones), mark)


def test_working_in_more_places_reaches_more_people() -> None:
    today, next_ = marks(OURS, by_hand(), in_need(OURS))[-2:]
    assert (today.name, next_.name) == ("Locality Working today", "Today and identified next")
    assert today.people < next_.people
    assert today.population_share < next_.population_share


def test_only_priority_areas_are_marked_as_such() -> None:
    summary = by_hand(Level.PRIORITY, Level.LOOK_CLOSER, Level.NO_FLAG, Level.PRIORITY)
    codes = [str(summary.areas.index[place]) for place in (0, 3)]
    wanted = lookup().loc[lookup()["intermediate_zone"].isin(codes), "people"].sum()
    assert marks(OURS, summary, in_need(OURS))[0].people == wanted > 0


def test_no_priority_area_reaches_nobody() -> None:
    first = marks(OURS, by_hand(Level.NO_FLAG), in_need(OURS))[0]
    assert first == Reach("Our priority areas", 0, 0, 0)


def test_without_index_or_places_only_priority_areas_are_marked() -> None:
    bare = replace(without_index(OURS), partnership=replace(without_index(OURS).partnership, places=()))
    assert [mark.name for mark in marks(bare, by_hand(Level.PRIORITY), in_need(OURS))] == ["Our priority areas"]
