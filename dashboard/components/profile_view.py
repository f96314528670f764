"""Where an area stands on every indicator: a profile chart for each priority, and the table of its figures."""

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.graph import graph
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.profile import NOTHING, OTHERS, profile_groups, profiles, tables_by_topic


def profile_parts(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> list[Any]:
    """A heading, a chart and a table for each priority, then for all else by topic.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
        figures: as `profile` returns them.
    """
    parts: list[Any] = []
    keys = dict(profile_groups(evidence, figures))
    for heading, held in profiles(evidence, area_code, figures):
        drawn = graph(evidence, held, narrow=True) if isinstance(held, Exhibit) else None
        parts += [html.H3(heading), drawn or html.P(NOTHING, className="note")]
        if heading == OTHERS:
            tables = [shown(one, evidence) for one in tables_by_topic(evidence, figures.loc[keys[heading]])]
            parts.append(html.Details([html.Summary("The figures of everything else, by topic"), *tables]))
        else:
            parts.append(shown(held.table if isinstance(held, Exhibit) else held, evidence))
    return parts
