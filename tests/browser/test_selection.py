"""What people do: choose, click, go back, send an address. One state drives everything on the page."""

import json

import pytest
from playwright.sync_api import APIResponse, Locator, Route, expect

from dashboard.evidence import evidence
from dashboard.vocabulary import AreaType
from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
OURS = evidence("perth-and-kinross")
RECORD = """(selector) => {
  const part = document.querySelector(selector);
  window.recorded = [];
  const note = () => window.recorded.push(part.textContent);
  new MutationObserver(note).observe(part, { subtree: true, childList: true, characterData: true });
}"""
"""Notes from now on all that a part shows, be it for a moment."""


def choose(screen: Screen, control: str, wanted: str) -> None:
    """Choose in a list with the keyboard alone."""
    box = screen.page.locator(f"#{control}")
    box.focus()
    screen.page.keyboard.press("ArrowDown")
    if box.get_attribute("readonly") is None:
        box.fill(wanted)
    option = screen.page.get_by_role("option", name=wanted)
    expect(option).to_be_visible()
    for _ in range(screen.page.locator("[role=option]:visible").count()):
        if option.get_attribute("data-combobox-selected"):
            break
        screen.page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("data-combobox-selected", "true")
    screen.page.keyboard.press("Enter")


def weighing(screen: Screen) -> None:
    """Show the choices of the ranking, if they are folded away."""
    if not screen.page.locator("#need-grain").is_visible():
        screen.page.locator("details:has(#need-grain) > summary").click()
    expect(screen.page.locator("#need-grain")).to_be_visible()


def shown(screen: Screen) -> dict[str, object]:
    """All that the explorer shows of its state."""
    page = screen.page
    page.wait_for_function("() => !document.querySelector('[data-dash-is-loading=true]')")
    return {
        "address": screen.query(),
        "sentence": page.locator("#explore-sentence").inner_text(),
        "classes": screen.shading("explore-map")["classes"],
        "selected": screen.shading("explore-map")["selected"],
        "bars": page.locator("#explore-bars-frame [role=img]").get_attribute("aria-label"),
        "table": page.locator("#explore-table caption").text_content(),
        "pressed": page.locator("#explore-table [aria-pressed=true]").all_text_contents(),
        "row": page.locator("#explore-table tr.selected th").all_text_contents(),
        "indicator": page.locator("#explore-indicator").input_value(),
        "areas": page.locator("#explore-areas").input_value(),
        "period": page.locator("#explore-period").input_value(),
    }


def selected_by_all(screen: Screen, area_code: str) -> None:
    """One selection drives map, table, bars and address."""
    page = screen.page
    screen.wait_query(f"area={area_code}")
    page.wait_for_function(
        "code => JSON.parse(document.getElementById('explore-map-areas').dataset.shading).selected === code",
        arg=area_code,
    )
    pressed = page.locator("#explore-table [aria-pressed=true]")
    expect(pressed).to_have_count(1)
    name = pressed.text_content() or ""
    expect(page.locator("#explore-table tr.selected th")).to_have_text(name)
    expect(page.locator("#explore-sentence")).to_contain_text(name)
    chosen = page.locator("#explore-bars .bar.chosen")
    expect(chosen).to_have_count(1)
    assert bar_code(chosen) == area_code
    assert (chosen.text_content() or "").startswith(name)


def bar_code(bar: Locator) -> str:
    """The area of a bar."""
    return json.loads(bar.get_attribute("data-word") or "{}")["area"]


def test_another_indicator_by_keyboard_changes_everything_and_back_restores_it(screen: Screen) -> None:
    screen.open("/explore")
    before = shown(screen)
    choose(screen, "explore-indicator", "Hospital stays related to drugs")
    screen.page.wait_for_function(
        "was => document.querySelector('#explore-sentence').innerText !== was", arg=before["sentence"]
    )
    screen.wait_query("indicator=")
    after = shown(screen)
    for part in ("address", "sentence", "classes", "bars", "table", "indicator"):
        assert after[part] != before[part], part
    screen.page.go_back()
    screen.page.wait_for_function(
        "was => document.querySelector('#explore-sentence').innerText === was", arg=before["sentence"]
    )
    restored = shown(screen)
    assert {**restored, "address": ""} == {**before, "address": ""}
    screen.page.go_forward()
    screen.page.wait_for_function(
        "was => document.querySelector('#explore-sentence').innerText === was", arg=after["sentence"]
    )
    assert shown(screen) == after


def test_an_address_that_is_sent_shows_the_same(screen: Screen) -> None:
    screen.open("/explore?indicator=simd_crime&areas=data_zone&area=S01011843&page=2")
    first = shown(screen)
    assert first["selected"] == "S01011843"
    assert "(page 2 of 5)" in str(first["table"])
    screen.open(f"/explore{first['address']}")
    assert shown(screen) == first


