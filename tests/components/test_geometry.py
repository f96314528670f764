"""Serving shapes: the areas that were asked for, compressed, kept for ever under one version, and nothing else."""

import gzip
import importlib
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.components.geometry import FOREVER, map_layers
from dashboard.evidence import evidence, library
from dashboard.vocabulary import AreaType

OURS = evidence("perth-and-kinross")
KINDS = [*OURS.area_types]
GZIP = {"Accept-Encoding": "gzip"}
EXPECTED = {AreaType.DATA_ZONE: 186, AreaType.INTERMEDIATE_ZONE: 35, AreaType.WARD: 12, AreaType.LOCALITY: 5}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()


def shapes(client: FlaskClient, url: str) -> list[dict[str, Any]]:
    """The features at an address, which has answered as every such address should."""
    answer = client.get(url, headers=GZIP)
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert answer.headers["Cache-Control"] == FOREVER
    assert "immutable" in FOREVER
    assert "Accept-Encoding" in answer.headers["Vary"]
    record = json.loads(gzip.decompress(answer.data))
    assert record["type"] == "FeatureCollection"
    return record["features"]


def positions(coordinates: Any) -> list[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        return [(coordinates[0], coordinates[1])]
    return [pair for part in coordinates for pair in positions(part)]


@pytest.mark.parametrize("kind", KINDS)
def test_shapes_are_those_of_the_areas(client: FlaskClient, kind: AreaType) -> None:
    features = shapes(client, map_layers(OURS, kind).areas_url)
    areas = OURS.areas_of(kind)
    assert sorted(feature["id"] for feature in features) == sorted(areas.index)
    assert len(features) == EXPECTED.get(kind, len(features))
    for feature in features:
        assert feature["properties"]["area_code"] == feature["id"]
        assert feature["properties"]["area_name"] == areas["area_name"][feature["id"]]
        assert feature["geometry"]["type"] in {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("kind", [AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE, AreaType.COUNCIL_AREA])
def test_all_of_scotland_is_there(client: FlaskClient, kind: AreaType) -> None:
    features = shapes(client, map_layers(OURS, kind, everywhere=True).areas_url)
    areas = library().areas
    assert sorted(feature["id"] for feature in features) == sorted(areas.index[areas["area_type"] == kind])
    if kind == AreaType.DATA_ZONE:
        assert len(features) == 6_976


def test_shapes_lie_inside_the_part_of_the_world_the_map_opens_on(client: FlaskClient) -> None:
    layers = map_layers(OURS, AreaType.INTERMEDIATE_ZONE)
    (south, west), (north, east) = layers.bounds
    for feature in shapes(client, layers.areas_url):
        for longitude, latitude in positions(feature["geometry"]["coordinates"]):
            assert west - 0.001 <= longitude <= east + 0.001
            assert south - 0.001 <= latitude <= north + 0.001


@pytest.mark.parametrize("partnership_id", ["perth-and-kinross", "fife", "shetland-islands"])
@pytest.mark.parametrize("everywhere", [False, True])
def test_every_layer_of_a_map_is_served(client: FlaskClient, partnership_id: str, everywhere: bool) -> None:
    layers = map_layers(evidence(partnership_id), AreaType.INTERMEDIATE_ZONE, everywhere)
    for url in (layers.areas_url, layers.outlines_url, layers.labels_url):
        assert shapes(client, url) != [], url
    shapes(client, layers.lochs_url)


def test_ward_maps_have_the_true_outlines_on_top(client: FlaskClient) -> None:
    layers = map_layers(OURS, AreaType.WARD)
    assert "ward-outlines" in layers.outlines_url
    codes = {feature["id"] for feature in shapes(client, layers.outlines_url)}
    assert codes == set(OURS.areas_of(AreaType.WARD).index)


def test_a_browser_that_takes_no_compression_gets_the_same(client: FlaskClient) -> None:
    url = map_layers(OURS, AreaType.WARD).areas_url
    plain = client.get(url, headers={"Accept-Encoding": "identity"})
    assert plain.status_code == 200
    assert "Content-Encoding" not in plain.headers
    assert json.loads(plain.data)["features"] == shapes(client, url)


def test_the_address_carries_the_version_of_the_evidence() -> None:
    assert f"/{library().version}/" in map_layers(OURS, AreaType.WARD).areas_url


@pytest.mark.parametrize(
    "path",
    [
        "000000000000/perth-and-kinross/ward.geojson",
        "{version}/atlantis/ward.geojson",
        "{version}/perth-and-kinross/galaxy.geojson",
        "{version}/perth-and-kinross/.geojson",
        "{version}/scotland/ward.geojson",
        "{version}/scotland/outlines.geojson",
        "{version}/perth-and-kinross/lochs.geojson",
        "{version}/perth-and-kinross/ward.json",
        "{version}/perth-and-kinross/ward",
        "{version}/perth-and-kinross/../../../data/sources.toml",
        "{version}/..%2f..%2fdata/ward.geojson",
        "{version}/perth-and-kinross/..%2f..%2fsources.geojson",
        "{version}/perth-and-kinross/%2e%2e/ward.geojson",
        "{version}/perth-and-kinross/ward%00.geojson",
        "{version}/PERTH-AND-KINROSS/ward.geojson",
    ],
)
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/shapes/{path.format(version=library().version)}", headers=GZIP)
    assert answer.status_code == 404 or "text/html" in answer.headers["Content-Type"]
    assert b"FeatureCollection" not in answer.data
    assert b"publisher" not in answer.data


def test_every_answer_keeps_the_browser_from_asking_elsewhere(client: FlaskClient) -> None:
    for url in ("/", map_layers(OURS, AreaType.WARD).areas_url, "/_dash-layout", "/assets/theme.css"):
        headers = client.get(url).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http:" not in policy
        assert "https:" not in policy
        assert "unsafe-eval" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
