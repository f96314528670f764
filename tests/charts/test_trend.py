"""Trends: gaps stay gaps, estimates are hollow, lines are told apart by more than colour and named at their ends."""

import math
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.trend import Series, trend
from dashboard.vocabulary import Status
from tests.charts.drawn import an_indicator, drawn, layout_of, notes, numbers

NAN = math.nan


def figures(values: dict[str, float], margin: float = NAN, status: dict[str, Status] | None = None) -> pd.DataFrame:
    table = pd.DataFrame({"period": list(values), "value": list(values.values())})
    table["lower"], table["upper"] = table["value"] - margin, table["value"] + margin
    held = [Status.PUBLISHED if pd.notna(value) else Status.MISSING for value in table["value"]]
    table["status"] = [(status or {}).get(period, was) for period, was in zip(values, held, strict=True)]
    return table


@pytest.fixture
def lines() -> list[Series]:
    imputed = {"2018": Status.IMPUTED}
    return [
        Series("Muirton", figures({"2016": 30, "2017": 31, "2018": NAN, "2019": 29, "2020": 28}, margin=2)),
        Series("Perth and Kinross", figures({"2016": 9, "2017": 9, "2018": 8, "2019": 8, "2020": 7}, status=imputed)),
        Series("Scotland", figures({"2016": 13, "2017": 12.5, "2018": 12, "2019": 12, "2020": 12})),
    ]


def lines_of(figure: Any) -> list[dict[str, Any]]:
    return [trace for trace in drawn(figure, "scatter") if trace.get("mode") == "lines+markers"]


def test_lines_have_the_numbers_of_the_table(lines: list[Series]) -> None:
    found = lines_of(trend(lines, an_indicator()))
    assert [trace["name"] for trace in found] == ["Muirton", "Perth and Kinross", "Scotland"]
    for trace, line in zip(found, lines, strict=True):
        assert list(trace["x"]) == list(line.figures["period"])
        assert numbers(trace["y"]) == pytest.approx(list(line.figures["value"]), nan_ok=True)


def test_a_period_without_a_figure_leaves_a_gap(lines: list[Series]) -> None:
    first = lines_of(trend(lines, an_indicator()))[0]
    assert math.isnan(numbers(first["y"])[2])
    assert first["connectgaps"] is False


def test_a_period_only_others_have_leaves_a_gap() -> None:
    lines = [Series("Muirton", figures({"2016": 30, "2018": 29})), Series("Scotland", figures({"2016": 1, "2017": 2}))]
    first = lines_of(trend(lines, an_indicator()))[0]
    by_period = dict(zip(first["x"], numbers(first["y"]), strict=True))
    assert math.isnan(by_period["2017"])
    assert (by_period["2016"], by_period["2018"]) == (30, 29)


def test_periods_stand_in_order_of_time_whoever_has_them() -> None:
    lines = [
        Series("Muirton", figures({"2015/16": 30, "2016/17": 29})),
        Series("Scotland", figures({"2013/14": 10, "2014/15": 11, "2016/17": 12, "2017/18": 13})),
    ]
    figure = trend(lines, an_indicator())
    assert list(figure.layout["xaxis"]["categoryarray"]) == ["2013/14", "2014/15", "2015/16", "2016/17", "2017/18"]


def test_estimates_are_hollow(lines: list[Series]) -> None:
    first, ours, _ = lines_of(trend(lines, an_indicator()))
    assert [symbol.endswith("-open") for symbol in ours["marker"]["symbol"]] == [False, False, True, False, False]
    assert not any(symbol.endswith("-open") for symbol in first["marker"]["symbol"])


def test_lines_differ_by_colour_dash_and_marker(lines: list[Series]) -> None:
    found = lines_of(trend(lines, an_indicator()))
    assert len({trace["line"]["color"] for trace in found}) == 3
    assert len({trace["line"]["dash"] for trace in found}) == 3
    assert len({trace["marker"]["symbol"][0] for trace in found}) == 3


def test_the_band_is_the_interval_of_the_first_line(lines: list[Series]) -> None:
    (band,) = [trace for trace in drawn(trend(lines, an_indicator()), "scatter") if "fill" in trace]
    held = lines[0].figures.dropna(subset="lower")
    ends = sorted(zip(band["x"], numbers(band["y"]), strict=True))
    expected = [pair for side in ("lower", "upper") for pair in held.set_index("period")[side].items()]
    assert sorted(expected) == ends


def test_there_is_no_band_without_an_interval(lines: list[Series]) -> None:
    figure = trend(lines[1:], an_indicator())
    assert [trace for trace in drawn(figure, "scatter") if "fill" in trace] == []


def test_each_line_is_named_once_at_its_last_figure(lines: list[Series]) -> None:
    lines[0] = Series("Muirton", figures({"2016": 30, "2017": 31, "2018": 30, "2019": 29, "2020": NAN}))
    written = layout_of(trend(lines, an_indicator()))["annotations"]
    named = {note["text"]: (note["x"], note["y"]) for note in written if not note["text"].startswith("Source")}
    assert named == {"Muirton": ("2019", 29), "Perth and Kinross": ("2020", 7), "Scotland": ("2020", 12)}


def test_a_line_without_a_figure_is_not_named() -> None:
    lines = [
        Series("Muirton", figures({"2016": NAN, "2017": NAN})),
        Series("Scotland", figures({"2016": 1, "2017": 2})),
    ]
    written = [note for note in notes(trend(lines, an_indicator())) if not note.startswith("Source")]
    assert written == ["Scotland"]


def test_a_name_stands_clear_of_the_line_it_names() -> None:
    falling = Series("Falling", figures({str(2010 + step): 30 - 2 * step for step in range(8)}))
    low = Series("Low", figures({str(year): 5 - (year == 2016) for year in range(2010, 2018)}))
    places = {note["text"]: note for note in layout_of(trend([falling, low], an_indicator()))["annotations"]}
    assert (places["Falling"]["y"], places["Falling"]["yanchor"]) == (18, "bottom")
    assert (places["Low"]["y"], places["Low"]["yanchor"]) == (4, "top")


def test_the_tables_given_are_not_changed(lines: list[Series]) -> None:
    before = [line.figures.copy(deep=True) for line in lines]
    trend(lines, an_indicator())
    for line, was in zip(lines, before, strict=True):
        pd.testing.assert_frame_equal(line.figures, was)
