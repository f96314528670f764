"""The columns of figures: the same words in the open interface, in the files and in the package."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from dashboard.exports.columns import Column
from dashboard.vocabulary import AreaType, Status

NUMBERS = ("numerator", "denominator", "value", "lower", "upper")
FIGURE_COLUMN: Mapping[str, Column] = MappingProxyType(
    {
        column.name: column
        for column in (
            Column("area_code", "string", "The area's code"),
            Column("area_name", "string", "The area's name"),
            Column("area_type", "string", "The kind of area", allowed=tuple(AreaType)),
            Column("boundary_year", "integer", "The year of the area's boundaries", empty=True),
            Column("indicator_id", "string", "Which indicator it is"),
            Column("period", "string", "The time the figure is for, as its publisher names it"),
            Column("numerator", "number", "The people or events counted", empty=True),
            Column("denominator", "number", "The people or households they are counted out of", empty=True),
            Column("value", "number", "The figure, in the indicator's unit", empty=True),
            Column("lower", "number", "The lower end of the 95% interval, in the indicator's unit", empty=True),
            Column("upper", "number", "The upper end of the 95% interval, in the indicator's unit", empty=True),
            Column("status", "string", "Why a figure is, or is not, there", allowed=tuple(Status)),
            Column("approximate", "boolean", "Added up from smaller areas in a way that cannot be exact"),
        )
    }
)
FILE_COLUMNS = tuple(
    FIGURE_COLUMN[name] for name in ("area_code", "period", "numerator", "denominator", "value", "status")
)
FILE_KEY = ("area_code", "period")


def without_suppressed_numbers(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with no number at all, not even a denominator, where one is suppressed.

    Args:
        figures: any of the columns NUMBERS, and status.
    """
    numbers = [name for name in NUMBERS if name in figures]
    kept = figures[numbers].where(figures["status"] != Status.SUPPRESSED)
    return figures.assign(**{name: kept[name] for name in numbers})
