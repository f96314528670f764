"""Text that a spreadsheet would run as a formula is made harmless, in every CSV that leaves the dashboard."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

UNSAFE_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe(value: Any) -> Any:
    """A cell: text that begins as a formula does gets an apostrophe in front; numbers stay as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(UNSAFE_STARTS) else value


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""CSV with a header and a row a record, line ends "\n", every cell harmless."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")  # with "\n", a lone "\r" in a name would not be quoted
    writer.writerow([safe(name) for name in header])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return lines.getvalue().replace("\r\n", "\n")
