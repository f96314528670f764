"""The audit of the programme as tables: four cells, the evidence on each side, and other extents of the places."""

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.table import AreaName, Sentences, Table, columns, table
from dashboard.statistics.audit import (
    PROGRAMME,
    Cell,
    audit,
    audit_sentence,
    covered_by,
    extents,
    flagged_around,
    fourfold,
    of_places,
    why_covered,
)
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.words import ROLLOUT_WORDS, count, plain, share
from dashboard.vocabulary import Level, RolloutStatus

COVERED = {
    "programme": ("Under way or identified next", PROGRAMME, "Locality Working, under way or identified next,"),
    "working": ("Under way today", (RolloutStatus.WORKING,), "Locality Working as it is today"),
}
"""What can count as covered: label, statuses, and the subject of the sentence."""
CELL_MARKS = {
    Cell.COVERED_FLAGGED: "● covered and flagged",
    Cell.COVERED: "◆ covered, not flagged",
    Cell.FLAGGED: "▲ flagged, not covered",
    Cell.NEITHER: "○ neither",
}


def audited(summary: NeedSummary, covered: str) -> pd.DataFrame:
    """The audit of what counts as covered: see `audit`."""
    return audit(summary, covered_by(summary, *COVERED[covered][1]))


def verdict(summary: NeedSummary, covered: str) -> str:
    """The audit in one sentence."""
    return audit_sentence(audited(summary, covered), COVERED[covered][2])


def why_sentences(evidence: Evidence, summary: NeedSummary, covered: str, unflagged_only: bool = False) -> list[str]:
    """Why each covered place is in the programme, or only those in which nothing is flagged."""
    areas, said = summary.areas, list[str]()
    for place in of_places(evidence, COVERED[covered][1]):
        inside = areas.index[areas["place"] == place.name]
        if not len(inside) or (unflagged_only and (areas.loc[inside, "level"] == Level.PRIORITY).any()):
            continue
        said.append(why_covered(summary, place, {str(code) for code in inside}))
    return said


def fourfold_table(evidence: Evidence, found: pd.DataFrame) -> Table:
    """Programme against evidence, with areas and people."""
    cells = fourfold(found)
    held = {CELL_MARKS[Cell(str(cell))]: row for cell, row in cells.to_dict("index").items()}
    held[evidence.partnership.name] = cells.sum().to_dict() | {"people_share": 1.0}
    rows = [
        [
            name,
            *(count(row[key]) for key in ("areas", "population", "people")),
            share(100 * row["people_share"], 0),
        ]
        for name, row in held.items()
    ]
    numbers = ("Areas", "People", "People on low income", "Of all here")
    heads = columns("Programme and evidence", *numbers, numeric=numbers)
    return table("Locality Working against the evidence", heads, rows)


def sides_table(evidence: Evidence, summary: NeedSummary, shown: pd.DataFrame, caption: str) -> Table:
    """Audited areas with what the evidence says of them."""
    rows = [
        [
            AreaName(evidence, str(code)),
            CELL_MARKS[Cell(row["cell"])],
            row["place"] or "–",
            plain(row["need_rank"], 0),
            count(row["people"]),
            count(row["remote_people"]),
            Sentences([flag.sentence for flag in summary.flags[str(code)]]),
        ]
        for code, row in shown.to_dict("index").items()
    ]
    numbers = ("Need rank", "People on low income", "Of them, far from services")
    heads = columns("Area", "Programme and evidence", "Place", *numbers, "What the evidence says", numeric=numbers)
    return table(caption, heads, rows)


def apart(found: pd.DataFrame) -> pd.DataFrame:
    """The areas on which programme and evidence part, those that are missed first."""
    held = found[found["cell"].isin([Cell.FLAGGED, Cell.COVERED])]
    order = held["cell"].map({Cell.FLAGGED.value: 0, Cell.COVERED.value: 1})
    return held.assign(order=order).sort_values(["order", "need_rank"])


def extents_table(evidence: Evidence, summary: NeedSummary, covered: str) -> Table:
    """The audit with places drawn narrower or wider."""
    people = summary.coverage.people
    rows = [
        [
            one.name,
            count(len(one.covered)),
            count(one.flagged_covered),
            count(one.people),
            share(100 * one.people / people if people else 0, 0),
        ]
        for one in extents(evidence, summary, COVERED[covered][1])
    ]
    numbers = ("Areas covered", "Priority areas covered", "People on low income", "Of all here")
    heads = columns("How the places are drawn", *numbers, numeric=numbers)
    return table("The audit with places drawn narrower or wider", heads, rows)


def places_table(evidence: Evidence, summary: NeedSummary, covered: str) -> Table:
    """What each place is taken to be, and which priority areas lie on its border."""
    names = summary.areas["area_name"].astype(str)
    rows = [
        [
            place.name,
            ROLLOUT_WORDS[place.status],
            "; ".join(names[summary.areas["place"] == place.name]) or "parts of areas",
            "; ".join(names[list(flagged_around(evidence, summary, place.name))]) or "none",
        ]
        for place in of_places(evidence, COVERED[covered][1])
    ]
    heads = columns("Place", "Status", "Areas", "Priority areas on its border, in no place")
    return table("Places and their extent", heads, rows)


def extents_note(evidence: Evidence) -> str:
    """Where the extent of the places is from, and how to change it."""
    partnership = evidence.partnership
    return (
        f"{partnership.extent_note} The lines on the maps show them. Edit them in "
        f"data/partnerships/{partnership.partnership_id}.toml. Source: {partnership.rollout_source}."
    )
