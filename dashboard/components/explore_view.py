"""The explorer's parts on the screen: choices, definition, bars, trend and table of one indicator."""

from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.components import controls, links
from dashboard.components.controls import row_button
from dashboard.components.graph import graph
from dashboard.components.table import Column, table
from dashboard.components.trend_view import trend_chart
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.explore import (
    PAGE_ROWS,
    Choice,
    area_types,
    explore_bars,
    explore_table,
    explore_trend,
    figures_of,
    rows_shown,
)
from dashboard.exhibits.state import PARTNERSHIP
from dashboard.statistics.area_figures import periods
from dashboard.statistics.words import source_line
from dashboard.vocabulary import AreaType, Topic


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


def choices(evidence: Evidence, choice: Choice) -> html.Div:
    """What can be chosen, as lists."""
    indicator, kinds, labels, extent = control_options(evidence, choice)
    return html.Div(
        [
            controls.grouped_select("explore-indicator", "Indicator", indicator, choice.indicator),
            controls.select("explore-areas", "Kind of area", kinds, choice.areas.value),
            controls.select("explore-period", "Period", labels, choice.period),
            controls.select("explore-extent", "Where", extent, "scotland" if choice.everywhere else "partnership"),
        ],
        className="controls",
    )


def control_options(evidence: Evidence, choice: Choice) -> tuple[Any, ...]:
    """What can be chosen: indicators by topic, kinds of area, periods, extent."""
    topics = {
        topic: [(key, one.name) for key, one in evidence.indicators.items() if one.topic == topic] for topic in Topic
    }
    indicators = [(topic.value, sorted(rows, key=lambda row: row[1])) for topic, rows in topics.items() if rows]
    kinds = [(kind.value, kind.plural.capitalize()) for kind in area_types(evidence, choice.indicator)]
    labels = [(period.label, period.label) for period in periods(evidence, choice.indicator, choice.areas)]
    extent = [("partnership", evidence.partnership.name), ("scotland", "All of Scotland")]
    return indicators, kinds, labels, extent


def definition(evidence: Evidence, choice: Choice) -> list[html.P]:
    """What the indicator means, what to be careful about, and where it is from."""
    indicator = evidence.indicators[choice.indicator]
    said = [html.P(indicator.definition)]
    said += [html.P(f"Take care: {indicator.caveat}", className="note")] if indicator.caveat else []
    return [*said, html.P(source_line(indicator, choice.period, choice.areas), className="note")]


def pager(evidence: Evidence, choice: Choice) -> list[Any]:
    """Which rows are shown, and the way to the others."""
    table = figures_of(evidence, choice)
    rows, number, pages = rows_shown(table, choice)
    first = (number - 1) * PAGE_ROWS + 1
    text = f"Areas {first}–{first + len(rows) - 1} of {len(table):,}; choose a name to see it on the map."
    return [
        html.Button(
            "Previous",
            id={"type": "explore-page", "to": number - 1},
            disabled=number <= 1,
            className="quiet-button",
        ),
        html.Span(text),
        html.Button(
            "Next",
            id={"type": "explore-page", "to": number + 1},
            disabled=number >= pages,
            className="quiet-button",
        ),
    ]


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
