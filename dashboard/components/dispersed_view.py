"""Dispersed need on the screen: where need is densest beside where people in need live, by class, and far out."""

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.cells import area_link
from dashboard.components.controls import row_button
from dashboard.components.graph import graph
from dashboard.components.map import legend, shading_text
from dashboard.components.map_frame import map_frame
from dashboard.components.table import Column, shown, table
from dashboard.evidence import Evidence
from dashboard.exhibits.dispersed import MAPS, curve_exhibit, dispersed_map, times_table
from dashboard.exhibits.table import AreaName
from dashboard.statistics.summary import NeedSummary

HEADINGS = ("Where need is densest", "Where people in need live")


def maps(evidence: Evidence, summary: NeedSummary, selected: str) -> html.Div:
    """The two maps side by side, one selection in both; the extent of each place is drawn on top."""
    shown_maps = [dispersed_map(key, evidence, summary, selected) for key in MAPS]
    sections = [
        html.Section([html.H3(heading), map_frame(evidence, held), legend(held.legend)])
        for heading, held in zip(HEADINGS, shown_maps, strict=True)
    ]
    return html.Div(sections, className="two-columns")


def shadings(evidence: Evidence, summary: NeedSummary, selected: str) -> list[str]:
    """What the areas of the two maps show."""
    return [shading_text(dispersed_map(key, evidence, summary, selected).shading) for key in MAPS]


def curve(evidence: Evidence, summary: NeedSummary, zones: pd.DataFrame) -> list[Any]:
    """The coverage curve and its table."""
    held = curve_exhibit(evidence, summary, zones)
    figures = html.Details([html.Summary("The curve as a table"), shown(held.table, evidence)])
    return [graph(evidence, held, narrow=True), figures]


def area_table(evidence: Evidence, summary: NeedSummary, zones: pd.DataFrame, selected: str) -> html.Div:
    """People in need by area, most people first, with need far from services; a name marks the area on both maps."""
    held = times_table(evidence, summary, zones)
    codes = [row[0].area_code for row in held.rows if isinstance(row[0], AreaName)]
    rows: list[list[Any]] = [
        [
            row_button("rollout-asked", code, str(cells[0]), code == selected),
            *cells[1:],
            area_link(evidence, code, "Profile"),
        ]
        for code, cells in zip(codes, held.rows, strict=True)
    ]
    chosen = codes.index(selected) if selected in codes else -1
    return table(held.caption, [*held.columns, Column("Page")], rows, chosen)
