"""Areas side by side as tables: everything their pages tell, lined up with a column an area."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import is_custom
from dashboard.exhibits.flags import rollout_words
from dashboard.exhibits.need import LEVEL_MARKS
from dashboard.exhibits.table import Column, Table, table
from dashboard.statistics.area_figures import profile
from dashboard.statistics.four_measures import four_measures
from dashboard.statistics.residents import residents
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.trends import area_trends
from dashboard.statistics.words import OUTCOME_MARKS, count, figure, listed, plain, share, short, with_unit
from dashboard.vocabulary import AreaType, Indicator, Level, Outcome, Topic


@dataclass(frozen=True, eq=False)
class Side:
    """One of the areas that are compared, with its need and its profile."""

    evidence: Evidence
    code: str
    name: str
    summary: NeedSummary
    row: Mapping[Hashable, Any]
    figures: pd.DataFrame


def side_of(evidence: Evidence, area_code: str) -> Side:
    """One area; a custom one is known only to its own evidence, any other to that without it."""
    own = evidence if is_custom(area_code) else evidence.of_zones
    summary = need_summary(own, AreaType.of(area_code))
    row = summary.of_area(area_code)
    return Side(own, area_code, str(row["area_name"]), summary, row, profile(own, area_code))


def first_sentence(sides: Sequence[Side]) -> str:
    """Which of the areas has the largest share of people on low income, and which the most people."""
    held = [side for side in sides if pd.notna(side.row["value"])]
    if len(held) < 2:
        return "Choose two to four areas to set side by side."
    most = max(held, key=lambda side: float(side.row["value"]))
    others = [f"{share(side.row['value'])} in {side.name}" for side in held if side is not most]
    many = max(held, key=lambda side: float(side.row["people_income_deprived"]))
    people = f"Most people on low income live in {many.name}: {count(many.row['people_income_deprived'])}."
    return (
        f"The largest share of people on low income is in {most.name}: {share(most.row['value'])}, against "
        f"{listed(others)}. {people}"
    )


def _lined_up(caption: str, head: str, sides: Sequence[Side], rows: Sequence[Sequence[str]]) -> Table:
    """A table with a column an area."""
    return table(caption, [Column(head), *(Column(side.name, numeric=True) for side in sides)], rows)


def people_side_by_side(sides: Sequence[Side]) -> Table:
    """Who lives in each area."""
    held = [residents(side.evidence, side.code) for side in sides]
    by_group = [own.set_index("group").to_dict("index") for own in held]
    groups = dict.fromkeys(str(group) for own in by_group for group in own)
    rows = [[group, *(_counted(own.get(group)) for own in by_group)] for group in groups]
    return _lined_up("Who lives there", "Who", sides, rows)


def _counted(row: Mapping[Hashable, Any] | None) -> str:
    if row is None:
        return "–"
    part = f" ({share(row['share'], 0)})" if pd.notna(row["share"]) else ""
    return f"{count(row['people'])}{part}"


def measures_side_by_side(sides: Sequence[Side]) -> Table:
    """The figures behind the four measures of each area."""
    told = [four_measures(side.evidence, side.code) for side in sides]
    figures = [{(one.heading, fact.name): fact.figure for one in own for fact in one.facts} for own in told]
    keys = dict.fromkeys(key for own in figures for key in own)
    rows = [[f"{heading}: {name}", *(own.get((heading, name), "–") for own in figures)] for heading, name in keys]
    return _lined_up("The four measures of inequality", "Measure", sides, rows)


def profiles_side_by_side(sides: Sequence[Side]) -> list[Table]:
    """A table a topic: every indicator with each area's figure and its mark against the partnership."""
    indicators = sides[0].evidence.indicators
    profiles = [side.figures.to_dict("index") for side in sides]
    held = {str(key) for own in profiles for key in own}
    tables: list[Table] = []
    for topic in Topic:
        rows = [
            [with_unit(one), *(_figure(own.get(key), one) for own in profiles)]
            for key, one in indicators.items()
            if key in held and one.topic == topic
        ]
        tables += [_lined_up(f"{topic.value}: the latest figures", "Indicator", sides, rows)] if rows else []
    return tables


def _figure(row: Mapping[Hashable, Any] | None, indicator: Indicator) -> str:
    if row is None:
        return "–"
    if pd.isna(row["value"]):
        return figure(row["value"], row["status"], indicator)
    return f"{OUTCOME_MARKS[Outcome(row['partnership_outcome'])]} {short(row['value'], indicator)}"


def trends_side_by_side(sides: Sequence[Side]) -> Table:
    """The tested direction of every indicator that can be told in one of the areas at least."""
    words = [area_trends(side.evidence, side.code).set_index("indicator_id")["words"] for side in sides]
    names = {key: one.name for key, one in sides[0].evidence.indicators.items()}
    keys = [key for key in names if any(own.get(key, "cannot tell") != "cannot tell" for own in words)]
    rows = [[names[key], *(str(own.get(key, "–")) for own in words)] for key in keys]
    return _lined_up("Tested direction over recent periods", "Indicator", sides, rows)


def need_side_by_side(sides: Sequence[Side]) -> Table:
    """Level, rank, score, people and rollout of each area."""
    rows = {
        "Kind of area": [side.summary.area_type.label for side in sides],
        "Level": [LEVEL_MARKS[Level(side.row["level"])] for side in sides],
        "Rank by need": [_rank(side) for side in sides],
        "Need score, 0 to 100": [plain(side.row["need_score"]) for side in sides],
        "People on low income": [count(side.row["people_income_deprived"]) for side in sides],
        "Locality Working": [rollout_words(side.row["status"], side.row["place"]) for side in sides],
    }
    if not sides[0].evidence.partnership.places:
        del rows["Locality Working"]
    return _lined_up("Need and rollout", "What", sides, [[name, *cells] for name, cells in rows.items()])


def _rank(side: Side) -> str:
    custom = side.summary.area_type == AreaType.CUSTOM_AREA
    return "not ranked" if custom else likely_rank(side.row, len(side.summary.areas))
