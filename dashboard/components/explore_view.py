"""The explorer's parts on the screen: map, bars, trend and table of one indicator, with one selection."""

from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.components import links
from dashboard.components.controls import row_button
from dashboard.components.graph import graph
from dashboard.components.table import Column, table
from dashboard.components.trend_view import trend_chart
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.explore import (
    Choice,
    explore_bars,
    explore_table,
    explore_trend,
    figures_of,
    rows_shown,
)
from dashboard.exhibits.state import PARTNERSHIP
from dashboard.vocabulary import AreaType


def shown_state(evidence: Evidence, choice: Choice) -> dict[str, str]:
    """The address of what is shown, as a state."""
    return {
        PARTNERSHIP: evidence.partnership.partnership_id,
        "indicator": choice.indicator,
        "areas": choice.areas.value,
        "period": choice.period,
        "extent": "scotland" if choice.everywhere else "",
        "area": choice.area,
        "page": str(choice.page or ""),
    }


def bars(evidence: Evidence, choice: Choice) -> html.Figure | html.P:
    """The rank bars of one page of areas."""
    held = explore_bars(evidence, choice)
    return graph(evidence, held) if isinstance(held, Exhibit) else html.P(held)


def trend_of(evidence: Evidence, choice: Choice) -> html.Div | html.P:
    """The chosen area over time, or the partnership, beside Scotland."""
    return trend_chart(evidence, explore_trend(evidence, choice))


def figures_table(evidence: Evidence, choice: Choice) -> html.Div:
    """One page of areas with every number; a name chooses the area on map, bars and trend."""
    rows, page, pages = rows_shown(figures_of(evidence, choice), choice)
    held = explore_table(evidence, choice, rows)
    names = rows["area_name"].astype(str).to_dict()
    body: list[list[Any]] = [
        [
            row_button({"type": "explore-row", "area_code": str(code)}, name, code == choice.area),
            *cells[1:],
            _profile_link(evidence, str(code), name),
        ]
        for (code, name), cells in zip(names.items(), held.rows, strict=True)
    ]
    chosen = int(rows.index.get_indexer(pd.Index([choice.area]))[0])
    return table(f"{held.caption} (page {page} of {pages})", [*held.columns, Column("Page")], body, chosen)


def _profile_link(evidence: Evidence, code: str, name: str) -> dcc.Link | str:
    partnerships = evidence.library.partnerships.values()
    council = evidence.library.areas.loc[code, "council_area"] if code in evidence.library.areas.index else ""
    owner = (
        evidence.partnership
        if code in evidence.areas.index
        else next((one for one in partnerships if one.council_area == council), None)
    )
    if owner is None or AreaType.of(code) == AreaType.COUNCIL_AREA:
        return ""
    return dcc.Link("Profile", href=links.address(f"/area/{code}", owner.partnership_id), title=f"Profile of {name}")
