"""Words: numbers with their units, and a word of its own for every reason there is none."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.evidence import evidence
from dashboard.statistics.summary import coverage_sentence, headline, need_summary, rollout_sentence
from dashboard.statistics.words import (
    OUTCOME_MARKS,
    OUTCOME_WORDS,
    POLARITY_WORDS,
    ROLLOUT_WORDS,
    STATUS_WORDS,
    count,
    fifth_of,
    figure,
    listed,
    number,
    ordinal,
    range_of,
    share,
)
from dashboard.vocabulary import (
    AreaType,
    Indicator,
    Measure,
    Outcome,
    Polarity,
    RolloutStatus,
    Source,
    Status,
    Suppression,
    Topic,
)

PERCENT = Indicator(
    indicator_id="example",
    name="Example",
    definition="An example.",
    topic=Topic.POVERTY,
    measure=Measure.PROPORTION,
    unit="%",
    polarity=Polarity.LOWER_IS_BETTER,
    source=Source("Publisher", "Title", "Licence", "2026-01-01"),
    per=100,
)
PEOPLE = replace(PERCENT, unit="people", decimals=0)
STARRED = replace(PERCENT, suppression=Suppression("Fewer than 3 crimes.", 1.5))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [(0, "0"), (999.4, "999"), (999.6, "1,000"), (1019, "1,019"), (5_424_800, "5,424,800")],
)
def test_counts_have_commas(given: float, wanted: str) -> None:
    assert count(given) == wanted


def test_shares_have_a_sign_and_their_decimals() -> None:
    assert (share(10.62), share(10.62, 0), share(0)) == ("10.6%", "11%", "0.0%")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        *[
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (10, "10th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
        ],
        *[
            (20, "20th"),
            (21, "21st"),
            (22, "22nd"),
            (101, "101st"),
            (111, "111th"),
            (112, "112th"),
            (123, "123rd"),
        ],
    ],
)
def test_ordinals(given: int, wanted: str) -> None:
    assert ordinal(given) == wanted


def test_a_value_has_its_unit() -> None:
    assert number(10.62, PERCENT) == "10.6%"
    assert number(1019.2, PEOPLE) == "1,019 people"
    assert number(np.nan, PEOPLE) == "–"


def test_suppressed_missing_not_applicable_and_zero_are_told_apart() -> None:
    written = {
        "zero": figure(0, Status.PUBLISHED, PERCENT),
        "suppressed": figure(np.nan, Status.SUPPRESSED, PERCENT),
        "starred": figure(np.nan, Status.SUPPRESSED, STARRED),
        "missing": figure(np.nan, Status.MISSING, PERCENT),
        "not_applicable": figure(np.nan, Status.NOT_APPLICABLE, PERCENT),
    }
    assert written == {
        "zero": "0.0%",
        "suppressed": "Suppressed",
        "starred": "Suppressed: fewer than 3 crimes",
        "missing": "Not published for this area",
        "not_applicable": "Not applicable: nobody lives here",
    }


def test_a_figure_that_should_be_there_and_is_not_is_said_to_be_unpublished() -> None:
    assert figure(np.nan, Status.PUBLISHED, PERCENT) == "Not published for this area"


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="lost"):
        figure(np.nan, "lost", PERCENT)


def test_the_number_a_suppressed_count_stands_for_is_never_written() -> None:
    assert "1.5" not in figure(np.nan, Status.SUPPRESSED, STARRED)


def test_ranges() -> None:
    assert range_of(9.58, 11.76, PERCENT) == "9.6–11.8%"
    assert range_of(1019, 2040, PEOPLE) == "1,019–2,040 people"
    assert range_of(np.nan, np.nan, PERCENT) == "no interval"


@pytest.mark.parametrize(
    ("names", "wanted"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_in_a_sentence(names: list[str], wanted: str) -> None:
    assert listed(names) == wanted


@pytest.mark.parametrize(
    ("part", "wanted"),
    [(0.2, "the fifth"), (0.1, "the tenth"), (0.25, "the quarter"), (0.15, "the 15%")],
)
def test_a_share_of_a_whole_in_words(part: float, wanted: str) -> None:
    assert fifth_of("Scotland", part) == f"{wanted} of Scotland"


@pytest.mark.parametrize(
    ("words", "vocabulary"),
    [
        (STATUS_WORDS, Status),
        (OUTCOME_WORDS, Outcome),
        (OUTCOME_MARKS, Outcome),
        (ROLLOUT_WORDS, RolloutStatus),
        (POLARITY_WORDS, Polarity),
    ],
)
def test_every_word_of_the_vocabulary_is_written_in_its_own_way(
    words: dict[object, str], vocabulary: type[Status] | type[Outcome] | type[RolloutStatus] | type[Polarity]
) -> None:
    assert set(words) == set(vocabulary)
    assert len(set(words.values())) == len(words)


def test_the_sentences_of_a_summary_say_its_numbers() -> None:
    summary = need_summary(evidence("perth-and-kinross"), AreaType.INTERMEDIATE_ZONE)
    assert headline(summary) == (
        "Need is greatest in Blairgowrie East (Rattray), Central and South Inch and Letham. "
        "10 of 35 intermediate zones stand out as priorities."
    )
    assert coverage_sentence(summary, "Perth and Kinross") == (
        "Of 12,046 people on low income in Perth and Kinross, 5,799 (48%) live in the priority areas. "
        "6,247 (52%) live elsewhere and would be missed by working in those areas alone."
    )
    assert rollout_sentence(summary) == (
        "Locality Working is under way or identified next in 9 of the 10 priority areas; not in "
        "Moncrieffe and Friarton."
    )
