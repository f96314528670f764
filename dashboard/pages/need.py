"""Need: the ranking at either grain, with weights to try and a filter to what is flagged."""

from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import controls, links
from dashboard.components.attributes import attributes
from dashboard.components.geometry import map_layers
from dashboard.components.map import area_map, hideout
from dashboard.components.need_view import need_legend, need_shading, ranking_table
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary, coverage_sentence, headline, need_summary
from dashboard.statistics.words import listed
from dashboard.vocabulary import GRAINS, AreaType

PRESETS = {
    "equal": "Each priority counts the same",
    "simd_like": "As in the national index (SIMD)",
    "custom": "My own weights",
}


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Need", state)


def layout(**state: str) -> html.Div:
    """The page."""
    evidence = links.evidence_of(state)
    chosen = read(evidence, state)
    name = evidence.partnership.name
    summary = need_summary(evidence, AreaType(chosen["grain"]), chosen["weights"])
    return page(
        "/need",
        f"Need in {name}, in order",
        state,
        html.Div(
            sentences(evidence, summary, chosen, state), id="need-sentences", **attributes({"aria-live": "polite"})
        ),
        need_controls(evidence, chosen),
        html.Div(ranking_table(evidence, summary, bool(chosen["flagged"])), id="need-table"),
        html.H2("Map of need"),
        html.Div(map_of(evidence, summary), id="need-map-frame"),
        dcc.Store(id="need-drawn", data=chosen["grain"]),
        html.Div(need_legend(summary, need_shading(evidence, summary)), id="need-legend"),
        dcc.Location(id="need-address", refresh=False),
    )


def read(evidence: Evidence, state: links.State) -> dict[str, str]:
    """What the page shows, from its address: grain, weights and flagged; what is not known falls back."""
    weights = state.get("weights", "equal")
    try:
        weights_of(evidence.partnership, weights)
    except ValueError:
        weights = "equal"
    grain = links.choice(state.get("grain"), [kind.value for kind in GRAINS])
    return {"grain": grain, "weights": weights, "flagged": "yes" if state.get("flagged") == "yes" else ""}


def need_controls(evidence: Evidence, chosen: dict[str, str]) -> html.Div:
    """The choices: grain, weights (a set or one's own), flagged only."""
    grain, preset, hidden, _, flagged = control_values(evidence, chosen)
    weights = weights_of(evidence.partnership, chosen["weights"])
    presets = [(key, PRESETS.get(key, key)) for key in (*evidence.partnership.weights, "custom")]
    numbers = [
        controls.weight({"type": "need-weight", "priority": name}, f"Weight of {name}", value)
        for name, value in weights.items()
    ]
    return html.Div(
        [
            controls.select(
                "need-grain",
                "Size of area",
                [(kind.value, kind.plural.capitalize()) for kind in GRAINS],
                grain,
            ),
            controls.select("need-preset", "What counts how much", presets, preset),
            html.Div(numbers, id="need-weights", className="weights", hidden=hidden),
            controls.switch("need-flagged", "Flagged areas only", flagged),
        ],
        className="controls",
    )


def sentences(
    evidence: Evidence, summary: NeedSummary, chosen: links.State, state: links.State
) -> list[html.P | dmc.Alert]:
    """What the ranking says, under which weights; and what of the address could not be used."""
    weights = weights_of(evidence.partnership, chosen["weights"])
    shares = [f"{name} {100 * value / sum(weights.values()):.0f}%" for name, value in weights.items()]
    note = f"The need score weighs {listed(shares)}. Access to services is a flag of its own, not part of the score."
    said: list[html.P | dmc.Alert] = [
        html.P(headline(summary), className="lead"),
        html.P(coverage_sentence(summary, evidence.partnership.name), className="sub-lead"),
        html.P(note, className="note"),
    ]
    if state.get("weights", chosen["weights"]) != chosen["weights"]:
        text = "At least one weight must be above zero, and none below. Each priority counts the same here."
        said.append(dmc.Alert(text, title="These weights cannot be used", variant="outline", color="house"))
    return said


def map_of(evidence: Evidence, summary: NeedSummary) -> html.Div:
    """The map of the ranking."""
    label = f"Map of need in {evidence.partnership.name} by {summary.area_type.label}"
    return area_map("need-map", map_layers(evidence, summary.area_type), need_shading(evidence, summary), label)


def parts(evidence: Evidence, state: links.State, old_grain: str) -> tuple[Any, ...]:
    """Every part of the page that a choice can change, in the order of the callback's outputs."""
    chosen = read(evidence, state)
    summary = need_summary(evidence, AreaType(chosen["grain"]), chosen["weights"])
    same_shapes = chosen["grain"] == old_grain
    shading = need_shading(evidence, summary)
    return (
        links.query({**state, **chosen}),
        sentences(evidence, summary, chosen, state),
        ranking_table(evidence, summary, bool(chosen["flagged"])),
        dash.no_update if same_shapes else map_of(evidence, summary),
        hideout(shading) if same_shapes else dash.no_update,
        chosen["grain"],
        need_legend(summary, shading),
        *control_values(evidence, chosen),
    )


def control_values(evidence: Evidence, chosen: links.State) -> tuple[Any, ...]:
    """What the controls show: grain, preset, whether own weights are hidden, the weights, flagged only."""
    preset = chosen["weights"] if chosen["weights"] in evidence.partnership.weights else "custom"
    weights = weights_of(evidence.partnership, chosen["weights"])
    return chosen["grain"], preset, preset != "custom", list(weights.values()), bool(chosen["flagged"])


def asked(search: str, grain: str, preset: str, numbers: list[float | str | None], flagged: bool) -> dict[str, str]:
    """The state that is asked for: the address after a step back, otherwise what the controls say.

    Raises:
        PreventUpdate: the address says what is already shown.
    """
    state = links.state_of(search)
    weights = preset if preset != "custom" else ",".join(f"{float(number or 0):g}" for number in numbers)
    shown = {"grain": grain, "weights": weights, "flagged": "yes" if flagged else ""}
    if dash.ctx.triggered_id != "need-address":
        return {**state, **shown}
    if read(links.evidence_of(state), state) == shown:
        raise PreventUpdate
    return state


@callback(
    Output("need-address", "search"),
    Output("need-sentences", "children"),
    Output("need-table", "children"),
    Output("need-map-frame", "children"),
    Output("need-map-areas", "hideout"),
    Output("need-drawn", "data"),
    Output("need-legend", "children"),
    Output("need-grain", "value"),
    Output("need-preset", "value"),
    Output("need-weights", "hidden"),
    Output({"type": "need-weight", "priority": ALL}, "value"),
    Output("need-flagged", "checked"),
    Input("need-address", "search"),
    Input("need-grain", "value"),
    Input("need-preset", "value"),
    Input({"type": "need-weight", "priority": ALL}, "value"),
    Input("need-flagged", "checked"),
    State("need-drawn", "data"),
    prevent_initial_call=True,
)
def rank_again(
    search: str, grain: str, preset: str, numbers: list[float | str | None], flagged: bool, drawn: str
) -> tuple[Any, ...]:
    """The page again, after a choice or a step back in the browser."""
    state = asked(search, grain, preset, numbers, flagged)
    return parts(links.evidence_of(state), state, drawn)


dash.register_page(__name__, path="/need", title=title, layout=layout)
