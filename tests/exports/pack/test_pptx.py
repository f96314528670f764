"""The slides of a pack: charts that can be edited with the figures of their tables, and every row of a table."""

from itertools import pairwise
from typing import Any

import pptx
import pytest

from dashboard.exhibits.exhibit import Exhibit, MapExhibit, Plot, PlotKind
from dashboard.exhibits.table import Table
from dashboard.exports.pack.document import NOTE, Bullets, Text
from dashboard.exports.pack.native import MOST_BARS
from dashboard.exports.pack.slides import lines_of
from dashboard.statistics.written import Written
from tests.exports.pack.conftest import MadePack
from tests.exports.pack.reopened import figures_of, shown_tables


def slides(made: MadePack) -> list[Any]:
    return list(pptx.Presentation(str(made.path("pptx"))).slides)


def shapes(made: MadePack) -> list[tuple[str, Any]]:
    """Every shape under the title of its slide."""
    return [(slide.shapes.title.text, shape) for slide in slides(made) for shape in slide.shapes]


def described(shape: Any) -> str:
    return shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""


def column(held: Table, heading: str) -> list[float | None]:
    place = [one.heading for one in held.columns].index(heading)
    return [cell.value if isinstance(cell := row[place], Written) else None for row in held.rows]


def is_of_points(plot: Plot) -> bool:
    """Points along one axis alone are bars on a slide, so that each has its name."""
    return plot.kind == PlotKind.SCATTER and len(plot.headings) > 1


def wanted_series(held: Exhibit, plot: Plot) -> list[list[float | None]]:
    """What the series of a chart should hold, put together from the table by hand."""
    found = [column(held.table, heading) for heading in plot.headings]
    if is_of_points(plot):
        known = [at for at in range(len(found[0])) if all(one[at] is not None for one in found)]
        return [[one[at] for at in known] for one in found]
    if plot.kind == PlotKind.LINE:
        return found
    found = [one[:MOST_BARS] for one in found]
    if plot.kind == PlotKind.RANGE:
        first, last = found
        return [first, [None if a is None or b is None else b - a for a, b in zip(first, last, strict=True)]]
    return found


def series_of(chart: Any, plot: Plot) -> list[list[float | None]]:
    held = list(chart.plots[0].series)
    if not is_of_points(plot):
        return [list(one.values) for one in held]
    xml = held[0]._element
    return [[float(one.text) for one in xml.xpath(f".//c:{axis}//c:v")] for axis in ("xVal", "yVal")]


def test_every_slide_has_a_title_and_says_where_its_figures_are_from(either: MadePack) -> None:
    held = slides(either)
    assert len(held) > len(either.document.sections)
    assert [place for place, one in enumerate(held, 1) if not one.shapes.title.text.strip()] == []
    for slide in held:
        text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert either.document.footer in text
        assert either.document.made in text
    firsts = {slide.shapes.title.text for slide in held}
    telling = [one for one in either.document.sections if any(lines_of(part) for part in one.parts)]
    assert len(telling) > 4
    assert [one.heading for one in telling if one.heading not in firsts] == []
    silent = [
        one
        for one in either.document.sections
        if one not in telling and any(isinstance(part, Table) for part in one.parts)
    ]
    assert [one.heading for one in silent if not any(title.startswith(f"{one.heading}: ") for title in firsts)] == []


def test_no_words_of_a_slide_stand_on_others(either: MadePack) -> None:
    for slide in slides(either)[1:]:
        boxes = [one for one in slide.shapes if one.shape_type == 17]
        frames = sorted((one.top, one.top + one.height) for one in boxes)
        assert all(above[1] <= below[0] for above, below in pairwise(frames)), slide.shapes.title.text
        for one in boxes:
            size = next(
                (run.font.size or part.font.size for part in one.text_frame.paragraphs for run in part.runs), None
            )
            size = size or one.text_frame.paragraphs[0].font.size
            if size and size.pt == 10:  # a source
                assert -(-len(one.text_frame.text) // 165) * 1.2 * size <= one.height


def test_every_chart_that_can_be_is_one_of_powerpoints_own_with_the_figures_of_its_table(either: MadePack) -> None:
    native = [shape for _, shape in shapes(either) if shape.has_chart]
    plotted = [one for one in figures_of(either.document) if isinstance(one, Exhibit) and one.plot]
    assert [described(shape) for shape in native] == [one.caption.alt for one in plotted]
    assert len(plotted) >= 2
    for shape, one in zip(native, plotted, strict=True):
        assert one.plot
        found, wanted = series_of(shape.chart, one.plot), wanted_series(one, one.plot)
        assert [len(series) for series in found] == [len(series) for series in wanted]
        for series, values in zip(found, wanted, strict=True):
            assert series == pytest.approx(values, nan_ok=False) if None not in values else series == values, one.key
        assert any(value for series in found for value in series)


def test_the_sheet_behind_a_chart_can_be_edited(either: MadePack) -> None:
    for _, shape in shapes(either):
        if shape.has_chart:
            assert shape.chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


def test_names_of_bars_are_the_names_of_the_rows(area: MadePack) -> None:
    (why,) = (one for one in figures_of(area.document) if one.key == "area-why")
    (shape,) = (one for _, one in shapes(area) if one.has_chart and described(one) == why.caption.alt)
    names = [str(one) for one in shape.chart.plots[0].categories]
    rows = [str(row[0]) for row in why.table.rows][:MOST_BARS]
    assert [name.split(" (")[0] for name in names] == [row.split(" (")[0] for row in rows]
    assert len(set(names)) == len(names)


def test_maps_and_other_charts_are_pictures_told_in_words(either: MadePack) -> None:
    pictures = [described(shape) for _, shape in shapes(either) if shape.shape_type == 13]
    drawn = [one for one in figures_of(either.document) if isinstance(one, MapExhibit) or one.plot is None]
    assert pictures == [one.caption.alt for one in drawn]
    assert pictures


def test_every_row_of_every_table_stands_on_a_slide(either: MadePack) -> None:
    grids = [(title, shape) for title, shape in shapes(either) if shape.has_table]
    rows = {
        (described(shape), tuple(cell.text for cell in row.cells)) for _, shape in grids for row in shape.table.rows
    }
    assert [title for title, shape in grids if not described(shape) or described(shape) not in title] == []
    for held in shown_tables(either.document):
        said = [tuple(column.heading for column in held.columns), *(tuple(map(str, row)) for row in held.rows)]
        assert [row for row in said if (held.caption, row) not in rows] == []


def test_every_sentence_stands_on_a_slide(either: MadePack) -> None:
    said = "\n".join(shape.text_frame.text for _, shape in shapes(either) if shape.has_text_frame)
    texts = [part.text for part in either.document.parts if isinstance(part, Text) and part.role != NOTE]
    told = [one for part in either.document.parts if isinstance(part, Bullets) for one in part.sentences]
    assert len(texts) + len(told) > 20
    assert [one for one in (*texts, *told) if one not in said] == []


def test_nothing_stands_beside_the_slide(either: MadePack) -> None:
    deck: Any = pptx.Presentation(str(either.path("pptx")))
    wide, high = deck.slide_width, deck.slide_height
    for _, shape in shapes(either):
        if shape.has_table:
            continue  # its height is what its text needs, which only PowerPoint knows
        assert shape.left >= 0, shape.name
        assert shape.left + shape.width <= wide, shape.name
        assert shape.top + shape.height <= high, shape.name
