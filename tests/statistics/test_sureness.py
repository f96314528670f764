"""How sure the ranking is, in sentences: worked on small tables, and every number found in the table."""

import math
import re
from collections.abc import Sequence

import pandas as pd
import pytest

from dashboard.evidence import evidence
from dashboard.statistics.certainty import counts_of, published_counts
from dashboard.statistics.counts import counted_share
from dashboard.statistics.flags import Coverage
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.sureness import (
    apart_sentences,
    band_sentence,
    change_sentence,
    counted_sentence,
    inseparable,
    likely_rank,
    named,
)
from dashboard.statistics.uncertainty import Band
from dashboard.vocabulary import GRAINS, AreaType, Level

NAN = math.nan
OURS = evidence("perth-and-kinross")
THRESHOLDS = OURS.partnership.thresholds
EQUAL = OURS.partnership.weights["equal"]
NAMES = [
    *("Rattray", "Letham", "Muirton", "Alyth", "Scone", "Birnam", "Crieff", "Comrie", "Errol", "Kinross"),
    *(f"Glen {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"),
]
FIRM, LIKELY, MARGIN, NOT_SHOWN = Band


def summary(
    ranges: Sequence[tuple[float, float]],
    bands: Sequence[Band] = (),
    priority: Sequence[int] = (),
    ranks: Sequence[float] = (),
    kind: AreaType = AreaType.WARD,
) -> NeedSummary:
    """A ranking by hand: likely ranges, bands (not shown unless said), priority areas by place, and ranks."""
    places = range(len(ranges))
    table = pd.DataFrame(
        {
            "area_name": NAMES[: len(ranges)],
            "need_rank": list(ranks) or [float(place + 1) for place in places],
            "median_rank": [(low + high) / 2 for low, high in ranges],
            "likely_low": [low for low, _ in ranges],
            "likely_high": [high for _, high in ranges],
            "band": [word.value for word in (*bands, *[NOT_SHOWN] * (len(ranges) - len(bands)))],
            "level": [(Level.PRIORITY if place in priority else Level.NO_FLAG).value for place in places],
        },
        index=pd.Index([f"A{place:02d}" for place in places], name="area_code"),
    )
    return NeedSummary(table, {}, Coverage(0, 0, 0), kind)


APART = [(float(place), float(place)) for place in range(1, 31)]


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (9, 11, "likely 9th to 11th of 35"),
        (1, 2, "likely 1st to 2nd of 35"),
        (3, 3, "3rd of 35"),
        (21, 23, "likely 21st to 23rd of 35"),
        (NAN, NAN, "not ranked: not enough data"),
    ],
)
def test_a_likely_rank_in_words(low: float, high: float, wanted: str) -> None:
    assert likely_rank({"likely_low": low, "likely_high": high}, 35) == wanted


def test_eight_names_are_said_and_the_rest_are_counted() -> None:
    assert named(NAMES[:1]) == "Rattray"
    assert named(NAMES[:3]) == "Rattray, Letham and Muirton"
    assert named(NAMES[:8]).endswith("Crieff and Comrie")
    assert named(NAMES[:9]) == f"{'; '.join(NAMES[:8])}; and 1 more"
    assert named(NAMES[:10]).endswith("Comrie; and 2 more")


@pytest.mark.parametrize(
    ("bands", "wanted"),
    [
        ([], "No area is among the fifth of greatest need here with at least 95% certainty."),
        (
            [FIRM],
            "We are at least 95% sure that 1 ward is among the fifth of greatest need here: Rattray.",
        ),
        (
            [FIRM, FIRM, FIRM],
            "We are at least 95% sure that 3 wards are among the fifth of greatest need here: "
            "Rattray, Letham and Muirton.",
        ),
        (
            [FIRM, FIRM, LIKELY, MARGIN],
            "We are at least 95% sure that 2 wards are among the fifth of greatest need here: "
            "Rattray and Letham. It is open for Muirton and Alyth.",
        ),
        (
            [LIKELY],
            "No area is among the fifth of greatest need here with at least 95% certainty. It is open for Rattray.",
        ),
        (
            [FIRM] * 10,
            "We are at least 95% sure that 10 wards are among the fifth of greatest need here: "
            f"{'; '.join(NAMES[:8])}; and 2 more.",
        ),
    ],
)
def test_who_is_surely_among_the_fifth_and_for_whom_it_is_open(bands: list[Band], wanted: str) -> None:
    assert band_sentence(summary(APART, bands), THRESHOLDS) == wanted


def test_the_kind_of_area_is_named() -> None:
    zones = summary(APART, [FIRM, FIRM], kind=AreaType.INTERMEDIATE_ZONE)
    assert "2 intermediate zones are among" in band_sentence(zones, THRESHOLDS)


def codes(*places: int) -> list[str]:
    return [f"A{place:02d}" for place in places]


def ranked(first: Sequence[tuple[float, float]]) -> NeedSummary:
    """Thirty areas, the first as given and the others without doubt."""
    return summary([*first, *APART[len(first) :]])


@pytest.mark.parametrize(
    ("first", "wanted"),
    [
        ([], []),
        ([(1, 2), (1, 2)], [codes(0, 1)]),
        ([(1, 3), (1, 3), (2, 4), (4, 6), (4, 6), (5, 6)], [codes(0, 1, 2), codes(3, 4, 5)]),
        ([(1, 5), (2, 3), (4, 6), (3, 6), (5, 5)], [codes(0, 1, 3, 2, 4)]),
        ([(1, 1), (2, 2), (3, 4), (3, 4)], [codes(2, 3)]),
    ],
)
def test_areas_whose_ranges_overlap_cannot_be_told_apart(
    first: list[tuple[float, float]], wanted: list[list[str]]
) -> None:
    assert inseparable(ranked(first)) == wanted


