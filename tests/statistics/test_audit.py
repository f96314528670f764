"""Auditing the programme: cells that add up, evidence read again from the files, neighbours by their segments."""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence import evidence, library
from dashboard.evidence.boundaries import neighbours
from dashboard.statistics.audit import (
    PROGRAMME,
    Cell,
    Extent,
    audit,
    audit_sentence,
    covered_by,
    extent_sentence,
    extents,
    flagged_around,
    fourfold,
    of_places,
    why_covered,
)
from dashboard.statistics.flags import Coverage
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.vocabulary import AreaType, Flag, Level, Place, RolloutStatus

DATA = Path(__file__).resolve().parents[2] / "data"
KIND = AreaType.INTERMEDIATE_ZONE
OURS = evidence("perth-and-kinross")
SUMMARY = need_summary(OURS, KIND)
WORKING, IDENTIFIED, NOT_STARTED = RolloutStatus
PRIORITY, CLOSER, NONE = Level
MONCRIEFFE = "S02002230"
NOTHING: tuple[int, ...] = ()
fewer = settings(max_examples=40)


@cache
def lookup() -> pd.DataFrame:
    """The lookup of data zones, with people on low income, published ranks of all and of access, from their files."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv", encoding="utf-8-sig").set_index("data_zone")
    for name, indicator_id, column in (
        ("people", "simd_income", "numerator"),
        ("rank", "simd_rank_overall", "value"),
        ("access", "simd_rank_access", "value"),
    ):
        rows = pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", encoding="utf-8-sig")
        rows = rows[rows["period"] == "SIMD 2020v2"].set_index("area_code")
        zones[name] = rows[column].reindex(zones.index).fillna(0)
    return zones


@cache
def ours() -> pd.DataFrame:
    """The same for Perth and Kinross alone."""
    return lookup()[lookup()["council_area"] == "S12000048"]


@cache
def places() -> dict[str, tuple[str, frozenset[str]]]:
    """Each place of the partnership file: its status and its intermediate zones, none of which has parts."""
    raw = tomllib.loads((DATA / "partnerships" / "perth-and-kinross.toml").read_text(encoding="utf-8"))
    assert all("data_zones" not in place for place in raw["place"])
    return {place["name"]: (place["status"], frozenset(place["intermediate_zones"])) for place in raw["place"]}


def areas_in_file(statuses: Collection[str]) -> set[str]:
    return {code for status, codes in places().values() if status in statuses for code in codes}


def people_of(codes: Collection[str]) -> float:
    """The people on low income of intermediate zones, by the files."""
    return float(ours().loc[ours()["intermediate_zone"].isin(list(codes)), "people"].sum())


def by_hand(
    people: Sequence[float], priority: Sequence[int] = (), remote: Sequence[float] = (), flags: Mapping[int, str] = {}
) -> NeedSummary:
    """A ranking by hand: people on low income, priority areas and other flags by place in the list, from Area 1 on."""
    codes = [f"A{place:02d}" for place in range(1, len(people) + 1)]
    table = pd.DataFrame(
        {
            "area_name": [f"Area {place}" for place in range(1, len(people) + 1)],
            "need_rank": [float(place) for place in range(1, len(people) + 1)],
            "population": [100 * place for place in range(1, len(people) + 1)],
            "people_income_deprived": [float(number) for number in people],
            "remote_people": [float(number) for number in remote] or [0.0] * len(people),
            "level": [(PRIORITY if place in priority else NONE).value for place in range(1, len(people) + 1)],
            "status": NOT_STARTED.value,
            "place": "",
        },
        index=pd.Index(codes, name="area_code"),
    )
    held = {
        code: tuple(Flag(word, CLOSER, "", {}) for word in flags.get(place, "").split())
        for place, code in enumerate(codes, 1)
    }
    return NeedSummary(table, held, Coverage(0, 0, 0), KIND)


def codes(*numbers: int) -> list[str]:
    return [f"A{number:02d}" for number in numbers]


def place_of(name: str) -> Place:
    return next(place for place in OURS.partnership.places if place.name == name)


def said_of(summary: NeedSummary, *covered: int) -> str:
    return audit_sentence(audit(summary, codes(*covered)), "The programme")


# Cells


@pytest.mark.parametrize("statuses", [(WORKING,), PROGRAMME, NOTHING])
def test_the_four_cells_sum_to_the_partnership(statuses: tuple[RolloutStatus, ...]) -> None:
    cells = fourfold(audit(SUMMARY, covered_by(SUMMARY, *statuses)))
    assert list(cells.index) == [cell.value for cell in Cell]
    assert cells["areas"].sum() == ours()["intermediate_zone"].nunique() == 35
    assert cells["population"].sum() == ours()["population"].sum()
    assert cells["people"].sum() == ours()["people"].sum() == 12_046
    assert cells["people_share"].sum() == pytest.approx(1)


@pytest.mark.parametrize("partnership_id", sorted(library().partnerships))
def test_cells_sum_everywhere_when_nothing_is_covered(partnership_id: str) -> None:
    """The data zones of each partnership, those in the index's worst fifth flagged, and no programme at all."""
    zones = lookup()[lookup()["council_area"] == library().partnerships[partnership_id].council_area]
    flagged = zones["rank"] <= 1395
    table = pd.DataFrame(
        {
            "area_name": zones["data_zone_name"],
            "need_rank": zones["rank"].rank(),
            "population": zones["population"],
            "people_income_deprived": zones["people"].where(zones["population"] > 0),
            "remote_people": 0.0,
            "level": [(PRIORITY if one else NONE).value for one in flagged],
            "place": "",
        }
    )
    found = audit(NeedSummary(table, {}, Coverage(0, 0, 0), AreaType.DATA_ZONE), ())
    cells = fourfold(found).to_dict("index")
    assert not found["people"].isna().any()
    for cell, inside in ((Cell.FLAGGED, flagged), (Cell.NEITHER, ~flagged)):
        assert cells[cell]["areas"] == inside.sum()
        assert cells[cell]["population"] == zones.loc[inside, "population"].sum()
        assert cells[cell]["people"] == zones.loc[inside, "people"].sum()
        assert cells[cell]["people_share"] == pytest.approx(zones.loc[inside, "people"].sum() / zones["people"].sum())
    for cell in (Cell.COVERED, Cell.COVERED_FLAGGED):
        assert list(cells[cell].values()) == [0, 0, 0, 0]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=10), st.sets(st.integers(1, 10)), st.sets(st.integers(1, 10)))
