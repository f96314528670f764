"""The figures of one indicator for areas, with intervals and what they compare with."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.comparison import outcomes
from dashboard.statistics.rates import with_intervals
from dashboard.vocabulary import SCOTLAND, AreaType, Period, Polarity


@dataclass(frozen=True)
class Comparators:
    """What an area's figure is held against; NaN where none is published."""

    partnership: float
    scotland: float


def periods(evidence: Evidence, indicator_id: str, area_type: AreaType) -> list[Period]:
    """The periods held for a partnership's areas of one kind, latest first."""
    table = evidence.figures(indicator_id, area_type)
    own = table[table["area_code"].isin(evidence.areas_of(area_type).index) & (table["status"] != "missing")]
    return sorted((Period.of(label) for label in own["period"].unique()), reverse=True)


def comparators(evidence: Evidence, indicator_id: str, period: str) -> Comparators:
    """The partnership's and Scotland's value of an indicator in a period."""
    council = evidence.partnership.council_area
    return Comparators(
        _value(evidence.figures(indicator_id, AreaType.COUNCIL_AREA), council, period),
        _value(evidence.figures(indicator_id, AreaType.SCOTLAND), SCOTLAND, period),
    )


def _value(figures: pd.DataFrame, area_code: str, period: str) -> float:
    found = figures.loc[(figures["area_code"] == area_code) & (figures["period"] == period), "value"]
    return float(found.iloc[0]) if len(found) else np.nan


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
    indicator = evidence.indicators[indicator_id]
    areas = _areas(evidence, area_type, everywhere)
    figures = evidence.figures(indicator_id, area_type)
    figures = figures[figures["period"] == period].set_index("area_code").reindex(areas.index)
    figures = figures.assign(
        area_name=areas["area_name"],
        period=period,
        status=figures["status"].fillna("missing"),
        approximate=figures["approximate"].fillna(False).astype(bool),
    )
    table = with_intervals(figures, indicator)
    against = comparators(evidence, indicator_id, period)
    table = table.assign(
        partnership_outcome=outcomes(table, against.partnership, indicator.polarity),
        scotland_outcome=outcomes(table, against.scotland, indicator.polarity),
    )
    ascending = indicator.polarity == Polarity.HIGHER_IS_BETTER
    return table.sort_values(["value", "area_name"], ascending=[ascending, True], na_position="last")


def _areas(evidence: Evidence, area_type: AreaType, everywhere: bool) -> pd.DataFrame:
    if not everywhere:
        return evidence.areas_of(area_type)
    national = evidence.library.areas
    return national[national["area_type"] == area_type]


def series(evidence: Evidence, indicator_id: str, area_code: str) -> pd.DataFrame:
    """Every period of one indicator for one area, earliest first.

    Returns:
        period, numerator, denominator, value, lower, upper, status, approximate.
    """
    figures = evidence.figures(indicator_id, AreaType(evidence.areas.loc[area_code, "area_type"]))
    own = figures[figures["area_code"] == area_code]
    order = sorted(own.index, key=lambda row: Period.of(str(own.loc[row, "period"])))
    return with_intervals(own.loc[order], evidence.indicators[indicator_id]).drop(columns="area_code")


def profile(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """The latest figure of every indicator for one area, beside its fellows.

    Returns:
        One row an indicator that is held for this kind of area, indexed by indicator_id, in the order of topics:
        the columns of `area_figures`, and partnership, scotland (values compared with), lowest, lower_quarter,
        upper_quarter, highest (of the partnership's areas of this kind).
    """
    area_type = AreaType(evidence.areas.loc[area_code, "area_type"])
    rows: dict[str, pd.Series] = {}
    for indicator_id, indicator in evidence.indicators.items():
        held = periods(evidence, indicator_id, area_type)
        if not held or indicator.measure == "published_rank":
            continue
        table = area_figures(evidence, indicator_id, area_type, held[0].label)
        against = comparators(evidence, indicator_id, held[0].label)
        spread = table["value"].quantile([0, 0.25, 0.75, 1]).to_numpy()
        row = table.loc[area_code].copy()
        row[["partnership", "scotland"]] = [against.partnership, against.scotland]
        row[["lowest", "lower_quarter", "upper_quarter", "highest"]] = spread
        rows[indicator_id] = row
    topics = list(dict.fromkeys(indicator.topic for indicator in evidence.indicators.values()))
    order = sorted(rows, key=lambda key: (topics.index(evidence.indicators[key].topic), evidence.indicators[key].name))
    return pd.DataFrame([rows[key] for key in order], index=order)
