"""Why an area stands where it does: flags and rollout, contributions, the two tests of the Act, and its map."""

from typing import Any

from dash import html

from dashboard.components.cells import reasons
from dashboard.components.graph import graph
from dashboard.components.need_view import need_map_parts
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.act import tests_sentences, tests_table
from dashboard.exhibits.flags import flags_table, no_flag, rollout_of_area
from dashboard.exhibits.need_map import area_need_map
from dashboard.exhibits.score import score_exhibit, score_sentence
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.weightings import weightings_sentence


def flags_and_rollout(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """Why it is, or is not, flagged, how far Locality Working has come, and the figures behind both."""
    flags = [flag.sentence for flag in summary.flags[area_code]]
    return [
        reasons(flags) if flags else html.P(no_flag(summary, area_code)),
        html.P(rollout_of_area(evidence, summary, area_code)),
        shown(flags_table(evidence, summary, area_code), evidence),
    ]


def need_map_of(evidence: Evidence, area_code: str) -> list[Any]:
    """The area among its fellows on the map of need."""
    return [need_map_parts(evidence, area_need_map("area-map", evidence, area_code))]


def why_this_area(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """The sentence, the bars that add up to the score, and their table."""
    held = score_exhibit(evidence, summary, area_code)
    if isinstance(held, str):
        return [html.P(held)]
    weighted = weightings_sentence(evidence, summary, area_code)
    return [
        html.P(score_sentence(evidence, summary, area_code)),
        *([html.P(weighted)] if weighted else []),
        graph(evidence, held),
        html.Details([html.Summary("The points as a table"), shown(held.table, evidence)]),
    ]


def two_tests(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[Any]:
    """The two tests of the Act: poorer than the rest of the partnership, poorer than Scotland; with people."""
    held = tests_table(evidence, summary, area_code)
    said = [html.P(sentence) for sentence in tests_sentences(evidence, summary, area_code)]
    return [*said, *([shown(held, evidence)] if held else [])]
