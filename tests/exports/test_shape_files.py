"""Files of shapes: a stranger's software reads the same areas, figures and coordinates that the map shows."""

import io
import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
from pandas.api.types import is_numeric_dtype

from dashboard.evidence import evidence
from dashboard.evidence.boundaries import zone_shapes
from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exports.shape_files import geojson_file, geopackage_file, layer_name, said_of
from dashboard.vocabulary import AreaType

HELD = evidence("perth-and-kinross")
MAPS: dict[str, dict[str, str]] = {"need-map": {}, "explore-map": {"areas": AreaType.DATA_ZONE.value}}


@cache
def a_map(key: str) -> MapExhibit:
    found = exhibit_of(key, {"partnership": "perth-and-kinross", **MAPS[key]})
    assert isinstance(found, MapExhibit)
    return found


def opened(file: bytes, folder: Path) -> gpd.GeoDataFrame:
    path = folder / "opened.gpkg"
    path.write_bytes(file)
    return gpd.read_file(path)


def check_figures(found: pd.DataFrame, held: MapExhibit) -> None:
    by_code = found.set_index("area_code").reindex(held.figures.index)
    assert len(found) == len(held.figures)
    for column in held.figures.columns:
        wanted = held.figures[column]
        if is_numeric_dtype(wanted):
            numbers = (one.astype(float).to_numpy(float, na_value=np.nan) for one in (by_code[column], wanted))
            np.testing.assert_allclose(*numbers, rtol=1e-12)
        else:
            assert [str(one) for one in by_code[column].fillna("")] == [str(one) for one in wanted.fillna("")]


@pytest.mark.parametrize("key", MAPS)
def test_a_geopackage_holds_every_figure_in_the_national_grid(key: str, tmp_path: Path) -> None:
    held = a_map(key)
    found = opened(geopackage_file(HELD, held), tmp_path)
    assert found.crs == 27700
    check_figures(found, held)
    assert found.area.sum() / 1e6 == pytest.approx(5286, rel=0.03)
    assert found.total_bounds[0] == pytest.approx(232_000, abs=10_000)


@pytest.mark.parametrize("key", MAPS)
def test_geojson_holds_every_figure_in_longitude_and_latitude(key: str) -> None:
    held = a_map(key)
    found = gpd.read_file(io.BytesIO(geojson_file(HELD, held)))
    assert found.crs == 4326
    check_figures(found, held)
    assert -5 < found.total_bounds[0] < found.total_bounds[2] < -3


def test_a_shape_is_that_of_its_area() -> None:
    found = gpd.read_file(io.BytesIO(geojson_file(HELD, a_map("explore-map")))).set_index("area_code").geometry
    for code, shape in zone_shapes(HELD.partnership.council_area).items():
        assert found[code].equals(shape)


def test_files_say_what_they_are(tmp_path: Path) -> None:
    held = a_map("need-map")
    found: dict[str, Any] = json.loads(geojson_file(HELD, held))
    assert found["title"] == held.caption.title
    assert (found["source"], found["alt"]) == (held.caption.source, held.caption.alt)
    assert found["data_version"] == HELD.library.version
    (tmp_path / "a.gpkg").write_bytes(geopackage_file(HELD, held))
    said = pyogrio.read_info(tmp_path / "a.gpkg")
    assert said["layer_name"] == layer_name(held) == "need_in_perth_and_kinross_by_intermediate_zone"
    assert said["dataset_metadata"]["source"] == held.caption.source
    assert said["layer_metadata"]["IDENTIFIER"] == held.caption.title
    assert f"Data version {HELD.library.version}" in said["layer_metadata"]["DESCRIPTION"]


def test_what_has_no_value_is_null_and_an_area_without_figures_is_there(tmp_path: Path) -> None:
    held = a_map("need-map")
    figures = held.figures.astype({"need_score": float})
    figures.loc[figures.index[0], "need_score"] = np.nan
    short = replace(held, figures=figures.iloc[:-1])
    text = geojson_file(HELD, short).decode()
    assert "NaN" not in text
    rows = {one["properties"]["area_code"]: one["properties"] for one in json.loads(text)["features"]}
    assert len(rows) == 35
    assert rows[figures.index[0]]["need_score"] is None
    assert rows[figures.index[0]]["area_name"] == figures["area_name"].iloc[0]
    assert set(rows[figures.index[-1]].values()) == {figures.index[-1], None}
    assert pd.isna(
        opened(geopackage_file(HELD, short), tmp_path).set_index("area_code")["need_score"][figures.index[0]]
    )


@pytest.mark.parametrize("fails", [False, True])
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    seen: list[Path] = []

    def write(_: Any, path: Path, **__: Any) -> None:
        seen.append(path)
        path.write_bytes(b"half")
        if fails:
            raise OSError("no room")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(gpd.GeoDataFrame, "to_file", write)
    try:
        assert geopackage_file(HELD, a_map("need-map")) == b"half"
    except OSError:
        assert fails
    assert seen
    assert tmp_path in seen[0].parents
    assert not list(tmp_path.iterdir())


def test_a_long_name_of_a_layer_ends_with_a_word() -> None:
    caption = replace(a_map("need-map").caption, title="Größe: people, 2020/21 " + "and many more words " * 5)
    name = layer_name(replace(a_map("need-map"), caption=caption))
    assert name.startswith("gr_e_people_2020_21_and_many")
    assert len(name) <= 60
    assert name.rpartition("_")[2] in {"and", "many", "more", "words"}


def test_files_say_how_far_their_outlines_are_simplified() -> None:
    held = a_map("need-map")
    own, whole = (said_of(HELD, one)["outlines"] for one in (held, replace(held, everywhere=True)))
    assert "do not measure" in own
    assert "half a kilometre" in whole
    assert json.loads(geojson_file(HELD, held))["outlines"] == own
