"""Packs: evidence to take to a meeting, of any area, of several, or for the Board."""

from typing import Any

import dash
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.components import controls, links
from dashboard.components.area_choice import area_options
from dashboard.components.attributes import attributes
from dashboard.components.controls import unless_shown
from dashboard.components.pack_maker import MAKER
from dashboard.components.shell import page, page_title
from dashboard.evidence import Evidence
from dashboard.exhibits.state import PARTNERSHIP, PageState, evidence_with_custom_area, is_shown, state_of
from dashboard.exports.pack.contents import MOST_AREAS
from dashboard.exports.pack.make import FORMATS
from dashboard.exports.pack.wanted import codes_in, formats_in
from dashboard.statistics.words import listed

INTRO = (
    "A pack is made here, on this machine, from the evidence on these pages. A PDF has four pages an area; the Word "
    "document and the slides can be edited, charts included; the workbook has every figure; the web page is one file."
)


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Packs", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_with_custom_area(state)
    MAKER.get_ready(evidence.of_zones)
    chosen = read(evidence, state)
    codes, formats = codes_in(chosen), formats_in(chosen)
    kinds = [("Files", [(key, one.label) for key, one in FORMATS.items()])]
    return page(
        "/packs",
        "Evidence to take away",
        state,
        html.P(
            sentence(evidence, chosen), id="packs-sentence", className="lead", **attributes({"aria-live": "polite"})
        ),
        html.P(INTRO, className="sub-lead"),
        html.Div(
            [
                controls.several(
                    "packs-areas",
                    "Areas (none: the Board's pack)",
                    area_options(evidence),
                    codes,
                    maxValues=MOST_AREAS,
                    className="wide",
                ),
                controls.several("packs-formats", "Files", kinds, formats, className="wide"),
            ],
            className="controls",
        ),
        _maker(),
        html.H2("What is in a pack"),
        html.Ul([html.Li(text) for text in CONTENTS]),
        html.P("From the command line: python -m dashboard pack AREA… --out DIR", className="note"),
        dcc.Location(id="packs-address", refresh=False),
        dcc.Store(id="packs-shown", data=chosen),
    )


CONTENTS = (
    "Of one area: how much need and how many people, its map, who lives there, what stands out, the inequality inside, "
    "trends, each priority, the two tests of the Act, why it has its score, voices and assets.",
    "Of several areas: the same for each, after a part that sets them side by side.",
    "For the Board: the headline, the ranking in bands and how sure it is, flags with reasons, the two tests of the "
    "Act, who is missed, Locality Working against the evidence, and options of where next.",
    "On every page: the area, the boundary year, the data version and the source; at the end, how to read it.",
)


def _maker() -> html.Div:
    """The button, how far the pack is, and its files; a script fills the last two."""
    return html.Div(
        [
            html.Div(
                [
                    html.Button(
                        "Make the pack", type="button", className="main-button", **attributes({"data-pack": "make"})
                    ),
                    html.Button(
                        "Stop",
                        type="button",
                        className="quiet-button",
                        hidden=True,
                        **attributes({"data-pack": "stop"}),
                    ),
                ],
                className="button-row",
            ),
            html.Progress(max="1", value="0", hidden=True, **attributes({"aria-label": "How far the pack is"})),
            html.P(role="status", className="pack-status"),
            html.Ul(className="pack-files"),
        ],
        className="pack-maker",
    )


def read(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What is chosen, from the address; areas that are not here are left out."""
    known = [code for code in codes_in(state) if is_shown(evidence, code)][:MOST_AREAS]
    formats = formats_in(state) or tuple(FORMATS)
    return {
        "areas": ",".join(known),
        "formats": "" if formats == tuple(FORMATS) else ",".join(formats),
        **links.custom_state(evidence),
    }


def sentence(evidence: Evidence, chosen: PageState) -> str:
    """Which pack is going to be made, as which files."""
    names = [str(evidence.areas["area_name"][code]) for code in codes_in(chosen)]
    of = f"on {listed(names)}" if names else f"for the Board of {evidence.partnership.name}"
    return f"A pack {of}, as {listed([FORMATS[key].label for key in formats_in(chosen)])}."


def parts(search: str, areas: list[str] | None, formats: list[str] | None, shown: PageState) -> tuple[Any, ...]:
    """The address, what is shown, the sentence and the choices, after a choice or a step back.

    Raises:
        PreventUpdate: that is shown already.
    """
    state = state_of(search)
    if dash.ctx.triggered_id != "packs-address":
        state |= {"areas": ",".join(areas or []), "formats": ",".join(formats or [])}
    evidence = evidence_with_custom_area(state)
    chosen = read(evidence, state)
    if chosen == dict(shown):
        raise PreventUpdate
    query = {PARTNERSHIP: evidence.partnership.partnership_id, **chosen}
    return (
        links.new_query(query, "packs-address"),
        chosen,
        sentence(evidence, chosen),
        unless_shown(codes_in(chosen), areas),
        unless_shown(list(formats_in(chosen)), formats),
    )


@callback(
    Output("packs-address", "search"),
    Output("packs-shown", "data"),
    Output("packs-sentence", "children"),
    Output("packs-areas", "value"),
    Output("packs-formats", "value"),
    Input("packs-address", "search"),
    Input("packs-areas", "value"),
    Input("packs-formats", "value"),
    State("packs-shown", "data"),
    prevent_initial_call=True,
)
def choose_again(
    search: str, areas: list[str] | None, formats: list[str] | None, shown: dict[str, str]
) -> tuple[Any, ...]:
    """The page again."""
    return parts(search, areas, formats, shown)


dash.register_page(__name__, path="/packs", title=title, layout=layout)
