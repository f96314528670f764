"""What is held: periods, coverage and freshness, against the files."""

import pandas as pd
import pytest

from dashboard.evidence import evidence, library
from dashboard.evidence.files import DATA
from dashboard.statistics.holdings import STALE_AFTER, held_periods, held_types, holdings, is_stale
from dashboard.vocabulary import AreaType, Period, Source

OURS = evidence("perth-and-kinross")


@pytest.mark.parametrize(("year", "stale"), [(2021, False), (2022, False), (2020, True), (2011, True)])
def test_a_figure_is_stale_by_when_it_was_retrieved(year: int, stale: bool) -> None:
    source = Source("Somebody", "Something", "OGL", "2026-11-21")
    assert STALE_AFTER == 5
    assert is_stale(Period.of(f"{year}/{year % 100 + 1}"), source) == stale


def test_what_was_retrieved_earlier_is_judged_by_that_day() -> None:
    assert not is_stale(Period.of("2011"), Source("Somebody", "Something", "OGL", "2015-01-31"))


@pytest.mark.parametrize("key", ["crime", "simd_income", "census_hh_deprived_2plus"])
def test_periods_and_kinds_are_those_of_the_file(key: str) -> None:
    held = pd.read_csv(DATA / "indicators" / f"{key}.csv", dtype={"period": "str"})
    assert {one.label for one in held_periods(library(), key)} == set(held["period"])
    assert list(held_periods(library(), key)) == sorted(held_periods(library(), key))
    assert {kind.value for kind in held_types(library(), key)} == {
        AreaType.of(code).value for code in held["area_code"]
    }


def test_coverage_counts_the_areas_with_a_figure() -> None:
    found = holdings(OURS)["child_poverty"]
    held = pd.read_csv(DATA / "indicators" / "child_poverty.csv", dtype={"period": "str"})
    zones = OURS.areas_of(AreaType.DATA_ZONE).index
    cover = found.covers[AreaType.DATA_ZONE]
    own = held[held["area_code"].isin(zones) & (held["period"] == cover.period)]
    assert cover.with_figure == int((own["numerator"].notna() | own["value"].notna()).sum()) < cover.areas == 186
    assert (found.first.label, found.latest.label, found.stale) == ("2010/11", "2023/24", False)
    assert found.covers[AreaType.INTERMEDIATE_ZONE].with_figure == 35


def test_an_indicator_of_council_areas_covers_only_those() -> None:
    assert set(holdings(OURS)["median_earnings"].covers) == {AreaType.COUNCIL_AREA}


def test_the_oldest_figures_are_stale_and_the_newest_are_not() -> None:
    found = holdings(OURS)
    assert found["census_hh_deprived_2plus"].stale
    assert found["simd_income"].stale
    assert not found["crime"].stale
    assert not found["sape_total"].stale
    assert found["sape_0_15"].stale
