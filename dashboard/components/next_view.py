"""Where next on the screen: the controls of the choice, the areas chosen, how firm they are, what conditions cost."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.components import controls
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.exhibits.state import PageState
from dashboard.exhibits.where_next import chosen_table, conditions_table
from dashboard.exhibits.wish import MOST, most_areas
from dashboard.statistics.next_words import (
    choice_sentence,
    firmness_sentence,
    second_sentence,
    simple_sentence,
)
from dashboard.statistics.rollout import Plan
from dashboard.statistics.what_if import tried
from dashboard.statistics.wish import NEED_SCORE, measures, worst_fifth_score


def next_controls(evidence: Evidence, chosen: PageState) -> html.Div:
    """The choices, all in one row."""
    kinds = [(key, text.capitalize()) for key, text in measures(evidence).items()]
    keep = [("yes", "Keep them"), ("no", "Start afresh")]
    spread = [("no", "No"), ("yes", "At least one in each")]
    scored = tried(evidence, chosen["indicators"])
    choices: list[Any] = [
        controls.whole("rollout-k", "How many areas more", int(chosen["k"]), most_areas(evidence)),
        controls.select("rollout-keep", "Areas under way", keep, chosen["keep"]),
        controls.select("rollout-measure", "Whom to reach", kinds, chosen["measure"]),
        controls.number(
            "rollout-threshold",
            "Need score from (for that measure only)",
            float(chosen["threshold"] or worst_fifth_score(scored, chosen["weights"])),
            100,
            disabled=chosen["measure"] != NEED_SCORE,
        ),
        controls.whole("rollout-remote", "Remote rural areas, at least", int(chosen["remote"]), MOST),
        controls.select(
            "rollout-localities",
            "Every locality",
            spread,
            chosen["localities"],
            disabled=not evidence.partnership.localities,
        ),
    ]
    costs = bool(evidence.partnership.costs)
    choices.append(
        html.Div(
            controls.number("rollout-budget", "Budget", float(chosen["budget"]) if chosen["budget"] else "", 1e12),
            hidden=not costs,
        )
    )
    return html.Div(choices, className="controls")


def next_parts(evidence: Evidence, found: Plan | str) -> list[Any]:
    """The choice in sentences and tables, or why there is none."""
    if isinstance(found, str):
        text = f"{found[:1].upper()}{found[1:]}. Ask for more areas, or ease a condition."
        return [dmc.Alert(text, title="No set of areas meets this", variant="outline", color="house")]
    costs = conditions_table(found)
    return [
        html.P(choice_sentence(evidence, found), className="sub-lead"),
        html.P([firmness_sentence(evidence, found), " ", second_sentence(evidence, found)]),
        shown(chosen_table(evidence, found), evidence),
        *([shown(costs, evidence)] if costs else []),
        html.P(simple_sentence(found), className="note"),
    ]
