"""Which periods of a series can be compared: none that is estimated, and none beyond a break."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence.sheet import STATUSES, Sheet
from dashboard.statistics.log_linear import Floats
from dashboard.vocabulary import Period, Status

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Figures:
    """One area's figures, earliest first, with Scotland's value (`against`; NaN = none) beside each."""

    labels: tuple[str, ...]
    numerator: Floats
    denominator: Floats
    value: Floats
    imputed: Truth
    suppressed: Truth
    against: Floats

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def years(self) -> Floats:
        """The year each period begins in, as a number."""
        return np.array([year_of(label) for label in self.labels], float)

    def only(self, chosen: Truth) -> "Figures":
        """Some of the periods."""
        labels = tuple(label for label, there in zip(self.labels, chosen, strict=True) if there)
        columns = (self.numerator, self.denominator, self.value, self.imputed, self.suppressed, self.against)
        return Figures(labels, *(column[chosen] for column in columns))  # pyright: ignore[reportArgumentType]


def year_of(label: str) -> float:
    """The year a period begins in, as a number."""
    return float(Period.of(label).sort_key)


def figures_of(table: pd.DataFrame, scotland: pd.Series | None = None) -> Figures:
    """The figures of one area.

    Args:
        table: indexed by period, earliest first: numerator, denominator, value, status.
        scotland: Scotland's value by period.
    """
    labels = tuple(str(label) for label in table.index)
    against = np.full(len(labels), np.nan)
    if scotland is not None:
        against = scotland.reindex(table.index).to_numpy(np.float64)
    numerator, denominator, value = (table[name].to_numpy(np.float64) for name in ("numerator", "denominator", "value"))
    status = table["status"].to_numpy(str)
    return Figures(
        labels, numerator, denominator, value, status == Status.IMPUTED, status == Status.SUPPRESSED, against
    )


def figures_of_row(sheet: Sheet, row: int, against: Floats) -> Figures:
    """The figures of the area in one row of a sheet, as `figures_of` its table: `against` has a value a period."""
    status = sheet.status[row]
    whole = Figures(
        sheet.periods,
        sheet.numerator[row],
        sheet.denominator[row],
        sheet.value[row],
        status == STATUSES.index(Status.IMPUTED),
        status == STATUSES.index(Status.SUPPRESSED),
        against,
    )
    return whole.only(sheet.present[row])


def comparable(figures: Figures, breaks: Sequence[str], minimum: int) -> tuple[Figures, tuple[str, ...]]:
    """The stretch of a series that can be compared, and why each other period is left out.

    Of the stretches between breaks the latest with enough periods, or else the longest.

    Args:
        figures: one area.
        breaks: the first period after each break.
        minimum: how many periods are enough.

    Returns:
        The figures of the stretch, and a text a period left out: "2022/23: on the other side of a break".
    """
    shown = ~np.isnan(figures.value) | figures.suppressed
    starts = sorted(year_of(label) for label in breaks)
    stretch = np.searchsorted(starts, figures.years, side="right")
    usable = shown & ~figures.imputed
    sizes = [int((usable & (stretch == place)).sum()) for place in range(len(starts) + 1)]
    enough = [place for place, size in enumerate(sizes) if size >= minimum]
    place = enough[-1] if enough else max(reversed(range(len(sizes))), key=sizes.__getitem__)
    reasons = np.select(
        [figures.imputed, ~shown, stretch != place],
        ["estimated by the compiler", "no figure", "on the other side of a break"],
        "",
    )
    left = tuple(f"{label}: {reason}" for label, reason in zip(figures.labels, reasons, strict=True) if reason)
    return figures.only(usable & (stretch == place)), left
