"""The areas of Scotland and of Perth and Kinross: what is made of what, and who lives there."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import evidence, library
from dashboard.evidence.areas import area_table, best_fit, national_names, national_parts
from dashboard.evidence.files import DATA
from dashboard.vocabulary import SCOTLAND, AreaType

OURS = evidence("perth-and-kinross")
LOCALITIES = OURS.parts[OURS.parts["area_type"] == AreaType.LOCALITY]
CODES = {
    AreaType.DATA_ZONE: r"S01\d{6}",
    AreaType.INTERMEDIATE_ZONE: r"S02\d{6}",
    AreaType.WARD: r"S13\d{6}",
    AreaType.COUNCIL_AREA: r"S12\d{6}",
    AreaType.SCOTLAND: "S92000003",
}


@pytest.mark.parametrize(
    ("area_type", "number"),
    [
        (AreaType.DATA_ZONE, 186),
        (AreaType.INTERMEDIATE_ZONE, 35),
        (AreaType.WARD, 12),
        (AreaType.LOCALITY, 5),
        (AreaType.COUNCIL_AREA, 1),
    ],
)
def test_perth_and_kinross_has_all_its_areas_and_all_its_people(area_type: AreaType, number: int) -> None:
    areas = OURS.areas_of(area_type)
    assert len(areas) == number
    assert areas["population"].sum() == 151_100
    assert areas["data_zones"].sum() == 186
    assert areas["area_ha"].sum() == pytest.approx(OURS.areas_of(AreaType.COUNCIL_AREA)["area_ha"].sum())


@pytest.mark.parametrize(
    ("area_type", "number"),
    [
        (AreaType.DATA_ZONE, 6976),
        (AreaType.INTERMEDIATE_ZONE, 1279),
        (AreaType.COUNCIL_AREA, 32),
        (AreaType.SCOTLAND, 1),
    ],
)
def test_scotland_has_all_its_areas_and_all_its_people(area_type: AreaType, number: int) -> None:
    areas = library().areas[library().areas["area_type"] == area_type]
    assert len(areas) == number
    assert areas["population"].sum() == 5_424_800
    assert all(re.fullmatch(CODES[area_type], code) for code in areas.index)
    assert areas["area_name"].notna().all()


def test_names_of_intermediate_zones_do_not_identify_them() -> None:
    """1,268 names cover 1,279 zones, which is why figures are joined by code."""
    zones = library().areas[library().areas["area_type"] == AreaType.INTERMEDIATE_ZONE]
    assert zones["area_name"].nunique() == 1268
    assert (zones["area_name"] == "City Centre").sum() == 2


def test_the_codes_of_perth_and_kinross_are_those_of_the_2011_data_zones() -> None:
    codes = sorted(OURS.areas_of(AreaType.DATA_ZONE).index)
    assert codes == [f"S0{number}" for number in range(1011833, 1012019)]
    zones = sorted(OURS.areas_of(AreaType.INTERMEDIATE_ZONE).index)
    assert zones == [f"S0{number}" for number in range(2002219, 2002254)]


def test_every_data_zone_is_in_exactly_one_locality() -> None:
    assert not LOCALITIES["data_zone"].duplicated().any()
    assert set(LOCALITIES["data_zone"]) == set(OURS.areas_of(AreaType.DATA_ZONE).index)


@pytest.mark.parametrize("area_type", [AreaType.WARD, AreaType.INTERMEDIATE_ZONE, AreaType.COUNCIL_AREA])
def test_every_data_zone_of_scotland_is_in_exactly_one_area_of_each_kind(area_type: AreaType) -> None:
    parts = library().parts[library().parts["area_type"] == area_type]
    assert not parts["data_zone"].duplicated().any()
    assert set(parts["data_zone"]) == set(library().zones.index)


def test_exactly_four_intermediate_zones_straddle_localities() -> None:
    zone = LOCALITIES["data_zone"].map(library().zones["intermediate_zone"])
    localities = LOCALITIES.groupby(zone)["area_code"].nunique()
    assert sorted(localities.index[localities > 1]) == ["S02002227", "S02002228", "S02002247", "S02002251"]


def test_the_zone_of_blair_atholl_and_the_spittal_falls_in_eastern_perthshire() -> None:
    found = LOCALITIES.set_index("data_zone").loc["S01011981", "area_code"]
    assert found == "locality-eastern-perthshire"
    assert library().zones.loc["S01011981", "population"] == 916


@pytest.mark.parametrize(
    ("zone", "locality"),
    [
        ("S01011843", "locality-kinross-shire-almond-and-earn"),
        ("S01011873", "locality-highland-and-strathtay"),
        ("S01011908", "locality-perth-city"),
        ("S01011928", "locality-perth-city"),
        ("S01011944", "locality-perth-city"),
        ("S01011979", "locality-eastern-perthshire"),
        ("S01011982", "locality-highland-and-strathtay"),
    ],
)
def test_an_exception_takes_its_zone_out_of_the_locality_of_its_ward(zone: str, locality: str) -> None:
    assert LOCALITIES.set_index("data_zone").loc[zone, "area_code"] == locality
    ward = library().zones.loc[zone, "ward"]
    of_ward = next(one.area_code for one in OURS.partnership.localities if ward in one.wards)
    assert of_ward != locality, "an exception that changes nothing"


def test_the_published_ranks_give_the_national_fifths_of_perth_and_kinross() -> None:
    """SIMD 2020v2: ceil(5 × rank / 6,976)."""
    ranks = library().sheet("simd_rank_overall", AreaType.DATA_ZONE).of_period("SIMD 2020v2")
    ours = ranks.loc[OURS.areas_of(AreaType.DATA_ZONE).index]
    fifths = np.ceil(5 * ours["value"] / 6976).astype(int)
    assert fifths.value_counts().sort_index().to_dict() == {1: 11, 2: 28, 3: 38, 4: 65, 5: 44}


def test_the_figures_of_the_localities_add_up_to_the_partnership() -> None:
    table = OURS.figures("simd_income", AreaType.LOCALITY)
    people = table[table["period"] == "SIMD 2020v2"]
    assert len(people) == 5
    assert people["numerator"].sum() == 12_046
    assert people["denominator"].sum() == 151_100


def tiny(data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The six zones of the small folder, and what its localities are made of."""
    ours = evidence("perth-and-kinross", data)
    return ours.library.zones, ours.parts[ours.parts["area_type"] == AreaType.LOCALITY]


