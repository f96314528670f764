"""The files of one chart or map, opened by programs that are not ours."""

import io
import json
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from PIL import Image

from dashboard.evidence import evidence
from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exports.exhibit_file import SHAPES, exhibit_file
from dashboard.exports.flat_table import frame
from dashboard.exports.made import MEDIA, Made
from tests.exports.pack.reopened import not_in_workbook, unsafe_cells

HELD = evidence("perth-and-kinross")
CHART, MAP = "need-ranges", "need-map"


@cache
def an_exhibit(key: str) -> Exhibit | MapExhibit:
    found = exhibit_of(key, {})
    assert isinstance(found, Exhibit | MapExhibit)
    return found


@cache
def a_file(key: str, ending: str) -> Made:
    return exhibit_file(HELD, an_exhibit(key), ending)


@pytest.mark.parametrize("key", [CHART, MAP])
@pytest.mark.parametrize("ending", ["csv", "png"])
def test_a_file_is_named_by_partnership_what_it_shows_and_day(key: str, ending: str) -> None:
    made = a_file(key, ending)
    partnership, what, day = made.name.removesuffix(f".{ending}").split("_")
    assert (partnership, day) == ("perth-and-kinross", date.today().isoformat())
    assert what.replace("-", " ").split()[0] == an_exhibit(key).caption.title.lower().split()[0]
    assert made.media == MEDIA[ending]
    made.name.encode("ascii")


@pytest.mark.parametrize("key", [CHART, MAP])
def test_a_csv_says_what_it_shows_and_has_the_figures(key: str) -> None:
    held, text = an_exhibit(key), a_file(key, "csv").content.decode("utf-8-sig")
    said = [line for line in text.splitlines() if line.startswith("# ")]
    for words in (held.caption.title, held.caption.subtitle, held.caption.source, HELD.library.version):
        assert any(words in line for line in said), words
    found = pd.read_csv(io.StringIO(text), comment="#")
    assert list(found.columns) == list(frame(held.table).columns)
    assert found["Need score"].tolist() == [float(row) for row in frame(held.table)["Need score"]]
    assert a_file(key, "csv").content.startswith(b"\xef\xbb\xbf")  # so that Excel reads it as UTF-8


@pytest.mark.parametrize("key", [CHART, MAP, "rollout-people", "rollout-curve"])
def test_a_file_says_the_weights_it_was_made_under(key: str) -> None:
    for weights, said in {
        "equal": "Poverty 33%, Employability 33% and Health and Wellbeing 33%",
        "2,1,1": "Poverty 50%, Employability 25% and Health and Wellbeing 25%",
    }.items():
        held = exhibit_of(key, {"weights": weights})
        assert isinstance(held, Exhibit | MapExhibit)
        text = exhibit_file(HELD, held, "csv").content.decode("utf-8-sig")
        assert f"weights: {said}" in text


def test_a_file_says_that_indicators_have_weights_of_ones_own() -> None:
    for indicators, said in {"": False, "simd_income:3": True}.items():
        held = exhibit_of(CHART, {"indicators": indicators})
        assert isinstance(held, Exhibit)
        assert ("indicators by weights of one's own" in held.caption.source) == said


@pytest.mark.parametrize("key", [CHART, MAP])
def test_a_workbook_has_the_figures_and_no_formula(key: str) -> None:
    content = a_file(key, "xlsx").content
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Cover", "Contents", "Notes", "Figures"]
    assert unsafe_cells(content) == []
    assert not_in_workbook(content, [an_exhibit(key).table]) == []


@pytest.mark.parametrize("key", [CHART, MAP])
def test_a_picture_opens_and_is_not_empty(key: str) -> None:
    picture = Image.open(io.BytesIO(a_file(key, "png").content)).convert("RGB")
    assert picture.width >= 1200
    assert picture.height > 400
    assert len(picture.getcolors(maxcolors=1 << 24) or []) > 20


@pytest.mark.parametrize("key", [CHART, MAP])
def test_a_drawing_opens_and_says_what_it_shows(key: str) -> None:
    content = a_file(key, "svg").content
    assert ElementTree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<script" not in content


def test_shapes_open_with_the_figures_of_every_area(tmp_path: Path) -> None:
    held = an_exhibit(MAP)
    assert isinstance(held, MapExhibit)
    path = tmp_path / "map.gpkg"
    path.write_bytes(a_file(MAP, "gpkg").content)
    found = gpd.read_file(path).set_index("area_code")
    collection = json.loads(a_file(MAP, "geojson").content)
    assert found.crs == 27700
    assert set(found.index) == set(held.figures.index) == {one["id"] for one in collection["features"]}
    scores = {one["id"]: one["properties"]["need_score"] for one in collection["features"]}
    for code, score in held.figures["need_score"].items():
        assert found["need_score"][str(code)] == pytest.approx(score)
        assert scores[str(code)] == pytest.approx(score)


@pytest.mark.parametrize("ending", ["", "exe", "CSV", "pdf", "html", "../csv"])
def test_there_is_no_other_kind_of_file(ending: str) -> None:
    with pytest.raises(ValueError, match="there is no"):
        exhibit_file(HELD, an_exhibit(MAP), ending)


@pytest.mark.parametrize("ending", SHAPES)
def test_a_chart_has_no_shapes(ending: str) -> None:
    with pytest.raises(ValueError, match=f"there is no {ending} of need-ranges"):
        exhibit_file(HELD, an_exhibit(CHART), ending)
