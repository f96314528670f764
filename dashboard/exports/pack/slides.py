"""A pack as slides: a sentence a slide, charts that can be edited, the map as a picture, tables as tables."""

import io
from typing import Any

import pptx
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

from dashboard.charts.theme import CATEGORICAL
from dashboard.exhibits.exhibit import Exhibit, MapExhibit, PlotKind
from dashboard.exhibits.table import Table
from dashboard.exports.pack.document import NOTE, Bullets, Document, KeyFigures, Part, Section, Text
from dashboard.exports.pack.drawn import Drawn
from dashboard.exports.pack.native import chart_data, describe, hide, kind_of, read_downwards

SIZE = (Cm(33.867), Cm(19.05))
FONT = "Arial"
LEFT, TOP, WIDTH, HEIGHT = Cm(1.4), Cm(3.6), Cm(31.0), Cm(13.0)
FIRST = 2.2
"""How many times as wide as the others the first column of a table is."""
ACCENT, INK, QUIET = RGBColor(0x00, 0x2D, 0x54), RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x59, 0x59, 0x59)
MOST_ROWS, MOST_LETTERS, SOURCE_LETTERS = 18, 1400, 165
"""What fits on a slide: rows of a table, letters of a text, letters in a line of a source."""
FOOT = Cm(18.0)


