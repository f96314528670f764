"""The story of one area: who lives here, what stands out, what inequality is here, and what is known of its need."""

from collections.abc import Iterator
from typing import Any

import dash
from dash import dcc, html

from dashboard.components import links
from dashboard.components.area_view import flags_and_rollout, need_map_of, two_tests, why_this_area
from dashboard.components.profile_view import profile_parts
from dashboard.components.shell import page, page_title
from dashboard.components.story_view import beside, inequality_here, similar, stands_out, who_lives_here
from dashboard.components.trend_view import recent_trends
from dashboard.components.voices_view import voices_and_assets
from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import is_custom
from dashboard.exhibits.flags import key_figures
from dashboard.exhibits.state import evidence_for, is_shown
from dashboard.statistics.area_figures import profile
from dashboard.statistics.area_words import lead, what_it_is
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.vocabulary import AreaType

Section = tuple[str, str, list[Any]]


def title(area_code: str = "", **state: str) -> str:
    """The window's title."""
    evidence = evidence_for(links.state_in_title(state), area_code)
    if not is_shown(evidence, area_code):
        return page_title("No such area", state)
    return page_title(f"{evidence.areas['area_name'][area_code]} ({AreaType.of(area_code).label})", state)


def layout(area_code: str = "", **state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_for(state, area_code)
    if not is_shown(evidence, area_code):
        return page("/area", "There is no such area here", state, *_no_such_area(evidence, area_code))
    summary = need_summary(evidence, AreaType.of(area_code))
    shown = list(sections(evidence, summary, area_code))
    return page(
        "/area",
        str(evidence.areas.loc[area_code, "area_name"]),
        state,
        html.P(lead(evidence, summary, area_code), className="lead"),
        html.P(what_it_is(evidence, area_code), className="sub-lead"),
        html.Ul([html.Li([html.B(value), text]) for value, text in key_figures(summary, area_code)], className="facts"),
        _contents(evidence, area_code, shown),
        *(part for key, heading, parts in shown for part in (html.H2(heading, id=f"area-part-{key}"), *parts)),
    )


def sections(evidence: Evidence, summary: NeedSummary, area_code: str) -> Iterator[Section]:
    """The story in its order: the key, heading and parts of each section."""
    figures = profile(evidence, area_code)
    yield "people", "Who lives here", [beside(who_lives_here(evidence, area_code), need_map_of(evidence, area_code))]
    yield "stands-out", "What stands out", stands_out(evidence, area_code, figures)
    yield "inequality", "What inequality is here", inequality_here(evidence, area_code)
    yield "profile", "Priority by priority", profile_parts(evidence, area_code, figures)
    yield "trends", "Over time", recent_trends(evidence, area_code)
    yield "flags", "Flags and Locality Working", flags_and_rollout(evidence, summary, area_code)
    yield "score", "Why this score", why_this_area(evidence, summary, area_code)
    yield "tests", "The two tests of the Act", two_tests(evidence, summary, area_code)
    yield "voices", "Voices and assets", voices_and_assets(evidence, area_code, figures)
    yield "similar", "Most like it elsewhere", similar(evidence, area_code)


def _contents(evidence: Evidence, area_code: str, shown: list[Section]) -> html.Div:
    """Where to find what on a long page, and where to go from it."""
    items = [html.Li(html.A(heading, href=f"#area-part-{key}")) for key, heading, _ in shown]
    pack = dcc.Link("Make an evidence pack", href=links.pack_address(evidence, [area_code]))
    compare = dcc.Link("Compare it with other areas", href=links.compare_address(evidence, [area_code]))
    change = "Change this area" if is_custom(area_code) else "Make an area of your own from its data zones"
    own = dcc.Link(change, href=links.custom_address(evidence, area_code))
    return html.Div(
        [
            html.P("On this page", className="contents-title"),
            html.Ul(items),
            html.P([pack, " · ", compare, " · ", own]),
        ],
        className="contents",
    )


def _no_such_area(evidence: Evidence, area_code: str) -> list[Any]:
    partnership_id = evidence.partnership.partnership_id
    said = f"{evidence.partnership.name} has no area with the code “{area_code}”."
    if is_custom(area_code):
        said = "This address holds no area of your own: none of its codes is of a data zone here."
    return [
        html.P(said),
        html.P(dcc.Link("Find an area in the ranking", href=links.address("/need", partnership_id))),
        html.P(dcc.Link("Make an area of your own", href=links.address("/custom", partnership_id))),
    ]


dash.register_page(__name__, path_template="/area/<area_code>", title=title, layout=layout)
