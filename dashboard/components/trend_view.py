"""Trends on the screen: charts with their tables, and the tested direction of every indicator."""

from typing import Any

from dash import html

from dashboard.components.graph import graph
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.trend import area_trend_exhibits, directions_table, directions_told
from dashboard.statistics.trend_words import moving_sentence, told_sentence
from dashboard.statistics.trends import area_trends


def recent_trends(evidence: Evidence, area_code: str) -> list[Any]:
    """The tested trend of every indicator with a series; what cannot be told says why."""
    told = directions_told(evidence, area_code)
    said = html.P(told_sentence(len(told), len(area_trends(evidence, area_code))))
    if told.empty:
        return [said]
    charts = [trend_chart(evidence, one) for one in area_trend_exhibits(evidence, area_code)]
    moving = html.P(moving_sentence(evidence, told))
    return [moving, said, html.Div(charts, className="charts"), shown(directions_table(evidence, area_code), evidence)]


def trend_chart(evidence: Evidence, held: Exhibit | str) -> html.Div | html.P:
    """A trend with its table on demand, or why there is none."""
    if isinstance(held, str):
        return html.P(held, className="note")
    figures = html.Details([html.Summary("The trend as a table"), shown(held.table, evidence)])
    return html.Div([graph(evidence, held, narrow=True), figures])