def test_groups_stay_in_the_upper_third_of_the_list() -> None:
    low = [*APART[:20], (20.0, 23.0), (20.0, 23.0), *APART[22:]]
    assert inseparable(summary(low)) == []
    assert inseparable(summary([*APART[:8], (9.0, 11.0), (9.0, 11.0), *APART[10:]])) == [codes(8, 9)]


def test_areas_that_are_not_ranked_are_in_no_group() -> None:
    table = summary([(1, 2), (1, 2), (NAN, NAN), *APART[3:]])
    assert inseparable(table) == [codes(0, 1)]


def test_each_group_has_its_sentence() -> None:
    found = apart_sentences(ranked([(1, 3), (1, 3), (2, 4), (5, 6), (5, 6)]))
    assert found == [
        "These 3 cannot be told apart on this evidence: Rattray, Letham and Muirton (ranks 1 to 4).",
        "These 3 cannot be told apart on this evidence: Alyth, Scone and Birnam (ranks 5 to 6).",
    ]
    assert apart_sentences(ranked([])) == []


def test_no_change_is_said() -> None:
    wanted = "Nothing changes: the same ranks and the same priority areas."
    assert change_sentence(summary(APART, priority=[0, 1]), summary(APART, priority=[0, 1])) == wanted


def test_changed_priority_areas_are_named_and_the_largest_move_said() -> None:
    before = summary(APART[:6], priority=[0, 1, 2])
    after = summary(APART[:6], priority=[0, 1, 4], ranks=[1, 2, 4, 5, 3, 6])
    assert change_sentence(before, after) == (
        "2 of 3 priority areas change: Scone becomes one and Muirton no longer is. "
        "Scone moves furthest: 2 places towards greatest need."
    )


def test_a_move_of_one_place_away_is_one_place() -> None:
    before = summary(APART[:3], priority=[0], ranks=[1, 2, 3])
    after = summary(APART[:3], priority=[0], ranks=[2, 1, 3])
    assert change_sentence(before, after) == (
        "0 of 1 priority areas change. Rattray moves furthest: 1 place away from greatest need."
    )


def test_flags_can_change_without_a_move() -> None:
    said = change_sentence(summary(APART[:3], priority=[0, 1]), summary(APART[:3], priority=[0]))
    assert said == "1 of 2 priority areas change: Letham no longer is. No rank changes."


def test_areas_of_different_kinds_are_not_compared() -> None:
    assert change_sentence(summary(APART), summary(APART, kind=AreaType.DATA_ZONE)) == ""


@pytest.mark.parametrize("kind", OURS.area_types)
def test_every_number_of_a_sentence_is_found_in_the_table(kind: AreaType) -> None:
    found = need_summary(OURS, kind)
    areas, names = found.areas, sorted(found.areas["area_name"], key=len, reverse=True)
    bands = [(areas["band"] == FIRM).sum(), areas["band"].isin([LIKELY, MARGIN]).sum()]
    groups = inseparable(found)
    open_and_firm = {f"{100 * THRESHOLDS.firm:.0f}", *(str(number) for number in bands)}
    open_and_firm |= {str(max(number - 8, 0)) for number in bands}

    def numbers(sentence: str) -> set[str]:
        for name in names:
            sentence = sentence.replace(str(name), "")
        return set(re.findall(r"\d+", sentence))

    assert {"95"} <= numbers(band_sentence(found, THRESHOLDS)) <= open_and_firm
    sentences = apart_sentences(found)
    assert len(sentences) == len(groups)
    for sentence, group in zip(sentences, groups, strict=True):
        rows = areas.loc[group]
        ends = f"{rows['likely_low'].min():.0f}", f"{rows['likely_high'].max():.0f}"
        assert {str(len(group)), *ends} <= numbers(sentence) <= {str(len(group)), *ends, str(len(group) - 8)}
        assert rows["median_rank"].max() <= len(areas) / 3


def test_what_a_change_of_weights_changes_is_what_the_tables_say() -> None:
    before = need_summary(OURS, AreaType.INTERMEDIATE_ZONE)
    after = need_summary(OURS, AreaType.INTERMEDIATE_ZONE, "1,0,5")
    was, now = (set(held.areas.index[held.areas["level"] == Level.PRIORITY]) for held in (before, after))
    moves = (after.areas["need_rank"] - before.areas["need_rank"]).abs()
    said = change_sentence(before, after)
    assert said.startswith(f"{len(was ^ now)} of {len(was)} priority areas change")
    assert f"furthest: {moves.max():.0f} place" in said
    furthest = after.areas.loc[moves.index[moves == moves.max()], "area_name"]
    assert [name for name in furthest if f" {name} moves furthest" in said]


@pytest.mark.parametrize("kind", [*GRAINS, AreaType.WARD])
@pytest.mark.parametrize("weights", [EQUAL, {"Poverty": 1, "Employability": 0, "Health and Wellbeing": 0}])
def test_how_much_rests_on_counts_is_weighed_as_the_score_is(kind: AreaType, weights: dict[str, float]) -> None:
    grain = kind if kind in GRAINS else AreaType.DATA_ZONE
    zones = OURS.areas_of(grain).index
    published, known = (
        counted_share(counts, zones) for counts in (published_counts(OURS, grain), counts_of(OURS, grain))
    )
    shares = [100 * (row["Poverty"] if weights["Employability"] == 0 else row.mean()) for row in (published, known)]
    assert 0 < shares[0] <= shares[1] <= 100
    said = counted_sentence(OURS, need_summary(OURS, kind), weights)
    wanted = [f"{part:.0f}" for part in (shares[0], shares[1] - shares[0], 100 - shares[1])]
    assert re.findall(r"\d+(?:\.\d+)?", said) == wanted
