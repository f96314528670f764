"""Rollout: who is missed, how the programme stands against the evidence, and where next."""

from collections.abc import Mapping
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import audit_view, links
from dashboard.components import dispersed_view as dispersed
from dashboard.components.attributes import attributes
from dashboard.components.controls import unless_shown
from dashboard.components.next_view import next_controls, next_parts
from dashboard.components.shell import page, page_title
from dashboard.components.snapshot_view import freeze_form, frozen, opened
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.audit import COVERED, verdict, why_sentences
from dashboard.exhibits.dispersed import MAPS, area_words, class_table
from dashboard.exhibits.state import PageState, evidence_of, one_of, ranking, state_of, weights_in
from dashboard.exhibits.wish import KEYS, next_in, planned
from dashboard.statistics.dispersed import in_need
from dashboard.statistics.next_words import choice_sentence
from dashboard.statistics.reached import dispersed_sentence
from dashboard.statistics.summary import NeedSummary
from dashboard.vocabulary import AreaType

KIND = AreaType.INTERMEDIATE_ZONE


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Rollout", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_of(state)
    chosen = read(evidence, state)
    summary = ranking(evidence, chosen, KIND)
    zones = in_need(evidence)
    return page(
        "/rollout",
        f"Who is missed, and where next in {evidence.partnership.name}?",
        state,
        html.Div(lead(evidence, summary, chosen), id="rollout-lead", **attributes({"aria-live": "polite"})),
        html.H2("Need is dense in some places, and spread over all"),
        dispersed.maps(evidence, summary, chosen["area"]),
        html.P(area_sentence(summary, chosen["area"]), id="rollout-area", **attributes({"aria-live": "polite"})),
        *dispersed.curve(evidence, summary, zones),
        html.H3("People in need by kind of place"),
        shown(class_table(evidence, zones), evidence),
        html.Details(
            [
                html.Summary("People in need by area, and how far they live from services"),
                html.Div(dispersed.area_table(evidence, summary, zones, chosen["area"]), id="rollout-areas"),
            ]
        ),
        html.H2("Where Locality Working is, and where the evidence points"),
        *audit_view.audit(evidence, summary, chosen["covered"]),
        html.H2("Where next"),
        html.P("If more areas can be supported: which ones reach most people in need, under which conditions?"),
        next_controls(evidence, chosen),
        html.Div(
            next_parts(evidence, planned(evidence, chosen)), id="rollout-next", **attributes({"aria-live": "polite"})
        ),
        freeze_form(evidence.partnership.name),
        html.Div(id="rollout-since", **attributes({"aria-live": "polite"})),
        dcc.Download(id="rollout-file"),
        dcc.Store(id="rollout-opened"),
        dcc.Location(id="rollout-address", refresh=False),
        dcc.Store(id="rollout-shown", data=chosen),
        dcc.Store(id="rollout-asked"),
    )


