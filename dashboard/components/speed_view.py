"""How fast the dashboard is, as last measured beside a bare page and the usual app: on the methods page."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from dash import html

from dashboard.components.table import Column, table
from dashboard.evidence.files import DATA
from dashboard.vocabulary import AreaType

SPEED = "speed.json"
UNASKED = "explorer, new, not pointed at"
"""What the measurement calls choices of an indicator that nobody had asked for or pointed at."""
TYPED = "weights, typed"
"""What it calls a step of a weight that nobody had tried."""
WHAT = {
    "map repaint / floor": "Map shaded anew after a choice, times a bare page",
    "usual repaint / map repaint": "The usual plotly app, times our map",
    "map, bars and table / floor": "Map, bars and table after a choice, times a bare page",
    "first load (map) / floor": "First visit until the map stands, times a bare page",
    "first load kB": "First visit, kB over the wire",
}
"""The ratios that are shown, by what the measurement calls them."""


def stored_speed(data: Path = DATA) -> dict[str, Any]:
    """What was last measured, or nothing."""
    path = data / SPEED
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def speed() -> list[Any]:
    """What was measured, when, and on what."""
    stored = stored_speed()
    if not stored:
        return []
    sizes = list(stored["ratios"])
    rows = [[label, *(f"{stored['ratios'][size][key]:,.1f}" for size in sizes)] for key, label in WHAT.items()]
    columns = [Column("What"), *(Column(f"{int(size):,} data zones", numeric=True) for size in sizes)]
    return [
        html.H2("How fast it is"),
        html.P(
            f"Measured on {stored['measured']} on {stored['machine']}, medians of at least {stored['rounds']}: from a "
            "choice to the painted screen, in the same run as a page that does nothing but draw the same polygons, and "
            "as an app with the usual plotly map. Times hang on the machine; how many times as long "
            "something takes, less so."
        ),
        table("Speed beside a bare page and the usual app", columns, rows),
        *(html.P(said) for said in map(partial(_said, stored), (unasked, reweighed, all_controls, under_load)) if said),
    ]


def _said(stored: Mapping[str, Any], sentence: Callable[[Mapping[str, Any]], str]) -> str:
    """A sentence, or nothing where a figure of it is missing: the server that is to be measured starts without."""
    try:
        return sentence(stored)
    except KeyError:
        return ""


def unasked(stored: Mapping[str, Any]) -> str:
    """How soon a choice is on the screen for which nothing could be made ready, in a sentence."""
    taken = [
        f"its map after {seen['map']:.0f} milliseconds, its bars and table after {seen['shown']:.0f} "
        f"({int(size):,} data zones)"
        for size in stored["ratios"]
        for seen in [stored["repaint"][f"{UNASKED} {size}"]]
    ]
    return (
        "These are choices that were pointed at before, as those of the mouse and the keyboard are. An indicator that "
        f"nobody had asked for yet, chosen without being pointed at, has {'; '.join(taken)}."
    )


def reweighed(stored: Mapping[str, Any]) -> str:
    """How soon other weights are on the screen, in a sentence."""
    coarse, fine = (
        [stored["repaint"][f"{what}, {grain.value}"]["shown"] for what in ("weights", TYPED)]
        for grain in (AreaType.INTERMEDIATE_ZONE, AreaType.DATA_ZONE)
    )
    return (
        f"Another set of weights is on the screen, map, bands and table, after {coarse[0]:.0f} milliseconds for "
        f"intermediate zones and {fine[0]:.0f} for data zones; a step of one's own weights, which nobody had tried, "
        f"after {coarse[1]:.0f} and {fine[1]:.0f}."
    )


def all_controls(stored: Mapping[str, Any]) -> str:
    """How soon a page stands after any of its controls is used, in a sentence."""
    taken = sorted((seen["whole"], name.partition(" ")[2]) for name, seen in stored["controls"].items())
    most, slowest = taken[-1]
    return (
        f"Of {len(taken)} controls on all pages, half have the whole page as it will stay, and not only what one looks "
        f"at first, within {median(took for took, _ in taken):.0f} milliseconds; the slowest, “{slowest}”, takes "
        f"{most:.0f}."
    )


def under_load(stored: Mapping[str, Any]) -> str:
    """How many visitors at once it bears, in a sentence."""
    every, memory = stored["load"]["Aggregated"], stored["memory under load"]["two workers"]
    wrong = f"{every['errors']:,.0f} went wrong" if every["errors"] else "none went wrong"
    return (
        f"Under load ({stored['load measured']}, two workers on the machine that also asked): for "
        f"{memory['minutes']:.0f} minutes {every['a second']:.0f} requests a second were answered of "
        f"{stored['rate asked for']} asked for; {wrong}; 95 of 100 within {every['p95 ms']:.0f} milliseconds. The "
        f"workers held {memory['MB at the start']:.0f} MB at the start, {memory['MB half way']:.0f} half way and "
        f"{memory['MB at the end']:.0f} at the end."
    )
