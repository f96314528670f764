"""Where people in need live, and not only where need is densest: counts by zone, the coverage curve, need far out."""

from collections.abc import Mapping

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.scoring import scored_period
from dashboard.vocabulary import AreaType, Status

CLASSES = (
    "Large Urban Areas",
    "Other Urban Areas",
    "Accessible Small Towns",
    "Remote Small Towns",
    "Accessible Rural",
    "Remote Rural",
)
"""The Scottish Government's sixfold urban rural classification, most urban first."""
ACCESS_TIMES = ("simd_drive_gp", "simd_pt_gp", "simd_pt_retail")
"""What is shown of the time it takes to reach services, in minutes."""


def people_counted(evidence: Evidence, indicator_id: str, zones: pd.Index) -> pd.Series:
    """How many people an indicator counts in each data zone, in the latest period whose counts cover Scotland.

    A suppressed count is the number its definition says it stands for; a zone without a count has none.

    Args:
        evidence: one partnership's evidence.
        indicator_id: a proportion or a rate.
        zones: the data zones wanted, of anywhere in Scotland.
    """
    indicator = evidence.indicators[indicator_id]
    rows = evidence.sheet(indicator_id, AreaType.DATA_ZONE).of_period(counted_period(evidence, indicator_id))
    stands_for = indicator.suppression.stands_for if indicator.suppression else None
    counts = rows["numerator"].mask(rows["status"] == Status.SUPPRESSED, float(stands_for or 0))
    return counts.reindex(zones).fillna(0).rename("people")


def counted_period(evidence: Evidence, indicator_id: str) -> str:
    """The latest period of data zones with counts, suppressed ones among them, for all of Scotland.

    Raises:
        ConfigError: no period covers Scotland.
    """
    return scored_period(evidence.library, indicator_id, AreaType.DATA_ZONE)


def people_by_zone(evidence: Evidence, people: pd.Series) -> pd.DataFrame:
    """The partnership's data zones with their people, highest rate first.

    Args:
        evidence: one partnership's evidence.
        people: people in need by data zone.

    Returns:
        Indexed by data_zone: area_name, population, people, rate (people in need for each person, 0 to 1),
        urban_rural.
    """
    zones = evidence.areas_of(AreaType.DATA_ZONE)[["area_name", "population"]]
    table = zones.assign(people=people.reindex(zones.index).fillna(0).astype(float))
    table["rate"] = (table["people"] / table["population"].where(table["population"] > 0)).fillna(0)
    table["urban_rural"] = evidence.library.zones["urban_rural"].reindex(zones.index)
    table.index.name = "data_zone"
    return table.sort_values("rate", ascending=False, kind="stable")


def in_need(evidence: Evidence) -> pd.DataFrame:
    """The partnership's data zones with their people on low income: see `people_by_zone`."""
    zones = evidence.areas_of(AreaType.DATA_ZONE).index
    return people_by_zone(evidence, people_counted(evidence, evidence.partnership.people_in_need, zones))


def published_worst_fifth(evidence: Evidence) -> pd.Index:
    """The data zones of all Scotland in the worst fifth of the published index; none if it is not held."""
    indicator_id = evidence.partnership.published_index
    if indicator_id not in evidence.indicators:
        return pd.Index([])
    sheet = evidence.sheet(indicator_id, AreaType.DATA_ZONE)
    ranks = sheet.of_period(sheet.periods[-1])["value"]
    return ranks.index[ranks <= evidence.partnership.thresholds.worst_share * ranks.notna().sum()]


def people_by_class(evidence: Evidence, zones: pd.DataFrame) -> pd.DataFrame:
    """People in need by urban rural class, most urban first.

    Args:
        evidence: one partnership's evidence.
        zones: as `people_by_zone` returns them.

    Returns:
        Indexed by urban_rural, classes that occur: data_zones, population, people, rate, people_share (of all people
        in need here), in_worst_fifth (share of its people in need living in the published index's worst fifth of
        Scotland), and the columns of `access_times`.
    """
    worst = zones["people"].where(zones.index.isin(published_worst_fifth(evidence)), 0)
    grouped = zones.assign(worst=worst).groupby("urban_rural")
    table = grouped.agg(
        data_zones=("people", "size"),
        population=("population", "sum"),
        people=("people", "sum"),
        worst=("worst", "sum"),
    )
    table["rate"] = table["people"] / table["population"].where(table["population"] > 0)
    table["people_share"] = table["people"] / zones["people"].sum()
    table["in_worst_fifth"] = table.pop("worst") / table["people"].where(table["people"] > 0)
    table = table.join(access_times(evidence, zones, zones["urban_rural"]))
    order = [name for name in CLASSES if name in table.index]
    return table.loc[[*order, *sorted(set(table.index) - set(order))]]


def access_times(evidence: Evidence, zones: pd.DataFrame, by: "pd.Series | Mapping[str, str]") -> pd.DataFrame:
    """The minutes it takes people in need to reach services, on average, weighted by people in need.

    Args:
        evidence: one partnership's evidence.
        zones: as `people_by_zone` returns them.
        by: what each data zone is grouped by.

    Returns:
        Indexed by group: a column for each of ACCESS_TIMES that is held, in minutes.
    """
    groups = pd.Series(by).reindex(zones.index)
    columns: dict[str, pd.Series] = {}
    for indicator_id in [key for key in ACCESS_TIMES if key in evidence.indicators]:
        period = scored_period(evidence.library, indicator_id, AreaType.DATA_ZONE)
        minutes = evidence.sheet(indicator_id, AreaType.DATA_ZONE).of_period(period)["value"].reindex(zones.index)
        people = zones["people"].where(minutes.notna(), 0)
        columns[indicator_id] = (minutes.fillna(0) * people).groupby(groups).sum() / people.groupby(groups).sum()
    return pd.DataFrame(columns)
