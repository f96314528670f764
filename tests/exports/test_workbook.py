"""Workbooks, read back: cover, contents, notes, a sheet a table, numbers as numbers, words as words."""

import io
import re
from typing import Any

import openpyxl
import pytest

from dashboard.exhibits.table import Table, columns, table
from dashboard.exports.workbook import LINE, LONGEST_SHEET, Sheet, labels, literal, workbook
from dashboard.statistics.written import Written, WrittenRange
from tests.exports.pack.reopened import leads_out, unsafe_cells

BAD = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "[look](http://evil.example)", "http://evil.example", "$$none$$"]
LONG = "Counted where people live, and not where they were counted. " * 5
NOTES = {
    "score": "How the score is made. " * 9,
    "licence": "Open Government Licence.",
    "unused": "Nobody asks for this.",
}


def a_table(caption: str = "Need here") -> Table:
    rows = [
        [BAD[0], Written(1019), WrittenRange(9.6, 11.8, 1, "%"), Written(36.5, 1)],
        [LONG, Written(7), WrittenRange(1.0, 2.0, 1, "%"), Written(1.5, 1)],
        *([text, "Suppressed: fewer than 5", "no interval", "–"] for text in BAD[1:]),
    ]
    return table(caption, columns("Area", "People", "95% interval", "Need score"), rows)


@pytest.fixture(scope="module")
def content() -> bytes:
    sheets = [
        Sheet("Figures", a_table(), (BAD[0], BAD[5]), BAD[6]),
        Sheet("More", a_table(f"{BAD[5]} {BAD[7]}"), (LONG,), LONG),
    ]
    return workbook(f"{BAD[0]} {BAD[5]} {BAD[7]}", BAD, sheets, NOTES)


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_it_has_cover_contents_notes_and_the_tables(book: Any) -> None:
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Figures", "More"]
    assert [row[0] for row in book["Contents"].iter_rows(min_row=4, values_only=True)] == ["Figures", "More"]


def test_the_notes_are_those_that_a_heading_refers_to(book: Any) -> None:
    said = [row[1] for row in book["Notes"].iter_rows(values_only=True)]
    assert {NOTES["score"], NOTES["licence"]} <= set(said)
    assert NOTES["unused"] not in said


def test_numbers_are_numbers_and_both_ends_of_a_range_are(book: Any) -> None:
    (row,) = (row for row in book["Figures"].iter_rows() if row[1].value == 1019)
    assert [cell.value for cell in row] == ["=1+1", 1019, 9.6, 11.8, 36.5]
    assert [cell.data_type for cell in row] == ["s", "n", "n", "n", "n"]
    assert [cell.number_format for cell in row[1:]] == ["#,##0", "#,##0.0", "#,##0.0", "#,##0.0"]


def test_a_state_is_said_in_words(book: Any) -> None:
    (row,) = (row for row in book["Figures"].iter_rows(values_only=True) if row[0] == "@SUM(A1)")
    assert row[1:] == ("Suppressed: fewer than 5", "no interval", "no interval", "no figure")


def test_no_text_becomes_a_formula_or_a_link(content: bytes, book: Any) -> None:
    assert unsafe_cells(content) == []
    assert leads_out(content) == []
    firsts = [row[0] for row in book["Figures"].iter_rows(values_only=True)]
    assert [text for text in ("=1+1", "+1", "-1+2", "@SUM(A1)", "http://evil.example") if text not in firsts] == []
    assert "[look] (http://evil.example)" in firsts


def test_every_sheet_has_one_table_with_a_header(book: Any) -> None:
    for name in ("Figures", "More"):
        (held,) = book[name].tables.values()
        assert held.headerRowCount == 1
        assert len(held.column_names) == 5


def test_a_sheet_is_printed_on_pages_as_wide_as_it_is_with_its_headings_on_each(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    (held,) = book["Figures"].tables.values()
    top = re.match(r"A(\d+):", held.ref)
    assert top
    assert book["Figures"].print_title_rows == f"${top[1]}:${top[1]}"


def test_long_text_stands_in_lines_that_are_all_seen(book: Any) -> None:
    for name in ("Figures", "More"):
        sheet = book[name]
        (row,) = (cells[0].row for cells in sheet.iter_rows() if cells[0].value == LONG and cells[1].value == 7)
        width = sheet.column_dimensions["A"].width
        assert width < 60
        assert sheet.row_dimensions[row].height >= len(LONG) / width * 14
    (held,) = book["More"].tables.values()
    above = [row[0] for row in book["More"].iter_rows(values_only=True)][: int(held.ref[1]) - 1]
    assert max(len(str(line)) for line in above) <= LINE
    assert " ".join(map(str, above)).count("Counted where people live") == 10


def test_a_note_is_seen_whole(book: Any) -> None:
    heights = {row[1].value: book["Notes"].row_dimensions[row[1].row].height for row in book["Notes"].iter_rows()}
    assert heights[NOTES["score"]] > 3 * heights[NOTES["licence"]]


def test_numbers_and_the_words_for_one_stand_to_the_right(book: Any) -> None:
    aligned = {cell.alignment.horizontal for column in book["Figures"].iter_cols(min_row=6) for cell in column[1:]}
    assert aligned == {"left", "right"}
    for row in book["Figures"].iter_rows(min_row=7):
        assert [cell.alignment.horizontal for cell in row] == ["left", *["right"] * 4]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("$$$", "$ $ $"), ("[a](b)", "[a] (b)"), ("5 $ (x) [y]", "5 $ (x) [y]"), (5.5, 5.5), ("", "")],
)
def test_what_the_writer_reads_as_mark_up_is_parted(text: object, plain: object) -> None:
    assert literal(text) == plain


def test_sheets_have_short_names_that_are_all_different() -> None:
    captions = [
        *("Poverty: the latest figures", "Muirton: Poverty: the latest figures", "Muirton: The four measures"),
        *("Recent trends: the 10 of 53", "Who [lives] here? / there\\*'x'", "x" * 80, "x" * 80),
    ]
    found = labels([Table(caption, (), ()) for caption in captions])
    assert found[:4] == ["1 Poverty", "2 Poverty", "3 The four measures", "4 Recent trends"]
    assert len(set(found)) == len(found)
    assert [name for name in found if len(name) > LONGEST_SHEET or set(name) & set("[]:*?/\\'")] == []
