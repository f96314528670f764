"""Overview: where need is greatest, who is flagged and why, and who would be missed."""

from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import links
from dashboard.components.need_view import flagged, need_map_parts
from dashboard.components.shell import page, page_title
from dashboard.exhibits.need_map import need_map
from dashboard.exhibits.state import evidence_of, state_of
from dashboard.statistics.summary import coverage_sentence, headline, need_summary, rollout_sentence
from dashboard.statistics.sureness import apart_sentences, band_sentence
from dashboard.vocabulary import AreaType, Level

PRIORITY_NOTE = (
    "Flagged because higher need is concentrated there, or because a larger share of people are on low income than in "
    "the partnership as a whole. A place with no flag still has people in need. Each area is an intermediate zone: a "
    "neighbourhood of about 2,500 to 6,000 people."
)


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Overview", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_of(state)
    name = evidence.partnership.name
    summary = need_summary(evidence, AreaType.INTERMEDIATE_ZONE)
    sure = band_sentence(summary, evidence.partnership.thresholds)
    sentences = [headline(summary), sure, *apart_sentences(summary), coverage_sentence(summary, name)]
    if evidence.partnership.places:
        sentences.append(rollout_sentence(summary))
    to_rollout = dcc.Link(
        "See who is missed, how Locality Working stands against the evidence, and where next",
        href=links.address("/rollout", evidence.partnership.partnership_id),
    )
    to_need = dcc.Link(
        "See how sure each rank is, and try other weights",
        href=links.address("/need", evidence.partnership.partnership_id),
    )
    return page(
        "/",
        f"Where is need greatest in {name}?",
        state,
        html.P(sentences[0], className="lead"),
        *(html.P(sentence, className="sub-lead") for sentence in sentences[1:]),
        html.Div(
            [
                html.Section(
                    [
                        html.H2("Priority areas"),
                        html.P(PRIORITY_NOTE),
                        flagged(evidence, summary, Level.PRIORITY),
                    ]
                ),
                html.Section(
                    [
                        html.H2("Map of need"),
                        html.P("Choose an area to open its page.", className="note"),
                        need_map_parts(evidence, need_map("overview-map", evidence, summary)),
                        html.P(evidence.partnership.extent_note, className="note"),
                    ]
                ),
            ],
            className="two-columns list-first",
        ),
        html.H2("Look closer"),
        html.P("Not a priority by the average, but many people, a pocket of higher need, or need far from services."),
        flagged(evidence, summary, Level.LOOK_CLOSER),
        html.P(to_need),
        html.P(to_rollout),
        dcc.Location(id="overview-go", refresh="callback-nav"),
    )


@callback(
    Output("overview-go", "href"),
    Input("overview-map-chosen", "data"),
    State("shell-address", "search"),
    prevent_initial_call=True,
)
def open_area(chosen: dict[str, Any] | None, search: str) -> str:
    """The page of the area chosen on the map."""
    if not chosen:
        raise PreventUpdate
    partnership_id = evidence_of(state_of(search)).partnership.partnership_id
    return links.address(f"/area/{chosen['area']}", partnership_id)


dash.register_page(__name__, path="/", title=title, layout=layout)