def test_best_fit_gives_an_intermediate_zone_to_where_most_live(data: Path) -> None:
    """Highland has all of Hill (1,500) and 700 of the 1,500 of Town: Hill is 1,500 of 2,200, too few."""
    zones, parts = tiny(data)
    fit = best_fit(parts, zones)
    assert fit.empty

    parts.loc[parts["data_zone"] == "S01011836", "area_code"] = "locality-city"
    exact = best_fit(parts, zones).set_index("area_code")
    assert exact["intermediate_zone"].to_dict() == {
        "locality-highland": "S02002219",
        "locality-city": "S02002220",
    }
    assert exact["exact"].tolist() == [True, True]


@pytest.mark.parametrize(("stray", "kept"), [(500, True), (501, False)])
def test_best_fit_needs_three_quarters_of_the_people_of_both_to_be_in_both(data: Path, stray: int, kept: bool) -> None:
    """Highland: Hill (1,500) and a stray zone of Town. 1,500 of 2,000 is just enough, of 2,001 too few."""
    zones, parts = tiny(data)
    zones = zones.assign(population=zones["population"].where(zones.index != "S01011836", stray))
    fit = best_fit(parts, zones)
    highland = fit[fit["area_code"] == "locality-highland"]
    assert highland["intermediate_zone"].tolist() == (["S02002219"] if kept else [])
    assert highland["exact"].tolist() == ([False] if kept else [])


def test_best_fit_of_whole_intermediate_zones_is_exact_for_every_council_area() -> None:
    parts = library().parts[library().parts["area_type"] == AreaType.COUNCIL_AREA]
    fit = best_fit(parts, library().zones)
    assert len(fit) == 1279
    assert fit["exact"].all()


def test_the_localities_of_perth_and_kinross_are_best_fits_of_intermediate_zones() -> None:
    fit = best_fit(LOCALITIES, library().zones)
    assert set(fit["area_code"]) == {one.area_code for one in OURS.partnership.localities}
    exact = fit.groupby("area_code")["exact"].first()
    assert list(exact.index[exact]) == ["locality-perth-city"]
    assert not fit["intermediate_zone"].duplicated().any()


def test_the_area_table_counts_people_hectares_and_zones(data: Path) -> None:
    zones = library(data).zones
    table = area_table(zones, national_parts(zones), national_names(zones))
    wanted = ["area_name", "area_type", "council_area", "population", "area_ha", "data_zones"]
    assert list(table.columns) == wanted
    rows = {str(code): list(row) for code, row in zip(table.index, table.itertuples(index=False), strict=True)}
    assert rows["S02002219"] == ["Hill", "intermediate_zone", "S12000048", 1500, 1700, 2]
    assert rows["S12000047"] == ["Fife", "council_area", "S12000047", 1000, 50, 2]
    assert rows[SCOTLAND][0] == "Scotland"
    assert rows[SCOTLAND][3:] == [4000, 1775, 6]


def test_the_lookup_that_is_shipped_names_every_area() -> None:
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv")
    assert zones.notna().to_numpy().sum() == zones.size
    assert zones["data_zone"].is_monotonic_increasing
