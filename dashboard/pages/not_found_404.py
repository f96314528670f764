"""What stands at an address that leads nowhere: Dash shows the page of this module's name."""

import dash
from dash import dcc, html

from dashboard.components import links
from dashboard.components.shell import page, page_title
from dashboard.exhibits.state import evidence_of


def title(**state: str) -> str:
    """The window's title."""
    return page_title("No such page", links.state_in_title(state))


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    partnership_id = evidence_of(state).partnership.partnership_id
    return page(
        "",
        "There is no such page",
        state,
        html.P("The address may be mistyped, or the page may have moved."),
        html.P(dcc.Link("Go to the overview", href=links.address("/", partnership_id))),
    )


dash.register_page(__name__, path="/no-such-page", title=title, layout=layout)
