"""The real dashboard in a real browser: one process of the app and one browser for all tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
WAIT_SECONDS = 120
MILLISECONDS = 60_000
"""How long a thing may take to appear before a test fails: far more than it takes on a busy machine."""
PAINTED_COLOURS = """wrapper => {
    const colours = new Set();
    for (const canvas of document.querySelector(wrapper).querySelectorAll("canvas")) {
        if (!canvas.width || !canvas.height) continue;
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        for (let i = 0; i < pixels.length; i += 4 * 7) {
            if (pixels[i + 3] === 255) colours.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
        }
    }
    return [...colours];
}"""
STANDS = """() => {
    const busy = document.querySelector("[data-dash-is-loading=true]") || document.title === "Updating...";
    if (busy || document.querySelector(".first-view")) return false;
    return [...document.querySelectorAll(".area-map")].every(map => map.dataset.state);
}"""
"""Whether no callback runs and every map is drawn."""
CHARTED = f"""() => {{
    if (!({STANDS})()) return false;
    dispatchEvent(new Event("beforeprint"));
    return [...document.querySelectorAll("[data-figure]")].every(one => one.querySelector(".main-svg"));
}}"""
"""The same, and every chart is drawn, as it is for paper."""
Scheme = Literal["light", "dark"]


@dataclass
class Watch:
    """What a page asked for and complained about."""

    origin: str
    asked: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])
    documents: list[Response] = field(default_factory=list[Response])

    @property
    def outside(self) -> list[str]:
        """Requests to anywhere but the app."""
        return [url for url in self.asked if not url.startswith((f"{self.origin}/", "data:", "blob:"))]

    def on(self, page: Page) -> None:
        """Begin to listen."""
        page.on("request", self._note)
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type == "error" else None,
        )
        page.on(
            "response", lambda answer: self.documents.append(answer) if answer.request.is_navigation_request() else None
        )

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)


class Screen:
    """A page of the dashboard as a person has it in front of them."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.watch = Watch(origin)
        self.watch.on(page)

    def open(self, path: str) -> "Screen":
        """Go to an address and wait until its page stands."""
        self.stand(path).settle()
        return self

    def leave(self) -> None:
        """Close the page, and forget what it remembers of the visitor."""
        if self.page.url.startswith(self.origin):
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.close()

    def stand(self, path: str) -> "Screen":
        """Go to an address and wait until its page and maps stand, and not for its charts."""
        self.page.goto(f"{self.origin}{path}")
        self.page.locator("#react-entry-point h1").wait_for(state="attached")
        self.page.wait_for_function(STANDS)
        return self

    def settle(self) -> None:
        """Wait until no callback runs and every map is drawn, and every chart, as on paper."""
        self.page.wait_for_function(CHARTED)

    def map_colours(self, map_id: str) -> set[int]:
        """The colours a drawn map is painted in."""
        self.page.locator(f"#{map_id}[data-state=drawn]").wait_for()
        return set(self.page.evaluate(PAINTED_COLOURS, f"#{map_id}"))

    def shading(self, map_id: str) -> dict[str, Any]:
        """What the areas of a map show."""
        return self.page.evaluate("id => JSON.parse(document.getElementById(id).dataset.shading)", f"{map_id}-areas")

    def query(self) -> str:
        """The query string in the address bar."""
        return self.page.evaluate("decodeURIComponent(location.search)")

    def wait_query(self, part: str) -> None:
        """Wait until the address holds something."""
        self.page.wait_for_function("part => decodeURIComponent(location.search).includes(part)", arg=part)

    def scroll_width(self) -> tuple[int, int]:
        """How wide the page's content is, and how wide the window."""
        wide, window = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        return wide, window


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port)}
    log = tmp_path_factory.mktemp("app") / "log.txt"
    with log.open("w") as written:
        app = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT
        )
    origin = f"http://127.0.0.1:{port}"
    try:
        _await_answer(app, origin, log)
        yield origin
    finally:
        app.terminate()
        app.wait(timeout=30)


def _await_answer(app: "subprocess.Popen[bytes]", origin: str, log: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if app.poll() is not None:
            pytest.fail(f"the app stopped while starting:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(origin, timeout=10):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the app did not answer in {WAIT_SECONDS} seconds:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for all tests."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("The browser tests need chromium: install it (Debian: apt-get install chromium), or set CHROMIUM.")
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Callable[[int, Scheme, bool], BrowserContext]:
    """A visitor of each kind, who comes back for every test: scripts are fetched and compiled once."""

    @cache
    def make(width: int, scheme: Scheme, touch: bool) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=touch,
            accept_downloads=True,
        )
        context.set_default_timeout(MILLISECONDS)
        return context

    return make


@pytest.fixture
def new_screen(visitor: Callable[[int, Scheme, bool], BrowserContext], site: str) -> Iterator[Callable[..., Screen]]:
    """Makes screens: width in pixels, scheme light or dark; closed at the end, and none may have asked elsewhere."""
    screens: list[Screen] = []

    def make(width: int = 1280, scheme: Scheme = "light", touch: bool = False) -> Screen:
        screens.append(Screen(visitor(width, scheme, touch).new_page(), site))
        return screens[-1]

    yield make
    for screen in screens:
        screen.leave()
    assert [url for screen in screens for url in screen.watch.outside] == []


@pytest.fixture
def screen(new_screen: Callable[..., Screen]) -> Iterator[Screen]:
    """A wide, light screen; nothing on it may go wrong unsaid."""
    one = new_screen()
    yield one
    assert one.watch.complaints == []
