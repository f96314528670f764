"""The need of areas of any kind: how intense, how many people, where inside, and what is done there already."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.certainty import certainty
from dashboard.statistics.need import need_rank, quantile
from dashboard.statistics.rates import with_intervals
from dashboard.statistics.robustness import rank_bounds
from dashboard.statistics.scoring import national_need, scored_period
from dashboard.statistics.what_if import untried
from dashboard.vocabulary import GRAINS, AreaType, RolloutStatus

REMEMBERED = 64
"""How many answers are kept that do not hang on the weights."""


def area_need(evidence: Evidence, area_type: AreaType, weights: Mapping[str, float]) -> pd.DataFrame:
    """The need of a partnership's areas of one kind, greatest first.

    A zone of either grain has its own score. A larger area has the population-weighted mean of its data zones',
    which is always shown with its worst zone, its local share and the number of people. A custom area has no fellows,
    and so no rank.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area.
        weights: weight by priority name.

    Returns:
        One row an area, indexed by area_code: area_name, area_type, population, data_zones; a column a priority
        (0-100); need_score (0-100); need_rank (1 = greatest need, in the partnership); national_rank, national_fifth
        (missing for areas that are not zones); partnership_fifth; people_income_deprived, value, lower, upper (their
        share, %); worst_zone, worst_zone_name; zones_worst_scotland, zones_worst_partnership (data zones almost
        certainly among the worst fifth); local_share, people_share (of people, living in those); remote_people;
        status, place; the columns of `certainty`; best_rank, worst_rank (see `rank_bounds`).
    """
    zones = _data_zone_need(evidence, weights)
    names = list(weights)
    areas = evidence.areas_of(area_type)[["area_name", "area_type", "population", "data_zones"]]
    if area_type in GRAINS:
        scores = national_need(evidence.library, evidence.partnership, area_type, weights).reindex(areas.index)
    else:
        scores = _mean_of_zones(evidence, zones, names, areas.index)
    known = _people(untried(evidence), area_type)
    table = _beside(areas, scores, _inside(evidence, zones, areas.index), known)
    rank = need_rank(table["need_score"] if area_type != AreaType.CUSTOM_AREA else table["need_score"] * np.nan)
    table = _beside(
        table.assign(need_rank=rank, partnership_fifth=quantile(rank)),
        _rollout(untried(evidence), area_type),
        certainty(evidence, area_type, tuple(weights.items())),
        rank_bounds(table[names], weights),
    )
    return table.sort_values(["need_rank", "area_name"], na_position="last")


def _beside(areas: pd.DataFrame, *facts: pd.DataFrame) -> pd.DataFrame:
    """The areas with the columns of all tables, each indexed by area_code; missing where a table has no row."""
    return pd.concat([areas, *(table.reindex(areas.index) for table in facts)], axis=1)


def _data_zone_need(evidence: Evidence, weights: Mapping[str, float]) -> pd.DataFrame:
    """The partnership's data zones with what flags ask of them."""
    own = evidence.areas_of(AreaType.DATA_ZONE)
    scores = national_need(evidence.library, evidence.partnership, AreaType.DATA_ZONE, weights)
    zones = _beside(own, scores, _who_is_where(untried(evidence)))
    sure = certainty(evidence.of_zones, AreaType.DATA_ZONE, tuple(weights.items()))
    certain = evidence.partnership.thresholds.certain
    return zones.assign(
        worst_scotland=sure["p_worst_fifth_scotland"] >= certain,
        worst_partnership=sure["p_worst_fifth_partnership"] >= certain,
    )


@lru_cache(maxsize=REMEMBERED)
def _who_is_where(evidence: Evidence) -> pd.DataFrame:
    """Of each of the partnership's data zones how many people in need live there, and whether services are far."""
    zones = evidence.areas_of(AreaType.DATA_ZONE).index
    return pd.DataFrame(
        {
            "in_need": _people_in_need(evidence).reindex(zones).fillna(0),
            "remote": _remote(evidence).reindex(zones).fillna(False).astype(bool),
        }
    )


