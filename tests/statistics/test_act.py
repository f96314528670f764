"""The two tests of the Act: on a small folder by hand, on the real evidence as a whole."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from dashboard.evidence import evidence
from dashboard.statistics.act import ActSettings, Answer, act_summary, act_tests, size_remark, whole_counts
from dashboard.statistics.differences import newcombe, rate_difference
from dashboard.vocabulary import SCOTLAND, AreaType

PERTH = evidence("perth-and-kinross")
ZONE = AreaType.INTERMEDIATE_ZONE
RATTRAY = "S02002248"


def small(data: Path, minimum_expected: float = 5) -> pd.DataFrame:
    return act_tests(evidence("perth-and-kinross", data), ZONE, ActSettings(minimum_expected=minimum_expected))


def row_of(table: pd.DataFrame, area_code: str, indicator_id: str) -> pd.Series:
    (place,) = np.flatnonzero((table["area_code"] == area_code) & (table["indicator_id"] == indicator_id))
    return table.iloc[int(place)]


def test_a_proportion_against_the_rest_and_scotland(data: Path) -> None:
    """Town 230 of 1,500; the rest is Hill, 50 and a suppressed 2 of 1,500; Scotland has Fife's 60 of 1,000 too."""
    row = row_of(small(data), "S02002220", "low_income")
    assert (row["numerator"], row["period"]) == (230, "2020")
    found = row[["rest_difference", "rest_lower", "rest_upper"]].to_numpy(float)
    assert found == pytest.approx(100 * np.array(newcombe(230, 1500, 52, 1500)))
    assert row["rest_value"] == pytest.approx(100 * 52 / 1500)
    assert row["scotland_value"] == pytest.approx(100 * 342 / 4000)
    assert (row["rest_answer"], row["scotland_answer"]) == (Answer.POORER, Answer.POORER)


def test_a_rate_against_the_rest(data: Path) -> None:
    row = row_of(small(data, minimum_expected=0), "S02002219", "crime")
    found = row[["rest_difference", "rest_lower", "rest_upper"]].to_numpy(float)
    assert found == pytest.approx(10_000 * np.array(rate_difference(6, 1500, 54, 1500)))
    assert row["rest_answer"] == Answer.BETTER


def test_what_cannot_be_told_says_why(data: Path) -> None:
    table = small(data)
    assert row_of(table, "S02002219", "travel")["rest_why"] == "no counts are held"
    assert row_of(table, "S02002219", "children")["rest_why"] == "neither direction is better"
    strict = small(data, minimum_expected=10**4)
    assert row_of(strict, "S02002219", "low_income")["rest_why"] == "too few people"
    assert set(strict["rest_answer"]) | set(strict["scotland_answer"]) == {Answer.CANNOT_TELL}


def test_higher_is_better_turns_the_answer(data: Path) -> None:
    before = row_of(small(data), "S02002220", "low_income")["rest_answer"]
    path = data / "indicators" / "low_income.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("lower_is", "higher_is"), encoding="utf-8")
    turned = data.rename(data.with_name("turned"))
    assert (before, row_of(small(turned), "S02002220", "low_income")["rest_answer"]) == ("poorer", "better")


@pytest.mark.parametrize("area_type", [AreaType.LOCALITY, AreaType.WARD, ZONE, AreaType.PLACE])
def test_the_rest_and_the_area_make_the_partnership(area_type: AreaType) -> None:
    table = act_tests(PERTH, area_type)
    tested = table[table["rest_why"] == ""]
    assert len(tested) > 0
    for (indicator_id, period), rows in tested.groupby(["indicator_id", "period"]):
        whole = whole_counts(PERTH, str(indicator_id), area_type, str(period))
        council = whole.loc[PERTH.partnership.council_area]
        per = PERTH.indicators[str(indicator_id)].per
        rest = rows["rest_value"] / per * (council["denominator"] - rows["denominator"])
        assert (rest + rows["numerator"]).to_numpy() == pytest.approx(council["numerator"])
        assert (rows["scotland_value"] == per * whole["numerator"][SCOTLAND] / whole["denominator"][SCOTLAND]).all()


def test_scotland_added_up_is_scotland_as_published() -> None:
    """Within the rounding of the compiler, where both are held."""
    table = act_tests(PERTH, ZONE)
    for indicator_id in ("child_poverty", "out_of_work_benefits"):
        row = row_of(table, RATTRAY, indicator_id)
        published = PERTH.sheet(indicator_id, AreaType.SCOTLAND).of_period(row["period"])["value"][SCOTLAND]
        assert row["scotland_value"] == pytest.approx(published, abs=0.03)


def test_false_discoveries_are_controlled_over_everything_tested() -> None:
    table = act_tests(PERTH, ZONE)
    raw = pd.concat([table["rest_p"], table["scotland_p"]]).dropna()
    adjusted = pd.concat([table["rest_p_adjusted"], table["scotland_p_adjusted"]]).dropna()
    assert adjusted.to_numpy() == pytest.approx(multipletests(raw, method="fdr_bh")[1])
    for other in ("rest", "scotland"):
        sure = table[table[f"{other}_answer"].isin([Answer.POORER, Answer.BETTER])]
        assert (sure[f"{other}_p_adjusted"] <= 0.1).all()
        assert (sure[f"{other}_lower"] * sure[f"{other}_upper"] > 0).all()


def test_the_control_can_be_switched_off() -> None:
    plain = act_tests(PERTH, ZONE, ActSettings(false_discovery_rate=None))
    careful = act_tests(PERTH, ZONE, ActSettings(false_discovery_rate=0.001))
    assert plain["rest_p_adjusted"].isna().all()
    assert (plain["rest_answer"] == "poorer").sum() > (careful["rest_answer"] == "poorer").sum() > 0


def test_rattray_is_poorer_in_income_and_people_are_counted() -> None:
    row = row_of(act_tests(PERTH, ZONE), RATTRAY, "child_poverty")
    assert (row["numerator"], row["denominator"], row["period"]) == (118, 476, "2020/21")
    assert (row["rest_answer"], row["scotland_answer"]) == ("poorer", "poorer")


def test_the_summary_counts_answers() -> None:
    table = act_tests(PERTH, ZONE)
    summary = act_summary(table)
    assert len(summary) == 35
    assert summary["rest_poorer"].sum() == (table["rest_answer"] == "poorer").sum()
    assert (summary["both_poorer"] <= summary[["rest_poorer", "scotland_poorer"]].min(axis=1)).all()
    assert (summary[["rest_poorer", "scotland_poorer"]].max(axis=1) <= summary["tested"]).all()


@pytest.mark.parametrize(
    ("people", "starts"),
    [(0, ""), (9_999, ""), (10_000, "10,000 people"), (30_000, "10,000 people"), (30_001, "More than 30,000")],
)
def test_the_size_remark_starts_at_its_limits(people: int, starts: str) -> None:
    remark = size_remark(people)
    assert remark.startswith(starts)
    assert bool(remark) == bool(starts)
