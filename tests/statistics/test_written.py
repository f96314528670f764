"""Numbers as they are written: what is read back is the value, and the value is what is shown."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.written import Written, WrittenRange

NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)
DECIMALS = st.integers(0, 4)
UNITS = st.sampled_from(["", "%", "people", "per 10,000 people"])


def read_back(text: str, unit: str) -> float:
    """The number in a text, as a person types it off the screen."""
    return float(text.removesuffix(unit).replace(",", ""))


@pytest.mark.parametrize(
    ("written", "text", "value"),
    [
        (Written(1019), "1,019", 1019),
        (Written(10.649, 1, "%"), "10.6%", 10.6),
        (Written(1019, 0, "people"), "1,019 people", 1019),
        (Written(1234567.891, 2), "1,234,567.89", 1234567.89),
        (Written(2.25, 1, signed=True), "+2.2", 2.2),
        (Written(-3.14159, 3, "points", signed=True), "-3.142 points", -3.142),
        (Written(0, 1, "%", signed=True), "+0.0%", 0),
        (Written(np.float64(0.5), 0), "0", 0),
    ],
)
def test_a_number_is_written_and_remembered_to_the_same_digits(written: Written, text: str, value: float) -> None:
    assert str(written) == text
    assert written.value == value
    assert type(written.value) is float


@given(NUMBERS, DECIMALS, UNITS, st.booleans())
def test_what_is_read_back_is_the_value(value: float, decimals: int, unit: str, signed: bool) -> None:
    written = Written(value, decimals, unit, signed)
    assert read_back(written, unit) == written.value
    assert abs(written.value - value) <= 0.5 * 10**-decimals + 1e-9 * abs(value)
    assert (written.decimals, written.unit) == (decimals, unit)


@given(NUMBERS, NUMBERS, DECIMALS, UNITS)
def test_what_is_read_back_are_the_ends_of_a_range(one: float, other: float, decimals: int, unit: str) -> None:
    written = WrittenRange(one, other, decimals, unit, between=" to ")
    lower, upper = written.removesuffix(unit).split(" to ")
    assert (read_back(lower, ""), read_back(upper, "")) == (written.low, written.high)


@pytest.mark.parametrize(
    ("written", "text", "short"),
    [
        (WrittenRange(9.61, 11.84, 1, "%"), "9.6–11.8%", "9.6–11.8%"),
        (WrittenRange(1200, 3400, 0, "people"), "1,200–3,400 people", "1,200–3,400"),
        (WrittenRange(-0.44, 1.2, 1, "%", " to ", signed=True), "-0.4 to +1.2%", "-0.4 to +1.2%"),
    ],
)
def test_a_range_keeps_both_ends(written: WrittenRange, text: str, short: str) -> None:
    assert str(written) == text
    assert str(written.short) == short
    assert (written.short.low, written.short.high) == (written.low, written.high)


@given(NUMBERS, DECIMALS)
def test_short_leaves_the_unit_out_and_keeps_the_value(value: float, decimals: int) -> None:
    counted, part = Written(value, decimals, "people"), Written(value, decimals, "%")
    assert f"{counted.short} people" == counted
    assert (counted.short.value, counted.short.unit) == (counted.value, "")
    assert part.short is part


@pytest.mark.parametrize("written", [Written(1019.4, 1, "people"), WrittenRange(9.6, 11.8, 1, "%")])
def test_a_copy_and_what_is_cut_or_joined_is_plain_text(written: Written | WrittenRange) -> None:
    copies = [copy.copy(written), copy.deepcopy(written), pickle.loads(pickle.dumps(written))]
    made = [written[:], f"{written}", written + "", written.strip(), *copies]
    assert [one for one in made if one != str(written)] == []
    assert [type(one) for one in copies] == [str, str, str]
    assert type(written + ".") is str
    assert type(f"{written} and more") is str
    assert not hasattr(written.replace(",", ""), "value")


def test_it_is_text_wherever_text_is_asked_for() -> None:
    written = Written(1019, 0, "people")
    assert isinstance(written, str)
    assert written == "1,019 people"
    assert dict[str, int]({written: 1})["1,019 people"] == 1
    assert "; ".join([written, written]) == "1,019 people; 1,019 people"
