"""Workbooks as government statisticians publish them: cover, contents, notes, a table a sheet; no formulas."""

import io
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.evidence.partnerships import slug
from dashboard.exhibits.table import Table
from dashboard.exports.flat_table import FlatColumn, flat_columns, frame
from dashboard.exports.workbook_paper import for_paper

NOTED = {
    **{"need score": "score", "rank": "score", "likely": "score", "level": "level", "sure to be": "score"},
    **{"poorer": "tests", "than the rest": "tests", "than scotland": "tests", "interval": "interval"},
}
"""Which note a heading refers to, by what stands in it."""
LONGEST_SHEET = 31
"""The longest name of a sheet that Excel takes."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
MARK_UP = re.compile(r"(?<=\$)(?=\$)|(?<=\])(?=\()")
"""Where the writer of the workbook would see a note or a link in words that somebody typed."""
LINE = 110
"""The most characters in a line above a table: what runs on would take another sheet of paper."""
DIGITS = {0: "#,##0", 1: "#,##0.0", 2: "#,##0.00", 3: "#,##0.000"}


@dataclass(frozen=True)
class Sheet:
    """A table on a sheet of its own, with what it is of and where from."""

    label: str
    table: Table
    subtitles: tuple[str, ...]
    source: str


def workbook(title: str, about: Sequence[str], sheets: Sequence[Sheet], notes: Mapping[str, str]) -> bytes:
    """A workbook with a cover, contents, notes and a sheet a table.

    Args:
        title: what stands on the cover.
        about: what the cover says of the figures.
        sheets: the tables, with labels that are all different.
        notes: notes by name.
    """
    import gptables  # noqa: PLC0415 - slow to import, seldom needed

    book = io.BytesIO()
    tables = {one.label: _gptable(gptables, one, place, notes) for place, one in enumerate(sheets, start=1)}
    used = _used(tables.values(), notes)
    intro = [literal(line) for line in about]
    cover = gptables.Cover(title=literal(title), intro=intro, cover_label="Cover", width=LINE)
    noted = pd.DataFrame({"Note reference": list(used), "Note text": list(used.values())})
    made = gptables.produce_workbook(
        book,  # type: ignore[arg-type]  # the writer takes any file
        tables,
        cover=cover,
        contentsheet_label="Contents",
        notes_table=noted,
        auto_width=True,
        workbook_options=OPTIONS,
    )
    for_paper(made, {label: _texts(one) for label, one in tables.items()} | {"Notes": _columns(noted)})
    made.close()
    return book.getvalue()


def _columns(table: pd.DataFrame) -> list[list[str]]:
    """What stands in each column, its heading first."""
    return [[str(name), *map(str, table[name])] for name in table]


def _texts(one: Any) -> list[list[str]]:
    """The same of a sheet, where the writer puts the note that a heading refers to under it."""
    noted = [f"{name}\n[note]" if name in one.table_notes else name for name in one.table]
    return [[name, *below] for name, (_, *below) in zip(noted, _columns(one.table), strict=True)]


def _used(tables: Iterable[Any], notes: Mapping[str, str]) -> dict[str, str]:
    """The notes that some sheet refers to, in the order in which they are referred to and the writer numbers them."""
    said = " ".join(f"{one.title} {' '.join(one.table_notes.values())}" for one in tables)
    names = sorted((name for name in notes if f"$${name}$$" in said), key=lambda name: said.index(f"$${name}$$"))
    return {name: notes[name] for name in names}


def _noted(headings: Iterable[str], notes: Mapping[str, str]) -> dict[str, str]:
    """Which headings refer to which note."""
    found = {
        heading: next((name for words, name in NOTED.items() if words in heading.lower() and name in notes), "")
        for heading in headings
    }
    return {heading: f"$${name}$$" for heading, name in found.items() if name}


def _gptable(gptables: Any, one: Sheet, place: int, notes: Mapping[str, str]) -> Any:
    found = flat_columns(one.table)
    held = frame(one.table).map(literal).rename(columns=literal)
    caption = literal(one.table.caption)
    formats = [
        {"column": {"columns": [at], "format": _format(column), "include_names": True}}
        for at, column in enumerate(found)
    ]
    return gptables.GPTable(
        table=held,
        table_name=f"table_{place}_{slug(one.label).replace('-', '_')}",
        title=f"{caption}$$licence$$" if "licence" in notes else caption,
        subtitles=[part for line in one.subtitles for part in _lines(line)],
        legend=_lines(one.source),
        instructions="This sheet holds one table.",
        index_columns={},
        table_notes=_noted(held.columns, notes),
        additional_formatting=formats,
    )


def _format(column: FlatColumn) -> Mapping[str, str | int]:
    """Numbers, and words that stand for one, to the right; text to the left, clear of numbers before it."""
    if not column.numeric:
        return {"align": "left", "valign": "top", "indent": 1}
    return {"align": "right", "valign": "top", "num_format": DIGITS.get(column.decimals, "General")}


def _lines(text: str) -> list[str]:
    return textwrap.wrap(literal(text), LINE)


def literal(value: Any) -> Any:
    """Text in which the writer of the workbook finds neither a note nor a link; numbers as they are."""
    return MARK_UP.sub(" ", value) if isinstance(value, str) else value


def labels(tables: Sequence[Table]) -> list[str]:
    """A name a sheet, short enough for Excel and all different."""
    found: list[str] = []
    for place, one in enumerate(tables, start=1):
        words = re.sub(r"[\[\]:*?/\\']", " ", _shortest(one.caption))
        found.append(f"{place} {' '.join(words.split())}"[:LONGEST_SHEET].strip())
    return found


def _shortest(caption: str) -> str:
    """What a caption is about: "Muirton: Poverty: the latest figures" is about poverty."""
    *before, last = caption.split(": ")
    return last if not before or last[:1].isupper() else before[-1]
