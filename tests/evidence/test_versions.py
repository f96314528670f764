"""The versions of what a ranking rests on: each changes with its own files and with no others."""

from dataclasses import asdict
from pathlib import Path

import pytest

from dashboard.evidence import library
from dashboard.evidence.files import CODE, Versions, code_version, data_version, versions

LOOKUP = "areas/data_zones_2011.csv"


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A folder of code with a module a floor."""
    for name in ("vocabulary/areas.py", "evidence/library.py", "statistics/need.py", "pages/need.py"):
        path = tmp_path / "code" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"NAME = {name!r}\n", encoding="utf-8", newline="\n")
    return tmp_path / "code"


def afresh(data: Path, code: Path = CODE) -> Versions:
    """The versions, read again."""
    for one in (data_version, code_version, versions):
        one.cache_clear()
    return versions(data, code)


def changed(before: Versions, after: Versions) -> set[str]:
    return {name for name, value in asdict(before).items() if asdict(after)[name] != value}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        ("indicators/low_income.csv", "2020,60,600", "2020,61,600", {"data", "figures"}),
        ("indicators/low_income.toml", "Poverty", "Health and Wellbeing", {"data", "method"}),
        (LOOKUP, "Urban Areas,600,", "Urban Areas,601,", {"data", "figures"}),
        (LOOKUP, "S01009000,Shore - 01,S02001800", "S01009000,Shore - 01,S02001801", {"data", "boundaries"}),
        (LOOKUP, "Shore - 01", "Strand - 01", {"data", "boundaries"}),
        ("partnerships/perth-and-kinross.toml", "half = 0.5", "half = 0.6", {"data"}),
        ("sources.toml", "2026-11-21", "2026-11-22", {"data"}),
    ],
)
def test_a_change_shows_in_its_own_version(data: Path, file: str, old: str, new: str, wanted: set[str]) -> None:
    before = afresh(data)
    edit(data / file, old, new)
    assert changed(before, afresh(data)) == wanted


@pytest.mark.parametrize(
    ("module", "wanted"),
    [
        ("vocabulary/areas.py", {"method"}),
        ("evidence/library.py", {"method"}),
        ("statistics/need.py", {"method"}),
        ("pages/need.py", set[str]()),
    ],
)
def test_code_that_works_out_need_is_method(data: Path, code: Path, module: str, wanted: set[str]) -> None:
    before = afresh(data, code)
    edit(code / module, "NAME", "OTHER")
    assert changed(before, afresh(data, code)) == wanted


def test_another_library_is_another_method(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = afresh(data)
    monkeypatch.setattr("dashboard.evidence.files.version", lambda name: "0.0")
    assert changed(before, afresh(data)) == {"method"}


def test_a_new_file_and_another_name_are_changes(data: Path) -> None:
    before = afresh(data)
    (data / "indicators" / "crime.csv").rename(data / "indicators" / "crimes.csv")
    assert changed(before, afresh(data)) == {"data", "figures"}


def test_outlines_that_are_only_drawn_are_data_alone(data: Path) -> None:
    before = afresh(data)
    (data / "boundaries").mkdir()
    (data / "boundaries" / "wards_2025.geojson").write_text("{}")
    assert changed(before, afresh(data)) == {"data"}


def test_windows_line_ends_change_nothing(data: Path, code: Path) -> None:
    before = afresh(data, code)
    for path in [*data.rglob("*.*"), *code.rglob("*.py")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert afresh(data, code) == before


def test_what_was_found_and_not_published_is_no_evidence(data: Path) -> None:
    before = afresh(data)
    (data / "calibration.toml").write_text("zones = 1\n")
    assert afresh(data) == before


def test_the_library_carries_its_versions(data: Path) -> None:
    held = library(data)
    assert held.versions == versions(data)
    assert held.version == held.versions.data == data_version(data)
    assert len({len(one) for one in asdict(held.versions).values()} | {12}) == 1
    assert len(set(asdict(held.versions).values())) == 4
