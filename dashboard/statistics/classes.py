"""Map classes: fifths of a stated reference set, from lower to higher need."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.evidence.sheet import Sheet
from dashboard.statistics.words import number
from dashboard.vocabulary import Indicator, Polarity, Status

CLASSES = 5
LETTERS = np.array([*map(str, range(CLASSES)), "s", "m"], dtype="S1")
"""A class in one letter: its number, suppressed, or missing."""


@dataclass(frozen=True)
class MapClass:
    """One class of a map: its key (0 = lowest need … 4, or a status), what the legend says, and how many areas."""

    key: int | str
    label: str
    areas: int


def map_classes(figures: pd.DataFrame, indicator: Indicator) -> tuple[dict[str, int | str], list[MapClass]]:
    """The class of each area, and the legend.

    Args:
        figures: the reference set, indexed by area_code: value, status.
        indicator: the definition; where higher is better, class 4 holds the lowest values.

    Returns:
        The class by area_code ("suppressed" and "missing" where there is no value), and the classes from the
        highest need down, each with the range of values it holds. Equal values share a class.
    """
    values, steps = figures["value"], _steps(figures["value"], indicator)
    known = steps.dropna().astype(int)
    classes: dict[str, int | str] = dict(zip(known.index.tolist(), known.tolist(), strict=True))
    hidden = values.isna() & (figures["status"] == Status.SUPPRESSED)
    suppressed, missing = figures.index[hidden], figures.index[values.isna() & ~hidden]
    classes |= dict.fromkeys(map(str, suppressed), "suppressed") | dict.fromkeys(map(str, missing), "missing")
    legend = [
        _class(step, values[steps == step], indicator) for step in reversed(range(CLASSES)) if (steps == step).any()
    ]
    legend += [MapClass("suppressed", "Suppressed", len(suppressed))] if len(suppressed) else []
    legend += [MapClass("missing", "No figure", len(missing))] if len(missing) else []
    return classes, legend


def class_letters(sheet: Sheet, indicator: Indicator) -> dict[str, str]:
    """The classes of `map_classes` for every period of a sheet at once.

    Returns:
        By period a letter an area, in the order of the sheet: its class, "s" for suppressed or "m" for missing.
    """
    found: dict[str, str] = {}
    hidden = sheet.has(Status.SUPPRESSED)
    for place, period in enumerate(sheet.periods):
        steps = _steps(pd.Series(sheet.value[:, place]), indicator).fillna(CLASSES).astype(int)
        letters = np.where(hidden[:, place], LETTERS[-2], LETTERS[-1])
        found[period] = np.where(steps < CLASSES, LETTERS[steps], letters).tobytes().decode()
    return found


def _steps(values: pd.Series, indicator: Indicator) -> pd.Series:
    """The class of each value; NaN has none."""
    positions = values.rank(method="average", ascending=indicator.polarity != Polarity.HIGHER_IS_BETTER)
    return (CLASSES * (positions - 0.5) // max(values.notna().sum(), 1)).clip(0, CLASSES - 1)


def _class(step: int, values: pd.Series, indicator: Indicator) -> MapClass:
    low, high = number(values.min(), indicator), number(values.max(), indicator)
    unit = "" if indicator.unit == "%" else f" {indicator.unit}"
    label = low if low == high else f"{low.removesuffix(unit)} to {high}"
    return MapClass(step, label, len(values))
