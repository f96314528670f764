"""Tables: a caption, headed columns, and a row an area or indicator."""

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.cells import cell
from dashboard.evidence import Evidence
from dashboard.exhibits.table import Column, Table


def shown(held: Table, evidence: Evidence, selected: int = -1) -> html.Div:
    """A table on the screen: names of areas and indicators lead to their pages; see `table`."""
    rows = [[cell(evidence, text) for text in row] for row in held.rows]
    return table(held.caption, held.columns, rows, selected)


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], selected: int = -1) -> html.Div:
    """A table that scrolls inside itself where it is wider than the page, and on a telephone shows a card a row.

    Args:
        caption: what the table holds, printed above it.
        columns: the headings; the first cell of a row heads the row.
        rows: a cell a column: text, a number already written, or a component.
        selected: the place of the row that is set apart, or -1.
    """
    heads = [
        html.Th(column.heading, scope="col", role="columnheader", className="number" if column.numeric else "")
        for column in columns
    ]
    body = [_row(cells, columns, place == selected) for place, cells in enumerate(rows)]
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr(heads, role="row"), role="rowgroup"),
                html.Tbody(body, role="rowgroup"),
            ],
            className="figures",
            role="table",
        ),
        className="table-frame",
        role="region",
        tabIndex=0,
        **attributes({"aria-label": caption}),
    )


def _row(cells: Sequence[Any], columns: Sequence[Column], selected: bool) -> html.Tr:
    """One row; the roles are said out loud because a card's cells are no longer laid out as a table."""
    data = [
        html.Td(
            cell,
            role="cell",
            className="number" if column.numeric else "",
            **attributes({"data-label": column.heading}),
        )
        for cell, column in zip(cells[1:], columns[1:], strict=True)
    ]
    head = html.Th(cells[0], scope="row", role="rowheader")
    return html.Tr([head, *data], role="row", className="selected" if selected else "")
