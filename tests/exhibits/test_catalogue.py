"""Every chart and map by its key: the same, with the same words and figures, as on the page that shows it."""

import json
import re
from functools import cache
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.evidence import evidence
from dashboard.evidence.custom_area import zones_named
from dashboard.exhibits.catalogue import KEYS, exhibit_of
from dashboard.exhibits.exhibit import Exhibit, MapExhibit, PlotKind
from dashboard.statistics.written import Written, WrittenRange
from tests.pages.trees import NO_WORD, parts, registered, sound

AREA = "S02002248"
ZONES = {"zones": "S02002236,S02002233", "name": "Two of ours"}
OF_AREA = (
    *("area-map", "area-spread", "area-why"),
    *("area-spine-0", "area-spine-1", "area-spine-2", "area-spine-3"),
    *("area-trend-0", "area-trend-1", "area-trend-2"),
)
STATES: dict[str, dict[str, str]] = {
    **{key: {} for key in KEYS},
    **{key: {"area_code": AREA} for key in OF_AREA},
    "explore-trend": {"indicator": "child_poverty"},
}
PAGES: dict[str, dict[str, str]] = {
    **{key: {} for key in ("/", "/need", "/rollout", "/explore", "/compare", "/inequality", "/packs", "/data")},
    "/custom": ZONES,
    "/area/<area_code>": {"area_code": AREA},
}
TRENDS = {"area": AREA, "indicator": "child_poverty"}
ODD = (
    {"partnership": "atlantis", "weights": "abc", "grain": "galaxy", "area": "x", "areas": "nowhere", "zones": "%"},
    {"indicator": "happiness", "period": "1066", "weights": "0,0,0", "indicators": "x:y", "page": "-1"},
)


@cache
def page(path: str) -> list[dict[str, Any]]:
    """The parts of a page as the browser gets them."""
    return list(parts(sound(registered()[path]["layout"](**PAGES[path]))))


@cache
def held(key: str) -> Exhibit | MapExhibit:
    found = exhibit_of(key, STATES[key])
    assert isinstance(found, Exhibit | MapExhibit), (key, found)
    return found


@pytest.mark.parametrize("key", STATES)
def test_a_key_gives_its_exhibit_with_words_and_figures(key: str) -> None:
    found = held(key)
    assert found.key == key
    said = (found.caption.title, found.caption.subtitle, found.caption.source, found.caption.alt)
    assert [one for one in said if not one.strip() or NO_WORD.search(one)] == []
    assert found.caption.source.startswith("Source")
    whole = found.table
    assert whole.caption
    assert whole.rows
    assert {len(row) for row in whole.rows} == {len(whole.columns)}
    assert any(isinstance(cell, Written | WrittenRange) for row in whole.rows for cell in row)
    assert [cell for row in whole.rows for cell in row if NO_WORD.search(cell)] == []


@pytest.mark.parametrize("key", STATES)
def test_a_plot_is_of_columns_that_the_table_has_and_that_hold_numbers(key: str) -> None:
    found = held(key)
    if not isinstance(found, Exhibit) or found.plot is None:
        return
    headings = [column.heading for column in found.table.columns]
    assert set(found.plot.headings) <= set(headings)
    places = [headings.index(heading) for heading in found.plot.headings]
    numbers = [[row[place] for row in found.table.rows if isinstance(row[place], Written)] for place in places]
    assert min(len(column) for column in numbers) > 0
    assert len(places) == 2 or found.plot.kind != PlotKind.RANGE


def test_the_charts_that_slides_can_hold_are_known_by_how_they_are_drawn() -> None:
    """Were no exhibit to say it, the test above would look at nothing."""
    found = {key for key in STATES if isinstance(one := held(key), Exhibit) and one.plot}
    assert {"need-ranges", "rollout-curve", "compare-spread", "area-why", "area-trend-0", "explore-trend"} <= found


@pytest.mark.parametrize("key", [key for key in STATES if key.endswith(("-map", "-dense", "-people"))])
def test_a_map_has_a_figure_and_a_row_for_every_area_it_shades(key: str) -> None:
    found = held(key)
    assert isinstance(found, MapExhibit)
    assert set(found.shading.classes) <= set(found.figures.index)
    assert len(found.table.rows) == len(found.figures)
    assert set(found.shading.texts) == set(found.shading.classes)
    assert set(found.shading.classes.values()) <= {*range(5), "suppressed", "missing"}


@pytest.mark.parametrize("path", PAGES)
def test_every_chart_of_a_page_is_found_by_its_key(path: str) -> None:
    state = PAGES[path]
    shown = [part["props"] for part in page(path) if "data-chart" in part["props"]]
    found = [exhibit_of(one["data-chart"], state) for one in shown]
    assert [one["data-chart"] for one in shown] == [getattr(one, "key", one) for one in found]
    if path != "/custom":  # on the screen that map says what a click does
        assert [one["data-alt"] for one in shown] == [
            one.caption.alt for one in found if isinstance(one, Exhibit | MapExhibit)
        ]


