"""Reading an indicator's figures, and refusing what breaks a rule before anything is used."""

import csv
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from dashboard.evidence.sheet import NUMBERS, STATUSES
from dashboard.vocabulary import YEAR, AreaType, DataError, Fault, Indicator, Measure, Status

COLUMNS = ["area_code", "period", "numerator", "denominator", "value", "status"]
WORDS = ("area_code", "period", "status")
STATUS_WORDS = pd.CategoricalDtype(STATUSES)
WITHOUT_FIGURE = frozenset({Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE})
TOLERANCE = 1e-4
DATA_ZONE_YEARS = ((6505, 2001), (13481, 2011), (20873, 2022))
"""The last number of each generation of S01 codes."""
Floats = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Words:
    """A column of text as few words: which there are, and the place of each row's among them."""

    words: list[str]
    places: npt.NDArray[np.int64]

    def are(self, wanted: AbstractSet[str]) -> Truth:
        """The rows whose word is one of those wanted."""
        return np.array([word in wanted for word in self.words], bool)[self.places]


def read_observations(path: Path, indicator: Indicator, known_codes: AbstractSet[str]) -> pd.DataFrame:
    """The figures of one indicator, checked.

    Args:
        path: a CSV file with the columns area_code, period, numerator, denominator, value, status. UTF-8, with or
            without a byte order mark, with line ends of either kind. An empty status means published.
        indicator: the definition beside it.
        known_codes: every area code of the boundaries in use.

    Returns:
        A row an (area_code, period) with the columns of the file; numerator, denominator and value are numbers, NaN
        where there is none; value is worked out where the counts give it. area_code, period and status (one of
        STATUSES) are categories, so that each word is held once; those of areas are all known codes, sorted.

    Raises:
        DataError: naming the file, row, column, rule, value and remedy.
    """
    table = _read_csv(path)
    words = {name: _words(table[name]) for name in WORDS}
    numbers = {name: table[name].to_numpy() for name in NUMBERS}
    _check_keys(table, words, path.name, known_codes)
    _check_numbers(table, numbers, path.name, indicator)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = indicator.per * numbers["numerator"] / numbers["denominator"]
    derived = np.where(numbers["denominator"] > 0, rates, np.nan)
    _check_values(table, words["status"].are(WITHOUT_FIGURE), numbers, derived, path.name)
    codes, (areas, known) = words["area_code"], _categories(frozenset(known_codes))
    published = [STATUSES.index(word or Status.PUBLISHED) for word in words["status"].words]
    return pd.DataFrame(
        {
            "area_code": _category(np.array([known[code] for code in codes.words], np.int64)[codes.places], areas),
            "period": _category(words["period"].places, pd.CategoricalDtype(words["period"].words)),
            **numbers,
            "value": np.where(np.isnan(numbers["value"]), derived, numbers["value"]),
            "status": _category(np.array(published, np.int64)[words["status"].places], STATUS_WORDS),
        }
    )


@lru_cache(maxsize=4)
def _categories(known_codes: frozenset[str]) -> tuple[pd.CategoricalDtype, Mapping[str, int]]:
    """The codes of areas, held once for all indicators, and the place of each."""
    codes = sorted(known_codes)
    return pd.CategoricalDtype(codes), {code: place for place, code in enumerate(codes)}


def _category(places: npt.NDArray[np.integer], words: pd.CategoricalDtype) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(places, dtype=words, validate=False))


def _read_csv(path: Path) -> pa.Table:
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
        return pc.read_csv(path, convert_options=options)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _words(column: pa.ChunkedArray) -> _Words:
    encoded = column.combine_chunks().dictionary_encode()
    return _Words(encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64))


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


def _refuse(table: pa.Table, broken: Truth, fault: Fault) -> None:
    """Raise the fault at the first broken row, with what stands there."""
    if broken.any():
        first = int(np.argmax(broken))
        found: object = table[fault.column][first].as_py()
        found = None if pd.isna(found) else found  # type: ignore[call-overload]
        raise DataError(Fault(fault.file, fault.rule, found, row=first + 2, column=fault.column, remedy=fault.remedy))


def _check_keys(table: pa.Table, found: Mapping[str, _Words], file: str, known_codes: AbstractSet[str]) -> None:
    codes, labels, words = (found[column] for column in WORDS)
    for code in sorted(set(codes.words) - known_codes):
        fault = Fault(file, "unknown area code", column="area_code", remedy=_remedy_for_code(code))
        _refuse(table, codes.are({code}), fault)
    for label in sorted(label for label in labels.words if YEAR.search(label) is None):
        fault = Fault(file, "a period needs a year of four digits", column="period", remedy="Write 2020/21 or 2022")
        _refuse(table, labels.are({label}), fault)
    keys = codes.places * len(labels.words) + labels.places
    if np.bincount(keys, minlength=1).max() > 1:
        twice = pd.Series(keys).duplicated().to_numpy()
        rule = "the area and period are there twice"
        _refuse(table, twice, Fault(file, rule, column="area_code", remedy="Keep one"))
    wrong = words.are(set(words.words) - {"", *Status})
    _refuse(table, wrong, Fault(file, f"must be empty or one of {', '.join(Status)}", column="status"))


def _remedy_for_code(code: str) -> str:
    """What to do about a code that is not in use, saying so where it is of another boundary year."""
    if code.startswith("S01") and code[3:].isdigit():
        year = next((year for last, year in DATA_ZONE_YEARS if int(code[3:]) <= last), None)
        if year not in {None, AreaType.DATA_ZONE.boundary_year}:
            return f"This is a data zone of {year}; figures must be for the data zones of 2011"
    return "Check the code against data/areas"


def _check_numbers(table: pa.Table, numbers: Mapping[str, Floats], file: str, indicator: Indicator) -> None:
    for column in ("numerator", "denominator"):
        _refuse(table, numbers[column] < 0, Fault(file, "must not be below zero", column=column))
    for column in NUMBERS:
        _refuse(table, np.isinf(numbers[column]), Fault(file, "must be a finite number", column=column))
    if indicator.measure == Measure.PROPORTION and indicator.numerator_within_denominator:
        above = numbers["numerator"] > numbers["denominator"]
        rule = "the numerator must be less than or equal to the denominator"
        _refuse(table, above, Fault(file, rule, column="numerator", remedy="Check the count and its population"))


def _check_values(
    table: pa.Table, unpublished: Truth, numbers: Mapping[str, Floats], derived: Floats, file: str
) -> None:
    value = numbers["value"]
    held = np.isfinite(value) | np.isfinite(derived)
    rule = "a suppressed, missing or not applicable figure must carry no value and no numerator"
    carrying = unpublished & (np.isfinite(value) | np.isfinite(numbers["numerator"]))
    _refuse(table, carrying, Fault(file, rule, column="status", remedy="Empty the cells, or the status"))
    rule = "a published figure needs a value, or a numerator over a denominator above zero"
    _refuse(table, ~unpublished & ~held, Fault(file, rule, column="value", remedy="Say why it is empty in status"))
    differs = np.abs(value - derived) > TOLERANCE * np.abs(derived) + TOLERANCE
    rule = "the value must equal per × numerator / denominator"
    _refuse(table, differs, Fault(file, rule, column="value", remedy="Leave the value empty"))
