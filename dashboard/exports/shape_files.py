"""The shapes of a map with its figures, as files for geographic information systems: GeoJSON and GeoPackage."""

import json
import math
import re
import tempfile
from enum import Enum
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.evidence.boundaries import features
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exports.layers import Layer, area_layer, scotland_layer

WORLD, NATIONAL_GRID = 4326, 27700
LONGEST_NAME = 60
OWN = "Simplified for maps: do not measure on them."
WHOLE_COUNTRY = "Simplified for a map of the whole country, by up to half a kilometre: do not measure on them."


def geojson_file(evidence: Evidence, held: MapExhibit) -> bytes:
    """The areas of a map with their figures as GeoJSON, longitude and latitude of WGS 84 (EPSG:4326).

    Args:
        evidence: the partnership's.
        held: the map; its `figures` become properties, and what has no value null.
    """
    figures = _figures(held)
    rows = figures.to_dict("index")
    none = dict.fromkeys(figures.columns)
    collection = {
        "type": "FeatureCollection",
        **said_of(evidence, held),
        "features": [
            {**feature, "properties": {"area_code": feature["id"], **_plain(rows.get(feature["id"], none))}}
            for feature in json.loads(features(*_layer(evidence, held)))["features"]
        ],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def geopackage_file(evidence: Evidence, held: MapExhibit) -> bytes:
    """The same as a GeoPackage in the British National Grid (EPSG:27700), one layer named after the map.

    Title, source and data version are in the description of the layer and in the metadata of the file.
    """
    table = _table(evidence, held).to_crs(NATIONAL_GRID)
    said = said_of(evidence, held)
    about = f"{said['alt']} {said['source']} Data version {said['data_version']}. Outlines: {said['outlines']}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        table.to_file(
            path,
            layer=layer_name(held),
            driver="GPKG",
            engine="pyogrio",
            layer_options={"IDENTIFIER": said["title"], "DESCRIPTION": about},
            dataset_metadata=said,
        )
        return path.read_bytes()


def said_of(evidence: Evidence, held: MapExhibit) -> dict[str, str]:
    """What a file says of itself: title, source, alt, data_version, outlines."""
    caption = held.caption
    return {
        "outlines": WHOLE_COUNTRY if held.everywhere else OWN,
        "title": caption.title,
        "source": caption.source,
        "alt": caption.alt,
        "data_version": evidence.library.version,
    }


def layer_name(held: MapExhibit) -> str:
    """The title as a name of small letters, digits and "_"."""
    name = re.sub(r"[^a-z0-9]+", "_", held.caption.title.lower()).strip("_")
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rpartition("_")[0]


def _layer(evidence: Evidence, held: MapExhibit) -> Layer:
    """The areas of the map as on the screen; those of all Scotland are simplified."""
    if held.everywhere:
        return scotland_layer(held.area_type)
    return area_layer(evidence.partnership.partnership_id, held.area_type)


def _figures(held: MapExhibit) -> pd.DataFrame:
    """The figures without the code of the area, which is the index."""
    return held.figures.drop(columns="area_code", errors="ignore")


def _table(evidence: Evidence, held: MapExhibit) -> gpd.GeoDataFrame:
    shapes = _layer(evidence, held).shapes
    codes = pd.Index(list(shapes), name="area_code")
    figures = _figures(held).reindex(codes)
    for column in figures.select_dtypes(exclude="number"):
        if figures[column].dtype != bool:
            figures[column] = figures[column].map(_value)
    return gpd.GeoDataFrame(figures.reset_index(), geometry=list(shapes.values()), crs=WORLD)


def _plain(row: Any) -> dict[str, Any]:
    return {str(key): _value(value) for key, value in row.items()}


def _value(value: Any) -> Any:
    """A value as JSON can hold it: words of a vocabulary as text, none and not-a-number as null."""
    if isinstance(value, Enum):
        return value.value
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value
