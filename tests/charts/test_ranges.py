"""Likely ranges: strips as long as the table says, a sign a band besides the colour, nothing that is not ranked."""

import math
import re
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.ranges import BAND_COLOURS, BAND_SYMBOLS, rank_ranges
from dashboard.statistics.uncertainty import Band
from tests.charts.drawn import drawn, layout_of, numbers

NAN = math.nan
CODES = [f"S0200000{number}" for number in range(1, 7)]
END = 0.15  # a strip reaches this far past the middle of its first and last rank


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_name": ["Rattray", "Letham", "Muirton", "Alyth", "Scone", "Birnam"],
            "median_rank": [1.0, 2.0, 3.5, 3.5, 5.0, NAN],
            "likely_low": [1.0, 1.0, 2.0, 3.0, 5.0, NAN],
            "likely_high": [1.0, 3.0, 4.0, 5.0, 5.0, NAN],
            "band": ["firm", "likely", "at the margin", "not shown", "not shown", "not shown"],
        },
        index=pd.Index(CODES, name="area_code"),
    )


def strips(table: pd.DataFrame) -> dict[str, tuple[float, float, float]]:
    """Row, first and last rank of every strip drawn, by area_code, paired with the marks of the same band."""
    figure = rank_ranges(table, 0.2)
    found: dict[str, tuple[float, float, float]] = {}
    for bars, marks in zip(drawn(figure, "bar"), marks_of(table), strict=True):
        rows = zip(marks["customdata"], numbers(bars["y"]), numbers(bars["base"]), numbers(bars["x"]), strict=True)
        found |= {code: (row, base + END, base + length - END) for code, row, base, length in rows}
    return found


def marks_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [trace for trace in drawn(rank_ranges(table, 0.2), "scatter") if trace["mode"] == "markers"]


def texts(table: pd.DataFrame) -> list[str]:
    (names,) = [trace for trace in drawn(rank_ranges(table, 0.2), "scatter") if trace["mode"] == "text"]
    return list(names["text"])


def test_strips_are_the_likely_ranges_of_the_table_in_its_order(table: pd.DataFrame) -> None:
    found = strips(table)
    assert len(found) == 5
    for row, code in enumerate(CODES[:5]):
        wanted = (row, table["likely_low"][code], table["likely_high"][code])
        assert found[code] == pytest.approx(wanted), code


def test_marks_stand_at_the_median(table: pd.DataFrame) -> None:
    placed = {
        code: x for trace in marks_of(table) for code, x in zip(trace["customdata"], numbers(trace["x"]), strict=True)
    }
    assert placed == table["median_rank"].dropna().to_dict()


def test_every_band_has_a_sign_and_a_colour_of_its_own() -> None:
    assert set(BAND_SYMBOLS) == set(BAND_COLOURS) == {band.value for band in Band}
    assert len(set(BAND_SYMBOLS.values())) == len(set(BAND_COLOURS.values())) == len(Band)


def test_areas_are_drawn_with_the_sign_of_their_band(table: pd.DataFrame) -> None:
    drawn_as = {code: trace["marker"]["symbol"] for trace in marks_of(table) for code in trace["customdata"]}
    assert drawn_as == {code: BAND_SYMBOLS[table["band"][code]] for code in CODES[:5]}


def test_an_area_that_is_not_ranked_is_left_out(table: pd.DataFrame) -> None:
    assert CODES[5] not in strips(table)
    assert [text.split("  ")[0] for text in texts(table)] == list(table["area_name"])[:5]
    assert "nan" not in str(rank_ranges(table, 0.2).to_dict()["data"]).lower().replace("birnam", "")


def test_labels_say_the_range_and_the_band_in_words(table: pd.DataFrame) -> None:
    plain = [re.sub(r"</?b>", "", text).strip() for text in texts(table)]
    assert plain == [
        "Rattray  1  firm",
        "Letham  1–3  likely",
        "Muirton  2–4  at the margin",
        "Alyth  3–5",
        "Scone  5",
    ]


def test_the_worst_share_of_the_ranked_areas_is_shaded(table: pd.DataFrame) -> None:
    (shaded,) = layout_of(rank_ranges(table, 0.4))["shapes"]
    assert (shaded["x0"], shaded["x1"]) == pytest.approx((0.5, 2.5))


def test_the_first_area_is_at_the_top_and_the_axis_holds_every_rank(table: pd.DataFrame) -> None:
    layout = layout_of(rank_ranges(table, 0.2))
    bottom, top = layout["yaxis"]["range"]
    assert top < 0
    assert bottom > 4
    assert tuple(layout["xaxis"]["range"]) == (0.5, 5.5)


def test_a_table_without_ranks_is_an_empty_figure(table: pd.DataFrame) -> None:
    nothing = table.iloc[5:]
    assert strips(nothing) == {}
    assert texts(nothing) == []


def test_the_table_given_is_not_changed(table: pd.DataFrame) -> None:
    before = table.copy(deep=True)
    rank_ranges(table, 0.2)
    pd.testing.assert_frame_equal(table, before)
