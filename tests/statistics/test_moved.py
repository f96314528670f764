"""What has moved since a snapshot: nothing after a round trip, and otherwise each change to its one cause, exactly."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence import Evidence, evidence, evidence_of_partnership
from dashboard.evidence.files import DATA
from dashboard.exports.snapshot_file import read_snapshot, snapshot_text
from dashboard.statistics import certainty
from dashboard.statistics.flags import Coverage
from dashboard.statistics.moved import FACTS, NUMBERS, Moved, left_over, moved
from dashboard.statistics.moved_words import cause_words, moved_sentences
from dashboard.statistics.snapshot import Note, Snapshot, freeze
from dashboard.statistics.summary import need_summary
from dashboard.statistics.weighting import DrawSettings
from dashboard.statistics.what_if import tried
from dashboard.vocabulary import AreaType, DataError, Level, Partnership, RolloutStatus
from tests.small_folder import write_small_folder

OURS = replace(evidence("perth-and-kinross"))  # a copy: nothing is remembered with that of other tests
SMALLEST, ZONES = AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE
PLACES, LOCALITIES = AreaType.PLACE, AreaType.LOCALITY
NOTE = Note("For the Board", "Agreed in November", "2026-11-21")
NOTHING = "Nothing has moved since 21 November 2026: the same ranks, bands and priority areas."
TRIED = [("", "simd_like"), ("simd_depress:0,simd_alcohol:0", "1,2,0.5")]
CAUSES = ("weights", "method", "boundaries", "data")


@pytest.fixture(autouse=True, scope="module")
def few_draws() -> Iterator[None]:
    """What moves, and why, is the same story however often ranks are drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certainty, "DEFAULT_DRAWS", DrawSettings(draws=1_000))
        patch.setattr(certainty, "LIVE_DRAWS", DrawSettings(draws=400))
        yield


@cache
def frozen(held: Evidence, grain: AreaType = ZONES, weights: str = "equal") -> Snapshot:
    """A snapshot as it comes back from its file."""
    return read_snapshot(snapshot_text(freeze(held, need_summary(held, grain, weights), weights, NOTE)))


def other(held: Evidence, **choices: Any) -> Evidence:
    """The evidence of a partnership that has chosen otherwise."""
    return evidence_of_partnership(held.library, replace(held.partnership, **choices))


def thresholds(partnership: Partnership, **numbers: float) -> Any:
    return replace(partnership.thresholds, **numbers)


def shares(found: Moved, number: str) -> pd.DataFrame:
    """What each cause has moved, areas × causes."""
    return found.areas[[f"{number}_by_{cause}" for cause in found.causes]].set_axis(list(found.causes), axis=1)


def causes_of(found: Moved) -> set[str]:
    """Every cause that has moved anything at all."""
    moving = {cause for number in NUMBERS for cause, column in shares(found, number).items() if column.fillna(0).any()}
    texts = [found.coverage_cause, *(text for fact in FACTS for text in found.areas[f"{fact}_cause"])]
    return {str(cause) for cause in moving | {cause for text in texts for cause in text.split("; ")}} - {""}


