"""Contradictions: the shipped figures have none, and each kind is found when one is planted, and only then."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

import dashboard.evidence.contradictions as module
from dashboard.evidence import Evidence, Library, evidence_of_partnership, library
from dashboard.evidence.aggregation import Members
from dashboard.evidence.contradictions import ContradictionError, check_contradictions, contradictions
from dashboard.evidence.expectations import ALLOWANCES, Allowance
from dashboard.evidence.library import combined
from dashboard.evidence.sheet import Sheet
from dashboard.vocabulary import AreaType, Fault, Indicator, Partnership
from tests.small_folder import DEFINITIONS, HEADER

SHORE, HILL, FIFE, PERTH, SCOTLAND = "S02001800", "S02002219", "S12000047", "S12000048", "S92000003"
ZONES = ("S01009000", "S01009001", "S01011833", "S01011834", "S01011835", "S01011836")
RATIO = "the value must equal per × numerator / denominator"
COUNT, SHARE, MEAN = (DEFINITIONS[name] for name in ("children", "low_income", "travel"))


def plant(data: Path, name: str, *rows: str, definition: str = "") -> None:
    """Add figures to those of an indicator, or write a new one with its definition."""
    path = data / "indicators" / f"{name}.csv"
    if definition:
        path.with_suffix(".toml").write_text(definition.replace('name = "', f'name = "{name}: ', 1), encoding="utf-8")
    text = HEADER if definition else path.read_text(encoding="utf-8")
    path.write_text(text + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def change(data: Path, name: str, old: str, new: str) -> None:
    path = data / "indicators" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def said(data: Path) -> list[tuple[str, str, object]]:
    """The file, column and value of every contradiction."""
    return [(fault.file, fault.column, fault.value) for fault in contradictions(library(data))]


def test_the_shipped_figures_do_not_contradict_each_other() -> None:
    assert [str(fault) for fault in contradictions(library())] == []


def test_the_folder_they_are_planted_in_has_none(data: Path) -> None:
    assert said(data) == []


@pytest.mark.parametrize("key", ALLOWANCES, ids=lambda key: f"{key[0]} of {key[1]}")
def test_an_allowance_is_no_more_than_the_figures_need(
    key: tuple[str, AreaType], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, (indicator_id, kind) = library(), key
    names = {indicator_id, whole.indicators[indicator_id].weighted_by} - {""}
    held = replace(whole, indicators={name: whole.indicators[name] for name in names}, memory={})
    assert contradictions(held) == []
    less = Allowance(0.95 * ALLOWANCES[key].share, 0.95 * ALLOWANCES[key].each)
    monkeypatch.setattr(module, "ALLOWANCES", {**ALLOWANCES, key: less})
    found = contradictions(held)
    assert {fault.file for fault in found} == {f"{indicator_id}.csv"}
    assert all(fault.rule.startswith(f"each {kind.label} must ") for fault in found)


def ages(data: Path, total: str, at: str = ZONES[0]) -> None:
    """A hundred people of each of three ages in every zone, and a total in one that need not be theirs."""
    for name in ("sape_0_15", "sape_16_64", "sape_65plus"):
        plant(data, name, *(f"{zone},2020,,,100," for zone in ZONES), definition=COUNT)
    totals = [f"{zone},2020,,,{total if zone == at else 300}," for zone in ZONES]
    plant(data, "sape_total", *totals, f"{at},2021,,,900,", definition=COUNT)


def test_ages_make_up_the_total_of_every_area(data: Path) -> None:
    ages(data, "301")
    faults = contradictions(library(data))
    assert {(fault.file, fault.rule) for fault in faults} == {
        ("sape_total.csv", "sape_0_15 + sape_16_64 + sape_65plus must equal the total")
    }
    assert [fault.value for fault in faults] == [
        "S01009000, 2020: 300, not 301",
        "S13002900, 2020: 600, not 601",
        "S02001800, 2020: 600, not 601",
        "S12000047, 2020: 600, not 601",
        "S92000003, 2020: 1800, not 1801",
    ]


def test_ages_make_up_the_total_of_localities_and_places(data: Path) -> None:
    """The fifth zone is the place, and all of its locality."""
    ages(data, "299", at="S01011835")
    values = [value for _, _, value in said(data)]
    assert values[-2:] == ["locality-city, 2020: 300, not 299", "place-the-cross, 2020: 300, not 299"]


@pytest.mark.parametrize("total", ["300.00029", "299.99971"])
def test_ages_may_differ_by_a_millionth(data: Path, total: str) -> None:
    ages(data, total)
    assert said(data) == []


def test_a_total_without_its_ages_is_left_alone(data: Path) -> None:
    plant(data, "sape_total", f"{ZONES[0]},2020,,,300,", definition=COUNT)
    assert said(data) == []


@pytest.mark.parametrize(("part", "found"), [("400", False), ("400.0005", True), ("390", False)])
def test_some_of_the_people_are_not_more_than_all(data: Path, part: str, found: bool) -> None:
    plant(data, "pop_total_simd", f"{ZONES[1]},SIMD 2016,,,400,", definition=COUNT)
    plant(data, "pop_working_age_simd", f"{ZONES[1]},SIMD 2016,,,{part},", definition=COUNT)
    wanted = ("pop_total_simd.csv", "", "S01009001, SIMD 2016: 400.0005, not 400")
    assert said(data) == ([wanted] if found else [])


def test_shares_count_with_their_numerators(data: Path) -> None:
    plant(data, "census_limited_any", f"{ZONES[0]},2022,50,600,,", definition=SHARE)
    plant(data, "census_limited_lot", f"{ZONES[0]},2022,60,900,,", definition=SHARE)
    assert said(data) == [("census_limited_any.csv", "", "S01009000, 2022: 60, not 50")]


LEVELS = [
    pytest.param("children", f"{SHORE},2020,,,{{}},", "value", 200, id="count of an intermediate zone"),
    pytest.param("children", f"{PERTH},2020,,,{{}},", "value", 550, id="count of a council area"),
    pytest.param("children", f"{SCOTLAND},2020,,,{{}},", "value", 750, id="count of Scotland"),
    pytest.param("low_income", f"{SHORE},2020,{{}},1000,,", "numerator", 60, id="people counted"),
    pytest.param("low_income", f"{FIFE},2020,60,{{}},,", "denominator", 1000, id="people they are counted of"),
]


@pytest.mark.parametrize(("name", "row", "column", "total"), LEVELS)
@pytest.mark.parametrize("share", [2e-6, 0.9e-6, -0.9e-6, -0.5])
def test_what_is_published_for_a_larger_area_is_the_sum_of_its_zones(
    data: Path, name: str, row: str, column: str, total: float, share: float
) -> None:
    number = total * (1 + share)
    plant(data, name, row.format(f"{number:.10g}"))
    wanted = (f"{name}.csv", column, f"{row[:9]}, 2020: {number:.10g}, not {total}")
    assert said(data) == ([wanted] if abs(share) > 1e-6 else [])


def test_zones_are_held_against_every_larger_area_and_larger_areas_against_each_other(data: Path) -> None:
    plant(data, "children", f"{FIFE},2020,,,200,", f"{PERTH},2020,,,549,", f"{SCOTLAND},2020,,,750,")
    found = [(fault.rule, fault.value) for fault in contradictions(library(data))]
    assert found == [
        ("each council area must be the sum of its data zones", "S12000048, 2020: 549, not 550"),
        ("each Scotland must be the sum of its council areas", "S92000003, 2020: 750, not 749"),
    ]


def test_an_area_further_out_stands_for_the_others(data: Path) -> None:
    plant(data, "children", f"{SHORE},2020,,,201,", f"{HILL},2020,,,155,", "S02002220,2020,,,402,")
    assert [value for _, _, value in said(data)] == ["S02002219, 2020: 155, not 150, and 2 more"]


def test_what_is_suppressed_or_estimated_is_not_held_against_a_sum(data: Path) -> None:
    """One zone of Hill is suppressed; Fife's figure of children is an estimate of the compiler, Shore's zone too."""
    plant(data, "low_income", f"{HILL},2020,40,1400,,")
    plant(data, "children", f"{FIFE},2020,,,999,imputed")
    change(data, "crime.csv", "S01009000,2020,30,600,,", "S01009000,2020,30,600,,imputed")
    plant(data, "crime", f"{SHORE},2020,50,1000,,")
    assert said(data) == []


def test_a_denominator_that_is_not_held_is_not_held_against_a_sum(data: Path) -> None:
    change(data, "crime.csv", "S01009001,2020,10,400,,", "S01009001,2020,10,,250,")
    plant(data, "crime", f"{SHORE},2020,40,990,,")
    assert said(data) == []


def nobody_lives_in(data: Path, zone: str) -> None:
    """A zone keeps its figures, but not its people."""
    path = data / "areas" / "data_zones_2011.csv"
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    emptied = [[*line[:9], "0", *line[10:]] if line[0] == zone else line for line in lines]
    assert emptied != lines
    path.write_text("".join(",".join(line) + "\n" for line in emptied), encoding="utf-8")


def test_a_zone_without_people_is_not_missed_in_the_sum(data: Path) -> None:
    nobody_lives_in(data, ZONES[1])
    change(data, "low_income.csv", "S01009001,2020,0,400,,", "S01009001,2020,,,,not_applicable")
    plant(data, "low_income", f"{SHORE},2020,61,600,,")
    assert said(data) == [("low_income.csv", "numerator", "S02001800, 2020: 61, not 60")]


def test_a_locality_without_people_is_not_missed_in_the_sum(data: Path) -> None:
    """The City is one zone."""
    nobody_lives_in(data, ZONES[4])
    assert said(data) == []


RATES = [
    pytest.param("low_income", f"{FIFE},2020,,,{{}},", 6, 0.005, id="rate of a council area: 60 of 1,000"),
    pytest.param("low_income", f"{SHORE},2020,,,{{}},", 6, 0.005, id="rate of an intermediate zone"),
    pytest.param("travel", f"{FIFE},2020,,,{{}},", 3.5, 0.04, id="mean: 3 and 4 minutes, of 100 children each"),
]


@pytest.mark.parametrize(("name", "row", "rate", "allowed"), RATES)
@pytest.mark.parametrize("times", [1.1, 0.95, -0.95, -1.1])
def test_a_published_rate_is_that_of_its_zones_together(
    data: Path, name: str, row: str, rate: float, allowed: float, times: float
) -> None:
    number = rate * (1 + allowed * times)
    plant(data, name, row.format(f"{number:.10g}"))
    wanted = (f"{name}.csv", "value", f"{row[:9]}, 2020: {number:.10g}, not {rate}")
    assert said(data) == ([wanted] if abs(times) > 1 else [])


@pytest.mark.parametrize("differs", [True, False])
def test_a_council_series_that_differs_is_held_against_scotland_only(data: Path, differs: bool) -> None:
    """A thousand people in Fife, three thousand in Perth and Kinross: 10 and 20 make 17.5."""
    definition = MEAN.replace("children", "") + f"council_series_differs = {str(differs).lower()}\n"
    zones, councils = [f"{zone},2020,,,5," for zone in ZONES], [f"{FIFE},2020,,,10,", f"{PERTH},2020,,,20,"]
    plant(data, "odd", *zones, f"{SHORE},2020,,,9,", *councils, f"{SCOTLAND},2020,,,19,", definition=definition)
    found = [(fault.rule, fault.value) for fault in contradictions(library(data))]
    always = [
        ("each intermediate zone must have the value of its data zones together", "S02001800, 2020: 9, not 5"),
        ("each Scotland must have the value of its council areas together", "S92000003, 2020: 19, not 17.5"),
    ]
    beside_councils = [
        ("each council area must have the value of its data zones together", "S12000048, 2020: 20, not 5, and 1 more"),
        ("each council area must have the value of its intermediate zones together", "S12000047, 2020: 10, not 9"),
        ("each Scotland must have the value of its data zones together", "S92000003, 2020: 19, not 5"),
    ]
    assert sorted(found) == sorted(always if differs else always + beside_councils)


@pytest.mark.parametrize(
    ("name", "kind", "row", "found"),
    [
        ("children", AreaType.INTERMEDIATE_ZONE, f"{SHORE},2020,,,206,", False),
        ("children", AreaType.INTERMEDIATE_ZONE, f"{SHORE},2020,,,206.1,", True),
        ("children", AreaType.INTERMEDIATE_ZONE, f"{FIFE},2020,,,206,", True),
        ("low_income", AreaType.INTERMEDIATE_ZONE, f"{SHORE},2020,66,1000,,", False),
        ("low_income", AreaType.INTERMEDIATE_ZONE, f"{SHORE},2020,60,1001,,", True),
        ("low_income", AreaType.COUNCIL_AREA, f"{FIFE},2020,,,6.5,", False),
        ("low_income", AreaType.COUNCIL_AREA, f"{FIFE},2020,,,6.7,", True),
    ],
)
def test_what_is_known_to_differ_may_differ_by_so_much(
    data: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: AreaType, row: str, found: bool
) -> None:
    """Three for each of two zones, and a tenth."""
    monkeypatch.setattr(module, "ALLOWANCES", {(name, kind): Allowance(0.1, each=3)})
    plant(data, name, row)
    assert len(said(data)) == (1 if found else 0)


@pytest.mark.parametrize(("value", "found"), [("10.00002", True), ("10.000009", False), ("9.99998", True)])
def test_a_value_is_what_its_counts_give(data: Path, value: str, found: bool) -> None:
    change(data, "low_income.csv", "S01009000,2020,60,600,,", f"S01009000,2020,60,600,{value},")
    wanted = Fault("low_income.csv", RATIO, f"S01009000, 2020: {value}, not 10", remedy="Leave the value empty")
    assert contradictions(library(data)) == ([wanted] if found else [])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("counts", ["0,0", "3,0"])
def test_counts_of_nobody_give_no_value(data: Path, counts: str) -> None:
    change(data, "crime.csv", "S01009000,2020,30,600,,", f"S01009000,2020,{counts},5,")
    assert said(data) == []


USED = [
    (AreaType.INTERMEDIATE_ZONE, "S02002220, 2020: 30.66666667, not 15.33333333, and 2 more"),
    (AreaType.WARD, "S13003067, 2020: 30.66666667, not 15.33333333, and 2 more"),
    (AreaType.COUNCIL_AREA, "S12000048, 2020: 18.8, not 9.4, and 1 more"),
    (AreaType.SCOTLAND, "S92000003, 2020: 17.1, not 8.55"),
    (AreaType.LOCALITY, "locality-city, 2020: 40, not 20, and 1 more"),
    (AreaType.PLACE, "place-the-cross, 2020: 40, not 20"),
]


@pytest.mark.parametrize(("kind", "value"), USED, ids=[kind.value for kind, _ in USED])
@pytest.mark.parametrize(("times", "found"), [(2, True), (1 + 9e-7, False)])
def test_an_added_up_value_is_what_its_counts_give(
    data: Path, monkeypatch: pytest.MonkeyPatch, kind: AreaType, value: str, times: float, found: bool
) -> None:
    def wrong(held: Library, indicator: Indicator, members: Mapping[AreaType, Members], of: AreaType) -> Sheet:
        sheet = combined(held, indicator, members, of)
        return replace(sheet, value=sheet.value * times) if of == kind else sheet

    for name in ("dashboard.evidence.library", "dashboard.evidence.partnership_evidence"):
        monkeypatch.setattr(import_module(name), "combined", wrong)
    values = {fault.file: fault.value for fault in contradictions(library(data)) if fault.rule == RATIO}
    assert set(values) == ({"low_income.csv", "crime.csv"} if found else set())
    assert values.get("low_income.csv") == (value if found else None)


def with_parts(held: Library, parts: pd.DataFrame) -> Library:
    """The same library with other members of its areas."""
    vars(held)["parts"] = parts
    return held


@pytest.mark.parametrize(
    ("kind", "code"), [(AreaType.WARD, "S13003066"), (AreaType.INTERMEDIATE_ZONE, HILL)], ids=["wards", "zones"]
)
@pytest.mark.parametrize(("times", "total"), [(0, 450), (2, 650)], ids=["lost", "twice"])
def test_areas_of_scotland_add_up_to_their_council_area(
    data: Path, kind: AreaType, code: str, times: int, total: int
) -> None:
    """A zone of 100 children, 1,000 people and 5 crimes is in no area of the kind, or twice in one."""
    held = library(data)
    one = (held.parts["area_code"] == code) & (held.parts["data_zone"] == ZONES[2])
    assert one.sum() == 1
    parts = pd.concat([held.parts[~one], *[held.parts[one]] * times], ignore_index=True)
    found = [fault for fault in contradictions(with_parts(held, parts)) if fault.rule != RATIO]
    assert {fault.rule for fault in found} == {f"the {kind.plural} of a council area must add up to its zones"}
    assert [(fault.file, fault.column, fault.value) for fault in found] == [
        ("children.csv", "value", f"S12000048, 2020: {total}, not 550"),
        ("crime.csv", "numerator", f"S12000048, 2020: {60 + 5 * (times - 1)}, not 60"),
        ("crime.csv", "denominator", f"S12000048, 2020: {3000 + 1000 * (times - 1)}, not 3000"),
    ]


def lose_from_localities(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """Leave a zone out of the locality it is in."""

    def wrong(whole: Library, partnership: Partnership) -> Evidence:
        found = evidence_of_partnership(whole, partnership)
        lost = (found.parts["area_type"] == AreaType.LOCALITY) & (found.parts["data_zone"] == zone)
        assert lost.sum() == 1
        return replace(found, parts=found.parts[~lost])

    monkeypatch.setattr(module, "evidence_of_partnership", wrong)


def test_localities_add_up_to_their_partnership(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lose_from_localities(monkeypatch, ZONES[3])
    faults = contradictions(library(data))
    assert {fault.rule for fault in faults} == {"the localities of a council area must add up to its zones"}
    assert said(data) == [
        ("children.csv", "value", "S12000048, 2020: 500, not 550"),
        ("crime.csv", "numerator", "S12000048, 2020: 59, not 60"),
        ("crime.csv", "denominator", "S12000048, 2020: 2500, not 3000"),
    ]


@pytest.mark.parametrize(("children", "found"), [("0.0004", False), ("0.0006", True)])
def test_localities_may_differ_by_a_millionth(
    data: Path, monkeypatch: pytest.MonkeyPatch, children: str, found: bool
) -> None:
    lose_from_localities(monkeypatch, ZONES[3])
    change(data, "children.csv", "S01011834,2020,,,50,", f"S01011834,2020,,,{children},")
    wanted = ("children.csv", "value", f"S12000048, 2020: 500, not 500.{children[2:]}")
    assert [row for row in said(data) if row[0] == "children.csv"] == ([wanted] if found else [])


@pytest.mark.parametrize("status", ["suppressed", "missing"])
def test_what_is_not_known_of_a_zone_is_not_missed_in_the_sum(
    data: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    lose_from_localities(monkeypatch, ZONES[3])
    change(data, "children.csv", "S01011833,2020,,,100,", f"S01011833,2020,,,,{status}")
    change(data, "crime.csv", "S01011836,2020,14,700,200,", f"S01011836,2020,,,,{status}")
    assert said(data) == []


@pytest.mark.parametrize("approximate", [True, False])
def test_localities_that_are_approximate_need_not_add_up(
    data: Path, monkeypatch: pytest.MonkeyPatch, approximate: bool
) -> None:
    def wrong(held: Library, indicator: Indicator, members: Mapping[AreaType, Members], kind: AreaType) -> Sheet:
        sheet = combined(held, indicator, members, kind)
        marked = sheet.approximate | (approximate and kind == AreaType.LOCALITY)
        return replace(sheet, approximate=marked, numerator=sheet.numerator + 1, value=sheet.value + 100)

    monkeypatch.setattr(import_module("dashboard.evidence.partnership_evidence"), "combined", wrong)
    found = [fault.value for fault in contradictions(library(data)) if fault.rule.startswith("the localities")]
    assert found == ([] if approximate else ["S12000048, 2020: 750, not 550", "S12000048, 2020: 62, not 60"])


@pytest.mark.parametrize("localities", [True, False])
def test_a_partnership_may_have_places_or_localities_only(data: Path, localities: bool) -> None:
    path = data / "partnerships" / "perth-and-kinross.toml"
    text = path.read_text(encoding="utf-8")
    first, place, last = (text.index(mark) for mark in ("[[locality]]", "[[place]]", "[[priority]]"))
    path.write_text(text[:place] + text[last:] if localities else text[:first] + text[place:], encoding="utf-8")
    ages(data, "299", at="S01011835")
    kinds = {str(value).split("-")[0] for _, _, value in said(data) if str(value)[0].islower()}
    assert kinds == {"locality" if localities else "place"}


PLAIN = SHARE[: SHARE.index("[suppression]")]
RANGES = [
    pytest.param(PLAIN, "100.001", "100.001, not 100", id="share above its whole"),
    pytest.param(PLAIN, "100.00009", "", id="share within a millionth of its whole"),
    pytest.param(PLAIN, "100", "", id="whole"),
    pytest.param(PLAIN, "-0.5", "-0.5, not 0", id="share below zero"),
    pytest.param(PLAIN + "numerator_within_denominator = false\n", "120", "", id="not a part of the whole"),
    pytest.param(PLAIN + "numerator_within_denominator = false\n", "-1", "-1, not 0", id="below zero all the same"),
    pytest.param(PLAIN.replace('"proportion"', '"rate"'), "120", "", id="rate"),
    pytest.param(MEAN, "-0.001", "-0.001, not 0", id="mean below zero"),
    pytest.param(COUNT, "-1", "-1, not 0", id="count below zero"),
    pytest.param(COUNT, "0", "", id="zero"),
    pytest.param(COUNT.replace('"count"', '"index"'), "-3", "", id="index below zero"),
]


@pytest.mark.parametrize(("definition", "value", "wrong"), RANGES)
def test_a_value_is_in_its_range(data: Path, definition: str, value: str, wrong: str) -> None:
    plant(data, "odd", f"{ZONES[0]},2020,,,{value},", definition=definition)
    assert said(data) == ([("odd.csv", "", f"S01009000, 2020: {wrong}")] if wrong else [])


@pytest.mark.parametrize("differs", ["true", "false"])
def test_a_published_figure_is_told_of_once_used_or_not(data: Path, differs: str) -> None:
    """A council series that differs is not used: its council areas are added up from their zones."""
    definition = PLAIN + f"council_series_differs = {differs}\n"
    plant(data, "odd", *(f"{zone},2020,,,99," for zone in ZONES), f"{FIFE},2020,,,101,", definition=definition)
    assert said(data) == [("odd.csv", "", "S12000047, 2020: 101, not 100")]


def test_each_period_is_a_contradiction_of_its_own(data: Path) -> None:
    plant(data, "odd", f"{ZONES[0]},2020,,,101,", f"{ZONES[0]},2021,,,7,", f"{ZONES[0]},2022,,,102,", definition=PLAIN)
    assert [value for _, _, value in said(data)] == ["S01009000, 2020: 101, not 100", "S01009000, 2022: 102, not 100"]


def test_figures_without_contradiction_are_let_through(data: Path) -> None:
    check_contradictions(library(data))


def test_every_contradiction_is_told_with_what_to_do(data: Path) -> None:
    plant(data, "children", f"{SHORE},2020,,,201,")
    plant(data, "odd", f"{ZONES[0]},2020,,,101,", definition=PLAIN)
    with pytest.raises(ContradictionError) as caught:
        check_contradictions(library(data))
    assert str(caught.value).splitlines() == [
        "children.csv, value: each intermediate zone must be the sum of its data zones; "
        "found 'S02001800, 2020: 201, not 200'. Check both",
        "odd.csv: the value must be between 0 and 100; found 'S01009000, 2020: 101, not 100'. Check the source",
    ]
