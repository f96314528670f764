"""How fast pages are in a real browser: what a person waits for, from what they did until it is on the screen.

A change is taken as on the screen when the frame after the one that painted it begins. Frames are not held to sixty a
second (see CHROMIUM): else a wait of up to 17 ms, by chance, would be most of what a quick page is seen to take.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

Act = Callable[[int], tuple[str, str]]
"""Prepares the nth choice, and says what to click, or which value to set, or which key to press."""
QUIET = 400
"""Milliseconds without a change after which a page stands."""
PATIENCE = 60_000
WATCH = """
window.watched = { paint: 0, part: 0, change: 0, blocked: 0, asked: 0 };
performance.setResourceTimingBufferSize(10000);
watched.served = (since) => performance.getEntriesByType("resource")
  .concat(performance.getEntriesByType("navigation"))
  .filter((one) => one.entryType === "navigation" || /_dash-update|[/]ahead[/]/.test(one.name))
  .filter((one) => one.startTime >= since)
  .reduce((sum, one) => sum + one.responseStart - one.requestStart, 0);
const { fetch } = window;
window.fetch = async (...given) => {
  watched.asked += 1;
  try {
    const answer = await fetch(...given);
    await answer.clone().arrayBuffer();
    return answer;
  } finally {
    watched.asked -= 1;
  }
};
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) watched.blocked += Math.max(0, task.duration - 50);
}).observe({ type: "longtask", buffered: true });
const painted = (name) => {
  if (watched[`${name}Waits`]) return;
  watched[`${name}Waits`] = true;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    watched[`${name}Waits`] = false;
    watched[name] = performance.now();
    watched[`${name}First`] ??= watched[name];
  }));
};
for (const name of ["fill", "putImageData", "drawArrays", "drawElements"]) {
  for (const kind of [CanvasRenderingContext2D, window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    const own = kind?.prototype[name];
    if (own) kind.prototype[name] = function (...given) { painted("paint"); return own.apply(this, given); };
  }
}
document.addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
  const within = ({ target }, what) => (target.closest ? target : target.parentElement)?.closest(what);
  if (changes.some((one) => one.type !== "attributes" && within(one, "[data-markup][id]"))) painted("part");
  if (changes.some((one) => !within(one, ".controls, .what-if, header"))) painted("change");
}).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }));
"""
AWAIT = """async ({ quiet, least }) => {
  const last = () => Math.max(watched.paint, watched.change);
  await new Promise((done) => {
    const look = setInterval(() => {
      const starts = document.querySelector(".first-view");
      const busy = starts || watched.asked || watched.changeWaits || watched.paintWaits || watched.partWaits;
      if (!busy && last() > least && performance.now() - last() > quiet) { clearInterval(look); done(); }
    }, 20);
  });
  return { ...watched, last: last(), server: watched.served(0) };
}"""
ACT = """async ({ target, value, quiet, mapped, patience }) => {
  const one = document.querySelector(target);
  const before = performance.now();
  delete watched.paintFirst;
  delete watched.changeFirst;
  if (one.tagName === "SELECT") {
    one.value = value;
    one.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (value) {
    one.dispatchEvent(new KeyboardEvent("keydown", { key: value, bubbles: true }));
  } else {
    for (const name of ["pointerdown", "pointerup"]) one.dispatchEvent(new PointerEvent(name, { bubbles: true }));
    one.click();
  }
  await new Promise((done) => {
    const look = setInterval(() => {
      const last = Math.max(watched.paint, watched.change);
      const unpainted = mapped && !watched.paintFirst;
      const busy = unpainted || watched.asked || watched.changeWaits || watched.paintWaits || watched.partWaits;
      const stands = !busy && last > before && performance.now() - last > quiet;
      if (stands || performance.now() - before > patience) { clearInterval(look); done(); }
    }, 20);
  });
  const since = (moment) => (moment && moment > before ? moment - before : null);
  const shown = Math.max(watched.paint, watched.part);
  const whole = since(Math.max(shown, watched.change));
  return { map: since(watched.paintFirst), shown: since(shown), whole, server: watched.served(before) };
}"""


@dataclass(frozen=True)
class Load:
    """A page's first load: milliseconds to the painted map and to the last change, kB, requests, ms blocked.

    And what the server took for the page and its questions, in milliseconds, one after the other.
    """

    map: float
    whole: float
    kilobytes: float
    requests: float
    blocked: float
    server: float


@dataclass(frozen=True)
class Repaint:
    """After a choice: milliseconds to the painted map (0 without one), to map, bars and table, to the last change.

    And what the server took to answer what was asked after it, in milliseconds.
    """

    map: float
    shown: float
    whole: float
    server: float


@contextmanager
def context_of(browser: Browser) -> Generator[BrowserContext]:
    """A new visitor, with nothing cached."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH)
    yield context
    context.close()


def load(page: Page, url: str) -> Load:
    """Opens an address and waits until it stands."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(float(event["encodedDataLength"])))
    page.goto(url)
    found = page.evaluate(AWAIT, {"quiet": QUIET, "least": 0})
    session.detach()
    return Load(
        found["paintFirst"] if found.get("paintFirst") else found["last"],
        found["last"],
        sum(sizes) / 1000,
        len([size for size in sizes if size > 0]),
        found["blocked"],
        found["server"],
    )


def first_loads(browser: Browser, url: str, rounds: int) -> tuple[Load, Load]:
    """Medians of the first and of the second visit."""
    cold: list[Load] = []
    warm: list[Load] = []
    for _ in range(rounds):
        with context_of(browser) as context:
            cold.append(load(context.new_page(), url))
            warm.append(load(context.new_page(), url))
    return _middle(cold), _middle(warm)


def repaints(page: Page, act: Act, rounds: int, mapped: bool = True) -> Repaint:
    """The median over several choices; where a map is changed, its paint is waited for."""
    found: list[Repaint] = []
    for place in range(rounds + 1):
        target, value = act(place)
        page.wait_for_timeout(QUIET)
        asked = {"target": target, "value": value, "quiet": QUIET, "mapped": mapped, "patience": PATIENCE / 2}
        seen = page.evaluate(ACT, asked)
        found.append(Repaint(*(seen[name] or 0.0 for name in Repaint.__dataclass_fields__)))
    return _middle(found[1:])  # the first warms up


def option_of(page: Page, control: str, options: Sequence[str], pointed: bool = True) -> Act:
    """Opens a list of choices and (if so wanted) points at one, so that the click on it is what is measured."""

    def act(place: int) -> tuple[str, str]:
        label = options[place % len(options)]
        page.locator(f"#{control}").click()
        option = page.get_by_role("option", name=label, exact=True)
        if pointed:
            option.hover()
        return measured(option), ""

    return act


def measured(option: Locator) -> str:
    """Waits for an option and marks it, and no other: how it is found again."""
    option.wait_for()
    option.evaluate(
        "one => { document.querySelectorAll('[data-measured]')"
        ".forEach(old => delete old.dataset.measured); one.dataset.measured = 'yes'; }"
    )
    return "[data-measured]"


def _middle(found: list[Any]) -> Any:
    kind = type(found[0])
    return kind(*(median(getattr(one, name) for one in found) for name in kind.__dataclass_fields__))
