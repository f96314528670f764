"""The coverage curve: drawn as the table says, every mark where it is, names that do not run into each other."""

import re
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.coverage import SYMBOLS, coverage
from dashboard.charts.figure import Figure
from dashboard.statistics.reached import Reach
from tests.charts.drawn import drawn, layout_of, numbers

CURVE = pd.DataFrame(
    {"zones": [0, 1, 2, 3], "population_share": [0.0, 0.3, 0.5, 1.0], "people_share": [0.0, 0.6, 0.9, 1.0]}
)
MARKS = [
    Reach("Our priority areas", 0.26, 0.481, 5799),
    Reach("Index's worst fifth", 0.056, 0.169, 2031),
    Reach("Locality Working today", 0.2, 0.2, 3069),
    Reach("Today and identified next", 0.35, 0.52, 6473),
]
COUNTED = "people on low income"
LINE = 1.3 * 12 * 106 / 380
"""The height of a line of a label (12 pixels and its leading) on an axis that shows 106 units in 380 pixels."""
CLOSE = {
    "alike": [(0.3, 0.4), (0.3, 0.4)],
    "nearly alike": [(0.3, 0.41), (0.35, 0.40), (0.2, 0.42)],
    "one pushes the next": [(0.1, 0.2), (0.2, 0.21), (0.3, 0.3), (0.1, 0.39)],
    "all nobody": [(0.0, 0.0)] * 5,
    "in no order": [(0.4, 0.5), (0.1, 0.1), (0.3, 0.45), (0.2, 0.15), (0.5, 0.3)],
}


def figure(marks: list[Reach] | None = None) -> Figure:
    return coverage(CURVE, MARKS if marks is None else marks, COUNTED)


def lines(shown: Figure) -> list[dict[str, Any]]:
    return [trace for trace in drawn(shown, "scatter") if trace["mode"] == "lines"]


def points(shown: Figure) -> list[dict[str, Any]]:
    return [trace for trace in drawn(shown, "scatter") if trace["mode"] == "markers"]


def name_of(note: dict[str, Any]) -> str:
    """The name in a label, before its share."""
    return re.split(r":|<br>", note["text"])[0].strip()


def labels(shown: Figure, marks: list[Reach]) -> list[dict[str, Any]]:
    """The names written beside the marks, from below."""
    names = {mark.name for mark in marks}
    written = [note for note in layout_of(shown)["annotations"] if name_of(note) in names]
    return sorted(written, key=lambda note: note["y"])


def test_the_curve_is_drawn_as_the_table_says() -> None:
    even, curve = lines(figure())
    assert numbers(curve["x"]) == pytest.approx([0, 30, 50, 100])
    assert numbers(curve["y"]) == pytest.approx([0, 60, 90, 100])
    assert numbers(curve["customdata"]) == [0, 1, 2, 3]
    assert "%{customdata} data zones" in curve["hovertemplate"]
    assert (numbers(even["x"]), numbers(even["y"])) == ([0, 100], [0, 100])


def test_every_mark_stands_where_it_reaches() -> None:
    found = points(figure())
    assert [trace["name"] for trace in found] == [mark.name for mark in MARKS]
    for trace, mark in zip(found, MARKS, strict=True):
        assert numbers(trace["x"]) == pytest.approx([100 * mark.population_share])
        assert numbers(trace["y"]) == pytest.approx([100 * mark.people_share])
        assert trace["hovertemplate"].startswith(
            f"{mark.name}: {100 * mark.population_share:.1f}% of all people, {100 * mark.people_share:.1f}% of"
        )


def test_marks_differ_by_their_sign_and_not_by_colour_alone() -> None:
    five = [*MARKS, Reach("A fifth", 0.5, 0.6, 10)]
    signs = [trace["marker"]["symbol"] for trace in points(figure(five))]
    assert len(set(signs)) == len(signs) == len(SYMBOLS) == 5


def test_every_mark_is_named_with_its_share() -> None:
    found = labels(figure(), MARKS)
    wanted = {mark.name: (100 * mark.population_share, f"{100 * mark.people_share:.1f}%") for mark in MARKS}
    assert [name_of(note) for note in found] == [
        *("Index's worst fifth", "Locality Working today", "Our priority areas", "Today and identified next")
    ]
    for note in found:
        across, share = wanted[name_of(note)]
        assert note["text"].endswith(share)
        assert note["x"] == pytest.approx(across)
        assert (note["xanchor"], note["showarrow"]) == ("left", False)


def test_names_that_are_far_apart_stay_beside_their_marks() -> None:
    apart = [Reach("Low", 0.1, 0.1, 1), Reach("High", 0.2, 0.9, 9), Reach("Middle", 0.3, 0.5, 5)]
    found = {name_of(note): note["y"] for note in labels(figure(apart), apart)}
    assert found == pytest.approx({"Low": 10, "Middle": 50, "High": 90})


@pytest.mark.parametrize("shares", CLOSE.values(), ids=CLOSE)
def test_names_never_run_into_each_other(shares: list[tuple[float, float]]) -> None:
    marks = [Reach(f"Mark {place}", across, up, 0) for place, (across, up) in enumerate(shares)]
    shown = figure(marks)
    written = labels(shown, marks)
    assert len(written) == len(marks)
    for lower, upper in pairwise(written):
        rows = 1 + max(note["text"].count("<br>") for note in (lower, upper))
        assert upper["y"] - lower["y"] >= rows * LINE
    low, high = layout_of(shown)["yaxis"]["range"]
    assert all(low < note["y"] < high for note in written)
    heights = {name_of(note): note["y"] for note in written}
    assert all(heights[mark.name] >= 100 * mark.people_share - 1e-9 for mark in marks)


def test_a_curve_without_marks_is_only_a_curve() -> None:
    assert points(figure([])) == []
    assert len(lines(figure([]))) == 2


def test_the_curve_is_named_beside_it_and_there_is_no_legend() -> None:
    shown = figure()
    written = {note["text"]: note for note in layout_of(shown)["annotations"]}
    highest = written["taking the zones of highest<br>rate first"]
    assert highest["y"] == pytest.approx(94), "on the curve, at 70% of all people"
    assert highest["yanchor"] == "bottom"
    assert layout_of(shown)["showlegend"] is False


def test_axes_say_what_they_measure_and_hold_all_shares() -> None:
    layout = layout_of(figure())
    assert layout["xaxis"]["title"]["text"] == "Share of all people taken in (%)"
    assert layout["yaxis"]["title"]["text"] == "Share of people on low income reached (%)"
    for axis in ("xaxis", "yaxis"):
        low, high = layout[axis]["range"]
        assert low < 0
        assert high > 100


def test_what_is_given_is_not_changed() -> None:
    curve, marks = CURVE.copy(deep=True), list(MARKS)
    coverage(curve, marks, COUNTED)
    pd.testing.assert_frame_equal(curve, CURVE)
    assert marks == MARKS


def test_no_label_leaves_the_plot_or_meets_another() -> None:
    marks = [Reach(f"mark {place}", share, share, 1.0) for place, share in enumerate((0.72, 0.9, 0.91, 0.92, 0.99))]
    curve = pd.DataFrame({"zones": [0, 1], "population_share": [0.0, 1.0], "people_share": [0.0, 1.0]})
    figure = coverage(curve, marks, "people")
    heights = sorted(one["y"] for one in layout_of(figure)["annotations"] if "mark" in one["text"])
    assert len(heights) == len(marks)
    assert heights[-1] <= 100
    assert min(after - before for before, after in pairwise(heights)) >= 10
