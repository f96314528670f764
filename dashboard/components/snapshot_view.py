"""Freezing the evidence on the screen, and opening what was frozen: what has moved since, and why."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html

from dashboard.components.table import Column, table
from dashboard.evidence import Evidence, evidence
from dashboard.exhibits.state import PageState, ranking
from dashboard.exhibits.wish import KEYS, next_in, planned
from dashboard.exports.snapshot_file import read_snapshot, snapshot_text
from dashboard.statistics.moved import Moved, moved
from dashboard.statistics.moved_words import moved_sentences
from dashboard.statistics.rollout import Plan
from dashboard.statistics.snapshot import Note, Snapshot, freeze
from dashboard.statistics.sureness import named
from dashboard.statistics.what_if import tried
from dashboard.statistics.words import count
from dashboard.vocabulary import AreaType, DashboardError

TITLE, REASON = 120, 2_000
"""How long a title and a reason may be, in characters."""
MOVED = ("rank", "band", "level", "status")


def freeze_form(partnership: str) -> html.Div:
    """Title, reason, and the buttons that freeze and open."""
    return html.Div(
        [
            html.H2("Freeze and compare"),
            html.P(
                "Keep what the Board had in front of it: the ranking, its weights, thresholds and versions, and the "
                f"areas chosen above, in one small file about {partnership}. Open it later, and see what has moved and "
                "why. The file stays on your machine."
            ),
            dmc.TextInput(
                id="rollout-title",
                label="Title",
                placeholder="For which meeting",
                attributes={"input": {"maxLength": TITLE}},
            ),
            dmc.Textarea(
                id="rollout-reason",
                label="Reason",
                placeholder="Why this choice",
                attributes={"input": {"maxLength": REASON}},
                autosize=True,
                minRows=2,
            ),
            html.Div(
                [
                    dmc.Button("Freeze this evidence", id="rollout-freeze", variant="outline"),
                    dmc.Button("Open a snapshot …", id="rollout-open", variant="default"),
                ],
                className="button-row",
            ),
        ],
        className="freeze-form",
    )


def frozen(held: Evidence, chosen: PageState, title: str, reason: str) -> dict[str, str]:
    """The file that a browser saves: its name and what it holds."""
    own = tried(held, chosen["indicators"])
    found = planned(held, chosen)
    today = date.today().isoformat()
    note = Note(title=title[:TITLE], reason=reason[:REASON], made=today, chosen=_choice(found, chosen))
    snapshot = freeze(own, ranking(held, chosen, AreaType.INTERMEDIATE_ZONE), chosen["weights"], note)
    name = f"{held.partnership.partnership_id}_snapshot_{today}.json"
    return {"content": snapshot_text(snapshot), "filename": name, "type": "application/json"}


def _choice(found: Plan | str, chosen: PageState) -> dict[str, Any] | None:
    """The areas chosen and under which conditions, as a snapshot holds them; nothing if there are none."""
    if isinstance(found, str):
        return None
    return {
        "conditions": {key: chosen[key] for key in KEYS},
        "areas": list(found.choice.chosen),
        "kept": list(found.choice.fixed),
        "reached": round(found.choice.reached, 6),
        "total": round(found.choice.total, 6),
    }


def opened(text: str, chosen: PageState) -> list[Any]:
    """What a snapshot says, and what has moved since; or why it cannot be read."""
    try:
        snapshot = read_snapshot(text)
        held = evidence(snapshot.partnership)
        found = moved(tried(held, chosen["indicators"]), snapshot, chosen["weights"])
    except (DashboardError, ValueError) as error:
        return [dmc.Alert(str(error), title="This snapshot cannot be opened", variant="outline", color="house")]
    return [
        html.H3(snapshot.title or "Snapshot without a title"),
        html.P(
            f"{held.partnership.name}, frozen on {found.since.day} {found.since:%B %Y}. {snapshot.reason}",
            className="reason",
        ),
        *(html.P(sentence) for sentence in moved_sentences(found)),
        *([html.P(_chosen_since(held, snapshot))] if snapshot.chosen else []),
        *_moved_table(found),
    ]


def _chosen_since(held: Evidence, snapshot: Snapshot) -> str:
    """Whether the same conditions would choose the same areas today."""
    kept: Any = snapshot.chosen
    conditions = kept.get("conditions")
    state = {key: str(value) for key, value in conditions.items()} if isinstance(conditions, dict) else {}
    found = planned(held, {**next_in(held, state), "weights": "equal", "indicators": ""})
    then = [str(code) for code in kept.get("areas", [])] if isinstance(kept.get("areas"), list) else []
    names = held.areas["area_name"].to_dict()
    was = named([str(names.get(code, code)) for code in then]) or "none"
    if isinstance(found, str):
        return f"Chosen then: {was}. The same conditions cannot be met today: {found}."
    if set(found.choice.chosen) == set(then):
        return f"Chosen then: {was}. The same conditions choose the same areas today."
    now = named([str(names[code]) for code in found.choice.chosen]) or "none"
    return f"Chosen then: {was}. The same conditions choose {now} today."


def _moved_table(found: Moved) -> list[Any]:
    """The areas of which a rank, band, level or rollout status has changed, each change shared out to its causes."""
    areas = found.areas
    changed = areas["rank_change"].fillna(0) != 0
    for fact in MOVED[1:]:
        changed |= areas[f"{fact}_then"].astype(str) != areas[f"{fact}_now"].astype(str)
    shown = areas[changed]
    if shown.empty:
        return []
    columns = [Column("Area"), Column("Rank then", numeric=True), Column("Rank now", numeric=True)]
    columns += [Column(f"By {cause}", numeric=True) for cause in found.causes]
    columns += [Column("Band"), Column("Level"), Column("Locality Working")]
    rows = [
        [
            str(row["area_name"]),
            _rank(row["rank_then"]),
            _rank(row["rank_now"]),
            *(_step(row[f"rank_by_{cause}"]) for cause in found.causes),
            *(_change(row, fact) for fact in MOVED[1:]),
        ]
        for row in shown.to_dict("records")
    ]
    caption = f"What has moved since: {count(len(shown))} of {len(areas)} areas; a minus is towards greater need"
    return [table(caption, columns, rows)]


def _rank(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.0f}"


def _step(value: float) -> str:
    return "–" if pd.isna(value) or not value else f"{value:+.0f}".replace("-", "−")


def _change(row: Mapping[Hashable, Any], fact: str) -> str:
    """What a fact was and is, and by which cause; only what it is, if it is the same."""
    then, now = (_words(row[f"{fact}_{when}"]) for when in ("then", "now"))
    return now if then == now else f"{then} → {now} (by {row[f'{fact}_cause']})"


def _words(value: object) -> str:
    return "–" if pd.isna(value) else str(value).replace("_", " ")  # type: ignore[call-overload]
