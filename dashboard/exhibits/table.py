"""A table of any page or file: a caption, headed columns, and a row an area or indicator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from dashboard.evidence import Evidence


@dataclass(frozen=True)
class Column:
    """One column: its heading, and whether it holds numbers."""

    heading: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a cell a column in every row; the first cell of a row heads the row.

    A cell is text. Numbers that remember their value (`Written`, `WrittenRange`), names of areas and indicators and
    sentences are text of their own kind, so that a screen can link them and a workbook can add them up.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class AreaName(str):
    """The name of an area, which knows its code."""

    area_code: str

    def __new__(cls, evidence: Evidence, area_code: str, text: str = "") -> Self:
        """The area's name, or other words that stand for it."""
        own = super().__new__(cls, text or str(evidence.areas["area_name"][area_code]))
        own.area_code = area_code
        return own


class IndicatorName(str):
    """The name of an indicator, which knows its id, with its unit where the figures beside it are written without."""

    indicator_id: str
    unit: str

    def __new__(cls, evidence: Evidence, indicator_id: str) -> Self:
        """The name; `unit` is empty for a percentage."""
        indicator = evidence.indicators[indicator_id]
        unit = "" if indicator.unit == "%" else indicator.unit
        own = super().__new__(cls, f"{indicator.name}, {unit}" if unit else indicator.name)
        own.indicator_id, own.unit = indicator_id, unit
        return own

    @property
    def name(self) -> str:
        """The name without the unit."""
        return self.removesuffix(f", {self.unit}")


class Sentences(str):
    """Several sentences in a cell."""

    sentences: tuple[str, ...]

    def __new__(cls, sentences: Sequence[str]) -> Self:
        """The sentences one after the other; a dash where there are none."""
        own = super().__new__(cls, " ".join(sentences) or "–")
        own.sentences = tuple(sentences)
        return own


def columns(*headings: str, numeric: Sequence[str] = ()) -> tuple[Column, ...]:
    """Columns with these headings, those named in `numeric` for numbers."""
    return tuple(Column(heading, heading in numeric) for heading in headings)


def table(caption: str, heads: Sequence[Column], rows: Sequence[Sequence[str]]) -> Table:
    """A table of rows as they were put together."""
    return Table(caption, tuple(heads), tuple(tuple(row) for row in rows))


def without(held: Table, *headings: str) -> Table:
    """The table without some columns, where a page of paper has no room for them."""
    kept = [place for place, column in enumerate(held.columns) if column.heading not in headings]
    rows = tuple(tuple(row[place] for place in kept) for row in held.rows)
    return replace(held, columns=tuple(held.columns[place] for place in kept), rows=rows)
