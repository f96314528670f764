"""Tables: a caption, headed columns, and a row an area or indicator."""

from collections.abc import Sequence
from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.components.attributes import attributes
from dashboard.components.cells import cell
from dashboard.components.markup import filled, joined, markup, part
from dashboard.evidence import Evidence
from dashboard.exhibits.table import Column, Table

Start = tuple[Markup, Markup]
LONG = 28
"""Characters above which a cell takes the whole width of a card."""


def shown(held: Table, evidence: Evidence, selected: int = -1) -> html.Div:
    """A table on the screen: names of areas and indicators lead to their pages; see `table`."""
    rows = [[cell(evidence, text) for text in row] for row in held.rows]
    return table(held.caption, held.columns, rows, selected)


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], selected: int = -1) -> html.Div:
    """A table that scrolls inside itself where it is wider than the page, and on a telephone shows a card a row.

    Args:
        caption: what the table holds, printed above it.
        columns: the headings; the first cell of a row heads the row.
        rows: a cell a column: text, a number already written, or what else `markup` takes.
        selected: the place of the row that is set apart, or -1.
    """
    heads = joined(
        filled('<th scope="col" role="columnheader"{}>{}</th>', _aligned(column), column.heading) for column in columns
    )
    starts = [_start(column) for column in columns[1:]]
    body = joined(_row(cells, starts, place == selected) for place, cells in enumerate(rows))
    content = filled(
        '<table class="figures" role="table"><caption>{}</caption><thead role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody role="rowgroup">{}</tbody></table>',
        *(caption, heads, body),
    )
    return part(content, className="table-frame", role="region", tabIndex=0, **attributes({"aria-label": caption}))


def _row(cells: Sequence[Any], starts: Sequence[Start], selected: bool) -> Markup:
    """One row; the roles are said out loud because a card's cells are no longer laid out as a table."""
    set_apart = ' class="selected"' if selected else ""
    pieces: list[str] = [f'<tr role="row"{set_apart}><th scope="row" role="rowheader">', markup(cells[0]), "</th>"]
    for text, (short, long) in zip(map(markup, cells[1:]), starts, strict=True):
        pieces += (long if len(text) > LONG else short, text, "</td>")
    return Markup("".join([*pieces, "</tr>"]))


def _start(column: Column) -> Start:
    """How a cell of a column begins: one of few words, and one of many."""
    short, long = (
        filled('<td role="cell"{} data-label="{}">', _aligned(column, is_long), column.heading)
        for is_long in (False, True)
    )
    return short, long


def _aligned(column: Column, is_long: bool = False) -> Markup:
    """How a cell stands: numbers to the right; on a card, what is long across both of its columns."""
    names = ["number"] * column.numeric + ["long"] * is_long
    return filled(' class="{}"', " ".join(names)) if names else Markup("")
