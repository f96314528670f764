"""Every page of every partnership stands, whatever its address asks for."""

import importlib
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import dash
import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.evidence import evidence, library
from dashboard.vocabulary import GRAINS, AreaType

OURS = "perth-and-kinross"
PARTNERSHIPS = list(library().partnerships)
LOW_POPULATION = {"S01010206", "S01010226", "S01010227"}
PATHS = ("/", "/need", "/rollout", "/explore", "/methods")
FALLEN_BACK = {
    "an unknown partnership": "partnership=atlantis",
    "an empty partnership": "partnership=",
    "an unknown indicator": "indicator=happiness",
    "a kind of area that is not held": "indicator=median_earnings&areas=data_zone",
    "a kind of area that there is not": "areas=galaxy",
    "places where there are none": "partnership=fife&areas=place",
    "a period that is not held": "period=1066",
    "a period that is no year": "period=yesterday",
    "a page after the last": "page=999",
    "a page before the first": "page=-1",
    "a page that is no number": "page=two",
    "a page written as a power": "page=²",
    "a page in other digits": "page=٣",
    "a page longer than numbers are": f"page={'9' * 5000}",
    "weights in words": "weights=abc",
    "weights that are all zero": "weights=0,0,0",
    "weights without end": "weights=1e999,1,1",
    "one weight without end": "weights=1e999",
    "weights that overflow when added": "weights=1e308,1e308,1e308",
    "weights that are not numbers": "weights=nan,nan,nan",
    "too few weights": "weights=1,2",
    "a weight below zero": "weights=-1,2,2",
    "an unknown grain": "grain=foo",
    "a grain that is not scored": "grain=ward",
    "all of Scotland by ward": "extent=scotland&areas=ward",
    "an unknown extent": "extent=moon",
    "an area that there is not": "area=S02009999",
    "an area of another kind": "area=S01011843&areas=intermediate_zone",
    "an area of another partnership": "area=S01010206&areas=data_zone",
    "a key twice": "partnership=fife&partnership=moray",
    "an indicator twice": "indicator=simd_income&indicator=crime",
    "weights twice": "weights=1,2,3&weights=3,2,1",
    "a page twice": "page=1&page=2",
    "an area twice": "area=S02002236&area=S02002237",
    "a grain twice": "grain=data_zone&grain=data_zone",
    "a script in every value": "&".join(
        f"{key}=%3Cscript%3Ealert(1)%3C/script%3E"
        for key in ("partnership", "indicator", "areas", "period", "area", "page", "weights", "grain", "flagged")
    ),
    "keys nobody knows": "colour=red&layout=x&self=1&path=2",
    "a number of areas in words": "k=many",
    "more areas than there are": "k=99999",
    "areas below zero": "k=-3&remote=-1",
    "an unknown measure": "measure=happiness",
    "a threshold without end": "threshold=1e999&measure=need_score",
    "a threshold in words": "threshold=high&measure=need_score",
    "a budget without costs": "budget=5",
    "conditions that cannot be met": "k=1&remote=9&localities=yes&keep=no",
    "an unknown way to count as covered": "covered=all",
    "nothing but signs": "&&=&==&%00=%ff",
}


@pytest.fixture(scope="session", autouse=True)
def pages() -> dict[str, Any]:
    """The pages by path, as the app registers them."""
    importlib.import_module("app")
    return {page["path_template"] or page["path"]: page for page in dash.page_registry.values()}


def state_of(query: str) -> dict[str, Any]:
    """A query string as Dash gives it to a page: a repeated key becomes a list."""
    read = parse_qs(query, keep_blank_values=True)
    return {key: values[0] if len(values) == 1 else values for key, values in read.items()}


def parts(tree: Any) -> Iterator[dict[str, Any]]:
    """Every component in a layout that has been through JSON."""
    if isinstance(tree, dict):
        if {"type", "namespace", "props"} <= set(tree):
            yield tree
        for value in tree.values():
            yield from parts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from parts(value)


def words(tree: Any) -> str:
    """What a layout says: the text of its components, in order."""
    if isinstance(tree, list):
        return " ".join(words(one) for one in tree)
    if isinstance(tree, dict):
        return words(tree.get("props", {}).get("children"))
    return "" if tree is None else str(tree)


def sound(layout: Any) -> Any:
    """The layout as the browser gets it, after what holds for every page has been looked at."""
    tree = json.loads(json.dumps(layout, cls=PlotlyJSONEncoder))
    found = list(parts(tree))
    kinds = [part["type"] for part in found]
    assert kinds.count("H1") == 1
    assert kinds.count("Main") == 1
    ids = [json.dumps(part["props"]["id"], sort_keys=True) for part in found if part["props"].get("id")]
    assert [one for one in ids if ids.count(one) > 1] == []
    assert re.findall(r"\b(?:nan|None|NaT|inf)\b", words(tree)) == []
    return tree


def control(tree: Any, control_id: str) -> dict[str, Any]:
    """The properties of one component."""
    return next(part["props"] for part in parts(tree) if part["props"].get("id") == control_id)


def sample(partnership_id: str) -> list[str]:
    """One area of a partnership, of each kind in turn, and its zones with hardly any people."""
    held = evidence(partnership_id)
    kind = held.area_types[PARTNERSHIPS.index(partnership_id) % len(held.area_types)]
    first = [str(held.areas_of(kind).index[0])]
    return [*first, *sorted(LOW_POPULATION & set(held.areas.index))]


