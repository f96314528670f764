"""Shapes as GeoJSON in WGS 84 (EPSG:4326): areas, locality outlines, lochs and place names."""

import json
from functools import cache

import pandas as pd

from dashboard.evidence import evidence, library
from dashboard.evidence.boundaries import (
    bounds,
    dissolved,
    features,
    loch_shapes,
    place_labels,
    simplified,
    ward_shapes,
    without_holes,
    zone_shapes,
)
from dashboard.vocabulary import AreaType

Bounds = tuple[tuple[float, float], tuple[float, float]]


def _names(areas: pd.DataFrame) -> dict[str, str]:
    return dict(zip(areas.index, areas["area_name"], strict=True))


@cache
def areas_geojson(partnership_id: str, area_type: AreaType) -> bytes:
    """The partnership's areas of one kind, dissolved from its data zones."""
    held = evidence(partnership_id)
    parts = held.parts[held.parts["area_type"] == area_type]
    shapes = dissolved(parts, zone_shapes(held.partnership.council_area))
    return features(shapes, _names(held.areas))


@cache
def outlines_geojson(partnership_id: str) -> bytes:
    """The lines drawn on top: localities, or the whole partnership where it has none; without the shores of lochs."""
    held = evidence(partnership_id)
    kinds = held.areas["area_type"].to_numpy()
    kind = AreaType.LOCALITY if AreaType.LOCALITY in kinds else AreaType.COUNCIL_AREA
    shapes = dissolved(held.parts[held.parts["area_type"] == kind], zone_shapes(held.partnership.council_area))
    return features({code: without_holes(shape) for code, shape in shapes.items()}, _names(held.areas))


@cache
def ward_outlines_geojson(partnership_id: str) -> bytes:
    """The true outlines of the partnership's wards of today, which data zones only fit best."""
    held = evidence(partnership_id)
    wards = _names(held.areas_of(AreaType.WARD))
    return features({code: shape for code, shape in ward_shapes().items() if code in wards}, wards)


@cache
def scotland_geojson(area_type: AreaType) -> bytes:
    """All of Scotland's areas of one kind, simplified for a map of the whole country."""
    whole = library()
    zones = {
        code: shape for council in whole.zones["council_area"].unique() for code, shape in zone_shapes(council).items()
    }
    parts = whole.parts[whole.parts["area_type"] == area_type]
    shapes = zones if area_type == AreaType.DATA_ZONE else dissolved(parts, zones)
    return features(simplified(shapes), _names(whole.areas))


@cache
def lochs_geojson() -> bytes:
    """Scotland's large lochs."""
    return features(loch_shapes(), {})


@cache
def labels_geojson(partnership_id: str) -> bytes:
    """Place names of the partnership as points: name, kind, min_zoom."""
    held = evidence(partnership_id)
    labels = place_labels()
    own = labels[labels["council_area"] == held.partnership.council_area]
    return _points(own)


@cache
def scotland_labels_geojson() -> bytes:
    """Place names of all Scotland as points: name, kind, min_zoom."""
    return _points(place_labels())


def _points(labels: pd.DataFrame) -> bytes:
    rows = [
        {
            "type": "Feature",
            "properties": {key: row[key] for key in ("name", "kind", "min_zoom")},
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        }
        for row in labels.to_dict("records")
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows}, separators=(",", ":")).encode()


@cache
def partnership_bounds(partnership_id: str) -> Bounds:
    """The box around a partnership: (south, west), (north, east)."""
    return bounds(zone_shapes(evidence(partnership_id).partnership.council_area).values())
