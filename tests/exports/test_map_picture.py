"""Drawn maps: an area a shape in the colour of its class, what is chosen set apart, names and signs in their places."""

import io
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from dashboard.evidence import evidence
from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exports.map_picture import drawn_map, map_picture
from dashboard.exports.pictures.map_marks import CLASSES, FLAG, MISSING, SELECTED, SUPPRESSED
from dashboard.exports.pictures.map_shapes import area_shapes, layers_of
from dashboard.vocabulary import AreaType

STATE = {"partnership": "perth-and-kinross"}
HELD = evidence("perth-and-kinross")
RATTRAY, WIDTH = "S02002248", 600


@cache
def a_map(key: str, **more: str) -> MapExhibit:
    found = exhibit_of(key, {**STATE, **more})
    assert isinstance(found, MapExhibit)
    return found


def shapes_of(axes: Axes, label: str) -> list[Any]:
    return [
        path
        for one in axes.collections
        if isinstance(one, PathCollection) and one.get_label() == label
        for path in one.get_paths()
    ]


def collection(axes: Axes, label: str) -> Any:
    return next(one for one in axes.collections if one.get_label() == label)


def written(axes: Axes) -> list[str]:
    return [one.get_text() for one in axes.findobj(Text) if one.get_text()]  # type: ignore[attr-defined]


@cache
def need() -> Figure:
    return drawn_map(HELD, a_map("need-map"), WIDTH)


def test_each_class_has_as_many_shapes_as_the_legend_says() -> None:
    axes = need().axes[0]
    counted = {key: count for _, count, key in a_map("need-map").legend.entries}
    assert sum(counted[key] for key in range(5)) == 35
    for key in range(5):
        assert len(shapes_of(axes, f"class {key}")) == counted[key] > 0
        assert to_hex(collection(axes, f"class {key}").get_facecolor()[0]) == CLASSES[key]
    assert len(shapes_of(axes, "outlined")) == counted["outlined"]
    assert to_hex(collection(axes, "outlined").get_edgecolor()[0]) == FLAG


def test_a_shape_is_where_its_area_is_in_metres() -> None:
    held = a_map("need-map")
    shading = replace(held.shading, classes={RATTRAY: 4})
    axes = drawn_map(HELD, replace(held, shading=shading), WIDTH).axes[0]
    (path,) = shapes_of(axes, "class 4")
    bounds = area_shapes("perth-and-kinross", AreaType.INTERMEDIATE_ZONE)[RATTRAY].bounds
    assert (*path.get_extents().min, *path.get_extents().max) == pytest.approx(bounds)
    assert 310_000 < bounds[0] < 325_000
    assert 740_000 < bounds[1] < 755_000


def test_suppressed_is_hatched_and_missing_is_grey() -> None:
    held = a_map("need-map")
    codes = list(held.shading.classes)
    classes: dict[str, int | str] = {codes[0]: "suppressed", codes[1]: "suppressed", codes[2]: 3}
    axes = drawn_map(HELD, replace(held, shading=replace(held.shading, classes=classes)), WIDTH).axes[0]
    hatched = collection(axes, "hatch")
    assert hatched.get_hatch()
    assert to_hex(hatched.get_facecolor()[0]) == SUPPRESSED
    assert len(shapes_of(axes, "hatch")) == 2
    assert len(shapes_of(axes, "class missing")) == 32
    assert to_hex(collection(axes, "class missing").get_facecolor()[0]) == MISSING


def test_places_have_their_signs_and_names() -> None:
    held, axes = a_map("need-map"), need().axes[0]
    for status in ("working", "identified"):
        signs = [one for one in axes.collections if one.get_label() == status]
        assert len(signs) == 3 * sum(one[2] == status for one in held.shading.markers) > 0
    names = written(axes)
    assert {"Rattray", "Coupar Angus", "Alyth", "Kinross"} <= set(names)
    assert len(set(names)) == len(names)


