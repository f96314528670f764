"""Tables: a caption, headed columns, and a row an area or indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html


@dataclass(frozen=True)
class Column:
    """One column: its heading, and whether it holds numbers."""

    heading: str
    numeric: bool = False


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], selected: int = -1) -> html.Div:
    """A table that scrolls inside itself when it is wider than the page.

    Args:
        caption: what the table holds, printed above it.
        columns: the headings; the first cell of a row heads the row.
        rows: a cell a column: text, a number already written, or a component.
        selected: the place of the row that is set apart, or -1.
    """
    heads = [html.Th(column.heading, scope="col", className="number" if column.numeric else "") for column in columns]
    body = [
        html.Tr(
            [
                html.Th(cells[0], scope="row"),
                *(
                    html.Td(cell, className="number" if column.numeric else "")
                    for cell, column in zip(cells[1:], columns[1:], strict=True)
                ),
            ],
            className="selected" if place == selected else "",
        )
        for place, cells in enumerate(rows)
    ]
    return html.Div(
        html.Table([html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(body)], className="figures"),
        className="table-frame",
        role="region",
        tabIndex=0,
        **{"aria-label": caption},
    )
