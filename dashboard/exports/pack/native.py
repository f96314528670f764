"""Charts that PowerPoint holds as its own, with their figures in a sheet behind them: they can be edited there."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from dashboard.exhibits.exhibit import Exhibit, Plot, PlotKind
from dashboard.exhibits.table import Table
from dashboard.statistics.written import Written

TYPES = {
    PlotKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    PlotKind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    PlotKind.COLUMN: XL_CHART_TYPE.COLUMN_CLUSTERED,
    PlotKind.RANGE: XL_CHART_TYPE.BAR_STACKED,
    PlotKind.SCATTER: XL_CHART_TYPE.XY_SCATTER,
}
MOST_BARS = 25
"""More bars than these cannot be read on a slide; the workbook has all."""


def chart_data(held: Exhibit) -> tuple[XL_CHART_TYPE, Any]:
    """The kind of chart and its figures, from the exhibit's table.

    Raises:
        ValueError: the exhibit says not how it is drawn from its table.
    """
    if held.plot is None:
        raise ValueError(f"{held.key} has no chart of its own")
    kind = kind_of(held.plot)
    make = _points if kind == PlotKind.SCATTER else _categories
    return TYPES[kind], make(held.table, held.plot)


def kind_of(plot: Plot) -> PlotKind:
    """How a chart is drawn on a slide: points along one axis as bars, so that each has its name beside it."""
    return PlotKind.BAR if plot.kind == PlotKind.SCATTER and len(plot.headings) == 1 else plot.kind


def _categories(held: Table, plot: Plot) -> CategoryChartData:
    """A name a row, and a series a heading; of a range what is before it, unseen, and its length."""
    rows = held.rows if plot.kind == PlotKind.LINE else held.rows[:MOST_BARS]
    data: Any = CategoryChartData()
    data.categories = names_of(rows)
    columns = [values(held, heading)[: len(rows)] for heading in plot.headings]
    if plot.kind == PlotKind.RANGE:
        first, last = columns
        data.add_series("before", first)
        lengths = [None if a is None or b is None else b - a for a, b in zip(first, last, strict=True)]
        data.add_series(f"{plot.headings[0]} … {plot.headings[1]}", lengths)
        return data
    for heading, column in zip(plot.headings, columns, strict=True):
        data.add_series(heading, column)
    return data


def names_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """What the rows are called; a name that occurs again is told apart by what stands beside it."""
    names = [str(row[0]) for row in rows]
    return [f"{name} ({row[1]})" if names.count(name) > 1 else name for name, row in zip(names, rows, strict=True)]


def _points(held: Table, plot: Plot) -> XyChartData:
    """Points across and up."""
    data: Any = XyChartData()
    series = data.add_series(plot.headings[-1])
    across, up = (values(held, heading) for heading in plot.headings)
    for x, y in zip(across, up, strict=True):
        if x is not None and y is not None:
            series.add_data_point(x, y)
    return data


def values(held: Table, heading: str) -> list[float | None]:
    """The numbers of a column; nothing where a cell is not a number."""
    place = [column.heading for column in held.columns].index(heading)
    return [cell.value if isinstance(cell := row[place], Written) else None for row in held.rows]


def read_downwards(chart: Any) -> None:
    """Bars from the top down, as in the table."""
    chart.category_axis.reverse_order = True


def hide(series: Sequence[Any]) -> None:
    """Series that only push others away are not drawn."""
    for one in series:
        one.format.fill.background()
        one.format.line.fill.background()


def describe(shape: Any, text: str) -> None:
    """The alt text of a shape."""
    for element in shape._element.iter(qn("p:cNvPr")):
        element.set("descr", text)
        break
