"""Turning the published lookup, boundaries and names into the project's own area and boundary files."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import shapely

GEOGRAPHY = (
    "data_zone_2011_lookup.csv",
    "data_zones_2011.parquet",
    "wards_2025.parquet",
    "lochs.parquet",
    "place_labels.parquet",
)
"""The files of the sources that hold areas and boundaries."""
ZONE_COLUMNS = {
    "dz_code": "data_zone",
    "dz_name": "data_zone_name",
    "iz_code": "intermediate_zone",
    "iz_name": "intermediate_zone_name",
    "ward2025_code": "ward",
    "ward2025_name": "ward_name",
    "council_code": "council_area",
    "council_name": "council_area_name",
    "ur6_name": "urban_rural",
    "pop_mid2017": "population",
    "area_ha": "area_ha",
    "centroid_lon": "longitude",
    "centroid_lat": "latitude",
}
TOLERANCE = 0.001
"""Degrees of latitude: about 110 metres."""
DECIMALS = 5
EQUAL_SCALE = np.array([math.cos(math.radians(57)), 1.0])
"""Stretches longitude so that a degree is about as long both ways in Scotland."""
LABEL_KINDS = ("City", "Town", "Village")
SCALE_AT_ZOOM_0 = 559_082_264 * math.cos(math.radians(57))


def write_areas(geography: Path, areas: Path) -> Iterator[str]:
    """Write the data zone lookup: one row a zone, with what it belongs to, its people and its centre."""
    zones = pd.read_csv(geography / "data_zone_2011_lookup.csv")[list(ZONE_COLUMNS)].rename(columns=ZONE_COLUMNS)
    areas.mkdir(parents=True, exist_ok=True)
    path = areas / "data_zones_2011.csv"
    zones.sort_values("data_zone").to_csv(path, index=False, lineterminator="\n")
    yield f"wrote     areas/{path.name}: {len(zones)} data zones in {zones['council_area'].nunique()} council areas"


def write_boundaries(geography: Path, boundaries: Path) -> Iterator[str]:
    """Write simplified data zones (a file a council area), ward outlines, lochs and place names."""
    zones = _read_shapes(geography / "data_zones_2011.parquet", "dz_code", "dz_name")
    folder = boundaries / "data_zones_2011"
    for council_area, rows in zones.groupby("council_code"):
        _write_features(folder / f"{council_area}.geojson", rows)
    yield f"wrote     boundaries/data_zones_2011/: {len(zones)} data zones, simplified to about 110 metres"
    wards = _read_shapes(geography / "wards_2025.parquet", "ward_code", "ward_name")
    _write_features(boundaries / "wards_2025.geojson", wards)
    yield f"wrote     boundaries/wards_2025.geojson: {len(wards)} true ward outlines"
    lochs = pq.read_table(geography / "lochs.parquet").to_pandas()
    shapes = shapely.simplify(shapely.from_wkb(lochs["geometry"].to_numpy()), 0.0005)
    names = lochs["name"].fillna("")
    table = pd.DataFrame({"area_code": names, "area_name": names, "shape": _rounded(shapes)})
    _write_features(boundaries / "lochs.geojson", table.sort_values("area_code", kind="stable"))
    yield f"wrote     boundaries/lochs.geojson: {len(lochs)} lochs"
    yield _write_labels(geography / "place_labels.parquet", boundaries / "place_labels.csv")


def _read_shapes(path: Path, code: str, name: str) -> pd.DataFrame:
    """A valid coverage, simplified so that neighbours still share their border: area_code, area_name, shape."""
    table = pq.read_table(path).to_pandas().sort_values(code)
    shapes = shapely.transform(shapely.from_wkb(table["geometry"].to_numpy()), lambda points: points * EQUAL_SCALE)
    simple = shapely.coverage_simplify(shapes, TOLERANCE)
    back = shapely.transform(simple, lambda points: points / EQUAL_SCALE)
    return pd.DataFrame(
        {
            "area_code": table[code],
            "area_name": table[name],
            "council_code": table["council_code"],
            "shape": _rounded(back),
        }
    )


def _rounded(shapes: Any) -> Any:
    """The shapes with coordinates to five decimals (about a metre), mended where rounding crossed an edge."""
    rounded = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
    return np.where(shapely.is_valid(rounded), rounded, shapely.buffer(rounded, 0))


def _write_features(path: Path, table: pd.DataFrame) -> None:
    """Write a GeoJSON file, one feature a line, so that a change is easy to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "id": code,
                "properties": {"area_code": code, "area_name": name},
                "geometry": json.loads(shapely.to_geojson(shape)),
            },
            separators=(",", ":"),
        )
        for code, name, shape in zip(table["area_code"], table["area_name"], table["shape"], strict=True)
    ]
    body = ",\n".join(lines)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8", newline="\n")


def _write_labels(source: Path, path: Path) -> str:
    """Write the names of cities, towns and villages with the zoom from which each is shown."""
    labels = pq.read_table(source).to_pandas()
    labels = labels[labels["type"].isin(LABEL_KINDS) & labels["council_code"].notna()]
    points = shapely.from_wkb(labels["geometry"].to_numpy())
    table = pd.DataFrame(
        {
            "name": labels["name"],
            "kind": labels["type"].str.lower(),
            "min_zoom": np.round(np.log2(SCALE_AT_ZOOM_0 / labels["maxshow"])).astype(int),
            "council_area": labels["council_code"],
            "longitude": shapely.get_x(points).round(DECIMALS),
            "latitude": shapely.get_y(points).round(DECIMALS),
        }
    )
    table.sort_values(["council_area", "min_zoom", "name", "longitude"]).to_csv(path, index=False, lineterminator="\n")
    return f"wrote     boundaries/{path.name}: {len(table)} names (hamlets and suburbs left out: too many to read)"
