"""Serving shapes: the areas that were asked for, compressed, kept for ever under one version, and nothing else."""

import importlib
import json
from functools import reduce
from typing import Any

import brotli
import numpy as np
import pytest
import shapely
from flask.testing import FlaskClient

from dashboard.components.delivery import FOREVER
from dashboard.components.geometry import classes_url, map_layers
from dashboard.evidence import evidence, library
from dashboard.exhibits.explore import explore_map, read
from dashboard.exports.layers import area_layer
from dashboard.vocabulary import AreaType

OURS = evidence("perth-and-kinross")
KINDS = [*OURS.area_types]
PACKED = {"Accept-Encoding": "br"}
EXPECTED = {AreaType.DATA_ZONE: 186, AreaType.INTERMEDIATE_ZONE: 35, AreaType.WARD: 12, AreaType.LOCALITY: 5}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()


def asked(client: FlaskClient, url: str) -> Any:
    """What is at an address, which has answered as every such address should."""
    answer = client.get(url, headers=PACKED)
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == FOREVER
    assert "immutable" in FOREVER
    assert "Accept-Encoding" in answer.headers["Vary"]
    return json.loads(brotli.decompress(answer.data))


def shapes(client: FlaskClient, url: str) -> dict[str, tuple[str, Any]]:
    """Name and shape of each area at an address, put together again from the steps that are sent."""
    sent = asked(client, url)
    return {code: (name, shape_of(rings, sent["scale"])) for code, name, rings in sent["areas"]}


def shape_of(rings: list[list[int]], scale: int) -> Any:
    """All that is inside an odd number of rings."""
    parts = [shapely.Polygon(np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / scale) for ring in rings]
    return reduce(lambda one, other: one.symmetric_difference(other), parts)


@pytest.mark.parametrize("kind", KINDS)
def test_shapes_are_those_of_the_areas(client: FlaskClient, kind: AreaType) -> None:
    found = shapes(client, map_layers(OURS, kind).areas_url)
    areas = OURS.areas_of(kind)
    assert sorted(found) == sorted(areas.index)
    assert len(found) == EXPECTED.get(kind, len(found))
    held = area_layer("perth-and-kinross", kind).shapes
    for code, (name, shape) in found.items():
        assert name == areas["area_name"][code]
        assert shape.symmetric_difference(held[code]).area < 1e-9 * held[code].area + 1e-12


@pytest.mark.parametrize("kind", [AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE, AreaType.COUNCIL_AREA])
def test_all_of_scotland_is_there(client: FlaskClient, kind: AreaType) -> None:
    found = asked(client, map_layers(OURS, kind, everywhere=True).areas_url)["areas"]
    areas = library().areas
    assert sorted(code for code, *_ in found) == sorted(areas.index[areas["area_type"] == kind])
    if kind == AreaType.DATA_ZONE:
        assert len(found) == 6_976


def test_shapes_lie_inside_the_part_of_the_world_the_map_opens_on(client: FlaskClient) -> None:
    layers = map_layers(OURS, AreaType.INTERMEDIATE_ZONE)
    (south, west), (north, east) = layers.bounds
    box = shapely.box(west - 0.001, south - 0.001, east + 0.001, north + 0.001)
    assert all(box.contains(shape) for _, shape in shapes(client, layers.areas_url).values())


def test_a_partnership_has_the_lochs_around_it_and_no_others(client: FlaskClient) -> None:
    ours, every = (
        {code for code, *_ in asked(client, map_layers(OURS, AreaType.WARD, everywhere).lochs_url)["areas"]}
        for everywhere in (False, True)
    )
    assert ours < every
    assert len(ours) < len(every) / 2
    assert {"Loch Tay", "Loch Leven"} <= ours


@pytest.mark.parametrize("partnership_id", ["perth-and-kinross", "fife", "shetland-islands"])
@pytest.mark.parametrize("everywhere", [False, True])
def test_every_layer_of_a_map_is_served(client: FlaskClient, partnership_id: str, everywhere: bool) -> None:
    layers = map_layers(evidence(partnership_id), AreaType.INTERMEDIATE_ZONE, everywhere)
    for url in (layers.areas_url, layers.outlines_url):
        assert asked(client, url)["areas"] != [], url
    assert asked(client, layers.lochs_url)["scale"] == 100_000
    labels = asked(client, layers.labels_url)
    assert labels
    assert [row[2] for row in labels] == sorted(row[2] for row in labels)
    for name, kind, _, latitude, longitude in labels:
        assert name
        assert kind
        assert (54 < latitude < 61, -9 < longitude < 0) == (True, True)


