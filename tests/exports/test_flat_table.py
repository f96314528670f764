"""A table as other programs read it: what pandas reads back are the numbers that are written."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.table import Sentences, Table, columns, table
from dashboard.exports.flat_table import NO_FIGURE, flat_columns, frame, table_csv
from dashboard.exports.safe_text import UNSAFE_STARTS
from dashboard.statistics.written import Written, WrittenRange

AREA = "S02002248"
KEYS = ["need-map", "need-ranges", "compare-spread", "rollout-curve", "inequality-fifths", "area-spine-0", "area-why"]
MIXED = table(
    "Mixed",
    columns("Area", "People", "Interval", "People", "Why"),
    [
        ["A", Written(1019, 0, "people"), WrittenRange(9.61, 11.8, 1, "%"), Written(5), Sentences(["One.", "Two."])],
        ["B", "Suppressed: fewer than 5", "no interval", "–", ""],
        ["=1+1", Written(-3, 0, "people"), WrittenRange(-1, 2, 1, "%"), Written(1234567), "@x"],
    ],
)


def a_table(key: str) -> Table:
    found = exhibit_of(key, {"area_code": AREA})
    assert isinstance(found, Exhibit | MapExhibit)
    return found.table


def read(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), comment="#", dtype=object, keep_default_na=False)


def test_both_ends_of_a_range_have_columns_and_no_heading_is_there_twice() -> None:
    found = flat_columns(MIXED)
    assert [one.heading for one in found] == [
        *("Area", "People (people)", "Interval, from (%)", "Interval, to (%)", "People", "Why")
    ]
    assert [one.cells for one in found[1:5]] == [
        (1019, "Suppressed: fewer than 5", -3),
        (9.6, "no interval", -1.0),
        (11.8, "no interval", 2.0),
        (5, NO_FIGURE, 1234567),
    ]
    assert [one.numeric for one in found] == [False, True, True, True, True, False]
    assert [one.decimals for one in found] == [0, 0, 1, 1, 0, 0]
    assert [type(one.cells[0]) for one in found] == [str, int, float, float, int, str]


def test_headings_that_are_the_same_are_numbered() -> None:
    held = table("Twice", columns("Area", "Share", "Share", "Share"), [["A", Written(1), Written(2), Written(3)]])
    assert list(frame(held).columns) == ["Area", "Share", "Share [2]", "Share [3]"]


@pytest.mark.parametrize("key", KEYS)
def test_the_numbers_of_a_flat_table_are_those_of_the_table(key: str) -> None:
    held = a_table(key)
    found = frame(held)
    assert found.columns.is_unique
    assert len(found) == len(held.rows)
    numbers = 0
    for row, flat in zip(held.rows, found.itertuples(index=False), strict=True):
        wanted: list[float] = []
        for cell in row:
            if isinstance(cell, Written):
                wanted.append(cell.value)
            elif isinstance(cell, WrittenRange):
                wanted += [cell.low, cell.high]
        assert [cell for cell in flat if isinstance(cell, int | float)] == wanted
        numbers += len(wanted)
    assert numbers > len(held.rows)


@pytest.mark.parametrize("key", KEYS)
def test_a_csv_says_what_it_is_and_is_read_back_with_the_same_numbers(key: str) -> None:
    held = a_table(key)
    text = table_csv(held, ["Title", "Two\nlines", "# already"])
    assert text.splitlines()[:3] == ["# Title", "# Two lines", "# # already"]
    found, wanted = read(text), frame(held)
    assert list(found.columns) == list(wanted.columns)
    for column in wanted:
        for one, other in zip(found[column], wanted[column], strict=True):
            assert (float(one) == other) if isinstance(other, int | float) else one.removeprefix("'") == other


@given(st.text(max_size=12), st.sampled_from(UNSAFE_STARTS))
def test_text_that_begins_as_a_formula_does_is_harmless(text: str, start: str) -> None:
    held = table(start + text, columns("Area", f"{start}h"), [[start + text, Written(-5)], ["B", start + text]])
    rows = list(csv.reader(io.StringIO(table_csv(held, []), newline="")))
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(UNSAFE_STARTS) and cell != "-5"] == []
    assert rows[1][0] == f"'{start}{text}".replace("\r\n", "\n")
    assert rows[1][1] == "-5"
