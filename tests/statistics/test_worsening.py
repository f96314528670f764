"""The worsening flag: each of its conditions at the edge, its sentence, and the real evidence."""

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import evidence
from dashboard.statistics.trends import trends
from dashboard.statistics.worsening import WorseningSettings, worse_measures, worsening
from dashboard.vocabulary import AreaType, Level

PERTH = evidence("perth-and-kinross")
PERIODS = ("2016/17", "2017/18", "2018/19", "2019/20", "2020/21", "2021/22")


def row(area_code: str, indicator_id: str, **changes: object) -> dict[str, object]:
    """A measure that grows, faster than Scotland by 4% a year for five years, for sure."""
    usual = {"slope": 3.0, "relative_slope": 4.0, "relative_p": 0.001, "relative_periods": PERIODS}
    return {"area_code": area_code, "indicator_id": indicator_id, **usual, **changes}


def codes(*rows: dict[str, object]) -> list[str]:
    return list(worsening(PERTH, pd.DataFrame(list(rows))))


def test_two_measures_make_the_flag_and_its_sentence() -> None:
    found = worsening(PERTH, pd.DataFrame([row("A", "child_poverty"), row("A", "early_mortality"), row("B", "crime")]))
    assert list(found) == ["A"]
    flag = found["A"]
    assert (flag.code, flag.level) == ("worsening", Level.LOOK_CLOSER)
    assert flag.sentence == "Two measures have got worse faster than Scotland since 2016/17."
    change = 100 * (1.04**5 - 1)
    assert flag.numbers == pytest.approx({"measures": 2, "child_poverty": change, "early_mortality": change})


def test_measures_that_start_apart_say_both_years() -> None:
    rows = [row("A", "child_poverty"), row("A", "crime", relative_periods=("2013/14", *PERIODS))]
    sentence = worsening(PERTH, pd.DataFrame(rows))["A"].sentence
    assert sentence == "Two measures have got worse faster than Scotland since 2013/14 and 2016/17."


@pytest.mark.parametrize(
    "changes",
    [
        {"relative_p": 0.2},
        {"relative_p": np.nan},
        {"relative_slope": 1.0},
        {"relative_slope": -4.0},
        {"slope": -1.0},
    ],
)
def test_each_condition_is_needed(changes: dict[str, object]) -> None:
    assert codes(row("A", "child_poverty"), row("A", "crime")) == ["A"]
    assert codes(row("A", "child_poverty"), row("A", "crime", **changes)) == []


def test_a_tenth_is_enough() -> None:
    yearly = 100 * (1.1 ** (1 / 5) - 1)
    assert codes(row("A", "child_poverty"), row("A", "crime", relative_slope=yearly + 1e-6)) == ["A"]
    assert codes(row("A", "child_poverty"), row("A", "crime", relative_slope=yearly - 1e-6)) == []


def test_higher_is_better_worsens_downwards_and_no_judgement_never() -> None:
    down = {"slope": -3.0, "relative_slope": -4.0}
    assert codes(row("A", "participation", **down), row("A", "crime")) == ["A"]
    assert codes(row("A", "participation"), row("A", "crime")) == []
    assert codes(row("A", "depopulation"), row("A", "crime")) == []


def test_false_discoveries_are_controlled_over_every_area() -> None:
    pair = [row("A", "child_poverty", relative_p=0.02), row("A", "crime", relative_p=0.02)]
    many = [row(f"B{place}", "crime", relative_p=0.9) for place in range(30)]
    assert codes(*pair) == ["A"]
    assert codes(*pair, *many) == []


def test_nothing_tested_is_no_flag() -> None:
    assert codes(row("A", "crime", relative_p=np.nan)) == []


@pytest.mark.parametrize("area_type", [AreaType.LOCALITY, AreaType.INTERMEDIATE_ZONE])
def test_real_flags_keep_to_the_rule(area_type: AreaType) -> None:
    table = trends(PERTH, area_type)
    worse = worse_measures(PERTH, table)
    assert (worse["relative_change"].abs() >= 10).all()
    assert (worse["p_adjusted"] <= 0.1).all()
    flagged = worsening(PERTH, table)
    sizes = worse["area_code"].value_counts()
    assert set(flagged) == set(sizes.index[sizes >= 2])
    assert set(worsening(PERTH, table, WorseningSettings(measures=1))) == set(sizes.index)
