"""The shapes of areas: data zones as read, every larger area dissolved from them, as GeoJSON."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from dashboard.evidence.files import DATA
from dashboard.vocabulary import DataError, Fault

GRID = 1e-5
"""The grid of the coordinates (five decimals): unions stay on it, so borders still match."""
COARSE = 0.004
"""How much a map of all Scotland is simplified, in degrees: about 440 metres."""


@cache
def zone_shapes(council_area: str, data: Path = DATA) -> Mapping[str, Any]:
    """The shape of each data zone of a council area, by area_code, in WGS 84 longitude and latitude.

    Raises:
        DataError: the file is missing or is not GeoJSON.
    """
    return _shapes(data / "boundaries" / "data_zones_2011" / f"{council_area}.geojson")


@cache
def ward_shapes(data: Path = DATA) -> Mapping[str, Any]:
    """The true outline of each ward of today, by area_code."""
    return _shapes(data / "boundaries" / "wards_2025.geojson")


@cache
def loch_shapes(data: Path = DATA) -> Mapping[str, Any]:
    """The shape of each large loch, by name."""
    return _shapes(data / "boundaries" / "lochs.geojson")


@cache
def place_labels(data: Path = DATA) -> pd.DataFrame:
    """Names to print on maps: name, kind, min_zoom, council_area, longitude, latitude."""
    return pd.read_csv(data / "boundaries" / "place_labels.csv")


def _shapes(path: Path) -> Mapping[str, Any]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    except (OSError, ValueError, KeyError, shapely.GEOSException) as error:
        raise DataError(
            Fault(path.name, f"not readable as GeoJSON ({error})", remedy="Run the import again")
        ) from error
    return dict(zip((feature["id"] for feature in features), shapes, strict=True))


def dissolved(parts: pd.DataFrame, shapes: Mapping[str, Any]) -> dict[str, Any]:
    """The shape of each area, from its data zones.

    Args:
        parts: area_code, data_zone.
        shapes: the shape of each data zone.

    Returns:
        A shape by area_code.

    Raises:
        DataError: a data zone has no shape.
    """
    missing = set(parts["data_zone"]) - set(shapes)
    if missing:
        raise DataError(Fault("boundaries", "a data zone has no shape", min(missing), remedy="Run the import again"))
    return {
        str(code): shapely.union_all([shapes[zone] for zone in zones], grid_size=GRID)
        for code, zones in parts.groupby("area_code", sort=False)["data_zone"]
    }


def neighbours(shapes: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Which areas each area shares a border with, by area_code; a corner is not a border."""
    codes = list(shapes)
    areas = np.array([shapes[code] for code in codes])
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    shared = shapely.length(shapely.intersection(shapely.boundary(areas[first]), shapely.boundary(areas[second])))
    found: dict[str, set[str]] = {code: set() for code in codes}
    for one, other, length in zip(first, second, shared, strict=True):
        if one != other and length > 0:
            found[codes[one]].add(codes[other])
    return {code: frozenset(others) for code, others in found.items()}


def simplified(shapes: Mapping[str, Any], tolerance: float = COARSE) -> dict[str, Any]:
    """Shapes with fewer points, neighbours still sharing their border."""
    codes = list(shapes)
    simple = shapely.coverage_simplify(np.array([shapes[code] for code in codes]), tolerance)
    return dict(zip(codes, shapely.set_precision(simple, 1e-4), strict=True))


def without_holes(shape: Any) -> Any:
    """The outer line of a shape: data zones leave out large lochs, whose shores are not borders."""
    parts = [shapely.Polygon(part.exterior) for part in shapely.get_parts(shape)]
    return shapely.union_all(parts)


def features(shapes: Mapping[str, Any], names: Mapping[str, str]) -> bytes:
    """A GeoJSON FeatureCollection: id and properties area_code and area_name."""
    rows = [
        f'{{"type":"Feature","id":{json.dumps(code)},"properties":'
        f'{{"area_code":{json.dumps(code)},"area_name":{json.dumps(names.get(code, code))}}},'
        f'"geometry":{shapely.to_geojson(shape)}}}'
        for code, shape in shapes.items()
    ]
    return ('{"type":"FeatureCollection","features":[' + ",".join(rows) + "]}").encode()


def steps(shapes: Mapping[str, Any], names: Mapping[str, str]) -> bytes:
    """The same for drawing, in a third of the size: `{"scale": …, "areas": [[area_code, area_name, rings], …]}`.

    The numbers of a ring are longitude and latitude times the scale: of its first point, then the step from each
    point to the next. Its last point, which is its first, is left out.
    """
    areas = [[code, names.get(code, code), list(map(_steps, _rings(shape)))] for code, shape in shapes.items()]
    sent = {"scale": round(1 / GRID), "areas": areas}
    return json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()


def _rings(shape: Any) -> list[Any]:
    return [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]


def _steps(ring: Any) -> list[int]:
    points = np.rint(shapely.get_coordinates(ring)[:-1] / GRID).astype(np.int64)
    return np.diff(points, axis=0, prepend=[[0, 0]]).ravel().tolist()


def bounds(shapes: Iterable[Any]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The box around shapes: (south, west), (north, east)."""
    west, south, east, north = shapely.total_bounds(list(shapes))
    return (float(south), float(west)), (float(north), float(east))
