"""Reading an indicator's figures, and refusing what breaks a rule before anything is used."""

import csv
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from dashboard.evidence.files import cell
from dashboard.vocabulary import YEAR, AreaType, DataError, Fault, Indicator, Measure, Status

COLUMNS = ["area_code", "period", "numerator", "denominator", "value", "status"]
NUMBERS = ("numerator", "denominator", "value")
WITHOUT_FIGURE = (Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE)
TOLERANCE = 1e-4
DATA_ZONE_YEARS = ((6505, 2001), (13481, 2011), (20873, 2022))
"""The last number of each generation of S01 codes."""


def read_observations(path: Path, indicator: Indicator, known_codes: AbstractSet[str]) -> pd.DataFrame:
    """The figures of one indicator, checked.

    Args:
        path: a CSV file with the columns area_code, period, numerator, denominator, value, status. UTF-8, with or
            without a byte order mark, with line ends of either kind. An empty status means published.
        indicator: the definition beside it.
        known_codes: every area code of the boundaries in use.

    Returns:
        A row an (area_code, period) with the columns of the file; numerator, denominator and value are numbers, NaN
        where there is none; value is worked out where the counts give it; status is a Status word.

    Raises:
        DataError: naming the file, row, column, rule, value and remedy.
    """
    table = _read_csv(path)
    table["status"] = table["status"].where(table["status"] != "", Status.PUBLISHED.value)
    _check_keys(table, path.name, known_codes)
    _check_numbers(table, path.name, indicator)
    derived = indicator.per * table["numerator"] / table["denominator"].where(table["denominator"] > 0)
    _check_values(table, derived, path.name)
    return table.assign(value=table["value"].where(table["value"].notna(), derived))


def _read_csv(path: Path) -> pd.DataFrame:
    if not path.exists():
        raise DataError(Fault(path.name, "the figures are missing", remedy="Put the CSV beside its definition"))
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
        header = next(csv.reader(lines), [])
    if header != COLUMNS:
        rule = f"the columns must be {','.join(COLUMNS)}"
        raise DataError(Fault(path.name, rule, ",".join(header), row=1, remedy="Put the header right"))
    types = {name: pa.float64() if name in NUMBERS else pa.string() for name in COLUMNS}
    options = pc.ConvertOptions(column_types=types, strings_can_be_null=False, null_values=[""])
    try:
        return pc.read_csv(path, convert_options=options).to_pandas()
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> DataError:
    """The first row that cannot be read, found slowly once the fast reader has given up."""
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
        for number, row in enumerate(csv.reader(lines), start=1):
            if number == 1:
                continue
            if len(row) != len(COLUMNS):
                return DataError(Fault(path.name, f"a row needs {len(COLUMNS)} cells", ",".join(row), row=number))
            if "\ufffd" in "".join(row):
                return DataError(Fault(path.name, "the text is not UTF-8", row=number, remedy="Save it as UTF-8"))
            for column, cell in zip(COLUMNS, row, strict=True):
                if column in NUMBERS and cell and not _is_number(cell):
                    remedy = "Write digits only, and leave the cell empty where there is no number"
                    return DataError(Fault(path.name, "must be a number", cell, number, column, remedy))
    return DataError(Fault(path.name, f"not readable as CSV ({error})"))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _refuse(table: pd.DataFrame, broken: pd.Series, fault: Fault) -> None:
    """Raise the fault at the first broken row, with what stands there."""
    if broken.any():
        first = int(np.argmax(broken.to_numpy()))
        found = cell(table, fault.column, first)
        raise DataError(Fault(fault.file, fault.rule, found, row=first + 2, column=fault.column, remedy=fault.remedy))


def _check_keys(table: pd.DataFrame, file: str, known_codes: AbstractSet[str]) -> None:
    codes, labels = (set(table[column].unique().to_numpy(dtype=object)) for column in ("area_code", "period"))
    for code in sorted(codes - known_codes):
        fault = Fault(file, "unknown area code", column="area_code", remedy=_remedy_for_code(code))
        _refuse(table, table["area_code"] == code, fault)
    for label in sorted(label for label in labels if YEAR.search(label) is None):
        fault = Fault(file, "a period needs a year of four digits", column="period", remedy="Write 2020/21 or 2022")
        _refuse(table, table["period"] == label, fault)
    twice = table.duplicated(["area_code", "period"])
    _refuse(
        table,
        twice,
        Fault(file, "the area and period are there twice", column="area_code", remedy="Keep one"),
    )
    wrong = ~table["status"].isin(list(Status))
    _refuse(table, wrong, Fault(file, f"must be empty or one of {', '.join(Status)}", column="status"))


def _remedy_for_code(code: str) -> str:
    """What to do about a code that is not in use, saying so where it is of another boundary year."""
    if code.startswith("S01") and code[3:].isdigit():
        year = next((year for last, year in DATA_ZONE_YEARS if int(code[3:]) <= last), None)
        if year not in {None, AreaType.DATA_ZONE.boundary_year}:
            return f"This is a data zone of {year}; figures must be for the data zones of 2011"
    return "Check the code against data/areas"


def _check_numbers(table: pd.DataFrame, file: str, indicator: Indicator) -> None:
    for column in ("numerator", "denominator"):
        _refuse(table, table[column] < 0, Fault(file, "must not be below zero", column=column))
    for column in NUMBERS:
        _refuse(table, table[column].abs() == np.inf, Fault(file, "must be a finite number", column=column))
    if indicator.measure == Measure.PROPORTION and indicator.numerator_within_denominator:
        above = table["numerator"] > table["denominator"]
        rule = "the numerator must be less than or equal to the denominator"
        _refuse(table, above, Fault(file, rule, column="numerator", remedy="Check the count and its population"))


def _check_values(table: pd.DataFrame, derived: pd.Series, file: str) -> None:
    unpublished = table["status"].isin(list(WITHOUT_FIGURE))
    held = table["value"].notna() | derived.notna()
    rule = "a suppressed, missing or not applicable figure must carry no value and no numerator"
    carrying = unpublished & (table["value"].notna() | table["numerator"].notna())
    _refuse(table, carrying, Fault(file, rule, column="status", remedy="Empty the cells, or the status"))
    rule = "a published figure needs a value, or a numerator over a denominator above zero"
    _refuse(table, ~unpublished & ~held, Fault(file, rule, column="value", remedy="Say why it is empty in status"))
    differs = (table["value"] - derived).abs() > TOLERANCE * derived.abs() + TOLERANCE
    rule = "the value must equal per × numerator / denominator"
    _refuse(table, differs, Fault(file, rule, column="value", remedy="Leave the value empty"))
