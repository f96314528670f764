"""A page can be read before its libraries are here, looks the same when they are, and says so if they never come."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
LIBRARIES = re.compile(r"/_dash-component-suites/dash/dash-renderer/")
AREAS = """root => {
  const frame = document.querySelector(`${root} .area-map-frame`);
  const canvas = frame.querySelector("canvas");
  const [at, box] = [canvas, frame].map((one) => one.getBoundingClientRect());
  const ratio = canvas.width / at.width;
  const corner = [box.left + frame.clientLeft - at.left, box.top + frame.clientTop - at.top];
  const [left, top] = corner.map((one) => one * ratio);
  const size = [frame.clientWidth, frame.clientHeight].map((one) => one * ratio);
  const { data } = canvas.getContext("2d").getImageData(left, top, ...size);
  return [...new Uint32Array(data.buffer)];
}"""
PLACES = """root => ["h1", ".lead", ".controls", ".area-map-frame", ".map-legend"].map((one) => {
  const { left, top, width } = document.querySelector(`${root} ${one}`).getBoundingClientRect();
  return [left, top, width];
})"""
NAMES = """root => {
  const found = [".map-label span", ".map-marker .map-swatch"].map((one) => `${root} ${one}`);
  return [...document.querySelectorAll(found)].map((one) => {
    const { left, top } = one.getBoundingClientRect();
    return [one.textContent, Math.round(left), Math.round(top)];
  }).sort();
}"""


class Held:
    """A visit whose libraries are held back until they are let go."""

    def __init__(self, screen: Screen, path: str) -> None:
        screen.open("/packs")  # who asks first has no first view
        self.page: Page = screen.page
        self.routes: list[Route] = []
        self.page.route(LIBRARIES, self._hold)
        self.page.goto(f"{screen.origin}{path}", wait_until="commit")

    def _hold(self, route: Route) -> None:
        self.routes.append(route)

    def look(self, script: str, root: str) -> Any:
        return self.page.evaluate(script, root)

    def go(self) -> None:
        while self.routes:
            self.routes.pop().continue_()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/explore?areas=data_zone", "/rollout"])
def test_it_is_painted_before_the_libraries_are_here_and_looks_like_the_page(
    new_screen: Callable[..., Screen], path: str, scheme: str
) -> None:
    screen = new_screen(scheme=scheme)
    held = Held(screen, path)
    expect(held.page.locator(".first-view .area-map").first).to_have_attribute("data-state", "drawn")
    held.page.wait_for_function("document.querySelectorAll('.first-view .map-label').length > 3")
    first = [held.look(script, ".first-view") for script in (AREAS, PLACES, NAMES)]
    assert held.page.locator("#react-entry-point h1").count() == 0
    held.go()
    expect(held.page.locator(".first-view")).to_have_count(0)
    screen.settle()
    then = [held.look(script, "#react-entry-point") for script in (AREAS, PLACES, NAMES)]
    assert len(set(first[0])) > 5
    differing = sum(one != other for one, other in zip(first[0], then[0], strict=True))
    assert differing < 0.002 * len(first[0])
    for one, other in zip(first[1], then[1], strict=True):
        assert one == pytest.approx(other, abs=1.5)
    assert [name for name, _, _ in first[2]] == [name for name, _, _ in then[2]]
    for one, other in zip(first[2], then[2], strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=2)


def test_libraries_that_never_come_leave_a_page_that_can_be_read_and_says_so(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen().open("/packs")
    screen.page.route(LIBRARIES, lambda route: route.abort())
    screen.page.goto(f"{screen.origin}/need")
    view = screen.page.locator(".first-view")
    expect(view.get_by_role("alert")).to_contain_text("its controls could not be started")
    expect(view.get_by_role("heading", level=1)).to_be_visible()
    assert view.evaluate("one => one.inert") is False
    screen.watch.complaints.clear()  # the browser's own words on what was refused


def test_without_its_shapes_the_page_still_starts(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen().open("/packs")
    screen.page.route(re.compile("/shapes/"), lambda route: route.abort())
    screen.page.goto(f"{screen.origin}/rollout")
    expect(screen.page.locator(".first-view")).to_have_count(0)
    expect(screen.page.get_by_role("heading", level=1)).to_be_visible()
    screen.watch.complaints.clear()
