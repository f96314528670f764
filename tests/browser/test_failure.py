"""What goes wrong is said: a failed calculation with a reference, a lost server, a map without shapes."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
CALLBACKS = "**/_dash-update-component**"


def spoil(route: Route) -> None:
    """Takes away the state that the explorer keeps."""
    sent = json.loads(route.request.post_data or "{}")
    for one in sent.get("state") or []:
        if one["id"] == "explore-shown":
            one["value"] = None
    route.continue_(post_data=json.dumps(sent))


def choose_a_row(screen: Screen) -> None:
    screen.page.locator("#explore-table tbody tr:nth-child(2) button").click()


def test_a_failed_calculation_is_said_with_a_reference(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen().open("/explore")
    before = screen.page.locator("#explore-table").text_content()
    screen.page.route(CALLBACKS, spoil)
    choose_a_row(screen)
    notice = screen.page.locator("#notice")
    expect(notice).to_contain_text("That did not work")
    assert re.search(r"reference [0-9a-f]{8}\b", notice.inner_text())
    assert notice.get_attribute("role") == "alert"
    assert "Traceback" not in screen.page.content()
    assert screen.page.locator("#explore-table").text_content() == before


@pytest.mark.parametrize("how", ["an error", "no answer"])
def test_a_server_that_is_lost_is_said(new_screen: Callable[..., Screen], how: str) -> None:
    screen = new_screen().open("/explore")
    answer: Callable[[Route], None] = (
        (lambda route: route.fulfill(status=500, body="")) if how == "an error" else (lambda route: route.abort())
    )
    screen.page.route(CALLBACKS, answer)
    choose_a_row(screen)
    expect(screen.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_have_count(1)


def test_a_map_without_shapes_says_so_and_the_table_stands(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen()
    screen.page.route("**/intermediate_zone.json", lambda route: route.fulfill(status=500, body=""))
    screen.open("/")
    expect(screen.page.locator("#overview-map")).to_have_attribute("data-state", "failed")
    expect(screen.page.get_by_text("The map could not be drawn")).to_be_visible()
    expect(screen.page.locator("table").first).to_be_visible()


def test_a_chart_that_cannot_be_drawn_says_so_and_the_page_stands(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen()
    screen.page.route("**/plotly.min.js*", lambda route: route.abort())
    screen.page.goto(f"{screen.origin}/inequality")
    said = screen.page.get_by_text("This chart could not be drawn.")
    expect(said).to_have_count(screen.page.locator("[data-figure]").count())
    expect(said.first).to_be_visible()
    expect(screen.page.locator("table").first).to_be_visible()


@pytest.mark.parametrize("query", ["?area=a&area=b", "?page=%C2%B2", "?partnership=a&partnership=b", "?page=1&page=2"])
def test_an_address_nobody_wrote_still_shows_a_page(screen: Screen, query: str) -> None:
    screen.open(f"/explore{query}")
    expect(screen.page.locator("#notice")).to_be_empty()
    expect(screen.page.locator("#explore-table tbody tr").first).to_be_visible()
