"""Tables as they are held: cells that know what they stand for, and columns left out."""

import pytest

from dashboard.evidence import evidence
from dashboard.exhibits.table import AreaName, Column, IndicatorName, Sentences, columns, table, without
from dashboard.statistics.written import Written

HELD = evidence("perth-and-kinross")


def test_a_name_of_an_area_is_text_that_knows_its_code() -> None:
    name = AreaName(HELD, "S02002248")
    assert (name, name.area_code) == ("Blairgowrie East (Rattray)", "S02002248")
    other = AreaName(HELD, "S02002248", "this area")
    assert (other, other.area_code) == ("this area", "S02002248")
    with pytest.raises(KeyError):
        AreaName(HELD, "S02999999")


@pytest.mark.parametrize("key", sorted(HELD.indicators))
def test_a_name_of_an_indicator_says_its_unit_unless_the_figures_do(key: str) -> None:
    indicator, name = HELD.indicators[key], IndicatorName(HELD, key)
    assert (name.indicator_id, name.name) == (key, indicator.name)
    assert name == (indicator.name if indicator.unit == "%" else f"{indicator.name}, {indicator.unit}")


def test_sentences_are_one_text_and_several() -> None:
    held = Sentences(["One.", "Two."])
    assert (held, held.sentences) == ("One. Two.", ("One.", "Two."))
    assert (Sentences([]), Sentences([]).sentences) == ("–", ())


def test_columns_say_which_hold_numbers() -> None:
    assert columns("Area", "People", numeric=["People"]) == (Column("Area"), Column("People", numeric=True))


def test_columns_that_are_left_out_take_their_cells_with_them_and_the_others_keep_their_values() -> None:
    held = table("Two", columns("Area", "Why", "People", numeric=["People"]), [["A", "x", Written(5)], ["B", "y", "–"]])
    left = without(held, "Why", "Not there")
    assert [column.heading for column in left.columns] == ["Area", "People"]
    assert left.rows == (("A", "5"), ("B", "–"))
    cell = left.rows[0][1]
    assert isinstance(cell, Written)
    assert cell.value == 5
    assert without(held) == held
