"""Need: the Board's page. Where need is greatest, how sure that is, why, and what would change it."""

from collections.abc import Mapping
from typing import Any

import dash
from dash import ALL, Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate
from markupsafe import Markup

from dashboard.components import board_view, links
from dashboard.components.attributes import attributes
from dashboard.components.controls import unless_shown
from dashboard.components.map_frame import map_frame
from dashboard.components.markup import part
from dashboard.components.need_choices import (
    control_values,
    indicator_boxes,
    indicators_text,
    need_controls,
    picked_in,
    read,
    scored,
    weight_boxes,
)
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.exhibits.need_map import need_map
from dashboard.exhibits.state import PageState, evidence_of, ranking, state_of
from dashboard.vocabulary import AreaType


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Need", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_of(state)
    chosen = read(evidence, state)
    name = evidence.partnership.name
    now = ranking(evidence, chosen, AreaType(chosen["grain"]))
    changing = board_view.changing(evidence, state)
    return page(
        "/need",
        f"Need in {name}, and how sure we are",
        state,
        part(Markup(changing["need-sentences"]), "need-sentences", **attributes({"aria-live": "polite"})),
        html.Details(
            [html.Summary("What if we weighed it otherwise?"), need_controls(evidence, chosen)],
            open=bool(set(state) & {"weights", "indicators", "grain", "flagged"}),
            className="what-if",
        ),
        html.P(dcc.Link("Make the Board's evidence pack", href=links.pack_address(evidence, []))),
        html.H2("The ranking, in bands"),
        part(Markup(changing["need-table"]), "need-table"),
        html.Div(
            [
                html.Section(
                    [
                        html.H2("How sure is each rank?"),
                        html.Div(board_view.ranges_chart(evidence, now), id="need-ranges-frame"),
                    ]
                ),
                html.Section(
                    [
                        html.H2("Map of need"),
                        html.Div(map_frame(evidence, need_map("need-map", evidence, now)), id="need-map-frame"),
                        part(Markup(changing["need-legend"]), "need-legend"),
                    ]
                ),
            ],
            className="two-columns",
        ),
        dcc.Location(id="need-address", refresh=False),
        dcc.Store(id="need-shown", data=chosen),
    )


def parts(evidence: Evidence, state: PageState, shown: PageState, picked: Mapping[str, Any]) -> tuple[Any, ...]:
    """Every part of the page that a choice can change, in the order of the callback's outputs.

    Args:
        evidence: the partnership's.
        state: what is asked for.
        shown: the state of what is on the screen: what stays the same is not drawn again.
        picked: what the controls say.
    """
    chosen = read(evidence, state)
    now = ranking(evidence, chosen, AreaType(chosen["grain"]))
    same_shapes = chosen["grain"] == shown["grain"]
    changing = board_view.changing(evidence, state)
    grain, preset, hidden, weights, indicators, flagged = control_values(evidence, chosen)
    return (
        links.new_query({**state, **chosen}, "need-address"),
        chosen,
        board_view.ranges_chart(evidence, now),
        dash.no_update if same_shapes else map_frame(evidence, need_map("need-map", evidence, now)),
        changing[board_view.MAP] if same_shapes else dash.no_update,
        *(changing[part_id] for part_id in board_view.PARTS),
        unless_shown(grain, picked["grain"]),
        unless_shown(preset, picked["preset"]),
        hidden,
        dash.no_update if weights == picked["weights"] else weight_boxes(evidence, chosen),
        dash.no_update if indicators == picked["indicators"] else indicator_boxes(evidence, chosen),
        unless_shown(flagged, picked["flagged"]),
    )


def asked(search: str, shown: Mapping[str, str], picked: Mapping[str, Any]) -> dict[str, str]:
    """The state that is asked for: the address after a step back, otherwise what the controls say.

    Raises:
        PreventUpdate: it is shown already.
    """
    state = state_of(search)
    evidence = evidence_of(state)
    if dash.ctx.triggered_id == "need-address":
        if read(evidence, state) == shown:
            raise PreventUpdate
        return state
    own = ",".join(f"{number:g}" for number in picked["weights"])
    numbers = dict(zip(scored(evidence), picked["indicators"], strict=True))
    wanted = {
        "grain": picked["grain"],
        "weights": own if picked["preset"] == "custom" else picked["preset"],
        "indicators": indicators_text(evidence, numbers),
        "flagged": "yes" if picked["flagged"] else "",
    }
    if wanted == shown:
        raise PreventUpdate
    return {**state, **wanted}


@callback(
    Output("need-address", "search"),
    Output("need-shown", "data"),
    Output("need-ranges-frame", "children"),
    Output("need-map-frame", "children"),
    Output(board_view.MAP, "data-shading"),
    *(Output(part_id, "data-markup") for part_id in board_view.PARTS),
    Output("need-grain", "value"),
    Output("need-preset", "value"),
    Output("need-weights", "hidden"),
    Output("need-weights", "children"),
    Output("need-indicators", "children"),
    Output("need-flagged", "checked"),
    Input("need-address", "search"),
    Input("need-grain", "value"),
    Input("need-preset", "value"),
    Input({"type": "need-weight", "priority": ALL}, "value"),
    Input({"type": "need-indicator", "indicator": ALL}, "value"),
    Input("need-flagged", "checked"),
    State("need-shown", "data"),
    prevent_initial_call=True,
)
def rank_again(search: str, *done: Any) -> tuple[Any, ...]:
    """The page again, after a choice or a step back in the browser.

    No output is named with ALL: Dash would not drop an answer to an older question then, and show it over a newer one.
    """
    *choices, shown = done
    picked = picked_in(*choices)
    state = asked(search, shown, picked)
    return parts(evidence_of(state), state, shown, picked)


dash.register_page(__name__, path="/need", title=title, layout=layout)
