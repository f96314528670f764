"""The Board's view of need: the banded list, what is sure, and the strips of likely ranks."""

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.components.graph import graph
from dashboard.components.map import legend, shading_text
from dashboard.components.markup import markup
from dashboard.components.need_choices import read
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.need import banded_tables
from dashboard.exhibits.need_map import need_map
from dashboard.exhibits.ranges import ranges_exhibit
from dashboard.exhibits.state import PageState, ranking
from dashboard.statistics.scoring import weights_of, weights_words
from dashboard.statistics.summary import NeedSummary, coverage_sentence, headline, need_summary
from dashboard.statistics.sureness import apart_sentences, band_sentence, change_sentence, counted_sentence
from dashboard.vocabulary import AreaType

PARTS = ("need-sentences", "need-table", "need-legend")
"""The parts of the page that a choice changes and that the browser draws from HTML."""
MAP = "need-map-areas"
"""Where the shading of the map is written."""


def changing(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What a state changes on the page of need, beside its charts: HTML by id, and the shading of the map."""
    chosen = read(evidence, state)
    now = ranking(evidence, chosen, AreaType(chosen["grain"]))
    held = need_map("need-map", evidence, now)
    parts = (
        sentences(evidence, now, chosen, state),
        banded_list(evidence, now, bool(chosen["flagged"])),
        legend(held.legend),
    )
    drawn = {part_id: str(markup(content)) for part_id, content in zip(PARTS, parts, strict=True)}
    return {**drawn, MAP: shading_text(held.shading)}


def sentences(evidence: Evidence, now: NeedSummary, chosen: PageState, state: PageState) -> list[html.P | html.Div]:
    """What the ranking says, how sure it is, what a what-if changes, and what of the address could not be used."""
    weights = weights_of(evidence.partnership, chosen["weights"])
    said: list[html.P | html.Div] = [
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
            "zero. What could not be used is left as the partnership has it."
        )
        said.append(html.Div([html.B("These weights cannot be used. "), text], className="notice"))
    return said


def banded_list(evidence: Evidence, summary: NeedSummary, flagged_only: bool) -> list[Any]:
    """The areas by band: those that are, or may be, among the fifth of greatest need, and on demand the others."""
    first, rest = banded_tables(evidence, summary, flagged_only)
    parts: list[Any] = [shown(first, evidence)]
    if rest:
        opened = html.Summary(f"The other {len(rest.rows)} {summary.area_type.plural}")
        parts.append(html.Details([opened, shown(rest, evidence)]))
    return parts


def sureness(evidence: Evidence, summary: NeedSummary, weights: Mapping[str, float]) -> list[html.P]:
    """What is sure, what is open, what cannot be told apart, and how much of it rests on counts."""
    said = [html.P(band_sentence(summary, evidence.partnership.thresholds), className="sub-lead")]
    said += [html.P(sentence) for sentence in apart_sentences(summary)]
    return [*said, html.P(counted_sentence(evidence, summary, weights), className="note")]


def ranges_chart(evidence: Evidence, summary: NeedSummary) -> html.Figure:
    """The strips of likely ranks; the banded list beside it has every range."""
    return graph(evidence, ranges_exhibit(evidence, summary))
