"""A pack as a Word document: real headings, tables with header rows, pictures with alt text."""

import io
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.table import Sentences, Table
from dashboard.exports.pack.document import (
    LEAD,
    NOTE,
    Beside,
    Bullets,
    Columns,
    Document,
    KeyFigures,
    Part,
    Section,
    Text,
    parts_of,
)
from dashboard.exports.pack.drawn import Drawn

ACCENT, QUIET = RGBColor(0x00, 0x2D, 0x54), RGBColor(0x59, 0x59, 0x59)
PAGE, MARGIN = (Cm(21.0), Cm(29.7)), Cm(1.8)
WIDTH, NARROW = Cm(17.4), Cm(10.5)
FONT = "Arial"
FIRST = 2.4
"""How many times as wide as the others the first column of a table is."""
MOST_ROWS = 30
"""A longer table of a chart stands in the workbook only."""


def pack_docx(document: Document, drawn: Drawn) -> bytes:
    """The pack as a Word document on A4."""
    word = docx.Document()
    _set_up(word, document)
    word.add_paragraph(document.subtitle, style="Subtitle")
    word.add_heading(document.title, level=1)
    for section in document.sections:
        _section(word, section, drawn)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _set_up(word: WordDocument, document: Document) -> None:
    """Title, language, page, fonts, and what stands on every page."""
    core = word.core_properties
    core.title, core.subject = f"{document.title}: {document.subtitle}", document.footer
    core.author, core.language = f"{document.evidence.partnership.name} Community Planning Partnership", "en-GB"
    core.comments, core.keywords = "", document.evidence.library.version
    page: Any = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, *PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    _styles(word)
    foot: Any = page.footer.paragraphs[0]
    foot.text = f"{document.footer} · Made {document.made} · Page "
    _page_number(foot)
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(7.5), QUIET


def _styles(word: WordDocument) -> None:
    sizes = {"Normal": 10, "Title": 22, "Subtitle": 10, "Heading 1": 22, "Heading 2": 14, "Heading 3": 11}
    for name, size in sizes.items():
        style: Any = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
        if name.startswith("Heading"):
            style.font.color.rgb = ACCENT
            style.paragraph_format.space_before = Pt(10)
            style.paragraph_format.keep_with_next = True
    normal: Any = word.styles["Normal"]
    normal.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)


def _page_number(paragraph: Any) -> None:
    """The number of the page, which Word counts."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _section(word: WordDocument, section: Section, drawn: Drawn) -> None:
    heading: Any = word.add_heading(section.heading, level=2)
    heading.paragraph_format.page_break_before = section.opens_page
    for block in section.blocks:
        narrow = isinstance(block, Beside | Columns)
        for part in parts_of(block):
            _part(word, part, drawn, narrow)


def _part(word: WordDocument, part: Part, drawn: Drawn, narrow: bool) -> None:
    match part:
        case Text():
            _text(word, part)
        case Bullets():
            if part.heading:
                word.add_heading(part.heading, level=3)
            for sentence in part.sentences:
                word.add_paragraph(sentence, style="List Bullet")
        case KeyFigures():
            rows = tuple((text, value) for value, text in part.figures)
            _grid(word, ("What", "Figure"), rows, (False, True))
        case Table():
            _table(word, part)
        case Exhibit() | MapExhibit():
            _figure(word, part, drawn, narrow)
            if isinstance(part, Exhibit) and len(part.table.rows) <= MOST_ROWS:
                _table(word, part.table)


def _text(word: WordDocument, part: Text) -> None:
    run: Any = word.add_paragraph().add_run(part.text)
    if part.role == LEAD:
        run.bold, run.font.size = True, Pt(12)
    elif part.role == NOTE:
        run.font.size, run.font.color.rgb = Pt(8.5), QUIET


def _table(word: WordDocument, held: Table) -> None:
    caption: Any = word.add_paragraph()
    run = caption.add_run(held.caption)
    run.bold, run.font.size, caption.paragraph_format.keep_with_next = True, Pt(9), True
    rows = tuple(tuple(_cell(cell) for cell in row) for row in held.rows)
    heads = tuple(column.heading for column in held.columns)
    _grid(word, heads, rows, tuple(column.numeric for column in held.columns), held.caption)


def _cell(cell: str) -> str:
    return "\n".join(cell.sentences) if isinstance(cell, Sentences) and cell.sentences else str(cell)


def _grid(
    word: WordDocument,
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    numeric: tuple[bool, ...],
    description: str = "Key figures",
) -> None:
    """A table whose first row is a header that is repeated on every page."""
    grid: Any = word.add_table(rows=1 + len(rows), cols=len(heads), style="Light Shading Accent 1")
    grid.autofit = False
    widths = [FIRST, *([1.0] * (len(heads) - 1))]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = int(WIDTH * width / sum(widths))
        for cell in column.cells:
            cell.width = column.width
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), description)
    grid._tbl.tblPr.append(said)
    marks = grid.rows[0]._tr.get_or_add_trPr()
    marks.append(OxmlElement("w:tblHeader"))
    for cells, texts in zip((one.cells for one in grid.rows), (heads, *rows), strict=True):
        for cell, text, right in zip(cells, texts, numeric, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.text, paragraph.alignment = text, 2 if right else 0
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size = Pt(8)
    for row in grid.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _figure(word: WordDocument, held: Exhibit | MapExhibit, drawn: Drawn, narrow: bool) -> None:
    """Title and subtitle, the picture with its alt text, and the source."""
    caption: Any = word.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(held.caption.title).bold = True
    under = caption.add_run(f"\n{held.caption.subtitle}")
    under.font.size, under.font.color.rgb = Pt(8.5), QUIET
    picture: Any = word.add_picture(io.BytesIO(drawn.picture(held, "png", narrow)), width=NARROW if narrow else WIDTH)
    described = picture._inline.docPr
    described.set("descr", held.caption.alt)
    described.set("title", held.caption.title)
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    _text(word, Text(held.caption.source, NOTE))
