"""Figures that are asked for: by indicator, partnership, kind of area, area and period."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.api.parameters import SHAPE_TYPES, Asked
from dashboard.api.problems import Problem, RefusedError
from dashboard.api.tables import Row, Table
from dashboard.evidence import Evidence, evidence, library
from dashboard.evidence.library import OWN_TYPES
from dashboard.evidence.sheet import FIGURE_COLUMNS, Sheet
from dashboard.exports.figure_columns import FIGURE_COLUMN, NUMBERS, without_suppressed_numbers
from dashboard.statistics.rates import with_intervals
from dashboard.vocabulary import AreaType, Period, Status

COLUMNS = tuple(FIGURE_COLUMN.values())
LATEST = "latest"


@dataclass(frozen=True)
class Scope:
    """The areas that are asked for, and how their figures are found."""

    areas: pd.DataFrame
    sheet: Callable[[str, AreaType], Sheet]

    @property
    def kinds(self) -> list[AreaType]:
        """The kinds of area in it, from the smallest on."""
        held = set(self.areas["area_type"])
        return [kind for kind in AreaType if kind in held]


def scope(asked: Asked) -> Scope:
    """The areas that are asked for: a partnership's or Scotland's, of one kind or all, or one alone.

    Raises:
        RefusedError: a kind of area needs a partnership, or there is no such area.
    """
    held = evidence(asked["partnership"]) if "partnership" in asked else None
    kind = asked.get("area_type")
    if held is None and kind in OWN_TYPES:
        rule = "such areas belong to a partnership"
        raise RefusedError(Problem(400, rule, "area_type", kind, remedy="Add partnership=…, as /partnerships lists."))
    areas = library().areas if held is None else held.areas
    areas = areas if kind is None else areas[areas["area_type"] == kind]
    if "area" in asked:
        areas = areas.loc[[asked["area"]]] if asked["area"] in areas.index else _no_such_area(asked, held)
    return Scope(areas, (held or library()).sheet)


def _no_such_area(asked: Asked, held: Evidence | None) -> pd.DataFrame:
    where = "Scotland" if held is None else held.partnership.name
    rule = f"there is no such {asked.get('area_type', 'area').replace('_', ' ')} in {where}"
    remedy = "Codes are listed by /areas; localities and places need their partnership."
    raise RefusedError(Problem(400, rule, "area", asked["area"], remedy=remedy))


def figures(asked: Asked) -> Table:
    """The figures that are asked for: a row an indicator, area and period, as COLUMNS says.

    Raises:
        RefusedError: neither an indicator nor an area is named, or there is no such area or period.
    """
    if "indicator" not in asked and "area" not in asked:
        allowed = tuple(library().indicators)
        remedy = "Add indicator=… or area=…; everything at once is in /api/v1/package.zip."
        raise RefusedError(Problem(400, "is needed where no area is named", "indicator", None, allowed, remedy))
    wanted = [asked["indicator"]] if "indicator" in asked else list(library().indicators)
    where = scope(asked)
    chosen = _of_period(list(_held(where, wanted)), asked.get("period"))
    found = pd.concat(chosen, ignore_index=True) if chosen else pd.DataFrame(columns=["indicator_id", *FIGURE_COLUMNS])
    sources = tuple(dict.fromkeys(library().indicators[key].source for key in wanted))
    return Table("Figures", len(found), lambda some: _rows(where, found.iloc[some]), sources)


def _held(where: Scope, wanted: Iterable[str]) -> Iterator[pd.DataFrame]:
    """What is held of each indicator for each kind of area."""
    codes = where.areas.index
    for indicator_id in wanted:
        for kind in where.kinds:
            sheet = where.sheet(indicator_id, kind)
            rows = sheet.rows(sheet.among(codes)).table()
            if len(rows):
                yield rows.assign(indicator_id=indicator_id)


def _of_period(found: Sequence[pd.DataFrame], period: str | None) -> list[pd.DataFrame]:
    """Only the rows of one period; of each indicator and kind of area the last one with a figure, if it is `latest`."""
    if period is None or not found:
        return list(found)
    if period == LATEST:
        return [rows[rows["period"] == _last(rows)] for rows in found]
    held = sorted({Period.of(str(label)) for rows in found for label in rows["period"].unique()})
    labels = [one.label for one in held]
    if period not in labels:
        remedy = "Use one of those listed under allowed."
        raise RefusedError(Problem(400, "is not held for these areas", "period", period, (LATEST, *labels), remedy))
    return [rows[rows["period"] == period] for rows in found]


def _last(rows: pd.DataFrame) -> str:
    labels = rows.loc[rows["status"] != Status.MISSING, "period"].unique()
    return max((Period.of(str(label)) for label in labels), default=Period(0, "")).label


def _rows(where: Scope, figures: pd.DataFrame) -> list[Row]:
    """Figures as rows: with intervals, names and years, without any number where one is suppressed."""
    rows: list[Row] = []
    names = where.areas["area_name"].to_dict()
    for indicator_id, some in figures.groupby("indicator_id", sort=False):
        held = without_suppressed_numbers(with_intervals(some, library().indicators[str(indicator_id)]))
        for row in held.to_dict("records"):
            kind = AreaType.of(str(row["area_code"]))
            said = {"area_name": str(names[row["area_code"]]), "area_type": kind.value}
            numbers = {name: number(row[name]) for name in NUMBERS}
            whole = {**row, **said, "boundary_year": kind.boundary_year, **numbers}
            whole["approximate"] = bool(row["approximate"])
            rows.append({column.name: whole[column.name] for column in COLUMNS})
    return rows


def number(value: Any) -> float | int | None:
    """A number as JSON has it: none where there is none, 12 for 12.0."""
    found = float(value)
    if found - found != 0:  # NaN and the infinities
        return None
    return int(found) if found.is_integer() else found


def shape_types(partnership: str | None) -> tuple[str, ...]:
    """The kinds of area that a partnership, or Scotland, has shapes of."""
    held = library().areas if partnership is None else evidence(partnership).areas
    return tuple(kind for kind in SHAPE_TYPES if kind in set(held["area_type"]))
