"""The audit of the programme on the screen: four cells, the evidence on each side, and whether the extent matters."""

from typing import Any

import pandas as pd
from dash import html

from dashboard.components import controls
from dashboard.components.attributes import attributes
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.audit import (
    COVERED,
    apart,
    audited,
    extents_note,
    extents_table,
    fourfold_table,
    places_table,
    sides_table,
    verdict,
    why_sentences,
)
from dashboard.statistics.audit import Cell, extent_sentence, extents
from dashboard.statistics.summary import NeedSummary


def audit(evidence: Evidence, summary: NeedSummary, covered: str) -> list[Any]:
    """What counts as covered, to choose, and the audit; or why there is none."""
    options = [(key, label) for key, (label, _, _) in COVERED.items()]
    choice = html.Div(controls.select("rollout-covered", "Count as covered", options, covered), className="controls")
    parts = audit_parts(evidence, summary, covered) if evidence.partnership.places else []
    none = (
        f"The places where Locality Working is under way are not held for {evidence.partnership.name}. Name them in "
        f"data/partnerships/{evidence.partnership.partnership_id}.toml, and the audit appears here."
    )
    return [
        html.Div(choice, hidden=not parts),
        html.Div(parts or html.P(none), id="rollout-audit", **attributes({"aria-live": "polite"})),
    ]


def audit_parts(evidence: Evidence, summary: NeedSummary, covered: str) -> list[Any]:
    """The fourfold table, the areas on each side with their evidence, each place, and other extents."""
    found = audited(summary, covered)
    return [
        html.P(verdict(summary, covered), className="sub-lead"),
        shown(fourfold_table(evidence, found), evidence),
        *_sides(evidence, summary, found),
        html.H3("Why each place is in the programme: the evidence on both sides"),
        html.Ul([html.Li(text) for text in why_sentences(evidence, summary, covered)]),
        html.H3("Does the verdict hang on where the lines are drawn?"),
        *_extents(evidence, summary, covered),
    ]


def _sides(evidence: Evidence, summary: NeedSummary, found: pd.DataFrame) -> list[Any]:
    """The areas on which programme and evidence part, with the reasons; on demand those on which they agree."""
    parted = apart(found)
    caption = "Where programme and evidence part"
    parts: list[Any] = [html.P("Programme and evidence name the same areas.")]
    if len(parted):
        parts = [shown(sides_table(evidence, summary, parted, caption), evidence)]
    for cell, what in ((Cell.COVERED_FLAGGED, "covered and flagged"), (Cell.NEITHER, "neither covered nor flagged")):
        rows = found[found["cell"] == cell]
        text = f"The {len(rows)} areas that are {what}" if len(rows) > 1 else f"The area that is {what}"
        held = shown(sides_table(evidence, summary, rows, text), evidence)
        parts += [html.Details([html.Summary(text), held])] if len(rows) else []
    return parts


def _extents(evidence: Evidence, summary: NeedSummary, covered: str) -> list[Any]:
    places = shown(places_table(evidence, summary, covered), evidence)
    return [
        html.P(extent_sentence(summary, extents(evidence, summary, COVERED[covered][1]))),
        shown(extents_table(evidence, summary, covered), evidence),
        html.Details([html.Summary("What each place is taken to be"), places]),
        html.P(extents_note(evidence), className="note"),
    ]
