"""The area profile: worst on the left whichever way is good, a dot and a word a row, the middle half darker."""

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.charts.profile import LONGEST_LINE, spine
from dashboard.charts.theme import INK, OUTCOME_COLOURS
from dashboard.vocabulary import Indicator, Outcome, Polarity, Status
from tests.charts.drawn import an_indicator, drawn, numbers

NAN = math.nan
INDICATORS: dict[str, Indicator] = {
    "crime": an_indicator("Crimes"),
    "income": an_indicator("Earnings", polarity=Polarity.HIGHER_IS_BETTER),
    "people": an_indicator("People", polarity=Polarity.NO_JUDGEMENT),
    "flat": an_indicator("The same everywhere"),
    "hidden": an_indicator("Held back"),
}


def row(value: float, outcome: Outcome, status: Status = Status.PUBLISHED, lowest: float = 0) -> dict[str, object]:
    return {
        "value": value,
        "status": status,
        "partnership_outcome": outcome.value,
        "partnership": 40.0,
        "scotland": 60.0,
        "lowest": lowest,
        "lower_quarter": 20.0,
        "upper_quarter": 70.0,
        "highest": 100.0,
    }


@pytest.fixture
def table() -> pd.DataFrame:
    rows = {
        "crime": row(90, Outcome.WORSE),
        "income": row(90, Outcome.BETTER),
        "people": row(90, Outcome.NOT_COMPARED),
        "flat": row(100, Outcome.SIMILAR, lowest=100),
        "hidden": row(NAN, Outcome.NOT_COMPARED, Status.SUPPRESSED),
    }
    return pd.DataFrame(list(rows.values()), index=list(rows))


def by_symbol(table: pd.DataFrame) -> dict[str, dict[str, object]]:
    figure = spine(table, INDICATORS)
    markers = [trace for trace in drawn(figure, "scatter") if trace["mode"] == "markers"]
    return {
        trace["marker"]["symbol"] if isinstance(trace["marker"]["symbol"], str) else "dots": trace for trace in markers
    }


def test_worst_is_left_for_either_polarity(table: pd.DataFrame) -> None:
    crime, income, _ = numbers(by_symbol(table)["dots"]["x"])
    assert crime == pytest.approx(0.1)
    assert income == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("symbol", "crime", "income"), [("line-ns-open", 0.6, 0.4), ("diamond-open", 0.4, 0.6)], ids=["ours", "Scotland"]
)
def test_comparators_stand_where_their_values_do(table: pd.DataFrame, symbol: str, crime: float, income: float) -> None:
    assert numbers(by_symbol(table)[symbol]["x"])[:2] == pytest.approx([crime, income])


def test_a_comparator_without_a_value_is_not_drawn(table: pd.DataFrame) -> None:
    table["scotland"] = NAN
    assert all(math.isnan(place) for place in numbers(by_symbol(table)["diamond-open"]["x"]))
    assert not any(math.isnan(place) for place in numbers(by_symbol(table)["line-ns-open"]["x"]))


def test_the_middle_half_is_drawn_from_its_worse_end(table: pd.DataFrame) -> None:
    whole, middle = drawn(spine(table, INDICATORS), "bar")
    assert numbers(whole["x"]) == [1.0, 1.0, 1.0]
    assert numbers(middle["base"])[:2] == pytest.approx([0.3, 0.2])
    assert numbers(middle["x"])[:2] == pytest.approx([0.5, 0.5])
    assert whole["marker"]["color"] != middle["marker"]["color"]


def test_what_has_no_judgement_or_no_spread_is_left_out(table: pd.DataFrame) -> None:
    labels = next(trace for trace in drawn(spine(table, INDICATORS), "scatter") if trace["mode"] == "text")
    assert [text.split(":")[0] for text in labels["text"]] == ["Crimes", "Earnings", "Held back"]


def test_each_row_says_the_figure_and_the_word(table: pd.DataFrame) -> None:
    labels = next(trace for trace in drawn(spine(table, INDICATORS), "scatter") if trace["mode"] == "text")
    crime, income, hidden = labels["text"]
    assert "90.0%" in crime
    assert "▲ worse" in crime
    assert "● better" in income
    assert "Suppressed" in hidden
    assert "nan" not in " ".join(labels["text"]).lower()


def test_a_label_has_lines_that_fit_a_telephone_and_its_value_stays_whole(table: pd.DataFrame) -> None:
    named = {
        key: replace(one, name=f"{one.name} of people who live where it is said") for key, one in INDICATORS.items()
    }
    labels = next(trace for trace in drawn(spine(table, named), "scatter") if trace["mode"] == "text")["text"]
    for text in labels:
        lines = re.sub("</?b>", "", text).split("<br>")
        assert len(lines) == 2
        assert max(map(len, lines)) <= LONGEST_LINE
        assert re.search("<b>[^<]+</b>", text)


def test_colour_and_shape_follow_the_outcome(table: pd.DataFrame) -> None:
    marker = by_symbol(table)["dots"]["marker"]
    assert isinstance(marker, dict)
    assert list(marker["color"]) == [OUTCOME_COLOURS[Outcome.WORSE], OUTCOME_COLOURS[Outcome.BETTER], INK]
    assert len(set(marker["symbol"])) == 3


def test_a_figure_held_back_has_no_dot(table: pd.DataFrame) -> None:
    assert math.isnan(numbers(by_symbol(table)["dots"]["x"])[2])


def test_values_outside_the_spread_stay_inside_the_chart(table: pd.DataFrame) -> None:
    table.loc["crime", ["value", "scotland"]] = [150.0, -10.0]
    assert numbers(by_symbol(table)["dots"]["x"])[0] == 0
    assert numbers(by_symbol(table)["diamond-open"]["x"])[0] == 1


def test_the_ends_are_named_and_the_figure_finished(table: pd.DataFrame) -> None:
    figure = spine(table, INDICATORS)
    left, right = figure.layout["xaxis"]["ticktext"]
    assert "worst" in left
    assert "best" in right
    assert figure.layout["xaxis"]["tickvals"][0] < figure.layout["xaxis"]["tickvals"][1]


def test_the_table_given_is_not_changed(table: pd.DataFrame) -> None:
    before = table.copy(deep=True)
    spine(table, INDICATORS)
    pd.testing.assert_frame_equal(table, before)


def test_a_profile_with_nothing_to_draw_is_still_a_figure(table: pd.DataFrame) -> None:
    figure = spine(table.loc[["people", "flat"]], INDICATORS)
    assert all(numbers(bar["y"]) == [] for bar in drawn(figure, "bar"))
