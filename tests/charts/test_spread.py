"""Spread inside: a named dot for every data zone with a figure, a row an area, and the lines through all rows."""

import math
from itertools import pairwise

import pandas as pd
import pytest

from dashboard.charts.ranking import Line
from dashboard.charts.spread import Spread, spread_dots
from tests.charts.drawn import an_indicator, drawn, layout_of, notes, numbers

NAN = math.nan
LINES = [Line("Perth and Kinross", 8.0), Line("Scotland", 12.1)]


def zones(values: dict[str, float], margin: float = 1.0) -> pd.DataFrame:
    table = pd.DataFrame({"value": list(values.values())}, index=[f"S0100000{place}" for place in range(len(values))])
    return table.assign(area_name=list(values), lower=table["value"] - margin, upper=table["value"] + margin)


@pytest.fixture
def spreads() -> list[Spread]:
    first = {"Alyth - 01": 6.0, "Alyth - 02": 15.5, "Alyth - 03": NAN, "Alyth - 04": 0.0, "Alyth - 05": 6.0}
    return [Spread("Alyth", zones(first)), Spread("Scone", zones({"Scone - 01": 3.0}, margin=NAN))]


def test_every_zone_with_a_figure_is_a_dot_the_lowest_first(spreads: list[Spread]) -> None:
    first, second = drawn(spread_dots(spreads, an_indicator(), LINES), "scatter")
    assert numbers(first["x"]) == [0.0, 6.0, 6.0, 15.5]
    assert sorted(first["customdata"]) == ["S01000000", "S01000001", "S01000003", "S01000004"]
    assert dict(zip(first["customdata"], numbers(first["x"]), strict=True))["S01000001"] == 15.5
    assert numbers(second["x"]) == [3.0]
    assert first["mode"] == "markers"


def test_a_dot_is_named_with_its_figure_and_its_range(spreads: list[Spread]) -> None:
    first, second = drawn(spread_dots(spreads, an_indicator(), LINES), "scatter")
    assert first["hovertext"][0] == "Alyth - 04: 0.0% (-1.0–1.0%)"
    assert first["hovertext"][3] == "Alyth - 02: 15.5% (14.5–16.5%)"
    assert list(second["hovertext"]) == ["Scone - 01: 3.0% (no interval)"]


def test_each_area_has_a_row_of_its_own_the_first_on_top(spreads: list[Spread]) -> None:
    many = [Spread("Many", zones({f"Zone {place}": 5.0 for place in range(9)})), *spreads]
    figure = spread_dots(many, an_indicator(), LINES)
    rows = [numbers(trace["y"]) for trace in drawn(figure, "scatter")]
    assert all(max(above) < min(below) for above, below in pairwise(rows))
    bottom, top = layout_of(figure)["yaxis"]["range"]
    assert top < min(rows[0])
    assert max(rows[-1]) < bottom
    names = {note["text"]: note["y"] for note in layout_of(figure)["annotations"] if "data zone" in note["text"]}
    assert list(names) == ["Many: 9 data zones", "Alyth: 4 data zones", "Scone: 1 data zone"]
    edges = [top, *(max(row) for row in rows)]
    for height, edge, row in zip(names.values(), edges, rows, strict=False):
        assert edge < height < min(row)


def test_dots_of_the_same_value_do_not_hide_each_other() -> None:
    (dots,) = drawn(spread_dots([Spread("Same", zones(dict.fromkeys("abcd", 5.0)))], an_indicator(), []), "scatter")
    assert len(set(numbers(dots["y"]))) == 4


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (LINES, [8.0, 12.1]),
        ([Line("Perth and Kinross", NAN), Line("Scotland", 12.1)], [12.1]),
        ([Line("Perth and Kinross", 0.0)], [0.0]),
        ([], []),
    ],
)
def test_lines_are_drawn_through_all_rows_where_they_have_a_value(
    spreads: list[Spread], lines: list[Line], expected: list[float]
) -> None:
    figure = spread_dots(spreads, an_indicator(), lines)
    shapes = layout_of(figure).get("shapes", [])
    assert [shape["x0"] for shape in shapes] == [shape["x1"] for shape in shapes] == expected
    assert len({shape["line"]["dash"] for shape in shapes}) == len(shapes)
    written = [note for note in notes(figure) if not note.startswith("Source") and "data zone" not in note]
    assert written == [f"{line.name} {line.value:.1f}%" for line in lines if not math.isnan(line.value)]


def test_the_axis_says_what_is_shown_and_begins_at_nothing(spreads: list[Spread]) -> None:
    figure = spread_dots(spreads, an_indicator(), LINES)
    axis = layout_of(figure)["xaxis"]
    assert axis["title"]["text"] == "People on low income (%)"
    assert axis["rangemode"] == "tozero"


def test_a_row_more_makes_the_figure_higher(spreads: list[Spread]) -> None:
    heights = [layout_of(spread_dots(spreads[:n], an_indicator(), LINES))["height"] for n in (1, 2)]
    assert heights[1] > heights[0]


def test_the_tables_given_are_not_changed(spreads: list[Spread]) -> None:
    before = [one.zones.copy(deep=True) for one in spreads]
    spread_dots(spreads, an_indicator(), LINES)
    for one, was in zip(spreads, before, strict=True):
        pd.testing.assert_frame_equal(one.zones, was)
