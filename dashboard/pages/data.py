"""Data: every indicator with what is held of it and where it can be downloaded, and the open interface."""

import dash
from dash import html

from dashboard.api.downloads import DESCRIPTION, PACKAGE, described, downloads
from dashboard.components import data_view as view
from dashboard.components import links
from dashboard.components.shell import page, page_title
from dashboard.exhibits.state import evidence_of


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Data", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_of(state)
    routes = [(one.path, one.title, one.parameters, one.formats, one.example) for one in described()]
    return page(
        "/data",
        "Data and downloads",
        state,
        html.P(view.sentence(evidence), className="lead"),
        html.P(view.RULE),
        html.H2("Every indicator", id="data-indicators"),
        *view.topics(evidence, {key: downloads(evidence, key) for key in evidence.indicators}),
        *view.package(PACKAGE),
        *view.interface(routes, DESCRIPTION),
    )


dash.register_page(__name__, path="/data", title=title, layout=layout)