def test_a_name_in_the_table_chooses_for_all(screen: Screen) -> None:
    screen.open("/explore")
    button = screen.page.locator("#explore-table tbody tr:nth-child(3) button")
    name = button.text_content() or ""
    button.focus()
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("#explore-table [aria-pressed=true]")).to_have_text(name)
    code = screen.page.evaluate("new URLSearchParams(location.search).get('area')")
    selected_by_all(screen, code)


def test_a_bar_chooses_for_all(screen: Screen) -> None:
    screen.open("/explore")
    bar = screen.page.locator("#explore-bars .bar").nth(1)
    code = bar_code(bar)
    bar.locator(".bar-track").click()
    selected_by_all(screen, code)


def test_an_area_of_the_map_chooses_for_all(screen: Screen) -> None:
    screen.open("/explore")
    click_middle(screen, "explore-map")
    screen.wait_query("area=")
    code = screen.page.evaluate("new URLSearchParams(location.search).get('area')")
    assert code in screen.shading("explore-map")["classes"]
    selected_by_all(screen, code)
    screen.page.go_back()
    screen.page.wait_for_function("() => !location.search.includes('area=')")
    expect(screen.page.locator("#explore-table [aria-pressed=true]")).to_have_count(0)
    assert screen.shading("explore-map")["selected"] == ""


def click_middle(screen: Screen, map_id: str) -> None:
    """A click on the middle of a map."""
    frame = screen.page.locator(f"#{map_id}-map")
    frame.scroll_into_view_if_needed()
    frame.click()


def test_the_pager_shows_the_other_areas(screen: Screen) -> None:
    screen.open("/explore?areas=data_zone")
    first = screen.page.locator("#explore-table tbody th").all_text_contents()
    expect(screen.page.get_by_role("button", name="Previous")).to_be_disabled()
    screen.page.get_by_role("button", name="Next").click()
    expect(screen.page.locator("#explore-table caption")).to_contain_text("(page 2 of 5)")
    second = screen.page.locator("#explore-table tbody th").all_text_contents()
    assert not set(first) & set(second)
    screen.wait_query("page=2")
    screen.page.get_by_role("button", name="Previous").click()
    expect(screen.page.locator("#explore-table caption")).to_contain_text("(page 1 of 5)")
    assert screen.page.locator("#explore-table tbody th").all_text_contents() == first


def test_other_areas_and_all_of_scotland_redraw_the_map(screen: Screen) -> None:
    screen.open("/explore")
    choose(screen, "explore-areas", "Data zones")
    screen.wait_query("areas=data_zone")
    expect(screen.page.locator("#explore-table caption")).to_contain_text("(page 1 of 5)")
    assert len(screen.shading("explore-map")["classes"]) == 186
    choose(screen, "explore-extent", "All of Scotland")
    screen.wait_query("extent=scotland")
    screen.page.locator("#explore-map[data-areas][data-state=drawn][aria-label*=Scotland]").wait_for()
    assert len(screen.shading("explore-map")["classes"]) == 6_976
    assert len(screen.map_colours("explore-map")) > 5


def test_the_ranking_follows_grain_preset_and_filter(screen: Screen) -> None:
    screen.open("/need")
    weighing(screen)
    table = screen.page.locator("#need-table")
    expect(table.locator("tbody tr")).to_have_count(35)
    before = table.inner_text()

    choose(screen, "need-preset", "As in the national index (SIMD)")
    screen.wait_query("weights=simd_like")
    expect(table).not_to_have_text(before, use_inner_text=True)

    choose(screen, "need-grain", "Data zones")
    screen.wait_query("grain=data_zone")
    expect(table.locator("tbody tr")).to_have_count(186)
    screen.page.locator("#need-map[data-state=drawn][aria-label*='data zone']").wait_for()

    screen.page.locator("#need-flagged").focus()
    screen.page.keyboard.press("Space")
    screen.wait_query("flagged=yes")
    expect(table.locator("tbody tr")).not_to_have_count(186)
    assert table.locator("tbody tr").count() > 0
    assert table.get_by_role("cell", name="no flag", exact=True).count() == 0

    screen.page.go_back()
    expect(table.locator("tbody tr")).to_have_count(186)
    expect(screen.page.locator("#need-flagged")).not_to_be_checked()
    screen.page.go_back()
    expect(table.locator("tbody tr")).to_have_count(35)
    expect(screen.page.locator("#need-grain")).to_have_value("Intermediate zones")


def weigh(screen: Screen, *weights: str) -> None:
    """Type one's own weights."""
    boxes = screen.page.locator("#need-weights input[type=text], #need-weights input[inputmode]")
    expect(boxes).to_have_count(3)
    expect(boxes.first).to_be_visible()
    for place, weight in enumerate(weights):
        boxes.nth(place).fill(weight)
        screen.page.keyboard.press("Tab")


