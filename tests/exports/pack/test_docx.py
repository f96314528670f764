"""The Word document of a pack: headings, described pictures, tables with headers, and all their figures."""

import itertools
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from dashboard.exports.pack.document import KeyFigures
from tests.exports.pack.conftest import MadePack
from tests.exports.pack.reopened import figures_of, leads_out, shown_tables


def opened(made: MadePack) -> Any:
    return docx.Document(str(made.path("docx")))


def rows_of(grid: Any) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in grid.rows]


def test_headings_have_their_levels(either: MadePack) -> None:
    held = [(one.style.name, one.text) for one in opened(either).paragraphs if one.style.name.startswith("Heading")]
    assert [text for style, text in held if style == "Heading 1"] == [either.document.title]
    assert [text for style, text in held if style == "Heading 2"] == [one.heading for one in either.document.sections]
    levels = [int(style.split()[1]) for style, _ in held]
    assert levels[0] == 1
    assert max(after - before for before, after in itertools.pairwise(levels)) == 1


def test_every_picture_is_told_in_words(either: MadePack) -> None:
    shapes = list(opened(either).inline_shapes)
    wanted = [(figure.caption.alt, figure.caption.title) for figure in figures_of(either.document)]
    found = [(one._inline.docPr.get("descr"), one._inline.docPr.get("title")) for one in shapes]
    assert found == wanted
    assert all(alt.strip() for alt, _ in found)
    numbers = [one._inline.docPr.get("id") for one in shapes]
    assert len(set(numbers)) == len(numbers)


def test_no_picture_is_wider_than_the_page(either: MadePack) -> None:
    word = opened(either)
    page = word.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    assert max(one.width for one in word.inline_shapes) <= room
    assert max(one.height for one in word.inline_shapes) <= page.page_height - page.top_margin - page.bottom_margin


def test_tables_repeat_their_header_row_and_do_not_part_a_row(either: MadePack) -> None:
    grids = opened(either).tables
    assert len(grids) >= len(shown_tables(either.document))
    for grid in grids:
        marks = [row._tr.trPr for row in grid.rows]
        assert marks[0].find(qn("w:tblHeader")) is not None
        assert [place for place, one in enumerate(marks[1:], 1) if one.find(qn("w:tblHeader")) is not None] == []
        assert [place for place, one in enumerate(marks) if one.find(qn("w:cantSplit")) is None] == []
        assert grid._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).strip()


def test_every_table_of_the_sections_is_there_to_the_last_cell(either: MadePack) -> None:
    grids = [rows_of(grid) for grid in opened(either).tables]
    for held in shown_tables(either.document):
        head = tuple(column.heading for column in held.columns)
        said = [head, *(tuple(" ".join(cell.split()) for cell in row) for row in held.rows)]
        found = [[tuple(" ".join(cell.split()) for cell in row) for row in rows] for rows in grids if rows[0] == head]
        assert said in found, held.caption


def test_key_figures_are_a_table(area: MadePack) -> None:
    (held,) = (part for part in area.document.parts if isinstance(part, KeyFigures))
    assert [("What", "Figure"), *((text, value) for value, text in held.figures)] in [
        rows_of(grid) for grid in opened(area).tables
    ]


def test_it_says_what_it_is_and_in_which_language(either: MadePack) -> None:
    word = opened(either)
    core = word.core_properties
    assert (core.title, core.language) == (f"{either.document.title}: {either.document.subtitle}", "en-GB")
    assert core.author == "Perth and Kinross Community Planning Partnership"
    spoken = word.styles["Normal"].element.rPr.findall(qn("w:lang"))
    assert [one.get(qn("w:val")) for one in spoken] == ["en-GB"]
    foot = word.sections[0].footer.paragraphs[0].text
    assert [value for _, value in either.document.about if value not in foot] == []
    assert either.document.made in foot


@pytest.mark.parametrize("ending", ["docx", "pptx", "xlsx"])
def test_no_office_file_refers_to_anything_outside(either: MadePack, ending: str) -> None:
    assert leads_out(either.path(ending).read_bytes()) == []