@fewer
def test_cells_sum_for_any_programme(people: list[int], flagged: set[int], covered: set[int]) -> None:
    table = audit(by_hand(people, sorted(flagged)), codes(*covered))
    cells = fourfold(table)
    assert cells["areas"].sum() == len(people)
    assert cells["people"].sum() == sum(people)
    assert cells["people_share"].sum() == pytest.approx(1 if sum(people) else 0)
    known = set(range(1, len(people) + 1))
    sizes = [len(covered & flagged & known), len((covered - flagged) & known), len((flagged - covered) & known)]
    assert cells["areas"].tolist() == [*sizes, len(people) - sum(sizes)]


def test_an_area_stands_in_the_cell_that_covered_and_flagged_say() -> None:
    table = audit(by_hand([10, 20, 30, 40], priority=[1, 3]), codes(1, 2))
    assert table["cell"].tolist() == ["covered and flagged", "covered, not flagged", "flagged, not covered", "neither"]
    assert table["people"].tolist() == [10, 20, 30, 40]
    assert list(table.columns) == [
        *("area_name", "need_rank", "population", "people", "remote_people", "level", "place", "cell")
    ]


def test_people_that_are_not_known_are_nobody_in_the_sum() -> None:
    table = audit(by_hand([10, float("nan")]), ())
    assert table["people"].tolist() == [10, 0]


def test_the_ranking_is_not_changed() -> None:
    before = SUMMARY.areas.copy(deep=True)
    audit(SUMMARY, covered_by(SUMMARY, WORKING))
    extents(OURS, SUMMARY)
    pd.testing.assert_frame_equal(SUMMARY.areas, before)


@pytest.mark.parametrize("statuses", [(WORKING,), (IDENTIFIED,), PROGRAMME, NOTHING])
def test_the_areas_covered_are_those_of_the_partnership_file(statuses: tuple[RolloutStatus, ...]) -> None:
    assert covered_by(SUMMARY, *statuses) == areas_in_file([status.value for status in statuses])
    assert [place.name for place in of_places(OURS, statuses)] == [
        name for name, (status, _) in places().items() if status in {one.value for one in statuses}
    ]


