"""What areas have that helps: halls, groups and green spaces, from lists and maps that people keep."""

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from dashboard.evidence.boundaries import zone_shapes
from dashboard.evidence.written import DATE_REMEDY, DATE_RULE, iso_date, utf8_text
from dashboard.vocabulary import Asset, DataError, Fault

Shapes = Callable[[str], Mapping[str, Any]]
"""The outline of each data zone of a council area, by code: see `zone_shapes`."""
COLUMNS = ("name", "asset_type", "address", "data_zone", "longitude", "latitude", "source", "date")
LONGEST_TYPE = 40
WEST, EAST, SOUTH, NORTH = -8.7, -0.7, 54.6, 60.9
"""The box around Scotland."""
NEAR, NEAR_DEGREES = 500, 0.01
"""How far from a zone's simplified outline its own places may lie: in metres, and in degrees at least as far."""
METRES_A_DEGREE = 111_320


@dataclass(frozen=True)
class _Row:
    """One asset as it stands in its file: a row of a list, or a feature of a map, counted from 1."""

    file: str
    number: int
    cells: Mapping[str, object]


def read_assets(folder: Path, zones: pd.DataFrame, shapes: Shapes = zone_shapes) -> tuple[Asset, ...]:
    """Every asset, in the order of the files.

    Args:
        folder: holds CSV files with the columns name, asset_type, address, data_zone, longitude, latitude, source,
            date, and GeoJSON files of points (EPSG:4326) with the properties name, asset_type, address, source, date;
            files called TEMPLATE are left out. It may be missing.
        zones: the data zone lookup.
        shapes: gives the outlines of a council area's data zones; asked only for a point without a data zone.

    Raises:
        DataError: naming the file, row (in GeoJSON, the number of the feature), column, rule, value and remedy.
    """
    paths = sorted(path for path in folder.glob("*.*") if path.stem != "TEMPLATE")
    rows = (row for path in paths if path.suffix in READERS for row in READERS[path.suffix](path))
    return tuple(_asset(row, zones, shapes) for row in rows)


def assets_in(assets: Iterable[Asset], zones_of_area: Iterable[str]) -> list[Asset]:
    """The assets of an area, by type and name.

    Args:
        assets: any assets.
        zones_of_area: the data zones of the area.
    """
    zones = set(zones_of_area)
    own = (asset for asset in assets if asset.data_zone in zones)
    return sorted(own, key=lambda asset: (asset.asset_type.casefold(), asset.name.casefold()))


