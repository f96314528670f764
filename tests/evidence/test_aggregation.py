"""Adding up: each indicator by its own rule, worked by hand, and properties that hold for any figures."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.evidence.aggregation import added_up, members_of
from dashboard.evidence.sheet import FIGURE_COLUMNS, sheet_of
from dashboard.vocabulary import Indicator, Measure, Polarity, Source, Status, Suppression, Topic

fewer = settings(max_examples=12)
ZONES = ["Z1", "Z2", "Z3", "Z4"]
PEOPLE = pd.Series({"Z1": 100.0, "Z2": 300.0, "Z3": 200.0, "Z4": 400.0})
PARTS = pd.DataFrame({"area_code": ["A", "A", "B", "B"], "zone": ZONES})
Row = tuple[str, float | None, float | None, float | None, Status]
GONE = (Status.SUPPRESSED, Status.MISSING, Status.NOT_APPLICABLE)


def indicator(measure: Measure, per: float = 100, stands_for: float | None = None) -> Indicator:
    return Indicator(
        indicator_id="example",
        name="Example",
        definition="An example.",
        topic=Topic.POVERTY,
        measure=measure,
        unit="%",
        polarity=Polarity.LOWER_IS_BETTER,
        source=Source("Publisher", "Title", "Licence", "2026-01-01"),
        per=per,
        suppression=None if stands_for is None else Suppression("Few.", stands_for),
    )


def figures(*rows: Row, period: str = "2020") -> pd.DataFrame:
    """A row a zone: code, numerator, denominator, value (worked out where there are counts), status."""
    table = pd.DataFrame(rows, columns=["area_code", "numerator", "denominator", "value", "status"])
    numbers = table[["numerator", "denominator", "value"]].astype(float)
    derived = 100 * numbers["numerator"] / numbers["denominator"].where(numbers["denominator"] > 0)
    numbers["value"] = numbers["value"].fillna(derived)
    return pd.concat([table[["area_code", "status"]], numbers], axis=1).assign(period=period)


def aggregated(table: pd.DataFrame, parts: pd.DataFrame, people: pd.Series, indicator: Indicator) -> pd.DataFrame:
    """The figures of larger areas as a table, from a table of zones."""
    zones, areas = pd.Index(ZONES), pd.Index(sorted(set(parts["area_code"])))
    members = members_of(parts, areas, zones)
    return added_up(sheet_of(table, zones), members, people[ZONES].to_numpy(float), indicator).table()


def counts(*pairs: tuple[float, float]) -> pd.DataFrame:
    rows: list[Row] = [(zone, x, n, None, Status.PUBLISHED) for zone, (x, n) in zip(ZONES, pairs, strict=False)]
    return figures(*rows)


def values(*numbers: float | Status) -> pd.DataFrame:
    """A row a zone with a value, or with the reason there is none."""
    rows: list[Row] = [
        (zone, None, None, None, one) if isinstance(one, Status) else (zone, None, None, one, Status.PUBLISHED)
        for zone, one in zip(ZONES, numbers, strict=False)
    ]
    return figures(*rows)


def result(
    table: pd.DataFrame, measure: Measure, stands_for: float | None = None, people: pd.Series = PEOPLE
) -> Mapping[str, pd.Series]:
    """The figures of areas A and B, by code."""
    found = aggregated(table, PARTS, people, indicator(measure, stands_for=stands_for))
    assert list(found.columns) == FIGURE_COLUMNS
    return {str(row["area_code"]): row for _, row in found.iterrows()}


def test_a_share_is_the_ratio_of_sums_and_not_the_mean_of_shares() -> None:
    """A: (10 + 90) of (100 + 900), 10%. B: (50 + 0) of (100 + 400), 10%, not 25%, the mean of 50% and 0%."""
    found = result(counts((10, 100), (90, 900), (50, 100), (0, 400)), Measure.PROPORTION)
    assert found["A"][["numerator", "denominator", "value"]].tolist() == [100, 1000, 10]
    assert found["B"][["numerator", "denominator", "value"]].tolist() == [50, 500, 10]
    assert not found["A"]["approximate"]
    assert found["B"]["status"] == Status.PUBLISHED


def test_a_rate_is_the_ratio_of_sums_at_its_scale() -> None:
    found = aggregated(counts((1, 400), (2, 600), (0, 10), (0, 10)), PARTS, PEOPLE, indicator(Measure.RATE, per=10_000))
    assert found.set_index("area_code")["value"].to_dict() == pytest.approx({"A": 30, "B": 0})


@pytest.mark.parametrize("measure", [Measure.MEAN, Measure.INDEX, Measure.STANDARDISED_RATIO])
def test_anything_without_counts_is_a_weighted_mean_and_approximate(measure: Measure) -> None:
    """A: (100 × 4 + 300 × 8) / 400 = 7, where the plain mean is 6."""
    found = result(values(4, 8, 10, 10), measure)
    assert found["A"]["value"] == pytest.approx(7)
    assert found["B"]["value"] == pytest.approx(10)
    assert found["A"]["approximate"]
    assert np.isnan(found["A"]["numerator"])


def test_a_share_published_without_counts_is_a_weighted_mean_too() -> None:
    found = result(values(4, 8, 10, 10), Measure.PROPORTION)
    assert found["A"]["value"] == pytest.approx(7)
    assert found["A"]["approximate"]


def test_counts_are_summed() -> None:
    found = result(values(4, 8, 0, 0), Measure.COUNT)
    assert found["A"]["value"] == 12
    assert found["B"]["value"] == 0
    assert not found["A"]["approximate"]


def test_ranks_are_never_joined() -> None:
    assert result(values(1, 2, 3, 4), Measure.PUBLISHED_RANK) == {}


def test_a_suppressed_count_stands_for_its_number_and_the_sum_is_approximate() -> None:
    """A: (10 + 2) of (100 + 100) = 6%."""
    table = figures(
        ("Z1", 10, 100, None, Status.PUBLISHED),
        ("Z2", None, 100, None, Status.SUPPRESSED),
        ("Z3", 10, 100, None, Status.PUBLISHED),
        ("Z4", 30, 300, None, Status.PUBLISHED),
    )
    found = result(table, Measure.PROPORTION, stands_for=2)
    assert found["A"][["numerator", "denominator", "value"]].tolist() == [12, 200, 6]
    assert found["A"]["status"] == Status.PUBLISHED
    assert found["A"]["approximate"]
    assert not found["B"]["approximate"]


def test_a_suppressed_count_without_population_stands_against_the_people() -> None:
    """A: (10 + 2) of (100 + 300 people) = 3%."""
    table = figures(
        ("Z1", 10, 100, None, Status.PUBLISHED),
        ("Z2", None, None, None, Status.SUPPRESSED),
        ("Z3", 10, 100, None, Status.PUBLISHED),
        ("Z4", 30, 300, None, Status.PUBLISHED),
    )
    assert result(table, Measure.PROPORTION, stands_for=2)["A"]["value"] == pytest.approx(3)


def test_a_suppressed_count_that_stands_for_nothing_takes_no_part() -> None:
    table = figures(
        ("Z1", 10, 100, None, Status.PUBLISHED),
        ("Z2", None, 300, None, Status.SUPPRESSED),
        ("Z3", 10, 100, None, Status.PUBLISHED),
        ("Z4", 30, 300, None, Status.PUBLISHED),
    )
    found = result(table, Measure.PROPORTION)["A"]
    assert found["value"] == pytest.approx(10)
    assert found["approximate"]


def test_a_suppressed_number_of_people_is_summed_in_the_same_way() -> None:
    found = result(values(7, Status.SUPPRESSED, 5, 5), Measure.COUNT, stands_for=2)["A"]
    assert found["value"] == 9
    assert found["approximate"]


@pytest.mark.parametrize("measure", [Measure.PROPORTION, Measure.RATE, Measure.MEAN, Measure.COUNT])
@pytest.mark.parametrize("beside", GONE)
def test_where_nothing_is_published_no_number_is_shown(measure: Measure, beside: Status) -> None:
    """Not even the number a suppressed count stands for: beside an empty zone it would be told."""
    table = figures(
        ("Z1", None, 100, None, Status.SUPPRESSED),
        ("Z2", None, 300, None, beside),
        ("Z3", 10, 100, 10, Status.PUBLISHED),
        ("Z4", 30, 300, 10, Status.PUBLISHED),
    )
    found = result(table, measure, stands_for=2)
    assert found["A"]["status"] == Status.SUPPRESSED
    assert found["A"][["numerator", "denominator", "value"]].isna().tolist() == [True, True, True]
    assert not found["A"]["approximate"]
    assert found["B"]["status"] == Status.PUBLISHED


@pytest.mark.parametrize("measure", [Measure.PROPORTION, Measure.MEAN, Measure.COUNT])
@pytest.mark.parametrize("status", [Status.MISSING, Status.NOT_APPLICABLE])
def test_what_no_zone_has_is_not_zero(measure: Measure, status: Status) -> None:
    found = result(values(status, status, 5, 5), measure)["A"]
    assert found["status"] == status
    assert np.isnan(found["value"])


@pytest.mark.parametrize("measure", [Measure.PROPORTION, Measure.MEAN, Measure.COUNT])
def test_zero_is_a_published_figure(measure: Measure) -> None:
    table = counts((0, 100), (0, 300), (0, 200), (0, 400))
    found = result(table, measure)["A"]
    assert found["value"] == 0
    assert found["status"] == Status.PUBLISHED


@pytest.mark.parametrize("measure", [Measure.PROPORTION, Measure.MEAN, Measure.COUNT])
def test_one_imputed_figure_makes_the_whole_imputed(measure: Measure) -> None:
    table = figures(
        ("Z1", 10, 100, 10, Status.IMPUTED),
        ("Z2", 30, 300, 10, Status.PUBLISHED),
        ("Z3", 10, 100, 10, Status.PUBLISHED),
        ("Z4", 30, 300, 10, Status.PUBLISHED),
    )
    found = result(table, measure)
    assert (found["A"]["status"], found["B"]["status"]) == (Status.IMPUTED, Status.PUBLISHED)


@pytest.mark.parametrize("measure", [Measure.PROPORTION, Measure.MEAN, Measure.COUNT])
def test_an_area_one_of_whose_zones_has_no_row_is_absent(measure: Measure) -> None:
    assert list(result(counts((1, 2), (1, 2), (1, 2)), measure)) == ["A"]


@pytest.mark.parametrize("measure", [Measure.PROPORTION, Measure.MEAN, Measure.COUNT])
def test_a_zone_where_nobody_lives_needs_no_row(measure: Measure) -> None:
    nobody = PEOPLE.where(PEOPLE.index != "Z4", 0)
    found = result(counts((1, 2), (1, 2), (1, 2)), measure, people=nobody)
    assert list(found) == ["A", "B"]


@pytest.mark.parametrize(("measure", "expected"), [(Measure.PROPORTION, 10), (Measure.COUNT, 10)])
def test_a_zone_without_a_figure_is_left_out_and_the_rest_is_approximate(measure: Measure, expected: float) -> None:
    table = figures(
        ("Z1", 10, 100, 10, Status.PUBLISHED),
        ("Z2", None, None, None, Status.MISSING),
        ("Z3", 10, 100, 10, Status.PUBLISHED),
        ("Z4", 30, 300, 10, Status.PUBLISHED),
    )
    found = result(table, measure)["A"]
    assert found["value"] == expected
    assert found["approximate"]
    assert found["status"] == Status.PUBLISHED


@pytest.mark.parametrize(
    ("share", "status"), [(0.81, Status.PUBLISHED), (0.8, Status.PUBLISHED), (0.79, Status.MISSING)]
)
def test_a_weighted_mean_needs_figures_for_four_in_five_people(share: float, status: Status) -> None:
    people = pd.Series({"Z1": 1000 * share, "Z2": 1000 * (1 - share), "Z3": 1.0, "Z4": 1.0})
    found = result(values(7, Status.MISSING, 5, 5), Measure.MEAN, people=people)["A"]
    assert found["status"] == status
    assert np.isnan(found["value"]) == (status == Status.MISSING)


def test_a_zone_to_which_the_figure_does_not_apply_is_ignored() -> None:
    table = figures(
        ("Z1", 10, 100, None, Status.PUBLISHED),
        ("Z2", None, None, None, Status.NOT_APPLICABLE),
        ("Z3", 10, 100, None, Status.PUBLISHED),
        ("Z4", 30, 300, None, Status.PUBLISHED),
    )
    found = result(table, Measure.PROPORTION)["A"]
    assert found[["numerator", "denominator", "value"]].tolist() == [10, 100, 10]
    assert found["status"] == Status.PUBLISHED
    assert not found["approximate"]


def test_periods_are_kept_apart() -> None:
    table = pd.concat([counts((1, 10), (1, 10)), counts((5, 10), (5, 10)).assign(period="2021")], ignore_index=True)
    found = aggregated(table, PARTS, PEOPLE, indicator(Measure.PROPORTION)).set_index("period")
    assert found["value"].to_dict() == {"2020": 10, "2021": 50}


def test_no_figures_give_no_areas() -> None:
    found = aggregated(counts().astype({"value": float}), PARTS, PEOPLE, indicator(Measure.PROPORTION))
    assert list(found.columns) == FIGURE_COLUMNS
    assert len(found) == 0


@st.composite
def any_figures(draw: st.DrawFn) -> pd.DataFrame:
    """Two periods of figures for every zone, of any status."""
    tables: list[pd.DataFrame] = []
    for period in ("2020", "2021"):
        rows: list[Row] = []
        for zone in ZONES:
            population = draw(st.integers(1, 500))
            status = draw(st.sampled_from(list(Status)))
            count = None if status in GONE else draw(st.integers(0, population))
            rows.append((zone, count, population, None, status))
        tables.append(figures(*rows, period=period))
    return pd.concat(tables, ignore_index=True)


measures = st.sampled_from([Measure.PROPORTION, Measure.RATE, Measure.MEAN, Measure.COUNT])


@given(any_figures(), measures, st.randoms(use_true_random=False))
@fewer
def test_the_order_of_the_rows_changes_nothing(table: pd.DataFrame, measure: Measure, random: object) -> None:
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    wanted = aggregated(table, PARTS, PEOPLE, indicator(measure, stands_for=2))
    other = aggregated(table.iloc[order], PARTS.iloc[::-1], PEOPLE.iloc[::-1], indicator(measure, stands_for=2))
    keys = ["area_code", "period"]
    pd.testing.assert_frame_equal(
        other.sort_values(keys, ignore_index=True), wanted.sort_values(keys, ignore_index=True)
    )


@given(any_figures(), measures)
@fewer
def test_the_input_is_not_modified(table: pd.DataFrame, measure: Measure) -> None:
    before = (table.copy(deep=True), PARTS.copy(deep=True), PEOPLE.copy(deep=True))
    aggregated(table, PARTS, PEOPLE, indicator(measure, stands_for=2))
    pd.testing.assert_frame_equal(table, before[0])
    pd.testing.assert_frame_equal(PARTS, before[1])
    pd.testing.assert_series_equal(PEOPLE, before[2])


@given(any_figures(), measures)
@fewer
def test_a_figure_is_there_exactly_where_its_status_says_so(table: pd.DataFrame, measure: Measure) -> None:
    found = aggregated(table, PARTS, PEOPLE, indicator(measure, stands_for=2))
    shown = found["status"].isin([Status.PUBLISHED, Status.IMPUTED])
    assert shown.tolist() == found["value"].notna().tolist()
    assert not (found["approximate"] & ~shown).any()
    assert len(found) == 4


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=4, max_size=4))
@fewer
def test_a_share_lies_between_those_of_its_zones(pairs: list[tuple[int, int]]) -> None:
    table = counts(*((min(x, n), n) for x, n in pairs))
    found = result(table, Measure.PROPORTION)["A"]["value"]
    first, second = sorted(table["value"][:2])
    assert first - 1e-9 <= found <= second + 1e-9


@given(
    st.lists(st.integers(0, 10**6), min_size=4, max_size=4),
    st.lists(st.sampled_from("AB"), min_size=4, max_size=4),
)
@fewer
def test_the_areas_add_up_to_the_whole_however_the_zones_are_shared_out(numbers: list[int], areas: list[str]) -> None:
    table = values(*numbers)
    parts = pd.DataFrame({"area_code": areas, "zone": ZONES})
    whole = pd.DataFrame({"area_code": "W", "zone": ZONES})
    found = aggregated(table, parts, PEOPLE, indicator(Measure.COUNT))["value"].sum()
    assert found == aggregated(table, whole, PEOPLE, indicator(Measure.COUNT))["value"].sum() == sum(numbers)
