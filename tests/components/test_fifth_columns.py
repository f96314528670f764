"""Columns of the fifths on the screen stand where their figures say."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dashboard.charts.fifths import NAMES, fifth_bars
from dashboard.components.fifth_columns import fifth_columns
from dashboard.evidence import evidence
from dashboard.exhibits.inequality import Fifths, fifths_of, read
from dashboard.statistics.words import number
from tests.pages.trees import parts, tree_of, words

OURS = evidence("perth-and-kinross")
NAN = float("nan")


def fifths(**state: str) -> Fifths:
    return fifths_of(OURS, read(OURS, {"indicator": "simd_income", **state}))


def of_class(held: Fifths, name: str) -> list[dict[str, Any]]:
    """The properties of the elements of a class, in order."""
    tree = tree_of(fifth_columns(OURS, held))
    return [one["props"] for one in parts(tree) if name in str(one["props"].get("className", "")).split()]


def places(style: str) -> dict[str, float]:
    """What a style says of places, in hundredths."""
    return {key: float(value) for key, value in re.findall(r"(bottom|height):(-?[\d.]+)%", style)}


def column(held: Fifths, place: int) -> dict[str, dict[str, float]]:
    """Where the bar, the interval and the figure of a column lie."""
    found = of_class(held, "column")[place]["children"]
    return {one["type"]: places(one["props"]["style"]) for one in found}


def test_columns_intervals_and_the_whole_stand_where_their_figures_say() -> None:
    held = fifths()
    top = held.fifths["upper"].max()
    for place, (_, row) in enumerate(held.fifths.iterrows()):
        drawn = column(held, place)
        value, lower, upper = (100 * row[key] / top for key in ("value", "lower", "upper"))
        assert drawn["Div"] == pytest.approx({"bottom": 0, "height": value}, abs=0.01)
        assert drawn["I"] == pytest.approx({"bottom": lower, "height": upper - lower}, abs=0.01)
        assert drawn["B"] == pytest.approx({"bottom": upper}, abs=0.01)
    (whole,) = of_class(held, "columns-whole")
    assert places(whole["style"]) == pytest.approx({"bottom": 100 * held.whole.value / top}, abs=0.01)


def test_every_fifth_is_named_and_written_and_the_two_of_the_gap_are_set_apart() -> None:
    held = fifths()
    columns = of_class(held, "column")
    assert [one["title"] for one in columns] == [number(value, held.indicator) for value in held.fifths["value"]]
    assert ["end" in one["className"] for one in columns] == [True, False, False, False, True]
    (names,) = of_class(held, "columns-names")
    assert [words(one) for one in names["children"]] == list(NAMES)


def test_the_line_is_that_of_the_picture() -> None:
    held = fifths()
    drawn = next(one["props"] for one in parts(tree_of(fifth_columns(OURS, held))) if one["type"] == "Polyline")
    heights = [100 - float(point.split(",")[1]) for point in drawn["points"].split()]
    line = fifth_bars(held.fifths, held.indicator, held.slope, held.whole).data[1]["y"]
    assert heights == pytest.approx([100 * value / held.fifths["upper"].max() for value in line], abs=0.02)


def test_without_a_slope_there_is_no_line_and_without_counts_no_interval() -> None:
    held = fifths()
    bare = replace(held, slope=NAN, fifths=held.fifths.assign(lower=NAN, upper=NAN))
    assert of_class(held, "columns-note")
    assert not of_class(bare, "columns-note")
    assert all(column(bare, place)["I"] == {} for place in range(5))
    assert column(bare, 0)["B"] == {"bottom": 100.0}


def test_figures_below_zero_hang_from_it() -> None:
    held = fifths()
    below = held.fifths.assign(value=np.linspace(-4.0, 12.0, 5), lower=NAN, upper=NAN)
    drawn = column(replace(held, fifths=below, slope=NAN), 0)
    assert drawn["Div"] == {"bottom": 0.0, "height": 25.0}
    assert drawn["B"] == {"bottom": 25.0}
