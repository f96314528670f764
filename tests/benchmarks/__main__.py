"""How fast the dashboard is, beside a bare canvas page and the usual plotly app: `python -m tests.benchmarks`.

Prints a table and writes the same as JSON (`--out`). Nothing here fails on a time; the ratios are what is compared.
"""

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.components.speed_view import TYPED, UNASKED
from dashboard.evidence import evidence
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.exhibits.explore import area_types
from dashboard.vocabulary import AreaType
from tests.benchmarks.controls import control_repaints
from tests.benchmarks.files import exports
from tests.benchmarks.pages import Act, context_of, first_loads, load, measured, option_of, repaints
from tests.benchmarks.servers import free_port, megabytes, python, running
from tests.benchmarks.work import pipeline

PAGES = (
    *("/", "/need", "/rollout", "/explore", "/area/S02002248", "/compare?areas=S02002236,S02002233"),
    *("/inequality", "/custom?zones=S02002236", "/packs", "/data", "/methods"),
)
SIZES = {"186": "", "6976": "scotland"}
ZONES = "/explore?areas=data_zone"
CHOICES = ["Working-age people who are employment deprived", "People on low income"]
PRESETS = ["As in the national index (SIMD)", "Each priority counts the same"]
CHROMIUM = [
    *("--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
    *("--disable-frame-rate-limit", "--disable-gpu-vsync"),
]
MANY = 3
"""How many times as often a choice is made as a page is visited: it takes little, and is the more easily disturbed."""
RIVALS = ("floor", "usual")
Table = dict[str, dict[str, float]]


def selected(_: Page) -> Act:
    """Another indicator is chosen in a plain list."""
    return lambda place: ("select", str((place + 1) % 2))


def chosen(page: Page) -> Act:
    """The same on the explorer."""
    return option_of(page, "explore-indicator", CHOICES)


def unasked(page: Page) -> Act:
    """Each time an indicator that nobody has asked for yet, chosen without having been pointed at."""
    held = evidence(DEFAULT_PARTNERSHIP)
    kind = AreaType.DATA_ZONE
    names = [one.name for key, one in held.indicators.items() if kind in area_types(held, key)]
    return option_of(page, "explore-indicator", [name for name in names if name not in CHOICES], pointed=False)


def stepped(_: int) -> tuple[str, str]:
    """A weight that nobody has tried yet: one step more, by a key."""
    return "#need-weights input", "ArrowUp"


def dropdown(page: Page) -> Act:
    """The same in the list of the usual app."""

    def act(place: int) -> tuple[str, str]:
        page.locator("#what").click()
        name = ("simd_employment", "simd_income")[place % 2]
        return measured(page.locator(".dash-dropdown-option", has_text=name).first), ""

    return act


def beside_rivals(browser: Browser, addresses: dict[str, str], rounds: int) -> dict[str, Table]:
    """First visits and choices, beside the bare page and the usual app."""
    ours, floor, usual = (addresses[name] for name in ("dashboard", "floor", "usual"))
    found: dict[str, Table] = {"first load": {}, "repaint": {}}
    for size, whole in SIZES.items():
        paths = {"floor": f"{floor}/{whole}", "explorer": f"{ours}{ZONES}{'&extent=scotland' if whole else ''}"}
        if not whole:
            paths["need"] = f"{ours}/need?grain=data_zone"
        paths["usual"] = f"{usual}/{whole}"  # the last, so that it does not come between the two that are compared
        for name, url in paths.items():
            cold, warm = first_loads(browser, url, rounds)
            found["first load"] |= {f"{name} {size} cold": asdict(cold), f"{name} {size} warm": asdict(warm)}
            print(f"{name} {size}: {cold}", file=sys.stderr)
        acts = {"floor": selected, "explorer": chosen, UNASKED: unasked, "usual": dropdown}
        for name, act_of in acts.items():
            with context_of(browser) as context:
                page = context.new_page()
                load(page, paths[name.partition(",")[0]])
                found["repaint"][f"{name} {size}"] = asdict(repaints(page, act_of(page), MANY * rounds))
    for grain in ("intermediate_zone", "data_zone"):
        with context_of(browser) as context:
            page = context.new_page()
            load(page, f"{ours}/need?grain={grain}")
            seen = repaints(page, option_of(page, "need-preset", PRESETS), MANY * rounds)
            found["repaint"][f"weights, {grain}"] = asdict(seen)
            load(page, f"{ours}/need?grain={grain}&weights=1,2,3")
            found["repaint"][f"{TYPED}, {grain}"] = asdict(repaints(page, stepped, MANY * rounds, mapped=False))
    return found | {"ratios": ratios(found)}


def on_all_pages(browser: Browser, ours: str, rounds: int) -> dict[str, Table]:
    """The first visit of every page, and every control of it."""
    found: dict[str, Table] = {"first load": {}}
    for path in PAGES:
        cold, warm = first_loads(browser, f"{ours}{path}", rounds)
        found["first load"] |= {f"{path} cold": asdict(cold), f"{path} warm": asdict(warm)}
    paths = [ZONES if path == "/explore" else path for path in PAGES]
    found["controls"] = {name: asdict(seen) for name, seen in control_repaints(browser, ours, paths, rounds).items()}
    return found


def times(one: float, other: float) -> float:
    """How many times as long one takes as the other; NaN where a paint was not seen."""
    return one / other if one and other else math.nan


def ratios(found: dict[str, Table]) -> Table:
    """What the goals are about: the dashboard against the floor and against the usual app."""
    load_, paint = found["first load"], found["repaint"]
    rows: Table = {}
    for size in SIZES:
        floor, usual, ours = (paint[f"{name} {size}"] for name in ("floor", "usual", "explorer"))
        first = load_[f"explorer {size} cold"]
        rows[size] = {
            "map repaint / floor": times(ours["map"], floor["map"]),
            "map, bars and table / floor": times(ours["shown"], floor["map"]),
            "usual repaint / map repaint": times(usual["map"], ours["map"]),
            "usual repaint / map, bars and table": times(usual["map"], ours["shown"]),
            "first load (map) / floor": first["map"] / load_[f"floor {size} cold"]["map"],
            "first load kB": first["kilobytes"],
        }
    return rows


def machine() -> str:
    """What it was measured on."""
    name = subprocess.run([chromium(), "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return f"{os.cpu_count()} cores without a graphics card, CPython {platform.python_version()}, Chromium {name}"


def chromium() -> str:
    """The browser."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"


def show(title: str, table: Table) -> None:
    """A table on the screen."""
    heads = list(next(iter(table.values())))
    print(f"\n{title}\n{'':44}" + "".join(f"{head[:34]:>14}" if len(table) > 2 else f"{head:>34}" for head in heads))
    for name, row in table.items():
        print(f"{name:44}" + "".join(f"{row[head]:>{14 if len(table) > 2 else 34}.2f}" for head in heads))


def merged(held: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Figures beside what other parts and other benchmarks have found, table by table."""
    tables = {title: {**held.get(title, {}), **table} for title, table in found.items() if isinstance(table, dict)}
    return held | found | tables


def write(path: Path, found: dict[str, Any]) -> None:
    """Put figures into a file beside what stands there."""
    held = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(merged(held, found), indent=1) + "\n")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each thing is done (default: 7)")
    parser.add_argument("--out", type=Path, help="where to write the figures as JSON")
    parser.add_argument("--only", choices=["rivals", "pages", "work"], help="a part of it")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    if options.only != "work":
        ports = [free_port() for _ in range(3)]
        rivals = [python("-m", "tests.benchmarks.rivals", name, str(ports[n])) for n, name in enumerate(RIVALS)]
        with (
            running(rivals[0], ports[0]) as (floor, _, _),
            running(rivals[1], ports[1]) as (usual, _, _),
            running(python("app.py"), ports[2]) as (ours, started, process),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
            if options.only != "pages":
                addresses = {"dashboard": ours, "floor": floor, "usual": usual}
                found = beside_rivals(browser, addresses, options.rounds)
            if options.only != "rivals":
                found = merged(found, on_all_pages(browser, ours, options.rounds))
            found["process"] = {
                "app.py": {"seconds to first answer": started, "MB after the pages": megabytes(process)}
            }
            browser.close()
    if options.only in {None, "work"}:
        found |= {"work (seconds)": pipeline(options.rounds), "exports (milliseconds)": exports()}
    for title, table in found.items():
        show(title, table)
    unseen = [name for name, row in found.get("ratios", {}).items() if any(map(math.isnan, row.values()))]
    unseen += [name for name, row in found.get("controls", {}).items() if not row["whole"]]
    if options.out and unseen:
        raise SystemExit(f"No change was seen ({', '.join(unseen)}): nothing is written. Run it again.")
    if options.out:
        about = {"measured": date.today().isoformat(), "machine": machine(), "rounds": options.rounds}
        write(options.out, about | found)


if __name__ == "__main__":
    main()
