"""An answer that is a table: its rows by the page, what is said of them, and how it is written as JSON and CSV."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.evidence import Library
from dashboard.exports.columns import Column, csvw_document, csvw_table, flat
from dashboard.exports.package import said_of
from dashboard.exports.safe_text import csv_text
from dashboard.vocabulary import AreaType, Source

Row = dict[str, Any]
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Contains Ordnance Survey data © Crown copyright and database right 2021."
)


@dataclass(frozen=True)
class Table:
    """Rows and what is said of them.

    Attributes:
        title: what it is a table of.
        total: how many rows there are.
        rows: the rows in a slice, in their order.
        sources: who published what it is made from.
        about: what else is said of the whole.
        csv_columns: its columns in CSV, if they are not those in JSON.
        csv_row: a row as it stands in CSV, by csv_columns.
    """

    title: str
    total: int
    rows: Callable[[slice], list[Row]]
    sources: tuple[Source, ...]
    about: Mapping[str, Any] = field(default_factory=dict[str, Any])
    csv_columns: tuple[Column, ...] = ()
    csv_row: Callable[[Row], Row] = dict


@dataclass(frozen=True)
class Page:
    """Which rows are asked for, and the addresses of this answer and of the next."""

    limit: int
    offset: int
    next: str | None

    @property
    def rows(self) -> slice:
        """The rows that are asked for."""
        return slice(self.offset, self.offset + self.limit)


@dataclass(frozen=True)
class Document:
    """An answer that is one file, of the media type that its route names."""

    body: bytes
    described_by: str = ""


def table_of(title: str, rows: Sequence[Row], sources: Iterable[Source], **more: Any) -> Table:
    """A table whose rows are all there already."""
    return Table(title, len(rows), lambda some: list(rows[some]), tuple(dict.fromkeys(sources)), **more)


def about(library: Library, sources: Iterable[Source]) -> dict[str, Any]:
    """What is said of every answer: versions, licences and publishers, years of boundaries."""
    return {
        "data_version": library.version,
        "attribution": ATTRIBUTION,
        "sources": [
            {
                "publisher": source.publisher,
                "title": source.title,
                "licence": source.licence,
                "retrieved": source.retrieved,
            }
            for source in dict.fromkeys(sources)
        ],
        "boundary_years": {kind.value: kind.boundary_year for kind in AreaType if kind.boundary_year},
    }


def table_json(library: Library, table: Table, page: Page) -> bytes:
    """One page of a table as JSON, with what is said of it."""
    record = {
        "about": {"title": table.title, **about(library, table.sources), **table.about},
        "total": table.total,
        "limit": page.limit,
        "offset": page.offset,
        "next": page.next,
        "rows": table.rows(page.rows),
    }
    return json_bytes(record)


def table_csv(columns: Sequence[Column], table: Table, page: Page) -> bytes:
    """One page of a table as CSV in UTF-8."""
    names = [column.name for column in table.csv_columns or columns]
    rows = (table.csv_row(row) for row in table.rows(page.rows))
    return csv_text(names, ([flat(row[name]) for name in names] for row in rows)).encode()


def table_csvw(library: Library, columns: Sequence[Column], table: Table, url: str) -> bytes:
    """What the CSV at an address holds, as CSV on the Web says it."""
    said = said_of(table.title, table.sources) | {"schema:version": library.version}
    return json_bytes(csvw_document([csvw_table(url, table.csv_columns or columns, **said)]))


def json_bytes(record: Mapping[str, Any]) -> bytes:
    """A record as JSON in UTF-8; a number that JSON does not have is an error, never sent."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
