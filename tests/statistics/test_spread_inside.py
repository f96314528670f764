"""How far zones lie apart: by hand, by properties, and among the areas of Perth and Kinross from the file."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence import evidence
from dashboard.evidence.custom_area import CUSTOM_CODE, with_custom_area
from dashboard.statistics.four_measures import four_measures
from dashboard.statistics.spread_inside import fellow_type, spread, spread_places, spreads
from dashboard.vocabulary import AreaType

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
ROWS = st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 900)), min_size=1, max_size=12)
fewer = settings(max_examples=50)


def of(values: list[float], people: list[float]) -> float:
    return float(spread(pd.DataFrame({"a": values}, dtype=float), pd.Series(people, dtype=float))["a"])


def test_two_zones_by_hand() -> None:
    """The average of 0, where one lives, and 10, where three live, is 7.5: √((7.5² + 3 × 2.5²) / 4)."""
    assert of([0, 10], [1, 3]) == pytest.approx(math.sqrt(18.75))
    assert of([4, 4, 4], [1, 20, 300]) == 0
    assert of([7], [5]) == 0


def test_without_a_value_or_people_a_zone_takes_no_part() -> None:
    assert of([0, 10, math.nan, 99], [1, 3, 50, 0]) == of([0, 10], [1, 3])
    assert math.isnan(of([math.nan, 3], [10, 0]))


@fewer
@given(ROWS, st.integers(-20, 20), st.integers(-5, 5), st.integers(2, 9))
def test_neither_a_shift_nor_more_of_everyone_changes_it_and_a_scale_does(
    rows: list[tuple[int, int]], shift: int, scale: int, times: int
) -> None:
    values, people = [float(value) for value, _ in rows], [float(n) for _, n in rows]
    usual = of(values, people)
    assert of([value + shift for value in values], people) == pytest.approx(usual, abs=1e-9)
    assert of([value * scale for value in values], people) == pytest.approx(abs(scale) * usual, abs=1e-9)
    assert of(values, [times * n for n in people]) == pytest.approx(usual, abs=1e-9)
    assert usual <= (max(values) - min(values)) / 2 + 1e-9
    assert usual == pytest.approx(float(np.std(np.repeat(values, [int(n) for n in people]))), abs=1e-9)


def shares_and_people() -> pd.DataFrame:
    """Our data zones from the files: the zone they lie in, people, and the share on low income."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv").set_index("data_zone")
    income = pd.read_csv(DATA / "indicators" / "simd_income.csv")
    income = income[income["period"] == "SIMD 2020v2"].set_index("area_code")
    zones["share"] = 100 * income["numerator"] / income["denominator"]
    return zones[zones["council_area"] == "S12000048"]


def by_hand(zones: pd.DataFrame) -> float:
    people, value = zones["population"] / zones["population"].sum(), zones["share"]
    return math.sqrt(float((people * value**2).sum()) - float((people * value).sum()) ** 2)


def test_the_spread_of_every_intermediate_zone_is_that_of_the_file() -> None:
    wanted = {str(code): by_hand(rows) for code, rows in shares_and_people().groupby("intermediate_zone")}
    found = spreads(OURS, AreaType.INTERMEDIATE_ZONE)["simd_income"]
    assert found.to_dict() == pytest.approx(wanted)
    alyth = spread_places(OURS, "S02002246").to_dict("index")["simd_income"]
    assert alyth["spread"] == pytest.approx(wanted["S02002246"])
    assert alyth["narrower"] == sum(one < wanted["S02002246"] for one in wanted.values())
    assert alyth["fellows"] == len(wanted) - 1
    own = shares_and_people().query("intermediate_zone == 'S02002246'")["share"]
    assert [alyth["lowest"], alyth["highest"]] == pytest.approx([own.min(), own.max()])


@pytest.mark.parametrize("area_code", ["S02002248", "S13003067", "locality-perth-city", "place-north-perth"])
def test_every_scored_indicator_is_placed_the_widest_first(area_code: str) -> None:
    table = spread_places(OURS, area_code)
    scored = {key for one in OURS.partnership.priorities for key in one.indicators[AreaType.DATA_ZONE]}
    assert set(table.index) == {"simd_income", *scored}
    assert table["part"].is_monotonic_decreasing
    assert (table["part"] * table["fellows"]).tolist() == pytest.approx(table["narrower"].tolist())
    assert (table["narrower"] <= table["fellows"]).all()
    assert (table["lowest"] <= table["highest"]).all()


def test_areas_are_held_against_their_own_kind_or_the_nearest_in_size() -> None:
    kinds = {
        "S02002246": AreaType.INTERMEDIATE_ZONE,
        "S13003067": AreaType.WARD,
        "locality-perth-city": AreaType.LOCALITY,
        "place-alyth": AreaType.INTERMEDIATE_ZONE,
        CUSTOM_CODE: AreaType.INTERMEDIATE_ZONE,
    }
    assert {code: fellow_type(code) for code in kinds} == kinds
    fellows = {code: int(spread_places(OURS, code)["fellows"].max()) for code in kinds if code != CUSTOM_CODE}
    assert fellows == {"S02002246": 34, "S13003067": 11, "locality-perth-city": 4, "place-alyth": 35}


def test_an_area_of_ones_own_has_the_spread_of_its_zones_and_changes_no_other() -> None:
    before = spreads(OURS, AreaType.INTERMEDIATE_ZONE)
    held = with_custom_area(OURS, "Alyth again", tuple(OURS.zones_of("place-alyth")))
    pd.testing.assert_frame_equal(spread_places(held, CUSTOM_CODE), spread_places(OURS, "place-alyth"))
    assert spreads(held, AreaType.INTERMEDIATE_ZONE) is before


@pytest.mark.parametrize(
    ("area_code", "word"),
    [("S02002248", "a wide spread"), ("S02002236", "an even picture"), ("S02002246", "a usual spread")],
)
def test_the_word_is_that_of_the_place_among_others(area_code: str, word: str) -> None:
    told, row = four_measures(OURS, area_code)[2], spread_places(OURS, area_code).to_dict("index")["simd_income"]
    wide, even = row["part"] >= 0.8, row["part"] <= 0.2
    assert word == ("a wide spread" if wide else "an even picture" if even else "a usual spread")
    assert f": {word}, wider than in {row['narrower']:.0f} of {row['fellows']:.0f} other" in told.sentence
