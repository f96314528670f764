"""The inequality of an indicator between zones, worked out again from the files: fifths, periods and parts."""

import math
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from dashboard.evidence import evidence
from dashboard.statistics.gap_change import Change, gap_change
from dashboard.statistics.inequality_of import (
    Inequality,
    change_of_gap,
    complete_periods,
    gaps_over_time,
    group_type,
    held_by,
    inequality_of,
    inequality_of_scotland,
    measured,
)
from dashboard.vocabulary import AreaType, Measure, Polarity

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
LATEST, ZONE, LARGER = "SIMD 2020v2", AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE
YEARLY = ["early_mortality", "participation"]


@cache
def of_file(indicator_id: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", dtype={"period": str}, encoding="utf-8-sig")


@cache
def in_fifths() -> pd.DataFrame:
    """Our data zones from the files, the most deprived first: people, on low income, out of how many, and fifth."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv").set_index("data_zone")
    zones = zones[zones["council_area"] == "S12000048"]
    for name, key, column in (
        ("poor", "simd_income", "numerator"),
        ("of", "simd_income", "denominator"),
        ("rank", "simd_rank_overall", "value"),
    ):
        rows = of_file(key)
        zones = zones.assign(**{name: rows[rows["period"] == LATEST].set_index("area_code")[column]})
    zones = zones.sort_values("rank").assign(share=lambda table: 100 * table["poor"] / table["of"])
    middle = (zones["population"].cumsum() - zones["population"] / 2) / zones["population"].sum()
    return zones.assign(part=zones["population"] / zones["population"].sum(), fifth=(5 * middle).astype(int) + 1)


def income() -> Inequality:
    return inequality_of(OURS, "simd_income", ZONE, LATEST)


def test_the_fifths_and_the_measures_of_low_income_are_those_of_the_file() -> None:
    found, zones = income(), in_fifths()
    sums = zones.groupby("fifth")[["poor", "of", "population"]].sum()
    values = 100 * sums["poor"] / sums["of"]
    assert found.zones["fifth"].to_dict() == zones["fifth"].to_dict()
    assert found.fifths["value"].tolist() == pytest.approx(values.tolist())
    assert found.gap.difference == pytest.approx(values[1] - values[5])
    assert found.gap.ratio == pytest.approx(values[1] / values[5])
    assert found.overall == pytest.approx(100 * zones["poor"].sum() / zones["of"].sum(), abs=0.01)
    fewer = zones["poor"].sum() - zones["of"].sum() * values[5] / 100
    assert found.attributable.people == pytest.approx(fewer)
    assert found.attributable.share == pytest.approx(100 * fewer / zones["poor"].sum())
    ratio = zones["share"] / (zones["part"] * zones["share"]).sum()
    logs = [part * one * math.log(one) for part, one in zip(zones["part"], ratio, strict=True) if one]
    assert found.theil == pytest.approx(sum(logs))
    below = zones["part"].cumsum() - zones["part"] / 2
    assert found.concentration == pytest.approx(2 * float((zones["part"] * ratio * below).sum()) - 1)


def test_only_what_has_a_direction_and_complete_zones_is_measured() -> None:
    keys = measured(OURS)
    assert {"simd_income", "child_poverty", *YEARLY} <= set(keys)
    for key in keys:
        indicator = OURS.indicators[key]
        assert indicator.polarity != Polarity.NO_JUDGEMENT
        assert indicator.measure not in {Measure.PUBLISHED_RANK, Measure.INDEX, Measure.COUNT}
    assert not {"simd_rank_overall", "census_pct_65plus", "fragility"} & set(keys)


@pytest.mark.parametrize("indicator_id", ["child_poverty", "simd_crime", "simd_attendance"])
def test_periods_are_complete_where_nearly_every_zone_has_a_figure(indicator_id: str) -> None:
    own, rows = in_fifths().index, of_file(indicator_id)
    rows = rows[rows["area_code"].isin(own)]
    shown = rows["value"].notna() | (rows["numerator"].notna() & (rows["denominator"] > 0))
    counts = rows[shown].groupby("period")["area_code"].nunique()
    wanted = sorted((str(period) for period, zones in counts.items() if zones >= 0.97 * len(own)), reverse=True)
    assert complete_periods(OURS, indicator_id).get(ZONE, []) == wanted
    assert len(counts[counts < 0.97 * len(own)]) > 0
    assert complete_periods(OURS, indicator_id)[LARGER]


@pytest.mark.parametrize("indicator_id", YEARLY)
def test_gaps_over_time_are_those_of_each_period(indicator_id: str) -> None:
    gaps, rows = gaps_over_time(OURS, indicator_id, LARGER), of_file(indicator_id)
    assert gaps.index.tolist() == sorted(complete_periods(OURS, indicator_id)[LARGER])
    assert gaps["year"].tolist() == [int(str(period)[:4]) for period in gaps.index]
    own = OURS.areas_of(LARGER).index
    guessed = rows[rows["area_code"].isin(own) & (rows["status"] == "imputed")]["period"]
    assert {str(period) for period in gaps.index[gaps["imputed"]]} == set(guessed)
    assert gaps["imputed"].any() == (indicator_id == "participation")
    for period, row in gaps.to_dict("index").items():
        found = inequality_of(OURS, indicator_id, LARGER, str(period))
        ends = found.fifths["value"]
        assert [row["most"], row["least"], row["difference"]] == [ends[1], ends[5], ends[1] - ends[5]]
        assert [row["sii"], row["rii"]] == [found.slope.sii, found.slope.rii]


def test_the_change_is_over_the_periods_that_can_be_compared() -> None:
    for key, first in zip(YEARLY, ["2010/11", "2016/17"], strict=True):
        gaps = gaps_over_time(OURS, key, LARGER)
        assert change_of_gap(OURS, key, gaps) == gap_change(gaps.loc[first:"2021/22"])
        assert change_of_gap(OURS, key, gaps).first == first
    releases = gaps_over_time(OURS, "simd_income", ZONE)
    assert len(releases) == 2
    assert change_of_gap(OURS, "simd_income", releases).change == Change.CANNOT_TELL


@pytest.mark.parametrize(
    ("partnership_id", "kind"), [("perth-and-kinross", AreaType.LOCALITY), ("orkney-islands", AreaType.WARD)]
)
def test_the_parts_add_up_and_the_groups_hold_everyone(partnership_id: str, kind: AreaType) -> None:
    held = evidence(partnership_id)
    found = inequality_of(held, "simd_income", ZONE, LATEST)
    parts = held_by(held, found)
    assert group_type(held) == kind
    assert parts.total == pytest.approx(found.theil)
    assert parts.between + parts.within == pytest.approx(parts.total)
    assert parts.groups[["within", "between"]].sum().tolist() == pytest.approx([parts.within, parts.between])
    areas = held.areas_of(kind)
    wanted = areas.set_index("area_name")["population"] / areas["population"].sum()
    assert parts.groups["people_share"].to_dict() == pytest.approx(wanted.to_dict())


def test_an_intermediate_zone_counts_where_most_of_its_people_live() -> None:
    zones = in_fifths()[["intermediate_zone", "population"]].copy()
    for code in OURS.areas_of(AreaType.LOCALITY).index:
        zones.loc[list(OURS.zones_of(str(code))), "locality"] = OURS.areas["area_name"][code]
    shared = zones.groupby(["intermediate_zone", "locality"])["population"].sum().unstack(fill_value=0)
    assert (shared > 0).sum(axis=1).max() > 1
    people = zones.groupby("intermediate_zone")["population"].sum()
    wanted = people.groupby(shared.idxmax(axis=1)).sum() / people.sum()
    parts = held_by(OURS, inequality_of(OURS, "early_mortality", LARGER, "2021/22"))
    assert parts.groups["people_share"].to_dict() == pytest.approx(wanted.to_dict())
    assert parts.between + parts.within == pytest.approx(parts.total)


def test_scotland_is_measured_where_nearly_all_its_zones_have_a_figure() -> None:
    found = inequality_of_scotland(OURS, "simd_income", ZONE, LATEST)
    assert found is not None
    assert len(found.zones) == 6976
    rows = of_file("simd_income")
    rows = rows[rows["period"] == LATEST]
    assert found.fifths["numerator"].sum() == rows["numerator"].sum()
    assert inequality_of_scotland(OURS, "early_mortality", LARGER, "2023/24") is None
