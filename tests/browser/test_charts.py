"""Charts and rank bars in the browser: drawn when they are wanted, and all of them on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import STANDS, Screen

pytestmark = pytest.mark.browser
LIBRARY = "plotly.min.js"
NO_LEISURE = """
const { setTimeout: own } = window;
window.setTimeout = (work, time, ...more) => (time === 5000 ? 0 : own(work, time, ...more));
"""
LAID_OUT = "group => group.querySelector('.bar').checkVisibility()"
FAR_LAID_OUT = "group => group.toggleAttribute('data-far', true) && group.querySelector('.bar').checkVisibility()"


def asked(screen: Screen) -> list[str]:
    """The names of the files that a page has asked for."""
    return [url.rsplit("/", 1)[-1] for url in screen.watch.asked]


def test_maps_stand_before_the_library_of_charts_is_asked_for(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen()
    screen.page.set_viewport_size({"width": 1280, "height": 4000})  # so high that the chart is near at once
    screen.page.add_init_script(
        "new MutationObserver(() => document.querySelector('.area-map[data-state=drawn]') && performance.mark('stood'))"
        ".observe(document, { subtree: true, attributeFilter: ['data-state'] })"
    )
    screen.open("/need")
    order = asked(screen)
    assert order.index(LIBRARY) > order.index("intermediate_zone.json")
    stands, begins = screen.page.evaluate(
        "[performance.getEntriesByName('stood')[0], performance.getEntriesByType('resource')"
        ".find(({ name }) => name.endsWith('plotly.min.js'))].map(({ startTime }) => startTime)"
    )
    assert begins >= stands


def test_a_chart_follows_the_width_of_the_window(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen().open("/inequality")
    chart = screen.page.locator("[data-figure]").first
    drawn = chart.locator(".main-svg").first
    for width in (500, 1100):
        screen.page.set_viewport_size({"width": width, "height": 800})
        expect(drawn).to_have_attribute("width", str(round(chart.evaluate("one => one.clientWidth"))))


@pytest.mark.parametrize("path", ["/need", "/rollout", "/area/S02002236", "/inequality"])
def test_a_chart_further_down_is_drawn_when_it_comes_near(new_screen: Callable[..., Screen], path: str) -> None:
    screen = new_screen().stand(path)
    charts = screen.page.locator("[data-figure]")
    assert charts.count() > 0
    assert screen.page.locator(".main-svg").count() == 0
    assert LIBRARY not in asked(screen)
    charts.first.scroll_into_view_if_needed()
    expect(charts.first.locator(".main-svg").first).to_be_visible()
    assert LIBRARY in asked(screen)


def test_a_page_that_has_been_read_for_a_while_prints_with_its_charts(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen()
    screen.page.clock.install()
    screen.stand("/rollout")
    assert LIBRARY not in asked(screen)
    screen.page.clock.fast_forward(5000)
    charts = screen.page.locator("[data-figure]")
    screen.page.wait_for_function(
        "() => [...document.querySelectorAll('[data-figure]')].every(one => one.querySelector('.main-svg'))"
    )
    assert screen.page.evaluate("scrollY") == 0
    assert charts.count() > 0


def test_a_drawn_chart_out_of_view_does_not_stay_behind_its_figures(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen()
    screen.page.add_init_script(NO_LEISURE)
    screen.open("/area/S02002236")
    charts = screen.page.locator("[data-figure]")
    first, last = charts.first, charts.last
    marks = last.inner_html()
    assert last.evaluate("one => one.getBoundingClientRect().top > 1.5 * innerHeight")
    last.evaluate("(one, figure) => (one.dataset.figure = figure)", first.get_attribute("data-figure"))
    screen.page.wait_for_function("([one, marks]) => one.innerHTML !== marks", arg=[last.element_handle(), marks])


def test_rank_bars_out_of_view_are_laid_out_when_they_come_near_and_on_paper(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen().open("/explore?areas=data_zone")
    groups = screen.page.locator("#explore-bars .bars-group")
    far = screen.page.locator("#explore-bars .bars-group[data-far]")
    expect(far).not_to_have_count(0)
    assert groups.first.evaluate(LAID_OUT)
    assert not groups.last.evaluate(LAID_OUT)
    groups.last.scroll_into_view_if_needed()
    expect(groups.last).not_to_have_attribute("data-far", "")
    assert groups.last.evaluate(LAID_OUT)
    screen.page.locator("h1").scroll_into_view_if_needed()
    expect(groups.last).to_have_attribute("data-far", "")
    screen.page.emulate_media(media="print")  # what is shorter on paper comes near, so it is said again that it is far
    assert groups.count() > 1
    assert all(groups.nth(place).evaluate(FAR_LAID_OUT) for place in range(groups.count()))


def test_a_choice_keeps_bars_out_of_view_as_they_were(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen().open("/explore?areas=data_zone")
    far = screen.page.locator("#explore-bars .bars-group[data-far]")
    expect(far).not_to_have_count(0)
    before = far.count()
    name = screen.page.locator("#explore-bars .bar").first
    first = name.text_content()
    screen.page.evaluate(
        """() => new MutationObserver(() => {
            window.farAtOnce ??= document.querySelectorAll("#explore-bars .bars-group[data-far]").length;
        }).observe(document.getElementById("explore-bars-frame"), { childList: true })"""
    )
    screen.page.locator("#explore-indicator").click()
    screen.page.get_by_role("option", name="Working-age people who are employment deprived", exact=True).click()
    expect(name).not_to_have_text(first or "")
    screen.page.wait_for_function(STANDS)
    assert screen.page.evaluate("window.farAtOnce") == before