def our_areas() -> list[str]:
    """Every area of Perth and Kinross, but only some of its data zones."""
    held = evidence(OURS)
    large = [str(code) for kind in held.area_types if kind != AreaType.DATA_ZONE for code in held.areas_of(kind).index]
    zones = held.areas_of(AreaType.DATA_ZONE).sort_values("population").index
    return [*large, *(str(code) for code in [*zones[:3], *zones[3::30]])]


def test_the_zones_with_hardly_any_people_are_among_the_samples() -> None:
    assert set().union(*(sample(partnership_id) for partnership_id in PARTNERSHIPS)) >= LOW_POPULATION


@pytest.mark.parametrize("partnership_id", PARTNERSHIPS)
def test_every_page_of_every_partnership_stands(pages: dict[str, Any], partnership_id: str) -> None:
    name = library().partnerships[partnership_id].name
    for path in PATHS:
        tree = sound(pages[path]["layout"](partnership=partnership_id))
        assert name in words(tree)
        assert control(tree, "shell-partnership")["value"] == partnership_id


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("partnership_id", PARTNERSHIPS)
def test_the_ranking_stands_at_either_grain(pages: dict[str, Any], partnership_id: str, grain: AreaType) -> None:
    tree = sound(pages["/need"]["layout"](partnership=partnership_id, grain=grain.value))
    assert control(tree, "need-grain")["value"] == grain
    names = evidence(partnership_id).areas_of(grain)["area_name"]
    table = words(control(tree, "need-table")["children"])
    assert [name for name in names if name not in table] == []


@pytest.mark.parametrize("partnership_id", PARTNERSHIPS)
def test_areas_of_any_partnership_have_a_page(pages: dict[str, Any], partnership_id: str) -> None:
    names = evidence(partnership_id).areas["area_name"].to_dict()
    for area_code in sample(partnership_id):
        tree = sound(pages["/area/<area_code>"]["layout"](area_code=area_code, partnership=partnership_id))
        heading = next(part for part in parts(tree) if part["type"] == "H1")
        assert names[area_code] in words(heading), area_code


@pytest.mark.parametrize("area_code", our_areas())
def test_every_area_of_perth_and_kinross_has_a_page(pages: dict[str, Any], area_code: str) -> None:
    tree = sound(pages["/area/<area_code>"]["layout"](area_code=area_code))
    heading = next(part for part in parts(tree) if part["type"] == "H1")
    assert evidence(OURS).areas["area_name"].to_dict()[area_code] in words(heading)


@pytest.mark.parametrize("query", FALLEN_BACK.values(), ids=FALLEN_BACK)
def test_an_odd_address_falls_back_to_what_can_be_chosen(pages: dict[str, Any], query: str) -> None:
    trees = [sound(pages[path]["layout"](**state_of(query))) for path in PATHS]
    trees.append(sound(pages["/area/<area_code>"]["layout"](area_code="S02002236", **state_of(query))))
    selects = [part["props"] for tree in trees for part in parts(tree) if part["type"] == "Select"]
    assert len([props for props in selects if props["id"] != "shell-partnership"]) == 10
    for props in selects:
        options = [item for group in props["data"] for item in group.get("items", [group])]
        assert props["value"] in [option["value"] for option in options]


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_partnership_is_said(pages: dict[str, Any], path: str) -> None:
    tree = sound(pages[path]["layout"](partnership="atlantis"))
    assert "There is no partnership called “atlantis”. This is Perth and Kinross" in words(tree)
    assert "There is no partnership" not in words(sound(pages[path]["layout"]()))


@pytest.mark.parametrize("weights", ["abc", "0,0,0", "1e999", "nan,nan,nan", "1,2", "-1,2,2", ""])
def test_weights_that_cannot_be_used_are_said(pages: dict[str, Any], weights: str) -> None:
    tree = sound(pages["/need"]["layout"](weights=weights))
    alerts = [part["props"].get("title") for part in parts(tree) if part["type"] == "Alert"]
    assert alerts == ["These weights cannot be used"]
    assert control(tree, "need-preset")["value"] == "equal"


@pytest.mark.parametrize("weights", ["equal", "simd_like", "1,2,3", "1,0,0", "0.5,1e-3,100"])
def test_weights_that_can_be_used_are_used(pages: dict[str, Any], weights: str) -> None:
    tree = sound(pages["/need"]["layout"](weights=weights))
    assert [part for part in parts(tree) if part["type"] == "Alert"] == []
    assert control(tree, "need-preset")["value"] == (weights if weights in {"equal", "simd_like"} else "custom")


@pytest.mark.parametrize("area_code", ["S02009999", "S01010206", "S12000048", "S92000003", "place-atlantis", "", "<b>"])
def test_an_area_that_is_not_here_is_said(pages: dict[str, Any], area_code: str) -> None:
    tree = sound(pages["/area/<area_code>"]["layout"](area_code=area_code))
    assert f"Perth and Kinross has no area with the code “{area_code}”." in words(tree)
    assert any(part["props"].get("href") == "/need" for part in parts(tree))


def test_titles_are_unique(pages: dict[str, Any]) -> None:
    titles = [pages[path]["title"]() for path in PATHS]
    codes = [str(code) for code in evidence(OURS).areas.index if AreaType.of(str(code)) != AreaType.COUNCIL_AREA]
    titles += [pages["/area/<area_code>"]["title"](area_code=code) for code in codes]
    assert len(titles) > 230
    assert [title for title in titles if titles.count(title) > 1] == []


def test_an_area_that_is_not_here_is_not_named_in_the_title(pages: dict[str, Any]) -> None:
    title = pages["/area/<area_code>"]["title"]
    for area_code in ("S12000048", "S92000003", "S02009999"):
        assert title(area_code=area_code).startswith("No such area"), area_code