def test_a_map_of_ones_own_area_says_what_it_outlines() -> None:
    found = exhibit_of("custom-map", ZONES)
    assert isinstance(found, MapExhibit)
    assert "Two of ours" in found.caption.title
    zones = zones_named(evidence("perth-and-kinross"), ZONES["zones"]).zones
    assert len(zones) > 2
    assert found.shading.outlined == zones
    assert ("This area", len(zones), "outlined") in found.legend.entries
    assert "Outlined: this area." in found.caption.subtitle
    none = exhibit_of("custom-map", {})
    assert isinstance(none, MapExhibit)
    assert ("Priority", len(none.shading.outlined), "outlined") in none.legend.entries
    assert "Outlined: priority areas." in none.caption.subtitle


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<a href='x'>y</a>", "‹a href='x'›y‹/a›"),
        ("a\x01\tb", "a b"),
        ("Ours & yours", "Ours & yours"),
        ("\x00", "Our own area"),
    ],
)
def test_a_name_from_an_address_is_no_mark_up(name: str, shown: str) -> None:
    found = exhibit_of("area-spread", {"area_code": "custom-area", **ZONES, "name": name})
    assert isinstance(found, Exhibit)
    assert shown in found.caption.title
    assert "<a" not in json.dumps(found.figure.to_dict())


def test_every_graph_and_every_map_of_the_pages_can_be_taken_away() -> None:
    drawn = {
        re.sub("-map$", "", part["props"]["id"]) if part["type"] == "MapContainer" else part["props"]["id"]
        for path in PAGES
        for part in page(path)
        if part["type"] == "MapContainer" or part["props"].get("className") in {"plot", "bars", "columns"}
    }
    taken = {part["props"]["data-chart"] for path in PAGES for part in page(path) if "data-chart" in part["props"]}
    assert drawn == taken
    assert {*KEYS, *OF_AREA} - {"explore-trend"} == taken


def test_a_graph_of_a_page_is_drawn_from_the_same_figures() -> None:
    for path in ("/need", "/rollout", "/inequality", "/area/<area_code>"):
        graphs = [part["props"] for part in page(path) if "data-figure" in part["props"]]
        assert graphs
        for one in graphs:
            found = exhibit_of(one["id"], PAGES[path])
            assert isinstance(found, Exhibit)
            assert found.figure.to_dict() == json.loads(one["data-figure"])


@pytest.mark.parametrize("key", STATES)
def test_a_chart_has_no_property_that_plotly_does_not_know_and_no_number_that_json_does_not(key: str) -> None:
    found = held(key)
    if isinstance(found, Exhibit):
        drawn = found.figure.to_dict()
        assert len(list(go.Figure(drawn).select_traces())) == len(drawn["data"])
        assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn


def test_a_property_that_plotly_does_not_know_would_be_seen() -> None:
    found = held("need-ranges")
    assert isinstance(found, Exhibit)
    with pytest.raises(ValueError, match="colour"):
        go.Figure(found.figure.with_layout(colour="red").to_dict())


def test_a_trend_is_found_once_an_area_is_chosen() -> None:
    tree = sound(registered()["/explore"]["layout"](**TRENDS))
    keys = [part["props"]["data-chart"] for part in parts(tree) if "data-chart" in part["props"]]
    assert "explore-trend" in keys
    assert [getattr(exhibit_of(key, TRENDS), "key", None) for key in keys] == keys


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("", {}),
        ("need", {}),
        ("need-map-areas", {}),
        ("NEED-MAP", {}),
        ("area-", {"area_code": AREA}),
        ("area-map-map", {"area_code": AREA}),
        ("area-spine-99", {"area_code": AREA}),
        ("area-spine-100", {"area_code": AREA}),
        ("area-trend-x", {"area_code": AREA}),
        ("area-map", {}),
        ("area-map", {"area_code": "S02999999"}),
        ("area-map", {"area_code": "S12000048"}),
        ("area-map", {"area_code": "custom-area"}),
        ("area-map", {"area_code": AREA, "partnership": "fife"}),
    ],
)
def test_what_no_page_shows_is_nothing(key: str, state: dict[str, str]) -> None:
    assert exhibit_of(key, state) is None


@pytest.mark.parametrize("state", ODD)
@pytest.mark.parametrize("key", KEYS)
def test_an_odd_address_falls_back_as_its_page_does(key: str, state: dict[str, str]) -> None:
    found = exhibit_of(key, state)
    assert found is None or isinstance(found, str) or found.key == key
    if key in {"need-map", "need-ranges", "overview-map", "explore-map", "inequality-fifths"}:
        assert isinstance(found, Exhibit | MapExhibit)


def test_an_area_of_ones_own_has_its_exhibits() -> None:
    state = {"area_code": "custom-area", **ZONES}
    for key in ("area-map", "area-spread", "area-spine-0", "area-why"):
        found = exhibit_of(key, state)
        assert isinstance(found, Exhibit | MapExhibit), key
        assert "Two of ours" in found.caption.title