def assert_adds_up(found: Moved) -> None:
    """All causes together are the whole change, for every area that was and is ranked."""
    for number in NUMBERS:
        table = found.areas
        change = (table[f"{number}_now"] - table[f"{number}_then"]).round(6)
        pd.testing.assert_series_equal(table[f"{number}_change"], change, check_names=False)
        total = shares(found, number).sum(axis=1, skipna=False).round(6)
        pd.testing.assert_series_equal(total, change, check_names=False, check_exact=True)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped evidence without outlines, one figure changed: nobody in Letham is on low income."""
    folder = tmp_path_factory.mktemp("copied")
    for name in ("areas", "indicators", "partnerships"):
        shutil.copytree(DATA / name, folder / name)
    shutil.copy(DATA / "sources.toml", folder)
    path = folder / "indicators" / "simd_income.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (place,) = [place for place, line in enumerate(lines) if line.startswith("S01011913,SIMD 2020v2,")]
    code, period, _, denominator, *_ = lines[place].split(",")
    lines[place] = f"{code},{period},0,{denominator},,\n"
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """The small partnership, as it was."""
    return small(tmp_path_factory.mktemp("before") / "data", {})


@pytest.mark.parametrize("grain", [ZONES, SMALLEST, LOCALITIES, PLACES])
def test_a_round_trip_moves_nothing(grain: AreaType) -> None:
    found = moved(OURS, frozen(OURS, grain))
    assert found.causes == CAUSES
    assert causes_of(found) == set()
    assert moved_sentences(found) == [NOTHING]
    assert len(found.areas) == len(OURS.areas_of(grain))
    assert found.areas["rank_change"].notna().all()
    assert found.coverage_then == found.coverage_now
    assert_adds_up(found)


@pytest.mark.parametrize(("indicators", "weights"), TRIED)
def test_a_round_trip_of_what_is_tried_moves_nothing(indicators: str, weights: str) -> None:
    held = tried(OURS, indicators)
    found = moved(held, frozen(held, ZONES, weights), weights)
    assert causes_of(found) == set()
    assert moved_sentences(found) == [NOTHING]


@pytest.mark.parametrize(("indicators", "weights"), TRIED)
def test_other_weights_are_all_that_moves(indicators: str, weights: str) -> None:
    held = tried(OURS, indicators)
    for found in (moved(OURS, frozen(held, ZONES, weights)), moved(held, frozen(OURS), weights)):
        assert causes_of(found) == {"weights"}
        assert (found.areas["rank_by_weights"] == found.areas["rank_change"]).all()
        assert found.areas["rank_change"].abs().sum() > 2
        assert_adds_up(found)
        assert "by other weights." in moved_sentences(found)[0]


def test_a_set_of_weights_that_is_named_no_more_is_drawn_as_often_as_then(before: Evidence) -> None:
    weights = {**before.partnership.weights, "theirs": {"Poverty": 1.0, "Safety": 4.0}}
    for called in ("theirs", "1,4"):
        snapshot = frozen(other(before, weights=weights), LOCALITIES, called)
        assert (snapshot.preset, snapshot.tried) == (("theirs", False) if called == "theirs" else ("", False))
        assert causes_of(moved(before, snapshot)) == {"weights"}
    snapshot = frozen(before, LOCALITIES, "1,4")
    assert snapshot.tried
    assert causes_of(moved(other(before, weights=weights), snapshot, "theirs")) <= {"weights"}


def test_other_thresholds_are_method() -> None:
    found = moved(other(OURS, thresholds=thresholds(OURS.partnership, likely=0.95)), frozen(OURS))
    assert causes_of(found) == {"method"}
    lost = (found.areas["band_then"] == "likely") & (found.areas["band_now"] == "at the margin")
    assert lost.sum() == found.areas["band_cause"].ne("").sum() >= 1
    assert not found.areas["score_change"].any()


def test_areas_that_are_scored_no_more_have_no_change(before: Evidence) -> None:
    now = other(before, thresholds=thresholds(before.partnership, minimum_population=600))
    for found, missing in (
        (moved(now, frozen(before, SMALLEST)), "now"),
        (moved(before, frozen(now, SMALLEST)), "then"),
    ):
        assert causes_of(found) == {"method"}
        for column in (f"rank_{missing}", "rank_change", "rank_by_method", "rank_by_data"):
            assert pd.isna(found.areas[column]["S01011834"]), column
        assert found.areas["rank_change"].notna().sum() == 3
        assert_adds_up(found)
    larger = moved(now, frozen(before, LOCALITIES))
    assert causes_of(larger) == {"method"}
    assert (larger.areas["score_by_method"] == larger.areas["score_change"]).all()
    assert larger.areas["score_change"].abs().min() > 0


def test_a_ranking_of_nothing_has_no_changes(before: Evidence) -> None:
    now = other(before, thresholds=thresholds(before.partnership, minimum_population=9_999))
    found = moved(now, frozen(before, SMALLEST))
    assert causes_of(found) == {"method"}
    assert found.areas["rank_change"].isna().all()
    assert set(found.areas["band_now"]) == {"not shown"}


def test_another_indicator_of_people_in_need_is_method(before: Evidence) -> None:
    found = moved(other(before, people_in_need="crime"), frozen(before))
    assert causes_of(found) == {"method"}
    assert not found.areas["score_change"].any()
    assert (found.areas["people_cause"] == "method").all()
    assert found.coverage_now != found.coverage_then
    assert found.coverage_cause == "method"


@cache
def extended() -> Evidence:
    """Alyth is under way, and reaches into Coupar Angus."""
    places = tuple(
        replace(place, status=RolloutStatus.WORKING, intermediate_zones=("S02002246", "S02002245"))
        if place.name == "Alyth"
        else place
        for place in OURS.partnership.places
        if place.name != "Coupar Angus"
    )
    return other(OURS, places=places)


def test_another_extent_of_a_place_is_boundaries() -> None:
    now = extended()
    zones = moved(now, frozen(OURS))
    assert causes_of(zones) == {"boundaries"}
    assert zones.areas["status_then"]["S02002246"] == "identified"
    assert zones.areas["status_now"]["S02002246"] == "working"
    assert moved_sentences(zones) == [
        "No rank, band or priority area has moved since 21 November 2026.",
        "Locality Working stands otherwise in Alyth: by other boundaries.",
    ]
    places = moved(now, frozen(OURS, PLACES))
    assert causes_of(places) == {"boundaries"}
    assert (places.came, places.went) == ((), ("place-coupar-angus",))
    assert places.areas.loc["place-alyth", "score_by_boundaries"] != 0
    assert places.areas.loc["place-alyth", "population_cause"] == "boundaries"
    assert pd.isna(places.areas["rank_change"]["place-coupar-angus"])
    assert places.coverage_cause == "boundaries"
    assert_adds_up(places)
    assert moved_sentences(places)[-1] == "Gone since then: Coupar Angus."


@cache
def regrouped(held: Evidence = OURS) -> Evidence:
    """Strathallan goes from Strathearn to Kinross-shire."""
    wards = {
        "locality-strathearn-and-strathallan": ("S13003068",),
        "locality-kinross-shire-almond-and-earn": ("S13003071", "S13003132", "S13003069"),
    }
    localities = held.partnership.localities
    return other(held, localities=tuple(replace(one, wards=wards.get(one.area_code, one.wards)) for one in localities))


def test_another_ward_in_a_locality_is_boundaries() -> None:
    now = regrouped()
    found = moved(now, frozen(OURS, LOCALITIES))
    assert causes_of(found) == {"boundaries"}
    assert set(found.areas.index[found.areas["score_change"] != 0]) == {
        "locality-strathearn-and-strathallan",
        "locality-kinross-shire-almond-and-earn",
    }
    assert_adds_up(found)


def test_an_area_of_another_name_is_a_new_one(before: Evidence) -> None:
    highland, city = before.partnership.localities
    now = other(before, localities=(highland, replace(city, area_code="locality-town", name="Town, old and new")))
    found = moved(now, frozen(before, LOCALITIES))
    assert (found.came, found.went) == (("locality-town",), ("locality-city",))
    assert causes_of(found) == {"boundaries"}
    assert moved_sentences(found) == [
        "2 of 2 priority areas have changed since 21 November 2026: by other boundaries.",
        "Town, old and new has become a priority area: by other boundaries.",
        "City is no priority area any more: by other boundaries.",
        "New since then: Town, old and new. Gone since then: City.",
    ]


def test_evidence_of_other_localities_does_not_mix_with_the_partnerships_own() -> None:
    now = regrouped()
    code = "locality-strathearn-and-strathallan"
    latest = "SIMD 2020v2"
    people = [held.sheet("simd_income", LOCALITIES).of_period(latest)["numerator"] for held in (now, OURS, now)]
    assert people[0][code] < people[1][code]
    assert people[0].sum() == people[1].sum() == people[2].sum() == 12_046
    assert OURS.sheet("simd_income", LOCALITIES) is OURS.sheet("simd_income", LOCALITIES)


def test_another_figure_is_data(copied: Path) -> None:
    now = evidence("perth-and-kinross", copied)
    found = moved(now, frozen(OURS))
    assert causes_of(found) == {"data"}
    assert found.causes == CAUSES
    assert (found.areas["score_by_data"] == found.areas["score_change"]).all()
    assert found.areas["score_change"].abs().max() > 0.1
    assert found.areas["people_cause"].ne("").sum() == 1
    assert_adds_up(found)


def test_two_changes_at_once_add_up_exactly(copied: Path) -> None:
    now = regrouped(evidence("perth-and-kinross", copied))
    found = moved(now, frozen(OURS, LOCALITIES, "simd_like"))
    assert causes_of(found) == {"weights", "boundaries", "data"}
    assert_adds_up(found)
    for cause in ("weights", "boundaries", "data"):
        assert found.areas[f"score_by_{cause}"].any()
    assert not found.areas["score_by_method"].any()


def small(folder: Path, edits: Mapping[str, tuple[str, str]]) -> Evidence:
    """The small partnership, with some files changed."""
    write_small_folder(folder)
    for name, (old, new) in edits.items():
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return evidence("perth-and-kinross", folder)


FIGURE = {"indicators/crime.csv": ("S01011835,2020,40,800", "S01011835,2020,1,800")}
MEANING = {"indicators/travel.toml": ('"lower_is_better"', '"higher_is_better"')}
LOOKUP = {"areas/data_zones_2011.csv": ("S01011834,Hill - 02,S02002219,Hill", "S01011834,Hill - 02,S02002220,Town")}
PEOPLE = {"areas/data_zones_2011.csv": ("Perth and Kinross,Rural,500,", "Perth and Kinross,Rural,5000,")}
THEIRS = {"partnerships/perth-and-kinross.toml": ("Safety = 1", "Safety = 3")}
ROOM = {"partnerships/perth-and-kinross.toml": ("remote_people = 2", "remote_people = 2000")}


@pytest.mark.parametrize(
    ("edits", "cause"),
    [
        pytest.param(FIGURE, "data", id="figure"),
        pytest.param(PEOPLE, "data", id="people"),
        pytest.param(MEANING, "method", id="definition"),
        pytest.param(ROOM, "method", id="threshold"),
        pytest.param(THEIRS, "weights", id="weights"),
        pytest.param(FIGURE | MEANING, "data or method", id="figure and definition"),
        pytest.param(FIGURE | LOOKUP, "data or boundaries", id="figure and lookup"),
        pytest.param(FIGURE | MEANING | LOOKUP, "data, boundaries or method", id="all three"),
    ],
)
def test_what_the_file_does_not_hold_is_told_by_its_version(
    before: Evidence, tmp_path: Path, edits: Mapping[str, tuple[str, str]], cause: str
) -> None:
    now = small(tmp_path / "now", edits)
    found = moved(now, frozen(before, LOCALITIES))
    assert causes_of(found) == {cause}
    assert found.causes == (CAUSES if cause in CAUSES else (*CAUSES, cause))
    assert_adds_up(found)


def test_another_lookup_is_boundaries(before: Evidence, tmp_path: Path) -> None:
    now = small(tmp_path / "now", LOOKUP)
    found = moved(now, frozen(before))
    assert causes_of(found) == {"boundaries"}
    assert_adds_up(found)


def test_causes_that_cannot_be_told_apart_are_named_together(before: Evidence, tmp_path: Path) -> None:
    now = small(tmp_path / "now", FIGURE | MEANING | ROOM)
    found = moved(now, frozen(before, LOCALITIES))
    assert causes_of(found) == {"method", "data or method"}
    assert set(found.areas["flags_cause"]) == {"", "method"}
    assert cause_words("data or method") == "other figures or another method"
    assert cause_words("data, boundaries or method") == "other figures, other boundaries or another method"
    together = "The figures and the method have both changed since: this file cannot tell their effects apart."
    assert moved_sentences(found)[-1] == together


def test_a_step_that_cannot_be_taken_is_left_with_the_rest(before: Evidence, tmp_path: Path) -> None:
    """The snapshot names a ward that is none today: its localities cannot be put together again."""
    now = small(tmp_path / "now", FIGURE)
    snapshot = frozen(before, LOCALITIES)
    first, *rest = snapshot.boundaries.localities
    lost = replace(snapshot.boundaries, localities=(replace(first, wards=("S13009999",)), *rest))
    found = moved(now, replace(snapshot, boundaries=lost))
    assert causes_of(found) == {"data or boundaries"}
    gone = replace(snapshot, people_in_need="moonlight")
    assert causes_of(moved(now, gone)) == {"data or method"}
    weights = {grain: {name: {"moonlight": 1.0} for name in row} for grain, row in snapshot.indicators.items()}
    assert causes_of(moved(now, replace(snapshot, indicators=weights))) == {"data or weights"}
    assert_adds_up(found)


def test_what_no_version_explains_is_said_to_be_unexplained(before: Evidence) -> None:
    snapshot = frozen(before)
    first, *rest = snapshot.areas
    forged = replace(snapshot, areas=(replace(first, need_rank=2.0, level=Level.NO_FLAG), *rest))
    found = moved(before, forged)
    assert causes_of(found) == {"unexplained"}
    assert found.causes == (*CAUSES, "unexplained")
    assert moved_sentences(found)[0].endswith("by something this file does not know of.")


def test_sources_left_out_are_other_data(before: Evidence) -> None:
    snapshot = frozen(before)
    assert left_over(before, snapshot) == "unexplained"
    assert left_over(before, replace(snapshot, left_out=("census",))) == "data"


@settings(max_examples=8)
@given(given_=st.data())
def test_whatever_a_partnership_chooses_otherwise_is_explained(before: Evidence, given_: st.DataObject) -> None:
    """No choice of a partnership leaves anything unexplained, and all causes add up."""
    own = before.partnership
    wards = given_.draw(st.permutations(["S13003066", "S13003067"]))
    localities = tuple(replace(one, wards=(ward,)) for one, ward in zip(own.localities, wards, strict=True))
    zones = given_.draw(st.lists(st.sampled_from(["S01011833", "S01011834", "S01011835"]), min_size=1, unique=True))
    weights = {name: given_.draw(st.floats(0.1, 5)) for name in ("Poverty", "Safety")}
    changed = other(
        before,
        localities=localities,
        exceptions=given_.draw(st.sampled_from([{}, {"S01011836": "locality-highland"}])),
        places=tuple(replace(place, data_zones=tuple(zones)) for place in own.places),
        weights={"equal": weights},
        thresholds=thresholds(own, half=given_.draw(st.floats(0, 1)), firm=given_.draw(st.floats(0.5, 1))),
    )
    grain = given_.draw(st.sampled_from([LOCALITIES, PLACES, ZONES, SMALLEST]))
    now, then = given_.draw(st.permutations([before, changed]))
    found = moved(now, frozen(then, grain))
    assert found.causes == CAUSES
    assert causes_of(found) <= {"weights", "method", "boundaries"}
    assert_adds_up(found)


def test_a_snapshot_of_another_partnership_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the snapshot is of perth-and-kinross, not of fife$"):
        moved(evidence("fife"), frozen(OURS))


def test_a_kind_of_area_the_partnership_has_no_more_is_refused() -> None:
    with pytest.raises(DataError, match=r"^snapshot, grain: Perth and Kinross has no localities today$"):
        moved(other(OURS, localities=(), exceptions={}), frozen(OURS, LOCALITIES))


def test_sentences_count_in_plain_words() -> None:
    snapshot = frozen(OURS)
    codes = [one.area_code for one in snapshot.areas]
    places = {codes[0]: 2.0, codes[1]: 1.0}
    rows = [replace(one, need_rank=places.get(one.area_code, one.need_rank)) for one in snapshot.areas]
    rows[0] = replace(rows[0], level=Level.LOOK_CLOSER)
    then = replace(snapshot, areas=tuple(rows), coverage=Coverage(12_046, 5_000, 7_046))
    then = replace(then, versions=replace(then.versions, figures="other"))
    priority = sum(one.level == Level.PRIORITY for one in snapshot.areas)
    first, second = (one.area_name for one in snapshot.areas[:2])
    assert moved_sentences(moved(OURS, then)) == [
        f"2 of 35 ranks have moved and 1 of {priority} priority areas has changed since 21 November 2026: "
        "by other figures.",
        f"{first} moves furthest: 1 place towards greatest need, from 2nd to 1st.",
        f"{first} has become a priority area: by other figures.",
        "Of 12,046 people on low income, 5,000 lived in the priority areas; now it is 5,799 of 12,046: "
        "by other figures.",
    ]
    assert second != first
