"""The layers of maps: areas, outlines, lochs and place names, in WGS 84 longitude and latitude (EPSG:4326)."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import shapely

from dashboard.evidence import Evidence, evidence, library
from dashboard.evidence.boundaries import (
    bounds,
    dissolved,
    loch_shapes,
    place_labels,
    simplified,
    ward_shapes,
    without_holes,
    zone_shapes,
)
from dashboard.vocabulary import AreaType

AROUND = 0.25
"""How far beyond a partnership its map still shows lochs, as a share of its width and height."""
Bounds = tuple[tuple[float, float], tuple[float, float]]


class Layer(NamedTuple):
    """Shapes by code, and names of (some of) them."""

    shapes: Mapping[str, Any]
    names: Mapping[str, str]


def _names(areas: pd.DataFrame) -> dict[str, str]:
    return dict(zip(areas.index, areas["area_name"], strict=True))


def _dissolved(held: Evidence, area_type: AreaType) -> dict[str, Any]:
    parts = held.parts[held.parts["area_type"] == area_type]
    return dissolved(parts, zone_shapes(held.partnership.council_area))


@cache
def area_layer(partnership_id: str, area_type: AreaType) -> Layer:
    """The partnership's areas of one kind, dissolved from its data zones."""
    held = evidence(partnership_id)
    return Layer(_dissolved(held, area_type), _names(held.areas))


@cache
def outline_layer(partnership_id: str) -> Layer:
    """The lines drawn on top: localities, or the whole partnership where it has none; without the shores of lochs."""
    held = evidence(partnership_id)
    kinds = held.areas["area_type"].to_numpy()
    kind = AreaType.LOCALITY if AreaType.LOCALITY in kinds else AreaType.COUNCIL_AREA
    shapes = {code: without_holes(shape) for code, shape in area_layer(partnership_id, kind).shapes.items()}
    return Layer(shapes, _names(held.areas))


@cache
def ward_outline_layer(partnership_id: str) -> Layer:
    """The true outlines of the partnership's wards of today, which data zones only fit best."""
    wards = _names(evidence(partnership_id).areas_of(AreaType.WARD))
    return Layer({code: shape for code, shape in ward_shapes().items() if code in wards}, wards)


@cache
def scotland_layer(area_type: AreaType) -> Layer:
    """All of Scotland's areas of one kind, simplified for a map of the whole country."""
    whole = library()
    zones = {
        code: shape for council in whole.zones["council_area"].unique() for code, shape in zone_shapes(council).items()
    }
    parts = whole.parts[whole.parts["area_type"] == area_type]
    shapes = zones if area_type == AreaType.DATA_ZONE else dissolved(parts, zones)
    return Layer(simplified(shapes), _names(whole.areas))


@cache
def loch_layer(partnership_id: str = "") -> Layer:
    """Large lochs: those in or near a partnership, or all of Scotland's."""
    lochs = loch_shapes()
    if not partnership_id:
        return Layer(lochs, {})
    (south, west), (north, east) = partnership_bounds(partnership_id)
    wide, high = AROUND * (east - west), AROUND * (north - south)
    seen = shapely.box(west - wide, south - high, east + wide, north + high)
    return Layer({name: shape for name, shape in lochs.items() if seen.intersects(shape)}, {})


def label_points(partnership_id: str = "") -> pd.DataFrame:
    """Place names of a partnership, or of all Scotland: name, kind, min_zoom, council_area, longitude, latitude.

    Those that show first come first; of all Scotland's, those of the council areas where most people live.
    """
    labels = place_labels().sort_values("min_zoom", kind="stable")
    if partnership_id:
        return labels[labels["council_area"] == evidence(partnership_id).partnership.council_area]
    people = labels["council_area"].map(library().areas["population"])
    return labels.assign(people=people).sort_values(["min_zoom", "people"], ascending=[True, False], kind="stable")


@cache
def partnership_bounds(partnership_id: str) -> Bounds:
    """The box around a partnership: (south, west), (north, east)."""
    return bounds(zone_shapes(evidence(partnership_id).partnership.council_area).values())
