"""Every page of every partnership stands, whatever its address asks for."""

from typing import Any

import pytest

from dashboard.components import links
from dashboard.evidence import evidence, library
from dashboard.vocabulary import GRAINS, AreaType
from tests.pages.looked_at import Layout, Watched, watched
from tests.pages.trees import control, parts, registered, sound, state_of, words

OURS = "perth-and-kinross"
PARTNERSHIPS = list(library().partnerships)
LOW_POPULATION = {"S01010206", "S01010226", "S01010227"}
PATHS = ("/", "/need", "/rollout", "/explore", "/compare", "/inequality", "/custom", "/packs", "/data", "/methods")
LONG = ("/compare", "/custom")
"""Pages that are long to put together, and know only the keys areas and zones."""
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
    "areas side by side that there are not": "areas=S02009999,atlantis,,S12000048,custom-area",
    "no areas side by side": "areas=",
    "more areas side by side than there is room for": "areas=S02002236,S02002237,S02002238,S02002239,S02002240",
    "an area of one's own of no zones": "zones=abc,S02009999&name=%20",
    "an area of one's own with a script for a name": "zones=S01011843&name=%3Cscript%3Ealert(1)%3C/script%3E",
    "zones of another partnership": "zones=S01010206&areas=custom-area",
    "nothing but signs": "&&=&==&%00=%ff",
}


@pytest.fixture(scope="session", autouse=True)
def pages() -> dict[str, Any]:
    """The pages by path, as the app registers them."""
    return registered()


def sample(partnership_id: str) -> list[str]:
    """One area of a partnership, of each kind in turn, and its zones with hardly any people."""
    held = evidence(partnership_id)
    kind = held.area_types[PARTNERSHIPS.index(partnership_id) % len(held.area_types)]
    first = [str(held.areas_of(kind).index[0])]
    return [*first, *sorted(LOW_POPULATION & set(held.areas.index))]


def test_the_zones_with_hardly_any_people_are_among_the_samples() -> None:
    assert set().union(*(sample(partnership_id) for partnership_id in PARTNERSHIPS)) >= LOW_POPULATION


@pytest.mark.parametrize("partnership_id", PARTNERSHIPS, scope="module")
def test_every_page_of_every_partnership_stands(pages: dict[str, Any], partnership_id: str) -> None:
    name = library().partnerships[partnership_id].name
    for path in PATHS:
        tree = sound(pages[path]["layout"](partnership=partnership_id))
        assert name in words(tree)
        assert control(tree, "shell-partnership")["value"] == partnership_id


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("partnership_id", PARTNERSHIPS, scope="module")
def test_the_ranking_stands_at_either_grain(pages: dict[str, Any], partnership_id: str, grain: AreaType) -> None:
    tree = sound(pages["/need"]["layout"](partnership=partnership_id, grain=grain.value))
    assert control(tree, "need-grain")["value"] == grain
    names = evidence(partnership_id).areas_of(grain)["area_name"]
    table = words(control(tree, "need-table")["children"])
    assert [name for name in names if name not in table] == []


@pytest.mark.parametrize("partnership_id", PARTNERSHIPS, scope="module")
def test_areas_of_any_partnership_have_a_page(pages: dict[str, Any], partnership_id: str) -> None:
    names = evidence(partnership_id).areas["area_name"].to_dict()
    for area_code in sample(partnership_id):
        tree = sound(pages["/area/<area_code>"]["layout"](area_code=area_code, partnership=partnership_id))
        heading = next(part for part in parts(tree) if part["type"] == "H1")
        assert names[area_code] in words(heading), area_code


@pytest.mark.parametrize("query", FALLEN_BACK.values(), ids=FALLEN_BACK)
def test_an_odd_address_falls_back_to_what_can_be_chosen(pages: dict[str, Any], query: str) -> None:
    state = state_of(query)
    asked = [path for path in PATHS if path not in LONG or {"areas", "zones"} & set(state)]
    found = [props for path in asked for props in selects(pages[path]["layout"], **state)]
    found += selects(pages["/area/<area_code>"]["layout"], area_code="S02002236", **state)
    assert len([props for props in found if props["id"] != "shell-partnership"]) == 13
    for props in found:
        options = [item for group in props["data"] for item in group.get("items", [group])]
        assert props["value"] in [option["value"] for option in options]


SEEN: dict[Layout, list[tuple[Watched, list[dict[str, Any]]]]] = {}


def selects(layout: Layout, /, **state: Any) -> list[dict[str, Any]]:
    """The selects of a sound page; it is laid out once for all addresses that differ in nothing it looks at."""
    known = SEEN.setdefault(layout, [])
    for seen, found in known:
        if seen.alike(links.single(state)):
            return found
    page, seen = watched(layout, **state)
    found = [part["props"] for part in parts(sound(page)) if part["type"] == "Select"]
    known.append((seen, found))
    return found


def test_what_a_page_looks_at_is_known(pages: dict[str, Any]) -> None:
    _, methods = watched(pages["/methods"]["layout"], partnership="fife", weights="1,2,3")
    assert (methods.all_seen, methods.seen) == (False, {"partnership"})
    assert methods.alike({"partnership": "fife", "weights": "9,9,9"})
    assert not methods.alike({"weights": "1,2,3"})
    _, need = watched(pages["/need"]["layout"], weights="1,2,3")
    assert not need.alike({"weights": "3,2,1"})
    _, area = watched(pages["/area/<area_code>"]["layout"], area_code="nowhere", weights="1,2,3")
    assert area.alike({"area_code": "nowhere"})
    assert not area.alike({"area_code": "S02002236"})
    _, unknown = watched(lambda **_: None, weights="1,2,3")
    assert unknown.alike({"weights": "1,2,3"})
    assert not unknown.alike({"weights": "1,2,3", "k": "5"})


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_partnership_is_said(pages: dict[str, Any], path: str) -> None:
    tree = sound(pages[path]["layout"](partnership="atlantis"))
    assert "There is no partnership called “atlantis”. This is Perth and Kinross" in words(tree)
    assert "There is no partnership" not in words(sound(pages[path]["layout"]()))


def notices(tree: Any) -> list[str]:
    """What a page says of an address that it could not use as it is."""
    return [words(part).strip() for part in parts(tree) if part["props"].get("className") == "notice"]


@pytest.mark.parametrize("weights", ["abc", "0,0,0", "1e999", "nan,nan,nan", "1,2", "-1,2,2", ""])
def test_weights_that_cannot_be_used_are_said(pages: dict[str, Any], weights: str) -> None:
    tree = sound(pages["/need"]["layout"](weights=weights))
    [notice] = notices(tree)
    assert notice.startswith("These weights cannot be used")
    assert control(tree, "need-preset")["value"] == "equal"


@pytest.mark.parametrize("weights", ["equal", "simd_like", "1,2,3", "1,0,0", "0.5,1e-3,100"])
def test_weights_that_can_be_used_are_used(pages: dict[str, Any], weights: str) -> None:
    tree = sound(pages["/need"]["layout"](weights=weights))
    assert notices(tree) == []
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
