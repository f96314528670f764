"""Inequality: how large the gaps are between the most and the least deprived, where they go, and who holds them."""

from collections.abc import Mapping
from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import controls, links
from dashboard.components import inequality_view as view
from dashboard.components.attributes import attributes
from dashboard.components.controls import unless_shown
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.exhibits import inequality as what
from dashboard.exhibits.state import evidence_of, state_of
from dashboard.statistics.inequality_of import complete_periods, measured
from dashboard.vocabulary import Topic

KEYS = ("indicator", "grain", "period")


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Inequality", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_of(state)
    choice = what.read(evidence, state)
    live = attributes({"aria-live": "polite"})
    return page(
        "/inequality",
        "How unequal is it?",
        state,
        html.P(what.sentence(evidence, choice), id="inequality-sentence", className="lead", **live),
        _controls(evidence, choice),
        html.Div(content(evidence, choice), id="inequality-content"),
        dcc.Location(id="inequality-address", refresh=False),
        dcc.Store(id="inequality-shown", data=view.shown_state(evidence, choice)),
    )


def content(evidence: Evidence, choice: what.Choice) -> list[Any]:
    """Everything below the controls."""
    indicator = evidence.indicators[choice.indicator]
    said = [html.P(indicator.definition)]
    said += [html.P(f"Take care: {indicator.caveat}", className="note")] if indicator.caveat else []
    return [
        *said,
        html.H2("Fifth by fifth"),
        *view.fifths(evidence, choice),
        html.H2("Is the gap narrowing?"),
        *view.over_time(evidence, choice),
        html.H2("Which areas hold the inequality"),
        *view.holders(evidence, choice),
        html.H2("Every measure"),
        *view.measures(evidence, choice),
    ]


def control_options(evidence: Evidence, choice: what.Choice) -> tuple[Any, ...]:
    """What can be chosen: indicators by topic, zones, periods."""
    held = measured(evidence)
    topics = {topic: [key for key in held if evidence.indicators[key].topic == topic] for topic in Topic}
    names = {key: evidence.indicators[key].name for key in held}
    indicators = [
        (topic.value, sorted(((key, names[key]) for key in keys), key=lambda row: row[1]))
        for topic, keys in topics.items()
        if keys
    ]
    periods = complete_periods(evidence, choice.indicator)
    grains = [(grain.value, grain.plural.capitalize()) for grain in periods]
    return indicators, grains, [(label, label) for label in periods[choice.grain]]


def _controls(evidence: Evidence, choice: what.Choice) -> html.Div:
    indicators, grains, labels = control_options(evidence, choice)
    return html.Div(
        [
            controls.grouped_select("inequality-indicator", "Indicator", indicators, choice.indicator),
            controls.select("inequality-grain", "Between", grains, choice.grain.value),
            controls.select("inequality-period", "Period", labels, choice.period),
        ],
        className="controls",
    )


def asked(shown: Mapping[str, str], search: str, picked: Mapping[str, str]) -> dict[str, str]:
    """The state that is asked for, from what is shown and what was done.

    Raises:
        PreventUpdate: nothing was asked for, or it is shown already.
    """
    if dash.ctx.triggered_id == "inequality-address":
        state = state_of(search)
        evidence = evidence_of(state)
        if view.shown_state(evidence, what.read(evidence, state)) == dict(shown):
            raise PreventUpdate
        return state
    if not any(value != shown[key] for key, value in picked.items()):
        raise PreventUpdate
    return {**shown, **picked}


def parts(state: Mapping[str, str], picked: Mapping[str, str]) -> tuple[Any, ...]:
    """Every part of the page that a choice can change, in the order of the callback's outputs.

    Args:
        state: what is asked for.
        picked: what the controls say.
    """
    evidence = evidence_of(state)
    choice = what.read(evidence, state)
    now = view.shown_state(evidence, choice)
    _, grains, labels = control_options(evidence, choice)
    return (
        links.new_query(now, "inequality-address"),
        now,
        what.sentence(evidence, choice),
        content(evidence, choice),
        unless_shown(choice.indicator, picked["indicator"]),
        [{"value": value, "label": label} for value, label in grains],
        unless_shown(choice.grain.value, picked["grain"]),
        [{"value": value, "label": label} for value, label in labels],
        unless_shown(choice.period, picked["period"]),
    )


@callback(
    Output("inequality-address", "search"),
    Output("inequality-shown", "data"),
    Output("inequality-sentence", "children"),
    Output("inequality-content", "children"),
    Output("inequality-indicator", "value"),
    Output("inequality-grain", "data"),
    Output("inequality-grain", "value"),
    Output("inequality-period", "data"),
    Output("inequality-period", "value"),
    Input("inequality-address", "search"),
    Input("inequality-indicator", "value"),
    Input("inequality-grain", "value"),
    Input("inequality-period", "value"),
    State("inequality-shown", "data"),
    prevent_initial_call=True,
)
def inequality_again(search: str, *done: Any) -> tuple[Any, ...]:
    """The page again, after a choice or a step back in the browser."""
    picked: dict[str, str] = dict(zip(KEYS, done[:3], strict=True))
    return parts(asked(done[-1], search, picked), picked)


dash.register_page(__name__, path="/inequality", title=title, layout=layout)
