"""The audit of the programme on the screen: four cells, the evidence on each side, and whether the extent matters."""

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.need_view import area_link, reasons
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.audit import (
    PROGRAMME,
    Cell,
    audit,
    audit_sentence,
    covered_by,
    extent_sentence,
    extents,
    flagged_around,
    fourfold,
    of_places,
    why_covered,
)
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.words import ROLLOUT_WORDS, count, share
from dashboard.vocabulary import Level, RolloutStatus

COVERED = {
    "programme": ("Under way or identified next", PROGRAMME, "Locality Working, under way or identified next,"),
    "working": ("Under way today", (RolloutStatus.WORKING,), "Locality Working as it is today"),
}
"""What can count as covered: label, statuses, and the subject of the sentence."""
PLACE_COLUMNS = [
    Column("Place"),
    Column("Status"),
    Column("Areas"),
    Column("Priority areas on its border, in no place"),
]
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
    """Why each place is in the programme; on demand only those none of whose areas is a priority."""
    areas, said = summary.areas, list[str]()
    for place in of_places(evidence, COVERED[covered][1]):
        inside = areas.index[areas["place"] == place.name]
        if not len(inside) or (unflagged_only and (areas.loc[inside, "level"] == Level.PRIORITY).any()):
            continue
        said.append(why_covered(summary, place, {str(code) for code in inside}))
    return said


def audit_parts(evidence: Evidence, summary: NeedSummary, covered: str) -> list[Any]:
    """The fourfold table, the areas on each side with their evidence, each place, and other extents."""
    found = audited(summary, covered)
    return [
        html.P(verdict(summary, covered), className="sub-lead"),
        _fourfold(evidence, found),
        *_sides(evidence, summary, found),
        html.H3("Why each place is in the programme: the evidence on both sides"),
        html.Ul([html.Li(text) for text in why_sentences(evidence, summary, covered)]),
        html.H3("Does the verdict hang on where the lines are drawn?"),
        *_extents(evidence, summary, covered),
    ]


def _fourfold(evidence: Evidence, found: pd.DataFrame) -> html.Div:
    cells = fourfold(found)
    rows = [
        [
            CELL_MARKS[Cell(str(cell))],
            f"{row['areas']:.0f}",
            count(row["population"]),
            count(row["people"]),
            share(100 * row["people_share"], 0),
        ]
        for cell, row in cells.to_dict("index").items()
    ]
    total = cells.sum()
    rows.append(
        [evidence.partnership.name, f"{total['areas']:.0f}", count(total["population"]), count(total["people"]), "100%"]
    )
    columns = [Column("Programme and evidence")]
    columns += [Column(name, numeric=True) for name in ("Areas", "People", "People on low income", "Of all here")]
    return table("Locality Working against the evidence", columns, rows)


def _sides(evidence: Evidence, summary: NeedSummary, found: pd.DataFrame) -> list[Any]:
    """The areas on which programme and evidence part, with the reasons; on demand those on which they agree."""
    apart = found[found["cell"].isin([Cell.FLAGGED, Cell.COVERED])]
    order = apart["cell"].map({Cell.FLAGGED.value: 0, Cell.COVERED.value: 1})
    apart = apart.assign(order=order).sort_values(["order", "need_rank"])
    none = html.P("Programme and evidence name the same areas.")
    parts: list[Any] = [_side(evidence, summary, apart, "Where programme and evidence part")] if len(apart) else [none]
    for cell, what in ((Cell.COVERED_FLAGGED, "covered and flagged"), (Cell.NEITHER, "neither covered nor flagged")):
        rows = found[found["cell"] == cell]
        text = f"The {len(rows)} areas that are {what}" if len(rows) > 1 else f"The area that is {what}"
        parts += [html.Details([html.Summary(text), _side(evidence, summary, rows, text)])] if len(rows) else []
    return parts


def _side(evidence: Evidence, summary: NeedSummary, shown: pd.DataFrame, caption: str) -> html.Div:
    rows = [
        [
            area_link(evidence, str(code), str(row["area_name"])),
            CELL_MARKS[Cell(row["cell"])],
            row["place"] or "–",
            f"{row['need_rank']:.0f}" if pd.notna(row["need_rank"]) else "–",
            count(row["people"]),
            count(row["remote_people"]),
            reasons(summary.flags[str(code)], brief=True),
        ]
        for code, row in shown.to_dict("index").items()
    ]
    columns = [Column("Area"), Column("Programme and evidence"), Column("Place"), Column("Need rank", numeric=True)]
    columns += [Column("People on low income", numeric=True), Column("Of them, far from services", numeric=True)]
    return table(caption, [*columns, Column("What the evidence says")], rows)


def _extents(evidence: Evidence, summary: NeedSummary, covered: str) -> list[Any]:
    drawn = extents(evidence, summary, COVERED[covered][1])
    rows = [
        [
            one.name,
            str(len(one.covered)),
            str(one.flagged_covered),
            count(one.people),
            share(100 * one.people / summary.coverage.people if summary.coverage.people else 0, 0),
        ]
        for one in drawn
    ]
    columns = [Column("How the places are drawn")]
    columns += [
        Column(name, numeric=True)
        for name in ("Areas covered", "Priority areas covered", "People on low income", "Of all here")
    ]
    note = (
        f"{evidence.partnership.extent_note} The lines on the maps above show them. Edit them in "
        f"data/partnerships/{evidence.partnership.partnership_id}.toml. Source: {evidence.partnership.rollout_source}."
    )
    places = [
        [place.name, ROLLOUT_WORDS[place.status], _held(summary, place.name), _wider(evidence, summary, place.name)]
        for place in of_places(evidence, COVERED[covered][1])
    ]
    return [
        html.P(extent_sentence(summary, drawn)),
        table("The audit with places drawn narrower or wider", columns, rows),
        html.Details(
            [
                html.Summary("What each place is taken to be"),
                table("Places and their extent", PLACE_COLUMNS, places),
            ]
        ),
        html.P(note, className="note"),
    ]


def _wider(evidence: Evidence, summary: NeedSummary, place: str) -> str:
    """The priority areas outside every place that this one would cover if it were drawn wider."""
    names = summary.areas["area_name"].astype(str)
    found = flagged_around(evidence, summary, place)
    return "; ".join(names[list(found)]) or "none"


def _held(summary: NeedSummary, place: str) -> str:
    return "; ".join(summary.areas.loc[summary.areas["place"] == place, "area_name"].astype(str)) or "parts of areas"
