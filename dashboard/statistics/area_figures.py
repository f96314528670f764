"""The figures of one indicator for areas, with intervals and what they compare with."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.comparison import outcomes
from dashboard.statistics.rates import with_intervals
from dashboard.vocabulary import SCOTLAND, AreaType, Measure, Period, Polarity, Status, Topic


@dataclass(frozen=True)
class Comparators:
    """What an area's figure is held against; NaN where none is published."""

    partnership: float
    scotland: float


@lru_cache(maxsize=8192)
def periods(evidence: Evidence, indicator_id: str, area_type: AreaType) -> tuple[Period, ...]:
    """The periods held for a partnership's areas of one kind, latest first."""
    sheet = evidence.sheet(indicator_id, area_type)
    own = sheet.among(evidence.areas_of(area_type).index)
    held = (sheet.present & ~sheet.has(Status.MISSING))[own]
    return tuple(Period.of(label) for place, label in enumerate(sheet.periods) if held[:, place].any())[::-1]


@lru_cache(maxsize=8192)
def comparators(evidence: Evidence, indicator_id: str, period: str) -> Comparators:
    """The partnership's and Scotland's value of an indicator in a period."""
    council = evidence.sheet(indicator_id, AreaType.COUNCIL_AREA).of_period(period)
    scotland = evidence.sheet(indicator_id, AreaType.SCOTLAND).of_period(period)
    return Comparators(float(council["value"][evidence.partnership.council_area]), float(scotland["value"][SCOTLAND]))


def area_figures(
    evidence: Evidence, indicator_id: str, area_type: AreaType, period: str, everywhere: bool = False
) -> pd.DataFrame:
    """The figures of one indicator and period for areas of one kind, the area of greatest need first.

    Args:
        evidence: one partnership's evidence.
        indicator_id: which indicator.
        area_type: which kind of area.
        period: the label of the period.
        everywhere: all of Scotland's areas of this kind instead of the partnership's.

    Returns:
        One row an area, indexed by area_code: area_name, period, numerator, denominator, value, lower, upper,
        status, approximate, partnership_outcome, scotland_outcome. Areas without a row in the period are
        `missing`. Ordered by value, least good first, then by name; no judgement: highest first.
    """
    return (_whole if everywhere else _own)(evidence, indicator_id, area_type, period, everywhere)


def _figures(evidence: Evidence, indicator_id: str, area_type: AreaType, period: str, everywhere: bool) -> pd.DataFrame:
    indicator = evidence.indicators[indicator_id]
    areas = compared_areas(evidence, area_type, everywhere)
    figures = evidence.sheet(indicator_id, area_type).of_period(period).reindex(areas.index)
    figures = figures.assign(area_name=areas["area_name"], period=period)
    table = with_intervals(figures, indicator)
    against = comparators(evidence, indicator_id, period)
    table = table.assign(
        partnership_outcome=outcomes(table, against.partnership, indicator.polarity),
        scotland_outcome=outcomes(table, against.scotland, indicator.polarity),
    )
    ascending = indicator.polarity == Polarity.HIGHER_IS_BETTER
    return table.sort_values(["value", "area_name"], ascending=[ascending, True], na_position="last")


_own = lru_cache(maxsize=2048)(_figures)
_whole = lru_cache(maxsize=8)(_figures)  # all of Scotland's zones: two thirds of a megabyte each


def compared_areas(evidence: Evidence, area_type: AreaType, everywhere: bool) -> pd.DataFrame:
    """The areas of one kind: the partnership's, or all of Scotland's (see `area_table`)."""
    if not everywhere:
        return evidence.areas_of(area_type)
    national = evidence.library.areas
    return national[national["area_type"] == area_type]


def series(evidence: Evidence, indicator_id: str, area_code: str) -> pd.DataFrame:
    """Every period of one indicator for one area, earliest first.

    Returns:
        period, numerator, denominator, value, lower, upper, status, approximate.
    """
    area_type = AreaType.of(area_code)
    figures = evidence.sheet(indicator_id, area_type).of_area(area_code)
    return with_intervals(figures, evidence.indicators[indicator_id]).rename_axis("period").reset_index()


@lru_cache(maxsize=64)
def profile(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """The latest figure of every indicator for one area, beside its fellows.

    Returns:
        One row an indicator that is held for this kind of area, indexed by indicator_id, in the order of topics:
        the columns of `area_figures`, and partnership, scotland (values compared with), lowest, lower_quarter,
        upper_quarter, highest (of the partnership's areas of this kind; of a custom area's, of intermediate zones).
    """
    area_type = AreaType.of(area_code)
    fellows = AreaType.INTERMEDIATE_ZONE if area_type == AreaType.CUSTOM_AREA else area_type
    rows: dict[str, dict[Hashable, Any]] = {}
    for indicator_id, indicator in evidence.indicators.items():
        held = periods(evidence, indicator_id, area_type)
        if not held or indicator.measure == Measure.PUBLISHED_RANK:
            continue
        table = area_figures(evidence, indicator_id, area_type, held[0].label)
        against = comparators(evidence, indicator_id, held[0].label)
        others = area_figures(evidence, indicator_id, fellows, held[0].label)
        spread = others["value"].quantile([0, 0.25, 0.75, 1]).to_numpy()
        rows[indicator_id] = {
            **table.loc[area_code].to_dict(),
            "partnership": against.partnership,
            "scotland": against.scotland,
            **dict(zip(("lowest", "lower_quarter", "upper_quarter", "highest"), spread, strict=True)),
        }
    topics = list(Topic)
    order = sorted(rows, key=lambda key: (topics.index(evidence.indicators[key].topic), evidence.indicators[key].name))
    return pd.DataFrame([rows[key] for key in order], index=order)
