"""What the tests of packs share: files read back by readers that are not ours, and the figures they should hold."""

import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl

from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.table import Table
from dashboard.exports.made import Made
from dashboard.exports.pack.contents import Failed, Pack, put_together
from dashboard.exports.pack.document import Document
from dashboard.exports.pack.make import make_pack
from dashboard.statistics.written import Written, WrittenRange

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
BRIEF = ("What inequality is here", "Why this score")


def document_of(pack: Pack) -> Document:
    """The document of a pack whose parts can all be made."""
    making = put_together(pack, 0)
    while True:
        try:
            assert not isinstance(one := next(making), Failed), one
        except StopIteration as done:
            return done.value


def brief(pack: Pack) -> Pack:
    """The same pack with two of its sections and no further tables, which takes a second."""
    return replace(pack, sections=lambda: [one for one in pack.sections() if one.heading in BRIEF], tables=lambda: [])


def only_file(pack: Pack, ending: str) -> bytes:
    """A pack as one kind of file, all of whose parts could be made."""
    told = list(make_pack(pack, [ending]))
    assert [one for one in told if isinstance(one, Failed)] == []
    (made,) = (one for one in told if isinstance(one, Made))
    return made.content


def shown_tables(document: Document) -> list[Table]:
    """The tables that stand in the sections themselves."""
    return [part for part in document.parts if isinstance(part, Table)]


def every_table(document: Document) -> list[Table]:
    """Those, the figures behind every chart and map, and the tables that paper has no room for."""
    behind = [part.table for part in document.parts if isinstance(part, Exhibit | MapExhibit)]
    return [*shown_tables(document), *behind, *document.tables]


def figures_of(document: Document) -> list[Exhibit | MapExhibit]:
    return [part for part in document.parts if isinstance(part, Exhibit | MapExhibit)]


def numbers_of(row: tuple[str, ...]) -> list[float]:
    """The numbers of a row in their order, both ends of a range."""
    found: list[float] = []
    for cell in row:
        if isinstance(cell, Written):
            found.append(cell.value)
        elif isinstance(cell, WrittenRange):
            found += [cell.low, cell.high]
    return found


def pdf_text(path: Path, page: int | None = None) -> str:
    """The words of a PDF, or of one of its pages, with single spaces; words parted at the end of a line stay parted."""
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    done = subprocess.run(["pdftotext", *pages, str(path), "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


def pdf_says(path: Path, *options: str) -> str:
    return subprocess.run(["pdfinfo", *options, str(path)], capture_output=True, check=True, text=True).stdout


def pdf_objects(path: Path) -> bytes:
    """A PDF with its packed parts unpacked."""
    raw = path.read_bytes()
    unpacked: list[bytes] = [raw]
    for found in STREAM.finditer(raw):
        try:
            unpacked.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(unpacked)


def pdf_strings(path: Path, key: str) -> list[str]:
    """The texts that stand under a name in the objects of a PDF, such as Alt."""
    pattern = rb"/" + key.encode() + rb"\s*(?:\(((?:\\.|[^\\()])*)\)|<([0-9a-fA-F]+)>)"
    found: list[str] = []
    for text, digits in re.findall(pattern, pdf_objects(path), re.DOTALL):
        if digits:
            found.append(bytes.fromhex(digits.decode()).decode("utf-16"))
        else:
            plain = re.sub(rb"\\([()\\])", rb"\1", text)
            found.append(plain.decode("utf-16" if plain.startswith(b"\xfe\xff") else "latin-1"))
    return found


class Page(HTMLParser):
    """A page of HTML: its tags with what they say of themselves, its words, and its tables as rows of text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "img", "br", "link", "hr", "input"}:
            self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag in {"td", "th"} and self._cell is not None:
            self.rows[-1].append(" ".join(" ".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.words.append(data)
        if self._cell is not None:
            self._cell.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def sheets_of(content: bytes) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """The sheets of a workbook: the title of each and its rows, as they are stored."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        rows: list[tuple[object, ...]] = [tuple(row) for row in sheet.iter_rows(values_only=True)]
        yield str(rows[0][0]).split("[note")[0], rows


def numbers_in(row: tuple[object, ...]) -> list[float]:
    return [float(cell) for cell in row if isinstance(cell, int | float)]


def not_in_workbook(content: bytes, tables: list[Table]) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of tables that no sheet of that title has: each by its caption."""
    sheets: dict[str, list[tuple[str, tuple[float, ...]]]] = {}
    for title, rows in sheets_of(content):
        sheets.setdefault(title, []).extend((str(row[0]), tuple(numbers_in(row))) for row in rows)
    return [
        (held.caption, row)
        for held in tables
        for row in held.rows
        if not any(
            first == str(row[0]) and is_within(numbers_of(row), found) for first, found in sheets.get(held.caption, [])
        )
    ]


def is_within(wanted: list[float], found: tuple[float, ...]) -> bool:
    """Whether numbers stand among others in the same order; a wider table has more of them."""
    left = iter(found)
    return all(any(abs(number - one) < 1e-9 for one in left) for number in wanted)


def unsafe_cells(content: bytes) -> list[tuple[str, str, object]]:
    """The cells of a workbook that are formulas, or lead out of it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or (cell.hyperlink is not None and cell.hyperlink.target)
    ]


def leads_out(content: bytes) -> list[str]:
    """The parts of an Office file that refer to something outside it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            name
            for name in archive.namelist()
            if name.endswith(".rels") and b'TargetMode="External"' in archive.read(name)
        ]
