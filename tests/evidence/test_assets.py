"""Assets are read from real lists and maps, and a broken one is refused with its file, row, column and remedy."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely

from dashboard.evidence import library
from dashboard.evidence.areas import read_zones
from dashboard.evidence.assets import COLUMNS, assets_in, read_assets
from dashboard.evidence.boundaries import zone_shapes
from dashboard.evidence.files import DATA
from dashboard.vocabulary import Asset, DataError

HEADER = ",".join(COLUMNS)
LIST = f"""\
{HEADER}
Town hall,Community hall,"1 High Street, Town",S01011835,,,Community council,2026-05-14
Park,Green space,,,-3.46,56.41,Walk,2026-05
"""
PARK = (-3.46, 56.41)
HALL, GREEN = (
    Asset("Town hall", "Community hall", "S01011835", "Community council", "2026-05-14", "1 High Street, Town"),
    Asset("Park", "Green space", "S01011836", "Walk", "2026-05"),
)
WHEN = "Write 2026-05-14, or 2026-05 where only the month is known"
AGAIN = "Save the points again as GeoJSON, in EPSG:4326"
POINT_RULE = "must be a Point, with longitude, latitude and properties"
NUMBER = "Write degrees, such as -3.43 or 56.39"
EAST_WEST = "Write degrees (EPSG:4326): in Scotland, longitude is between -8.7 and -0.7"
NORTH_SOUTH = "Write degrees (EPSG:4326): in Scotland, latitude is between 54.6 and 60.9"


def square(longitude: float, latitude: float, half: float = 0.05) -> Any:
    return shapely.box(longitude - half, latitude - half, longitude + half, latitude + half)


def feature(longitude: Any = PARK[0], latitude: Any = PARK[1], **properties: Any) -> dict[str, Any]:
    own = {"name": "Park", "asset_type": "Green space", "address": None, "source": "Walk", "date": "2026-05"}
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": own | properties}


def write_map(folder: Path, *features: object, name: str = "map.geojson") -> None:
    collection = {"type": "FeatureCollection", "features": list(features)}
    (folder / name).write_text(json.dumps(collection), encoding="utf-8")


@pytest.fixture
def zones(data: Path) -> pd.DataFrame:
    """Six data zones, each a square of a tenth of a degree, written as the boundary files of two council areas."""
    table = read_zones(data / "areas" / "data_zones_2011.csv")
    for council, own in table.groupby("council_area"):
        outlines = [
            {"type": "Feature", "id": code, "geometry": json.loads(shapely.to_geojson(square(longitude, latitude)))}
            for code, longitude, latitude in zip(own.index, own["longitude"], own["latitude"], strict=True)
        ]
        path = data / "boundaries" / "data_zones_2011" / f"{council}.geojson"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"type": "FeatureCollection", "features": outlines}), encoding="utf-8")
    return table


@pytest.fixture
def folder(data: Path) -> Path:
    """A folder with one sound list: a hall with its data zone, and a park with its coordinates."""
    made = data / "assets"
    made.mkdir()
    (made / "list.csv").write_text(LIST, encoding="utf-8", newline="\n")
    return made


def read(folder: Path, zones: pd.DataFrame) -> tuple[Asset, ...]:
    return read_assets(folder, zones, partial(zone_shapes, data=folder.parent))


def refused(folder: Path, zones: pd.DataFrame, message: str, row: int, column: str) -> None:
    with pytest.raises(DataError) as caught:
        read(folder, zones)
    assert str(caught.value) == message
    assert (caught.value.fault.row, caught.value.fault.column) == (row, column)


def no_shapes(council_area: str) -> Mapping[str, Any]:
    raise AssertionError(f"the outlines of {council_area} are not needed")


def test_a_list_is_read_as_it_was_written(folder: Path, zones: pd.DataFrame) -> None:
    assert read(folder, zones) == (HALL, GREEN)


def test_a_map_says_the_same_as_a_list(folder: Path, zones: pd.DataFrame) -> None:
    (folder / "list.csv").unlink()
    write_map(folder, feature(), feature(name="Café", address=" 2  Mill Wynd "), feature(-3.7, 56.6, source="Trust"))
    assert read(folder, zones) == (
        GREEN,
        Asset("Café", "Green space", "S01011836", "Walk", "2026-05", "2 Mill Wynd"),
        Asset("Park", "Green space", "S01011833", "Trust", "2026-05"),
    )


def test_a_point_may_have_a_height_and_a_feature_may_say_more(folder: Path, zones: pd.DataFrame) -> None:
    (folder / "list.csv").unlink()
    high = feature(opening_hours="always")
    high["geometry"]["coordinates"].append(12.5)
    write_map(folder, high)
    assert read(folder, zones) == (GREEN,)


def test_files_are_read_in_the_order_of_their_names_and_templates_are_left_out(
    folder: Path, zones: pd.DataFrame
) -> None:
    write_map(folder, feature(name="First"), name="a.geojson")
    (folder / "z.csv").write_text(LIST.replace("Town hall", "Last"), encoding="utf-8")
    for name in ("TEMPLATE.csv", "TEMPLATE.geojson", "README.md", "list.xlsx"):
        (folder / name).write_text("broken", encoding="utf-8")
    assert [asset.name for asset in read(folder, zones)] == ["First", "Town hall", "Park", "Last", "Park"]


def test_no_folder_and_an_empty_folder_have_no_assets(tmp_path: Path, zones: pd.DataFrame) -> None:
    assert read_assets(tmp_path / "nowhere", zones, no_shapes) == ()
    (tmp_path / "empty").mkdir()
    assert read_assets(tmp_path / "empty", zones, no_shapes) == ()


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(folder: Path, zones: pd.DataFrame) -> None:
    (folder / "list.csv").write_bytes(b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    write_map(folder, feature())
    text = (folder / "map.geojson").read_bytes()
    (folder / "map.geojson").write_bytes(b"\xef\xbb\xbf" + text)
    assert read(folder, zones) == (HALL, GREEN, GREEN)


def test_columns_may_stand_in_any_order_beside_others_and_empty_rows_are_no_rows(
    folder: Path, zones: pd.DataFrame
) -> None:
    rows = [[*reversed(line.split(",")), "x"] for line in (HEADER, *LIST.splitlines()[2:])]
    (folder / "list.csv").write_text("\n,,,,,,,,\n".join(",".join(row) for row in rows) + "\n\n", encoding="utf-8")
    assert read(folder, zones) == (GREEN,)


def test_a_type_may_be_as_long_as_allowed_and_keeps_its_letters(folder: Path, zones: pd.DataFrame) -> None:
    (folder / "list.csv").write_text(LIST.replace("Green space", "NHS  " + "g" * 36), encoding="utf-8")
    assert [asset.asset_type for asset in read(folder, zones)] == ["Community hall", "NHS " + "g" * 36]


def test_outlines_are_read_only_for_a_point_without_a_data_zone(folder: Path, zones: pd.DataFrame) -> None:
    (folder / "list.csv").write_text(LIST.replace("Park,Green space,,,", "Park,Green space,,S01009000,"))
    assert [asset.data_zone for asset in read_assets(folder, zones, no_shapes)] == ["S01011835", "S01009000"]


def test_only_the_council_area_around_the_point_is_read(folder: Path, zones: pd.DataFrame) -> None:
    asked: list[str] = []

    def shapes(council_area: str) -> Mapping[str, Any]:
        asked.append(council_area)
        return zone_shapes(council_area, folder.parent)

    assert read_assets(folder, zones, shapes) == (HALL, GREEN)
    assert asked == ["S12000048"]


def test_a_zone_is_found_although_the_centre_of_another_is_nearer(folder: Path, zones: pd.DataFrame) -> None:
    far = {
        "S12000047": {"S01009000": shapely.box(-3.5, 56.1, -3.0, 56.45)},
        "S12000048": {"S01011836": square(-3.5, 56.5)},
    }
    assert read_assets(folder, zones, far.__getitem__)[1].data_zone == "S01009000"


def test_outside_every_outline_the_nearest_zone_is_taken(folder: Path, zones: pd.DataFrame) -> None:
    longitude, latitude = PARK
    near = {
        "S12000048": {"S01011836": shapely.box(longitude - 0.1, latitude - 0.1, longitude - 0.006, latitude + 0.1)},
        "S12000047": {"S01009000": shapely.box(longitude - 0.1, latitude + 0.001, longitude, latitude + 0.1)},
    }
    assert read_assets(folder, zones, near.__getitem__)[1].data_zone == "S01009000"


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(-3.4, 56.45 + 490 / 111_195), (-3.35 + 490 / 61_534, 56.4), (-3.35 + 300 / 61_534, 56.45 + 300 / 111_195)],
    ids=["north", "east", "corner"],
)
def test_a_zone_reaches_500_metres_beyond_its_outline(
    folder: Path, zones: pd.DataFrame, longitude: float, latitude: float
) -> None:
    (folder / "list.csv").unlink()
    write_map(folder, feature(longitude, latitude))
    assert [asset.data_zone for asset in read(folder, zones)] == ["S01011835"]


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [
        (-3.4, 56.45 + 510 / 111_195),
        (-3.35 + 510 / 61_534, 56.4),
        (-3.35 + 400 / 61_534, 56.45 + 400 / 111_195),
        (-2, 58),
    ],
    ids=["north", "east", "corner", "sea"],
)
def test_a_point_more_than_500_metres_from_every_zone_is_refused(
    folder: Path, zones: pd.DataFrame, longitude: float, latitude: float
) -> None:
    write_map(folder, feature(), feature(longitude, latitude))
    where = f"found '{float(longitude)}, {float(latitude)}'"
    message = f"no data zone of Scotland lies within 500 metres; {where}. Check the coordinates"
    refused(folder, zones, f"map.geojson, row 2, longitude: {message}", 2, "longitude")


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "message"),
    [
        pytest.param(
            "name,asset_type",
            "name,type",
            1,
            "asset_type",
            f"the column must be there once; found '{HEADER.replace('asset_type', 'type')}'. "
            f"Begin the file with {HEADER}",
            id="missing column",
        ),
        pytest.param(
            "source,date\n",
            "date,date\n",
            1,
            "source",
            f"the column must be there once; found '{HEADER.replace('source', 'date')}'. Begin the file with {HEADER}",
            id="another column instead",
        ),
        pytest.param(
            "source,date\n",
            "source,date,date\n",
            1,
            "date",
            f"the column must be there once; found '{HEADER},date'. Begin the file with {HEADER}",
            id="column twice",
        ),
        pytest.param("Park,", ",", 3, "name", "must be text, and not empty. Fill it in", id="empty name"),
        pytest.param("Green space", " ", 3, "asset_type", "must be text, and not empty. Fill it in", id="empty type"),
        pytest.param("Walk", "", 3, "source", "must be text, and not empty. Fill it in", id="empty source"),
        pytest.param(
            "Green space",
            "G" * 41,
            3,
            "asset_type",
            f"must not be longer than 40 characters; found '{'G' * 41}'. "
            "Say what kind of thing it is, such as Community hall",
            id="long type",
        ),
        pytest.param(
            "S01011835",
            "S01011899",
            2,
            "data_zone",
            "unknown data zone; found 'S01011899'. "
            "Use a data zone of 2011, or leave it empty and give longitude and latitude",
            id="unknown data zone",
        ),
        pytest.param(
            "S01011835",
            "",
            2,
            "data_zone",
            "needs a data zone, or longitude and latitude. Fill in either",
            id="neither zone nor coordinates",
        ),
        pytest.param(
            "-3.46,56.41",
            "-3.46,",
            3,
            "latitude",
            "must be given with the other coordinate. Give both, or neither",
            id="no latitude",
        ),
        pytest.param(
            "S01011835,,",
            "S01011835,,56.4",
            2,
            "longitude",
            "must be given with the other coordinate. Give both, or neither",
            id="no longitude beside a data zone",
        ),
        pytest.param("-3.46", "west", 3, "longitude", f"must be a number; found 'west'. {NUMBER}", id="text"),
        pytest.param(
            "-3.46,56.41",
            "56.41,-3.46",
            3,
            "longitude",
            f"lies outside Scotland; found '56.41'. {EAST_WEST}",
            id="coordinates changed over",
        ),
        pytest.param("56.41", "51.5", 3, "latitude", f"lies outside Scotland; found '51.5'. {NORTH_SOUTH}", id="south"),
        pytest.param(
            "-3.46,56.41",
            "311500,723500",
            3,
            "longitude",
            f"lies outside Scotland; found '311500'. {EAST_WEST}",
            id="British National Grid",
        ),
        pytest.param("56.41", "nan", 3, "latitude", f"lies outside Scotland; found 'nan'. {NORTH_SOUTH}", id="nan"),
        pytest.param("2026-05-14", "", 2, "date", f"must be a date. {WHEN}", id="no date"),
        pytest.param(
            "2026-05-14", "14/05/2026", 2, "date", f"must be a date; found '14/05/2026'. {WHEN}", id="day first"
        ),
        pytest.param(
            "Walk,2026-05", "Walk,2026-00", 3, "date", f"must be a date; found '2026-00'. {WHEN}", id="month 0"
        ),
    ],
)
def test_a_broken_row_of_a_list_is_refused(
    folder: Path, zones: pd.DataFrame, old: str, new: str, row: int, column: str, message: str
) -> None:
    assert LIST.count(old) == 1
    (folder / "list.csv").write_text(LIST.replace(old, new), encoding="utf-8")
    refused(folder, zones, f"list.csv, row {row}, {column}: {message}", row, column)


COMMA = "a row needs 8 cells; found 'Park,the,Green space,,,-3.46,56.41,Walk,2026-05'. "
QUOTE = "not readable as CSV (unexpected end of data). Close every quotation mark"


@pytest.mark.parametrize(
    ("old", "new", "row", "message"),
    [
        ("Park", "Park, the", 3, f"{COMMA}Put text that holds a comma between quotation marks"),
        ('Town"', "Town", 2, QUOTE),
    ],
    ids=["comma", "quotation mark"],
)
def test_a_row_of_a_list_that_is_no_row_is_refused(
    folder: Path, zones: pd.DataFrame, old: str, new: str, row: int, message: str
) -> None:
    (folder / "list.csv").write_text(LIST.replace(old, new), encoding="utf-8")
    refused(folder, zones, f"list.csv, row {row}: {message}", row, "")


def test_an_empty_list_is_refused(folder: Path, zones: pd.DataFrame) -> None:
    (folder / "list.csv").write_text("")
    message = f"the column must be there once; found ''. Begin the file with {HEADER}"
    refused(folder, zones, f"list.csv, row 1, name: {message}", 1, "name")


@pytest.mark.parametrize("name", ["list.csv", "map.geojson"])
def test_a_file_that_is_not_utf_8_is_refused(folder: Path, zones: pd.DataFrame, name: str) -> None:
    (folder / "list.csv").unlink()
    (folder / name).write_bytes("one\ntwo\ncafé\n".encode("latin-1"))
    refused(folder, zones, f"{name}, row 3: the text is not UTF-8. Save it as UTF-8", 3, "")


def test_rows_are_counted_as_a_spreadsheet_counts_them(folder: Path, zones: pd.DataFrame) -> None:
    text = LIST.replace("High Street, Town", "High\nStreet").replace("Park", "\nPark").replace("Walk", "")
    (folder / "list.csv").write_text(text, encoding="utf-8")
    refused(folder, zones, "list.csv, row 4, source: must be text, and not empty. Fill it in", 4, "source")


@pytest.mark.parametrize(
    ("broken", "column", "message"),
    [
        pytest.param(feature(name=""), "name", "must be text, and not empty. Fill it in", id="empty name"),
        pytest.param(feature(source=None), "source", "must be text, and not empty. Fill it in", id="no source"),
        pytest.param(feature(name=["a"]), "name", "must be text, and not empty; found ['a']. Fill it in", id="list"),
        pytest.param(feature(address=5), "address", "must be text; found 5. Fill it in", id="number for an address"),
        pytest.param(feature(date=2026), "date", f"must be a date; found 2026. {WHEN}", id="year for a date"),
        pytest.param(feature("x"), "longitude", f"must be a number; found 'x'. {NUMBER}", id="text"),
        pytest.param(feature(-3.46, [1]), "latitude", f"must be a number; found [1]. {NUMBER}", id="line for a point"),
        pytest.param(
            feature(311500),
            "longitude",
            f"lies outside Scotland; found 311500. {EAST_WEST}",
            id="British National Grid",
        ),
        pytest.param(
            feature(None, None), "data_zone", "needs a data zone, or longitude and latitude. Fill in either", id="null"
        ),
        pytest.param(
            feature() | {"geometry": {"type": "LineString", "coordinates": [[-3, 56], [-3, 57]]}},
            "geometry",
            f"{POINT_RULE}. {AGAIN}",
            id="not a point",
        ),
        pytest.param(feature() | {"geometry": None}, "geometry", f"{POINT_RULE}. {AGAIN}", id="no geometry"),
        pytest.param(feature() | {"properties": None}, "geometry", f"{POINT_RULE}. {AGAIN}", id="no properties"),
        pytest.param("Park", "geometry", f"{POINT_RULE}. {AGAIN}", id="not a feature"),
    ],
)
def test_a_broken_feature_of_a_map_is_refused(
    folder: Path, zones: pd.DataFrame, broken: object, column: str, message: str
) -> None:
    write_map(folder, feature(), feature(), broken)
    refused(folder, zones, f"map.geojson, row 3, {column}: {message}", 3, column)


def test_a_map_that_is_not_json_is_refused_at_its_line(folder: Path, zones: pd.DataFrame) -> None:
    (folder / "map.geojson").write_text('{"type":\n "FeatureCollection",\n "features": [}', encoding="utf-8")
    message = f"not readable as JSON (Expecting value: line 3 column 15 (char 45)). {AGAIN}"
    refused(folder, zones, f"map.geojson, row 3: {message}", 3, "")


@pytest.mark.parametrize(
    "text", ["[]", "7", '{"type": "Feature"}', '{"type": "FeatureCollection", "features": null}', '{"features": []}']
)
def test_a_map_that_is_no_collection_is_refused(folder: Path, zones: pd.DataFrame, text: str) -> None:
    (folder / "map.geojson").write_text(text, encoding="utf-8")
    refused(folder, zones, f"map.geojson, row 1: must be a FeatureCollection. {AGAIN}", 1, "")


def test_the_assets_of_an_area_are_by_type_and_name() -> None:
    hall, club, cafe = (Asset(name, "Group", "S01", "s", "2026-05") for name in ("hall", "Club", "cafe"))
    park, school = Asset("A park", "green space", "S02", "s", "2026-05"), Asset("A", "School", "S03", "s", "2026-05")
    everything = (school, hall, club, park, cafe)
    assert assets_in(everything, pd.Index(["S01", "S02"])) == [park, cafe, club, hall]
    assert assets_in(everything, ["S03"]) == [school]
    assert assets_in(everything, []) == []


def test_the_templates_are_sound_examples(tmp_path: Path) -> None:
    for name in ("TEMPLATE.csv", "TEMPLATE.geojson"):
        text = (DATA / "assets" / name).read_text(encoding="utf-8")
        (tmp_path / name.replace("TEMPLATE", "ours")).write_text(text, encoding="utf-8")
    found = read_assets(tmp_path, library().zones)
    assert [(asset.name[:9], asset.source[:9]) for asset in found] == [("Example: ", "Example: ")] * 3
    councils = library().zones["council_area"]
    assert {councils[asset.data_zone] for asset in found} == {"S12000048"}


def test_the_read_me_names_every_column_and_is_short() -> None:
    read_me = (DATA / "assets" / "README.md").read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in read_me] == []
    assert read_me.count("\n") <= 25


def test_a_point_in_any_zone_of_two_real_council_areas_is_found_there(tmp_path: Path) -> None:
    zones = library().zones
    shapes = {**zone_shapes("S12000048"), **zone_shapes("S12000023")}
    chosen = sorted(shapes)[::9]
    points = [shapely.point_on_surface(shapes[code]) for code in chosen]
    write_map(tmp_path, *(feature(point.x, point.y) for point in points))
    assert [asset.data_zone for asset in read_assets(tmp_path, zones)] == chosen
    assert len(chosen) > 20
