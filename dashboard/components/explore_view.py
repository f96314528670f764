"""The explorer's parts on the screen: choices, definition, bars, trend and table of one indicator."""

from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.components import controls, links
from dashboard.components.controls import row_button
from dashboard.components.map import legend
from dashboard.components.markup import ahead, markup, tells
from dashboard.components.rank_bars import rank_bars
from dashboard.components.table import Column, table
from dashboard.components.trend_view import trend_chart
from dashboard.evidence import Evidence
from dashboard.exhibits.explore import (
    PAGE_ROWS,
    Choice,
    area_types,
    explore_legend,
    explore_table,
    explore_trend,
    figures_of,
    read,
    rows_shown,
    sentence,
)
from dashboard.exhibits.explore_bars import bars_of
from dashboard.exhibits.state import PARTNERSHIP, PageState
from dashboard.statistics.area_figures import periods
from dashboard.statistics.words import source_line
from dashboard.vocabulary import AreaType, Topic

ASKED = "explore-asked"
"""The store that hears which area or page was chosen in a part."""
PARTS = tuple(f"explore-{name}" for name in ("sentence", "definition", "legend", "pager", "bars-frame", "table"))
"""The parts of the page beside the map that a choice changes."""


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
        **ahead("explore", {"explore-indicator": "indicator", "explore-period": "period"}),
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


def changing(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What a state changes on the page beside map and trend, as HTML by id."""
    choice = read(evidence, state)
    parts: tuple[Any, ...] = (
        sentence(evidence, choice),
        definition(evidence, choice),
        legend(explore_legend(evidence, choice)[1]),
        pager(evidence, choice),
        bars(evidence, choice),
        figures_table(evidence, choice),
    )
    return {part_id: str(markup(content)) for part_id, content in zip(PARTS, parts, strict=True)}


def pager(evidence: Evidence, choice: Choice) -> list[Any]:
    """Which rows are shown, and the way to the others."""
    table = figures_of(evidence, choice)
    rows, number, pages = rows_shown(table, choice)
    first = (number - 1) * PAGE_ROWS + 1
    text = f"Areas {first}–{first + len(rows) - 1} of {len(table):,}; choose a name to see it on the map."
    return [
        html.Button(
            "Previous",
            disabled=number <= 1,
            className="quiet-button",
            **tells(ASKED, {"page": number - 1}),
        ),
        html.Span(text),
        html.Button(
            "Next",
            disabled=number >= pages,
            className="quiet-button",
            **tells(ASKED, {"page": number + 1}),
        ),
    ]


def bars(evidence: Evidence, choice: Choice) -> html.Figure | html.P:
    """The rank bars of one page of areas."""
    held = bars_of(evidence, choice)
    return html.P(held) if isinstance(held, str) else rank_bars(evidence, held, ASKED)


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
            row_button(ASKED, str(code), name, code == choice.area),
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
