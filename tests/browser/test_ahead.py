"""A choice that is pointed at stands on the screen before the server hears of it, and gives way to what it says."""

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from dashboard.components import board_view, explore_view
from dashboard.evidence import evidence
from tests.browser.conftest import Screen
from tests.browser.test_selection import weighing

pytestmark = pytest.mark.browser
OURS = evidence("perth-and-kinross")
CALLBACKS = "**/_dash-update-component**"
AHEAD = "**/ahead/**"
OTHER = OURS.indicators["simd_employment"]
SHOWN = """([id, text]) => {
    const wanted = document.createElement("div");
    wanted.innerHTML = text;
    const found = document.getElementById(id).cloneNode(true);
    found.querySelectorAll("[data-far]").forEach(one => one.removeAttribute("data-far"));
    return found.innerHTML === wanted.innerHTML;
}"""
"""Whether a part shows this and nothing else; how far away its bars are is not said by the server."""


def pointed_at(screen: Screen, page: str, control: str, name: str) -> Locator:
    """An option whose answer is here already."""
    screen.page.locator(f"#{control}").click()
    option = screen.page.get_by_role("option", name=name, exact=True)
    with screen.page.expect_response(f"**/ahead/{page}?**"):
        option.hover()
    return option


def holding(screen: Screen, addresses: str = CALLBACKS) -> list[Route]:
    """The questions of callbacks, or others, kept from the server from now on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    screen.page.route(addresses, hold)
    return held


def test_the_explorer_shows_a_choice_before_the_server_answers_and_as_it_will(screen: Screen) -> None:
    screen.open("/explore?areas=data_zone")
    option = pointed_at(screen, "explore", "explore-indicator", OTHER.name)
    held = holding(screen)
    option.click()
    wanted = explore_view.changing(OURS, {"indicator": OTHER.indicator_id, "areas": "data_zone"})
    for part_id, text in wanted.items():
        screen.page.wait_for_function(SHOWN, arg=[part_id, text])
    expect(screen.page.locator("#explore-table caption")).to_contain_text(OTHER.name)
    screen.page.wait_for_timeout(100)
    assert held
    for route in held:
        route.continue_()
    screen.page.unroute(CALLBACKS)
    screen.wait_query(f"indicator={OTHER.indicator_id}")
    screen.settle()
    for part_id, text in wanted.items():
        assert screen.page.evaluate(SHOWN, [part_id, text])


def test_a_choice_that_was_not_pointed_at_is_asked_for_before_dash_hears_of_it_and_counts_once(screen: Screen) -> None:
    screen.open("/explore?areas=data_zone")
    screen.page.locator("#explore-indicator").click()
    asked: list[str] = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.page.get_by_role("option", name=OTHER.name, exact=True).evaluate("one => { one.click(); one.click(); }")
    screen.wait_query(f"indicator={OTHER.indicator_id}")
    screen.settle()
    expect(screen.page.locator("#explore-indicator")).to_have_value(OTHER.name)
    wanted = explore_view.changing(OURS, {"indicator": OTHER.indicator_id, "areas": "data_zone"})
    for part_id, text in wanted.items():
        screen.page.wait_for_function(SHOWN, arg=[part_id, text])
    assert "/ahead/explore" in next(url for url in asked if "/ahead/" in url or "/_dash-update-component" in url)


def test_the_ranking_shows_other_weights_before_the_server_answers(screen: Screen) -> None:
    screen.open("/need")
    weighing(screen)
    option = pointed_at(screen, "need", "need-preset", "As in the national index (SIMD)")
    held = holding(screen)
    option.click()
    wanted = board_view.changing(OURS, {"weights": "simd_like"})
    for part_id in board_view.PARTS:
        screen.page.wait_for_function(SHOWN, arg=[part_id, wanted[part_id]])
    for route in held:
        route.continue_()
    screen.page.unroute(CALLBACKS)
    screen.wait_query("weights=simd_like")


def test_a_server_that_fails_takes_the_parts_back(screen: Screen) -> None:
    screen.open("/explore?areas=data_zone")
    before = screen.page.locator("#explore-table").inner_html()
    option = pointed_at(screen, "explore", "explore-indicator", OTHER.name)
    screen.page.route(CALLBACKS, lambda route: route.fulfill(status=500, body=""))
    option.click()
    screen.page.wait_for_function("was => document.getElementById('explore-table').innerHTML === was", arg=before)
    expect(screen.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_have_count(1)
    screen.watch.complaints.clear()


def test_an_answer_that_cannot_be_had_ahead_comes_from_the_page(screen: Screen) -> None:
    screen.page.route(AHEAD, lambda route: route.abort())
    screen.open("/explore")
    screen.page.locator("#explore-indicator").click()
    screen.page.get_by_role("option", name=OTHER.name, exact=True).click()
    expect(screen.page.locator("#explore-table caption")).to_contain_text(OTHER.name)
    screen.watch.complaints.clear()


@pytest.mark.parametrize("left_by", ["nothing", "Tab"])
def test_a_choice_does_not_wait_long_for_an_answer_and_is_not_lost_with_its_list(screen: Screen, left_by: str) -> None:
    screen.open("/explore")
    held = holding(screen, AHEAD)
    screen.page.locator("#explore-indicator").click()
    screen.page.get_by_role("option", name=OTHER.name, exact=True).evaluate("one => one.click()")
    if left_by != "nothing":
        screen.page.keyboard.press(left_by)
    expect(screen.page.locator("#explore-table caption")).to_contain_text(OTHER.name)
    screen.wait_query(f"indicator={OTHER.indicator_id}")
    assert held
    for route in held:
        route.abort()
    screen.page.unroute(AHEAD)
    screen.watch.complaints.clear()


def test_what_had_the_focus_keeps_it(screen: Screen) -> None:
    screen.open("/explore?areas=data_zone")
    screen.page.get_by_role("button", name="Next").focus()
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("#explore-table caption")).to_contain_text("(page 2 of 5)")
    expect(screen.page.get_by_role("button", name="Next")).to_be_focused()
    button = screen.page.locator("#explore-table tbody tr:nth-child(3) button")
    name = button.text_content() or ""
    button.focus()
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("#explore-table [aria-pressed=true]")).to_have_text(name)
    expect(screen.page.get_by_role("button", name=name, exact=True)).to_be_focused()


def test_a_link_in_a_table_stays_inside_the_dashboard(screen: Screen) -> None:
    screen.open("/explore")
    screen.page.evaluate("window.same = true")
    screen.page.locator("#explore-table").get_by_role("link", name="Profile").first.click()
    screen.page.wait_for_url("**/area/S02*")
    expect(screen.page.locator("main h1")).not_to_contain_text("Explore")
    assert screen.page.evaluate("window.same")
    screen.page.go_back()
    expect(screen.page.locator("main h1")).to_contain_text("Explore")


def typing(screen: Screen, address: str, boxes: str) -> Locator:
    """The boxes of weights, shown."""
    screen.open(address)
    weighing(screen)
    found = screen.page.locator(f"{boxes} input")
    if not found.first.is_visible():
        screen.page.locator(f"details:has({boxes}) > summary").last.click()
    expect(found.first).to_be_visible()
    return found


@pytest.mark.parametrize("grain", ["intermediate_zone", "data_zone"])
def test_a_weight_that_is_typed_is_shown_before_the_page_is_asked(screen: Screen, grain: str) -> None:
    boxes = typing(screen, f"/need?weights=1,2,3&grain={grain}", "#need-weights")
    held = holding(screen)
    boxes.first.focus()
    screen.page.keyboard.press("ArrowUp")
    expect(boxes.first).to_have_value("1.1")
    state = {"weights": "1.1,2,3", "grain": grain}
    for part_id, text in board_view.changing(OURS, state).items():
        if part_id != board_view.MAP:
            screen.page.wait_for_function(SHOWN, arg=[part_id, text])
    for route in held:
        route.continue_()
    screen.page.unroute(CALLBACKS)
    screen.wait_query("weights=1.1,2,3")


def test_the_weight_of_an_indicator_that_is_typed_is_shown_too(screen: Screen) -> None:
    boxes = typing(screen, "/need", "#need-indicators")
    holding(screen)
    box = boxes.nth(2)
    key = str(box.evaluate("one => JSON.parse(one.id).indicator"))
    box.fill("7")
    wanted = board_view.changing(OURS, {"indicators": f"{key}:7"})
    screen.page.wait_for_function(SHOWN, arg=["need-sentences", wanted["need-sentences"]])
    screen.page.unroute(CALLBACKS)


def test_an_answer_to_what_was_typed_before_is_not_shown(screen: Screen) -> None:
    boxes = typing(screen, "/need?weights=1,2,3", "#need-weights")
    holding(screen)
    late: list[Route] = []
    screen.page.route(AHEAD, lambda route: route.continue_() if late else late.append(route))
    boxes.first.fill("4")
    boxes.nth(1).fill("5")
    now = board_view.changing(OURS, {"weights": "4,5,3"})["need-sentences"]
    screen.page.wait_for_function(SHOWN, arg=["need-sentences", now])
    with screen.page.expect_response(AHEAD):
        late[0].continue_()
    screen.page.wait_for_timeout(200)
    assert screen.page.evaluate(SHOWN, ["need-sentences", now])
    screen.page.unroute(AHEAD)
    screen.page.unroute(CALLBACKS)


def test_what_cannot_be_used_shows_nothing_ahead(screen: Screen) -> None:
    boxes = typing(screen, "/need?weights=1,0,0", "#need-weights")
    holding(screen)
    before = screen.page.locator("#need-sentences").inner_html()
    with screen.page.expect_response(AHEAD):
        boxes.first.fill("0")
    screen.page.wait_for_timeout(200)
    assert screen.page.locator("#need-sentences").inner_html() == before
    screen.page.unroute(CALLBACKS)
