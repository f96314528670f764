"""The frame of every page: skip link, header, navigation, main part, footer."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components.attributes import attributes
from dashboard.components.controls import select
from dashboard.components.first_view import worked_out
from dashboard.components.links import address, state_in_title, unknown_partnership
from dashboard.components.words_used import words_used
from dashboard.evidence import Evidence, library
from dashboard.exhibits.state import PageState, evidence_of, state_of

NAME = "Locality Evidence Dashboard"
PAGES = (
    ("/", "Overview"),
    ("/need", "Need"),
    ("/rollout", "Rollout"),
    ("/explore", "Explore"),
    ("/compare", "Compare"),
    ("/inequality", "Inequality"),
    ("/packs", "Packs"),
    ("/data", "Data"),
    ("/methods", "Methods"),
)


def page_title(heading: str, state: PageState) -> str:
    """The title of the browser's window: what the page shows, of which partnership."""
    return f"{heading} – {evidence_of(state_in_title(state)).partnership.name} – {NAME}"


def page(path: str, heading: str, state: PageState, *content: Any) -> html.Div:
    """A whole page.

    Args:
        path: where the page stands, to mark it in the navigation.
        heading: its one h1.
        state: the state in its address.
        content: what it shows, from the first sentence on.
    """
    evidence = evidence_of(state)
    worked_out(evidence.partnership.partnership_id)
    return html.Div(
        [
            html.A("Skip to the main part", href="#main", className="skip-link"),
            _header(path, evidence),
            html.Main([html.H1(heading), *_notices(state), *content, words_used(content)], id="main", tabIndex=-1),
            _footer(evidence),
        ],
        className="page",
    )


def _header(path: str, evidence: Evidence) -> html.Header:
    partnership = evidence.partnership
    options = [(key, one.name) for key, one in library().partnerships.items()]
    links = [_nav_link(place, label, partnership.partnership_id, current=place == path) for place, label in PAGES]
    return html.Header(
        [
            dcc.Link(NAME, href=address("/", partnership.partnership_id), className="brand"),
            html.Nav(links, className="nav", **attributes({"aria-label": "Main"})),
            html.Div(
                [
                    select(
                        "shell-partnership",
                        "Partnership",
                        options,
                        partnership.partnership_id,
                        searchable=True,
                        w=230,
                    ),
                    dmc.ColorSchemeToggle(
                        id="shell-scheme",
                        lightIcon="☀",
                        darkIcon="☾",
                        variant="default",
                        size="lg",
                        **attributes({"aria-label": "Change between light and dark"}),
                    ),
                ],
                className="header-tools",
            ),
        ],
        className="site-header",
    )


def _nav_link(place: str, label: str, partnership_id: str, current: bool) -> html.A | dcc.Link:
    href = address(place, partnership_id)
    if current:
        return html.A(label, href=href, className="nav-link current", **attributes({"aria-current": "page"}))
    return dcc.Link(label, href=href, className="nav-link")


def _notices(state: PageState) -> list[dmc.Alert]:
    unknown = unknown_partnership(state)
    if not unknown:
        return []
    shown = evidence_of(state).partnership.name
    text = f"There is no partnership called “{unknown}”. This is {shown}; choose another above."
    return [dmc.Alert(text, title="Another partnership is shown", variant="outline", color="house")]


def _footer(evidence: Evidence) -> html.Footer:
    version = evidence.library.version
    return html.Footer(
        [
            html.P(
                [
                    "Figures from official statistics; publishers, periods and licences stand under charts and on ",
                    dcc.Link("Methods", href=address("/methods", evidence.partnership.partnership_id)),
                    ". Contains public sector information licensed under the Open Government Licence v3.0. "
                    "Contains Ordnance Survey data © Crown copyright and database right 2021.",
                ]
            ),
            html.P(f"Data version {version}. Nothing you do here leaves this machine."),
        ],
        className="site-footer",
    )


@callback(
    Output("shell-address", "href"),
    Input("shell-partnership", "value"),
    State("shell-address", "pathname"),
    State("shell-address", "search"),
    prevent_initial_call=True,
)
def choose_partnership(partnership_id: str, path: str, search: str) -> str:
    """The same page of another partnership; a page of one area gives way to the overview."""
    place = path if any(path == known for known, _ in PAGES) else "/"
    if evidence_of(state_of(search)).partnership.partnership_id == partnership_id:
        raise PreventUpdate
    return address(place, partnership_id)
