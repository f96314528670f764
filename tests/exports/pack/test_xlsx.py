"""The workbook of a pack: a sheet for every table and chart, with numbers that are numbers and no formulas."""

from dataclasses import replace

import openpyxl

from dashboard.exports.pack.drawn import Drawn
from dashboard.exports.pack.figures import pack_xlsx
from tests.exports.pack.conftest import MadePack
from tests.exports.pack.reopened import every_table, not_in_workbook, sheets_of, unsafe_cells


def test_no_cell_is_a_formula_or_leads_out(either: MadePack) -> None:
    assert unsafe_cells(either.path("xlsx").read_bytes()) == []


def test_every_row_of_every_table_has_its_numbers_on_a_sheet(either: MadePack) -> None:
    tables = every_table(either.document)
    assert sum(len(held.rows) for held in tables) > 200
    assert not_in_workbook(either.path("xlsx").read_bytes(), tables) == []


def test_a_row_that_is_missing_would_be_seen(area: MadePack) -> None:
    document = area.document
    fewer = replace(document, tables=document.tables[:-1])
    content = pack_xlsx(fewer, Drawn(document.evidence))
    assert {caption for caption, _ in not_in_workbook(content, every_table(document))} == {document.tables[-1].caption}


def test_cover_contents_and_notes_come_first_and_the_contents_name_every_sheet(either: MadePack) -> None:
    book = openpyxl.load_workbook(either.path("xlsx"))
    names = book.sheetnames
    assert names[:3] == ["Cover", "Contents", "Notes"]
    assert len(set(names)) == len(names)
    listed = {str(row[0]) for row in book["Contents"].iter_rows(values_only=True)}
    assert set(names[3:]) <= listed
    cover = " ".join(str(row[0]) for row in book["Cover"].iter_rows(values_only=True))
    assert either.document.title in cover
    assert [value for _, value in either.document.about if value not in cover] == []
    assert either.document.made in cover


def test_no_table_stands_there_twice(either: MadePack) -> None:
    titles = [title for title, _ in sheets_of(either.path("xlsx").read_bytes())]
    assert sorted(set(titles)) == sorted(titles)


def test_sheets_are_named_by_what_they_are_about(area: MadePack) -> None:
    names = [name.split(" ", 1)[-1] for name in openpyxl.load_workbook(area.path("xlsx")).sheetnames]
    assert {"Poverty", "Employability", "Health and Wellbeing", "Who lives here", "Recent trends"} <= set(names)
    assert "the latest figures" not in names


def test_of_several_areas_no_figure_takes_the_place_of_another(both: MadePack) -> None:
    content = both.path("xlsx").read_bytes()
    assert not_in_workbook(content, every_table(both.document)) == []
    titles = [title for title, _ in sheets_of(content)]
    for name in ("Blairgowrie East (Rattray)", "North Muirton and Old Scone"):
        assert f"{name}: What adds up to the need score" in titles
    assert len(set(titles)) == len(titles)
