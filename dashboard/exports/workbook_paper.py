"""Sheets of a workbook on screen and paper: columns that fit, rows as high as their text, pages that hold them."""

import re
import textwrap
from collections.abc import Mapping
from typing import Any

A4 = 9
WIDEST, NARROWEST = 45, 10
"""The most characters in a line of a cell, and for how many there is room at least."""
WIDE, HIGH = 1.1, 16
"""The room that a character takes, in those of the font that Excel counts in, and a line, in points."""
HIGHEST = 409
"""The highest row that Excel takes, in points."""


def for_paper(made: Any, held: Mapping[str, list[list[str]]]) -> None:
    """Have each sheet be as wide as a page that lies on its side, long text in lines, headings on every page.

    Args:
        made: a workbook of xlsxwriter.
        held: what stands in each column of the table of a sheet, its heading first, by the name of the sheet.
    """
    for sheet in made.worksheets():
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        if sheet.get_name() in held:
            _in_lines(sheet, held[sheet.get_name()])


def _in_lines(sheet: Any, columns: list[list[str]]) -> None:
    """Columns no wider than their text needs, and rows as high as the lines in them."""
    (one,) = sheet.tables
    top = int(re.findall(r"\d+", one["range"])[0]) - 1
    sheet.repeat_rows(top)
    widths = [min(WIDEST, max(NARROWEST, *map(len, (*name.split(), *below)))) for name, *below in columns]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width * WIDE + 2)
    for row, texts in enumerate(zip(*columns, strict=True), start=top):
        lines = max(1, *(_height(text, width) for text, width in zip(texts, widths, strict=True)))
        sheet.set_row(row, min(lines * HIGH, HIGHEST))


def _height(text: str, width: int) -> int:
    """How many lines a text has in a column."""
    return sum(len(textwrap.wrap(part, int(width * WIDE))) for part in text.split("\n"))
