"""Auditing a programme: which areas it covers, which are flagged, who falls between, and does the extent matter."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.evidence.boundaries import dissolved, neighbours, zone_shapes
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.sureness import named
from dashboard.statistics.words import count, share
from dashboard.vocabulary import AreaType, Level, Place, RolloutStatus

PROGRAMME = (RolloutStatus.WORKING, RolloutStatus.IDENTIFIED)


class Cell(StrEnum):
    """Where an area stands between the programme and the evidence."""

    COVERED_FLAGGED = "covered and flagged"
    COVERED = "covered, not flagged"
    FLAGGED = "flagged, not covered"
    NEITHER = "neither"


@dataclass(frozen=True)
class Extent:
    """One way of drawing the places, and what the audit says of it."""

    name: str
    covered: frozenset[str]
    flagged_covered: int
    people: float


def audit(summary: NeedSummary, covered: Collection[str]) -> pd.DataFrame:
    """Each area between the programme and the evidence, greatest need first.

    Args:
        summary: the partnership's areas of one kind, which together are the partnership.
        covered: the codes of those that the programme covers.

    Returns:
        Indexed by area_code: area_name, need_rank, population, people (on low income), remote_people, level, place,
        cell (see Cell).
    """
    columns = ["area_name", "need_rank", "population", "people_income_deprived", "remote_people", "level", "place"]
    table = summary.areas[columns].rename(columns={"people_income_deprived": "people"})
    inside, flagged = table.index.isin(list(covered)), table["level"] == Level.PRIORITY
    cells = {(True, True): Cell.COVERED_FLAGGED, (True, False): Cell.COVERED, (False, True): Cell.FLAGGED}
    found = [cells.get(pair, Cell.NEITHER).value for pair in zip(inside.tolist(), flagged.tolist(), strict=True)]
    return table.assign(people=table["people"].fillna(0), cell=found)


def fourfold(table: pd.DataFrame) -> pd.DataFrame:
    """The audit in four cells: areas, population, people on low income; the parts sum to the partnership.

    Args:
        table: as `audit` returns it.

    Returns:
        Indexed by cell, all four: areas, population, people, people_share (of all in need here, 0 to 1).
    """
    grouped = table.groupby("cell")
    cells = grouped.agg(areas=("population", "size"), population=("population", "sum"), people=("people", "sum"))
    cells = cells.reindex([cell.value for cell in Cell]).fillna(0)
    total = cells["people"].sum()
    return cells.assign(people_share=cells["people"] / total if total else 0.0)


def covered_by(summary: NeedSummary, *statuses: RolloutStatus) -> frozenset[str]:
    """The areas most of whose people live in a place that Locality Working has reached, by how far it has come."""
    return frozenset(str(code) for code in summary.areas.index[summary.areas["status"].isin(statuses)])


def audit_sentence(table: pd.DataFrame, programme: str) -> str:
    """The audit in one sentence: how many priority areas are covered, who is missed, who is covered besides.

    Args:
        table: as `audit` returns it.
        programme: what covers, as the subject of a sentence: "Locality Working, under way or identified next,".
    """
    cells = fourfold(table)
    both, only_covered = (cells.loc[cell].to_dict() for cell in (Cell.COVERED_FLAGGED, Cell.COVERED))
    missed = table.loc[table["cell"] == Cell.FLAGGED, "area_name"]
    flagged = int(both["areas"]) + len(missed)
    reached = both["people"] + only_covered["people"]
    total = float(cells["people"].sum())
    text = (
        f"{programme} covers {both['areas']:.0f} of the {flagged} priority areas and "
        f"{only_covered['areas']:.0f} that the evidence does not flag: "
        f"{count(reached)} of {count(total)} people on low income ({share(100 * reached / total if total else 0, 0)})."
    )
    if not len(missed):
        return f"{text} No priority area is left out."
    verb = "is a priority area" if len(missed) == 1 else "are priority areas"
    return f"{text} {named(list(missed))} {verb} that it does not cover."


def why_covered(summary: NeedSummary, place: Place, areas: Collection[str]) -> str:
    """Why a place may be in the programme although its areas do not all stand out: the evidence on both sides.

    Args:
        summary: the partnership's areas of one kind.
        place: a place of the programme.
        areas: the codes of the areas that it covers.
    """
    rows = summary.areas.loc[[code for code in summary.areas.index if code in areas]]
    flagged = len(rows[rows["level"] == Level.PRIORITY])
    people, remote = float(rows["people_income_deprived"].sum()), float(rows["remote_people"].sum())
    all_remote = float(summary.areas["remote_people"].sum())
    ranks = named([f"{rank:.0f}" for rank in rows["need_rank"].dropna()])
    kind = summary.area_type.label if len(rows) == 1 else summary.area_type.plural
    said = f"{place.name}: {count(people)} people on low income live here. "
    if rows.empty:
        return f"{place.name} covers most of the people of no {summary.area_type.label}."
    if flagged == len(rows):
        which = "It is a priority area" if len(rows) == 1 else f"All of its {len(rows)} {kind} are priority areas"
        return f"{said}{which}, of need rank{'' if len(rows) == 1 else 's'} {ranks} of {len(summary.areas)}."
    if flagged:
        which = "is a priority area" if flagged == 1 else "are priority areas"
        return f"{said}{flagged} of its {len(rows)} {kind} {which} (need ranks {ranks})."
    average = "Its average does" if len(rows) == 1 else f"The averages of its {len(rows)} {kind} do"
    said += f"{average} not stand out: need rank{'' if len(rows) == 1 else 's'} {ranks} of {len(summary.areas)}. "
    if remote > 0 and all_remote > 0:
        return (
            f"{said}But {count(remote)} of the {count(all_remote)} people on low income who live where services are "
            f"hardest to reach ({share(100 * remote / all_remote, 0)}) live here: need that an average hides."
        )
    many = int(sum(any(flag.code == "many_people" for flag in summary.flags[str(code)]) for code in rows.index))
    pockets = int(sum(any(flag.code == "pocket" for flag in summary.flags[str(code)]) for code in rows.index))
    found = [text for held, text in ((many, "many people on low income"), (pockets, "a pocket of higher need")) if held]
    return f"{said}What speaks for it: {' and '.join(found)}." if found else f"{said}No flag of ours speaks for it."


def extents(evidence: Evidence, summary: NeedSummary, statuses: Collection[RolloutStatus] = PROGRAMME) -> list[Extent]:
    """What the audit says if the places were drawn narrower or wider than they are.

    Narrower: each place is only its area of greatest need. As drawn: the areas most of whose people live in it.
    Wider: also every area of the partnership that borders on those.

    Args:
        evidence: one partnership's evidence.
        summary: its areas of one kind.
        statuses: how far Locality Working has come in the places that count.
    """
    areas = summary.areas
    drawn = {name: list(rows.index) for name, rows in areas[areas["status"].isin(list(statuses))].groupby("place")}
    touching = _neighbours(evidence, summary.area_type)
    narrow = {areas.loc[codes, "need_rank"].fillna(len(areas)).idxmin() for codes in drawn.values()}
    whole = {code for codes in drawn.values() for code in codes}
    wide = whole | {other for code in whole for other in touching[code]}
    named_sets = {"Narrower: each place only its area of greatest need": narrow, "As drawn": whole}
    named_sets["Wider: each place and the areas that border on it"] = wide
    return [_extent(summary, name, frozenset(str(code) for code in codes)) for name, codes in named_sets.items()]


def _extent(summary: NeedSummary, name: str, covered: frozenset[str]) -> Extent:
    inside = summary.areas.loc[[code for code in summary.areas.index if code in covered]]
    flagged = int((inside["level"] == Level.PRIORITY).sum())
    return Extent(name, covered, flagged, float(inside["people_income_deprived"].sum()))


def flagged_around(evidence: Evidence, summary: NeedSummary, place: str) -> list[str]:
    """The priority areas that border on a place and lie in none: what drawing it wider would cover, by area_code."""
    areas, touching = summary.areas, _neighbours(evidence, summary.area_type)
    around = {other for code in areas.index[areas["place"] == place] for other in touching[str(code)]}
    missed = areas.index[(areas["level"] == Level.PRIORITY) & (areas["place"] == "")]
    return [str(code) for code in missed if code in around]


def extent_sentence(summary: NeedSummary, drawn: list[Extent]) -> str:
    """Whether the verdict on the priority areas hangs on how the places are drawn."""
    flagged = {str(code) for code in summary.areas.index[summary.areas["level"] == Level.PRIORITY]}
    always = flagged & frozenset.intersection(*(one.covered for one in drawn))
    ever = flagged & frozenset.union(*(one.covered for one in drawn))
    names = summary.areas["area_name"].to_dict()

    def listing(codes: set[str] | frozenset[str]) -> str:
        return named([names[code] for code in summary.areas.index if code in codes])

    verb = "is" if len(always) == 1 else "are"
    said = f"{len(always)} of the {len(flagged)} priority areas {verb} covered however the places are drawn."
    if hanging := ever - always:
        said += f" For {len(hanging)} it hangs on the extent: {listing(hanging)}."
    if never := flagged - ever:
        said += f" {listing(never)} {'is' if len(never) == 1 else 'are'} left out however they are drawn."
    return said


def _neighbours(evidence: Evidence, area_type: AreaType) -> Mapping[str, frozenset[str]]:
    key = ("neighbours", area_type, evidence.partnership.council_area)
    memory = evidence.library.memory
    if key not in memory:
        parts = evidence.parts[evidence.parts["area_type"] == area_type]
        memory[key] = neighbours(dissolved(parts, zone_shapes(evidence.partnership.council_area)))
    return memory[key]


def of_places(evidence: Evidence, statuses: Collection[RolloutStatus] = PROGRAMME) -> tuple[Place, ...]:
    """The places of the programme, by how far Locality Working has come."""
    return tuple(place for place in evidence.partnership.places if place.status in statuses)
