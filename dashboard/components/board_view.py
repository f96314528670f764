"""The Board's view of need: the banded list, what is sure, and the strips of likely ranks."""

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.components.graph import graph
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.need import banded_tables
from dashboard.exhibits.ranges import ranges_exhibit
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.sureness import apart_sentences, band_sentence, counted_sentence


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
