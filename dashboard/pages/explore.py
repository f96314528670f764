"""Explore: any indicator, for any kind of area and period, as map, bars, trend and table with one selection."""

from collections.abc import Mapping
from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate
from markupsafe import Markup

from dashboard.components import explore_view as view
from dashboard.components import links
from dashboard.components.attributes import attributes
from dashboard.components.controls import unless_shown
from dashboard.components.geometry import classes_url
from dashboard.components.map import shading_text
from dashboard.components.map_frame import map_frame
from dashboard.components.markup import part
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.exhibits import explore as what
from dashboard.exhibits.state import PARTNERSHIP, evidence_of, state_of


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Explore", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_of(state)
    choice = what.read(evidence, state)
    changing = view.changing(evidence, state)

    def drawn(part_id: str, kind: Any = html.Div, **named: Any) -> Any:
        return part(Markup(changing[part_id]), part_id, kind, **named)

    return page(
        "/explore",
        "Explore the evidence",
        state,
        drawn("explore-sentence", html.P, className="lead", **attributes({"aria-live": "polite"})),
        view.choices(evidence, choice),
        drawn("explore-definition"),
        html.Div(
            [
                html.Section(
                    [
                        html.H2("Map"),
                        html.Div(map_of(evidence, choice), id="explore-map-frame"),
                        drawn("explore-legend"),
                        html.H2("Over time"),
                        html.Div(view.trend_of(evidence, choice), id="explore-trend-frame"),
                    ]
                ),
                html.Section(
                    [
                        html.H2("Areas in order"),
                        drawn("explore-pager", className="pager"),
                        drawn("explore-bars-frame"),
                    ]
                ),
            ],
            className="two-columns",
        ),
        html.H2("Every figure"),
        drawn("explore-table"),
        dcc.Location(id="explore-address", refresh=False),
        dcc.Store(id="explore-shown", data=view.shown_state(evidence, choice)),
        dcc.Store(id=view.ASKED),
    )


def map_of(evidence: Evidence, choice: what.Choice) -> html.Div:
    """The map, which the browser can shade anew by itself."""
    classes = classes_url(evidence, choice.areas, choice.everywhere)
    return map_frame(evidence, what.explore_map(evidence, choice), classes)


def asked(shown: Mapping[str, str], search: str, picked: Mapping[str, str]) -> dict[str, str]:
    """The state that is asked for, from what is shown and what was done.

    Args:
        shown: the state of what is on the screen.
        search: the address.
        picked: what the controls say.

    Raises:
        PreventUpdate: nothing was asked for, or it is shown already.
    """
    done = dash.ctx.triggered_id
    if done == "explore-address":
        state = state_of(search)
        evidence = evidence_of(state)
        if view.shown_state(evidence, what.read(evidence, state)) == dict(shown):
            raise PreventUpdate
        return state
    if done in {"explore-map-chosen", view.ASKED}:
        return {**shown, **_chosen(done)}
    changed = {key: value for key, value in picked.items() if value != (shown[key] or "partnership")}
    if not changed:
        raise PreventUpdate
    return {**shown, **changed, "page": "", **({"area": ""} if "areas" in changed else {})}


def _chosen(done: Any) -> dict[str, str]:
    """The area or page a click asks for."""
    value = dash.ctx.triggered[0]["value"]
    if not value:
        raise PreventUpdate
    asked_for = {key: str(value[key]) for key in ("area", "page") if key in value}
    return {**asked_for, **({"page": ""} if done == "explore-map-chosen" else {})}


def parts(state: Mapping[str, str], shown: Mapping[str, str], picked: Mapping[str, str]) -> tuple[Any, ...]:
    """Every part of the page that a choice can change, in the order of the callback's outputs.

    Args:
        state: what is asked for.
        shown: the state of what is on the screen: what stays the same is not drawn again.
        picked: what the controls say.
    """
    evidence = evidence_of(state)
    choice = what.read(evidence, state)
    now = view.shown_state(evidence, choice)
    same_shapes = all(now[key] == shown[key] for key in (PARTNERSHIP, "areas", "extent"))
    held = what.explore_map(evidence, choice)
    changing = view.changing(evidence, state)
    before = what.read(evidence, shown)
    _, kinds, labels, _ = view.control_options(evidence, choice)
    _, kinds_before, labels_before, _ = view.control_options(evidence, before)
    same_kinds, same_labels = kinds == kinds_before, labels == labels_before

    return (
        links.new_query(now, "explore-address"),
        now,
        dash.no_update if same_shapes else map_of(evidence, choice),
        shading_text(held.shading) if same_shapes else dash.no_update,
        view.trend_of(evidence, choice),
        *(changing[part_id] for part_id in view.PARTS),
        unless_shown(choice.indicator, picked["indicator"]),
        dash.no_update if same_kinds else [{"value": value, "label": label} for value, label in kinds],
        unless_shown(choice.areas.value, picked["areas"]),
        dash.no_update if same_labels else [{"value": value, "label": label} for value, label in labels],
        unless_shown(choice.period, picked["period"]),
        unless_shown(now["extent"] or "partnership", picked["extent"]),
    )


@callback(
    Output("explore-address", "search"),
    Output("explore-shown", "data"),
    Output("explore-map-frame", "children"),
    Output("explore-map-areas", "data-shading"),
    Output("explore-trend-frame", "children"),
    *(Output(part_id, "data-markup") for part_id in view.PARTS),
    Output("explore-indicator", "value"),
    Output("explore-areas", "data"),
    Output("explore-areas", "value"),
    Output("explore-period", "data"),
    Output("explore-period", "value"),
    Output("explore-extent", "value"),
    Input("explore-address", "search"),
    Input("explore-indicator", "value"),
    Input("explore-areas", "value"),
    Input("explore-period", "value"),
    Input("explore-extent", "value"),
    Input("explore-map-chosen", "data"),
    Input(view.ASKED, "data"),
    State("explore-shown", "data"),
    prevent_initial_call=True,
)
def explore_again(search: str, *done: Any) -> tuple[Any, ...]:
    """The page again, after a choice, a click or a step back in the browser."""
    picked: dict[str, str] = dict(zip(("indicator", "areas", "period", "extent"), done[:4], strict=True))
    return parts(asked(done[-1], search, picked), done[-1], picked)


dash.register_page(__name__, path="/explore", title=title, layout=layout)
