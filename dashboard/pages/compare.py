"""Compare: two to four areas side by side, on everything their pages tell."""

from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import controls, links
from dashboard.components.compare_view import side_by_side
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import CUSTOM_CODE
from dashboard.exhibits.state import (
    FEWEST_COMPARED,
    MOST_COMPARED,
    compared,
    evidence_with_custom_area,
    state_of,
)
from dashboard.vocabulary import AreaType


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Compare", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_with_custom_area(state)
    codes = compared(evidence, state)
    own = links.address("/custom", evidence.partnership.partnership_id)
    areas = controls.several(
        "compare-areas", "Areas, two to four", options(evidence), codes, maxValues=MOST_COMPARED, className="wide"
    )
    return page(
        "/compare",
        "Areas side by side",
        state,
        html.Div([areas, dcc.Link("Make an area of your own", href=own)], className="controls"),
        html.Div(content(evidence, codes), id="compare-content"),
        dcc.Location(id="compare-address", refresh=False),
        dcc.Store(id="compare-shown", data=links.compare_address(evidence, codes)),
    )


def options(evidence: Evidence) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every area of the partnership by kind, the custom one first."""
    kinds = [*([AreaType.CUSTOM_AREA] if CUSTOM_CODE in evidence.areas.index else []), *evidence.area_types]
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for kind in kinds:
        names = evidence.areas_of(kind)["area_name"]
        rows = sorted(zip(names.index, names, strict=True), key=lambda row: str(row[1]))
        groups.append((kind.plural.capitalize(), [(str(code), str(name)) for code, name in rows]))
    return groups


def content(evidence: Evidence, codes: list[str]) -> list[Any]:
    """The areas side by side, or what to do."""
    if len(codes) < FEWEST_COMPARED:
        return [html.P("Choose two to four areas above, and they are set side by side here.", className="lead")]
    return side_by_side(evidence, codes)


def parts(search: str, picked: list[str] | None, shown: str) -> tuple[Any, ...]:
    """The address, what is shown, the page and the choice, after a choice or a step back.

    Raises:
        PreventUpdate: that is shown already.
    """
    state = state_of(search)
    if dash.ctx.triggered_id == "compare-areas":
        state["areas"] = ",".join(picked or [])
    evidence = evidence_with_custom_area(state)
    codes = compared(evidence, state)
    now = links.compare_address(evidence, codes)
    if now == shown:
        raise PreventUpdate
    query = now.removeprefix("/compare")
    return links.new_search(query, "compare-address"), now, content(evidence, codes), codes


@callback(
    Output("compare-address", "search"),
    Output("compare-shown", "data"),
    Output("compare-content", "children"),
    Output("compare-areas", "value"),
    Input("compare-address", "search"),
    Input("compare-areas", "value"),
    State("compare-shown", "data"),
    prevent_initial_call=True,
)
def compare_again(search: str, picked: list[str] | None, shown: str) -> tuple[Any, ...]:
    """The page again."""
    return parts(search, picked, shown)


dash.register_page(__name__, path="/compare", title=title, layout=layout)