def pack_pptx(document: Document, drawn: Drawn) -> bytes:
    """The pack as slides, 16 to 9."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = SIZE
    core = deck.core_properties
    core.title, core.subject = f"{document.title}: {document.subtitle}", document.footer
    core.author, core.language = f"{document.evidence.partnership.name} Community Planning Partnership", "en-GB"
    maker = _Maker(deck, document, drawn)
    maker.title()
    for section in document.sections:
        maker.section(section)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


class _Maker:
    """Slides one after the other, each with its title and foot."""

    def __init__(self, deck: Any, document: Document, drawn: Drawn) -> None:
        self.deck, self.document, self.drawn = deck, document, drawn

    def title(self) -> None:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[0])
        slide.shapes.title.text = self.document.title
        slide.placeholders[1].text = f"{self.document.subtitle}\n{self.document.footer}\nMade {self.document.made}"
        for paragraph in slide.placeholders[1].text_frame.paragraphs:
            paragraph.font.size, paragraph.font.color.rgb = Pt(16), QUIET

    def section(self, section: Section) -> None:
        """Its sentences on slides, then a slide for each chart, map and table."""
        said = [line for part in section.parts for line in lines_of(part)]
        for page, lines in enumerate(pages_of(said)):
            heading = section.heading if page == 0 else f"{section.heading} (continued)"
            self._text(heading, lines)
        for part in section.parts:
            if isinstance(part, Table):
                self._tables(part, "" if said else f"{section.heading}: ")
            elif isinstance(part, Exhibit) and part.plot is None:
                self._picture(part)
            elif isinstance(part, Exhibit):
                self._chart(part)
            elif isinstance(part, MapExhibit):
                self._picture(part)

    def _slide(self, heading: str) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = LEFT, Cm(0.7), WIDTH, Cm(1.8)
        title.text_frame.word_wrap, title.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        title.text = heading
        paragraph = title.text_frame.paragraphs[0]
        paragraph.alignment, paragraph.font.bold, paragraph.font.name = PP_ALIGN.LEFT, True, FONT
        paragraph.font.size, paragraph.font.color.rgb = _title_size(heading), ACCENT
        self._box(slide, (LEFT, FOOT, WIDTH, Cm(0.9)), f"{self.document.footer} · Made {self.document.made}", 8)
        return slide

    def _box(self, slide: Any, frame: tuple[Any, Any, Any, Any], text: str, size: int) -> None:
        box = slide.shapes.add_textbox(*frame)
        box.text_frame.word_wrap, box.text_frame.text = True, text
        for paragraph in box.text_frame.paragraphs:
            paragraph.font.size, paragraph.font.color.rgb, paragraph.font.name = Pt(size), QUIET, FONT

    def _text(self, heading: str, lines: list[str]) -> None:
        slide = self._slide(heading)
        frame = slide.shapes.add_textbox(LEFT, Cm(3.0), WIDTH, HEIGHT).text_frame
        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.text, paragraph.font.size, paragraph.space_after = line, Pt(18), Pt(9)
            paragraph.font.color.rgb, paragraph.font.name = INK, FONT

    def _words(self, slide: Any, held: Exhibit | MapExhibit) -> int:
        """Subtitle and source, and how high what stands between them may be."""
        self._box(slide, (LEFT, Cm(2.4), WIDTH, Cm(1.2)), held.caption.subtitle, 13)
        lines = -(-len(held.caption.source) // SOURCE_LETTERS)
        top = FOOT - Cm(0.25 + 0.45 * lines)
        self._box(slide, (LEFT, top, WIDTH, FOOT - top), held.caption.source, 10)
        return top - TOP

    def _chart(self, held: Exhibit) -> None:
        slide = self._slide(held.caption.title)
        height = self._words(slide, held)
        kind, data = chart_data(held)
        shape = slide.shapes.add_chart(kind, LEFT, TOP, WIDTH, height, data)
        describe(shape, held.caption.alt)
        dress(shape.chart, held)

    def _picture(self, held: Exhibit | MapExhibit) -> None:
        slide = self._slide(held.caption.title)
        height = self._words(slide, held)
        picture = slide.shapes.add_picture(io.BytesIO(self.drawn.picture(held, "png")), LEFT, TOP)
        scale = min(WIDTH / picture.width, height / picture.height)
        picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
        picture.left = int((SIZE[0] - picture.width) / 2)
        describe(picture, held.caption.alt)

    def _tables(self, held: Table, section: str) -> None:
        """A table on as many slides as its rows need; sentences make a row higher."""
        for page, rows in enumerate(row_pages(held)):
            slide = self._slide(f"{section}{held.caption}{' (continued)' if page else ''}")
            shape = slide.shapes.add_table(1 + len(rows), len(held.columns), LEFT, Cm(3.0), WIDTH, Cm(1.0))
            describe(shape, held.caption)
            grid = shape.table
            widths = [FIRST, *([1.0] * (len(held.columns) - 1))]
            for column, width in zip(grid.columns, widths, strict=True):
                column.width = int(WIDTH * width / sum(widths))
            heads = [column.heading for column in held.columns]
            for across, texts in enumerate(zip(heads, *rows, strict=True)):
                for down, text in enumerate(texts):
                    cell = grid.cell(down, across)
                    cell.text = str(text)
                    cell.margin_top = cell.margin_bottom = Cm(0.06)
                    paragraph = cell.text_frame.paragraphs[0]
                    paragraph.font.size = Pt(12 if len(held.columns) < 7 else 10)
                    paragraph.alignment = PP_ALIGN.RIGHT if held.columns[across].numeric else PP_ALIGN.LEFT


def _title_size(heading: str) -> Any:
    """Long titles are smaller, so that they stay on their line or two."""
    return Pt(26 if len(heading) < 55 else 20 if len(heading) < 90 else 16)


def lines_of(part: Part) -> list[str]:
    """What a part says in sentences."""
    match part:
        case Text():
            return [] if part.role == NOTE else [part.text]
        case Bullets():
            return [*([f"{part.heading}:"] if part.heading else []), *(f"• {one}" for one in part.sentences)]
        case KeyFigures():
            return [" · ".join(f"{value} {text}" for value, text in part.figures)]
        case _:
            return []


def pages_of(lines: list[str]) -> list[list[str]]:
    """Sentences on slides, as many as fit."""
    pages: list[list[str]] = []
    for line in lines:
        if pages and sum(len(one) + 40 for one in pages[-1]) + len(line) <= MOST_LETTERS:
            pages[-1].append(line)
        else:
            pages.append([line])
    return pages


def row_pages(held: Table) -> list[list[tuple[str, ...]]]:
    """Rows on slides: a row counts by how many lines its longest cell needs."""
    room = max(12, 150 // max(len(held.columns), 1))
    pages: list[list[tuple[str, ...]]] = []
    used = MOST_ROWS + 1
    for row in held.rows:
        lines = max(1, *(-(-len(cell) // room) for cell in row))
        if used + lines > MOST_ROWS:
            pages.append([])
            used = 0
        pages[-1].append(row)
        used += lines
    return pages


def dress(chart: Chart, held: Exhibit) -> None:
    """Colours, legend and axes of a chart of PowerPoint's own."""
    one: Any = chart
    kind = kind_of(held.plot) if held.plot else PlotKind.BAR
    one.font.size, one.font.name = Pt(12), FONT
    one.has_title, one.has_legend = False, kind == PlotKind.LINE
    if one.has_legend:
        one.legend.position, one.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    series = list(one.plots[0].series)
    for place, line in enumerate(series):
        colour = RGBColor.from_string(CATEGORICAL[place % len(CATEGORICAL)].lstrip("#"))
        if kind in {PlotKind.LINE, PlotKind.SCATTER}:
            line.marker.format.fill.solid()
            line.marker.format.fill.fore_color.rgb = colour
        if kind == PlotKind.LINE:
            line.format.line.color.rgb, line.smooth = colour, False
        elif kind == PlotKind.SCATTER:
            line.format.line.fill.background()
            line.marker.style, line.marker.size = XL_MARKER_STYLE.CIRCLE, 10
        else:
            line.format.fill.solid()
            line.format.fill.fore_color.rgb = colour
    if kind in {PlotKind.BAR, PlotKind.RANGE}:
        read_downwards(one)
    if kind == PlotKind.RANGE:
        one.plots[0].overlap = 100
        hide(series[:1])
    one.value_axis.tick_labels.font.size = Pt(11)
    one.value_axis.has_major_gridlines = True
