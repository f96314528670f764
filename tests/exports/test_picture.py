"""Drawn charts: the marks are the numbers of the figure, nothing is left out, and the files are what they say."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Annotation, Text
from PIL import Image

from dashboard.charts.figure import Figure as Chart
from dashboard.charts.theme import finish
from dashboard.evidence import evidence
from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.table import columns, table
from dashboard.exports.picture import chart_picture, drawn_chart
from dashboard.exports.pictures.axes import axis_of, limits, ticks
from dashboard.exports.pictures.files import bytes_of
from dashboard.exports.pictures.known import each, read_figure
from dashboard.exports.pictures.known import numbers as unpacked
from dashboard.exports.pictures.words import runs_of, width_of, wrapped_to
from tests.charts.drawn import CAPTION, drawn, layout_of, notes

RATTRAY = {"partnership": "perth-and-kinross", "area_code": "S02002248"}
KEYS = (
    *("need-ranges", "area-spread", "area-why", "area-spine-0", "area-trend-0", "explore-bars", "explore-trend"),
    *("inequality-fifths", "inequality-trend", "rollout-curve"),
)
WIDTH = 640


@cache
def exhibit(key: str) -> Exhibit:
    state = {**RATTRAY, "area": "S02002248"}
    if key == "explore-trend":
        asked = (exhibit_of(key, {**state, "indicator": one}) for one in evidence("perth-and-kinross").indicators)
        return next(one for one in asked if isinstance(one, Exhibit))
    found = exhibit_of(key, {**state, "indicator": "simd_income"} if key == "inequality-fifths" else state)
    assert isinstance(found, Exhibit), found
    return found


@cache
def drawing(key: str) -> Figure:
    return drawn_chart(exhibit(key), WIDTH)


def an_exhibit(*traces: Any, **layout: Any) -> Exhibit:
    figure = finish(Chart(list(traces), {}).with_layout(**layout), 200)
    return Exhibit("a-chart", CAPTION, figure, table("", columns("Area"), []))


def bars(**named: Any) -> dict[str, Any]:
    return {"type": "bar", "x": [1], "y": [1], **named}


def marks(**named: Any) -> dict[str, Any]:
    return {"type": "scatter", "x": [1], "y": [1], **named}


def places(exhibited: Exhibit, trace: dict[str, Any], letter: str) -> np.ndarray:
    return axis_of(exhibited.figure.to_dict(), letter).places(trace[letter])


def texts(figure: Figure) -> list[str]:
    return [one.get_text() for one in figure.findobj(Text) if one.get_text()]


def wanted_boxes(exhibited: Exhibit) -> Iterator[tuple[float, float, float, float]]:
    for trace in drawn(exhibited.figure, "bar"):
        flat = trace.get("orientation") == "h"
        along, across = ("x", "y") if flat else ("y", "x")
        lengths, starts = places(exhibited, trace, along), places(exhibited, trace, across)
        wide = trace["width"]
        for length, start, base in zip(lengths, starts, each(trace.get("base", 0.0), len(starts)), strict=True):
            low = start + trace.get("offset", -wide / 2)
            if np.isfinite(length):
                yield (base, low, length, wide) if flat else (low, base, wide, length)


@pytest.mark.parametrize("key", KEYS)
def test_bars_are_as_long_and_where_the_figure_says(key: str) -> None:
    axes = drawing(key).axes[0]
    shaded = len([one for one in layout_of(exhibit(key).figure).get("shapes", ()) if one["type"] == "rect"])
    boxes = [one for one in axes.patches if isinstance(one, Rectangle)]
    found = [(*box.get_xy(), box.get_width(), box.get_height()) for box in boxes[: len(boxes) - shaded]]
    wanted = list(wanted_boxes(exhibit(key)))
    assert len(found) == len(wanted)
    assert np.allclose(np.array(found).reshape(-1, 4), np.array(wanted).reshape(-1, 4), atol=1e-9)


@pytest.mark.parametrize("key", ["need-ranges", "area-why", "area-spine-0", "explore-bars", "inequality-fifths"])
def test_charts_of_bars_have_bars(key: str) -> None:
    assert any(isinstance(one, Rectangle) for one in drawing(key).axes[0].patches)


@pytest.mark.parametrize("key", KEYS)
def test_dots_are_where_the_figure_says(key: str) -> None:
    wanted: list[tuple[float, float]] = []
    for trace in drawn(exhibit(key).figure, "scatter"):
        if "markers" in trace["mode"] if "mode" in trace else False:
            wanted += zip(places(exhibit(key), trace, "x"), places(exhibit(key), trace, "y"), strict=True)
    held = sorted((float(x), float(y)) for x, y in wanted if np.isfinite(x) and np.isfinite(y))
    clouds = [one for one in drawing(key).axes[0].collections if isinstance(one, PathCollection)]
    found = sorted((float(x), float(y)) for one in clouds for x, y in np.asarray(one.get_offsets()))
    assert len(found) == len(held)
    assert np.allclose(np.array(found).reshape(-1, 2), np.array(held).reshape(-1, 2))
    assert bool(held) == (key not in {"area-why", "explore-bars", "inequality-fifths"})


@pytest.mark.parametrize("key", ["explore-bars", "inequality-fifths"])
def test_whiskers_reach_from_the_lower_to_the_upper_end(key: str) -> None:
    trace = next(one for one in drawn(exhibit(key).figure, "bar"))
    letter = "x" if key == "explore-bars" else "y"
    values, errors = unpacked(trace[letter]), trace[f"error_{letter}"]
    more, less = unpacked(errors["array"]), unpacked(errors["arrayminus"])
    held = np.isfinite(more) & np.isfinite(less)
    wanted = sorted(zip((values - less)[held], (values + more)[held], strict=True))
    lines = [one for one in drawing(key).axes[0].collections if isinstance(one, LineCollection)]
    column = 0 if letter == "x" else 1
    found = sorted((min(part[:, column]), max(part[:, column])) for one in lines for part in one.get_segments())
    assert held.any()
    assert np.allclose(found, wanted)


@pytest.mark.parametrize("key", ["area-trend-0", "explore-trend", "inequality-trend", "rollout-curve"])
def test_lines_go_where_the_figure_says_and_keep_their_gaps(key: str) -> None:
    found = [np.column_stack(line.get_data()) for line in drawing(key).axes[0].lines]
    traces = [one for one in drawn(exhibit(key).figure, "scatter") if "lines" in one.get("mode", "")]
    assert traces
    for trace in traces:
        wanted = np.column_stack([places(exhibit(key), trace, letter) for letter in "xy"])
        assert any(one.shape == wanted.shape and np.allclose(one, wanted, equal_nan=True) for one in found)


def test_a_band_is_filled_between_lower_and_upper() -> None:
    key = "area-trend-0"
    band = next(one for one in drawn(exhibit(key).figure, "scatter") if one.get("fill") == "toself")
    area = next(one for one in drawing(key).axes[0].patches if isinstance(one, Polygon))
    wanted = np.column_stack([places(exhibit(key), band, letter) for letter in "xy"])
    assert np.allclose(np.asarray(area.get_xy())[: len(wanted)], wanted)
    assert to_rgba(area.get_facecolor())[3] == pytest.approx(band["opacity"])


@pytest.mark.parametrize("key", KEYS)
def test_every_word_of_the_figure_is_written(key: str) -> None:
    held, written = exhibit(key), " ".join(texts(drawing(key)))
    wanted = notes(held.figure)
    wanted += [text for one in drawn(held.figure, "scatter") if one.get("mode") == "text" for text in one["text"]]
    for text in wanted:
        for part in re.split(r"<br>|</?b>", text):
            assert part.strip() in written, part
    bare = re.sub(r"\s+", " ", written)
    for said in (held.caption.title, held.caption.source, held.caption.subtitle):
        assert all(word in bare for word in said.split())


@pytest.mark.parametrize("key", KEYS)
def test_no_words_leave_the_picture(key: str) -> None:
    figure = drawing(key)
    wide, high = figure.get_figwidth() * 96, figure.get_figheight() * 96
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [(one.get_text(), one.get_window_extent(renderer)) for one in figure.findobj(Text) if one.get_text()]
    out = [text for text, box in boxes if box.x0 < 0 or box.x1 > wide + 1 or box.y0 < 0 or box.y1 > high + 1]
    assert not out


@pytest.mark.parametrize("key", KEYS)
def test_notes_lie_on_no_others(key: str) -> None:
    figure = drawing(key)
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    noted = {part for text in notes(exhibit(key).figure)[:-1] for part in re.split(r"<br>|</?b>", text) if part}
    found = [one for one in figure.axes[0].findobj(Annotation) if one.get_text() in noted]  # type: ignore[attr-defined]
    boxes = [one.get_window_extent(renderer).padded(-2) for one in found]
    assert len(boxes) >= len(noted)
    assert not [(a, b) for place, a in enumerate(boxes) for b in boxes[:place] if a.overlaps(b)]


def test_without_words_the_caption_stands_elsewhere() -> None:
    held = exhibit("area-spread")
    alone, bare = drawing("area-spread"), drawn_chart(held, WIDTH, with_words=False)
    assert bare.get_figheight() < alone.get_figheight()
    assert not [text for text in texts(bare) if text.startswith(("Source", "Inside"))]
    high = layout_of(held.figure)["height"] - sum(layout_of(held.figure)["margin"][end] for end in "tb")
    for figure in (alone, bare):
        assert figure.axes[0].get_position().height * figure.get_figheight() * 96 == pytest.approx(high)


@pytest.mark.parametrize("with_words", [True, False])
def test_a_png_has_two_dots_a_pixel_and_says_what_it_is(with_words: bool) -> None:
    held = exhibit("area-spine-0")
    file = chart_picture(held, "png", WIDTH, with_words)
    picture = Image.open(io.BytesIO(file))
    assert (picture.format, picture.width) == ("PNG", 2 * WIDTH)
    assert picture.height == pytest.approx(2 * 96 * drawn_chart(held, WIDTH, with_words).get_figheight(), abs=2)
    assert picture.info["Title"] == held.caption.title
    assert file == chart_picture(held, "png", WIDTH, with_words)


def test_an_svg_is_always_the_same_names_itself_and_needs_nothing_from_elsewhere() -> None:
    held = exhibit("area-trend-0")
    file = chart_picture(held, "svg", WIDTH)
    assert file == chart_picture(held, "svg", WIDTH)
    root = ElementTree.fromstring(file)
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == held.caption.title
    assert root.findtext(f"{space}desc") == held.caption.alt
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(0.75 * WIDTH)
    links = [value for one in root.iter() for name, value in one.attrib.items() if name.endswith("href")]
    assert links
    assert all(link.startswith("#") for link in links)
    assert b"<!DOCTYPE" not in file
    assert not re.findall(rb"url\((?!#)|<script|@import", file)


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="png or svg"):
        bytes_of(drawing("area-spread"), "gif", CAPTION)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("trace", "named"),
    [
        ({"type": "pie", "values": [1]}, "pie"),
        (marks(mode="markers+text", text=["a"]), "mode"),
        (marks(mode="text", text=["a"], textposition="top left"), "textposition"),
        (marks(mode="lines", line={"shape": "spline"}), "line.shape"),
        (marks(mode="lines", fill="tozeroy"), "fill"),
        (marks(mode="markers", marker={"symbol": "star"}), "star"),
        (bars(text=["a"]), "bar.text"),
        (bars(error_y={"type": "percent", "value": 5}), "error_y"),
    ],
)
def test_what_cannot_be_drawn_is_refused(trace: Any, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        drawn_chart(an_exhibit(trace), WIDTH)


@pytest.mark.parametrize(
    ("layout", "named"),
    [
        ({"images": [{"source": "a.png"}]}, "images"),
        ({"yaxis": {"type": "log"}}, "type"),
        ({"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]}, "type"),
        ({"annotations": [{"x": 0, "y": 0, "text": "a", "showarrow": True}]}, "showarrow"),
        ({"annotations": [{"x": 0, "y": 0, "text": "<i>a</i>", "showarrow": False}]}, "mark-up"),
    ],
)
def test_what_a_layout_cannot_have_is_refused(layout: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        drawn_chart(an_exhibit(bars(width=0.5), **layout), WIDTH)


def test_bars_beside_each_other_are_refused() -> None:
    two = an_exhibit(bars(width=0.5), bars(width=0.5))
    with pytest.raises(ValueError, match="overlay"):
        read_figure(two.figure.to_dict())


def test_a_long_name_is_made_smaller_and_dollars_are_no_formula() -> None:
    name = "A name of $1 that is $2 far too long for " + "so narrow a picture " * 3
    held = an_exhibit(marks(x=[0], y=[0], mode="text", text=[name], textposition="middle right"))
    held.figure.x_axis(range=[0, 1])
    held.figure.y_axis(visible=False)
    figure = drawn_chart(held, 480)
    part = next(one for one in figure.findobj(Text) if one.get_text() == name.strip() or one.get_text() == name)
    assert not part.get_parse_math()
    assert 5 < float(part.get_fontsize()) < 8


def test_ticks_of_categories_are_the_last_and_as_many_as_have_room() -> None:
    names = [f"{year}/{year + 1}" for year in range(1990, 2020)]
    held = an_exhibit(marks(x=names, y=list(range(30)), mode="lines"))
    held.figure.x_axis(type="category", categoryorder="array", categoryarray=names)
    written = [text for text in texts(drawn_chart(held, 480)) if text in names]
    assert names[-1] in written
    assert 3 <= len(written) <= 8


def test_an_axis_reaches_around_its_marks_and_its_ticks_are_round() -> None:
    figure = an_exhibit(bars(x=[1, 2], y=[3.0, 17.0], width=0.5)).figure.to_dict()
    x, y = axis_of(figure, "x"), axis_of(figure, "y")
    low, high = limits(figure, y)
    assert low == 0
    assert 17 < high < 18.5
    assert limits(figure, x)[0] < 0.75
    assert ticks(y, (0, 18), 300) == ([0.0, 5.0, 10.0, 15.0], ["0", "5", "10", "15"])
    assert ticks(y, (-0.5, 0.5), 300)[1] == ["−0.4", "−0.2", "0.0", "0.2", "0.4"]


def test_words_are_measured_broken_and_kept_bold() -> None:
    assert runs_of("a <b>b</b><br>c") == [[("a ", False), ("b", True)], [("c", False)]]
    assert width_of("wide ", 12) > width_of("wide", 12) > width_of("wide", 10)
    lines = wrapped_to("one two three four five ● six", 70, 12)
    assert len(lines) > 1
    assert all(width_of(line, 12) <= 70 for line in lines)
    assert "●\u00a0six" in " ".join(lines)
