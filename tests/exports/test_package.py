"""The package: what a stranger's program makes of it, the same bytes again, and the figures of the files."""

import csv
import importlib
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Checklist, Detector, Package, Schema, validate

from dashboard.evidence import library
from dashboard.evidence.files import DATA
from dashboard.evidence.sheet import sheet_of
from dashboard.exports.catalogue import AREA_SOURCE
from dashboard.exports.columns import Column, csvw_table, flat, row_schema, table_schema
from dashboard.exports.package import FIXED_TIME, evidence_package, figures_csv
from dashboard.exports.safe_text import UNSAFE_STARTS, csv_text

LOOKED_AT = ("indicators", "partnerships", "median_earnings", "fragility", "child_poverty", "simd_crime")
ROWS = 3_000
"""How many rows of a file are validated here: all of a million would take minutes."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as somebody finds it who unpacks it."""
    place = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(evidence_package(library()))) as archive:
        assert archive.testzip() is None
        archive.extractall(place)
    return place


@pytest.fixture(scope="module")
def descriptor(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def test_every_file_is_described_and_every_description_has_its_file(folder: Path, descriptor: dict[str, Any]) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert {one["path"] for one in descriptor["resources"]} == files
    assert files == {
        *("indicators.csv", "areas.csv", "partnerships.csv"),
        *(f"figures/{key}.csv" for key in library().indicators),
    }
    assert all((folder / one["path"]).stat().st_size == one["bytes"] for one in descriptor["resources"])
    names = [one["name"] for one in descriptor["resources"]]
    assert len(set(names)) == len(names)


def test_a_table_schema_and_csv_on_the_web_name_the_columns_that_are_there(
    folder: Path, descriptor: dict[str, Any]
) -> None:
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    tables = {table["url"]: table["tableSchema"] for table in metadata["tables"]}
    assert list(tables) == [one["path"] for one in descriptor["resources"]]
    for one in descriptor["resources"]:
        names = header(folder / one["path"])
        assert [field["name"] for field in one["schema"]["fields"]] == names
        assert [column["titles"] for column in tables[one["path"]]["columns"]] == names
        assert tables[one["path"]]["primaryKey"] == one["schema"]["primaryKey"]
        assert all(re.fullmatch(r"\w+", column["name"]) for column in tables[one["path"]]["columns"])


def test_a_stranger_opens_it(folder: Path) -> None:
    package = Package(str(folder / "datapackage.json"))
    assert (package.name, package.version) == ("locality-evidence", library().version)
    assert len(package.resources) == len(library().indicators) + 3
    errors = [error for one in package.resources for error in Schema.metadata_validate(one.schema.to_descriptor())]
    assert errors == []


@pytest.mark.parametrize("name", LOOKED_AT)
def test_its_rows_are_as_its_schema_says(folder: Path, name: str) -> None:
    package = Package(str(folder / "datapackage.json"))
    resource = package.get_resource(name)
    resource.schema.foreign_keys = []  # every area would be read again for each file; see the next test
    report = validate(resource, checklist=Checklist(), limit_rows=ROWS)
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:3]
    assert report.tasks[0].stats.get("rows", 0) > 30


def test_a_row_that_breaks_the_schema_would_be_seen(folder: Path) -> None:
    path = folder / "figures" / "fragility.csv"
    text = path.read_text(encoding="utf-8")
    broken = folder / "broken.csv"
    broken.write_text(text.replace('"published"', '"perhaps"', 1), encoding="utf-8")
    schema = Package(str(folder / "datapackage.json")).get_resource("fragility").schema
    schema.foreign_keys = []
    report = validate("broken.csv", basepath=str(folder), schema=schema, detector=Detector())
    broken.unlink()
    assert [error[0] for error in report.flatten(["type"])] == ["constraint-error"]


def test_every_figure_is_of_an_area_that_is_listed_and_no_key_is_there_twice(folder: Path) -> None:
    areas = pd.read_csv(folder / "areas.csv")
    assert areas["area_code"].is_unique
    known = set(areas["area_code"])
    assert {"locality-perth-city", "S92000003", "S01006506"} <= known
    for key in ("child_poverty", "simd_income", "median_earnings", "crime"):
        figures = pd.read_csv(folder / "figures" / f"{key}.csv", dtype={"period": "str"})
        assert set(figures["area_code"]) <= known
        assert not figures.duplicated(["area_code", "period"]).any()


