"""The map of need: fifths of the partnership, flagged areas outlined, Locality Working marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Legend, LegendEntry, MapExhibit, Marker, Shading
from dashboard.exhibits.need import LEVEL_MARKS
from dashboard.exhibits.table import AreaName, Table, columns, table
from dashboard.statistics.summary import NeedSummary, headline, need_summary, weighed_words
from dashboard.statistics.what_if import untried
from dashboard.statistics.words import count, lower_first, plain, share_or_dash
from dashboard.vocabulary import AreaType, Level, RolloutStatus

FIFTH_WORDS = ("greatest need", "second fifth", "middle fifth", "fourth fifth", "least need")
PLACE_SIGNS = (("working", "Locality Working under way"), ("identified", "Identified next"))
FIGURES = {
    **{name: name for name in ("area_name", "population", "need_score", "need_rank", "likely_low", "likely_high")},
    **{name: name for name in ("partnership_fifth", "national_fifth", "level", "people_income_deprived")},
    "value": "share_income_deprived",
    "status": "rollout_status",
    "place": "place",
}
"""What a file of shapes holds of each area: columns of the summary, and what they are called there."""


@dataclass(frozen=True)
class Outlined:
    """The areas that a map outlines: their codes, and what they are in a sentence and in the legend, if there."""

    codes: tuple[str, ...]
    words: str
    label: str = ""


def need_map(key: str, evidence: Evidence, summary: NeedSummary, outlined: Outlined | None = None) -> MapExhibit:
    """The map of a ranking, with the priority areas outlined, or others."""
    name, kind = evidence.partnership.name, summary.area_type
    lines = outlined or _priorities(summary)
    shading = replace(need_shading(evidence, summary), outlined=lines.codes)
    caption = Caption(
        title=f"Need in {name} by {kind.label}",
        subtitle=f"Need score, in fifths of the {len(summary.areas)} {kind.plural} here. Outlined: {lines.words}.",
        source=_source(evidence, summary),
        alt=f"Map of need in {name} by {kind.label}. {headline(summary)} The table has every figure.",
    )
    legend = need_legend(summary, shading, lines.label)
    return MapExhibit(key, caption, kind, shading, legend, partial(need_table, evidence, summary), _figures(summary))


def _priorities(summary: NeedSummary) -> Outlined:
    flagged = summary.areas.index[summary.areas["level"] == Level.PRIORITY]
    return Outlined(tuple(str(code) for code in flagged), "priority areas", "Priority")


def area_need_map(key: str, evidence: Evidence, area_code: str) -> MapExhibit:
    """An area among its fellows on the map of need; a custom area by its data zones."""
    custom = AreaType.of(area_code) == AreaType.CUSTOM_AREA
    kind = AreaType.DATA_ZONE if custom else AreaType.of(area_code)
    zones = tuple(str(zone) for zone in evidence.zones_of(area_code))
    lines = Outlined(zones, "this area", "This area") if custom else None
    shown = need_map(key, evidence.of_zones, need_summary(evidence.of_zones, kind), lines)
    name, where = str(evidence.areas.loc[area_code, "area_name"]), evidence.partnership.name
    what = f"Need in {where} by {kind.label}, {name} set apart"
    caption = replace(shown.caption, title=what, alt=f"Map of {lower_first(what)}. The table has every figure.")
    return replace(shown, shading=replace(shown.shading, selected="" if custom else area_code), caption=caption)


def _source(evidence: Evidence, summary: NeedSummary) -> str:
    kind = summary.area_type
    year = f", {kind.boundary_year} boundaries" if kind.boundary_year else ""
    publishers = sorted(
        {
            evidence.indicators[key].source.publisher.split(",")[0]
            for priority in evidence.partnership.priorities
            for row in priority.indicators.values()
            for key in row
            if key in evidence.indicators
        }
    )
    return (
        f"Source: {weighed_words(summary)} of the indicators named on Methods ({'; '.join(publishers)}){year}. "
        "OGL v3.0."
    )


def need_shading(evidence: Evidence, summary: NeedSummary) -> Shading:
    """Colours, lines and texts of a map of need."""
    areas = summary.areas
    fifths = areas["partnership_fifth"].astype(object).where(areas["partnership_fifth"].notna(), None)
    classes: dict[str, int | str] = {
        str(code): "missing" if fifth is None else 5 - fifth for code, fifth in fifths.items()
    }
    said = zip(areas.index, areas["need_rank"], areas["level"], strict=True)
    texts = {str(code): _text(rank, level, len(areas)) for code, rank, level in said}
    return Shading(classes, texts, markers=place_markers(untried(evidence)))


def _text(rank: float, level: str, areas: int) -> str:
    if pd.isna(rank):
        return "not enough data"
    flag = "" if level == Level.NO_FLAG else f", {level}"
    return f"rank {rank:.0f} of {areas}{flag}"


@lru_cache(maxsize=64)
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


def need_legend(summary: NeedSummary, shading: Shading, outlined: str) -> Legend:
    """What the colours, lines and signs of a map of need mean, with how many areas each holds.

    Args:
        summary: the need that is shown.
        shading: how it is shown.
        outlined: what the outlined areas are; empty if that is said elsewhere.
    """
    held = list(shading.classes.values())
    entries: list[LegendEntry] = [
        (word.capitalize(), held.count(4 - step), 4 - step) for step, word in enumerate(FIFTH_WORDS)
    ]
    if "missing" in held:
        entries.append(("Not enough data", held.count("missing"), "missing"))
    entries += [(outlined, len(shading.outlined), "outlined")] if outlined else []
    entries += place_entries(shading.markers)
    title = f"Need score, in fifths of the {len(summary.areas)} {summary.area_type.plural} here"
    return Legend(title, tuple(entries))


def place_entries(markers: Sequence[Marker]) -> list[LegendEntry]:
    """What the signs of places mean in a legend, those that occur, with how many there are."""
    found = [(label, sum(marker[2] == status for marker in markers), status) for status, label in PLACE_SIGNS]
    return [entry for entry in found if entry[1]]


def need_table(evidence: Evidence, summary: NeedSummary) -> Table:
    """Every area in order of need, with what the map shows of it."""
    rows = [
        [
            AreaName(evidence, str(code)),
            plain(row["need_rank"], 0),
            plain(row["need_score"]),
            plain(row["partnership_fifth"], 0),
            count(row["people_income_deprived"]),
            share_or_dash(row["value"]),
            LEVEL_MARKS[Level(row["level"])],
        ]
        for code, row in summary.areas.to_dict("index").items()
    ]
    numbers = ("Need rank", "Need score", "Fifth (1 = greatest need)", "People on low income", "Their share")
    caption = f"Need in {evidence.partnership.name} by {summary.area_type.label}, greatest need first"
    return table(caption, columns("Area", *numbers, "Level", numeric=numbers), rows)


def _figures(summary: NeedSummary) -> pd.DataFrame:
    return summary.areas[list(FIGURES)].rename(columns=FIGURES)
