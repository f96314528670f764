"""Need: the Board's page. Where need is greatest, how sure that is, why, and what would change it."""

from collections.abc import Mapping
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import controls, links
from dashboard.components.attributes import attributes
from dashboard.components.board_view import banded_list, ranges_chart, sureness
from dashboard.components.map import legend, shading_text
from dashboard.components.map_frame import map_frame
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.exhibits.need_map import need_map
from dashboard.exhibits.state import PageState, evidence_of, one_of, ranking, state_of, weights_in
from dashboard.statistics.scoring import weights_of, weights_words
from dashboard.statistics.summary import NeedSummary, coverage_sentence, headline, need_summary
from dashboard.statistics.sureness import change_sentence
from dashboard.statistics.what_if import indicator_weights
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
    state = links.single(state)
    evidence = evidence_of(state)
    chosen = read(evidence, state)
    name = evidence.partnership.name
    now = ranking(evidence, chosen, AreaType(chosen["grain"]))
    return page(
        "/need",
        f"Need in {name}, and how sure we are",
        state,
        html.Div(sentences(evidence, now, chosen, state), id="need-sentences", **attributes({"aria-live": "polite"})),
        html.Details(
            [html.Summary("What if we weighed it otherwise?"), need_controls(evidence, chosen)],
            open=bool(set(state) & {"weights", "indicators", "grain", "flagged"}),
            className="what-if",
        ),
        html.P(dcc.Link("Make the Board's evidence pack", href=links.pack_address(evidence, []))),
        html.H2("The ranking, in bands"),
        html.Div(banded_list(evidence, now, bool(chosen["flagged"])), id="need-table"),
        html.Div(
            [
                html.Section(
                    [html.H2("How sure is each rank?"), html.Div(ranges_chart(evidence, now), id="need-ranges-frame")]
                ),
                html.Section(
                    [
                        html.H2("Map of need"),
                        html.Div(map_frame(evidence, need_map("need-map", evidence, now)), id="need-map-frame"),
                        html.Div(legend(need_map("need-map", evidence, now).legend), id="need-legend"),
                    ]
                ),
            ],
            className="two-columns",
        ),
        dcc.Location(id="need-address", refresh=False),
        dcc.Store(id="need-shown", data=chosen),
    )


