"""Methods: how need is scored and flagged in plain words, the glossary, sources and licences, accessibility."""

from itertools import groupby
from typing import Any

import dash
from dash import dcc, html

from dashboard.components import links
from dashboard.components.health_view import index_health
from dashboard.components.method_view import calibration, how_sure, worked_example
from dashboard.components.rules_view import flag_rules, inequality_rules, rollout_rules, story_rules
from dashboard.components.shell import page, page_title
from dashboard.components.speed_view import speed
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.evidence.glossary import glossary
from dashboard.exhibits.state import evidence_of
from dashboard.statistics.scoring import held_indicators, scored_period
from dashboard.statistics.words import listed, share
from dashboard.vocabulary import GRAINS, AreaType


def title(**state: str) -> str:
    """The window's title."""
    return page_title("Methods", state)


def layout(**state: str) -> html.Div:
    """The page."""
    state = links.single(state)
    evidence = evidence_of(state)
    return page(
        "/methods",
        "How the evidence is made",
        state,
        html.P(
            "Every area is described by two measures, never one: how intense need is, and how many people it is.",
            className="lead",
        ),
        *_score(evidence),
        *how_sure(evidence),
        *worked_example(evidence),
        *calibration(),
        *flag_rules(evidence),
        *rollout_rules(evidence),
        *story_rules(evidence),
        *inequality_rules(evidence),
        *_figures(),
        *index_health(evidence),
        *_areas(evidence),
        html.H2("Words", id="methods-glossary"),
        html.Dl(
            [part for word, meaning in glossary().items() for part in (html.Dt(word), html.Dd(meaning))],
            className="definitions",
        ),
        *_sources(evidence),
        *speed(),
        *_accessibility(),
    )


def _score(evidence: Evidence) -> list[Any]:
    minimum = evidence.partnership.thresholds.minimum_population
    steps = (
        "Each indicator puts all of Scotland's zones in order, from least to greatest need.",
        "Inside each priority, a zone's positions are averaged with the weights below. A zone with figures for less "
        "than two thirds of the weight is not scored: it says “not enough data”, never zero and never the average.",
        "The zones are ranked on each priority. Ranks become scores from 0 to 100 on a curve that rises steeply at the "
        "top, so that a good result on one priority does not cancel a very bad one on another. It is the recipe of "
        "the Scottish Index of Multiple Deprivation: given the seven published ranks of 2016 it gives back the "
        "published order exactly, and that of 2020 (version 2) within two places.",
        "The need score is the weighted mean over the priorities. Rank 1 is the greatest need.",
        "A larger area has the mean of its data zones' scores, weighted by people, and is shown with its zone of "
        "greatest need and its number of people. Ranks are never averaged.",
    )
    return [
        html.H2("The need score"),
        html.Ol([html.Li(step) for step in steps]),
        html.P(
            f"Zones with fewer than {minimum} people are not scored. Access to services is not part of the score: "
            "rural and urban need would cancel out. It is a flag of its own. Each indicator is scored with its "
            "latest period "
            "that covers Scotland."
        ),
        *(_score_table(evidence, grain) for grain in GRAINS),
    ]


def _score_table(evidence: Evidence, grain: AreaType) -> html.Div:
    held = held_indicators(evidence.library, evidence.partnership, grain)
    leads = {priority.name: priority.lead for priority in evidence.partnership.priorities}
    rows = [
        [
            evidence.indicators[key].name,
            f"{priority} ({leads[priority]})" if leads[priority] else priority,
            share(100 * weight / sum(weights.values()), 0),
            scored_period(evidence.library, key, grain),
        ]
        for priority, weights in held.items()
        for key, weight in weights.items()
    ]
    columns = [
        Column("Indicator"),
        Column("Priority"),
        Column("Weight inside it", numeric=True),
        Column("Period"),
    ]
    return table(f"What scores {grain.plural}", columns, rows)


def _figures() -> list[Any]:
    return [
        html.H2("Figures and comparisons"),
        html.P(
            "A share of people has a 95% Wilson interval; a rate of events has exact limits below ten events and "
            "Byar's from ten on. Figures without a count have no interval, and the screen says so. A figure is "
            "“similar” when "
            "what it is compared with lies inside its interval; outside, it is “better” or “worse”."
        ),
        html.P(
            "Larger areas: counts are added up, rates are all the people counted over all the people there. Ratios, "
            "minutes and shares without counts are averaged by people and marked approximate. A suppressed count "
            "is counted in "
            "sums as the number its definition says, and is never shown. Suppressed, not published, not applicable and "
            "zero are four different things, and stay so from the file to the screen."
        ),
    ]


def _areas(evidence: Evidence) -> list[Any]:
    partnership = evidence.partnership
    said = [
        "Wards and localities are not made of data zones. Each data zone is counted in the ward that holds its centre "
        "of population, so some edges differ from the true line: this is called best fit.",
        "Where an indicator is published for intermediate zones only, a larger area uses the intermediate zones that "
        "fit it best, if they hold nearly the same people; such figures are marked approximate.",
    ]
    if partnership.exceptions:
        names = [str(evidence.areas.loc[zone, "area_name"]) for zone in partnership.exceptions]
        said.append(f"Exceptions in {partnership.name}, counted elsewhere than their ward: {listed(names)}.")
    if partnership.places:
        said.append(f"{partnership.extent_note} Rollout status: {partnership.rollout_source}.")
    return [html.H2("Areas"), *(html.P(text) for text in said)]


def _sources(evidence: Evidence) -> list[Any]:
    indicators = sorted(
        evidence.indicators.values(), key=lambda one: (one.source.publisher, one.source.title, one.name)
    )
    blocks: list[Any] = [html.H2("Sources and licences", id="methods-sources")]
    for source, rows in groupby(indicators, key=lambda one: one.source):
        text = f"{source.licence}. Retrieved {source.retrieved}."
        blocks += [html.H3(f"{source.publisher}: {source.title}"), html.P(f"{text} {source.compilation}")]
        cells = [
            [
                dcc.Link(
                    one.name,
                    href=links.address("/explore", evidence.partnership.partnership_id, indicator=one.indicator_id),
                ),
                one.definition,
                one.caveat,
            ]
            for one in rows
        ]
        blocks.append(
            html.Details(
                [
                    html.Summary(f"{len(cells)} indicators"),
                    table(
                        f"Indicators from {source.title}",
                        [Column("Indicator"), Column("What it is"), Column("Take care")],
                        cells,
                    ),
                ]
            )
        )
    left_out = evidence.library.left_out
    blocks += [html.P(f"Left out in this installation: {listed(sorted(left_out))}.")] if left_out else []
    blocks.append(
        html.P(
            "Boundaries: Scottish Government data zones 2011; wards: Office for National Statistics; place names: OS "
            "Open Names. Contains Ordnance Survey data © Crown copyright and database right 2021. Open Government "
            "Licence v3.0."
        )
    )
    return blocks


def _accessibility() -> list[Any]:
    return [
        html.H2("Accessibility"),
        html.P(
            "Everything can be done with the keyboard alone. Every chart and map has a table with the same figures; "
            "nothing is said by colour only. Every page is tested with an automatic checker in light and dark, on wide "
            "and narrow screens, and prints. An area cannot be chosen on the map with the keyboard: choose its name in "
            "the table instead, and the map follows. If something stands in your way, tell the people who run this "
            "dashboard."
        ),
    ]


dash.register_page(__name__, path="/methods", title=title, layout=layout)