@pytest.mark.parametrize(
    ("zone", "covered"), [("S01011835", {"S02002220"}), ("S01011836", set[str]()), ("S01011833", {"S02002219"})]
)
def test_an_area_is_covered_if_most_of_its_people_live_in_a_place(data: Path, zone: str, covered: set[str]) -> None:
    """Town's 1,500 people live 800 in its first data zone and 700 in its second; Hill's 1,500, 1,000 in its first."""
    file = data / "partnerships" / "perth-and-kinross.toml"
    text = file.read_text(encoding="utf-8").replace('data_zones = ["S01011835"]', f'data_zones = ["{zone}"]')
    file.write_text(text, encoding="utf-8")
    assert covered_by(need_summary(evidence("perth-and-kinross", data), KIND), WORKING) == covered


@pytest.mark.parametrize(
    ("statuses", "both", "besides", "missed"), [(PROGRAMME, 9, 4, [MONCRIEFFE]), ((WORKING,), 3, 4, None)]
)
def test_how_many_priority_areas_the_programme_covers(
    statuses: tuple[RolloutStatus, ...], both: int, besides: int, missed: list[str] | None
) -> None:
    table = audit(SUMMARY, covered_by(SUMMARY, *statuses))
    priority = {code for code, level in SUMMARY.areas["level"].items() if level == "priority"}
    inside = areas_in_file([status.value for status in statuses])
    cells = fourfold(table)["areas"]
    assert len(priority) == 10
    assert (cells[Cell.COVERED_FLAGGED], cells[Cell.COVERED]) == (both, besides)
    assert len(priority & inside) == both
    left = list(table.index[table["cell"] == Cell.FLAGGED])
    assert set(left) == priority - inside
    assert missed is None or left == missed
    people = fourfold(table)["people"]
    assert people[Cell.COVERED_FLAGGED] + people[Cell.COVERED] == people_of(inside)


# The sentence of the audit


def test_the_audit_of_perth_and_kinross_in_a_sentence() -> None:
    reached, everyone = people_of(areas_in_file(("working", "identified"))), ours()["people"].sum()
    assert audit_sentence(audit(SUMMARY, covered_by(SUMMARY, *PROGRAMME)), "Locality Working") == (
        f"Locality Working covers 9 of the 10 priority areas and 4 that the evidence does not flag: {reached:,.0f} of "
        f"{everyone:,.0f} people on low income ({100 * reached / everyone:.0f}%). "
        "Moncrieffe and Friarton is a priority area that it does not cover."
    )


def test_what_only_is_under_way_leaves_seven_out() -> None:
    said = audit_sentence(audit(SUMMARY, covered_by(SUMMARY, WORKING)), "Locality Working")
    assert said.startswith("Locality Working covers 3 of the 10 priority areas and 4 that")
    assert f": {people_of(areas_in_file(('working',))):,.0f} of 12,046 people on low income (25%)." in said
    left = said.split("(25%). ")[1]
    assert left.endswith(" are priority areas that it does not cover.")
    assert len(re.split(r", | and (?=Crieff South)", left)) == 7


def test_no_priority_area_left_out_is_said() -> None:
    assert said_of(by_hand([10, 20, 70], priority=[1, 2]), 1, 2) == (
        "The programme covers 2 of the 2 priority areas and 0 that the evidence does not flag: "
        "30 of 100 people on low income (30%). No priority area is left out."
    )


def test_one_priority_area_left_out_is_named() -> None:
    assert said_of(by_hand([10, 20, 70], priority=[1, 2]), 1, 3) == (
        "The programme covers 1 of the 2 priority areas and 1 that the evidence does not flag: "
        "80 of 100 people on low income (80%). Area 2 is a priority area that it does not cover."
    )


def test_several_priority_areas_left_out_are_named_in_order() -> None:
    assert said_of(by_hand([10, 20, 70], priority=[1, 2, 3])) == (
        "The programme covers 0 of the 3 priority areas and 0 that the evidence does not flag: "
        "0 of 100 people on low income (0%). Area 1, Area 2 and Area 3 are priority areas that it does not cover."
    )


def test_from_the_ninth_on_those_left_out_are_counted() -> None:
    said = said_of(by_hand([1000] * 10, priority=range(1, 11)), 10)
    assert "1,000 of 10,000 people on low income (10%)" in said
    assert said.endswith("; Area 8; and 1 more are priority areas that it does not cover.")


