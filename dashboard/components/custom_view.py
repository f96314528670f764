"""The parts of putting an area together: what is chosen, its map, its list, and where to go with it."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.components import links
from dashboard.components.cells import area_link
from dashboard.components.map import legend
from dashboard.components.map_frame import map_frame
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import (
    CUSTOM_CODE,
    DEFAULT_NAME,
    LONGEST_NAME,
    codes_of,
    with_custom_area,
    zones_named,
)
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exhibits.need_map import Outlined, need_map
from dashboard.exhibits.state import PARTNERSHIP, PageState, evidence_of, harmless
from dashboard.statistics.act import size_remark
from dashboard.statistics.summary import need_summary
from dashboard.statistics.words import count, listed, share
from dashboard.vocabulary import AreaType

QUOTED = 8
"""How many codes that are not known are named."""


@dataclass(frozen=True)
class Chosen:
    """What has been put together: zones of a partnership, under a name; what named no zone."""

    evidence: Evidence
    name: str
    zones: tuple[str, ...]
    unknown: tuple[str, ...]


def read(state: PageState) -> Chosen:
    """What an address holds; codes that are none of the partnership's are set aside."""
    evidence = evidence_of(state)
    named = zones_named(evidence, state.get("zones", ""))
    return Chosen(evidence, harmless(state.get("name", ""))[:LONGEST_NAME].rstrip(), named.zones, named.unknown)


def state_of(chosen: Chosen) -> dict[str, str]:
    """The address of what is chosen, as a state."""
    zones = codes_of(chosen.evidence, chosen.zones) if chosen.zones else ""
    return {PARTNERSHIP: chosen.evidence.partnership.partnership_id, "zones": zones, "name": chosen.name}


def sentence(chosen: Chosen) -> str:
    """How many zones and people the area has, and how many are on low income."""
    if not chosen.zones:
        return f"No data zone of {chosen.evidence.partnership.name} is chosen yet."
    areas = chosen.evidence.areas.loc[list(chosen.zones)]
    need = need_summary(chosen.evidence, AreaType.DATA_ZONE).areas.loc[list(chosen.zones)]
    people, counted = areas["population"].sum(), need["people_income_deprived"].sum()
    zones = f"{len(areas)} data zone{'' if len(areas) == 1 else 's'}"
    part = f" ({share(100 * counted / people)})" if people else ""
    said = (
        f"{chosen.name or DEFAULT_NAME}: {zones}, {count(people)} people, {count(counted)} of them on low income{part}."
    )
    return f"{said} {size_remark(float(people))}".rstrip()


def next_steps(chosen: Chosen) -> list[Any]:
    """Where to go with the area."""
    if not chosen.zones:
        return []
    own = with_custom_area(chosen.evidence, chosen.name, chosen.zones)
    return [
        html.P(
            [
                dcc.Link("Show the story of this area", href=links.area_address(own, CUSTOM_CODE)),
                " · ",
                dcc.Link("Compare it with other areas", href=links.compare_address(own, [CUSTOM_CODE])),
            ]
        )
    ]


def options(evidence: Evidence) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every data zone of the partnership, by intermediate zone."""
    zones = evidence.areas_of(AreaType.DATA_ZONE)
    parents = evidence.library.zones["intermediate_zone_name"].reindex(zones.index)
    return [
        (str(parent), [(str(code), str(name)) for code, name in rows.items()])
        for parent, rows in zones["area_name"].sort_values().groupby(parents)
    ]


def unknown(chosen: Chosen) -> list[Any]:
    """What was pasted and names no zone here."""
    if not chosen.unknown:
        return []
    quoted = [f"“{word[:20]}”" for word in chosen.unknown[:QUOTED]]
    more = len(chosen.unknown) - len(quoted)
    names = listed([*quoted, *([f"{more} more"] if more else [])])
    where = chosen.evidence.partnership.name
    return [html.P(f"Not found among the areas of {where}, and left out: {names}.", className="notice")]


def chosen_map(chosen: Chosen) -> MapExhibit:
    """The map of need by data zone, with the chosen zones outlined."""
    lines = Outlined(chosen.zones, "the chosen data zones")
    held = need_map("custom-map", chosen.evidence, need_summary(chosen.evidence, AreaType.DATA_ZONE), lines)
    where = chosen.evidence.partnership.name
    label = f"Map of the data zones of {where}; a click takes a zone in or leaves it out"
    caption = replace(held.caption, title=f"Data zones of {where}", alt=label)
    return replace(held, caption=caption)


def map_of(chosen: Chosen) -> list[Any]:
    """The map to choose zones on."""
    held = chosen_map(chosen)
    return [map_frame(chosen.evidence, held), legend(held.legend)]


def zones_table(chosen: Chosen) -> html.Div | html.P:
    """The chosen zones with their people."""
    if not chosen.zones:
        return html.P("Nothing yet. Choose a data zone on the map or from the list, or paste codes.")
    need = need_summary(chosen.evidence, AreaType.DATA_ZONE).areas
    rows = [
        [
            area_link(chosen.evidence, str(code), str(row["area_name"])),
            str(code),
            count(row["population"]),
            count(row["people_income_deprived"]),
            share(row["value"]) if pd.notna(row["value"]) else "–",
        ]
        for code, row in need.loc[list(chosen.zones)].to_dict("index").items()
    ]
    columns = [Column("Data zone"), Column("Code"), Column("People", numeric=True)]
    columns += [Column("On low income", numeric=True), Column("Share", numeric=True)]
    return table(f"The data zones of {chosen.name or DEFAULT_NAME}", columns, rows)
