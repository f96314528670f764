"""The whole evidence as one package: CSV files described by a Frictionless Data Package and by CSV on the Web."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from dashboard.evidence import Library, evidence_of_partnership
from dashboard.exports.catalogue import (
    AREA_COLUMNS,
    AREA_SOURCE,
    INDICATOR_COLUMNS,
    PARTNERSHIP_COLUMNS,
    all_areas,
    area_rows,
    indicator_row,
    partnership_rows,
)
from dashboard.exports.columns import Column, csvw_document, csvw_table, flat, table_schema
from dashboard.exports.figure_columns import FILE_COLUMNS, FILE_KEY, without_suppressed_numbers
from dashboard.exports.safe_text import UNSAFE_STARTS, csv_text
from dashboard.vocabulary import Source

NAME = "locality-evidence"
TITLE = "Evidence for Scotland's Community Planning Partnerships"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the same evidence is the same package, byte for byte."""
OGL = "Open Government Licence v3.0"
OGL_PATH = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@dataclass(frozen=True, eq=False)
class Resource:
    """One CSV file of the package: what it holds, and who published it."""

    path: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sources: tuple[Source, ...]
    content: bytes


def evidence_package(library: Library) -> bytes:
    """The whole evidence as a zip, made once for a library.

    It holds datapackage.json (Data Package 1, with a Table Schema a file), csv-metadata.json (CSV on the Web),
    indicators.csv, areas.csv, partnerships.csv, and figures/<indicator_id>.csv with what is published of each
    indicator. Suppressed figures have a status and no numbers.

    Args:
        library: all of Scotland's evidence.
    """
    key = ("package",)
    if key not in library.memory:
        resources = [*_catalogue(library), *_figures(library)]
        files = {
            "datapackage.json": _json(datapackage(library, resources)),
            "csv-metadata.json": _json(csv_on_the_web(library, resources)),
            **{one.path: one.content for one in resources},
        }
        library.memory[key] = _zip(files)
    return library.memory[key]


def figures_csv(library: Library, indicator_id: str) -> bytes:
    """What is published of one indicator, for all of Scotland: the columns FILE_COLUMNS, in UTF-8."""
    figures = without_suppressed_numbers(library.figures(indicator_id))
    texts = [column.name for column in FILE_COLUMNS if column.kind == "string"]
    figures = figures.assign(**{name: _harmless(figures[name]) for name in texts})
    written = io.BytesIO()
    table = pa.Table.from_pandas(figures[[column.name for column in FILE_COLUMNS]], preserve_index=False)
    pc.write_csv(table, written, pc.WriteOptions(quoting_style="needed"))
    return written.getvalue()


def _harmless(words: pd.Series) -> pd.Series:
    """The same words, those that begin as a formula does with an apostrophe in front: see `safe`."""
    unsafe = words.str.startswith(UNSAFE_STARTS)
    return words.where(~unsafe, "'" + words) if unsafe.any() else words


def datapackage(library: Library, resources: Sequence[Resource]) -> dict[str, Any]:
    """The package as Frictionless describes it: https://specs.frictionlessdata.io/data-package/."""
    days = [source.retrieved for one in resources for source in one.sources]
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "version": library.version,
        "created": f"{max(days)}T00:00:00Z",
        "description": (
            "Official statistics of Scotland's small areas as retrieved from their publishers. An empty cell is no "
            "value; the column status says why: suppressed, missing and not applicable are three different things, "
            "and none of them is zero."
        ),
        "licenses": _licences(resources),
        "sources": _sources(source for one in resources for source in one.sources),
        "resources": [_resource(one) for one in resources],
    }


def _resource(one: Resource) -> dict[str, Any]:
    schema = table_schema(one.columns, one.key)
    if one.columns == FILE_COLUMNS:
        reference = {"resource": "areas", "fields": ["area_code"]}
        schema["foreignKeys"] = [{"fields": ["area_code"], "reference": reference}]
    return {
        "name": one.path.removesuffix(".csv").rpartition("/")[2],
        "path": one.path,
        "profile": "tabular-data-resource",
        "title": one.title,
        "description": one.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(one.content),
        "licenses": _licences([one]),
        "sources": _sources(one.sources),
        "schema": schema,
    }


def _sources(sources: Iterable[Source]) -> list[dict[str, str]]:
    titles = dict.fromkeys(f"{source.publisher}: {source.title}. Retrieved {source.retrieved}" for source in sources)
    return [{"title": title} for title in titles]


def _licences(resources: Iterable[Resource]) -> list[dict[str, str]]:
    said = dict.fromkeys(source.licence for one in resources for source in one.sources)
    return [
        {"name": "OGL-UK-3.0", "path": OGL_PATH, "title": licence}
        if licence == OGL
        else {"name": "notspecified", "title": licence}
        for licence in said
    ]


def csv_on_the_web(library: Library, resources: Sequence[Resource]) -> dict[str, Any]:
    """The package as CSV on the Web describes it."""
    tables = [csvw_table(one.path, one.columns, one.key, **said_of(one.title, one.sources)) for one in resources]
    return csvw_document(tables, **{"dc:title": TITLE, "schema:version": library.version})


def said_of(title: str, sources: Iterable[Source]) -> dict[str, Any]:
    """What CSV on the Web says of a table beside its columns: title, publishers and licences."""
    found = list(dict.fromkeys(sources))
    return {
        "dc:title": title,
        "dc:source": [f"{source.publisher}: {source.title}" for source in found],
        "dc:license": list(dict.fromkeys(source.licence for source in found)),
    }


def _catalogue(library: Library) -> Iterator[Resource]:
    """The three tables that say what there is."""
    partnerships = [evidence_of_partnership(library, one) for one in library.partnerships.values()]
    indicators = [indicator_row(library, one) for one in library.indicators.values()]
    sources = tuple(dict.fromkeys(one.source for one in library.indicators.values()))
    areas = area_rows(library, all_areas(library, partnerships))
    said = "The definition, source and licence of every indicator"
    yield _listed("indicators.csv", said, INDICATOR_COLUMNS, indicators, sources)
    yield _listed("areas.csv", "Every area that figures are held for", AREA_COLUMNS, areas, (AREA_SOURCE,))
    said = "The Community Planning Partnerships and what they choose"
    yield _listed("partnerships.csv", said, PARTNERSHIP_COLUMNS, partnership_rows(partnerships), (AREA_SOURCE,))


def _listed(
    path: str, title: str, columns: tuple[Column, ...], rows: list[dict[str, Any]], sources: tuple[Source, ...]
) -> Resource:
    cells = ([flat(row[column.name]) for column in columns] for row in rows)
    content = csv_text([column.name for column in columns], cells).encode()
    return Resource(path, title, f"{title}; a row each.", flat_columns(columns), (columns[0].name,), sources, content)


def flat_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns as they stand in CSV, where a list is text."""
    return tuple(
        Column(one.name, "string", f"{one.description}; parted by semicolons", empty=True)
        if one.kind in {"array", "object"}
        else one
        for one in columns
    )


def _figures(library: Library) -> Iterator[Resource]:
    for indicator_id, one in library.indicators.items():
        unit = f"Unit: {one.unit}. {one.caveat}".strip()
        description = f"{one.definition} {unit}"
        content = figures_csv(library, indicator_id)
        path = f"figures/{indicator_id}.csv"
        yield Resource(path, one.name, description, FILE_COLUMNS, FILE_KEY, (one.source,), content)


def _json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
