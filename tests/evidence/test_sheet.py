"""Sheets: figures as matrices that say the same as the table they were made of."""

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence.sheet import FIGURE_COLUMNS, Sheet, joined, sheet_of
from dashboard.vocabulary import Status

AREAS = pd.Index(["A", "B", "C"])
TABLE = pd.DataFrame(
    {
        "area_code": ["B", "A", "A", "X"],
        "period": ["2021/22", "2021/22", "2009/10", "2021/22"],
        "numerator": [1.0, np.nan, 0.0, 9.0],
        "denominator": [10.0, 20.0, 10.0, 9.0],
        "value": [10.0, np.nan, 0.0, 100.0],
        "status": [Status.IMPUTED, Status.SUPPRESSED, Status.PUBLISHED, Status.PUBLISHED],
    }
)


def of(value: float, *periods: str, areas: tuple[str, ...] = ("A",)) -> Sheet:
    rows = [
        {"area_code": area, "period": period, "numerator": np.nan, "denominator": np.nan, "value": value}
        for area in areas
        for period in periods
    ]
    return sheet_of(pd.DataFrame(rows).assign(status=Status.PUBLISHED), AREAS)


def test_a_sheet_gives_back_its_table_in_the_order_of_areas_and_periods() -> None:
    """X is not one of the areas wanted; C has no row."""
    table = sheet_of(TABLE, AREAS).table()
    assert list(table.columns) == FIGURE_COLUMNS
    assert list(zip(table["area_code"], table["period"], table["status"], strict=True)) == [
        ("A", "2009/10", "published"),
        ("A", "2021/22", "suppressed"),
        ("B", "2021/22", "imputed"),
    ]
    assert table["value"].fillna(-1).tolist() == [0, -1, 10]
    assert table["denominator"].tolist() == [10, 20, 10]


def test_periods_are_in_the_order_of_time() -> None:
    assert sheet_of(TABLE, AREAS).periods == ("2009/10", "2021/22")
    assert of(1, "SIMD 2020v2", "SIMD 2016", "2018").periods == ("SIMD 2016", "2018", "SIMD 2020v2")


def test_an_area_without_a_row_is_missing_and_not_zero() -> None:
    found = sheet_of(TABLE, AREAS).of_period("2009/10")
    assert found["status"].to_dict() == {"A": "published", "B": "missing", "C": "missing"}
    assert found["value"].isna().tolist() == [False, True, True]


def test_a_period_that_is_not_held_is_missing_everywhere() -> None:
    found = sheet_of(TABLE, AREAS).of_period("1999")
    assert found["status"].tolist() == ["missing"] * 3
    assert found["value"].isna().tolist() == [True] * 3


def test_an_area_has_the_periods_of_its_rows() -> None:
    sheet = sheet_of(TABLE, AREAS)
    assert sheet.of_area("A").index.tolist() == ["2009/10", "2021/22"]
    assert sheet.of_area("B").index.tolist() == ["2021/22"]
    assert len(sheet.of_area("C")) == len(sheet.of_area("nowhere")) == 0


def test_each_period_comes_from_the_first_sheet_that_holds_any_of_it() -> None:
    both = joined([of(1, "2020", areas=("A",)), of(2, "2020", "2021", areas=("A", "B"))])
    assert both.periods == ("2020", "2021")
    assert both.of_period("2020")["value"].fillna(0).to_dict() == {"A": 1, "B": 0, "C": 0}
    assert both.of_period("2021")["value"].fillna(0).to_dict() == {"A": 2, "B": 2, "C": 0}


def test_sheets_without_figures_join_to_none() -> None:
    empty = sheet_of(TABLE.iloc[:0], AREAS)
    assert joined([empty]).periods == ()
    assert len(joined([empty]).table()) == 0


@pytest.mark.parametrize("chosen", [[True, False, True], [False, False, False]])
def test_some_rows_of_a_sheet_are_a_sheet(chosen: list[bool]) -> None:
    some = sheet_of(TABLE, AREAS).rows(np.array(chosen))
    assert some.areas.tolist() == [area for area, wanted in zip(AREAS, chosen, strict=True) if wanted]
    assert some.value.shape == (sum(chosen), 2)
