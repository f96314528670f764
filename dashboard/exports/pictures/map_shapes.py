"""The shapes of a map in metres of the British National Grid, as paths that can be drawn; each layer once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib.path import Path

from dashboard.evidence import Evidence
from dashboard.evidence.boundaries import without_holes
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exports.layers import (
    area_layer,
    label_points,
    loch_layer,
    outline_layer,
    scotland_layer,
    ward_outline_layer,
)
from dashboard.vocabulary import AreaType

GRID = 27700
Shapes = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Layers:
    """What a map is drawn of: shapes by code, in metres."""

    areas: Shapes
    outlines: Shapes
    lochs: Shapes


def layers_of(evidence: Evidence, held: MapExhibit) -> Layers:
    """The same shapes as on the screen; the shores of lochs are left out of the lines."""
    whole, kind = evidence.partnership.partnership_id, held.area_type
    if held.everywhere:
        return Layers(scotland_shapes(kind), _council_outlines(), _lochs())
    if held.extents:
        return Layers(area_shapes(whole, kind), _extents(whole), _lochs())
    outlines = _ward_outlines(whole) if kind == AreaType.WARD else _outlines(whole)
    return Layers(area_shapes(whole, kind), outlines, _lochs())


@cache
def area_shapes(partnership_id: str, area_type: AreaType) -> Shapes:
    """A partnership's areas of one kind."""
    return _projected(area_layer(partnership_id, area_type).shapes)


@cache
def scotland_shapes(area_type: AreaType) -> Shapes:
    """All of Scotland's areas of one kind."""
    return _projected(scotland_layer(area_type).shapes)


@cache
def _council_outlines() -> Shapes:
    return {code: without_holes(shape) for code, shape in scotland_shapes(AreaType.COUNCIL_AREA).items()}


@cache
def _extents(partnership_id: str) -> Shapes:
    return {code: without_holes(shape) for code, shape in area_shapes(partnership_id, AreaType.PLACE).items()}


@cache
def _outlines(partnership_id: str) -> Shapes:
    return _projected(outline_layer(partnership_id).shapes)


@cache
def _ward_outlines(partnership_id: str) -> Shapes:
    return _projected(ward_outline_layer(partnership_id).shapes)


@cache
def _lochs() -> Shapes:
    return _projected(loch_layer().shapes)


def _projected(shapes: Shapes) -> Shapes:
    return dict(zip(shapes, gpd.GeoSeries(list(shapes.values()), crs=4326).to_crs(GRID), strict=True))


@cache
def labels() -> pd.DataFrame:
    """Names to print on maps, the largest places first: name, kind, min_zoom, council_area, x, y."""
    held = label_points()
    points = projected_points(held["longitude"].to_numpy(), held["latitude"].to_numpy())
    return held.assign(x=points[:, 0], y=points[:, 1])


def projected_points(longitude: Any, latitude: Any) -> np.ndarray:
    """Points in metres: a row each."""
    points = gpd.GeoSeries(gpd.points_from_xy(longitude, latitude), crs=4326).to_crs(GRID)
    return np.column_stack([points.x, points.y])


def path_of(shape: Any) -> Path:
    """A shape with its holes as a path."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    points = [shapely.get_coordinates(ring) for ring in rings]
    codes = [np.full(len(ring), Path.LINETO, dtype=Path.code_type) for ring in points]
    for ring in codes:
        ring[0], ring[-1] = Path.MOVETO, Path.CLOSEPOLY
    return Path(np.concatenate(points), np.concatenate(codes))
