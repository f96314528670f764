"""The Board's list: in bands, every rank with its likely range, and probabilities that never say certain."""

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.board_view import banded_list, ranges_chart, sureness
from dashboard.evidence import evidence
from dashboard.exhibits.need import BAND_MARKS, sureness_words
from dashboard.exhibits.ranges import MOST_ROWS
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.uncertainty import Band
from dashboard.vocabulary import GRAINS, AreaType, Level
from tests.components.test_table import parts
from tests.pages.trees import plain, tree_of

OURS = evidence("perth-and-kinross")
RANK = "Likely rank"
SURE = "Among the fifth of greatest need?"


def made(component: Any) -> Any:
    return tree_of(component)


def words(tree: Any) -> str:
    """All the text of a component."""
    if isinstance(tree, dict):
        return words(tree.get("props", {}).get("children"))
    return plain(" ".join(map(words, tree))) if isinstance(tree, list) else str(tree or "")


def listed_rows(tree: Any) -> list[dict[str, str]]:
    """The rows of every table: the heading of a column → what the cell says, and the area under Area."""
    rows: list[dict[str, str]] = []
    for body in parts(tree, "Tbody"):
        for row in parts(body["children"], "Tr"):
            (head,) = parts(row["children"], "Th")
            rows.append({"Area": words(head["children"])})
            rows[-1] |= {cell["data-label"]: words(cell.get("children")) for cell in parts(row["children"], "Td")}
    return rows


@cache
def summary_of(grain: AreaType) -> NeedSummary:
    return need_summary(OURS, grain)


@cache
def whole_list(grain: AreaType) -> Any:
    return made(banded_list(OURS, summary_of(grain), flagged_only=False))


@pytest.fixture(params=GRAINS)
def grain(request: pytest.FixtureRequest) -> AreaType:
    return request.param


def test_every_row_says_how_far_its_rank_is_known(grain: AreaType) -> None:
    areas = summary_of(grain).areas.set_index("area_name").to_dict("index")
    rows = listed_rows(whole_list(grain))
    assert len(rows) == len(areas) > 30
    for row in rows:
        assert row[RANK] == likely_rank(areas[row["Area"]], len(areas))
        assert re.search(r"\d(st|nd|rd|th) of \d", row[RANK])
        assert row[SURE].startswith(BAND_MARKS[Band(str(areas[row["Area"]]["band"]))])


def test_no_column_is_a_bare_rank(grain: AreaType) -> None:
    heads = {words(part["children"]) for part in parts(whole_list(grain), "Th") if part.get("role") == "columnheader"}
    assert {head for head in heads if "rank" in head.lower()} == {RANK}


def test_the_first_table_has_whoever_may_be_in_the_fifth_or_is_a_priority(grain: AreaType) -> None:
    first, details = whole_list(grain)
    areas = summary_of(grain).areas
    open_ = (areas["band"] != Band.NOT_SHOWN) | (areas["level"] == Level.PRIORITY)
    assert [row["Area"] for row in listed_rows(first)] == list(areas.loc[open_, "area_name"])
    assert details["type"] == "Details"
    assert [row["Area"] for row in listed_rows(details)] == list(areas.loc[~open_, "area_name"])
    assert 0 < open_.sum() < len(areas)
    assert f"The other {(~open_).sum()} {grain.plural}" in [
        words(part["children"]) for part in parts(details, "Summary")
    ]


def test_a_list_of_flagged_areas_has_no_others() -> None:
    summary = summary_of(AreaType.INTERMEDIATE_ZONE)
    rows = listed_rows(made(banded_list(OURS, summary, flagged_only=True)))
    flagged = summary.areas[summary.areas["level"] != Level.NO_FLAG]
    assert sorted(row["Area"] for row in rows) == sorted(flagged["area_name"])
    assert 0 < len(rows) < len(summary.areas)


def test_without_others_there_is_nothing_to_open() -> None:
    summary = summary_of(AreaType.INTERMEDIATE_ZONE)
    only_firm = replace(summary, areas=summary.areas[summary.areas["band"] == Band.FIRM])
    (table,) = made(banded_list(OURS, only_firm, flagged_only=False))
    opened = [words(part["children"]) for part in parts(table, "Summary")]
    assert not [text for text in opened if "other" in text]
    assert len(listed_rows(table)) == len(only_firm.areas) > 0


def test_no_row_says_certain_or_impossible(grain: AreaType) -> None:
    said = [row[SURE] for row in listed_rows(whole_list(grain))]
    assert not [text for text in said if re.search(r"\b(100|0)%", text)]
    assert len(said) == len([text for text in said if re.search(r"\((over 99|under 1|\d+)%\)", text)])


@given(st.floats(0, 1))
def test_a_probability_is_never_certain(probability: float) -> None:
    said = sureness_words(probability)
    number = int(re.sub(r"\D", "", said))
    assert 1 <= number <= 99
    assert abs(number - 100 * probability) <= 1


@pytest.mark.parametrize(
    ("probability", "wanted"),
    [
        *((0, "under 1%"), (0.0099, "under 1%"), (0.01, "1%"), (0.654, "65%")),
        *((0.99, "99%"), (0.9901, "over 99%"), (0.9999, "over 99%"), (1, "over 99%")),
    ],
)
def test_probabilities_in_words(probability: float, wanted: str) -> None:
    assert sureness_words(probability) == wanted


def test_bands_have_a_sign_and_a_word_of_their_own() -> None:
    assert set(BAND_MARKS) == set(Band)
    assert len({mark[0] for mark in BAND_MARKS.values()}) == len({mark[1:] for mark in BAND_MARKS.values()}) == 4


def test_the_partnerships_without_places_have_no_column_for_the_rollout() -> None:
    other = evidence("clackmannanshire")
    tree = made(banded_list(other, need_summary(other, AreaType.INTERMEDIATE_ZONE), flagged_only=False))
    rows = listed_rows(tree)
    assert {"Locality Working" in row for row in rows} == {False}
    assert {"Locality Working" in row for row in listed_rows(whole_list(AreaType.INTERMEDIATE_ZONE))} == {True}
    assert len(rows) == 12


def test_the_sentences_begin_with_what_is_sure_and_end_with_what_it_rests_on(grain: AreaType) -> None:
    said = [words(made(part)) for part in sureness(OURS, summary_of(grain), OURS.partnership.weights["equal"])]
    assert "95% sure" in said[0]
    assert all("cannot be told apart" in sentence for sentence in said[1:-1])
    assert "the true ranges are wider" in said[-1]
    assert len(said) > 2


def test_the_chart_has_a_strip_an_area_down_to_where_it_is_cut(grain: AreaType) -> None:
    tree = made(ranges_chart(OURS, summary_of(grain)))
    (figure,) = (json.loads(part["data-figure"]) for part in parts(tree, "Div") if "data-figure" in part)
    marks = [trace for trace in figure["data"] if trace.get("mode") == "markers"]
    shown = [code for trace in marks for code in trace["customdata"]]
    areas = summary_of(grain).areas
    assert sorted(shown) == sorted(areas.index[:MOST_ROWS])
    cut = f"The first {MOST_ROWS} of {len(areas)}" in words(tree)
    assert cut == (len(areas) > MOST_ROWS)
    (shaded,) = figure["layout"]["shapes"]
    assert shaded["x1"] == pytest.approx(0.5 + OURS.partnership.thresholds.worst_share * len(areas))