def test_names_lie_on_no_others_and_inside_the_map() -> None:
    figure = need()
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    edge = figure.axes[0].get_window_extent()
    boxes = [one.get_window_extent(renderer) for one in figure.axes[0].findobj(Text) if one.get_text()]  # type: ignore[attr-defined]
    assert len(boxes) >= 10
    assert not [(a, b) for place, a in enumerate(boxes) for b in boxes[:place] if a.padded(-1).overlaps(b)]
    assert all(edge.x0 <= box.x0 and box.x1 <= edge.x1 for box in boxes)


def test_the_legend_says_every_class_with_its_count_and_unit() -> None:
    page = " | ".join(text for axes in need().axes[1:] for text in written(axes))
    for label, count, key in a_map("need-map").legend.entries:
        noun = "place" if key in {"working", "identified"} else "area"
        assert f"{label} · {count} {noun}" in page
    for word in a_map("need-map").caption.source.split():
        assert word in page


def test_without_words_the_legend_has_its_title() -> None:
    held = a_map("need-map")
    bare = drawn_map(HELD, held, WIDTH, with_words=False)
    page = " ".join(text for axes in bare.axes[1:] for text in written(axes))
    assert held.legend.title in page
    assert "Source" not in page
    assert bare.get_figheight() < need().get_figheight()


def test_a_small_chosen_area_is_shown_closer_and_a_large_one_is_not() -> None:
    near = drawn_map(HELD, a_map("area-map", area_code=RATTRAY), WIDTH)
    assert len(near.axes) == len(need().axes) + 1
    bounds = area_shapes("perth-and-kinross", AreaType.INTERMEDIATE_ZONE)[RATTRAY].bounds
    for axes in near.axes[:2]:
        assert len(shapes_of(axes, "selected")) == len(shapes_of(axes, "selected casing")) == 1
        assert to_hex(collection(axes, "selected").get_edgecolor()[0]) == SELECTED
        assert axes.get_xlim()[0] < bounds[0] < bounds[2] < axes.get_xlim()[1]
    shares = [(bounds[2] - bounds[0]) / np.ptp(axes.get_xlim()) for axes in near.axes[:2]]
    assert shares[0] < 1 / 15 < 0.15 < shares[1]
    largest = max(layers_of(HELD, a_map("need-map")).areas.items(), key=lambda one: one[1].area)[0]
    far = drawn_map(HELD, a_map("area-map", area_code=largest), WIDTH)
    assert len(far.axes) == len(need().axes)
    assert shapes_of(far.axes[0], "selected")


def test_thick_lines_are_places_where_the_map_asks_for_them() -> None:
    dense = drawn_map(HELD, a_map("rollout-people"), WIDTH)
    assert len(shapes_of(dense.axes[0], "outlines")) == len(HELD.areas_of(AreaType.PLACE))
    assert len(shapes_of(need().axes[0], "outlines")) == len(HELD.areas_of(AreaType.LOCALITY))


def test_all_scotland_is_drawn_by_council_area() -> None:
    held = a_map("explore-map", areas=AreaType.COUNCIL_AREA.value)
    figure = drawn_map(HELD, held, WIDTH)
    drawn = sum(len(shapes_of(figure.axes[0], f"class {key}")) for key in (*range(5), "missing"))
    assert (held.everywhere, drawn) == (True, 32)
    assert {"Glasgow", "Edinburgh", "Inverness"} <= set(written(figure.axes[0]))


def test_files_are_what_they_say() -> None:
    held = a_map("need-map")
    picture = Image.open(io.BytesIO(map_picture(HELD, held, "png", WIDTH, with_words=True)))
    assert (picture.format, picture.width) == ("PNG", 2 * WIDTH)
    assert {(0, 45, 84), (179, 25, 94)} <= {colour[:3] for _, colour in picture.getcolors(1 << 22) or []}  # type: ignore[index]
    vector = map_picture(HELD, held, "svg", WIDTH, with_words=False)
    assert vector == map_picture(HELD, held, "svg", WIDTH, with_words=False)
    root = ElementTree.fromstring(vector)
    links = [value for one in root.iter() for name, value in one.attrib.items() if name.endswith("href")]
    assert links
    assert all(link.startswith("#") for link in links)