def read(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What the page shows, from its address; what is not known or cannot be used falls back."""
    return {
        "grain": one_of(state.get("grain"), [kind.value for kind in GRAINS]),
        **weights_in(evidence, state),
        "flagged": "yes" if state.get("flagged") == "yes" else "",
    }


def need_controls(evidence: Evidence, chosen: PageState) -> html.Div:
    """The choices: grain, weights of priorities (a set or one's own), weights of indicators, flagged only."""
    grain, preset, hidden, _, indicators, flagged = control_values(evidence, chosen)
    presets = [(key, PRESETS.get(key, key)) for key in (*evidence.partnership.weights, "custom")]
    weights = weights_of(evidence.partnership, chosen["weights"])
    numbers = [
        controls.weight({"type": "need-weight", "priority": name}, f"Weight of {name}", value)
        for name, value in weights.items()
    ]
    by_indicator = [
        controls.weight({"type": "need-indicator", "indicator": key}, evidence.indicators[key].name, value)
        for key, value in zip(scored(evidence), indicators, strict=True)
    ]
    return html.Div(
        [
            html.Div(
                [
                    controls.select(
                        "need-grain", "Size of area", [(kind.value, kind.plural.capitalize()) for kind in GRAINS], grain
                    ),
                    controls.select("need-preset", "What counts how much", presets, preset),
                    controls.switch("need-flagged", "Flagged areas only", flagged),
                ],
                className="controls",
            ),
            html.Div(numbers, id="need-weights", className="weights", hidden=hidden),
            html.Details(
                [
                    html.Summary("Weights of single indicators (0 leaves one out)"),
                    html.Div(by_indicator, className="weights"),
                ],
                open=bool(chosen["indicators"]),
            ),
        ]
    )


def scored(evidence: Evidence) -> list[str]:
    """Every indicator that is scored at either grain."""
    rows = [row for priority in evidence.partnership.priorities for row in priority.indicators.values()]
    return [key for key in dict.fromkeys(key for row in rows for key in row) if key in evidence.indicators]


def default_weights(evidence: Evidence) -> dict[str, float]:
    """The weight of each scored indicator in the partnership's own definition."""
    rows = [row for priority in evidence.partnership.priorities for row in priority.indicators.values()]
    return {key: weight for row in reversed(rows) for key, weight in row.items()}


def sentences(evidence: Evidence, now: NeedSummary, chosen: PageState, state: PageState) -> list[html.P | dmc.Alert]:
    """What the ranking says, how sure it is, what a what-if changes, and what of the address could not be used."""
    weights = weights_of(evidence.partnership, chosen["weights"])
    said: list[html.P | dmc.Alert] = [
        html.P(headline(now), className="lead"),
        *sureness(evidence, now, weights),
        html.P(coverage_sentence(now, evidence.partnership.name)),
        html.P(
            f"The need score weighs {weights_words(weights)}. Access to services is a flag of its own, not part of "
            "the score. A place with no flag still has people in need.",
            className="note",
        ),
    ]
    if chosen["weights"] != "equal" or chosen["indicators"]:
        before = need_summary(evidence, now.area_type)
        said.append(html.P(f"What your weights change: {change_sentence(before, now)}", className="sub-lead"))
    if any(state.get(key, chosen[key]) != chosen[key] for key in ("weights", "indicators")):
        text = (
            "Weights are numbers, none below zero; at least one priority, and one indicator of each, must be above "
            "zero. "
            "What could not be used is left as the partnership has it."
        )
        said.append(dmc.Alert(text, title="These weights cannot be used", variant="outline", color="house"))
    return said


def parts(evidence: Evidence, state: PageState, shown: PageState) -> tuple[Any, ...]:
    """Every part of the page that a choice can change, in the order of the callback's outputs."""
    chosen = read(evidence, state)
    now = ranking(evidence, chosen, AreaType(chosen["grain"]))
    same_shapes = chosen["grain"] == shown["grain"]
    held = need_map("need-map", evidence, now)
    return (
        links.new_query({**state, **chosen}, "need-address"),
        chosen,
        sentences(evidence, now, chosen, state),
        banded_list(evidence, now, bool(chosen["flagged"])),
        ranges_chart(evidence, now),
        dash.no_update if same_shapes else map_frame(evidence, held),
        shading_text(held.shading) if same_shapes else dash.no_update,
        legend(held.legend),
        *control_values(evidence, chosen),
    )


def control_values(evidence: Evidence, chosen: PageState) -> tuple[Any, ...]:
    """What the controls show: grain, preset, whether own weights are hidden, weights, indicators, flagged only."""
    preset = chosen["weights"] if chosen["weights"] in evidence.partnership.weights else "custom"
    weights = weights_of(evidence.partnership, chosen["weights"])
    indicators = {**default_weights(evidence), **indicator_weights(chosen["indicators"])}
    return (
        chosen["grain"],
        preset,
        preset != "custom",
        list(weights.values()),
        [indicators[key] for key in scored(evidence)],
        bool(chosen["flagged"]),
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
    own = ",".join(f"{float(number or 0):g}" for number in picked["weights"])
    defaults = default_weights(evidence)
    numbers = {key: float(value or 0) for key, value in zip(scored(evidence), picked["indicators"], strict=True)}
    wanted = {
        "grain": picked["grain"],
        "weights": own if picked["preset"] == "custom" else picked["preset"],
        "indicators": ",".join(f"{key}:{value:g}" for key, value in numbers.items() if value != defaults[key]),
        "flagged": "yes" if picked["flagged"] else "",
    }
    if wanted == shown:
        raise PreventUpdate
    return {**state, **wanted}


@callback(
    Output("need-address", "search"),
    Output("need-shown", "data"),
    Output("need-sentences", "children"),
    Output("need-table", "children"),
    Output("need-ranges-frame", "children"),
    Output("need-map-frame", "children"),
    Output("need-map-areas", "data-shading"),
    Output("need-legend", "children"),
    Output("need-grain", "value"),
    Output("need-preset", "value"),
    Output("need-weights", "hidden"),
    Output({"type": "need-weight", "priority": ALL}, "value"),
    Output({"type": "need-indicator", "indicator": ALL}, "value"),
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
    """The page again, after a choice or a step back in the browser."""
    picked: dict[str, Any] = dict(zip(("grain", "preset", "weights", "indicators", "flagged"), done, strict=False))
    state = asked(search, done[-1], picked)
    return parts(evidence_of(state), state, done[-1])


dash.register_page(__name__, path="/need", title=title, layout=layout)
