"""How long every control of every page takes, from what a person does until all of the page stands.

The controls are found on the pages themselves: lists of one or of several, numbers, switches, areas to choose, pages of
a list; of those that are alike (a weight for each indicator) the first. What is typed freely, and what makes a file, is
left out. A number waits 400 ms for a second digit.
"""

from collections.abc import Iterable

from playwright.sync_api import Browser, Locator, Page

from tests.benchmarks.pages import QUIET, Act, Repaint, context_of, load, measured, repaints

OPEN = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
FIND = """() => {
  const kinds = {
    list: ".mantine-Select-input:not(:disabled)",
    several: ".mantine-PillsInputField-field:not(:disabled)",
    number: ".mantine-NumberInput-input:not(:disabled)",
    switch: "main input[type=checkbox]:not(:disabled)",
  };
  const named = (one) => one.labels[0]?.textContent ?? one.getAttribute("aria-label");
  const found = Object.entries(kinds).flatMap(([kind, what]) =>
    [...document.querySelectorAll(what)]
      .filter((one) => one.checkVisibility())
      .map((one) => [kind, one.id, named(one)]));
  const first = {
    area: [".row-choose", "an area of the table"],
    page: [".pager button:not(:disabled)", "the next areas"],
  };
  for (const [kind, [what, name]] of Object.entries(first)) {
    if (document.querySelector(`main ${what}`)) found.push([kind, what, name]);
  }
  const alike = (id) => (id.startsWith("{") ? JSON.parse(id).type : id);
  return found.filter(([, id], place) => found.findIndex(([, other]) => alike(other) === alike(id)) === place);
}"""
OTHER = "[role=option]:not([aria-selected=true]):visible"


def control_repaints(browser: Browser, origin: str, paths: Iterable[str], rounds: int) -> dict[str, Repaint]:
    """By page and control: the medians; the partnership, which every page has, on the first of them alone."""
    found: dict[str, Repaint] = {}
    for path in paths:
        for kind, place, name in _controls(browser, f"{origin}{path}"):
            if place == "shell-partnership" and found:
                continue
            with context_of(browser) as context:
                page = context.new_page()
                load(page, f"{origin}{path}")
                page.evaluate(OPEN)
                if kind != "list" or _others(page, place):
                    act = _act(page, kind, place)
                    found[f"{path.partition('?')[0]} {name}"] = repaints(page, act, rounds, mapped=False)
    return found


def _controls(browser: Browser, url: str) -> list[tuple[str, str, str]]:
    """The kind of each control, where it is found, and what it is called."""
    with context_of(browser) as context:
        page = context.new_page()
        load(page, url)
        page.evaluate(OPEN)
        return [(kind, place, name) for kind, place, name in page.evaluate(FIND)]


def _others(page: Page, place: str) -> int:
    """Opens a list, and says how many others there are to choose."""
    if not page.locator(OTHER).count():
        page.locator(f"[id='{place}']").click()
        page.wait_for_timeout(QUIET)
    return page.locator(OTHER).count()


def _act(page: Page, kind: str, place: str) -> Act:
    """What is to be clicked the nth time, so that something else is chosen each time."""
    root = page.locator(".mantine-MultiSelect-root, .mantine-NumberInput-root", has=page.locator(f"[id='{place}']"))

    def of_list(_: int) -> Locator:
        _others(page, place)
        page.locator(OTHER).first.hover()
        return page.locator(OTHER).first

    def of_several(turn: int) -> Locator:
        adds = turn % 2 == 0 and _others(page, place)
        return page.locator(OTHER).first if adds else root.locator(".mantine-Pill-root button").last

    def of_number(turn: int) -> Locator:
        return root.locator(".mantine-NumberInput-control").nth(turn % 2)

    found = {
        "list": of_list,
        "several": of_several,
        "number": of_number,
        "switch": lambda _: page.locator(f"[id='{place}']"),
        "area": lambda turn: page.locator(f"main {place}").nth(turn % 2),
        "page": lambda _: page.locator(f"main {place}").first,
    }
    return lambda turn: (measured(found[kind](turn)), "")
