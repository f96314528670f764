"""Where next on the screen: the controls of the choice, the areas chosen, how firm they are, what conditions cost."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.components import controls, links
from dashboard.components.need_view import area_link
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.next_words import (
    choice_sentence,
    firmness_sentence,
    often_words,
    second_sentence,
    simple_sentence,
)
from dashboard.statistics.rollout import NEED_SCORE, Plan, Wish, measures, plan, worst_fifth_score
from dashboard.statistics.what_if import tried
from dashboard.statistics.words import count
from dashboard.vocabulary import AreaType

MOST = 40
"""The most areas that can be asked for."""
KEYS = ("k", "keep", "measure", "threshold", "remote", "localities", "budget")


def next_in(evidence: Evidence, state: links.State) -> dict[str, str]:
    """What is asked of the choice, as a state; what is not known or cannot be used falls back."""
    return {
        "k": f"{_whole(state.get('k'), 3, _largest(evidence))}",
        "keep": "no" if state.get("keep") == "no" else "yes",
        "measure": links.choice(state.get("measure"), list(measures(evidence))),
        "threshold": _number(state.get("threshold"), 100),
        "remote": f"{_whole(state.get('remote'), 0, MOST)}",
        "localities": "yes" if state.get("localities") == "yes" and evidence.partnership.localities else "no",
        "budget": _number(state.get("budget"), 1e12) if evidence.partnership.costs else "",
    }


def _largest(evidence: Evidence) -> int:
    return min(MOST, len(evidence.areas_of(AreaType.INTERMEDIATE_ZONE)))


def _whole(text: object, fallback: int, most: int) -> int:
    """A whole number from 0 to most, or the fallback."""
    shown = str(text or "")
    return min(int(shown), most) if shown.isascii() and shown.isdigit() and len(shown) < 6 else fallback


def _number(text: object, most: float) -> str:
    """A number from 0 to most as text, or nothing."""
    try:
        number = float(str(text))
    except ValueError:
        return ""
    return f"{number:g}" if 0 <= number <= most else ""


def wish_of(chosen: links.State) -> Wish:
    """What is wanted, from the state."""
    return Wish(
        more=int(chosen["k"]),
        keep=chosen["keep"] == "yes",
        measure=chosen["measure"],
        threshold=float(chosen["threshold"]) if chosen["threshold"] else None,
        remote=int(chosen["remote"]),
        each_locality=chosen["localities"] == "yes",
        budget=float(chosen["budget"]) if chosen["budget"] else None,
        weights=chosen["weights"],
    )


def planned(evidence: Evidence, chosen: links.State) -> Plan | str:
    """The choice, or why no set of areas meets the conditions."""
    try:
        return plan(tried(evidence, chosen["indicators"]), wish_of(chosen))
    except ValueError as error:
        return str(error)


def next_controls(evidence: Evidence, chosen: links.State) -> html.Div:
    """The choices, all in one row."""
    kinds = [(key, text.capitalize()) for key, text in measures(evidence).items()]
    keep = [("yes", "Keep them"), ("no", "Start afresh")]
    spread = [("no", "No"), ("yes", "At least one in each")]
    scored = tried(evidence, chosen["indicators"])
    shown: list[Any] = [
        controls.whole("rollout-k", "How many areas more", int(chosen["k"]), _largest(evidence)),
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
    shown.append(
        html.Div(
            controls.number("rollout-budget", "Budget", float(chosen["budget"]) if chosen["budget"] else "", 1e12),
            hidden=not costs,
        )
    )
    return html.Div(shown, className="controls")


def next_parts(evidence: Evidence, found: Plan | str) -> list[Any]:
    """The choice in sentences and tables, or why there is none."""
    if isinstance(found, str):
        text = f"{found[:1].upper()}{found[1:]}. Ask for more areas, or ease a condition."
        return [dmc.Alert(text, title="No set of areas meets this", variant="outline", color="house")]
    return [
        html.P(choice_sentence(evidence, found), className="sub-lead"),
        html.P([firmness_sentence(evidence, found), " ", second_sentence(evidence, found)]),
        _chosen_table(evidence, found),
        *_conditions(found),
        html.P(simple_sentence(found), className="note"),
    ]


def _chosen_table(evidence: Evidence, found: Plan) -> html.Div:
    names = evidence.areas["area_name"].to_dict()
    rows: list[list[Any]] = [
        [
            area_link(evidence, code, str(names[code])),
            "chosen",
            count(float(found.people[code])),
            often_words(float(found.frequency.get(code, 0))),
        ]
        for code in found.choice.chosen
    ]
    rest = found.frequency.drop(list(found.choice.chosen), errors="ignore").sort_values(ascending=False, kind="stable")
    rows += [
        [
            area_link(evidence, str(code), str(names[code])),
            "next in line",
            count(float(found.people[str(code)])),
            often_words(float(often)),
        ]
        for code, often in rest[rest > 0].head(3).items()
    ]
    rows += [
        [area_link(evidence, code, str(names[code])), "kept: under way", count(float(found.people[code])), "–"]
        for code in found.choice.fixed
    ]
    columns = [Column("Area"), Column("Chosen?"), Column(found.counted.capitalize(), numeric=True)]
    caption = f"Chosen areas, and how often each is chosen when the counts are drawn again ({found.draws:,} times)"
    return table(caption, [*columns, Column("Chosen in", numeric=True)], rows)


def _conditions(found: Plan) -> list[Any]:
    if not found.costs:
        return []
    rows = [
        [name[:1].upper() + name[1:], "nobody" if cost < 0.5 else f"{count(cost)} people"]
        for name, cost in found.costs.items()
    ]
    columns = [Column("Condition"), Column("What it costs: people not reached because of it", numeric=True)]
    return [table("What each condition costs, one left out at a time", columns, rows)]
