"""What a map knows of its pixels is true: held against the shapes by another route, and against the server's answer."""

import math
import random
import re

import pytest
import shapely
from playwright.sync_api import Route, expect

from dashboard.components.geometry import classes_url, map_layers
from dashboard.evidence import evidence
from dashboard.exhibits.explore import explore_map, read
from dashboard.exports.layers import area_layer
from dashboard.vocabulary import AreaType
from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
OURS = evidence("perth-and-kinross")
FIRST, OTHER, THIRD = (OURS.indicators[f"simd_{name}"] for name in ("income", "employment", "crime"))
ZONES = AreaType.DATA_ZONE
CALLBACKS = "**/_dash-update-component**"
SIZE, SCALE = 700, 0.6
LOOKED_AT = 400
RASTERISE = """async ({ url, size, scale, west, north }) => {
  const { decode, rasterise, ORIGIN } = window.localityShapes;
  const shapes = decode(await (await fetch(url)).json());
  const pixels = new Int32Array(size * size).fill(-1);
  const view = { scale, x: (ORIGIN.x - west) * scale, y: (ORIGIN.y - north) * scale, width: size, height: size };
  rasterise(pixels, shapes, view, (area) => area);
  return [...pixels].map((area) => shapes.codes[area] ?? "");
}"""
SHOWN = """before => {
  const now = window.localityShapes.shown("explore-map");
  return Object.entries(before).every(([code, key]) => now[code] === key);
}"""
PICTURE = "() => document.querySelector('#explore-map canvas').toDataURL()"
WHITE = """() => {
  const lines = document.querySelectorAll("#explore-map canvas")[1];
  const { data } = lines.getContext("2d").getImageData(0, 0, lines.width, lines.height);
  return data.some((_, i) => i % 4 === 0 && data[i] === 255 && data[i + 3] > 60);
}"""
"""Whether lines of the map are white, as borders are."""
WORLD = 256 * 2**10


def position(x: float, y: float) -> shapely.Point:
    """Longitude and latitude of a point of the Mercator projection at zoom 10."""
    return shapely.Point(x / WORLD * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / WORLD)))))


def test_every_pixel_belongs_to_the_area_that_it_shows(screen: Screen) -> None:
    shapes = area_layer("perth-and-kinross", ZONES).shapes
    (south, west), (north, east) = map_layers(OURS, ZONES).bounds
    left = ((west + east) / 2 / 360 + 0.5) * WORLD - SIZE / SCALE / 2
    middle = math.radians((south + north) / 2)
    top = (0.5 - math.log(math.tan(math.pi / 4 + middle / 2)) / (2 * math.pi)) * WORLD - SIZE / SCALE / 2
    url = map_layers(OURS, ZONES).areas_url
    screen.open("/methods")
    given = {"url": url, "size": SIZE, "scale": SCALE, "west": left, "north": top}
    pixels: list[str] = screen.page.evaluate(RASTERISE, given)
    assert len(set(pixels)) > 150
    for place in random.Random(6).sample(range(SIZE * SIZE), LOOKED_AT):
        row, column = divmod(place, SIZE)
        point = position(left + (column + 0.5) / SCALE, top + (row + 0.5) / SCALE)
        shown = pixels[place]
        if shown:
            assert shapes[shown].distance(point) < 1e-9
        else:
            assert not any(shape.buffer(-1e-9).contains(point) for shape in shapes.values())


@pytest.fixture
def expecting(screen: Screen) -> Screen:
    """The explorer by data zone, with somebody at its list of indicators, so that the map has all classes."""
    screen.open("/explore?areas=data_zone")
    with screen.page.expect_response(f"**{classes_url(OURS, ZONES, everywhere=False)}"):
        screen.page.locator("#explore-indicator").focus()
    screen.page.evaluate(
        """() => {
            window.painted = 0;
            document.getElementById("explore-map").addEventListener("map-painted", () => (window.painted += 1));
        }"""
    )
    return screen


def choose_other(screen: Screen) -> None:
    """Choose another indicator, and wait until the map is painted."""
    screen.page.locator("#explore-indicator").fill(OTHER.name)
    screen.page.get_by_role("option", name=OTHER.name).click()
    screen.page.wait_for_function("() => window.painted > 0")


def test_the_map_is_shaded_before_the_server_answers_and_as_it_will(expecting: Screen) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    expecting.page.route(CALLBACKS, hold)
    before = shading_on_screen(expecting)
    with expecting.page.expect_request(CALLBACKS):
        choose_other(expecting)
        now = shading_on_screen(expecting)
    after = explore_map(OURS, read(OURS, {"indicator": OTHER.indicator_id, "areas": "data_zone"})).shading.classes
    assert now != before
    assert now == after
    for route in held:
        route.continue_()
    expecting.page.unroute(CALLBACKS)
    expecting.wait_query(f"indicator={OTHER.indicator_id}")
    expecting.settle()
    assert expecting.shading("explore-map")["classes"] == after


def test_the_map_is_shaded_before_dash_hears_of_the_choice(expecting: Screen) -> None:
    """The click that Dash hears comes when what was fetched is on the screen: the map does not wait for that."""
    expecting.page.evaluate(
        """() => {
            window.paintedAtClicks = [];
            const note = ({ target }) => target.closest("[role=option]") && paintedAtClicks.push(window.painted);
            window.addEventListener("click", note, { capture: true });
        }"""
    )
    choose_other(expecting)
    expecting.wait_query(f"indicator={OTHER.indicator_id}")
    first, heard = expecting.page.evaluate("window.paintedAtClicks")
    assert first == 0
    assert heard > 0


def test_a_server_that_fails_takes_the_shades_back(expecting: Screen) -> None:
    before = shading_on_screen(expecting)
    expecting.page.route(CALLBACKS, lambda route: route.fulfill(status=500, body=""))
    choose_other(expecting)
    expecting.page.wait_for_function(SHOWN, arg=before)
    expect(expecting.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_have_count(1)
    expecting.watch.complaints.clear()


def test_an_image_made_while_one_points_is_that_of_the_choice(expecting: Screen) -> None:
    page = expecting.page
    seen: dict[str, str] = {}
    for pointed, chosen in ((OTHER, OTHER), (FIRST, FIRST), (OTHER, THIRD)):
        page.locator("#explore-indicator").fill("")
        option = page.get_by_role("option", name=pointed.name, exact=True)
        option.hover()
        page.wait_for_timeout(200)  # longer than the pointer must rest
        page.get_by_role("option", name=chosen.name, exact=True).click()
        expect(page.locator("#explore-sentence")).to_contain_text(chosen.name)
        expect(page.locator("#explore-indicator")).to_have_value(chosen.name)  # Dash has heard of it, the list is shut
        expecting.settle()
        seen[chosen.indicator_id] = page.evaluate(PICTURE)
    assert len(set(seen.values())) == 3
    for indicator, picture in seen.items():
        expecting.open(f"/explore?areas=data_zone&indicator={indicator}")
        assert page.evaluate(PICTURE) == picture


def shading_on_screen(screen: Screen) -> dict[str, int | str]:
    """The classes that the map itself has drawn."""
    return screen.page.evaluate("() => window.localityShapes.shown('explore-map')")


def test_borders_give_way_where_areas_are_smaller_than_a_pixel(screen: Screen) -> None:
    screen.open("/explore?areas=data_zone&extent=scotland")
    assert not screen.page.evaluate(WHITE)
    screen.open("/explore?areas=data_zone&partnership=highland")
    assert screen.page.evaluate(WHITE)
