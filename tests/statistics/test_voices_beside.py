"""What people say and what they have stands beside the figures: it never changes a score, rank, flag or version."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dashboard.evidence import evidence, library
from dashboard.evidence.files import Versions, code_version, data_version, versions
from dashboard.evidence.partnership_evidence import evidence_of_partnership
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.voices_beside import Beside, beside
from dashboard.vocabulary import AreaType, Asset, Outcome, PlaceDimension, Says, Topic, Voice

OURS = evidence("perth-and-kinross")
AREAS = [str(code) for code in OURS.areas.index]
DATA = Path(__file__).resolve().parents[2] / "data"
BETTER, SIMILAR, WORSE, NOT = Outcome.BETTER, Outcome.SIMILAR, Outcome.WORSE, Outcome.NOT_COMPARED


def a_voice(area_code: str, topic: Topic, says: Says, indicator_id: str = "") -> Voice:
    said = ("A walk with residents", "All agreed", "It is **so**.")
    return Voice(area_code, "Buses", topic, PlaceDimension.PLAY, says, "2026-05", *said, indicator_id)


VOICES = st.lists(
    st.builds(a_voice, st.sampled_from(AREAS), st.sampled_from(Topic), st.sampled_from(Says)), min_size=1, max_size=30
)
ASSETS = st.lists(
    st.builds(Asset, st.just("Hall"), st.just("Hall"), st.sampled_from(AREAS), st.just("Walk"), st.just("2026-05")),
    min_size=1,
    max_size=30,
)


def scored(name: str, voices: list[Voice], assets: list[Asset]) -> NeedSummary:
    """The need of places with nothing remembered: under a name of its own, so that it is worked out afresh."""
    by_area = {code: tuple(one for one in voices if one.area_code == code) for code in {v.area_code for v in voices}}
    other = replace(OURS.library, voices=by_area, assets=tuple(assets), memory={})
    other = replace(other, versions=replace(other.versions, data=name))
    return need_summary(replace(evidence_of_partnership(other, OURS.partnership), tried=True), AreaType.PLACE)


@cache
def without() -> NeedSummary:
    return scored("none", [], [])


@settings(max_examples=5, phases=[Phase.generate])
@given(VOICES, ASSETS)
def test_no_voice_and_no_asset_changes_a_score_a_rank_or_a_flag(voices: list[Voice], assets: list[Asset]) -> None:
    found = scored(f"some {hash((*voices, *assets))}", voices, assets)
    pd.testing.assert_frame_equal(found.areas, without().areas, check_exact=True)
    assert found.areas["need_rank"].notna().all()
    assert found.flags == without().flags
    assert found.coverage == without().coverage


def afresh(data: Path) -> Versions:
    for one in (data_version, code_version, versions):
        one.cache_clear()
    return versions(data)


def test_no_voice_and_no_asset_changes_a_version(data: Path) -> None:
    before = afresh(data)
    for folder, template, name in (("stories", "TEMPLATE.md", "S02002219.md"), ("assets", "TEMPLATE.csv", "halls.csv")):
        (data / folder).mkdir()
        text = (DATA / folder / template).read_text(encoding="utf-8").replace("S01011982", "S01011834")
        (data / folder / name).write_text("\n".join(text.splitlines()[:2] if name == "halls.csv" else [text]) + "\n")
    found = library(data)
    assert list(found.voices) == ["S02002219"]
    assert len(found.assets) == 1
    assert afresh(data) == found.versions == before


def outcomes(**words: Outcome) -> pd.DataFrame:
    return pd.DataFrame({"partnership_outcome": words})


@pytest.mark.parametrize(
    ("says", "word", "wanted"),
    [
        (Says.HARDER, WORSE, Beside.AGREE),
        (Says.EASIER, BETTER, Beside.AGREE),
        (Says.SIMILAR, SIMILAR, Beside.AGREE),
        (Says.HARDER, BETTER, Beside.DIFFER),
        (Says.HARDER, SIMILAR, Beside.DIFFER),
        (Says.EASIER, WORSE, Beside.DIFFER),
        (Says.SIMILAR, WORSE, Beside.DIFFER),
        (Says.HARDER, NOT, Beside.NOT_COMPARED),
    ],
)
def test_a_voice_on_an_indicator_is_held_against_it_alone(says: Says, word: Outcome, wanted: Beside) -> None:
    voice = a_voice("place-alyth", Topic.POVERTY, says, "simd_income")
    assert beside(OURS, voice, outcomes(simd_income=word, child_poverty=WORSE, simd_crime=BETTER)) == wanted
    assert beside(OURS, voice, outcomes(child_poverty=word)) == Beside.NOT_COMPARED


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((WORSE, WORSE, BETTER), Says.HARDER),
        ((BETTER, SIMILAR, SIMILAR), Says.EASIER),
        ((WORSE, BETTER, SIMILAR), Says.SIMILAR),
        ((SIMILAR, NOT, SIMILAR), Says.SIMILAR),
        ((NOT, NOT, WORSE), Says.HARDER),
        ((NOT, NOT, NOT), None),
    ],
)
def test_a_voice_on_a_topic_is_held_against_the_balance_of_the_topic(
    words: tuple[Outcome, ...], wanted: Says | None
) -> None:
    keys = [key for key, one in OURS.indicators.items() if one.topic == Topic.HEALTH][:3]
    figures = outcomes(**dict(zip(keys, words, strict=True)), simd_income=WORSE, child_poverty=WORSE, simd_crime=BETTER)
    for says in Says:
        agree = Beside.AGREE if says == wanted else Beside.DIFFER
        expected = Beside.NOT_COMPARED if wanted is None else agree
        assert beside(OURS, a_voice("place-alyth", Topic.HEALTH, says), figures) == expected
    assert beside(OURS, a_voice("place-alyth", Topic.HOUSING, Says.HARDER), figures) == Beside.NOT_COMPARED
