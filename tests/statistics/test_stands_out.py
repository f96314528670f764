"""What stands out: found again one indicator at a time, and each sentence says no more than its figures."""

import math
import re
from functools import cache
from typing import Any

import pandas as pd
import pytest

from dashboard.evidence import Evidence, evidence
from dashboard.evidence.custom_area import CUSTOM_CODE, with_custom_area
from dashboard.statistics.area_figures import profile
from dashboard.statistics.stands_out import standing_out, what_stands_out
from dashboard.vocabulary import AreaType, Outcome, Polarity

OURS = evidence("perth-and-kinross")
ALYTH = with_custom_area(OURS, "Alyth again", tuple(OURS.zones_of("place-alyth")))
AREAS = [
    *((OURS, code) for code in ("S01011931", "S02002236", "S02002246", "S02002233", "S13003067")),
    *((OURS, code) for code in ("locality-perth-city", "place-north-perth", "place-alyth")),
    (ALYTH, CUSTOM_CODE),
    (evidence("glasgow-city"), "S01010206"),
]
NAMES = [code for _, code in AREAS]
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
Row = dict[str, Any]


@cache
def figures(held: Evidence, area_code: str) -> pd.DataFrame:
    return profile(held, area_code)


def middle_half(held: Evidence, area_code: str, key: str, row: Row) -> float:
    """How wide the middle half of the fellows is; of areas that are few or of no grain, of intermediate zones."""
    own = AreaType.of(area_code)
    few = own in {AreaType.LOCALITY, AreaType.PLACE, AreaType.CUSTOM_AREA}
    kind = AreaType.INTERMEDIATE_ZONE if few else own
    values = held.sheet(key, kind).of_period(row["period"])["value"].reindex(held.areas_of(kind).index)
    return float(values.quantile(0.75) - values.quantile(0.25))


def by_hand(held: Evidence, area_code: str) -> dict[str, tuple[str, float, bool]]:
    """Every indicator that stands out: better or worse, how far, and whether an interval says so."""
    found: dict[str, tuple[str, float, bool]] = {}
    for name, row in figures(held, area_code).to_dict("index").items():
        key, polarity = str(name), held.indicators[str(name)].polarity
        against = row["scotland"] if pd.isna(row["partnership"]) else row["partnership"]
        if polarity == Polarity.NO_JUDGEMENT or pd.isna(row["value"]) or pd.isna(against):
            continue
        width = middle_half(held, area_code, key, {str(k): v for k, v in row.items()})
        if not width > 0:
            continue
        higher = row["value"] > against
        word = "worse" if higher == (polarity == Polarity.LOWER_IS_BETTER) else "better"
        away = abs(row["value"] - against) / width
        sure = not pd.isna(row["lower"]) and not row["lower"] <= row["partnership"] <= row["upper"]
        if sure or (pd.isna(row["lower"]) and away >= 1):
            found[key] = word, away, sure
    return found


def chosen(held: Evidence, found: dict[str, tuple[str, float, bool]]) -> list[str]:
    """One of each topic and word, sure ones first; two of each word at least, five in all at most; needs first."""
    firsts: dict[tuple[str, str], str] = {}
    for key in sorted(found, key=lambda key: (not found[key][2], -found[key][1])):
        firsts.setdefault((held.indicators[key].topic, found[key][0]), key)
    by_distance = sorted(firsts.values(), key=lambda key: -found[key][1])
    kept = [key for word in ("worse", "better") for key in [one for one in by_distance if found[one][0] == word][:2]]
    kept += [key for key in by_distance if key not in kept][: 5 - len(kept)]
    return sorted(kept, key=lambda key: (found[key][0] == "better", -found[key][1]))


@pytest.mark.parametrize(("held", "area_code"), AREAS, ids=NAMES)
def test_those_that_stand_out_are_found_again_one_at_a_time(held: Evidence, area_code: str) -> None:
    table, wanted = standing_out(held, area_code, figures(held, area_code)), by_hand(held, area_code)
    keys = [str(key) for key in table.index]
    assert keys == chosen(held, wanted)
    assert keys
    assert [str(word) for word in table["outcome"]] == [wanted[key][0] for key in keys]
    assert table["distance"].tolist() == pytest.approx([wanted[key][1] for key in keys])
    assert table["certain"].tolist() == [wanted[key][2] for key in keys]


@pytest.mark.parametrize(("held", "area_code"), AREAS, ids=NAMES)
def test_each_sentence_says_what_its_figures_say(held: Evidence, area_code: str) -> None:
    table = standing_out(held, area_code, figures(held, area_code))
    told = what_stands_out(held, area_code, figures(held, area_code))
    for one, (key, row) in zip(told, table.to_dict("index").items(), strict=True):
        indicator = held.indicators[str(key)]
        facts = {fact.name: fact.figure for fact in one.facts}
        said = one.sentence.removeprefix(f"{indicator.name}: ").replace(indicator.unit.replace(" (", ", "), "")
        said = re.sub(r"\([^()]*= 100\)|per [\d,]+ ", "", said)
        assert set(NUMBER.findall(said)) <= set(NUMBER.findall(" ".join(facts.values())))
        assert one.heading == ("worse" if row["outcome"] == Outcome.WORSE else "better")
        sure = f"{one.heading.capitalize()}, and not by chance" in one.sentence
        assert sure == row["certain"] == (facts["Likely range"] != "no interval")
        assert ("The figure is approximate." in one.sentence) == row["approximate"]
        assert facts["Here"].startswith(f"{row['value']:,.{indicator.decimals}f}")
        assert facts[held.partnership.name].startswith(f"{row['partnership']:,.{indicator.decimals}f}")


def test_the_figures_are_worked_out_where_they_are_not_given() -> None:
    given = standing_out(OURS, "place-alyth", figures(OURS, "place-alyth"))
    pd.testing.assert_frame_equal(standing_out(OURS, "place-alyth"), given)


def test_an_area_of_ones_own_stands_out_as_the_place_of_the_same_zones() -> None:
    same = what_stands_out(OURS, "place-alyth", figures(OURS, "place-alyth"))
    assert what_stands_out(ALYTH, CUSTOM_CODE, figures(ALYTH, CUSTOM_CODE)) == same


def test_what_is_as_everywhere_does_not_stand_out() -> None:
    table = figures(OURS, "S02002246")
    like = table.assign(value=table["partnership"], partnership_outcome=Outcome.SIMILAR)
    assert what_stands_out(OURS, "S02002246", like) == ()


def test_without_the_partnership_scotland_is_the_measure_and_is_named() -> None:
    table = figures(OURS, "S02002246").loc[["simd_attendance"]]
    alone = table.assign(partnership=math.nan)
    (told,) = what_stands_out(OURS, "S02002246", alone)
    assert f"in Scotland. {told.heading.capitalize()}" in told.sentence
    assert told.facts[1].name == "Scotland"