def test_weights_of_ones_own_change_ranking_and_address(screen: Screen) -> None:
    screen.open("/need")
    weighing(screen)
    before = screen.page.locator("#need-table").inner_text()
    assert not screen.page.locator("#need-weights").is_visible()
    choose(screen, "need-preset", "My own weights")
    weigh(screen, "0", "1", "9")
    screen.wait_query("weights=0,1,9")
    expect(screen.page.locator("#need-sentences")).to_contain_text("Health and Wellbeing 90%")
    expect(screen.page.locator("#need-table")).not_to_have_text(before, use_inner_text=True)
    screen.open(f"/need{screen.query()}")
    expect(screen.page.locator("#need-sentences")).to_contain_text("Health and Wellbeing 90%")
    expect(screen.page.locator("#need-weights input").nth(2)).to_have_value("9")


def test_a_late_answer_to_older_weights_is_not_shown(screen: Screen) -> None:
    page = screen.page
    screen.open("/need?weights=1,2,3")
    weighing(screen)
    held: list[Route] = []
    page.route("**/_dash-update-component*", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/_dash-update-component*"):
        weigh(screen, "4")
    weigh(screen, "4", "5")
    screen.wait_query("weights=4,5,3")
    with page.expect_response("**/_dash-update-component*"):
        held[0].continue_()
    screen.settle()
    assert "weights=4,5,3" in screen.query()
    expect(page.locator("#need-sentences")).to_contain_text("Employability 42%")
    expect(page.locator("#need-weights input").nth(1)).to_have_value("5")


def test_an_older_answer_is_not_shown_for_a_moment_either(screen: Screen) -> None:
    """It comes while newer weights are shown that the server has not heard of."""
    page = screen.page
    screen.open("/need?weights=1,2,3")
    weighing(screen)
    held: list[tuple[Route, APIResponse]] = []
    page.route(
        "**/_dash-update-component*",
        lambda route: route.continue_() if held else held.append((route, route.fetch())),
    )
    with page.expect_request("**/_dash-update-component*"):
        weigh(screen, "4")
    page.evaluate(RECORD, "#need-sentences")
    weigh(screen, "4", "5")
    expect(page.locator("#need-sentences")).to_contain_text("Employability 42%")
    route, answer = held[0]
    route.fulfill(response=answer)
    screen.wait_query("weights=4,5,3")
    screen.settle()
    seen: list[str] = page.evaluate("window.recorded")
    newer = ["Employability 42%" in one for one in seen]
    assert any(newer), "what is typed was not shown"
    assert newer == sorted(newer), "what was typed before was shown again"


def test_weights_that_are_all_zero_are_answered_not_obeyed(screen: Screen) -> None:
    screen.open("/need?weights=1,0,0")
    weighing(screen)
    weigh(screen, "0")
    expect(screen.page.locator("#need-sentences")).to_contain_text("These weights cannot be used")
    assert screen.page.locator("#need-table tbody tr").count() == 35
    expect(screen.page.locator("#notice")).to_be_empty()


@pytest.mark.parametrize("typed", ["-", "", "1e", "."])
def test_a_weight_half_typed_is_no_failure(screen: Screen, typed: str) -> None:
    screen.open("/need?weights=1,1,1")
    weighing(screen)
    box = screen.page.locator("#need-weights input").first
    expect(box).to_be_visible()
    box.fill("")
    box.press_sequentially(typed or "2")
    screen.page.keyboard.press("Tab")
    choose(screen, "need-grain", "Data zones")
    expect(screen.page.locator("#need-table tbody tr")).to_have_count(186)
    expect(screen.page.locator("#notice")).to_be_empty()


def test_the_map_of_the_overview_opens_the_area(screen: Screen) -> None:
    screen.open("/")
    click_middle(screen, "overview-map")
    screen.page.wait_for_url("**/area/S02*")
    heading = screen.page.locator("main h1")
    expect(heading).not_to_contain_text("Where is need")
    assert heading.inner_text() in set(OURS.areas_of(AreaType.INTERMEDIATE_ZONE)["area_name"])
    screen.page.go_back()
    expect(screen.page.locator("main h1")).to_contain_text("Where is need greatest in Perth and Kinross?")


@pytest.mark.parametrize("path", ["/", "/need", "/explore"])
def test_another_partnership_stays_on_the_page(screen: Screen, path: str) -> None:
    screen.open(path)
    before = screen.page.locator("main .lead").first.inner_text()
    choose(screen, "shell-partnership", "Fife")
    screen.wait_query("partnership=fife")
    expect(screen.page.locator("main .lead").first).not_to_have_text(before)
    assert screen.page.evaluate("location.pathname") == path
    expect(screen.page.locator("#shell-partnership")).to_have_value("Fife")
    screen.settle()
    for link in screen.page.locator("nav a").all():
        assert "partnership=fife" in (link.get_attribute("href") or "")


def test_another_partnership_leaves_the_page_of_an_area(screen: Screen) -> None:
    screen.open("/area/S02002236")
    choose(screen, "shell-partnership", "Fife")
    screen.wait_query("partnership=fife")
    expect(screen.page.locator("main h1")).to_contain_text("Where is need greatest in Fife?")
