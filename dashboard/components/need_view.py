"""Need on the screen: the map of need with its legend, and the list of flagged areas."""

from dash import html

from dashboard.components.map import legend
from dashboard.components.map_frame import map_frame
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exhibits.need import flagged_table
from dashboard.statistics.summary import NeedSummary
from dashboard.vocabulary import Level


def need_map_parts(evidence: Evidence, held: MapExhibit) -> html.Div:
    """A map of need with its legend and what can be taken away.

    Args:
        evidence: one partnership's evidence.
        held: the map.
    """
    return html.Div(
        [map_frame(evidence, held), html.Div(legend(held.legend), id=f"{held.key}-legend")],
    )


def flagged(evidence: Evidence, summary: NeedSummary, level: Level) -> html.Div | html.P:
    """The areas of one level with their reasons, people and rollout status, greatest need first."""
    held = flagged_table(evidence, summary, level)
    return shown(held, evidence) if held else html.P(f"No {summary.area_type.label} here is at this level.")