def test_a_partnership_with_nobody_on_low_income_has_a_sentence() -> None:
    assert ": 0 of 0 people on low income (0%)." in said_of(by_hand([0, 0], priority=[1]), 1)


# Why a place is covered


def test_highland_perthshire_is_far_from_services() -> None:
    """Its ranks, and 234 of the 534 people on low income in Scotland's hardest to reach twentieth, by the files."""
    far = ours()[ours()["access"] <= 0.05 * len(lookup())]
    inside = places()["Highland Perthshire"][1]
    here, all_here = far.loc[far["intermediate_zone"].isin(list(inside)), "people"].sum(), far["people"].sum()
    assert (here, all_here) == (234, 534)
    order = SUMMARY.areas["need_score"].sort_values(ascending=False).index
    ranks = [place for place, code in enumerate(order, 1) if code in inside]
    assert why_covered(SUMMARY, place_of("Highland Perthshire"), inside) == (
        f"Highland Perthshire: {people_of(inside):.0f} people on low income live here. The averages of its 3 "
        f"intermediate zones do not stand out: need ranks {ranks[0]}, {ranks[1]} and {ranks[2]} of 35. But {here:.0f} "
        f"of the {all_here:.0f} people on low income who live where services are hardest to reach "
        f"({100 * here / all_here:.0f}%) live here: need that an average hides."
    )


def test_every_place_says_how_many_people_on_low_income_live_there() -> None:
    for name, (_, inside) in places().items():
        said = why_covered(SUMMARY, place_of(name), inside)
        assert said.startswith(f"{name}: {people_of(inside):,.0f} people on low income live here. "), name
        flagged = SUMMARY.areas.loc[list(inside), "level"] == "priority"
        assert ("not stand out" in said) == (not flagged.any())
        assert ("priority area" in said) == flagged.any()


PLACE = Place("place-x", "X", WORKING)


WHY = [
    pytest.param(
        by_hand([1200, 20], priority=[1]),
        [1],
        "1,200 people on low income live here. It is a priority area, of need rank 1 of 2.",
        id="one area, flagged",
    ),
    pytest.param(
        by_hand([10, 20, 30], priority=[1, 3]),
        [1, 3],
        "40 people on low income live here. All of its 2 intermediate zones are priority areas, of need ranks 1 and 3 "
        "of 3.",
        id="all flagged",
    ),
    pytest.param(
        by_hand([10, 20, 30], priority=[1, 3]),
        [1, 2, 3],
        "60 people on low income live here. 2 of its 3 intermediate zones are priority areas (need ranks 1, 2 and 3).",
        id="some flagged",
    ),
    pytest.param(
        by_hand([10, 20], remote=[3, 5]),
        [2],
        "20 people on low income live here. Its average does not stand out: need rank 2 of 2. But 5 of the 8 people on "
        "low income who live where services are hardest to reach (62%) live here: need that an average hides.",
        id="far from services",
    ),
    pytest.param(
        by_hand([10, 20, 5], flags={1: "many_people", 2: "many_people pocket"}),
        [1, 2],
        "30 people on low income live here. The averages of its 2 intermediate zones do not stand out: need ranks 1 "
        "and 2 of 3. What speaks for it: many people on low income and a pocket of higher need.",
        id="many people and a pocket",
    ),
    pytest.param(
        by_hand([10, 20], flags={2: "pocket"}),
        [2],
        "20 people on low income live here. Its average does not stand out: need rank 2 of 2. "
        "What speaks for it: a pocket of higher need.",
        id="a pocket",
    ),
    pytest.param(
        by_hand([10, 20], flags={2: "many_people"}),
        [2],
        "20 people on low income live here. Its average does not stand out: need rank 2 of 2. "
        "What speaks for it: many people on low income.",
        id="many people",
    ),
    pytest.param(
        by_hand([10, 20], flags={1: "many_people"}),
        [2],
        "20 people on low income live here. Its average does not stand out: need rank 2 of 2. "
        "No flag of ours speaks for it.",
        id="only other areas have a flag",
    ),
]


@pytest.mark.parametrize(("summary", "inside", "wanted"), WHY)
def test_why_a_place_may_be_covered(summary: NeedSummary, inside: list[int], wanted: str) -> None:
    assert why_covered(summary, PLACE, codes(*inside)) == f"X: {wanted}"


