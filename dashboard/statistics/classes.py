"""Map classes: fifths of a stated reference set, from lower to higher need."""

from dataclasses import dataclass

import pandas as pd

from dashboard.statistics.words import number
from dashboard.vocabulary import Indicator, Polarity, Status

CLASSES = 5


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
    values, steps = _steps(figures, indicator)
    classes = area_classes(figures, indicator)
    suppressed, missing = ([code for code, key in classes.items() if key == why] for why in ("suppressed", "missing"))
    legend = [
        _class(step, values[steps == step], indicator) for step in reversed(range(CLASSES)) if (steps == step).any()
    ]
    legend += [MapClass("suppressed", "Suppressed", len(suppressed))] if len(suppressed) else []
    legend += [MapClass("missing", "No figure", len(missing))] if len(missing) else []
    return classes, legend


def area_classes(figures: pd.DataFrame, indicator: Indicator) -> dict[str, int | str]:
    """The class of each area, as `map_classes` gives it."""
    _, steps = _steps(figures, indicator)
    suppressed = figures.index[figures["value"].isna() & (figures["status"] == Status.SUPPRESSED)]
    missing = figures.index[figures["value"].isna() & (figures["status"] != Status.SUPPRESSED)]
    classes: dict[str, int | str] = {str(code): int(step) for code, step in steps.items()}
    return classes | dict.fromkeys(map(str, suppressed), "suppressed") | dict.fromkeys(map(str, missing), "missing")


def _steps(figures: pd.DataFrame, indicator: Indicator) -> tuple[pd.Series, pd.Series]:
    values = figures["value"].dropna()
    positions = values.rank(method="average", ascending=indicator.polarity != Polarity.HIGHER_IS_BETTER)
    return values, (CLASSES * (positions - 0.5) / max(len(values), 1)).astype(int).clip(0, CLASSES - 1)


def _class(step: int, values: pd.Series, indicator: Indicator) -> MapClass:
    low, high = number(values.min(), indicator), number(values.max(), indicator)
    unit = "" if indicator.unit == "%" else f" {indicator.unit}"
    label = low if low == high else f"{low.removesuffix(unit)} to {high}"
    return MapClass(step, label, len(values))
