"""An automatic checker finds nothing wrong on any page: light and dark, wide and narrow, menus and details open."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/need",
    "/need?weights=1,2,3",
    "/explore",
    "/rollout",
    "/area/S02002236",
    "/area/place-rattray",
    "/compare?areas=S02002236,locality-perth-city",
    "/inequality",
    "/custom?zones=S02002236,abc",
    "/packs?areas=S02002236",
    "/data",
    "/methods",
    "/area/S02009999",
    "/need?partnership=atlantis",
    "/no/such/page",
]
SCHEMES = ("light", "dark")
WIDTHS = (1280, 320)
ONE_WIDTH = {
    "/area/S02002236": (1280,),
    "/area/place-rattray": (320,),
    "/compare?areas=S02002236,locality-perth-city": (320,),
}
"""The long pages of areas share a layout: one is looked at wide, the other narrow."""


def violations(screen: Screen) -> list[str]:
    """What the checker holds against the page: rule, element, and why."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(screen.page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]} – {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found
        for node in rule["nodes"]
    ]


def assert_clean(screen: Screen) -> None:
    """Nothing is found in either colour scheme."""
    for scheme in SCHEMES:
        screen.page.emulate_media(color_scheme=scheme)
        screen.page.wait_for_selector(f"html[data-mantine-color-scheme={scheme}]")
        found = violations(screen)
        assert not found, "\n".join([scheme, *found])


@pytest.mark.parametrize("path", PAGES)
def test_the_checker_finds_nothing_on_a_wide_or_narrow_screen(screen: Screen, path: str) -> None:
    screen.open(path)
    for width in ONE_WIDTH.get(path, WIDTHS):
        screen.page.set_viewport_size({"width": width, "height": 900})
        assert_clean(screen)


@pytest.mark.parametrize(
    ("path", "control"),
    [
        ("/explore", "explore-indicator"),
        ("/need?weights=equal", "need-preset"),
        ("/compare", "compare-areas"),
        ("/", "shell-partnership"),
    ],
)
def test_the_checker_finds_nothing_with_a_menu_open(screen: Screen, path: str, control: str) -> None:
    screen.open(path)
    screen.page.locator(f"#{control}").click()
    screen.page.get_by_role("option").first.wait_for()
    assert_clean(screen)
    assert screen.page.get_by_role("option").first.is_visible()


@pytest.mark.parametrize("path", ["/", "/need", "/custom", "/methods"])
def test_the_checker_finds_nothing_with_details_open(screen: Screen, path: str) -> None:
    screen.open(path)
    for summary in screen.page.locator("main summary:visible").all()[:3]:
        summary.click()
    assert screen.page.locator("main details[open]").count() > 0
    assert_clean(screen)


def test_the_checker_sees_what_is_wrong(screen: Screen) -> None:
    screen.open("/methods")
    screen.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [one.split(":")[0] for one in violations(screen)] == ["button-name"]
