"""Who lives in an area: every number added up again from the files, and sentences read word by word."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.evidence import Evidence, evidence
from dashboard.evidence.custom_area import CUSTOM_CODE, with_custom_area
from dashboard.statistics.residents import (
    COLUMNS,
    class_words,
    density,
    latest_period,
    residents,
    residents_sentence,
)
from dashboard.statistics.words import count, share
from dashboard.vocabulary import AreaType

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
CITY = "S12000048"
RECORDS = "National Records of Scotland"
EMPTY = ("S01010206", "S01010226", "S01010227")
CLASSES = [
    *("Large Urban Areas", "Other Urban Areas", "Accessible Small Towns", "Remote Small Towns"),
    *("Accessible Rural", "Remote Rural"),
]
SOME = ("perth-and-kinross", "glasgow-city", "na-h-eileanan-siar", "highland", "north-lanarkshire")
OUR_AREAS = ("S02002246", "S01011931", "S13003067", "locality-perth-city", "place-north-perth")
HEADER = "area_code,period,numerator,denominator,value,status\n"
SMALL_ZONES = ("S01009000", "S01009001", "S01011833", "S01011834", "S01011835", "S01011836")
COUNT = """\
name = "{name}"
definition = "A count."
topic = "Population and place"
measure = "count"
unit = "people"
polarity = "no_judgement"
source = "census"
"""


@cache
def lookup() -> pd.DataFrame:
    """The data zones as they stand in the file, with the locality and the places of Perth and Kinross they are in."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv", encoding="utf-8-sig").set_index("data_zone")
    ours = tomllib.loads((DATA / "partnerships" / "perth-and-kinross.toml").read_text(encoding="utf-8"))
    locality = {ward: row["name"] for row in ours["locality"] for ward in row["wards"]}
    zones["locality"] = zones["ward"].map(locality)
    for row in ours["exception"]:
        zones.loc[row["data_zone"], "locality"] = row["locality"]
    for row in ours["place"]:
        zones[row["name"]] = zones["intermediate_zone"].isin(row.get("intermediate_zones", ()))
    return zones


def zones_of(area_code: str) -> pd.Index:
    """The data zones of one of our areas, from the files."""
    zones = lookup()
    inside = {
        "S01": zones.index == area_code,
        "S02": zones["intermediate_zone"] == area_code,
        "S13": zones["ward"] == area_code,
        "S12": zones["council_area"] == area_code,
        "loc": zones["locality"].str.lower().str.replace(" ", "-") == area_code.removeprefix("locality-"),
        "pla": zones.get("North Perth") if area_code == "place-north-perth" else None,
    }[area_code[:3]]
    assert inside is not None
    assert inside.any()
    return zones.index[inside]


@cache
def rows_of(indicator_id: str, period: str) -> pd.DataFrame:
    """The rows of data zones in one period as they stand in the file, by code."""
    rows = pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", dtype={"period": str}, encoding="utf-8-sig")
    return rows[rows["period"] == period].set_index("area_code").reindex(lookup().index)


def total(indicator_id: str, period: str, column: str, zones: pd.Index) -> float:
    return float(rows_of(indicator_id, period).loc[zones, column].sum())


