"""Compare: two to four areas side by side, on everything their pages tell."""

from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import controls, links
from dashboard.components.area_choice import area_options
from dashboard.components.compare_view import side_by_side
from dashboard.components.controls import unless_shown
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.exhibits.state import (
    FEWEST_COMPARED,
    MOST_COMPARED,
    compared,
    evidence_with_custom_area,
    state_of,
)


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
        "compare-areas", "Areas, two to four", area_options(evidence), codes, maxValues=MOST_COMPARED, className="wide"
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


def content(evidence: Evidence, codes: list[str]) -> list[Any]:
    """The areas side by side, or what to do."""
    if len(codes) < FEWEST_COMPARED:
        return [html.P("Choose two to four areas above, and they are set side by side here.", className="lead")]
    pack = html.P(dcc.Link("Make an evidence pack of these areas", href=links.pack_address(evidence, codes)))
    return [*side_by_side(evidence, codes), pack]


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
    return links.new_search(query, "compare-address"), now, content(evidence, codes), unless_shown(codes, picked)


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
