"""Zones in order of deprivation, and their people in fifths: what a gap is measured between."""

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.fifths import deprivation_fifths
from dashboard.statistics.scoring import scored_period
from dashboard.vocabulary import AreaType

BY_INDEX = "the published index of deprivation"


def deprivation_order(evidence: Evidence, grain: AreaType) -> pd.Series:
    """The order of all Scotland's zones by deprivation: the lower, the more deprived.

    Data zones have the rank the index publishes. Ranks are never averaged, so intermediate zones, and data zones
    where no index is held, are in the order of the share of people on low income.

    Args:
        evidence: one partnership's evidence.
        grain: data zones or intermediate zones.
    """
    index = evidence.partnership.published_index
    if grain == AreaType.DATA_ZONE and index in evidence.indicators:
        return evidence.sheet(index, grain).of_period(scored_period(evidence.library, index, grain))["value"]
    in_need = evidence.partnership.people_in_need
    return -evidence.sheet(in_need, grain).of_period(scored_period(evidence.library, in_need, grain))["value"]


def order_words(evidence: Evidence, grain: AreaType) -> str:
    """What the zones are put in order by, in words."""
    if grain == AreaType.DATA_ZONE and evidence.partnership.published_index in evidence.indicators:
        return BY_INDEX
    name = evidence.indicators[evidence.partnership.people_in_need].name
    return f"the share of {name[0].lower()}{name[1:]}"


def zones_in_fifths(evidence: Evidence, indicator_id: str, period: str, zones: pd.Index) -> pd.DataFrame:
    """Zones with their figures of one period, the most deprived first, and the fifth of the people they are in.

    The fifths are of all people who live in these zones (mid-2017), the same for every indicator and period.

    Args:
        evidence: one partnership's evidence.
        indicator_id: which indicator.
        period: the label of the period.
        zones: codes of data zones or of intermediate zones, of one grain.

    Returns:
        Indexed by area_code: area_name, people, numerator, denominator, value, status, order, fifth (1 = most
        deprived; missing where nobody lives or no order is known).
    """
    grain = AreaType.of(str(zones[0]))
    areas = evidence.library.areas.loc[zones]
    figures = evidence.sheet(indicator_id, grain).of_period(period).reindex(zones)
    table = figures[["numerator", "denominator", "value", "status"]].assign(
        area_name=areas["area_name"], people=areas["population"], order=deprivation_order(evidence, grain)
    )
    table["fifth"] = deprivation_fifths(table["order"], table["people"])
    return table.sort_values(["order", "area_name"], na_position="last")