@pytest.mark.parametrize("key", ["child_poverty", "simd_crime", "median_earnings"])
def test_the_figures_are_those_of_the_files_and_suppressed_ones_have_no_number(folder: Path, key: str) -> None:
    types = {"period": "str", "status": "str"}
    found = pd.read_csv(folder / "figures" / f"{key}.csv", dtype=types)
    held = pd.read_csv(DATA / "indicators" / f"{key}.csv", dtype=types)
    indicator = library().indicators[key]
    assert found["area_code"].tolist() == held["area_code"].tolist()
    assert found["status"].tolist() == held["status"].fillna("published").tolist()
    suppressed = found["status"] == "suppressed"
    assert found.loc[suppressed, ["numerator", "denominator", "value"]].isna().all(axis=None)
    shown = ~suppressed
    worked_out = held["value"].fillna(indicator.per * held["numerator"] / held["denominator"])
    pd.testing.assert_series_equal(found.loc[shown, "value"], worked_out[shown], check_names=False)
    pd.testing.assert_series_equal(found.loc[shown, "numerator"], held.loc[shown, "numerator"].astype(float))


def test_it_says_who_published_what_under_which_licence(descriptor: dict[str, Any]) -> None:
    resources = {one["name"]: one for one in descriptor["resources"]}
    assert resources["simd_income"]["licenses"][0]["name"] == "OGL-UK-3.0"
    (compiled,) = resources["median_earnings"]["licenses"]
    assert (compiled["name"], "path" in compiled) == ("notspecified", False)
    assert "the compilation states no licence" in compiled["title"]
    for key, indicator in library().indicators.items():
        (source,) = resources[key]["sources"]
        assert indicator.source.publisher in source["title"]
        assert indicator.definition in resources[key]["description"]
        assert indicator.unit in resources[key]["description"]


def test_areas_have_the_source_that_the_data_folder_names() -> None:
    lines = (DATA / "README.md").read_text(encoding="utf-8").splitlines()
    named = next(line for line in lines if line.startswith("| `areas/data_zones_2011.csv`"))
    assert all(text in named for text in (AREA_SOURCE.publisher, AREA_SOURCE.licence, AREA_SOURCE.retrieved))


def test_it_is_the_same_again_byte_for_byte() -> None:
    whole = library()
    first = evidence_package(whole)
    assert evidence_package(whole) is first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {FIXED_TIME}
        created = json.loads(archive.read("datapackage.json"))["created"]
    assert created[:10] == max(one.source.retrieved for one in whole.indicators.values())


def test_it_is_served_under_a_name_with_the_version_of_the_evidence() -> None:
    answer = importlib.import_module("app").server.test_client().get("/api/v1/package.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.data == evidence_package(library())
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Disposition"] == f'attachment; filename="package_{library().version}.zip"'


COLUMNS = (
    Column("name", "string", "A name"),
    Column("kind", "string", "A kind", empty=True, allowed=("a", "b|c")),
    Column("score: Health", "number", "A score", empty=True),
)


def test_one_column_is_said_in_three_standards() -> None:
    schema = row_schema(COLUMNS)
    assert schema["required"] == ["name", "kind", "score: Health"]
    assert schema["properties"]["kind"] == {
        "type": ["string", "null"],
        "enum": ["a", "b|c", None],
        "description": "A kind",
    }
    fields = table_schema(COLUMNS, ["name"])["fields"]
    assert [field["constraints"] for field in fields] == [
        {"required": True},
        {"required": False, "enum": ["a", "b|c"]},
        {"required": False},
    ]
    table = csvw_table("x.csv", COLUMNS)
    assert "primaryKey" not in table["tableSchema"]
    assert [column["name"] for column in table["tableSchema"]["columns"]] == ["name", "kind", "score_Health"]
    assert re.fullmatch(table["tableSchema"]["columns"][1]["datatype"]["format"], "b|c")


@pytest.mark.parametrize(
    ("value", "cell"),
    [(True, "true"), (False, "false"), (["a", "b c"], "a; b c"), ({"x": 1}, "x=1"), (None, None), (1.5, 1.5)],
)
def test_a_value_as_one_cell(value: Any, cell: Any) -> None:
    assert flat(value) == cell


def test_a_period_that_begins_as_a_formula_does_is_made_harmless_in_a_file() -> None:
    (kind, areas), *_ = library().codes.items()
    odd = library().figures("fragility").head(3).assign(area_code=areas[:3], period=["=2020", "2021", "-2022"])
    sheets = {"fragility": {kind: sheet_of(odd, areas)}}
    lines = figures_csv(replace(library(), sheets=sheets), "fragility").decode().splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ['"\'-2022"', '"2021"', '"\'=2020"']


@pytest.mark.parametrize("start", UNSAFE_STARTS)
def test_text_is_made_harmless_and_numbers_are_left_alone(start: str) -> None:
    text = csv_text([f"{start}heading", "n"], [[f"{start}1+1", -2.5]])
    heading, row = csv.reader(io.StringIO(text, newline=""))
    assert heading[0] == f"'{start}heading"
    assert row == [f"'{start}1+1", "-2.5"]