def test_where_names_of_cities_have_no_room_beside_each_other_the_largest_is_written(client: FlaskClient) -> None:
    labels = asked(client, map_layers(OURS, AreaType.DATA_ZONE, everywhere=True).labels_url)
    assert [row[0] for row in labels[:2]] == ["Glasgow", "Edinburgh"]


def test_ward_maps_have_the_true_outlines_on_top(client: FlaskClient) -> None:
    layers = map_layers(OURS, AreaType.WARD)
    assert "ward-outlines" in layers.outlines_url
    assert set(shapes(client, layers.outlines_url)) == set(OURS.areas_of(AreaType.WARD).index)


def test_a_browser_that_takes_no_compression_gets_the_same(client: FlaskClient) -> None:
    url = map_layers(OURS, AreaType.WARD).areas_url
    plain = client.get(url, headers={"Accept-Encoding": "identity"})
    assert plain.status_code == 200
    assert "Content-Encoding" not in plain.headers
    assert json.loads(plain.data) == asked(client, url)


def test_the_address_carries_the_version_of_the_evidence() -> None:
    assert f"/{library().version}/" in map_layers(OURS, AreaType.WARD).areas_url


@pytest.mark.parametrize("everywhere", [False, True])
def test_classes_are_those_that_the_explorer_shows(client: FlaskClient, everywhere: bool) -> None:
    sent = asked(client, classes_url(OURS, AreaType.DATA_ZONE, everywhere))
    assert len(sent["codes"]) == (6_976 if everywhere else 186)
    for indicator in ("simd_income", "simd_crime", "child_poverty"):
        extent = {"extent": "scotland"} if everywhere else {}
        for period, letters in list(sent["classes"].get(indicator, {}).items())[:2]:
            state = {"indicator": indicator, "areas": "data_zone", "period": period, **extent}
            shown = explore_map(OURS, read(OURS, state)).shading.classes
            assert {code: str(key)[0] for code, key in shown.items()} == dict(zip(sent["codes"], letters, strict=True))
    latest = next(iter(sent["classes"]["simd_income"]))
    assert latest == read(OURS, {"indicator": "simd_income", "areas": "data_zone"}).period


@pytest.mark.parametrize("path", ["x/perth-and-kinross/partnership/ward", "{version}/atlantis/partnership/ward"])
@pytest.mark.parametrize("end", [".json", "s.json", ""])
def test_no_other_classes_are_served(client: FlaskClient, path: str, end: str) -> None:
    answer = client.get(f"/classes/{path.format(version=library().version)}{end}")
    assert answer.status_code == 404 or "text/html" in answer.headers["Content-Type"]


@pytest.mark.parametrize(
    "path",
    [
        "000000000000/perth-and-kinross/ward.json",
        "{version}/atlantis/ward.json",
        "{version}/perth-and-kinross/galaxy.json",
        "{version}/perth-and-kinross/.json",
        "{version}/scotland/ward.json",
        "{version}/scotland/outlines.json",
        "{version}/atlantis/lochs.json",
        "{version}/perth-and-kinross/ward.geojson",
        "{version}/perth-and-kinross/ward",
        "{version}/perth-and-kinross/../../../data/sources.toml",
        "{version}/..%2f..%2fdata/ward.json",
        "{version}/perth-and-kinross/..%2f..%2fsources.json",
        "{version}/perth-and-kinross/%2e%2e/ward.json",
        "{version}/perth-and-kinross/ward%00.json",
        "{version}/PERTH-AND-KINROSS/ward.json",
    ],
)
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/shapes/{path.format(version=library().version)}", headers=PACKED)
    assert answer.status_code == 404 or "text/html" in answer.headers["Content-Type"]
    assert b"scale" not in answer.data
    assert b"publisher" not in answer.data


def test_every_page_keeps_the_browser_from_asking_elsewhere(client: FlaskClient) -> None:
    """Scripts, styles and JSON are parts of pages, and follow the rules of those."""
    for url in (map_layers(OURS, AreaType.WARD).areas_url, "/_dash-layout", "/assets/theme.css", "/own/none.js"):
        assert client.get(url).headers["X-Content-Type-Options"] == "nosniff"
    for url in ("/", "/methods", "/api/v1/nothing.svg", "/data", "/export/nothing.svg"):
        headers = client.get(url).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http:" not in policy
        assert "https:" not in policy
        assert "unsafe-eval" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
