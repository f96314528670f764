"""Trends: whether the measures have got better or worse in a partnership's areas."""

from dataclasses import fields
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.trend import DEFAULT_TREND, Trend, TrendSettings, tested_trend
from dashboard.statistics.trend_periods import figures_of_row
from dashboard.vocabulary import SCOTLAND, AreaType, Measure


@lru_cache(maxsize=64)
def area_trends(evidence: Evidence, area_code: str, settings: TrendSettings = DEFAULT_TREND) -> pd.DataFrame:
    """The trend of every indicator in one area: the rows of `trends`, without area_code.

    Data zones are many, so of them only this one is worked out.
    """
    area_type = AreaType.of(area_code)
    if area_type == AreaType.DATA_ZONE:
        table = _trends(evidence, area_type, pd.Index([area_code]), settings)
    else:
        table = trends(evidence, area_type, settings)
    return table[table["area_code"] == area_code].drop(columns="area_code").reset_index(drop=True)


@lru_cache(maxsize=32)
def trends(evidence: Evidence, area_type: AreaType, settings: TrendSettings = DEFAULT_TREND) -> pd.DataFrame:
    """The trend of every indicator in each of a partnership's areas of one kind.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area.
        settings: breaks and what a trend needs.

    Returns:
        One row an area and indicator: area_code, indicator_id, and the fields of `Trend`. Indicators that are not
        held for such areas, and published ranks, have no rows.
    """
    return _trends(evidence, area_type, evidence.areas_of(area_type).index, settings)


def _trends(evidence: Evidence, area_type: AreaType, areas: pd.Index, settings: TrendSettings) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    names = [field.name for field in fields(Trend)]
    for indicator_id, indicator in evidence.indicators.items():
        sheet = evidence.sheet(indicator_id, area_type)
        if indicator.measure is Measure.PUBLISHED_RANK or not sheet.periods:
            continue
        scotland = evidence.sheet(indicator_id, AreaType.SCOTLAND).of_area(SCOTLAND)["value"]
        against = scotland.reindex(list(sheet.periods)).to_numpy(np.float64)
        for area_code, row in zip(areas, sheet.areas.get_indexer(areas), strict=True):
            found = tested_trend(figures_of_row(sheet, int(row), against), indicator, settings)
            found_fields = {name: getattr(found, name) for name in names}
            rows.append({"area_code": area_code, "indicator_id": indicator_id, **found_fields})
    return pd.DataFrame(rows, columns=["area_code", "indicator_id", *names])
