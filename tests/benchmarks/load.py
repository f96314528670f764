"""Many visitors at once: `python -m tests.benchmarks.load --minutes 10 --rate 200`.

Starts two workers as gunicorn.conf.py has them, lets a browser go round to see what pages ask, and has locust ask that
from another process, so many times a second. Prints throughput, p95, errors, and memory at the start, half way and at
the end.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

from playwright.sync_api import Request, sync_playwright

from dashboard.evidence import library
from tests.benchmarks.__main__ import CHOICES, CHROMIUM, PAGES, chromium, show, write
from tests.benchmarks.pages import QUIET, context_of, load, option_of
from tests.benchmarks.servers import free_port, megabytes, python, running

QUESTIONS = "/_dash-update-component"
OTHERS = ("fife", "glasgow", "highland")
WARM_UP = 20
"""Seconds before the first look at the memory."""
FILES = """[...document.querySelectorAll('a[download][href*=csv]:not([href*="/area-"])')].map((one) => one.href)"""


def seen(origin: str) -> dict[str, list[str]]:
    """What a browser asked while it went round."""
    pages = [f"{path}{'&' if '?' in path else '?'}partnership={one}" for one in OTHERS for path in ("/", "/need")]
    pages += [*PAGES, "/explore?areas=data_zone"]
    questions: list[str] = []
    choices: list[str] = []
    files: set[str] = set()

    def note(request: Request) -> None:
        if QUESTIONS in request.url and request.post_data:
            (choices if '"explore-address.search' in request.post_data else questions).append(request.post_data)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        with context_of(browser) as context:
            page = context.new_page()
            page.on("request", note)
            for path in pages:
                load(page, f"{origin}{path}")
                found: list[str] = page.evaluate(FILES)
                files |= {url.removeprefix(origin) for url in found}
            choose = option_of(page, "explore-indicator", CHOICES)
            for place in range(2):
                target, _ = choose(place)
                page.click(target)
                page.wait_for_timeout(3 * QUIET)
        browser.close()
    return {"pages": pages, "questions": questions, "choices": choices, "files": sorted(files)}


def locust(asked: dict[str, list[str]], origin: str, rate: int, minutes: float) -> dict[str, dict[str, float]]:
    """So many requests a second for so many minutes, and what came of them, by kind of request."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seen.json").write_text(json.dumps(asked))
        command = [
            *python("-m", "locust", "-f", str(Path(__file__).with_name("visitors.py")), "--headless", "--only-summary"),
            *("-u", str(rate), "-r", str(max(1, rate // 10)), "-t", f"{round(60 * minutes)}s", "-H", origin),
            *("--csv", str(Path(folder) / "found"), "--loglevel", "ERROR"),
        ]
        environment = {**os.environ, "SEEN": str(Path(folder) / "seen.json")}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not (Path(folder) / "found_stats.csv").exists():
            raise SystemExit(done.stderr or "locust found nothing")
        with (Path(folder) / "found_stats.csv").open() as lines:
            rows = list(csv.DictReader(lines))
    numbers = {
        "requests": "Request Count",
        "errors": "Failure Count",
        "a second": "Requests/s",
        "median ms": "50%",
        "p95 ms": "95%",
    }
    return {row["Name"]: {name: float(row[column]) for name, column in numbers.items()} for row in rows}


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=int, default=200, help="requests a second that are asked for")
    parser.add_argument("--out", type=Path, help="a JSON file of the other benchmark, to which this is added")
    options = parser.parse_args()
    port = free_port()
    with running(python("-m", "gunicorn", "app:server"), port) as (origin, started, process):
        print(f"ready after {started:.1f} s", file=sys.stderr)
        asked = {**seen(origin), "indicators": sorted(library().indicators)}
        print({name: len(rows) for name, rows in asked.items()}, file=sys.stderr)
        locust(asked, origin, options.rate, WARM_UP / 60)
        held = {"MB at the start": megabytes(process)}
        half_way = Timer(30 * options.minutes, lambda: held.update({"MB half way": megabytes(process)}))
        half_way.start()
        start = time.perf_counter()
        found = locust(asked, origin, options.rate, options.minutes)
        took = (time.perf_counter() - start) / 60
        memory = {"two workers": {**held, "MB at the end": megabytes(process), "minutes": took}}
    tables: dict[str, Any] = {"load": found, "memory under load": memory}
    for title, table in tables.items():
        show(title, table)
    if options.out:
        asked_for = {"rate asked for": options.rate, "load measured": date.today().isoformat()}
        write(options.out, tables | asked_for)


if __name__ == "__main__":
    main()
