"""Inequality in sentences: the gap and its direction, where it goes, who holds it, and what would go with it."""

from dataclasses import replace

import pytest

from dashboard.evidence import evidence
from dashboard.statistics.gap_change import Change, GapChange
from dashboard.statistics.inequality_of import held_by, inequality_of
from dashboard.statistics.inequality_words import (
    attributable_sentence,
    change_sentence,
    gap_sentence,
    held_sentence,
    relative_sentence,
    worse_for_deprived,
)
from dashboard.vocabulary import AreaType, Polarity

OURS = evidence("perth-and-kinross")


def test_sentences_say_the_gap_who_holds_it_and_what_would_go() -> None:
    indicator, found = (
        OURS.indicators["simd_income"],
        inequality_of(OURS, "simd_income", AreaType.DATA_ZONE, "SIMD 2020v2"),
    )
    said = "People on low income: 17.3% in the most deprived fifth of us, 2.9% in the least deprived. That is a gap of "
    said += "14.4 percentage points (likely range 13.9 to 14.9)."
    assert gap_sentence(indicator, found, "us") == said
    other = replace(indicator, polarity=Polarity.HIGHER_IS_BETTER)
    assert gap_sentence(other, found, "us") == f"{said} On this measure the most deprived fifth does no worse."
    assert (worse_for_deprived(indicator, found), worse_for_deprived(other, found)) == (True, False)
    assert attributable_sentence(OURS, indicator, found).endswith("64% lower, 7,655 people on low income fewer.")
    assert attributable_sentence(OURS, other, found) == ""
    parts = held_by(OURS, found)
    inside = 100 * parts.within / parts.total
    most = parts.groups.sort_values("within").iloc[-1]
    assert held_sentence(parts, "ward") == (
        f"{inside:.0f}% of the inequality lies between neighbours inside the same ward, {100 - inside:.0f}% between "
        f"one ward and another. {most.name} holds most of the part inside: {100 * most['within'] / parts.total:.0f}% "
        "of all."
    )
    assert held_sentence(replace(parts, total=0.0), "ward").startswith("There is no inequality")


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        (Change.NARROWING, "The gap is narrowing:"),
        (Change.WIDENING, "The gap is widening:"),
        (Change.NO_CLEAR_CHANGE, "There is no clear change in the gap:"),
    ],
)
def test_the_word_for_a_change_is_that_of_the_test(change: Change, begins: str) -> None:
    found = GapChange(change, -0.5, -0.75, -0.25, "2011/12", "2019/20", 9)
    moved = "it moved by -0.5 percentage points a year from 2011/12 to 2019/20 (likely range -0.8 to -0.2)."
    assert change_sentence(OURS.indicators["participation"], found) == f"{begins} {moved}"
    assert change.value in relative_sentence(found)
    assert "by -0.50 a year from 2011/12 to 2019/20 (likely range -0.75 to -0.25)" in relative_sentence(found)


def test_a_change_that_cannot_be_told_says_why() -> None:
    cannot = "Whether the gap is narrowing or widening cannot be told:"
    yearly, releases = OURS.indicators["participation"], OURS.indicators["simd_income"]
    assert change_sentence(yearly, GapChange(why="No period has a gap.")) == f"{cannot} no period has a gap."
    assert change_sentence(releases, GapChange(why="Any.")) == f"{cannot} its releases cannot be compared."
