"""Serving shapes: each layer once, compressed, under an address that changes when the evidence does."""

import gzip
from functools import cache

from flask import Flask, Response, abort, request

from dashboard.components.map import MapLayers
from dashboard.evidence import Evidence, library
from dashboard.exhibits.explore import SCOTLAND_TYPES
from dashboard.exports.geojson import (
    areas_geojson,
    labels_geojson,
    lochs_geojson,
    outlines_geojson,
    partnership_bounds,
    scotland_geojson,
    scotland_labels_geojson,
    ward_outlines_geojson,
)
from dashboard.vocabulary import AreaType

SCOTLAND_ID = "scotland"
SCOTLAND_BOUNDS = ((54.6, -7.7), (60.9, -0.7))
FOREVER = "public, max-age=31536000, immutable"


def map_layers(evidence: Evidence, area_type: AreaType, everywhere: bool = False) -> MapLayers:
    """Where a map of areas of one kind finds its shapes."""
    whole = SCOTLAND_ID if everywhere else evidence.partnership.partnership_id
    outlines = AreaType.COUNCIL_AREA.value if everywhere else "outlines"
    if area_type == AreaType.WARD and not everywhere:
        outlines = "ward-outlines"
    version = evidence.library.version
    return MapLayers(
        areas_url=f"/shapes/{version}/{whole}/{area_type.value}.geojson",
        outlines_url=f"/shapes/{version}/{whole}/{outlines}.geojson",
        lochs_url=f"/shapes/{version}/{SCOTLAND_ID}/lochs.geojson",
        labels_url=f"/shapes/{version}/{whole}/labels.geojson",
        bounds=SCOTLAND_BOUNDS if everywhere else partnership_bounds(whole),
    )


def serve_shapes(server: Flask) -> None:
    """Give the server the address under which shapes are found."""

    @server.get("/shapes/<version>/<whole>/<layer>.geojson")
    def shapes(version: str, whole: str, layer: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if version != library().version or not _known(whole, layer):
            abort(404)
        packed = _packed(whole, layer)
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return Response(gzip.decompress(packed), headers=_headers())
        return Response(packed, headers={**_headers(), "Content-Encoding": "gzip", "Vary": "Accept-Encoding"})


def _headers() -> dict[str, str]:
    return {"Content-Type": "application/geo+json", "Cache-Control": FOREVER}


def _known(whole: str, layer: str) -> bool:
    if whole == SCOTLAND_ID:
        return layer in {*SCOTLAND_TYPES, "lochs", "labels"}
    return whole in library().partnerships and layer in {*AreaType, "outlines", "ward-outlines", "labels"}


@cache
def _packed(whole: str, layer: str) -> bytes:
    return gzip.compress(_layer(whole, layer), mtime=0)


def _layer(whole: str, layer: str) -> bytes:
    if whole == SCOTLAND_ID:
        special = {"lochs": lochs_geojson, "labels": scotland_labels_geojson}
        return special[layer]() if layer in special else scotland_geojson(AreaType(layer))
    own = {"outlines": outlines_geojson, "ward-outlines": ward_outlines_geojson, "labels": labels_geojson}
    return own[layer](whole) if layer in own else areas_geojson(whole, AreaType(layer))
