"""Opening a snapshot: what is said of it, whatever it holds."""

import json
from dataclasses import replace
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.components.snapshot_view import frozen, opened
from dashboard.evidence import evidence
from dashboard.exhibits.state import weights_in
from dashboard.exhibits.wish import next_in
from dashboard.exports.snapshot_file import read_snapshot, snapshot_text

OURS = "perth-and-kinross"


def chosen(**state: str) -> dict[str, str]:
    held = evidence(OURS)
    return {**weights_in(held, state), **next_in(held, state)}


def words(parts: list[Any]) -> str:
    return json.dumps(parts, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.fixture(scope="module")
def file() -> dict[str, str]:
    return frozen(evidence(OURS), chosen(k="2"), "Board", "Because")


def test_the_file_has_a_telling_name_and_holds_the_choice(file: dict[str, str]) -> None:
    snapshot = read_snapshot(file["content"])
    assert file["filename"] == f"perth-and-kinross_snapshot_{snapshot.made}.json"
    assert snapshot.chosen is not None
    assert snapshot.chosen["areas"] == ["S02002234", "S02002239"]
    assert snapshot.chosen["conditions"]["k"] == "2"
    assert len(snapshot.chosen["kept"]) == 7


def test_the_same_evidence_has_not_moved(file: dict[str, str]) -> None:
    said = words(opened(file["content"], chosen()))
    assert "Nothing has moved since" in said
    assert "The same conditions choose the same areas today." in said
    assert "Table" not in said


def test_the_conditions_are_those_of_the_file_not_of_the_page(file: dict[str, str]) -> None:
    said = words(opened(file["content"], chosen(k="7", keep="no")))
    assert "The same conditions choose the same areas today." in said


def test_other_weights_on_the_page_are_named_as_the_cause(file: dict[str, str]) -> None:
    said = words(opened(file["content"], chosen(weights="simd_like")))
    assert "by other weights" in said
    assert "By weights" in said


def test_conditions_that_cannot_be_met_leave_no_choice_in_the_file() -> None:
    held = frozen(evidence(OURS), chosen(k="1", remote="9", keep="no"), "", "")
    assert read_snapshot(held["content"]).chosen is None
    assert "Snapshot without a title" in words(opened(held["content"], chosen()))


@pytest.mark.parametrize(
    "kept",
    [{}, {"areas": 5, "conditions": []}, {"areas": ["S0"], "conditions": {"k": [], "measure": {}, "remote": "x"}}],
)
def test_a_choice_of_another_make_is_shown_as_far_as_it_goes(file: dict[str, str], kept: dict[str, Any]) -> None:
    snapshot = replace(read_snapshot(file["content"]), chosen=kept)
    said = words(opened(snapshot_text(snapshot), chosen()))
    assert "cannot be opened" not in said


def test_a_snapshot_of_another_partnership_is_opened_as_that(file: dict[str, str]) -> None:
    held = frozen(evidence("clackmannanshire"), chosen(), "Elsewhere", "")
    said = words(opened(held["content"], chosen()))
    assert "Clackmannanshire, frozen on" in said
    assert "Nothing has moved since" in said


@pytest.mark.parametrize("text", ["", "{}", "[1]", "null", "GIF89a", '{"file": "evidence snapshot"'])
def test_what_is_no_snapshot_is_refused_in_words(text: str) -> None:
    said = words(opened(text, chosen()))
    assert "This snapshot cannot be opened" in said