def test_data_zones_are_called_data_zones() -> None:
    summary = replace(by_hand([10, 20]), area_type=AreaType.DATA_ZONE)
    assert "The averages of its 2 data zones do not" in why_covered(summary, PLACE, codes(1, 2))


# Neighbours and extents


@cache
def touching() -> dict[str, set[str]]:
    """Which intermediate zones of Perth and Kinross share a segment of their outlines, read from the file."""
    zone_of = ours()["intermediate_zone"].to_dict()
    path = DATA / "boundaries" / "data_zones_2011" / "S12000048.geojson"
    owners: dict[frozenset[tuple[float, float]], set[str]] = defaultdict(set)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = [(round(float(point[0]), 5), round(float(point[1]), 5)) for point in ring]
            for segment in pairwise(points):
                owners[frozenset(segment)].add(str(zone_of[feature["id"]]))
    found: dict[str, set[str]] = {str(code): set() for code in zone_of.values()}
    for pair in (owner for owner in owners.values() if len(owner) > 1):
        for code in pair:
            found[code] |= pair - {code}
    return found


def squares(rows: int, columns: int) -> dict[str, Any]:
    """A grid of squares of side 1, named by row and column."""
    return {
        f"{row}{column}": shapely.box(column, row, column + 1, row + 1)
        for row in range(rows)
        for column in range(columns)
    }


def test_a_corner_is_not_a_border() -> None:
    found = neighbours(squares(3, 3))
    assert found["11"] == {"01", "10", "12", "21"}
    assert found["00"] == {"01", "10"}
    assert found["01"] == {"00", "02", "11"}
    assert sorted(map(len, found.values())) == [2, 2, 2, 2, 3, 3, 3, 3, 4]


def test_an_area_apart_has_no_neighbour() -> None:
    shapes = {"a": shapely.box(0, 0, 1, 1), "b": shapely.box(2, 0, 3, 1), "c": shapely.box(3, 1, 4, 2)}
    assert neighbours(shapes) == {"a": frozenset(), "b": frozenset(), "c": frozenset()}


def test_part_of_a_side_is_a_border() -> None:
    shapes = {"long": shapely.box(0, 0, 3, 1), "short": shapely.box(1, 1, 2, 2)}
    assert neighbours(shapes) == {"long": {"short"}, "short": {"long"}}


def test_an_area_inside_another_borders_on_it() -> None:
    hole = shapely.box(1, 1, 2, 2)
    assert neighbours({"ring": shapely.box(0, 0, 3, 3).difference(hole), "hole": hole})["hole"] == {"ring"}


def wider_of(summary: NeedSummary, *covered: str) -> frozenset[str]:
    """What the code takes in when a place of some areas is drawn wider."""
    alone = summary.areas.assign(
        place=["P" if code in covered else "" for code in summary.areas.index],
        status=[(WORKING if code in covered else NOT_STARTED).value for code in summary.areas.index],
    )
    return extents(OURS, replace(summary, areas=alone))[2].covered


def test_neighbours_are_those_that_share_a_segment_and_each_others() -> None:
    found = {str(code): set(wider_of(SUMMARY, str(code))) - {str(code)} for code in SUMMARY.areas.index}
    assert found == touching()
    assert all(code in found[other] for code, others in found.items() for other in others)
    assert all(code not in others for code, others in found.items())
    assert min(map(len, found.values())) >= 1


@pytest.mark.parametrize("statuses", [PROGRAMME, (WORKING,), (IDENTIFIED,), NOTHING])
def test_narrower_lies_in_what_is_drawn_and_that_in_wider(statuses: tuple[RolloutStatus, ...]) -> None:
    narrow, drawn, wide = extents(OURS, SUMMARY, statuses)
    assert narrow.covered <= drawn.covered <= wide.covered
    assert drawn.covered == covered_by(SUMMARY, *statuses)
    assert narrow.flagged_covered <= drawn.flagged_covered <= wide.flagged_covered
    assert len(narrow.covered) == len(of_places(OURS, statuses))
    neighbours_too = {other for code in drawn.covered for other in touching()[code]}
    assert wide.covered == drawn.covered | neighbours_too
    for one in (narrow, drawn, wide):
        assert one.people == people_of(one.covered)
        levels = SUMMARY.areas["level"].to_dict()
        assert one.flagged_covered == sum(levels[code] == "priority" for code in one.covered)


