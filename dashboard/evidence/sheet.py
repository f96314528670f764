"""The figures of one indicator for a list of areas, as matrices: quick to add up, a table where one is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.vocabulary import Period, Status

FIGURE_COLUMNS = ["area_code", "period", "numerator", "denominator", "value", "status", "approximate"]
STATUSES = [status.value for status in Status]
NO_ROW = -1

Matrix = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


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
        numbers = {name: getattr(self, name)[cells] for name in ("numerator", "denominator", "value")}
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
        arrays = ("numerator", "denominator", "value", "status", "approximate")
        return replace(self, areas=self.areas[chosen], **{name: getattr(self, name)[chosen] for name in arrays})


def _empty(areas: pd.Index, periods: int) -> Sheet:
    shape = (len(areas), periods)
    numerator, denominator, value = (np.full(shape, np.nan) for _ in range(3))
    status, approximate = np.full(shape, NO_ROW, np.int8), np.zeros(shape, bool)
    return Sheet(areas, ("",) * periods, numerator, denominator, value, status, approximate)


def sheet_of(figures: pd.DataFrame, areas: pd.Index) -> Sheet:
    """The figures of some areas as matrices.

    Args:
        figures: area_code, period, numerator, denominator, value, status (one of STATUSES); a row an area and
            period, quickest where words are categories. Rows of other areas are left out.
        areas: the areas wanted, in their order.
    """
    codes, labels, status = (figures[name].astype("category").cat for name in ("area_code", "period", "status"))
    wanted = areas.get_indexer(codes.categories)
    if not (wanted >= 0).any():
        return _empty(areas, 0)
    places = wanted[codes.codes.to_numpy()]
    own = np.flatnonzero(places >= 0)
    columns = labels.codes.to_numpy()[own]
    held = np.flatnonzero(np.bincount(columns, minlength=len(labels.categories)))
    order = sorted(held.tolist(), key=lambda place: Period.of(str(labels.categories[place])))
    column = np.zeros(len(labels.categories), dtype=np.intp)
    column[order] = np.arange(len(order))
    sheet = _empty(areas, len(order))
    cells = (places[own], column[columns])
    for matrix, name in ((sheet.numerator, "numerator"), (sheet.denominator, "denominator"), (sheet.value, "value")):
        matrix[cells] = figures[name].to_numpy(float)[own]
    words = pd.Index(STATUSES).get_indexer(status.categories).astype(np.int8)
    sheet.status[cells] = words[status.codes.to_numpy()[own]]
    return replace(sheet, periods=tuple(str(labels.categories[place]) for place in order))


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

    names = ("numerator", "denominator", "value", "status", "approximate")
    return Sheet(areas, tuple(periods), *(columns(name) for name in names))  # type: ignore[arg-type]
