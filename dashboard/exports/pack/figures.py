"""The workbook of a pack: every table and the figures behind every chart and map, a sheet each."""

from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.table import Table
from dashboard.exports.pack.about import notes
from dashboard.exports.pack.document import Document
from dashboard.exports.pack.drawn import Drawn
from dashboard.exports.workbook import Sheet, labels, workbook


def pack_xlsx(document: Document, _: Drawn) -> bytes:
    """The pack as a workbook; the tables that paper has no room for are in it too."""
    held: dict[str, tuple[Table, tuple[str, ...], str]] = {}
    for part in document.parts:
        if isinstance(part, Exhibit | MapExhibit):
            held[part.table.caption] = (part.table, (part.caption.title, part.caption.subtitle), part.caption.source)
        elif isinstance(part, Table):
            held.setdefault(part.caption, (part, (), ""))
    for one in document.tables:
        if one.caption not in held or len(one.columns) > len(held[one.caption][0].columns):
            held[one.caption] = (one, *held.get(one.caption, (one, (), ""))[1:])
    names = labels([table for table, _, _ in held.values()])
    sheets = [
        Sheet(label, table, subtitles, source)
        for label, (table, subtitles, source) in zip(names, held.values(), strict=True)
    ]
    return workbook(f"{document.title}: {document.subtitle}", about_lines(document), sheets, notes(document.evidence))


def about_lines(document: Document) -> list[str]:
    """What stands on the cover, and on top of every file of figures."""
    return [*(f"{name}: {value}." for name, value in document.about), f"Made {document.made}."]