def wanted_rows(area_code: str) -> list[dict[str, Any]]:
    """The whole table by another route: sums of the files, for the area, the partnership and Scotland."""
    everywhere = [zones_of(area_code), zones_of(CITY), lookup().index]
    here = everywhere[0]

    def of_all(above: tuple[str, str], below: tuple[str, str], period: str) -> list[float]:
        return [100 * total(above[0], period, above[1], z) / total(below[0], period, below[1], z) for z in everywhere]

    nan = [float("nan")] * 3
    rows: list[tuple[Any, ...]] = [
        ("All people", "people", total("sape_total", "2021", "value", here), *nan, "mid-2021", RECORDS)
    ]
    for name, key in (
        ("Children (0 to 15)", "sape_0_15"),
        ("Working age (16 to 64)", "sape_16_64"),
        ("65 and over", "sape_65plus"),
    ):
        shares = of_all((key, "value"), ("sape_total", "value"), "2020")
        rows.append((name, "age", total(key, "2020", "value", here), *shares, "mid-2020", RECORDS))
    homes = total("census_social_rented", "2022", "denominator", here)
    rows.append(("Households", "households", homes, *nan, "2022", RECORDS))
    ethnic = "census_minority_ethnic"
    shares = of_all((ethnic, "numerator"), (ethnic, "denominator"), "2022")
    rows.append(
        ("Minority ethnic people", "ethnicity", total(ethnic, "2022", "numerator", here), *shares, "2022", RECORDS)
    )
    for name in CLASSES:
        people = [lookup().loc[zones] for zones in everywhere]
        parts = [zones.loc[zones["urban_rural"] == name, "population"].sum() for zones in people]
        shares = [100 * part / zones["population"].sum() for part, zones in zip(parts, people, strict=True)]
        if parts[0]:
            rows.append((name, "urban_rural", parts[0], *shares, "mid-2017", "Scottish Government"))
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


@pytest.mark.parametrize("area_code", OUR_AREAS)
def test_the_table_is_that_of_the_files_added_up(area_code: str) -> None:
    found = residents(OURS, area_code).to_dict("records")
    wanted = wanted_rows(area_code)
    assert [row["group"] for row in found] == [row["group"] for row in wanted]
    for row, other in zip(found, wanted, strict=True):
        assert row == pytest.approx(other, nan_ok=True)


def test_figures_that_anyone_can_look_up() -> None:
    """Muirton - 01: 1,186 people in mid-2020, 350 of them children, and 1,256 in mid-2021."""
    rows = residents(OURS, "S01011931").set_index("group")
    assert rows["people"].to_dict() == {
        "All people": 1256,
        "Children (0 to 15)": 350,
        "Working age (16 to 64)": 751,
        "65 and over": 85,
        "Households": 593,
        "Minority ethnic people": 114,
        "Other Urban Areas": 832,
    }
    assert rows["share"]["Children (0 to 15)"] == pytest.approx(100 * 350 / 1186)


@pytest.mark.parametrize("group", ["Children (0 to 15)", "65 and over", "Minority ethnic people", "Remote Rural"])
def test_what_the_partnership_has_is_what_its_council_area_has(group: str) -> None:
    area, council = (residents(OURS, code).set_index("group") for code in ("S02002247", CITY))
    assert area["partnership"][group] == pytest.approx(council["share"][group])
    assert area["partnership"][group] != pytest.approx(area["share"][group])
    other = residents(evidence("highland"), "S12000017").set_index("group")
    assert other["scotland"][group] == pytest.approx(area["scotland"][group])


@pytest.mark.parametrize("area_type", [AreaType.LOCALITY, AreaType.WARD, AreaType.INTERMEDIATE_ZONE])
def test_areas_add_up_to_the_partnership(area_type: AreaType) -> None:
    tables = pd.concat([residents(OURS, str(code)) for code in OURS.areas_of(area_type).index])
    found = tables.groupby("group")["people"].sum()
    council = residents(OURS, CITY).set_index("group")["people"]
    assert found.to_dict() == council.to_dict()


def sample(held: Evidence) -> list[str]:
    """Some areas of every kind that a partnership has, the empty zones among them."""
    codes = [
        str(code)
        for kind in held.area_types
        for code in held.areas_of(kind).index[:: 60 if kind == AreaType.DATA_ZONE else 12]
    ]
    return [*codes, *(zone for zone in EMPTY if zone in held.areas.index)]


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*%?", text.replace("65 or over", "")))


