"""Boundaries: every data zone has a shape, and larger areas are their data zones put together."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.evidence import evidence, library
from dashboard.evidence.boundaries import (
    bounds,
    dissolved,
    features,
    loch_shapes,
    place_labels,
    simplified,
    ward_shapes,
    zone_shapes,
)
from dashboard.vocabulary import AreaType, DataError

OURS = evidence("perth-and-kinross")
PERTH_AND_KINROSS = "S12000048"
SOUTH, WEST, NORTH, EAST = 54.6, -8.7, 60.9, -0.7
KINDS = [AreaType.LOCALITY, AreaType.WARD, AreaType.INTERMEDIATE_ZONE]


def together(area_type: AreaType) -> dict[str, Any]:
    parts = OURS.parts[OURS.parts["area_type"] == area_type]
    return dissolved(parts, zone_shapes(PERTH_AND_KINROSS))


def test_every_data_zone_of_scotland_has_one_valid_shape_inside_scotland() -> None:
    councils = sorted(library().zones["council_area"].unique())
    codes: list[str] = []
    for council in councils:
        shapes = zone_shapes(council)
        codes += list(shapes)
        (south, west), (north, east) = bounds(shapes.values())
        assert SOUTH < south < north < NORTH
        assert WEST < west < east < EAST
        assert shapely.is_valid(np.array(list(shapes.values()))).tolist() == [True] * len(shapes)
        assert set(shapes) == set(library().zones.index[library().zones["council_area"] == council])
    assert len(codes) == len(set(codes)) == 6976


@pytest.mark.parametrize("area_type", KINDS)
def test_dissolved_areas_fill_the_council_area(area_type: AreaType) -> None:
    whole = together(AreaType.COUNCIL_AREA)[PERTH_AND_KINROSS]
    shapes = together(area_type)
    assert len(shapes) == len(OURS.areas_of(area_type))
    assert sum(shape.area for shape in shapes.values()) == pytest.approx(whole.area, rel=1e-6)
    assert shapely.union_all(list(shapes.values())).symmetric_difference(whole).area < 1e-6 * whole.area


@pytest.mark.parametrize("area_type", KINDS)
def test_dissolved_areas_do_not_overlap(area_type: AreaType) -> None:
    shapes = list(together(area_type).values())
    shared = sum(one.intersection(other).area for one, other in combinations(shapes, 2))
    assert shared < 1e-6 * sum(shape.area for shape in shapes)


def test_a_dissolved_area_has_no_seams() -> None:
    for shape in together(AreaType.LOCALITY).values():
        assert shape.is_valid
        slivers = [ring for part in shapely.get_parts(shape) for ring in part.interiors]
        assert sum(shapely.Polygon(ring).area for ring in slivers) < 0.05 * shape.area


def test_a_zone_without_a_shape_is_refused() -> None:
    parts = pd.DataFrame({"area_code": ["A", "A"], "data_zone": ["S01011833", "S01009999"]})
    with pytest.raises(DataError) as caught:
        dissolved(parts, zone_shapes(PERTH_AND_KINROSS))
    assert str(caught.value) == ("boundaries: a data zone has no shape; found 'S01009999'. Run the import again")


def test_simplified_neighbours_still_share_their_border() -> None:
    shapes = together(AreaType.INTERMEDIATE_ZONE)
    simple = simplified(shapes)
    assert list(simple) == list(shapes)
    points = sum(shapely.get_num_coordinates(list(shapes.values())))
    assert sum(shapely.get_num_coordinates(list(simple.values()))) < points / 2
    overlaps = sum(one.intersection(other).area for one, other in combinations(simple.values(), 2))
    assert overlaps < 0.001 * sum(shape.area for shape in simple.values())


def test_features_are_geojson_with_code_and_name() -> None:
    shape = shapely.box(-4, 56, -3, 57)
    found = json.loads(features({"A": shape, "B": shape}, {"A": 'The "Cross"'}))
    assert found["type"] == "FeatureCollection"
    assert [one["id"] for one in found["features"]] == ["A", "B"]
    assert [one["properties"]["area_name"] for one in found["features"]] == ['The "Cross"', "B"]
    assert shapely.from_geojson(json.dumps(found["features"][0]["geometry"])).equals(shape)


def test_bounds_are_south_west_and_north_east() -> None:
    boxes = [shapely.box(-4, 56, -3, 57), shapely.box(-5, 56.5, -4.5, 58)]
    assert bounds(boxes) == ((56, -5), (58, -3))


def test_the_outlines_of_todays_wards_are_those_of_the_lookup() -> None:
    """The lookup gives every data zone a ward of today by best fit; each of them is on the map."""
    assert len(ward_shapes()) == 355
    assert set(library().zones["ward"]) <= set(ward_shapes())


def test_lochs_and_place_labels_lie_in_scotland() -> None:
    (south, west), (north, east) = bounds(loch_shapes().values())
    assert SOUTH < south < north < NORTH
    assert WEST < west < east < EAST
    labels = place_labels()
    assert labels["latitude"].between(SOUTH, NORTH).sum() == len(labels) > 1000
    assert labels["longitude"].between(WEST, EAST).sum() == len(labels)
    ours = labels[labels["council_area"] == PERTH_AND_KINROSS]
    assert {"Perth", "Crieff", "Pitlochry", "Coupar Angus"} <= set(ours["name"])


@pytest.mark.parametrize("text", ["", "not json", '{"type": "FeatureCollection"}', '{"features": [{"id": "A"}]}'])
def test_a_broken_boundary_file_is_refused(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "boundaries" / "data_zones_2011"
    folder.mkdir(parents=True)
    (folder / "S12000048.geojson").write_text(text)
    with pytest.raises(DataError, match=r"^S12000048\.geojson: not readable as GeoJSON .*Run the import again$"):
        zone_shapes(PERTH_AND_KINROSS, tmp_path)


def test_a_missing_boundary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^wards_2025\.geojson: not readable as GeoJSON"):
        ward_shapes(tmp_path)
