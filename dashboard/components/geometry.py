"""Serving shapes, and the classes of all indicators: each once, under an address that changes with the evidence."""

import json
from functools import cache

from flask import Flask, Response, abort

from dashboard.components.delivery import FOREVER
from dashboard.components.map import MapLayers
from dashboard.evidence import Evidence, evidence, library
from dashboard.evidence.boundaries import steps
from dashboard.exhibits.explore import SCOTLAND_TYPES, every_class
from dashboard.exports.layers import (
    Layer,
    area_layer,
    label_points,
    loch_layer,
    outline_layer,
    partnership_bounds,
    scotland_layer,
    ward_outline_layer,
)
from dashboard.vocabulary import AreaType

SCOTLAND_ID, OWN = "scotland", "partnership"
SCOTLAND_BOUNDS = ((54.6, -7.7), (60.9, -0.7))


def map_layers(evidence: Evidence, area_type: AreaType, everywhere: bool = False) -> MapLayers:
    """Where a map of areas of one kind finds its shapes."""
    whole = SCOTLAND_ID if everywhere else evidence.partnership.partnership_id
    outlines = AreaType.COUNCIL_AREA.value if everywhere else "outlines"
    if area_type == AreaType.WARD and not everywhere:
        outlines = "ward-outlines"
    base = f"/shapes/{evidence.library.version}/{whole}"
    return MapLayers(
        areas_url=f"{base}/{area_type.value}.json",
        outlines_url=f"{base}/{outlines}.json",
        lochs_url=f"{base}/lochs.json",
        labels_url=f"{base}/labels.json",
        bounds=SCOTLAND_BOUNDS if everywhere else partnership_bounds(whole),
    )


def classes_url(evidence: Evidence, area_type: AreaType, everywhere: bool) -> str:
    """Where a map finds the classes of its areas by every indicator and period: see `every_class`."""
    extent = SCOTLAND_ID if everywhere else OWN
    return f"/classes/{evidence.library.version}/{evidence.partnership.partnership_id}/{extent}/{area_type.value}.json"


def serve_shapes(server: Flask) -> None:
    """Give the server the addresses under which shapes and classes are found."""

    @server.get("/classes/<version>/<partnership_id>/<extent>/<kind>.json")
    def classes(version: str, partnership_id: str, extent: str, kind: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        known = partnership_id in library().partnerships and extent in {OWN, SCOTLAND_ID}
        kinds = SCOTLAND_TYPES if extent == SCOTLAND_ID else tuple(AreaType)
        if version != library().version or not known or kind not in kinds:
            abort(404)
        return _kept(_classes(partnership_id, AreaType(kind), extent == SCOTLAND_ID))

    @server.get("/shapes/<version>/<whole>/<layer>.json")
    def shapes(version: str, whole: str, layer: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if version != library().version or not _known(whole, layer):
            abort(404)
        return _kept(_content(whole, layer))


def _kept(content: bytes) -> Response:
    return Response(content, content_type="application/json", headers={"Cache-Control": FOREVER})


@cache
def _classes(partnership_id: str, area_type: AreaType, everywhere: bool) -> bytes:
    found = every_class(evidence(partnership_id), area_type, everywhere)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _known(whole: str, layer: str) -> bool:
    if whole == SCOTLAND_ID:
        return layer in {*SCOTLAND_TYPES, "lochs", "labels"}
    return whole in library().partnerships and layer in {*AreaType, "outlines", "ward-outlines", "lochs", "labels"}


@cache
def _content(whole: str, layer: str) -> bytes:
    if layer == "labels":
        return _labels("" if whole == SCOTLAND_ID else whole)
    return steps(*_layer(whole, layer))


def _layer(whole: str, layer: str) -> Layer:
    if whole == SCOTLAND_ID:
        return loch_layer() if layer == "lochs" else scotland_layer(AreaType(layer))
    own = {"outlines": outline_layer, "ward-outlines": ward_outline_layer, "lochs": loch_layer}
    return own[layer](whole) if layer in own else area_layer(whole, AreaType(layer))


def _labels(partnership_id: str) -> bytes:
    """Name, kind, the zoom from which it is written, latitude and longitude: the largest places first."""
    rows = label_points(partnership_id)[["name", "kind", "min_zoom", "latitude", "longitude"]].to_numpy().tolist()
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