@pytest.mark.parametrize("partnership_id", SOME)
def test_areas_of_every_kind_have_shares_that_are_parts_of_a_whole(partnership_id: str) -> None:
    held = evidence(partnership_id)
    for code in sample(held):
        table = residents(held, code)
        assert list(table.columns) == COLUMNS
        assert not table[["group", "kind", "people", "period", "source"]].isna().any().any()
        without = table["kind"].isin(["people", "households"])
        assert table.loc[without, ["share", "partnership", "scotland"]].isna().all(axis=None)
        shares = table.loc[~without, ["share", "partnership", "scotland"]].to_numpy(float)
        assert ((shares >= 0) & (shares <= 100)).all()
        population = float(held.areas.loc[code, "population"])  # type: ignore[arg-type]
        for kind, people in (("age", None), ("urban_rural", population)):
            rows = table[table["kind"] == kind]
            assert rows["share"].sum() == pytest.approx(100 if population else 0)
            assert people is None or rows["people"].sum() == people


@pytest.mark.parametrize("partnership_id", SOME)
def test_every_number_of_a_sentence_is_one_of_the_table(partnership_id: str) -> None:
    held = evidence(partnership_id)
    for code in sample(held):
        table = residents(held, code)
        text = residents_sentence(table, "It", "The whole")
        written = {count(people) for people in table["people"]}
        for column in ("share", "partnership"):
            written |= {share(number, 0) for number in table[column].dropna()}
        assert numbers_in(text) <= written
        assert text.endswith(".")
        assert numbers_in(text) or code in EMPTY


@pytest.mark.parametrize("zone", EMPTY)
def test_a_zone_without_people_has_one_row_that_says_so(zone: str) -> None:
    held = evidence("glasgow-city")
    table = residents(held, zone)
    assert table[["group", "people"]].to_numpy().tolist() == [["All people", 0]]
    assert residents_sentence(table, "Sighthill - 02", "Glasgow City") == "Nobody lives in Sighthill - 02."
    assert density(held, zone) == 0


def test_a_zone_that_the_census_found_empty_has_no_households() -> None:
    """Cliftonville - 01 was being pulled down: people in the estimates, none in the census of 2022."""
    table = residents(evidence("north-lanarkshire"), "S01011598")
    assert table["group"].tolist() == [
        "All people",
        "Children (0 to 15)",
        "Working age (16 to 64)",
        "65 and over",
        "Other Urban Areas",
    ]
    assert table["people"].tolist() == [468, 77, 432, 39, 801]


def test_a_custom_area_has_the_people_of_its_zones() -> None:
    zones = tuple(str(zone) for zone in OURS.zones_of("S02002247"))
    custom = with_custom_area(OURS, "Our glens", zones)
    pd.testing.assert_frame_equal(residents(custom, CUSTOM_CODE), residents(OURS, "S02002247"))
    assert density(custom, CUSTOM_CODE) == pytest.approx(density(OURS, "S02002247"))


@pytest.mark.parametrize("area_code", OUR_AREAS)
def test_density_is_people_over_square_kilometres(area_code: str) -> None:
    inside = lookup().loc[zones_of(area_code)]
    wanted = inside["population"].sum() / (inside["area_ha"].sum() / 100)
    assert density(OURS, area_code) == pytest.approx(wanted)


def test_an_area_of_no_known_size_has_no_density() -> None:
    flat = replace(OURS, areas=OURS.areas.assign(area_ha=0.0))
    assert pd.isna(density(flat, "S02002246"))


@cache
def without(*titles: str) -> Evidence:
    """The evidence of an installation that leaves out the sources with these words in their titles."""
    left = {key: one for key, one in OURS.indicators.items() if not any(title in one.source.title for title in titles)}
    assert len(left) < len(OURS.indicators)
    return replace(OURS, library=replace(OURS.library, indicators=left, memory={}))


LEFT_OUT = [("Small area population estimates",), ("Census",), ("Small area population estimates", "Census")]


