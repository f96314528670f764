"""Bars on the screen stand where their figures say, and choose their areas."""

import json
import re
from typing import Any

import pytest

from dashboard.components.rank_bars import axis_of, rank_bars
from dashboard.evidence import evidence
from dashboard.exhibits.explore import read
from dashboard.exhibits.explore_bars import Bars, bars_of
from tests.pages.trees import parts, tree_of, words

OURS = evidence("perth-and-kinross")
CHOSEN = "S01011843"


def bars(**state: str) -> Bars:
    found = bars_of(OURS, read(OURS, {"indicator": "simd_income", "areas": "data_zone", **state}))
    assert isinstance(found, Bars)
    return found


def drawn(held: Bars) -> list[dict[str, Any]]:
    """The properties of each bar."""
    tree = tree_of(rank_bars(OURS, held, "store"))
    return [one["props"] for one in parts(tree) if str(one["props"].get("className", "")).split()[:1] == ["bar"]]


def styles(bar: dict[str, Any]) -> list[dict[str, float]]:
    """Where the bar and its interval lie, as shares of the width."""
    found = [one["props"]["style"] for one in parts(bar["children"]) if "style" in one["props"]]
    lengths = (re.findall(r"(--from|--to|left|width):([-\d.]+)%", style) for style in found)
    return [{key: float(number) for key, number in pairs} for pairs in lengths]


def test_every_area_of_the_page_has_its_bar_in_order() -> None:
    held = bars()
    shown = drawn(held)
    assert [json.loads(bar["data-word"])["area"] for bar in shown] == list(held.areas.index)
    assert {bar["data-tells"] for bar in shown} == {"store"}
    for bar, name in zip(shown, held.areas["area_name"], strict=True):
        assert words(bar["children"]).startswith(name)


def test_bars_and_intervals_are_as_long_as_their_figures() -> None:
    held = bars()
    axis = axis_of(held)
    for bar, row in zip(drawn(held), held.areas.to_dict("records"), strict=True):
        fill, likely = styles(bar)
        whole = axis.high - axis.low
        assert fill["--from"] == pytest.approx(0, abs=0.01)
        assert fill["--to"] == pytest.approx(100 * row["value"] / whole, abs=0.01)
        assert likely["left"] == pytest.approx(100 * row["lower"] / whole, abs=0.01)
        assert likely["left"] + likely["width"] == pytest.approx(100 * row["upper"] / whole, abs=0.02)
        assert bar["className"].split()[1] == row["partnership_outcome"]


def test_one_bar_is_set_apart() -> None:
    apart = [bar for bar in drawn(bars(area=CHOSEN)) if "chosen" in bar["className"]]
    assert [json.loads(bar["data-word"])["area"] for bar in apart] == [CHOSEN]
    assert not [bar for bar in drawn(bars()) if "chosen" in bar["className"]]


def test_comparators_are_named_where_they_lie() -> None:
    held = bars()
    tree = tree_of(rank_bars(OURS, held, "store"))
    lines = [one["props"] for one in parts(tree) if str(one["props"].get("className", "")).startswith("bars-line ")]
    axis = axis_of(held)
    assert [line["style"] for line in lines] == [f"left:{axis.at(line.value)}" for line in held.lines]
    assert [words(line) for line in (line["children"] for line in lines)] == [
        "Perth and Kinross 8.0%",
        "Scotland 12.1%",
    ]


def test_negative_figures_reach_to_the_left_of_zero() -> None:
    held = bars()
    areas = held.areas.head(2).assign(value=[-4.0, 6.0], lower=[-6.0, 5.0], upper=[-2.0, 8.0])
    shown = drawn(Bars(held.key, areas, held.indicator, [], held.caption, ""))
    fill, likely = styles(shown[0])
    assert (fill, likely) == ({"--from": 14.29, "--to": 42.86}, {"left": 0.0, "width": 28.57})


def test_a_figure_without_an_interval_has_none() -> None:
    held = bars()
    areas = held.areas.head(1).assign(lower=float("nan"), upper=float("nan"))
    (bar,) = drawn(Bars(held.key, areas, held.indicator, [], held.caption, ""))
    (likely,) = [one["props"]["style"] for one in parts(bar["children"]) if one["type"] == "I"]
    assert likely == "display:none"
