"""The comparison word: every polarity, both ends of the interval, everything that cannot be compared."""

from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics.comparison import outcomes
from dashboard.vocabulary import Outcome, Polarity

BETTER, SIMILAR, WORSE, NOT_COMPARED = Outcome.BETTER, Outcome.SIMILAR, Outcome.WORSE, Outcome.NOT_COMPARED
LOW, HIGH = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER
fewer = settings(max_examples=60)
NUMBERS = st.floats(-1e6, 1e6)
TRIPLES = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted), min_size=1, max_size=20)


def figures(*triples: list[float]) -> pd.DataFrame:
    return pd.DataFrame(triples, columns=["lower", "value", "upper"], dtype=float)


@pytest.mark.parametrize(
    ("polarity", "words"),
    [
        (LOW, [BETTER, SIMILAR, SIMILAR, SIMILAR, WORSE]),
        (HIGH, [WORSE, SIMILAR, SIMILAR, SIMILAR, BETTER]),
        (Polarity.NO_JUDGEMENT, [NOT_COMPARED] * 5),
    ],
)
def test_the_word_for_values_below_touching_around_and_above(polarity: Polarity, words: list[Outcome]) -> None:
    table = figures([7, 8, 9], [8, 9, 10], [9, 10, 11], [10, 11, 12], [11, 12, 13])
    assert outcomes(table, 10.0, polarity).tolist() == words


def test_the_example_of_the_specification() -> None:
    """10.6% (9.6 to 11.8) against the partnership's 8.0% is worse where lower is better."""
    assert outcomes(figures([9.6, 10.6, 11.8]), 8.0, LOW).tolist() == [WORSE]


def test_the_words_are_outcomes_and_not_bare_text() -> None:
    words = outcomes(figures([7, 8, 9], [9, 10, 11], [np.nan] * 3), 10.0, LOW)
    assert words.name == "outcome"
    assert [type(word) for word in words] == [Outcome] * 3


@pytest.mark.parametrize("column", ["lower", "value", "upper"])
@pytest.mark.parametrize("polarity", [LOW, HIGH])
def test_no_value_or_no_interval_is_not_compared(column: str, polarity: Polarity) -> None:
    table = figures([7, 8, 9], [7, 8, 9])
    table.loc[0, column] = np.nan
    words = outcomes(table, 100.0, polarity)
    assert words[0] == NOT_COMPARED
    assert words[1] != NOT_COMPARED


def test_a_missing_comparator_is_not_compared() -> None:
    assert outcomes(figures([7, 8, 9], [1, 2, 3]), np.nan, LOW).tolist() == [NOT_COMPARED] * 2


def test_each_row_meets_its_own_comparator_by_label() -> None:
    table = figures([7, 8, 9], [7, 8, 9], [7, 8, 9]).set_axis(["a", "b", "c"])
    comparator = pd.Series({"c": 8.0, "a": 1.0})
    assert outcomes(table, comparator, LOW).tolist() == [WORSE, NOT_COMPARED, SIMILAR]


def test_no_rows_no_words() -> None:
    assert outcomes(figures(), 1.0, LOW).tolist() == []


@fewer
@given(TRIPLES, NUMBERS)
def test_reversing_the_polarity_mirrors_the_word(triples: list[list[float]], comparator: float) -> None:
    mirror = {BETTER: WORSE, WORSE: BETTER, SIMILAR: SIMILAR}
    low = outcomes(figures(*triples), comparator, LOW)
    high = outcomes(figures(*triples), comparator, HIGH)
    assert [mirror[word] for word in low] == high.tolist()


@fewer
@given(TRIPLES, NUMBERS)
def test_similar_means_inside_the_interval(triples: list[list[float]], comparator: float) -> None:
    words = outcomes(figures(*triples), comparator, LOW)
    assert [word == SIMILAR for word in words] == [low <= comparator <= up for low, _, up in triples]


@fewer
@given(TRIPLES, st.randoms())
def test_row_order_changes_nothing_and_the_figures_stay(triples: list[list[float]], random: Random) -> None:
    table = figures(*triples)
    kept = table.copy(deep=True)
    comparator = pd.Series(np.linspace(-1e6, 1e6, len(table)))
    order = list(table.index)
    random.shuffle(order)
    words = outcomes(table.loc[order], comparator, LOW)
    assert words.sort_index().tolist() == outcomes(table, comparator, LOW).tolist()
    pd.testing.assert_frame_equal(table, kept)
