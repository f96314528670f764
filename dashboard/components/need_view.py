"""Need on the screen: the map of need, the list of flagged areas, the ranking."""

from collections.abc import Sequence

import pandas as pd
from dash import dcc, html

from dashboard.components.geometry import map_layers
from dashboard.components.links import area_address
from dashboard.components.map import Marker, Shading, area_map, legend
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.words import ROLLOUT_WORDS, count
from dashboard.vocabulary import Flag, Level, RolloutStatus

FIFTH_WORDS = ("greatest need", "second fifth", "middle fifth", "fourth fifth", "least need")
PLACE_SIGNS = (("working", "Locality Working under way"), ("identified", "Identified next"))
LEVEL_MARKS = {Level.PRIORITY: "▲ priority", Level.LOOK_CLOSER: "◆ look closer", Level.NO_FLAG: "no flag"}


def area_link(evidence: Evidence, area_code: str, area_name: str) -> dcc.Link:
    """The name of an area, leading to its page."""
    return dcc.Link(area_name, href=area_address(evidence, area_code))


def need_map(map_id: str, evidence: Evidence, summary: NeedSummary, label: str) -> html.Div:
    """The map of need in fifths of the partnership, flagged areas outlined, rollout marked; with its legend."""
    shading = need_shading(evidence, summary)
    layers = map_layers(evidence, summary.area_type)
    return html.Div(
        [
            area_map(map_id, layers, shading, label),
            html.Div(need_legend(summary, shading), id=f"{map_id}-legend"),
        ]
    )


def need_shading(evidence: Evidence, summary: NeedSummary, selected: str = "") -> Shading:
    """Colours, lines and texts of a map of need."""
    areas = summary.areas
    classes: dict[str, int | str] = {
        str(code): "missing" if fifth is None else 5 - fifth
        for code, fifth in areas["partnership_fifth"]
        .astype(object)
        .where(areas["partnership_fifth"].notna(), None)
        .items()
    }
    return Shading(
        classes=classes,
        texts={
            str(code): _text(row["area_name"], row["need_rank"], row["level"], len(areas))
            for code, row in areas.to_dict("index").items()
        },
        selected=selected,
        outlined=tuple(areas.index[areas["level"] == Level.PRIORITY]),
        markers=place_markers(evidence),
    )


def _text(name: str, rank: float, level: str, areas: int) -> str:
    if pd.isna(rank):
        return f"{name}: not enough data"
    flag = "" if level == Level.NO_FLAG else f", {level}"
    return f"{name}: rank {rank:.0f} of {areas}{flag}"


def place_markers(evidence: Evidence) -> tuple[Marker, ...]:
    """Where Locality Working is under way or identified: the centre of each place's people."""
    zones = evidence.library.zones
    markers: list[Marker] = []
    for place in evidence.partnership.places:
        inside = zones.loc[evidence.zones_of(place.area_code)]
        people = inside["population"].clip(lower=1)
        latitude, longitude = ((inside[axis] * people).sum() / people.sum() for axis in ("latitude", "longitude"))
        if place.status != RolloutStatus.NOT_STARTED:
            markers.append((float(latitude), float(longitude), place.status.value, place.name))
    return tuple(markers)


def need_legend(summary: NeedSummary, shading: Shading, outlined: str = "Priority") -> html.Div:
    """What the colours, lines and signs of a map of need mean, with how many areas each holds.

    Args:
        summary: the need that is shown.
        shading: how it is shown.
        outlined: what the outlined areas are; empty if that is said elsewhere.
    """
    held = list(shading.classes.values())
    entries: list[tuple[str, int, int | str]] = [
        (word.capitalize(), held.count(4 - step), 4 - step) for step, word in enumerate(FIFTH_WORDS)
    ]
    if "missing" in held:
        entries.append(("Not enough data", held.count("missing"), "missing"))
    entries += [(outlined, len(shading.outlined), "outlined")] if outlined else []
    entries += place_entries(shading.markers)
    return legend(f"Need score, in fifths of the {len(summary.areas)} {summary.area_type.plural} here", entries)


def place_entries(markers: Sequence[Marker]) -> list[tuple[str, int, int | str]]:
    """What the signs of places mean in a legend, those that occur, with how many there are."""
    found = [(label, sum(marker[2] == status for marker in markers), status) for status, label in PLACE_SIGNS]
    return [entry for entry in found if entry[1]]


def reasons(flags: tuple[Flag, ...], brief: bool = False) -> html.Div | html.Ul | str:
    """The sentences of an area's flags; in brief, the first, and the others on demand."""
    if not flags:
        return "–"
    items = [html.Li(flag.sentence) for flag in flags]
    if not brief or len(items) == 1:
        return html.Ul(items, className="reasons")
    more = f"{len(items) - 1} more reason{'s' if len(items) > 2 else ''}"
    return html.Div(
        [flags[0].sentence, html.Details([html.Summary(more), html.Ul(items[1:], className="reasons")])],
        className="brief",
    )


def flagged_table(evidence: Evidence, summary: NeedSummary, level: Level, caption: str) -> html.Div | html.P:
    """The areas of one level with their reasons, people and rollout status, greatest need first."""
    areas = summary.areas[summary.areas["level"] == level]
    if areas.empty:
        return html.P(f"No {summary.area_type.label} here is at this level.")
    known = bool(evidence.partnership.places)
    columns = [Column("Area"), Column("Why"), Column("People on low income", numeric=True)]
    columns += [Column("Locality Working")] if known else []
    rows = [
        [
            area_link(evidence, str(code), row["area_name"]),
            reasons(summary.flags[str(code)], brief=True),
            count(row["people_income_deprived"]),
            *([rollout_words(row["status"], row["place"])] if known else []),
        ]
        for code, row in areas.to_dict("index").items()
    ]
    return table(caption, columns, rows)


def rollout_words(status: str, place: str) -> str:
    """How far Locality Working has come, and in which place."""
    word = ROLLOUT_WORDS[RolloutStatus(status)]
    return f"{word} ({place})" if place else word
