"""The evidence that is shipped: every definition beside its figures, and figures anyone can check by hand."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.evidence import Library, evidence, library
from dashboard.evidence.files import DATA
from dashboard.evidence.library import _library  # pyright: ignore[reportPrivateUsage]
from dashboard.statistics.scoring import held_indicators, national_need
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import GRAINS, SCOTLAND, AreaType, Level, Status, Topic

DEFINITIONS = sorted((DATA / "indicators").glob("*.toml"))
LATEST = "SIMD 2020v2"
COMPILED = "Community Planning Outcomes Profile"
OURS = evidence("perth-and-kinross")


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_a_definition_stands_beside_its_figures_and_says_where_they_come_from(path: Path) -> None:
    assert path.with_suffix(".csv").exists()
    indicator = library().indicators[path.stem]
    assert len(library().figures(path.stem)) > 0
    assert indicator.definition.endswith(".")
    assert indicator.name == indicator.name.strip() != ""
    source = indicator.source
    assert source.publisher
    assert source.title
    assert source.licence
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", source.retrieved)
    if source.title == COMPILED:
        assert "the underlying statistics are OGL v3.0" in source.compilation
        assert "the compilation states no licence" in source.compilation
        assert "Improvement Service" in source.publisher
    else:
        assert source.compilation == ""


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_figures_are_of_known_areas_and_zero_is_never_a_reason(path: Path) -> None:
    table = library().figures(path.stem)
    unpublished = table["status"].isin([Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE])
    assert table.loc[unpublished, "value"].notna().sum() == 0
    assert table.loc[~unpublished, "value"].isna().sum() == 0
    assert set(table["area_code"]) <= set(library().areas.index)


def test_no_figures_stand_without_a_definition() -> None:
    figures = {path.stem for path in (DATA / "indicators").glob("*.csv")}
    assert figures == {path.stem for path in DEFINITIONS}


def test_there_are_enough_indicators_and_every_topic_has_some() -> None:
    assert len(library().indicators) >= 40
    assert {indicator.topic for indicator in library().indicators.values()} == set(Topic)


def test_the_data_folder_is_small_enough_to_clone() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 40_000_000


def test_suppressed_crime_is_kept_apart_from_zero() -> None:
    table = library().published("simd_crime", AreaType.DATA_ZONE).of_period(LATEST)
    ours = table.reindex(OURS.areas_of(AreaType.DATA_ZONE).index)
    assert ours["status"].value_counts().to_dict() == {"published": 152, "suppressed": 34}
    assert ours.loc[ours["status"] == Status.SUPPRESSED, "value"].isna().sum() == 34
    assert ours.loc[ours["status"] == Status.SUPPRESSED, "denominator"].gt(0).sum() == 34


def test_zero_is_a_published_number() -> None:
    tables = {key: library().figures(key) for key in library().indicators}
    zeros = {key: set(table.loc[table["value"] == 0, "status"]) for key, table in tables.items()}
    held = {key: words for key, words in zeros.items() if words}
    assert len(held) > 10
    assert set.union(*held.values()) <= {Status.PUBLISHED, Status.IMPUTED}
    assert "simd_income" in held


def figure(indicator_id: str, area_code: str, period: str = LATEST) -> tuple[float, float, float]:
    table = library().sheet(indicator_id, AreaType.of(area_code)).of_period(period)
    numerator, denominator, value = table[["numerator", "denominator", "value"]].T[area_code].tolist()
    return numerator, denominator, value


def test_people_on_low_income_by_hand() -> None:
    assert figure("simd_income", "S12000048") == pytest.approx((12_046, 151_100, 7.97), abs=0.005)
    assert figure("simd_income", SCOTLAND) == pytest.approx((654_561, 5_424_800, 12.07), abs=0.005)
    letham, people, rate = figure("simd_income", "S02002234")
    assert letham == 1_019
    assert rate == pytest.approx(100 * letham / people)


def test_the_need_flags_of_perth_and_kinross_by_intermediate_zone() -> None:
    summary = need_summary(OURS, AreaType.INTERMEDIATE_ZONE)
    assert (summary.areas["level"] == Level.PRIORITY).sum() == 10
    found = summary.coverage
    assert (found.inside, found.outside, found.people) == (5_799, 6_247, 12_046)

    scone = summary.areas[summary.areas["area_name"] == "Scone"]
    assert scone["level"].tolist() == [Level.LOOK_CLOSER]
    assert "pocket" in [flag.code for flag in summary.flags[str(scone.index[0])]]

    remote = {flag.code: flag for flag in summary.flags["S02002247"]}["remote_need"]
    assert remote.sentence == "133 people on low income live where services are hardest to reach."
    assert remote.numbers == {"people": 133}

    above = {flag.code: flag for flag in summary.flags["S02002246"]}["rate_above"]
    assert "10.6%" in above.sentence
    assert "9.6–11.8%" in above.sentence


@pytest.fixture
def without_compilation(monkeypatch: pytest.MonkeyPatch) -> Library:
    """The evidence of an installation that leaves the compilation out, read past what is held in memory."""
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "cpop")
    return _library.__wrapped__(DATA)


def test_an_installation_can_leave_the_compilation_out(without_compilation: Library) -> None:
    left = without_compilation
    assert left.left_out == {"cpop"}
    compiled = {key for key, indicator in library().indicators.items() if indicator.source.title == COMPILED}
    assert len(compiled) > 10
    assert set(left.indicators) == set(library().indicators) - compiled
    assert set(left.sheets) == set(left.indicators)

    weights = OURS.partnership.weights["equal"]
    for grain in GRAINS:
        held = held_indicators(left, OURS.partnership, grain)
        assert not {key for row in held.values() for key in row} & compiled
        national = national_need(left, OURS.partnership, grain, weights)
        assert national["national_rank"].max() > 0.95 * (left.areas["area_type"] == grain).sum()
        assert set(national["national_fifth"].dropna()) == {1, 2, 3, 4, 5}

    summary = need_summary(replace(OURS, library=left), AreaType.INTERMEDIATE_ZONE)
    assert len(summary.areas) == 35
    assert summary.coverage.people == 12_046
    assert summary.coverage.inside > 0
