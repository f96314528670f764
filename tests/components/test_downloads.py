"""What the server gives to take away: every file of a chart or map, and packs told line by line."""

import base64
import importlib
import io
import json
import zipfile
from typing import Any
from urllib.parse import quote

import pandas as pd
import pytest
from flask.testing import FlaskClient
from PIL import Image

from dashboard.components.downloads import STREAM
from dashboard.exports.made import MEDIA
from tests.exports.pack.reopened import Page

AREA = "S02002248"
NAMES = ("面", "a\x01b", "a\nb: c", 'x"; y', "<b>x</b><script>", "$$licence$$ [a](http://b.example)", "=1+1", " ")
ODD = (
    "partnership=atlantis",
    "area_code=",
    "area_code=%00",
    "zones=%FF%FE",
    "weights=nan,nan,nan&grain=galaxy",
    f"areas={'x' * 3000}",
    "=&&==",
    "page=²&indicator=happiness&period=1066",
    "%",
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()


def lines(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    answer = client.get(f"/pack?{query}")
    assert (answer.status_code, answer.mimetype) == (200, STREAM)
    assert answer.headers["Cache-Control"] == "no-store"
    return [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]


@pytest.mark.parametrize("key", ["need-ranges", "need-map"])
@pytest.mark.parametrize("ending", ["csv", "png"])
def test_a_chart_and_a_map_can_be_taken_away(client: FlaskClient, key: str, ending: str) -> None:
    answer = client.get(f"/take/{key}.{ending}?partnership=perth-and-kinross")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == MEDIA[ending]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    said = answer.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="perth-and-kinross_')
    assert said.endswith(f'.{ending}"')
    if ending == "csv":
        found = pd.read_csv(io.BytesIO(answer.data), comment="#", encoding="utf-8-sig")
        assert len(found) == 35
    else:
        assert Image.open(io.BytesIO(answer.data)).width > 1000


def test_what_is_taken_away_is_what_the_address_shows(client: FlaskClient) -> None:
    by_zone = client.get("/take/need-map.csv?grain=data_zone").data.decode("utf-8-sig")
    assert len(pd.read_csv(io.StringIO(by_zone), comment="#")) == 186
    of_area = client.get(f"/take/area-why.csv?area_code={AREA}").data.decode("utf-8-sig")
    assert "Why Blairgowrie East (Rattray) has its need score" in of_area
    shapes = json.loads(client.get("/take/need-map.geojson").data)
    assert len(shapes["features"]) == 35


@pytest.mark.parametrize(
    "address",
    [
        *("no-such-chart.csv", "need-map.exe", "need-map.pdf", "need-ranges.geojson", "need-ranges.gpkg"),
        *("area-map.csv", "area-map.csv?area_code=S02999999", "area-map.csv?area_code=custom-area"),
        *(f"area-spine-99.csv?area_code={AREA}", "need-map-areas.csv", "explore-trend.csv"),
        *(
            "area-map.csv?area_code=S12000048",
            "_MAKERS.csv",
            "%00.csv",
            f"area-map.csv?area_code={AREA}&partnership=fife",
        ),
    ],
)
def test_what_there_is_not_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(f"/take/{address}").status_code == 404


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("key", ["need-ranges", "compare-spread", "explore-bars", "custom-map", "area-spread"])
def test_an_odd_address_never_breaks_the_server(client: FlaskClient, key: str, query: str) -> None:
    answer = client.get(f"/take/{key}.csv?{query}")
    assert answer.status_code in {200, 404}
    if answer.status_code == 200:
        answer.headers["Content-Disposition"].encode("ascii")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["csv", "xlsx", "svg"])
def test_any_name_of_an_area_of_ones_own_can_be_taken_away(client: FlaskClient, name: str, ending: str) -> None:
    answer = client.get(f"/take/area-spread.{ending}?area_code=custom-area&zones=S02002248&name={quote(name)}")
    assert answer.status_code == 200
    said = answer.headers["Content-Disposition"]
    assert said.encode("ascii")
    assert said.count('"') == 2
    assert b"<script" not in answer.data
    if ending == "xlsx":
        assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_a_pack_is_told_step_by_step_and_its_files_open(client: FlaskClient) -> None:
    found = lines(client, f"areas={AREA}&formats=html,xlsx")
    assert [one["what"] for one in found if one["what"] != "step"] == ["made", "made", "done"]
    assert found[-1] == {"what": "done"}
    steps = [one for one in found if one["what"] == "step"]
    assert [one["done"] for one in steps] == list(range(steps[0]["parts"]))
    assert all(one["part"] for one in steps)
    book, page = (one for one in found if one["what"] == "made")  # in our order, not that of the address
    assert book["name"].endswith(".xlsx")
    assert zipfile.ZipFile(io.BytesIO(base64.b64decode(book["content"]))).testzip() is None
    assert page["media"] == "text/html"
    assert "Blairgowrie East (Rattray)" in Page(base64.b64decode(page["content"]).decode()).text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("areas=S02999999", "Perth and Kinross has no area 'S02999999'"),
        (f"areas={AREA}&partnership=fife", f"Fife has no area '{AREA}'"),
        ("areas=custom-area", "has no area 'custom-area'"),
        (f"areas={AREA}&formats=exe", "none of these is a kind of file: exe; there are pdf, docx, pptx, xlsx, html"),
    ],
)
def test_a_pack_that_cannot_be_made_says_why(client: FlaskClient, query: str, said: str) -> None:
    (found,) = lines(client, query)
    assert (found["what"], found["part"]) == ("failed", "The pack")
    assert said in found["why"]


def test_of_more_areas_than_a_pack_takes_none_is_made(client: FlaskClient) -> None:
    shapes = json.loads(client.get("/take/need-map.geojson").data)["features"]
    (found,) = lines(client, f"areas={','.join(one['id'] for one in shapes)}")
    assert found["why"] == "a pack is of 1 to 12 areas; 35 were asked for"
