"""Adding small areas up to larger ones, each indicator by its own rule."""

import numpy as np
import pandas as pd

from dashboard.vocabulary import Indicator, Measure, Status

FIGURE_COLUMNS = ["area_code", "period", "numerator", "denominator", "value", "status", "approximate"]
MINIMUM_SHARE = 0.8
"""A weighted mean needs figures for this share of the people; a ratio of sums needs counts for this share of zones."""

STATUS_ORDER = (Status.IMPUTED, Status.PUBLISHED, Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE)
"""Which word of the zones' an area takes: the first that any zone has."""


def aggregated(
    figures: pd.DataFrame, parts: pd.DataFrame, weights: pd.Series, indicator: Indicator
) -> pd.DataFrame:
    """The figures of larger areas, from those of the zones they are made of.

    Counts are sums; shares and rates whose counts are held are the sum of numerators over the sum of denominators
    (never a mean of rates); anything else is a population-weighted mean and approximate. Ranks are never averaged.
    A suppressed count stands for the number its definition gives it, a denominator that is not published for the
    people of the zone; either makes the sum approximate.

    Args:
        figures: area_code (of zones), period, numerator, denominator, value, status.
        parts: area_code (of larger areas), zone.
        weights: people by zone, for weighted means.
        indicator: the definition, which decides the rule.

    Returns:
        A row a larger area and period: area_code, period, numerator, denominator, value, status, approximate. An
        area is there only for periods in which every zone with people has a row.
    """
    if indicator.measure == Measure.PUBLISHED_RANK or figures.empty:
        return pd.DataFrame({column: [] for column in FIGURE_COLUMNS})
    joined = parts.merge(figures, left_on="zone", right_on="area_code", suffixes=("", "_zone"))
    joined["people"] = joined["zone"].map(weights).fillna(0.0)
    if indicator.measure == Measure.COUNT:
        table = _sums(joined, indicator)
    else:
        counted = joined["period"].isin(_counted_periods(figures, indicator))
        table = pd.concat([_ratios_of_sums(joined[counted], indicator), _weighted_means(joined[~counted])])
    table = _with_status(table, joined)
    return table[_complete(table, joined, parts, weights)].reset_index()[FIGURE_COLUMNS]


def _counted_periods(figures: pd.DataFrame, indicator: Indicator) -> set[str]:
    """The periods of a share or rate whose figures come with their counts."""
    if indicator.measure not in {Measure.PROPORTION, Measure.RATE}:
        return set()
    held = figures[figures["value"].notna()]
    share = (held["numerator"].notna() & held["denominator"].notna()).groupby(held["period"]).mean()
    return set(share.index[share >= MINIMUM_SHARE])


def _grouped(joined: pd.DataFrame) -> "pd.api.typing.DataFrameGroupBy":
    return joined.groupby(["area_code", "period"], sort=False)


def _counts(joined: pd.DataFrame, column: str, indicator: Indicator) -> pd.Series:
    """A column of counts, a suppressed one being the number its definition says it stands for."""
    stands_for = indicator.suppression.stands_for if indicator.suppression else None
    suppressed = joined["status"] == Status.SUPPRESSED
    return joined[column].mask(suppressed, np.nan if stands_for is None else stands_for)


def _sums(joined: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    value = _counts(joined, "value", indicator)
    lost = value.isna() & (joined["people"] > 0) & (joined["status"] != Status.NOT_APPLICABLE)
    rows = joined.assign(value=value, approximate=lost | (joined["status"] == Status.SUPPRESSED))
    grouped = _grouped(rows)
    table = grouped.agg(approximate=("approximate", "any"))
    return table.assign(value=grouped["value"].sum(min_count=1), numerator=np.nan, denominator=np.nan)


def _ratios_of_sums(joined: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    suppressed = joined["status"] == Status.SUPPRESSED
    numerator = _counts(joined, "numerator", indicator)
    denominator = joined["denominator"].fillna(joined["people"])
    used = numerator.notna() & (denominator > 0)
    lost = ~used & (joined["people"] > 0) & (joined["status"] != Status.NOT_APPLICABLE)
    rows = joined.assign(
        numerator=numerator.where(used),
        denominator=denominator.where(used),
        approximate=suppressed | lost | (used & joined["denominator"].isna()),
    )
    table = _grouped(rows).agg(
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), approximate=("approximate", "any")
    )
    return table.assign(value=indicator.per * table["numerator"] / table["denominator"].where(table["denominator"] > 0))


def _weighted_means(joined: pd.DataFrame) -> pd.DataFrame:
    used = joined["value"].notna() & (joined["people"] > 0)
    rows = joined.assign(weighted=(joined["value"] * joined["people"]).where(used), weight=joined["people"].where(used))
    table = _grouped(rows).agg(weighted=("weighted", "sum"), weight=("weight", "sum"), people=("people", "sum"))
    enough = (table["weight"] > 0) & (table["weight"] >= MINIMUM_SHARE * table["people"])
    value = (table["weighted"] / table["weight"]).where(enough)
    return table.assign(value=value, numerator=np.nan, denominator=np.nan, approximate=True)


def _with_status(table: pd.DataFrame, joined: pd.DataFrame) -> pd.DataFrame:
    """Say why each figure is, or is not, there: the first of STATUS_ORDER that any of its zones says.

    So a sum is published only where a zone of it is: numbers that suppressed ones stand for are never shown alone.
    """
    place = joined.assign(place=joined["status"].map({word: place for place, word in enumerate(STATUS_ORDER)}))
    first = _grouped(place)["place"].min().reindex(table.index)
    status = first.map(dict(enumerate(STATUS_ORDER)))
    held = table["value"].notna() & status.isin([Status.PUBLISHED, Status.IMPUTED])
    status = status.mask(~held & status.isin([Status.PUBLISHED, Status.IMPUTED]), Status.MISSING)
    numbers = table[["numerator", "denominator", "value"]].where(held)
    return table.assign(status=status, approximate=table["approximate"] & held).assign(**dict(numbers.items()))


def _complete(table: pd.DataFrame, joined: pd.DataFrame, parts: pd.DataFrame, weights: pd.Series) -> np.ndarray:
    """Whether every zone with people has a row, for each area and period."""
    wanted = parts[parts["zone"].map(weights).fillna(0) > 0].groupby("area_code")["zone"].size()
    there = _grouped(joined.assign(there=joined["people"] > 0))["there"].sum().reindex(table.index)
    return there.to_numpy() >= there.index.get_level_values("area_code").map(wanted).fillna(0).to_numpy()