def _people_in_need(evidence: Evidence) -> pd.Series:
    """How many people in need live in each of Scotland's data zones."""
    indicator_id = evidence.partnership.people_in_need
    latest = scored_period(evidence.library, indicator_id, AreaType.DATA_ZONE)
    return evidence.sheet(indicator_id, AreaType.DATA_ZONE).of_period(latest)["numerator"]


def _remote(evidence: Evidence) -> pd.Series:
    """Which of Scotland's data zones are among the worst for access to services."""
    latest = scored_period(evidence.library, evidence.partnership.access, AreaType.DATA_ZONE)
    ranks = evidence.sheet(evidence.partnership.access, AreaType.DATA_ZONE).of_period(latest)["value"]
    return ranks <= evidence.partnership.thresholds.remote_share * ranks.notna().sum()


def _members(evidence: Evidence, zones: pd.DataFrame, areas: pd.Index) -> pd.DataFrame:
    parts = evidence.parts[evidence.parts["area_code"].isin(areas)]
    return parts[["area_code", "data_zone"]].join(zones, on="data_zone")


def _mean_of_zones(evidence: Evidence, zones: pd.DataFrame, names: list[str], areas: pd.Index) -> pd.DataFrame:
    """The population-weighted mean of the scores of the zones of each area; zones without a score take no part."""
    members = _members(evidence, zones, areas)
    columns = [*names, "need_score"]
    people = members["population"].where(members["need_score"].notna())
    totals = members[columns].mul(people, axis=0).groupby(members["area_code"]).sum(min_count=1)
    means = totals.div(people.groupby(members["area_code"]).sum(), axis=0)
    return means.assign(national_rank=np.nan, national_fifth=pd.Series(pd.NA, index=means.index, dtype="Int64"))


def _inside(evidence: Evidence, zones: pd.DataFrame, areas: pd.Index) -> pd.DataFrame:
    """What the zones inside each area say."""
    members = _members(evidence, zones, areas)
    grouped = members.groupby("area_code")
    people = grouped["population"].sum()
    worst = members.sort_values(["need_score", "data_zone"], ascending=[False, True]).drop_duplicates("area_code")
    worst = worst.set_index("area_code")

    def living(where: str) -> pd.Series:
        return members["population"].where(members[where], 0).groupby(members["area_code"]).sum() / people

    return pd.DataFrame(
        {
            "worst_zone": worst["data_zone"],
            "worst_zone_name": worst["area_name"],
            "zones_worst_scotland": grouped["worst_scotland"].sum().astype(int),
            "zones_worst_partnership": grouped["worst_partnership"].sum().astype(int),
            "local_share": living("worst_scotland"),
            "people_share": living("worst_partnership"),
            "remote_people": members["in_need"].where(members["remote"], 0).groupby(members["area_code"]).sum(),
        }
    )


@lru_cache(maxsize=REMEMBERED)
def _people(evidence: Evidence, area_type: AreaType) -> pd.DataFrame:
    """How many people in need live in each area, and their share with its interval."""
    indicator_id = evidence.partnership.people_in_need
    latest = scored_period(evidence.library, indicator_id, AreaType.DATA_ZONE)
    rows = evidence.sheet(indicator_id, area_type).of_period(latest)
    table = with_intervals(rows, evidence.indicators[indicator_id])
    return table.rename(columns={"numerator": "people_income_deprived"})[
        ["people_income_deprived", "value", "lower", "upper"]
    ]


@lru_cache(maxsize=REMEMBERED)
def _rollout(evidence: Evidence, area_type: AreaType) -> pd.DataFrame:
    """The place that holds most of each area's people, and how far Locality Working has come there."""
    areas = evidence.areas_of(area_type).index
    zones = evidence.areas_of(AreaType.DATA_ZONE)[["population"]]
    table = pd.DataFrame({"status": RolloutStatus.NOT_STARTED.value, "place": ""}, index=areas)
    members = _members(evidence, zones, areas)
    total = members.groupby("area_code")["population"].sum()
    for place in evidence.partnership.places:
        inside = members[members["data_zone"].isin(evidence.zones_of(place.area_code))]
        held = inside.groupby("area_code")["population"].sum()
        most = held.index[2 * held > total[held.index]]
        table.loc[most, ["status", "place"]] = [place.status.value, place.name]
    return table