def _listed(path: Path) -> Iterator[_Row]:
    """The rows of a CSV file; a row of empty cells is no row."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(utf8_text(path), newline=""), strict=True):
            rows.append([cell.strip() for cell in row])
    except csv.Error as error:
        rule, remedy = f"not readable as CSV ({error})", "Close every quotation mark"
        raise DataError(Fault(path.name, rule, row=len(rows) + 1, remedy=remedy)) from error
    header = rows[0] if rows else []
    for column in COLUMNS:
        if header.count(column) != 1:
            remedy = f"Begin the file with {','.join(COLUMNS)}"
            raise DataError(Fault(path.name, "the column must be there once", ",".join(header), 1, column, remedy))
    for number, row in enumerate(rows[1:], start=2):
        if any(row) and len(row) != len(header):
            rule, remedy = f"a row needs {len(header)} cells", "Put text that holds a comma between quotation marks"
            raise DataError(Fault(path.name, rule, ",".join(row), row=number, remedy=remedy))
        if any(row):
            yield _Row(path.name, number, dict(zip(header, row, strict=True)))


def _mapped(path: Path) -> Iterator[_Row]:
    """The features of a GeoJSON file."""
    remedy = "Save the points again as GeoJSON, in EPSG:4326"
    try:
        collection = json.loads(utf8_text(path))
    except json.JSONDecodeError as error:
        rule = f"not readable as JSON ({error})"
        raise DataError(Fault(path.name, rule, row=error.lineno, remedy=remedy)) from error
    match collection:
        case {"type": "FeatureCollection", "features": [*features]}:
            pass
        case _:
            raise DataError(Fault(path.name, "must be a FeatureCollection", row=1, remedy=remedy))
    for number, feature in enumerate(features, start=1):
        match feature:
            case {"geometry": {"type": "Point", "coordinates": [longitude, latitude, *_]}, "properties": {**own}}:
                cells = own | {"longitude": longitude, "latitude": latitude, "data_zone": ""}
                yield _Row(path.name, number, cells)
            case _:
                rule = "must be a Point, with longitude, latitude and properties"
                raise DataError(Fault(path.name, rule, row=number, column="geometry", remedy=remedy))


READERS = {".csv": _listed, ".geojson": _mapped}


def _asset(row: _Row, zones: pd.DataFrame, shapes: Shapes) -> Asset:
    return Asset(
        name=_text(row, "name"),
        asset_type=_type(row),
        address=_text(row, "address", may_be_empty=True),
        data_zone=_zone(row, zones, shapes),
        source=_text(row, "source"),
        date=_date(row),
    )


def _error(row: _Row, column: str, rule: str, remedy: str) -> DataError:
    found = row.cells.get(column)
    return DataError(Fault(row.file, rule, None if found == "" else found, row.number, column, remedy))


def _text(row: _Row, column: str, may_be_empty: bool = False) -> str:
    value = row.cells.get(column)
    if isinstance(value, str) or value is None:
        text = " ".join((value or "").split())
        if text or may_be_empty:
            return text
    raise _error(row, column, "must be text" if may_be_empty else "must be text, and not empty", "Fill it in")


def _type(row: _Row) -> str:
    text = _text(row, "asset_type")
    if len(text) > LONGEST_TYPE:
        rule = f"must not be longer than {LONGEST_TYPE} characters"
        raise _error(row, "asset_type", rule, "Say what kind of thing it is, such as Community hall")
    return text


def _date(row: _Row) -> str:
    found = iso_date(row.cells.get("date"))
    if found is None:
        raise _error(row, "date", DATE_RULE, DATE_REMEDY)
    return found


def _number(row: _Row, column: str) -> float | None:
    value = row.cells[column]
    if value is None or value == "":
        return None
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise _error(row, column, "must be a number", "Write degrees, such as -3.43 or 56.39") from error


def _zone(row: _Row, zones: pd.DataFrame, shapes: Shapes) -> str:
    """The data zone that is given, or else the one that the coordinates lie in."""
    point, code = _point(row), row.cells["data_zone"]
    if code:
        if code not in zones.index:
            remedy = "Use a data zone of 2011, or leave it empty and give longitude and latitude"
            raise _error(row, "data_zone", "unknown data zone", remedy)
        return str(code)
    if point is None:
        raise _error(row, "data_zone", "needs a data zone, or longitude and latitude", "Fill in either")
    found = _zone_at(*point, zones, shapes)
    if found is None:
        rule, remedy = f"no data zone of Scotland lies within {NEAR} metres", "Check the coordinates"
        raise DataError(Fault(row.file, rule, f"{point[0]}, {point[1]}", row.number, "longitude", remedy))
    return found


def _point(row: _Row) -> tuple[float, float] | None:
    """Longitude and latitude; None where neither is given."""
    longitude, latitude = _number(row, "longitude"), _number(row, "latitude")
    if longitude is None and latitude is None:
        return None
    for column, degrees, least, most in (("longitude", longitude, WEST, EAST), ("latitude", latitude, SOUTH, NORTH)):
        if degrees is None:
            raise _error(row, column, "must be given with the other coordinate", "Give both, or neither")
        if not least <= degrees <= most:
            remedy = f"Write degrees (EPSG:4326): in Scotland, {column} is between {least} and {most}"
            raise _error(row, column, "lies outside Scotland", remedy)
    return longitude, latitude  # type: ignore[return-value]


def _zone_at(longitude: float, latitude: float, zones: pd.DataFrame, shapes: Shapes) -> str | None:
    """The data zone around a point, or the nearest one within 500 metres; likely council areas are read first."""
    point, here = shapely.Point(longitude, latitude), np.array([longitude, latitude])
    scale = METRES_A_DEGREE * np.array([math.cos(math.radians(latitude)), 1.0])
    away = np.hypot(*((zones[["longitude", "latitude"]].to_numpy() - here) * scale).T)
    near: list[tuple[float, str]] = []
    for council in zones["council_area"].iloc[np.argsort(away)].unique():
        outlines = shapes(council)
        codes, drawn = list(outlines), list(outlines.values())
        inside = np.flatnonzero(shapely.intersects(drawn, point))
        if inside.size:
            return codes[inside[0]]
        for place in np.flatnonzero(shapely.dwithin(drawn, point, NEAR_DEGREES)):
            outline = shapely.transform(drawn[place], lambda points: (points - here) * scale)
            near.append((float(shapely.distance(outline, shapely.Point(0, 0))), codes[place]))
    metres, code = min(near, default=(math.inf, ""))
    return code if metres <= NEAR else None