@pytest.mark.parametrize("titles", LEFT_OUT)
def test_rows_of_sources_that_are_left_out_are_left_out(titles: tuple[str, ...]) -> None:
    gone = {LEFT_OUT[0][0]: ["people", "age"], "Census": ["households", "ethnicity"]}
    kinds = [kind for title in titles for kind in gone[title]]
    whole, found = residents(OURS, "S02002247"), residents(without(*titles), "S02002247")
    pd.testing.assert_frame_equal(found, whole[~whole["kind"].isin(kinds)].reset_index(drop=True))


@pytest.mark.parametrize("titles", LEFT_OUT)
def test_the_sentence_does_not_say_what_is_left_out(titles: tuple[str, ...]) -> None:
    text = residents_sentence(residents(without(*titles), "S02002247"), "The glens", "Perth and Kinross")
    people = "4,530 people live in The glens: 16% are children and 25% are 65 or over (Perth and Kinross: 16% and 24%)."
    where = "Most people (75%) live in remote rural areas."
    assert text == (where if LEFT_OUT[0][0] in titles else f"{people} {where}")


def small(data: Path, **counts: str) -> Evidence:
    """The small folder with counts of its six zones: rows of the file by indicator."""
    for name, rows in counts.items():
        (data / "indicators" / f"{name}.toml").write_text(COUNT.format(name=name), encoding="utf-8")
        (data / "indicators" / f"{name}.csv").write_text(HEADER + rows, encoding="utf-8")
    return evidence("perth-and-kinross", data)


def a_period(label: str, *values: int) -> str:
    return "".join(f"{zone},{label},,,{value},\n" for zone, value in zip(SMALL_ZONES, values, strict=False))


def test_classes_that_are_not_of_the_six_are_by_name(data: Path) -> None:
    """Perth and Kinross: 1,500 people in Rural and 1,500 in Urban Areas; Scotland: 1,500 and 2,500."""
    table = residents(small(data), CITY)
    assert table["group"].tolist() == ["Rural", "Urban Areas"]
    assert table["share"].tolist() == table["partnership"].tolist() == [50, 50]
    assert table["scotland"].tolist() == [37.5, 62.5]


def test_classes_that_are_not_of_the_six_come_last(data: Path) -> None:
    path = data / "areas/data_zones_2011.csv"
    text = path.read_text(encoding="utf-8").replace("Kinross,Urban Areas", "Kinross,Remote Rural")
    path.write_text(text.replace("Kinross,Rural", "Kinross,Moorland"), encoding="utf-8")
    table = residents(small(data), CITY)
    assert table["group"].tolist() == ["Remote Rural", "Moorland"]
    assert residents_sentence(table, "It", "It") == "The largest group (50%) lives in remote rural areas."


def test_the_period_is_the_latest_that_covers_scotland_and_ages_are_of_their_own(data: Path) -> None:
    """In 2020 Hill has 300 people, 90 of them children; 2021 has totals alone, and 2022 one zone alone."""
    held = small(
        data,
        sape_total=a_period("2020", 50, 50, 100, 200, 300, 400)
        + a_period("2021", 60, 60, 110, 210, 310, 410)
        + "S01011833,2022,,,999,\n",
        sape_0_15=a_period("2020", 5, 5, 30, 60, 60, 40),
    )
    assert latest_period(held.library, "sape_total", AreaType.DATA_ZONE) == "2021"
    rows = residents(held, "S02002219").set_index("group")
    assert rows["people"].to_dict() == {"All people": 320, "Children (0 to 15)": 90, "Rural": 1500}
    for column, wanted in (("share", 30), ("partnership", 19), ("scotland", 100 * 200 / 1100)):
        assert rows[column]["Children (0 to 15)"] == pytest.approx(wanted)
    assert rows["period"].tolist() == ["2021", "2020", "mid-2017"]


