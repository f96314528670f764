"""The keyboard alone is enough: the skip link first, every control in reach, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
PAGES = [
    "/",
    "/need",
    "/need?weights=1,2,3",
    "/rollout",
    "/explore",
    "/area/place-rattray",
    "/compare",
    "/inequality",
    "/custom?zones=S02002236",
    "/packs?areas=S02002236",
    "/data",
    "/methods",
]
MOST_STEPS = 900
REACHABLE = """() => {
    const wanted = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex='0']";
    const hidden = one => one.closest("[aria-hidden=true], [inert]");
    const seen = one => one.checkVisibility({ visibilityProperty: true }) && !hidden(one);
    const found = [...document.querySelectorAll(wanted)].filter(one => one.tabIndex >= 0 && seen(one));
    found.forEach((one, place) => (one.dataset.place = place));
    return found.length;
}"""
LOOK = "one => (style => style.borderColor + style.outline + style.boxShadow)(getComputedStyle(one))"
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return {
        place: Number(one.dataset.place ?? -1),
        what: `${one.tagName} ${one.id || one.className} ${one.textContent.slice(0, 30)}`,
        outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
        visible: one.matches(":focus-visible"),
        size: box.width * box.height,
    };
}"""


@pytest.mark.parametrize("path", PAGES)
def test_the_skip_link_comes_first_and_leads_to_the_main_part(screen: Screen, path: str) -> None:
    screen.open(path)
    screen.page.keyboard.press("Tab")
    link = screen.page.locator(":focus")
    expect(link).to_have_text("Skip to the main part")
    box = link.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("main")).to_be_focused()
    screen.page.keyboard.press("Tab")
    assert screen.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", PAGES)
def test_every_control_is_in_reach_and_one_sees_where_one_is(screen: Screen, path: str) -> None:
    screen.open(path)
    wanted = screen.page.evaluate(REACHABLE)
    reached: set[int] = set()
    unseen: list[str] = []
    before = "the top of the page"
    for _ in range(min(wanted + 5, MOST_STEPS)):
        screen.page.keyboard.press("Tab")
        at = screen.page.evaluate(FOCUSED)
        if at is None:
            unseen += [f"nothing, after {before}"] if len(reached - {-1}) < wanted else []
            continue
        before = at["what"]
        reached.add(at["place"])
        if not at["visible"] or at["size"] == 0 or not (at["outline"] or "INPUT" in before or "TEXTAREA" in before):
            unseen.append(before)
    assert unseen == []
    assert set(range(wanted)) <= reached, screen.page.evaluate(
        "places => places.map(one => document.querySelector(`[data-place='${one}']`)?.outerHTML.slice(0, 120))",
        sorted(set(range(wanted)) - reached),
    )


@pytest.mark.parametrize("path", ["/need", "/rollout", "/explore", "/compare", "/inequality", "/custom", "/methods"])
def test_fields_show_that_they_are_in_use(screen: Screen, path: str) -> None:
    screen.open(path)
    for field in screen.page.locator("main input:visible, header input:visible").all():
        plain = field.evaluate(LOOK)
        field.focus()
        screen.page.wait_for_function(f"plain => ({LOOK})(document.activeElement) !== plain", arg=plain)
        screen.page.keyboard.press("Escape")
        field.blur()


@pytest.mark.parametrize("path", ["/", "/need", "/rollout", "/explore", "/area/place-rattray"])
def test_tables_can_be_scrolled_with_the_keyboard(screen: Screen, path: str) -> None:
    screen.open(path)
    for region in screen.page.locator(".table-frame:visible").all():
        region.focus()
        expect(region).to_be_focused()
        assert region.get_attribute("aria-label")


def test_details_open_and_close_with_the_keyboard(screen: Screen) -> None:
    screen.open("/methods")
    summary = screen.page.locator("main summary").first
    details = screen.page.locator("main details").first
    summary.focus()
    screen.page.keyboard.press("Enter")
    expect(details).to_have_attribute("open", "")
    screen.page.keyboard.press("Enter")
    expect(details).not_to_have_attribute("open", "")


def test_light_and_dark_change_with_the_keyboard(screen: Screen) -> None:
    screen.open("/methods")
    page = screen.page
    before = page.locator("html").get_attribute("data-mantine-color-scheme")
    page.locator("#shell-scheme").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).not_to_have_attribute("data-mantine-color-scheme", before or "")


def test_a_map_has_a_name_and_moves_with_the_keyboard(screen: Screen) -> None:
    screen.open("/explore")
    frame = screen.page.locator("#explore-map").get_by_role("application")
    before = screen.page.locator("#explore-map canvas").first.evaluate("one => one.toDataURL()")
    frame.focus()
    screen.page.keyboard.press("+")
    screen.page.wait_for_function(
        "was => document.querySelector('#explore-map canvas').toDataURL() !== was", arg=before
    )
