"""Fifths of the people, from the most to the least deprived zones, and the figure of each."""

import numpy as np
import pandas as pd

from dashboard.statistics.rates import with_intervals
from dashboard.vocabulary import Indicator, Measure

FIFTHS = pd.RangeIndex(1, 6, name="fifth")
MOST_DEPRIVED, LEAST_DEPRIVED = 1, 5


def deprivation_fifths(order: pd.Series, people: pd.Series) -> pd.Series:
    """Which fifth of the people each zone is in: 1 = the most deprived.

    Zones are taken from the most deprived on; a zone goes whole to the fifth that holds the middle of its people (a
    middle exactly on a border goes to the less deprived side). So fifths are as equal as whole zones allow, and a
    very large zone can leave the fifth beside it empty.

    Args:
        order: one number a zone, lower = more deprived (a rank); zones that tie are taken in the order of the index.
        people: people of the zones, same index in any order.

    Returns:
        A Series named fifth of 1 to 5 (Int64), indexed like the order; NA where the order is missing, or there are
        no people.

    References:
        The population weighted quintiles of the Scottish Public Health Observatory (ScotPHO).
    """
    held = people.astype(float).reindex(order.index)
    rank = order.astype(float)[order.notna() & (held > 0)].sort_index().sort_values(kind="stable")
    own = held[rank.index].to_numpy()
    cumulative = own.cumsum()
    twice_middle = 2 * cumulative - own
    reached = np.floor(5 * twice_middle / (2 * own.sum())).astype(int) + 1
    found = pd.Series(np.minimum(reached, 5), index=rank.index, dtype="Int64")
    return found.reindex(order.index).rename("fifth")


def fifths_table(zones: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The figure of each fifth of the people.

    A proportion or rate is the sum of the numerators over the sum of the denominators, where every zone with a value
    has both; otherwise the value is the mean of the zones, weighted by their people, and has no interval.

    Args:
        zones: one row a zone, with columns fifth (NA = in none), people, numerator, denominator and value (the
            indicator's unit). Zones without a value, a fifth or people take no part.
        indicator: its measure says how values are added up and which interval they have, its `per` the scale.

    Returns:
        Indexed by fifth, 1 to 5, each always there: zones and people (of those that take part), people_share (of
        all of them, 0 to 1), numerator, denominator, value, lower and upper (95%, the indicator's unit). A fifth
        without zones has 0 zones and people and NaN otherwise.

    References:
        See `with_intervals`.
    """
    numbers = zones[["people", "numerator", "denominator", "value"]].astype(float)
    part = numbers[zones["fifth"].notna() & numbers["value"].notna() & (numbers["people"] > 0)]
    summed = part.assign(weighted=part["value"] * part["people"]).groupby(zones["fifth"][part.index].astype(int))
    table = summed.sum().reindex(FIFTHS)
    counts = part[["numerator", "denominator"]].notna().to_numpy().all()
    if indicator.measure in (Measure.PROPORTION, Measure.RATE) and counts:
        value = indicator.per * table["numerator"] / table["denominator"].where(table["denominator"] > 0)
    else:
        value = table["weighted"] / table["people"]
        table = table.assign(numerator=np.nan, denominator=np.nan)
    table = table.assign(
        zones=summed.size().reindex(FIFTHS, fill_value=0),
        people=table["people"].fillna(0.0),
        people_share=table["people"].fillna(0.0) / part["people"].sum(),
        value=value,
    )
    columns = ["zones", "people", "people_share", "numerator", "denominator", "value", "lower", "upper"]
    return with_intervals(table, indicator)[columns]
