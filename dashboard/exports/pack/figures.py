"""The workbook of a pack: every table and the figures behind every chart and map, a sheet each."""

from dataclasses import replace

from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.table import Table
from dashboard.exports.pack.about import notes
from dashboard.exports.pack.document import Document
from dashboard.exports.pack.drawn import Drawn
from dashboard.exports.workbook import Sheet, labels, workbook


def pack_xlsx(document: Document, _: Drawn) -> bytes:
    """The pack as a workbook; the tables that paper has no room for are in it too."""
    held: list[Sheet] = []
    for part in document.parts:
        if isinstance(part, Exhibit | MapExhibit):
            _take_in(held, Sheet("", part.table, (part.caption.title, part.caption.subtitle), part.caption.source))
        elif isinstance(part, Table):
            _take_in(held, Sheet("", part, (), ""))
    for one in document.tables:
        _take_in(held, Sheet("", one, (), ""))
    names = labels([one.table for one in held])
    sheets = [replace(one, label=label) for label, one in zip(names, held, strict=True)]
    return workbook(f"{document.title}: {document.subtitle}", about_lines(document), sheets, notes(document.evidence))


def about_lines(document: Document) -> list[str]:
    """What stands on the cover, and on top of every file of figures."""
    return [*(f"{name}: {value}." for name, value in document.about), f"Made {document.made}."]


def _take_in(held: list[Sheet], new: Sheet) -> None:
    """Add a sheet; of tables under one caption, those that are within another are not kept beside it."""
    same = [old for old in held if old.table.caption == new.table.caption]
    wider = [old for old in same if _within(new.table, old.table)]
    said = next((one for one in (*same, new) if one.subtitles), new)
    if wider:
        held[held.index(wider[0])] = replace(said, table=wider[0].table)
        return
    narrower = [old for old in same if _within(old.table, new.table)]
    place = held.index(narrower[0]) if narrower else len(held)
    held.insert(place, replace(said, table=new.table) if narrower else new)
    for old in narrower:
        held.remove(old)


def _within(narrow: Table, wide: Table) -> bool:
    """Whether a table has every row and column of another."""
    wanted, headings = ([column.heading for column in one.columns] for one in (narrow, wide))
    if not set(wanted) <= set(headings):
        return False
    places = [headings.index(heading) for heading in wanted]
    return set(narrow.rows) <= {tuple(row[place] for place in places) for row in wide.rows}
