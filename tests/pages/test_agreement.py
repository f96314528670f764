"""The same indicator, area and period have the same figure on every page."""

from functools import cache
from typing import Any

import pytest

from dashboard.evidence import evidence
from dashboard.statistics.words import short
from dashboard.vocabulary import AreaType
from tests.pages.trees import plain, registered, sound, tables

AREAS = ["S02002236", "S02002233", "S02002248", "S02002253"]
INDICATORS = ["simd_income", "child_poverty", "emergency_adm_65", "crime", "simd_drive_gp", "census_limited_lot"]
HELD = evidence("perth-and-kinross")
NAMES = HELD.areas["area_name"].to_dict()


@cache
def page(path: str, **state: str) -> dict[str, list[dict[str, str]]]:
    """The tables of a page by caption."""
    return dict(tables(sound(registered()[path]["layout"](**state))))


def cell(found: dict[str, list[dict[str, str]]], first: str, heading: str) -> str:
    """The one cell under a heading, in the first row of any table that begins with some text."""
    rows = [row for held in found.values() for row in held if heading in row and next(iter(row.values())) == first]
    assert rows, (first, heading)
    return rows[0][heading]


def with_unit(key: str) -> str:
    """An indicator as the area page names it: its unit stands under the name."""
    one = HELD.indicators[key]
    return one.name if one.unit == "%" else plain(f"{one.name} {one.unit}")


def bare(text: str, key: str) -> str:
    """A figure without its unit and remarks."""
    return text.removesuffix(" (approx.)").removesuffix(f" {HELD.indicators[key].unit}")


@pytest.mark.parametrize("key", INDICATORS)
@pytest.mark.parametrize("area_code", AREAS)
def test_an_indicator_is_the_same_on_the_page_of_an_area_in_the_explorer_and_side_by_side(
    area_code: str, key: str
) -> None:
    story = page("/area/<area_code>", area_code=area_code)
    here, period = cell(story, with_unit(key), "Here"), cell(story, with_unit(key), "Period")
    explored = page("/explore", indicator=key, areas=AreaType.INTERMEDIATE_ZONE.value, period=period)
    unit = HELD.indicators[key].unit
    assert bare(cell(explored, NAMES[area_code], "Share" if unit == "%" else unit), key) == bare(here, key)
    beside = page("/compare", areas=",".join(AREAS))
    label = HELD.indicators[key].name if unit == "%" else f"{HELD.indicators[key].name}, {unit}"
    assert cell(beside, label, NAMES[area_code]).split(" ", 1)[1] == bare(here, key)


@pytest.mark.parametrize("area_code", AREAS)
def test_people_on_low_income_are_the_same_everywhere(area_code: str) -> None:
    name = NAMES[area_code]
    story = page("/area/<area_code>", area_code=area_code)
    people, part = cell(story, "People on low income", "How many"), cell(story, "People on low income", "Here")
    assert cell(page("/need"), name, "People on low income") == f"{people} ({part})"
    assert cell(page("/rollout"), name, "People on low income") == people
    zones = next(rows for caption, rows in story.items() if caption.startswith("Data zones of"))
    assert sum(int(row["People on low income"].replace(",", "")) for row in zones) == int(people.replace(",", ""))
    custom = page("/custom", zones=area_code)
    ((_, rows),) = custom.items()
    assert sum(int(row["On low income"]) for row in rows) == int(people.replace(",", ""))


@pytest.mark.parametrize("key", ["child_poverty", "simd_income"])
def test_the_gap_over_time_ends_with_the_gap_of_today(key: str) -> None:
    found = page("/inequality", indicator=key)
    fifths = next(rows for caption, rows in found.items() if "by fifth of deprivation" in caption)
    over_time: list[dict[str, str]] = next(rows for caption, rows in found.items() if caption.startswith("The gap"))
    assert (fifths[0]["Value"], fifths[-1]["Value"]) == (
        over_time[-1]["Most deprived"],
        over_time[-1]["Least deprived"],
    )


def test_a_figure_that_differs_would_be_seen() -> None:
    story: Any = page("/area/<area_code>", area_code=AREAS[0])
    assert cell(story, "People on low income", "Here") == "14.0%"
    assert short(14.04, HELD.indicators["simd_income"]) == "14.0%"
    assert bare("14.1%", "simd_income") != "14.0%"
