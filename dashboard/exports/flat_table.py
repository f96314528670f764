"""A table as other programs read it: numbers as numbers, both ends of a range in columns of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.exhibits.table import Table
from dashboard.exports.safe_text import csv_text
from dashboard.statistics.written import Written, WrittenRange

Cell = str | float
ENDS = ("from", "to")
"""What the two columns of a range are called."""
NO_FIGURE = "no figure"
"""What stands where the screen has a dash or nothing: a sign by itself is read out as nothing."""


@dataclass(frozen=True)
class FlatColumn:
    """One column: its heading with the unit of its numbers, whether it has numbers, and their most digits."""

    heading: str
    numeric: bool
    decimals: int
    cells: tuple[Cell, ...]


def flat_columns(held: Table) -> list[FlatColumn]:
    """The columns of a table, with headings that are all different.

    A cell that is written as a number is that number, to the digits written. Text stays text: it says why there is
    no number.
    """
    found: list[FlatColumn] = []
    for place, column in enumerate(held.columns):
        cells = [row[place] for row in held.rows]
        if any(isinstance(cell, WrittenRange) for cell in cells):
            found += [_column(f"{column.heading}, {end}", [_end(cell, end) for cell in cells]) for end in ENDS]
        else:
            found.append(_column(column.heading, cells))
    return [_named(one, [other.heading for other in found[:place]]) for place, one in enumerate(found)]


def _end(cell: str, end: str) -> str:
    if not isinstance(cell, WrittenRange):
        return cell
    return Written(cell.low if end == ENDS[0] else cell.high, cell.decimals, cell.unit)


def _column(heading: str, cells: Sequence[str]) -> FlatColumn:
    numbers = [cell for cell in cells if isinstance(cell, Written)]
    units = {cell.unit for cell in numbers}
    unit = units.pop() if len(units) == 1 else ""
    named = f"{heading} ({unit})" if unit and unit not in heading else heading
    decimals = max((cell.decimals for cell in numbers), default=0)
    return FlatColumn(named, bool(numbers), decimals, tuple(_value(cell) for cell in cells))


def _value(cell: str) -> Cell:
    if not isinstance(cell, Written):
        return NO_FIGURE if cell in {"–", ""} else str(cell)
    return cell.value if cell.decimals else int(cell.value)


def _named(column: FlatColumn, before: Sequence[str]) -> FlatColumn:
    """The column under a heading that none before it has."""
    again = before.count(column.heading)
    heading = f"{column.heading} [{again + 1}]" if again else column.heading
    return FlatColumn(heading, column.numeric, column.decimals, column.cells)


def frame(held: Table) -> pd.DataFrame:
    """The table as a data frame: a column a flat column, a row a row."""
    return pd.DataFrame({one.heading: pd.Series(one.cells, dtype=object) for one in flat_columns(held)})


def table_csv(held: Table, about: Sequence[str]) -> str:
    """The table as CSV under lines that say what it is; such a line begins with "# ".

    Args:
        held: the table.
        about: what it shows, of what, where from: a line each.
    """
    found = flat_columns(held)
    rows = zip(*(one.cells for one in found), strict=True)
    said = "".join(f"# {' '.join(line.split())}\n" for line in about)
    return said + csv_text([one.heading for one in found], [list(row) for row in rows])
