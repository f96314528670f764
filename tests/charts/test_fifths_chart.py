"""Bars of the fifths: the table's numbers, most deprived first, their intervals, and the line of the slope index."""

import math

import numpy as np
import pandas as pd
import pytest

from dashboard.charts.fifths import fifth_bars
from dashboard.charts.ranking import Line
from dashboard.charts.theme import OTHER, SELECTED
from dashboard.statistics.inequality import slope_index
from tests.charts.drawn import an_indicator, drawn, layout_of, notes, numbers

NAN = math.nan
WHOLE = Line("Perth and Kinross", 8.0)
LABEL = "line of the slope index"


@pytest.fixture
def table() -> pd.DataFrame:
    people = np.array([300.0, 150, 200, 250, 100])
    return pd.DataFrame(
        {
            "people_share": people / people.sum(),
            "value": [17.25, 9.0, 6.5, 4.0, 2.5],
            "lower": [16.0, 8.5, 6.0, 3.5, 2.0],
            "upper": [18.5, 10.0, 7.5, 4.5, 3.5],
        },
        index=pd.RangeIndex(1, 6, name="fifth"),
    )


def slope(table: pd.DataFrame) -> float:
    return slope_index(table["value"], table["people_share"]).sii


def test_bars_have_the_numbers_of_the_table_the_most_deprived_first(table: pd.DataFrame) -> None:
    figure = fifth_bars(table, an_indicator(), slope(table), WHOLE)
    (bars,) = drawn(figure, "bar")
    assert numbers(bars["x"]) == [0, 1, 2, 3, 4]
    assert numbers(bars["y"]) == [17.25, 9.0, 6.5, 4.0, 2.5]
    axis = layout_of(figure)["xaxis"]
    assert list(axis["tickvals"]) == [0, 1, 2, 3, 4]
    assert [name.replace("<br>", " ") for name in axis["ticktext"]] == [
        *("Most deprived", "2nd", "3rd", "4th"),
        "Least deprived",
    ]
    assert layout_of(figure)["yaxis"]["rangemode"] == "tozero"
    assert layout_of(figure)["yaxis"]["title"]["text"] == "%"


def test_whiskers_end_at_the_interval(table: pd.DataFrame) -> None:
    (bars,) = drawn(fifth_bars(table, an_indicator(), 1.0, WHOLE), "bar")
    assert numbers(bars["error_y"]["array"]) == [1.25, 1.0, 1.0, 0.5, 1.0]
    assert numbers(bars["error_y"]["arrayminus"]) == [1.25, 0.5, 0.5, 0.5, 0.5]


def test_each_bar_has_its_value_above_its_interval_in_words(table: pd.DataFrame) -> None:
    figure = fifth_bars(table, an_indicator(unit="minutes"), 1.0, WHOLE)
    written = {
        note["text"]: (note["x"], note["y"]) for note in layout_of(figure)["annotations"] if "<b>" in note["text"]
    }
    assert written == {
        "<b>17.2</b>": (0, 18.5),
        "<b>9.0</b>": (1, 10.0),
        "<b>6.5</b>": (2, 7.5),
        "<b>4.0</b>": (3, 4.5),
        "<b>2.5</b>": (4, 3.5),
    }
    (bars,) = drawn(figure, "bar")
    assert bars["hovertext"][1] == "9.0 minutes"


def test_without_an_interval_the_value_stands_on_the_bar(table: pd.DataFrame) -> None:
    figure = fifth_bars(table.assign(lower=NAN, upper=NAN), an_indicator(), 1.0, WHOLE)
    heights = [note["y"] for note in layout_of(figure)["annotations"] if "<b>" in note["text"]]
    assert heights == [17.25, 9.0, 6.5, 4.0, 2.5]
    (bars,) = drawn(figure, "bar")
    assert all(math.isnan(length) for length in numbers(bars["error_y"]["array"]))


def test_the_ends_of_the_gap_are_set_apart(table: pd.DataFrame) -> None:
    (bars,) = drawn(fifth_bars(table, an_indicator(), 1.0, WHOLE), "bar")
    assert list(bars["marker"]["color"]) == [SELECTED, OTHER, OTHER, OTHER, SELECTED]


def test_the_line_is_the_one_the_slope_index_is_read_from(table: pd.DataFrame) -> None:
    """The least squares line through the middles of the fifths, each counted by its people."""
    share = table["people_share"].to_numpy()
    middle = share.cumsum() - share / 2
    fitted = np.polynomial.Polynomial.fit(middle, table["value"], 1, w=np.sqrt(share))
    (line,) = drawn(fifth_bars(table, an_indicator(), slope(table), WHOLE), "scatter")
    assert numbers(line["x"]) == [0, 1, 2, 3, 4]
    assert numbers(line["y"]) == pytest.approx(list(fitted(middle)))
    assert fitted(0) - fitted(1) == pytest.approx(slope(table))


def test_without_a_slope_no_line_is_named(table: pd.DataFrame) -> None:
    assert LABEL in notes(fifth_bars(table, an_indicator(), slope(table), WHOLE))
    without = fifth_bars(table, an_indicator(), NAN, WHOLE)
    assert LABEL not in notes(without)
    (line,) = drawn(without, "scatter")
    assert all(math.isnan(height) for height in numbers(line["y"]))


def test_the_whole_figure_is_a_line_across(table: pd.DataFrame) -> None:
    (across,) = layout_of(fifth_bars(table, an_indicator(), 1.0, WHOLE))["shapes"]
    assert (across["y0"], across["y1"]) == (8.0, 8.0)


def test_the_table_given_is_not_changed(table: pd.DataFrame) -> None:
    before = table.copy(deep=True)
    fifth_bars(table, an_indicator(), slope(table), WHOLE)
    pd.testing.assert_frame_equal(table, before)