def test_drawn_narrower_each_place_is_its_area_of_greatest_need() -> None:
    scores = SUMMARY.areas["need_score"].to_dict()
    wanted = {max(inside, key=lambda code: scores[code]) for _, inside in places().values()}
    assert extents(OURS, SUMMARY)[0].covered == wanted


def test_an_area_that_is_not_ranked_is_not_that_of_greatest_need() -> None:
    areas = SUMMARY.areas.copy()
    areas.loc[areas["need_rank"] == areas.loc[list(places()["North Perth"][1]), "need_rank"].min(), "need_rank"] = None
    (narrow, _, _) = extents(OURS, replace(SUMMARY, areas=areas), (WORKING,))
    second = areas.loc[list(places()["North Perth"][1]), "need_rank"].idxmin()
    assert second in narrow.covered
    assert len(narrow.covered) == 3


@pytest.mark.parametrize("name", [name for name, _ in places().items()])
def test_priority_areas_around_a_place_touch_it_and_lie_in_none(name: str) -> None:
    held = areas_in_file(("working", "identified"))
    around = {other for code in places()[name][1] for other in touching()[code]}
    levels = SUMMARY.areas["level"].to_dict()
    wanted = [code for code in SUMMARY.areas.index if levels[code] == "priority" and code in around - held]
    assert flagged_around(OURS, SUMMARY, name) == wanted
    assert wanted == ([MONCRIEFFE] if name == "Perth City" else [])


def test_nothing_lies_around_a_place_that_is_not_there() -> None:
    assert flagged_around(OURS, SUMMARY, "Atlantis") == []


def drawn_as(narrow: Sequence[int], whole: Sequence[int], wide: Sequence[int]) -> list[Extent]:
    return [Extent("", frozenset(codes(*numbers)), 0, 0.0) for numbers in (narrow, whole, wide)]


HOWEVER = "of the 4 priority areas are covered however the places are drawn."
HANGING = [
    pytest.param([1, 2, 3], [1, 2, 3], [1, 2, 3, 4, 5], f"3 {HOWEVER} For 1 it hangs on the extent: Area 4.", id="one"),
    pytest.param([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4, 5], f"4 {HOWEVER}", id="none"),
    pytest.param(
        [],
        [],
        [],
        f"0 {HOWEVER} Area 1, Area 2, Area 3 and Area 4 are left out however they are drawn.",
        id="all left out",
    ),
    pytest.param(
        [1, 2],
        [1, 2],
        [1, 2, 3],
        f"2 {HOWEVER} For 1 it hangs on the extent: Area 3. Area 4 is left out however they are drawn.",
        id="one, and one left out",
    ),
    pytest.param(
        [5],
        [1, 5],
        [1, 2, 5],
        f"0 {HOWEVER} For 2 it hangs on the extent: Area 1 and Area 2. "
        "Area 3 and Area 4 are left out however they are drawn.",
        id="two, and two left out",
    ),
    pytest.param(
        [1, 2, 3],
        [1, 2, 4],
        [1, 2, 3, 4],
        f"2 {HOWEVER} For 2 it hangs on the extent: Area 3 and Area 4.",
        id="not in all of them",
    ),
]


@pytest.mark.parametrize(("narrow", "whole", "wide", "wanted"), HANGING)
def test_whether_the_verdict_hangs_on_the_extent(
    narrow: list[int], whole: list[int], wide: list[int], wanted: str
) -> None:
    assert (
        extent_sentence(by_hand([10, 20, 30, 40, 50], priority=[1, 2, 3, 4]), drawn_as(narrow, whole, wide)) == wanted
    )


def test_the_extent_sentence_of_perth_and_kinross_counts_its_sets() -> None:
    drawn = extents(OURS, SUMMARY)
    priority = {code for code, level in SUMMARY.areas["level"].items() if level == "priority"}
    always = [code for code in priority if all(code in one.covered for one in drawn)]
    ever = [code for code in priority if any(code in one.covered for one in drawn)]
    said = extent_sentence(SUMMARY, drawn)
    numbers = re.findall(r"\b\d+\b", said)
    assert numbers == [str(len(always)), "10", str(len(ever) - len(always))]
    assert "Moncrieffe and Friarton" in said
    assert "left out" not in said
