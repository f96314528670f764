"""Cells of tables on the screen: names that lead somewhere, and reasons of which the first stands open."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.components.links import address, area_address
from dashboard.evidence import Evidence
from dashboard.exhibits.table import AreaName, IndicatorName, Sentences


def cell(evidence: Evidence, text: str) -> Any:
    """A cell as the screen shows it."""
    match text:
        case AreaName():
            return area_link(evidence, text.area_code, str(text))
        case IndicatorName():
            query = address("/explore", evidence.partnership.partnership_id, indicator=text.indicator_id)
            unit = f" {text.unit}" if text.unit else ""
            return html.Div([dcc.Link(text.name, href=query), html.Span(unit, className="unit")])
        case Sentences():
            return brief(text.sentences)
        case _:
            return text


def area_link(evidence: Evidence, area_code: str, area_name: str) -> dcc.Link:
    """The name of an area, leading to its page."""
    return dcc.Link(area_name, href=area_address(evidence, area_code))


def reasons(sentences: Sequence[str]) -> html.Ul:
    """Sentences one below the other."""
    return html.Ul([html.Li(sentence) for sentence in sentences], className="reasons")


def brief(sentences: Sequence[str]) -> html.Div | str:
    """The first sentence, and the others on demand."""
    if len(sentences) < 2:
        return sentences[0] if sentences else "–"
    more = f"{len(sentences) - 1} more reason{'s' if len(sentences) > 2 else ''}"
    return html.Div(
        [sentences[0], html.Details([html.Summary(more), reasons(sentences[1:])])],
        className="brief",
    )
