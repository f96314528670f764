"""What holds for every page in the browser: nothing leaves the machine, nothing goes wrong, maps are painted."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
PAGES = [
    "/",
    "/need",
    "/rollout",
    "/explore",
    "/area/S02002236",
    "/area/place-rattray",
    "/area/custom-area?zones=S02002236,S01011843&name=Around%20the%20hall",
    "/compare?areas=S02002236,S02002233",
    "/inequality",
    "/custom?zones=S02002236",
    "/packs?areas=S02002236",
    "/data",
    "/methods",
    "/need?partnership=atlantis",
]
MAPS = {
    "/": "overview-map",
    "/need": "need-map",
    "/rollout": "rollout-people",
    "/need?grain=data_zone": "need-map",
    "/explore?areas=data_zone": "explore-map",
    "/explore?areas=data_zone&extent=scotland": "explore-map",
    "/area/S02002236": "area-map",
    "/custom?zones=S02002236": "custom-map",
    "/explore?partnership=shetland-islands": "explore-map",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_stands_and_asks_nobody_else(screen: Screen, path: str) -> None:
    screen.open(path)
    assert screen.watch.outside == []
    (document,) = screen.watch.documents
    policy = document.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert screen.page.locator("html").get_attribute("lang") == "en-GB"
    for landmark in ("h1", "main", "header", "footer", "nav"):
        assert screen.page.locator(f"{landmark}:visible").count() == 1, landmark


def test_a_page_that_asks_elsewhere_would_be_seen(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen().open("/methods")
    screen.page.evaluate("fetch('https://example.com/').catch(() => 0)")
    screen.page.wait_for_function("() => true")
    blocked = [one for one in screen.watch.complaints if "example.com" in one]
    assert blocked
    screen.watch.asked.clear()


@pytest.mark.parametrize(("path", "map_id"), MAPS.items())
def test_a_map_is_painted(screen: Screen, path: str, map_id: str) -> None:
    screen.open(path)
    wrapper = screen.page.locator(f"#{map_id}")
    assert wrapper.get_attribute("data-state") == "drawn"
    classes = set(screen.shading(map_id)["classes"].values())
    assert classes >= {0, 1, 2, 3, 4}
    wanted = {_colour(screen, f"--map-class-{step}") for step in range(5)}
    found = wanted & screen.map_colours(map_id)
    least = 3 if "scotland" in path else 5  # seen from so far, a town is less than a pixel
    assert len(found) >= least
    assert "table" in (wrapper.get_by_role("application").get_attribute("aria-label") or "")


def _colour(screen: Screen, variable: str) -> int:
    text = screen.page.evaluate("name => getComputedStyle(document.documentElement).getPropertyValue(name)", variable)
    return int(text.strip().removeprefix("#"), 16)


def test_dark_maps_are_painted_in_dark_colours(new_screen: Callable[..., Screen]) -> None:
    light, dark = (new_screen(scheme=scheme).open("/") for scheme in ("light", "dark"))
    assert _colour(light, "--map-class-4") != _colour(dark, "--map-class-4")
    for screen in (light, dark):
        assert _colour(screen, "--map-class-4") in screen.map_colours("overview-map")
    assert _colour(light, "--map-class-4") not in dark.map_colours("overview-map")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/need",
        "/rollout",
        "/explore",
        "/explore?areas=data_zone",
        "/area/S02002236",
        "/area/place-rattray",
        "/compare?areas=S02002236,S02002233,place-rattray,locality-perth-city",
        "/inequality",
        "/custom?zones=S02002236",
        "/methods",
    ],
)
def test_nothing_is_wider_than_a_narrow_screen(new_screen: Callable[..., Screen], path: str, scheme: str) -> None:
    screen = new_screen(width=320, scheme=scheme).open(path)
    wide, window = screen.scroll_width()
    assert wide <= window


@pytest.mark.parametrize(
    "path", ["/", "/need", "/rollout", "/explore", "/area/S02002236", "/compare", "/inequality", "/methods"]
)
def test_print_leaves_the_controls_out_and_keeps_what_is_said(screen: Screen, path: str) -> None:
    screen.open(path)
    screen.page.emulate_media(media="print")
    for gone in ("nav", ".header-tools", ".controls", ".pager", ".skip-link"):
        assert screen.page.locator(f"{gone}:visible").count() == 0, gone
    for kept in ("h1", ".lead", "footer"):
        assert screen.page.locator(f"{kept}:visible").count() >= 1, kept


def test_titles_say_the_page_and_the_partnership(screen: Screen) -> None:
    titles: dict[str, str] = {}
    for path in ("/", "/?partnership=fife", "/need?partnership=fife", "/explore", "/area/S02002236"):
        screen.open(path)
        screen.page.wait_for_function("() => document.title.includes('–')")
        titles[path] = screen.page.title()
    assert len(set(titles.values())) == len(titles)
    assert all("Fife" in title for path, title in titles.items() if "fife" in path)


def test_an_address_that_leads_nowhere_still_has_the_frame_of_a_page(screen: Screen) -> None:
    screen.open("/no/such/page")
    assert screen.page.locator("main h1").count() == 1
    assert screen.page.get_by_role("link", name="Overview", exact=True).is_visible()
