"""Answers that are one file each: the boundaries, the figures of one indicator, the package, the index."""

import json
from functools import cache
from typing import Any

from dashboard.api.figures import shape_types
from dashboard.api.parameters import Asked
from dashboard.api.problems import Problem, RefusedError
from dashboard.api.route import BASE
from dashboard.api.tables import Document, about, json_bytes
from dashboard.evidence import evidence, library
from dashboard.evidence.boundaries import features
from dashboard.exports.catalogue import AREA_SOURCE
from dashboard.exports.columns import csvw_document, csvw_table
from dashboard.exports.figure_columns import FILE_COLUMNS, FILE_KEY
from dashboard.exports.layers import area_layer, scotland_layer
from dashboard.exports.package import evidence_package, figures_csv, said_of
from dashboard.vocabulary import AreaType

MADE = (
    "Simplified for maps. Areas larger than a data zone are dissolved from the data zones that fit them best, so some "
    "edges differ from the true line."
)


def boundaries(asked: Asked) -> Document:
    """The shapes of a partnership's areas of one kind, or of Scotland's: longitude and latitude (EPSG:4326).

    Raises:
        RefusedError: the partnership, or Scotland, has no such areas.
    """
    partnership, kind = asked.get("partnership"), asked["area_type"]
    if kind not in shape_types(partnership):
        where = "Scotland as a whole" if partnership is None else evidence(partnership).partnership.name
        rule = f"{where} has no areas of this kind"
        remedy = "Localities and places belong to a partnership: see /api/v1/partnerships."
        raise RefusedError(Problem(404, rule, "area_type", kind, shape_types(partnership), remedy))
    return Document(_boundaries(partnership, AreaType(kind)))


@cache
def _boundaries(partnership: str | None, kind: AreaType) -> bytes:
    """Shapes with what is said of them, as members of the collection that GeoJSON leaves to others."""
    layer = scotland_layer(kind) if partnership is None else area_layer(partnership, kind)
    collection: dict[str, Any] = json.loads(features(*layer))
    said = {**about(library(), (AREA_SOURCE,)), "area_type": kind.value, "boundary_year": kind.boundary_year}
    return json_bytes({"type": collection["type"], "about": {**said, "note": MADE}, "features": collection["features"]})


def indicator_figures(asked: Asked) -> Document:
    """What is published of one indicator, for all of Scotland, in one CSV file: the one in the package."""
    indicator_id = asked["indicator_id"]
    described = f"{BASE}/indicators/{indicator_id}/figures.csv-metadata.json"
    return Document(_figures(indicator_id), described)


@cache
def _figures(indicator_id: str) -> bytes:
    return figures_csv(library(), indicator_id)


def figures_metadata(asked: Asked) -> Document:
    """What the columns of that file are, as CSV on the Web says it."""
    indicator = library().indicators[asked["indicator_id"]]
    said = said_of(indicator.name, [indicator.source]) | {"dc:description": indicator.definition}
    table = csvw_table("figures.csv", FILE_COLUMNS, FILE_KEY, **said, **{"schema:version": library().version})
    return Document(json_bytes(csvw_document([table])))


def package(_: Asked) -> Document:
    """The whole evidence as one zip."""
    return Document(evidence_package(library()))


INDEX_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name", "version", "about", "links"],
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "about": {"type": "object"},
        "links": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["href", "title", "example"],
                "properties": {name: {"type": "string"} for name in ("href", "title", "example")},
            },
        },
    },
}
GEOJSON_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "about", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "about": {"type": "object"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "properties", "geometry"],
                "properties": {"type": {"const": "Feature"}, "id": {"type": "string"}, "geometry": {"type": "object"}},
            },
        },
    },
}
ANY_OBJECT: dict[str, Any] = {"type": "object"}
