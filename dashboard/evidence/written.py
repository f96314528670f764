"""What people write by hand: texts, and the dates in them."""

import re
from datetime import date, datetime
from pathlib import Path

from dashboard.vocabulary import DataError, Fault

DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
DATE_RULE, DATE_REMEDY = "must be a date", "Write 2026-05-14, or 2026-05 where only the month is known"


def utf8_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark, with line ends of either kind.

    Raises:
        DataError: naming the first line that is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        fault = Fault(path.name, "the text is not UTF-8", row=row, remedy="Save it as UTF-8")
        raise DataError(fault) from error


def iso_date(value: object) -> str | None:
    """A date such as 2026-05-14, or a month such as 2026-05; None where the value is neither."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str) or DATE.fullmatch(value) is None:
        return None
    try:
        date.fromisoformat(value if value.count("-") == 2 else f"{value}-01")
    except ValueError:
        return None
    return value
