"""The figures of one indicator for a list of areas, as matrices: quick to add up, a table where one is wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.vocabulary import AreaType, Period, Status

FIGURE_COLUMNS = ["area_code", "period", "numerator", "denominator", "value", "status", "approximate"]
STATUSES = [status.value for status in Status]
NUMBERS = ("numerator", "denominator", "value")
NO_ROW = -1

Matrix = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]
Places = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Sheet:
    """Figures as matrices, areas × periods (earliest first); `status` is a place in STATUSES, or NO_ROW."""

    areas: pd.Index
    periods: tuple[str, ...]
    numerator: Matrix
    denominator: Matrix
    value: Matrix
    status: npt.NDArray[np.int8]
    approximate: Truth

    def has(self, *statuses: Status) -> Truth:
        """Where a figure has one of these statuses."""
        return np.isin(self.status, [STATUSES.index(status) for status in statuses])

    @cached_property
    def present(self) -> Truth:
        """Where there is a row, with a figure or a reason why not."""
        return self.status != NO_ROW

    def of_period(self, period: str) -> pd.DataFrame:
        """One period, indexed by area_code: numerator, denominator, value, status, approximate; no row is missing."""
        if period not in self.periods:
            return _empty(self.areas, 1).of_period("")
        return self._columns(self.areas, (slice(None), self.periods.index(period)))

    def of_area(self, area_code: str) -> pd.DataFrame:
        """One area, indexed by period, earliest first: the columns of `of_period`, for the periods it has a row in."""
        if area_code not in self.areas:
            return self._columns(pd.Index([]), (slice(0), 0)).iloc[:0]
        row = int(self.areas.get_indexer(pd.Index([area_code]))[0])
        return self._columns(pd.Index(self.periods), (row, slice(None)))[self.present[row]]

    def _columns(self, index: pd.Index, cells: tuple[int | slice, int | slice]) -> pd.DataFrame:
        words = np.array([*STATUSES, Status.MISSING.value], dtype=object)[self.status[cells]]
        numbers = {name: getattr(self, name)[cells] for name in NUMBERS}
        return pd.DataFrame({**numbers, "status": words, "approximate": self.approximate[cells]}, index=index)

    def table(self) -> pd.DataFrame:
        """Every row, in FIGURE_COLUMNS."""
        area, period = np.nonzero(self.present)
        return pd.DataFrame(
            {
                "area_code": self.areas.to_numpy()[area],
                "period": np.array(self.periods, dtype=object)[period],
                "numerator": self.numerator[area, period],
                "denominator": self.denominator[area, period],
                "value": self.value[area, period],
                "status": np.array(STATUSES)[self.status[area, period]],
                "approximate": self.approximate[area, period],
            }
        )

    def among(self, wanted: pd.Index) -> Truth:
        """Which of its areas are wanted; quicker than `isin`, since the areas know their places once they are asked."""
        places = self.areas.get_indexer(wanted)
        found = np.zeros(len(self.areas), dtype=bool)
        found[places[places >= 0]] = True
        return found

    def rows(self, chosen: Truth) -> "Sheet":
        """The same for some of the areas."""
        arrays = (*NUMBERS, "status", "approximate")
        return replace(self, areas=self.areas[chosen], **{name: getattr(self, name)[chosen] for name in arrays})


def empty_sheet(areas: pd.Index) -> Sheet:
    """No period at all, for some areas."""
    return _empty(areas, 0)


def _empty(areas: pd.Index, periods: int) -> Sheet:
    shape = (len(areas), periods)
    nothing, no_row = _everywhere(np.float64(np.nan), shape), _everywhere(np.int8(NO_ROW), shape)
    return Sheet(areas, ("",) * periods, nothing, nothing, nothing, no_row, _everywhere(np.bool_(False), shape))


def _everywhere(value: Any, shape: tuple[int, int]) -> npt.NDArray[Any]:
    """The same value in every cell, held once; it cannot be written to."""
    return np.broadcast_to(value, shape)


def sheet_of(figures: pd.DataFrame, areas: pd.Index) -> Sheet:
    """The figures of some areas as matrices: see `sheets_of`. Rows of other areas are left out."""
    columns = _columns_of(figures)
    return _sheet(columns, areas, areas.get_indexer(columns.codes))


def sheets_of(
    figures: pd.DataFrame, kinds: Mapping[AreaType, pd.Index], rows: Mapping[AreaType, Places]
) -> Mapping[AreaType, Sheet]:
    """The figures of areas of several kinds as matrices, a sheet for each kind that has any.

    Args:
        figures: area_code, period, numerator, denominator, value, status (one of STATUSES); a row an area and
            period, quickest where words are categories.
        kinds: the areas wanted, in their order.
        rows: for each kind the row of every category of area_code in its sheet, -1 for areas of other kinds.
    """
    columns = _columns_of(figures)
    found = {kind: _sheet(columns, areas, rows[kind]) for kind, areas in kinds.items()}
    return {kind: sheet for kind, sheet in found.items() if sheet.periods}


@dataclass(frozen=True, eq=False)
class _Columns:
    """Figures by row: words as places among those there are."""

    codes: pd.Index
    areas: Places
    labels: tuple[str, ...]
    periods: Places
    status: npt.NDArray[np.int8]
    numbers: Mapping[str, Matrix]


def _columns_of(figures: pd.DataFrame) -> _Columns:
    codes, labels, status = (figures[name].astype("category").cat for name in ("area_code", "period", "status"))
    words = pd.Index(STATUSES).get_indexer(status.categories).astype(np.int8)
    numbers = {name: figures[name].to_numpy(float) for name in NUMBERS}
    known = tuple(str(label) for label in labels.categories)
    return _Columns(
        codes.categories,
        codes.codes.to_numpy(),
        known,
        labels.codes.to_numpy(),
        words[status.codes.to_numpy()],
        numbers,
    )


def _sheet(figures: _Columns, areas: pd.Index, rows: Places) -> Sheet:
    """The sheet of areas, `rows` being the row of each code in it."""
    places = rows[figures.areas] if len(rows) else np.zeros(0, np.intp)
    own = np.flatnonzero(places >= 0)
    if not len(own):
        return empty_sheet(areas)
    columns = figures.periods[own]
    held = np.flatnonzero(np.bincount(columns, minlength=len(figures.labels)))
    order = sorted(held.tolist(), key=lambda place: Period.of(figures.labels[place]))
    column = np.zeros(len(figures.labels), dtype=np.intp)
    column[order] = np.arange(len(order))
    cells = (places[own], column[columns])
    sheet = _empty(areas, len(order))
    written = {name: _written(getattr(sheet, name), cells, figures.numbers[name][own]) for name in NUMBERS}
    status = _written(sheet.status, cells, figures.status[own])
    return replace(sheet, periods=tuple(figures.labels[place] for place in order), status=status, **written)


def _written(matrix: npt.NDArray[Any], cells: tuple[Places, Places], column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A matrix with a column of figures written to it; the same one where there is none."""
    if column.dtype.kind == "f" and np.isnan(column).all():
        return matrix
    written = matrix.copy()
    written[cells] = column
    return written


def joined(tiers: Sequence[Sheet]) -> Sheet:
    """One sheet of several for the same areas: each period from the first that holds any of it."""
    if len(tiers) == 1 and tiers[0].present.any(axis=0).all():
        return tiers[0]
    source: dict[str, tuple[Sheet, int]] = {}
    for sheet in tiers:
        for place, period in enumerate(sheet.periods):
            if period not in source and sheet.present[:, place].any():
                source[period] = (sheet, place)
    periods = sorted(source, key=Period.of)
    areas = tiers[0].areas

    def columns(name: str) -> npt.NDArray[np.generic]:
        held = [getattr(source[period][0], name)[:, source[period][1]] for period in periods]
        return np.column_stack(held) if held else getattr(tiers[0], name)[:, :0]

    names = (*NUMBERS, "status", "approximate")
    return Sheet(areas, tuple(periods), *(columns(name) for name in names))  # type: ignore[arg-type]
