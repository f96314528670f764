"""The figures that the open interface gives are those of the files, found by another route."""

from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.api.parameters import LARGEST_LIMIT
from dashboard.api.route import BASE
from dashboard.evidence import evidence, library
from dashboard.evidence.files import DATA
from dashboard.exports.need_record import need_record
from dashboard.statistics.rates import wilson
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import AreaType, Status

AREAS = ["S02002236", "S02002233", "S01011843"]


def rows(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    answer = client.get(f"{BASE}/observations?{query}")
    assert answer.status_code == 200, answer.text[:300]
    return answer.get_json()["rows"]


def file_of(indicator_id: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", dtype={"period": "str"}, keep_default_na=False)


def zones() -> pd.DataFrame:
    return pd.read_csv(DATA / "areas" / "data_zones_2011.csv", index_col="data_zone")


@pytest.mark.parametrize("area", ["S01011843", "S01011900", "S01006506"])
def test_a_data_zone_has_the_counts_of_the_file_and_their_share(client: FlaskClient, area: str) -> None:
    held = file_of("simd_income")
    own = held[held["area_code"] == area].set_index("period")
    found = {row["period"]: row for row in rows(client, f"indicator=simd_income&area={area}")}
    assert list(found) == ["SIMD 2016", "SIMD 2020v2"] == list(own.index)
    for period, row in found.items():
        counted, people = int(own["numerator"][period]), int(own["denominator"][period])
        assert (row["numerator"], row["denominator"]) == (counted, people)
        assert row["value"] == pytest.approx(100 * counted / people)
        lower, upper = wilson([counted], [people])
        assert (row["lower"], row["upper"]) == pytest.approx((100 * lower[0], 100 * upper[0]))
        assert (row["status"], row["approximate"], row["boundary_year"]) == ("published", False, 2011)


@pytest.mark.parametrize("area", ["S02002236", "S02002233"])
def test_an_intermediate_zone_is_the_sum_of_its_data_zones(client: FlaskClient, area: str) -> None:
    held = file_of("simd_income")
    inside = zones().index[zones()["intermediate_zone"] == area]
    own = held[held["area_code"].isin(inside) & (held["period"] == "SIMD 2020v2")]
    (row,) = rows(client, f"indicator=simd_income&area={area}&period=latest")
    assert row["numerator"] == own["numerator"].astype(int).sum()
    assert row["denominator"] == own["denominator"].astype(int).sum()


def test_a_figure_published_for_an_area_is_given_as_it_is(client: FlaskClient) -> None:
    held = file_of("median_earnings").set_index(["area_code", "period"])["value"]
    (row,) = rows(client, "indicator=median_earnings&area=S12000048&period=2021/22")
    assert row["value"] == float(held["S12000048", "2021/22"])
    assert (row["area_name"], row["area_type"], row["lower"]) == ("Perth and Kinross", "council_area", None)


@pytest.mark.parametrize("indicator", ["child_poverty", "simd_crime"])
def test_a_suppressed_figure_has_a_status_and_no_number_anywhere(client: FlaskClient, indicator: str) -> None:
    query = f"indicator={indicator}&partnership=perth-and-kinross&area_type=data_zone&limit={LARGEST_LIMIT}"
    suppressed = [row for row in rows(client, query) if row["status"] == Status.SUPPRESSED]
    held = file_of(indicator)
    own = evidence("perth-and-kinross").areas_of(AreaType.DATA_ZONE).index
    assert len(suppressed) == int((held["area_code"].isin(own) & (held["status"] == "suppressed")).sum()) > 20
    for row in suppressed:
        assert [row[name] for name in ("numerator", "denominator", "value", "lower", "upper")] == [None] * 5
    lines = client.get(f"{BASE}/observations?{query}&format=csv").text.splitlines()
    assert len([line for line in lines if line.endswith(",,,,,,suppressed,false")]) == len(suppressed)
    file = client.get(f"{BASE}/indicators/{indicator}/figures.csv").text.splitlines()
    assert len([line for line in file if ',,,,"suppressed"' in line]) == int((held["status"] == "suppressed").sum())
    assert not [line for line in file if "suppressed" in line and ',,,,"suppressed"' not in line]


def test_without_a_partnership_it_is_all_of_scotland(client: FlaskClient) -> None:
    found = rows(client, "indicator=sape_total&period=2021&area_type=council_area")
    held = file_of("sape_total")
    latest = held[held["period"] == "2021"].set_index("area_code")["value"].astype(float)
    by_council = latest.groupby(zones()["council_area"]).sum()
    assert {row["area_code"]: row["value"] for row in found} == by_council.to_dict()
    (whole,) = rows(client, "indicator=sape_total&period=2021&area_type=scotland")
    assert whole["value"] == latest.sum() == sum(row["value"] for row in found)


@pytest.mark.parametrize("area", AREAS)
def test_an_area_alone_has_the_latest_figure_of_every_indicator_held_for_it(client: FlaskClient, area: str) -> None:
    found = rows(client, f"area={area}&period=latest")
    kind = AreaType.of(area)
    wanted = {
        key
        for key in library().indicators
        if (figures := library().sheet(key, kind).of_area(area)).size and (figures["status"] != Status.MISSING).any()
    }
    assert len(found) == len({row["indicator_id"] for row in found})
    assert {row["indicator_id"] for row in found} == wanted
    assert len(wanted) > 30


def test_a_partnership_has_its_own_areas_too(client: FlaskClient) -> None:
    found = rows(client, "indicator=simd_income&partnership=perth-and-kinross&period=latest")
    counts = pd.Series([row["area_type"] for row in found]).value_counts().to_dict()
    assert counts == {
        "data_zone": 186, "intermediate_zone": 35, "place": 7, "ward": 12, "locality": 5, "council_area": 1
    }  # fmt: skip
    whole = next(row for row in found if row["area_type"] == "council_area")
    localities = [row for row in found if row["area_type"] == "locality"]
    assert sum(row["numerator"] for row in localities) == whole["numerator"]


def test_the_ranking_is_that_of_the_command_line(client: FlaskClient) -> None:
    query = "partnership=perth-and-kinross&grain=intermediate_zone&weights=2,1,1"
    answer = client.get(f"{BASE}/need?{query}").get_json()
    held = evidence("perth-and-kinross")
    record = need_record(held, need_summary(held, AreaType.INTERMEDIATE_ZONE, "2,1,1"), "2,1,1")
    assert answer["rows"] == record["areas"]
    assert (
        answer["about"]["weights"] == record["weights"] == {"Poverty": 2, "Employability": 1, "Health and Wellbeing": 1}
    )
    assert answer["about"]["coverage"] == record["coverage"]
    assert [row["need_rank"] for row in answer["rows"]][:3] == [1, 2, 3]


def test_the_flags_are_those_of_the_ranking(client: FlaskClient) -> None:
    query = "partnership=perth-and-kinross&grain=intermediate_zone"
    ranking = client.get(f"{BASE}/need?{query}").get_json()["rows"]
    flags = client.get(f"{BASE}/flags?{query}").get_json()["rows"]
    wanted = [(area["area_code"], flag["code"]) for area in ranking for flag in area["flags"]]
    assert [(row["area_code"], row["code"]) for row in flags] == wanted
    assert len(wanted) > 10


@pytest.mark.parametrize("kind", ["locality", "ward", "intermediate_zone", "place"])
def test_boundaries_are_those_of_the_areas(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"{BASE}/boundaries/{kind}.geojson?partnership=perth-and-kinross")
    assert answer.mimetype == "application/geo+json"
    shapes = answer.get_json()
    areas = client.get(f"{BASE}/areas?partnership=perth-and-kinross&area_type={kind}").get_json()["rows"]
    assert sorted(one["id"] for one in shapes["features"]) == sorted(row["area_code"] for row in areas)
    assert shapes["about"]["boundary_year"] == areas[0]["boundary_year"]
    assert "best" in shapes["about"]["note"]


def test_areas_say_what_they_lie_in(client: FlaskClient) -> None:
    (row,) = [
        row
        for row in client.get(f"{BASE}/areas?partnership=perth-and-kinross&area_type=data_zone").get_json()["rows"]
        if row["area_code"] == "S01011843"
    ]
    held = zones().loc["S01011843"]
    for name in ("intermediate_zone", "ward", "council_area", "population"):
        assert row[name] == held[name]
