"""The keys of a partnership file that choosing areas uses: costs, also_counted and published_index."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.evidence import evidence, evidence_of_partnership, library
from dashboard.evidence.partnerships import KNOWN_KEYS
from dashboard.vocabulary import ConfigError

OURS = "partnerships/perth-and-kinross.toml"
FILE = "perth-and-kinross.toml"
BOTH = "S02002219 = 2\nS02002220 = 3.5"


def write(data: Path, costs: str = "", keys: str = "") -> None:
    """The small folder's partnership file with keys at its top, or a table of costs before its rollout."""
    text = (data / OURS).read_text(encoding="utf-8")
    assert text.count("[rollout]") == text.count('access = "access_rank"\n') == 1
    text = text.replace('access = "access_rank"\n', f'access = "access_rank"\n{keys}')
    text = text.replace("[rollout]", f"[costs]\n{costs}\n\n[rollout]" if costs else "[rollout]")
    (data / OURS).write_text(text, encoding="utf-8", newline="\n")


def refused(data: Path, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        library(data)
    assert str(caught.value) == message


def test_the_keys_are_known_and_may_be_left_out(data: Path) -> None:
    assert {"costs", "also_counted", "published_index"} <= KNOWN_KEYS
    held = evidence("perth-and-kinross", data).partnership
    assert (dict(held.costs), held.also_counted, held.published_index) == ({}, (), "")


def test_the_keys_are_read_as_they_stand(data: Path) -> None:
    write(data, BOTH, 'also_counted = ["crime"]\npublished_index = "access_rank"\n')
    held = evidence("perth-and-kinross", data).partnership
    assert dict(held.costs) == {"S02002219": 2.0, "S02002220": 3.5}
    assert {type(cost) for cost in held.costs.values()} == {float}
    assert held.also_counted == ("crime",)
    assert held.published_index == "access_rank"


def test_a_partnership_without_a_file_borrows_what_is_counted_but_no_costs(data: Path) -> None:
    write(data, BOTH, 'also_counted = ["crime"]\npublished_index = "access_rank"\n')
    fife = evidence("fife", data).partnership
    assert (fife.also_counted, fife.published_index, dict(fife.costs)) == (("crime",), "access_rank", {})


def test_perth_and_kinross_names_both_and_gives_no_costs() -> None:
    held = evidence("perth-and-kinross").partnership
    assert held.also_counted == ("child_poverty", "simd_employment")
    assert held.published_index == "simd_rank_overall"
    assert dict(held.costs) == {}


def test_a_cost_may_be_nothing(data: Path) -> None:
    write(data, "S02002219 = 0\nS02002220 = 0")
    assert set(evidence("perth-and-kinross", data).partnership.costs.values()) == {0.0}


COSTS = [
    pytest.param(
        f"{BOTH}\nS02009999 = 1",
        f"{FILE}: costs: intermediate zone is not one of this partnership; found 'S02009999'. Check data/areas",
        id="unknown area",
    ),
    pytest.param(
        f"{BOTH}\nS02001800 = 1",
        f"{FILE}: costs: intermediate zone is not one of this partnership; found 'S02001800'. Check data/areas",
        id="area of another partnership",
    ),
    pytest.param(
        f"{BOTH}\nS01011835 = 1",
        f"{FILE}: costs: intermediate zone is not one of this partnership; found 'S01011835'. Check data/areas",
        id="data zone",
    ),
    pytest.param(
        "S02002219 = 2",
        f"{FILE}: costs: an intermediate zone has none; found 'S02002220'. Give each its cost",
        id="area left out",
    ),
    pytest.param(
        "S02002219 = -2\nS02002220 = 3",
        f"{FILE}, costs: the cost of S02002219 must be a number not below zero; found -2",
        id="negative",
    ),
    pytest.param(
        'S02002219 = 2\nS02002220 = "3"',
        f"{FILE}, costs: the cost of S02002220 must be a number not below zero; found '3'",
        id="text",
    ),
    pytest.param(
        "S02002219 = true\nS02002220 = 3",
        f"{FILE}, costs: the cost of S02002219 must be a number not below zero; found True",
        id="true",
    ),
    pytest.param(
        "S02002219 = inf\nS02002220 = 3",
        f"{FILE}, costs: the cost of S02002219 must be a number not below zero; found inf",
        id="infinite",
    ),
    pytest.param(
        "S02002219 = nan\nS02002220 = 3",
        f"{FILE}, costs: the cost of S02002219 must be a number not below zero; found nan",
        id="not a number",
    ),
    pytest.param(
        "S02002219 = [1, 2]\nS02002220 = 3",
        f"{FILE}, costs: the cost of S02002219 must be a number not below zero; found [1, 2]",
        id="list",
    ),
]
NAMES = [
    pytest.param(
        "costs = 3\n",
        f"{FILE}, costs: must be a dict; found 3",
        id="costs without areas",
    ),
    pytest.param(
        'also_counted = ["low_incomes"]\n',
        f"{FILE}: unknown indicator; found 'low_incomes'. See data/indicators",
        id="unknown indicator counted",
    ),
    pytest.param(
        'also_counted = ["crime", "children"]\n',
        f"{FILE}, also_counted: only the people of a proportion or a rate can be counted; found 'children'",
        id="count of people",
    ),
    pytest.param(
        'also_counted = ["travel"]\n',
        f"{FILE}, also_counted: only the people of a proportion or a rate can be counted; found 'travel'",
        id="mean",
    ),
    pytest.param(
        'also_counted = ["access_rank"]\n',
        f"{FILE}, also_counted: only the people of a proportion or a rate can be counted; found 'access_rank'",
        id="rank",
    ),
    pytest.param(
        'also_counted = "crime"\n',
        f"{FILE}, also_counted: must be a list; found 'crime'",
        id="text instead of a list",
    ),
    pytest.param(
        'published_index = "overall"\n',
        f"{FILE}: unknown indicator; found 'overall'. See data/indicators",
        id="unknown index",
    ),
    pytest.param(
        'published_index = ["access_rank"]\n',
        f"{FILE}, published_index: must be a str; found ['access_rank']",
        id="list instead of text",
    ),
]


@pytest.mark.parametrize(("costs", "message"), COSTS)
def test_broken_costs_are_refused(data: Path, costs: str, message: str) -> None:
    write(data, costs)
    refused(data, message)


@pytest.mark.parametrize(("keys", "message"), NAMES)
def test_broken_names_are_refused(data: Path, keys: str, message: str) -> None:
    write(data, keys=keys)
    refused(data, message)


def test_a_source_left_out_on_purpose_leaves_out_what_else_is_counted(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only an indicator nothing else needs may be missing: crime of another source, left out, is no fault."""
    definition = data / "indicators" / "crime.toml"
    definition.write_text(definition.read_text(encoding="utf-8").replace('"simd"', '"census"'), encoding="utf-8")
    partnership = data / OURS
    text = (
        partnership.read_text(encoding="utf-8")
        .replace("crime = 1, travel", "travel")
        .replace("crime = 1", "travel = 1")
    )
    partnership.write_text(text, encoding="utf-8")
    write(data, keys='also_counted = ["crime"]\n')
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "census")
    held = library(data)
    assert "crime" not in held.indicators
    assert held.partnerships["perth-and-kinross"].also_counted == ("crime",)


def test_an_index_left_out_on_purpose_is_missed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = (data / "indicators" / "access_rank.toml").read_text(encoding="utf-8")
    (data / "indicators" / "overall.toml").write_text(index.replace('"simd"', '"census"'), encoding="utf-8")
    (data / "indicators" / "overall.csv").write_text(
        (data / "indicators" / "access_rank.csv").read_text(encoding="utf-8"), encoding="utf-8"
    )
    write(data, keys='published_index = "overall"\n')
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "census")
    refused(data, f"{FILE}: unknown indicator; found 'overall'. It is needed: leave out fewer sources")


def test_costs_of_a_partnership_tried_are_checked_as_those_of_a_file(data: Path) -> None:
    held = evidence("perth-and-kinross", data)
    with pytest.raises(ConfigError, match="an intermediate zone has none; found 'S02002220'"):
        evidence_of_partnership(held.library, replace(held.partnership, costs={"S02002219": 1.0}))
