"""Rank bars: the table's numbers, in its order, with intervals and the lines they are held against."""

import math

import pandas as pd
import pytest

from dashboard.charts.ranking import Line, rank_bars
from dashboard.charts.theme import OUTCOME_COLOURS, SELECTED
from dashboard.vocabulary import Outcome, Status
from tests.charts.drawn import an_indicator, drawn, layout_of, notes, numbers

NAN = math.nan
CODES = ["S02000001", "S02000002", "S02000003", "S02000004", "S02000005"]
LINES = [Line("Perth and Kinross", 8.0), Line("Scotland", 12.1)]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_name": ["Muirton", "Rattray", "Alyth", "Scone", "Birnam"],
            "value": [30.0, 12.5, 8.0, 0.0, NAN],
            "lower": [28.0, 11.0, 7.0, NAN, NAN],
            "upper": [33.0, 14.0, 9.5, NAN, NAN],
            "status": [Status.PUBLISHED, Status.IMPUTED, Status.PUBLISHED, Status.PUBLISHED, Status.SUPPRESSED],
            "partnership_outcome": ["worse", "better", "similar", "not_compared", "not_compared"],
        },
        index=pd.Index(CODES, name="area_code"),
    )


def test_bars_have_the_numbers_of_the_table_in_its_order(table: pd.DataFrame) -> None:
    (bars,) = drawn(rank_bars(table, an_indicator(), LINES), "bar")
    assert numbers(bars["x"])[:4] == [30.0, 12.5, 8.0, 0.0]
    assert math.isnan(numbers(bars["x"])[4])
    assert numbers(bars["y"]) == [0, 1, 2, 3, 4]
    assert list(bars["customdata"]) == CODES


def test_the_first_area_is_at_the_top(table: pd.DataFrame) -> None:
    bottom, top = rank_bars(table, an_indicator(), LINES).layout["yaxis"]["range"]
    assert top < 0
    assert bottom > 4


def test_whiskers_end_at_the_interval_and_are_absent_without_one(table: pd.DataFrame) -> None:
    (bars,) = drawn(rank_bars(table, an_indicator(), LINES), "bar")
    above, below = (numbers(bars["error_x"][side]) for side in ("array", "arrayminus"))
    assert above[:3] == [3.0, 1.5, 1.5]
    assert below[:3] == [2.0, 1.5, 1.0]
    assert all(math.isnan(length) or length == 0 for length in (*above[3:], *below[3:]))


def test_colours_follow_the_outcome(table: pd.DataFrame) -> None:
    (bars,) = drawn(rank_bars(table, an_indicator(), LINES), "bar")
    assert list(bars["marker"]["color"]) == [OUTCOME_COLOURS[Outcome(word)] for word in table["partnership_outcome"]]


def test_names_carry_the_figure_and_a_mark_besides_the_colour(table: pd.DataFrame) -> None:
    names = next(trace for trace in drawn(rank_bars(table, an_indicator(), LINES), "scatter"))["text"]
    assert [name.split("  ")[0] for name in names] == list(table["area_name"])
    assert "30.0%" in names[0]
    assert names[0].endswith("▲")
    assert names[1].endswith("●")
    assert names[2].endswith("■")
    assert "0.0%" in names[3]


def test_suppressed_is_said_in_words_and_is_not_a_number(table: pd.DataFrame) -> None:
    figure = rank_bars(table, an_indicator(), LINES)
    (bars,) = drawn(figure, "bar")
    names = drawn(figure, "scatter")[0]["text"]
    assert "Suppressed: fewer than 5 people" in names[4]
    assert "Suppressed" in bars["hovertext"][4]
    assert "nan" not in " ".join([*names, *bars["hovertext"]]).lower()


def test_the_chosen_area_is_set_apart(table: pd.DataFrame) -> None:
    (bars,) = drawn(rank_bars(table, an_indicator(), LINES, CODES[1]), "bar")
    assert bars["marker"]["line"]["color"] == SELECTED
    widths = list(bars["marker"]["line"]["width"])
    assert widths[1] > 0
    assert [width for place, width in enumerate(widths) if place != 1] == [0, 0, 0, 0]
    (unchosen,) = drawn(rank_bars(table, an_indicator(), LINES), "bar")
    assert not any(unchosen["marker"]["line"]["width"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (LINES, [8.0, 12.1]),
        ([Line("Perth and Kinross", NAN), Line("Scotland", 12.1)], [12.1]),
        ([Line("Perth and Kinross", 8.0), Line("Scotland", NAN)], [8.0]),
        ([Line("Perth and Kinross", NAN), Line("Scotland", NAN)], []),
        ([Line("Perth and Kinross", 0.0)], [0.0]),
        ([], []),
    ],
)
def test_lines_are_drawn_only_where_there_is_a_value(
    table: pd.DataFrame, lines: list[Line], expected: list[float]
) -> None:
    figure = rank_bars(table, an_indicator(), lines)
    assert sorted(shape["x0"] for shape in layout_of(figure).get("shapes", [])) == expected
    labels = [note for note in notes(figure) if not note.startswith("Source")]
    assert len(labels) == len(expected)
    for line in lines:
        if not math.isnan(line.value):
            assert f"{line.name} {line.value:.1f}%" in labels


def test_the_table_given_is_not_changed(table: pd.DataFrame) -> None:
    before = table.copy(deep=True)
    rank_bars(table, an_indicator(), LINES, CODES[0])
    pd.testing.assert_frame_equal(table, before)


def test_the_figure_is_finished(table: pd.DataFrame) -> None:
    figure = rank_bars(table, an_indicator(), LINES)
    assert figure.layout["xaxis"]["title"]["text"] == "%"