def read(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What the page shows, from its address; what is not known or cannot be used falls back."""
    codes = [str(code) for code in evidence.areas_of(KIND).index]
    return {
        **weights_in(evidence, state),
        "covered": one_of(state.get("covered"), list(COVERED)),
        "area": state.get("area", "") if state.get("area") in codes else "",
        **next_in(evidence, state),
    }


def lead(evidence: Evidence, summary: NeedSummary, chosen: PageState) -> list[html.P]:
    """The page in a few sentences: who is missed by an index, what the programme covers and why, and where next."""
    said = [html.P(dispersed_sentence(evidence, in_need(evidence)), className="lead")]
    if evidence.partnership.places:
        said.append(html.P(verdict(summary, chosen["covered"]), className="sub-lead"))
        why = why_sentences(evidence, summary, chosen["covered"], unflagged_only=True)
        said += [html.P(text) for text in why]
    found = planned(evidence, chosen)
    if not isinstance(found, str):
        said.append(html.P(f"Where next: {choice_sentence(evidence, found)}", className="sub-lead"))
    return said


def area_sentence(summary: NeedSummary, area_code: str) -> str:
    """What the maps say of the chosen area."""
    if area_code not in summary.areas.index:
        return "Choose an area on either map, or in the table of areas below, to see it on both."
    row = summary.of_area(area_code)
    return f"{row['area_name']}: {area_words(row)}."


def asked(shown: Mapping[str, str], search: str, picked: Mapping[str, Any]) -> dict[str, str]:
    """The state that is asked for: the address after a step back, an area that was chosen, or what the controls say.

    Raises:
        PreventUpdate: it is shown already.
    """
    state, done = state_of(search), dash.ctx.triggered_id
    evidence = evidence_of(state)
    if done in {"rollout-asked", *(f"{map_id}-chosen" for map_id in MAPS)}:
        value = dash.ctx.triggered[0]["value"]
        if not value:
            raise PreventUpdate
        state = {**state, "area": str(value["area"])}
    elif done != "rollout-address":
        asked_for = {key: "" if value is None else str(value) for key, value in picked.items()}
        if asked_for["measure"] != shown["measure"] or asked_for["measure"] != "need_score":
            asked_for["threshold"] = ""
        state = {**state, **asked_for}
    if read(evidence, state) == dict(shown):
        raise PreventUpdate
    return state


def parts(state: PageState, shown: PageState, picked: Mapping[str, Any]) -> tuple[Any, ...]:
    """Every part of the page that a choice can change, in the order of the callback's outputs.

    Args:
        state: what is asked for.
        shown: the state of what is on the screen: what stays the same is not drawn again.
        picked: what the controls say.
    """
    evidence = evidence_of(state)
    chosen = read(evidence, state)
    summary = ranking(evidence, chosen, KIND)
    moved = {key for key in chosen if chosen[key] != shown.get(key)}
    found = planned(evidence, chosen)
    zones = in_need(evidence)
    weighed = moved & {"weights", "indicators"}
    marked = moved & {"area"} or weighed
    audited = (weighed or "covered" in moved) and evidence.partnership.places
    dense, people = dispersed.shadings(evidence, summary, chosen["area"]) if marked else (dash.no_update,) * 2
    return (
        links.new_query({**state, **chosen}, "rollout-address"),
        chosen,
        lead(evidence, summary, chosen),
        dense,
        people,
        area_sentence(summary, chosen["area"]) if marked else dash.no_update,
        dispersed.area_table(evidence, summary, zones, chosen["area"]) if marked else dash.no_update,
        audit_view.audit_parts(evidence, summary, chosen["covered"]) if audited else dash.no_update,
        next_parts(evidence, found) if moved - {"area", "covered"} else dash.no_update,
        *control_values(chosen, picked),
    )


def control_values(chosen: PageState, picked: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the controls are set to, in the order of KEYS, whether the threshold is of no use, and what is covered."""
    shown: dict[str, Any] = {**chosen, "k": int(chosen["k"]), "remote": int(chosen["remote"])}
    shown["threshold"] = float(chosen["threshold"]) if chosen["threshold"] else dash.no_update
    shown["budget"] = float(chosen["budget"]) if chosen["budget"] else ""
    kept = {key: unless_shown(value, picked.get(key)) for key, value in shown.items()}
    return (*(kept[key] for key in KEYS), chosen["measure"] != "need_score", kept["covered"])


@callback(
    Output("rollout-address", "search"),
    Output("rollout-shown", "data"),
    Output("rollout-lead", "children"),
    Output("rollout-dense-areas", "data-shading"),
    Output("rollout-people-areas", "data-shading"),
    Output("rollout-area", "children"),
    Output("rollout-areas", "children"),
    Output("rollout-audit", "children"),
    Output("rollout-next", "children"),
    *(Output(f"rollout-{key}", "value") for key in KEYS),
    Output("rollout-threshold", "disabled"),
    Output("rollout-covered", "value"),
    Input("rollout-address", "search"),
    *(Input(f"rollout-{key}", "value") for key in KEYS),
    Input("rollout-covered", "value"),
    Input("rollout-dense-chosen", "data"),
    Input("rollout-people-chosen", "data"),
    Input("rollout-asked", "data"),
    State("rollout-shown", "data"),
    prevent_initial_call=True,
)
def plan_again(search: str, *done: Any) -> tuple[Any, ...]:
    """The page again, after a choice, a click or a step back in the browser."""
    picked: dict[str, Any] = dict(zip((*KEYS, "covered"), done, strict=False))
    return parts(asked(done[-1], search, picked), done[-1], picked)


@callback(
    Output("rollout-file", "data"),
    Input("rollout-freeze", "n_clicks"),
    State("rollout-address", "search"),
    State("rollout-title", "value"),
    State("rollout-reason", "value"),
    prevent_initial_call=True,
)
def freeze_now(_: int, search: str, title: str | None, reason: str | None) -> dict[str, str]:
    """The evidence and the choice on the screen, as a file."""
    evidence = evidence_of(state_of(search))
    return frozen(evidence, read(evidence, state_of(search)), title or "", reason or "")


@callback(
    Output("rollout-since", "children"),
    Input("rollout-opened", "data"),
    State("rollout-address", "search"),
    prevent_initial_call=True,
)
def open_again(file: dict[str, str] | None, search: str) -> list[Any]:
    """What has moved since a snapshot was made."""
    state = state_of(search)
    return opened(file["text"], read(evidence_of(state), state)) if file else []


clientside_callback(
    ClientsideFunction("snapshots", "open"),
    Output("rollout-opened", "data"),
    Input("rollout-open", "n_clicks"),
    prevent_initial_call=True,
)
dash.register_page(__name__, path="/rollout", title=title, layout=layout)
