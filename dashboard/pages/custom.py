"""An area of your own: data zones chosen on the map, from a list or as pasted codes, under a name, in the address."""

from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import controls, links
from dashboard.components import custom_view as view
from dashboard.components.attributes import attributes
from dashboard.components.controls import unless_shown
from dashboard.components.map import shading_text
from dashboard.components.shell import page, page_title
from dashboard.evidence.custom_area import LONGEST_NAME, zones_named
from dashboard.exhibits.state import evidence_of, state_of

INTRO = (
    "Put together any area from data zones: a village, a school's catchment, the streets around a hall. It is kept in "
    "the address only, so send the address to share it. Choose zones on the map, from the list, or paste their codes."
)


def title(**state: str) -> str:
    """The window's title."""
    return page_title("An area of your own", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    chosen = view.read(state)
    return page(
        "/custom",
        "An area of your own",
        state,
        html.P(view.sentence(chosen), id="custom-sentence", className="lead", **attributes({"aria-live": "polite"})),
        html.P(INTRO, className="sub-lead"),
        html.Div(view.next_steps(chosen), id="custom-next"),
        html.Div(
            [
                controls.text("custom-name", "Name of the area", chosen.name, LONGEST_NAME),
                controls.several(
                    "custom-zones", "Data zones", view.options(chosen.evidence), chosen.zones, className="wide"
                ),
                controls.button("custom-clear", "Clear all zones"),
            ],
            className="controls",
        ),
        html.Details([html.Summary("Paste codes"), *_paste()], open=False),
        html.Div(view.unknown(chosen), id="custom-unknown", role="status"),
        html.H2("On the map"),
        html.P("Choose a data zone to take it in or leave it out.", className="note"),
        html.Div(view.map_of(chosen)),
        html.H2("What it is made of"),
        html.Div(view.zones_table(chosen), id="custom-table"),
        dcc.Location(id="custom-address", refresh=False),
        dcc.Store(id="custom-shown", data=view.state_of(chosen)),
    )


def _paste() -> list[Any]:
    hint = "Codes of data zones (S01…), intermediate zones (S02…) or wards (S13…), between commas, spaces or lines."
    return [controls.lines("custom-pasted", "Codes to add", hint), controls.button("custom-add", "Add these zones")]


def asked(done: tuple[Any, ...], shown: dict[str, str]) -> dict[str, str]:
    """The state that is asked for, from what was done.

    Args:
        done: the address, the zone clicked on, the list, the name, the clicks on Add and Clear, the pasted text.
        shown: the state of what is on the screen.

    Raises:
        PreventUpdate: nothing was asked for.
    """
    search, clicked, listed, name, _, _, pasted = done
    zones = set(zones_named(evidence_of(shown), shown["zones"]).zones)
    match dash.ctx.triggered_id:
        case "custom-address":
            return state_of(search)
        case "custom-map-chosen" if clicked:
            return {**shown, "zones": ",".join(sorted(zones ^ {str(clicked["area"])}))}
        case "custom-zones":
            return {**shown, "zones": ",".join(listed or [])}
        case "custom-name":
            return {**shown, "name": name or ""}
        case "custom-add" if pasted:
            return {**shown, "zones": ",".join([*sorted(zones), pasted])}
        case "custom-clear":
            return {**shown, "zones": ""}
        case _:
            raise PreventUpdate


def parts(state: dict[str, str], shown: dict[str, str], zones: list[str] | None, name: str | None) -> tuple[Any, ...]:
    """Every part of the page that a choice can change, in the order of the callback's outputs.

    Args:
        state: what is asked for.
        shown: the state of what is on the screen.
        zones: what the list says.
        name: what the name's field says.

    Raises:
        PreventUpdate: that is shown already.
    """
    chosen = view.read(state)
    now = view.state_of(chosen)
    if now == shown and not chosen.unknown:
        raise PreventUpdate
    return (
        links.new_query(now, "custom-address"),
        now,
        view.sentence(chosen),
        view.next_steps(chosen),
        unless_shown(list(chosen.zones), zones),
        unless_shown(chosen.name, name),
        view.unknown(chosen),
        shading_text(view.chosen_map(chosen).shading),
        view.zones_table(chosen),
    )


@callback(
    Output("custom-address", "search"),
    Output("custom-shown", "data"),
    Output("custom-sentence", "children"),
    Output("custom-next", "children"),
    Output("custom-zones", "value"),
    Output("custom-name", "value"),
    Output("custom-unknown", "children"),
    Output("custom-map-areas", "data-shading"),
    Output("custom-table", "children"),
    Input("custom-address", "search"),
    Input("custom-map-chosen", "data"),
    Input("custom-zones", "value"),
    Input("custom-name", "value"),
    Input("custom-add", "n_clicks"),
    Input("custom-clear", "n_clicks"),
    State("custom-pasted", "value"),
    State("custom-shown", "data"),
    prevent_initial_call=True,
)
def custom_again(*done: Any) -> tuple[Any, ...]:
    """The page again, after a choice, a click or a step back in the browser."""
    _, _, zones, name, *_, shown = done
    return parts(asked(done[:-1], shown), shown, zones, name)


dash.register_page(__name__, path="/custom", title=title, layout=layout)
