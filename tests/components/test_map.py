"""Maps: what the shapes are given, what the legend says, and that names cannot carry markup."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.components.map import MARKER_MEANINGS, MapLayers, area_map, legend, shading_text
from dashboard.exhibits.exhibit import Legend, LegendEntry, Shading

SCRIPT = (Path(__file__).resolve().parents[2] / "assets" / "map.js").read_text("utf-8")
URLS = {"areas": "/a.json", "outlines": "/o.json", "lochs": "/l.json", "labels": "/n.json"}
LAYERS = MapLayers("/a.json", "/o.json", "/l.json", "/n.json", ((56, -4), (57, -3)))
SHADING = Shading(
    classes={"S02000001": 4, "S02000002": 0, "S02000003": "suppressed", "S02000004": "missing"},
    texts={"S02000001": "rank 1 of 35, priority"},
    selected="S02000002",
    outlined=("S02000001",),
    markers=((56.4, -3.4, "working", "North Perth"), (56.5, -3.3, "identified", "<b>Rattray</b> & Alyth")),
)


def parts(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "props" in tree:
            yield tree
        for value in tree.values():
            yield from parts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from parts(value)


def serialised(component: Any) -> Any:
    return json.loads(json.dumps(component, cls=PlotlyJSONEncoder))


@pytest.fixture
def tree() -> Any:
    return serialised(area_map("need-map", LAYERS, SHADING, "Map of need"))


def test_the_areas_get_their_shading_and_are_found_by_id(tree: Any) -> None:
    (areas,) = [part["props"] for part in parts(tree) if part["props"].get("id") == "need-map-areas"]
    assert areas["data-shading"] == shading_text(SHADING)
    assert json.loads(shading_text(SHADING)) == {
        "classes": dict(SHADING.classes),
        "texts": dict(SHADING.texts),
        "selected": "S02000002",
        "outlined": ["S02000001"],
    }


def test_what_is_chosen_is_written_where_the_page_hears_it(tree: Any) -> None:
    stores = [part["props"]["id"] for part in parts(tree) if part["type"] == "Store"]
    assert stores == [tree["props"]["data-chosen"]] == ["need-map-chosen"]


def test_the_map_is_named_and_says_so_if_it_cannot_be_drawn(tree: Any) -> None:
    wrapper = tree["props"]
    assert (wrapper["id"], wrapper["role"], wrapper["aria-label"]) == ("need-map", "group", "Map of need")
    (status,) = [part["props"] for part in parts(tree) if part["props"].get("role") == "status"]
    said = " ".join(part["props"]["children"] for part in parts(status) if isinstance(part["props"]["children"], str))
    assert "could not be drawn" in said
    assert "table" in said


def test_shapes_come_only_from_the_addresses_given_and_there_are_no_tiles(tree: Any) -> None:
    assert {name: tree["props"][f"data-{name}"] for name in URLS} == URLS
    assert not [part for part in parts(tree) if "url" in part["props"]]
    assert not [part["type"] for part in parts(tree) if "Tile" in part["type"]]


def test_every_address_the_map_is_given_is_read_by_the_script(tree: Any) -> None:
    given = [key.removeprefix("data-") for key in tree["props"] if key.startswith("data-")]
    assert {*URLS, "classes", "chosen", "help"} == set(given)
    (read,) = re.findall(r"const \{ (.*) \} = state\.wrapper\.dataset;", SCRIPT)
    assert [name for name in given if name not in read.split(", ") and f"dataset.{name}" not in SCRIPT] == []


def test_other_shapes_make_another_map() -> None:
    other = replace(LAYERS, areas_url="/zones.json")
    keys = [serialised(area_map("need-map", layers, SHADING, ""))["props"]["key"] for layers in (LAYERS, LAYERS, other)]
    assert keys[0] == keys[1] != keys[2]


def test_markers_say_what_they_mean_and_a_name_is_never_markup(tree: Any) -> None:
    markers = [part["props"] for part in parts(tree) if part["type"] == "DivMarker"]
    assert [marker["title"] for marker in markers] == [
        f"North Perth, {MARKER_MEANINGS['working']}",
        f"<b>Rattray</b> & Alyth, {MARKER_MEANINGS['identified']}",
    ]
    assert "<b>" not in markers[1]["iconOptions"]["html"]
    assert "&lt;b&gt;Rattray&lt;/b&gt; &amp; Alyth" in markers[1]["iconOptions"]["html"]
    assert {marker["keyboard"] for marker in markers} == {False}


def test_the_legend_says_each_class_with_its_number_of_areas() -> None:
    entries: list[LegendEntry] = [
        ("Greatest need", 1, 4),
        ("Suppressed", 1_200, "suppressed"),
        ("Working", 1, "working"),
    ]
    tree = serialised(legend(Legend("Need, in fifths", (*entries, ("Identified", 2, "identified")))))
    rows = [part["props"]["children"] for part in parts(tree) if part["type"] == "Li"]
    assert [row[1]["props"]["children"] for row in rows] == [
        "Greatest need · 1 area",
        "Suppressed · 1,200 areas",
        "Working · 1 place",
        "Identified · 2 places",
    ]
    assert [row[0]["props"]["className"].split()[-1] for row in rows] == [
        "map-class-4",
        "map-suppressed",
        "map-working",
        "map-identified",
    ]