def test_a_count_that_does_not_cover_scotland_is_left_out(data: Path) -> None:
    held = small(data, sape_total=a_period("2020", 50, 50, 100))
    assert latest_period(held.library, "sape_total", AreaType.DATA_ZONE) == ""
    assert residents(held, "S02002219")["group"].tolist() == ["Rural"]


def test_ages_without_a_total_are_left_out(data: Path) -> None:
    held = small(data, sape_0_15=a_period("2020", 5, 5, 30, 60, 60, 40))
    assert residents(held, "S02002219")["group"].tolist() == ["Rural"]


@pytest.mark.parametrize(
    ("urban_rural", "words"),
    [
        ("Large Urban Areas", "large urban areas"),
        ("Other Urban Areas", "other urban areas"),
        ("Accessible Small Towns", "accessible small towns"),
        ("Remote Rural", "remote rural areas"),
    ],
)
def test_a_class_reads_as_places(urban_rural: str, words: str) -> None:
    assert class_words(urban_rural) == words


def row(group: str, kind: str, people: float, part: float = float("nan"), ours: float = 20) -> list[Any]:
    return [group, kind, people, part, ours, 30.0, "2020", "Somebody"]


ALL = row("All people", "people", 6012)
CHILDREN = row("Children (0 to 15)", "age", 1082, 18)
OLDER = row("65 and over", "age", 1262, 20.99, 24.4)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            [ALL, CHILDREN, OLDER],
            "6,012 people live in Muirton: 18% are children and 21% are 65 or over (Ours: 20% and 24%).",
        ),
        ([ALL, OLDER], "6,012 people live in Muirton: 21% are 65 or over (Ours: 24%)."),
        (
            [CHILDREN, OLDER],
            "Of the people who live in Muirton, 18% are children and 21% are 65 or over (Ours: 20% and 24%).",
        ),
        (
            [ALL, CHILDREN, row("65 and over", "age", 9, 21, float("nan"))],
            "6,012 people live in Muirton: 18% are children and 21% are 65 or over.",
        ),
        ([ALL], "6,012 people live in Muirton."),
        ([row("All people", "people", 1)], "1 person lives in Muirton."),
        ([row("All people", "people", 0), row("Remote Rural", "urban_rural", 9, 100)], "Nobody lives in Muirton."),
        ([], "No figures are held of who lives in Muirton."),
        ([row("Households", "households", 7)], "No figures are held of who lives in Muirton."),
        ([row("Remote Rural", "urban_rural", 9, 100)], "Everyone lives in remote rural areas."),
        (
            [ALL, row("Other Urban Areas", "urban_rural", 9, 99.6), row("Remote Rural", "urban_rural", 1, 0.4)],
            "6,012 people live in Muirton. Almost everyone lives in other urban areas.",
        ),
        (
            [row("Other Urban Areas", "urban_rural", 9, 49.4), row("Remote Rural", "urban_rural", 1, 50.6)],
            "Most people (51%) live in remote rural areas.",
        ),
        (
            [row("Other Urban Areas", "urban_rural", 9, 49.8), row("Remote Rural", "urban_rural", 1, 50.2)],
            "The largest group (50%) lives in remote rural areas.",
        ),
    ],
)
def test_sentences(rows: list[list[Any]], wanted: str) -> None:
    assert residents_sentence(pd.DataFrame(rows, columns=COLUMNS), "Muirton", "Ours") == wanted


def test_a_partnership_is_not_held_against_itself() -> None:
    table = pd.DataFrame([ALL, CHILDREN], columns=COLUMNS)
    assert residents_sentence(table, "Ours", "Ours") == "6,012 people live in Ours: 18% are children."


def test_an_area_of_the_real_evidence_in_words() -> None:
    wanted = (
        "3,053 people live in Alyth: 16% are children and 28% are 65 or over (Perth and Kinross: 16% and 24%). "
        "Everyone lives in accessible rural areas."
    )
    assert residents_sentence(residents(OURS, "S02002246"), "Alyth", "Perth and Kinross") == wanted
