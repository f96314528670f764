"""Where next: plans against every set tried one by one, areas by kind from the files, counts drawn again."""

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.evidence import Evidence, evidence
from dashboard.statistics.rollout import (
    SOLVED_DRAWS,
    SORTED_DRAWS,
    Plan,
    by_locality,
    conditions_of,
    plan,
    remote_rural,
    served,
)
from dashboard.statistics.scoring import national_need
from dashboard.statistics.summary import need_summary
from dashboard.statistics.wish import NEED_SCORE, Wish, measures, worst_fifth_score
from dashboard.statistics.wish_people import counts_draws, people_draws, people_of
from dashboard.vocabulary import AreaType

DATA = Path(__file__).resolve().parents[2] / "data"
OURS = evidence("perth-and-kinross")
ZONES = OURS.areas_of(AreaType.DATA_ZONE).index
COUNTED = {"simd_income": "SIMD 2020v2", "child_poverty": "2020/21", "simd_employment": "SIMD 2020v2"}
KEPT = "areas already working are kept"
WISHES = {
    "three": Wish(),
    "afresh": Wish(keep=False),
    "none": Wish(more=0),
    "one": Wish(more=1, keep=False),
    "many": Wish(more=40, keep=False),
    "children": Wish(measure="child_poverty"),
    "out of work": Wish(measure="simd_employment", keep=False),
    "remote": Wish(keep=False, remote=2),
    "remote children": Wish(keep=False, measure="child_poverty", remote=1, more=2),
    "localities": Wish(each_locality=True),
    "localities and remote": Wish(more=2, each_locality=True, remote=4),
    "score": Wish(measure=NEED_SCORE),
    "high score": Wish(measure=NEED_SCORE, threshold=40, keep=False, more=2),
}
Allowed = Callable[[frozenset[str]], bool]


@cache
def lookup() -> pd.DataFrame:
    """The lookup of data zones of Perth and Kinross as it stands in the file."""
    zones = pd.read_csv(DATA / "areas" / "data_zones_2011.csv", encoding="utf-8-sig").set_index("data_zone")
    return zones[zones["council_area"] == "S12000048"]


@cache
def raw() -> dict[str, list[dict[str, object]]]:
    """The partnership file as it stands."""
    return tomllib.loads((DATA / "partnerships" / "perth-and-kinross.toml").read_text(encoding="utf-8"))


@cache
def rows_of(indicator_id: str) -> pd.DataFrame:
    """The rows of our data zones in the period that is counted, from the file, with suppressed counts as 2."""
    table = pd.read_csv(DATA / "indicators" / f"{indicator_id}.csv", encoding="utf-8-sig")
    rows = table[table["period"] == COUNTED[indicator_id]].set_index("area_code").reindex(lookup().index)
    people = rows["numerator"].mask(rows["status"] == "suppressed", 2).fillna(0)
    return rows.assign(people=people)


@cache
def people_by_area(indicator_id: str) -> dict[str, float]:
    """People counted by intermediate zone, from the files."""
    grouped = rows_of(indicator_id)["people"].groupby(lookup()["intermediate_zone"]).sum()
    return {str(code): float(people) for code, people in grouped.items()}


@cache
def working() -> frozenset[str]:
    """The intermediate zones where Locality Working is under way, from the partnership file."""
    codes = [place["intermediate_zones"] for place in raw()["place"] if place["status"] == "working"]
    return frozenset(str(code) for listed in codes if isinstance(listed, list) for code in listed)


@cache
def remote_by_hand() -> frozenset[str]:
    """The intermediate zones more than half of whose people live in remote rural data zones, from the files."""
    people: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in lookup().to_dict("records"):
        people[row["intermediate_zone"]][0] += row["population"]
        people[row["intermediate_zone"]][1] += row["population"] if row["urban_rural"] == "Remote Rural" else 0
    return frozenset(code for code, (everyone, remote) in people.items() if 2 * remote > everyone)


@cache
def localities_by_hand() -> dict[str, frozenset[str]]:
    """The intermediate zones of each locality, from wards, exceptions and people in the files."""
    of_ward = {ward: row["name"] for row in raw()["locality"] for ward in list(row["wards"])}  # type: ignore[call-overload]
    exceptions = {row["data_zone"]: row["locality"] for row in raw()["exception"]}
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, row in lookup().to_dict("index").items():
        locality = str(exceptions.get(str(code), of_ward[row["ward"]]))
        people[row["intermediate_zone"]][locality] += row["population"]
    found: dict[str, set[str]] = defaultdict(set)
    for code, split in people.items():
        found[max(split, key=lambda name: split[name])].add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def of(name: str) -> Plan:
    return plan(OURS, WISHES[name])


def every_set(free: Collection[str], most: int) -> list[frozenset[str]]:
    """Every set of at most so many areas."""
    return [frozenset(one) for size in range(most + 1) for one in combinations(sorted(free), size)]


def best_of(people: Mapping[str, float], kept: frozenset[str], most: int, allowed: Allowed) -> list[frozenset[str]]:
    """Every set of areas beside the kept ones that is allowed, the one that reaches most people first."""
    sets = [one for one in every_set(set(people) - kept, most) if allowed(one | kept)]
    return sorted(sets, key=lambda one: -sum(people[code] for code in one))


def in_every_locality(codes: frozenset[str]) -> bool:
    return all(codes & areas for areas in localities_by_hand().values())


def far_out(codes: frozenset[str]) -> int:
    return len(codes & remote_by_hand())


def anything(_: frozenset[str]) -> bool:
    return True


BRUTE: list[tuple[str, Allowed]] = [
    ("three", anything),
    ("afresh", anything),
    ("one", anything),
    ("none", anything),
    ("children", anything),
    ("out of work", anything),
    ("remote", lambda codes: far_out(codes) >= 2),
    ("remote children", lambda codes: far_out(codes) >= 1),
    ("localities", in_every_locality),
    ("localities and remote", lambda codes: in_every_locality(codes) and far_out(codes) >= 4),
]


@pytest.mark.parametrize(("name", "allowed"), BRUTE, ids=[name for name, _ in BRUTE])
def test_a_plan_is_the_best_of_every_set_tried_one_by_one(name: str, allowed: Allowed) -> None:
    wish, found = WISHES[name], of(name)
    people = people_by_area(wish.measure or "simd_income")
    kept = working() if wish.keep else frozenset[str]()
    first, *others = best_of(people, kept, wish.more, allowed)
    assert set(found.choice.chosen) == first
    assert set(found.choice.fixed) == kept
    assert found.choice.reached == sum(people[code] for code in first | kept)
    assert found.choice.total == sum(people.values())
    other = next((one for one in others if not one >= first), None)
    if other is None:
        assert found.second is None
    else:
        assert found.second is not None
        assert found.second.reached == sum(people[code] for code in other | kept)


def test_the_first_areas_chosen_are_those_with_most_people() -> None:
    people = people_by_area("simd_income")
    assert list(of("afresh").choice.chosen) == sorted(people, key=lambda code: -people[code])[:3]
    assert list(of("afresh").choice.chosen) == ["S02002234", "S02002235", "S02002239"]


def test_the_plan_of_perth_and_kinross_reaches_as_many_as_the_files_say() -> None:
    found = of("three")
    assert found.choice.chosen == ("S02002234", "S02002239", "S02002226")
    assert (found.choice.reached, found.choice.total) == (5379, 12_046)
    assert found.counted == "people on low income"


# Whom to reach


def test_the_people_that_can_be_counted_are_said_in_words() -> None:
    assert measures(OURS) == {
        "simd_income": "people on low income",
        "child_poverty": "children in low-income families",
        "simd_employment": "working-age people who are employment deprived",
        "need_score": "people in data zones of the highest need scores",
    }


def test_a_folder_without_other_measures_has_two(data: Path) -> None:
    assert list(measures(evidence("perth-and-kinross", data))) == ["low_income", "need_score"]


def test_an_indicator_without_words_for_its_people_is_called_by_its_name(data: Path) -> None:
    file = data / "partnerships" / "perth-and-kinross.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("access = ", 'also_counted = ["crime"]\naccess = '), encoding="utf-8")
    assert measures(evidence("perth-and-kinross", data))["crime"] == "recorded crimes"


def test_a_measure_that_is_left_out_cannot_be_counted() -> None:
    bare = replace(OURS, partnership=replace(OURS.partnership, also_counted=("child_poverty", "no_such")))
    assert list(measures(bare)) == ["simd_income", "child_poverty", "need_score"]


@pytest.mark.parametrize("indicator_id", COUNTED)
def test_people_of_a_measure_are_those_of_its_file(indicator_id: str) -> None:
    found = people_of(OURS, Wish(measure=indicator_id), ZONES)
    assert found.to_dict() == rows_of(indicator_id)["people"].to_dict()


@pytest.mark.parametrize("name", [name for name, wish in WISHES.items() if wish.measure != NEED_SCORE])
def test_the_people_of_an_area_are_those_of_its_zones(name: str) -> None:
    found = of(name)
    people = people_by_area(found.wish.measure)
    assert found.people.to_dict() == people
    reached = sum(people[code] for code in (*found.choice.chosen, *found.choice.fixed))
    assert found.choice.reached == pytest.approx(reached)


def scores() -> pd.Series:
    """The need score of our data zones; that it is right is for its own tests."""
    need = national_need(
        OURS.library, OURS.partnership, AreaType.DATA_ZONE, dict.fromkeys(OURS.partnership.weights["equal"], 1.0)
    )
    return need["need_score"].reindex(ZONES)


def test_the_threshold_that_comes_unasked_takes_in_just_the_worst_fifth() -> None:
    threshold = worst_fifth_score(OURS, "equal")
    fifth = math.floor(0.2 * scores().notna().sum())
    assert threshold == pytest.approx(round(threshold, 1))
    assert (scores() >= threshold).sum() >= fifth > (scores() >= threshold + 0.1).sum()
    assert of("score").wish == Wish(measure=NEED_SCORE, threshold=threshold)
    assert of("score").counted == f"people in data zones with a need score of at least {threshold:g}"


@pytest.mark.parametrize("name", ["score", "high score"])
def test_with_a_need_score_everyone_in_zones_of_that_score_is_counted(name: str) -> None:
    found = of(name)
    inside = scores() >= float(found.wish.threshold or math.nan)
    population = lookup()["population"].where(inside.reindex(lookup().index), 0)
    wanted = population.groupby(lookup()["intermediate_zone"]).sum()
    assert 0 < inside.sum() < len(ZONES)
    assert found.people.to_dict() == wanted.to_dict()
    assert found.choice.total == population.sum()
    chosen = [*found.choice.chosen, *found.choice.fixed]
    assert found.choice.reached == wanted[chosen].sum()


def test_a_higher_threshold_counts_fewer_people() -> None:
    assert of("high score").choice.total < of("score").choice.total
    assert of("high score").counted == "people in data zones with a need score of at least 40"


def test_a_threshold_plays_a_part_only_with_the_need_score() -> None:
    asked = plan(OURS, Wish(threshold=30))
    assert asked.wish == Wish(measure="simd_income")
    assert asked.choice == of("three").choice


# Conditions


def test_each_intermediate_zone_serves_its_own_data_zones() -> None:
    table = served(OURS)
    assert list(table.columns) == ["area_code", "zone"]
    assert dict(zip(table["zone"], table["area_code"], strict=True)) == lookup()["intermediate_zone"].to_dict()
    assert len(table) == len(lookup()) == 186


def test_remote_rural_areas_are_those_most_of_whose_people_live_in_remote_rural_zones() -> None:
    found = remote_rural(OURS)
    assert found == remote_by_hand()
    assert {"S02002253", "S02002252", "S02002247"} <= found
    assert lookup().loc[lookup()["intermediate_zone"] == "S02002253", "intermediate_zone_name"].iloc[0] == (
        "Rannoch and Aberfeldy"
    )
    assert "S02002234" not in found


def test_a_partnership_of_cities_has_no_remote_rural_area() -> None:
    assert remote_rural(evidence("glasgow-city")) == frozenset()


def test_localities_part_the_areas_among_them() -> None:
    found = by_locality(OURS)
    assert len(found) == 5
    assert sum(map(len, found.values())) == len(frozenset.union(*found.values())) == 35
    assert found == localities_by_hand()


def test_a_partnership_without_localities_parts_nothing() -> None:
    assert by_locality(evidence("fife")) == {}


def test_the_localities_of_a_small_folder_worked_by_hand(data: Path) -> None:
    """Town has 800 people in City and 700 in Highland; all of Hill is in Highland."""
    assert by_locality(evidence("perth-and-kinross", data)) == {"City": {"S02002220"}, "Highland": {"S02002219"}}


def test_the_conditions_are_those_that_are_wished_for() -> None:
    summary = need_summary(OURS, AreaType.INTERMEDIATE_ZONE)
    asked = conditions_of(OURS, summary, Wish(more=4, remote=2, each_locality=True))
    assert (asked.most, asked.fixed, asked.budget, asked.costs) == (4, working(), None, None)
    remote, *localities = asked.groups
    assert (remote.areas, remote.least) == (remote_by_hand(), 2)
    assert {group.name: group.areas for group in localities} == localities_by_hand()
    assert {group.least for group in localities} == {1}
    bare = conditions_of(OURS, summary, Wish(keep=False))
    assert (bare.fixed, bare.groups) == (frozenset(), ())


@pytest.mark.parametrize("name", WISHES)
def test_conditions_never_cost_less_than_nobody(name: str) -> None:
    wish, found = WISHES[name], of(name)
    assert min(found.costs.values(), default=0) >= 0
    wanted = [f"at least {wish.remote} in remote rural areas"] if wish.remote else []
    wanted += [f"at least 1 in {locality}" for locality in localities_by_hand()] if wish.each_locality else []
    assert sorted(found.costs) == sorted([*wanted, *([KEPT] if wish.keep else [])])


def test_a_remote_area_costs_the_people_that_are_not_reached_for_it() -> None:
    costs = of("remote").costs
    assert costs == {"at least 2 in remote rural areas": of("afresh").choice.reached - of("remote").choice.reached}
    assert costs["at least 2 in remote rural areas"] > 0


def test_keeping_areas_costs_what_the_ten_largest_would_reach_besides() -> None:
    largest = sum(sorted(people_by_area("simd_income").values())[-10:])
    assert of("three").costs == {KEPT: largest - 5379} == {KEPT: 693}


def test_a_locality_costs_what_could_be_reached_without_it() -> None:
    people = people_by_area("simd_income")
    for name in localities_by_hand():
        others = [areas for other, areas in localities_by_hand().items() if other != name]
        free = best_of(people, working(), 3, lambda codes, others=others: all(codes & areas for areas in others))
        reached = sum(people[code] for code in free[0] | working())
        assert of("localities").costs[f"at least 1 in {name}"] == reached - of("localities").choice.reached, name


@pytest.mark.parametrize("name", WISHES)
def test_the_second_best_is_never_better(name: str) -> None:
    found = of(name)
    if found.second is None:
        assert name == "none"
        return
    assert found.second.reached <= found.choice.reached
    assert found.second.total == found.choice.total
    assert found.second.fixed == found.choice.fixed
    assert set(found.choice.chosen) - set(found.second.chosen)


def test_all_areas_reach_everybody() -> None:
    found = of("many")
    assert len(found.choice.chosen) == 35
    assert found.choice.reached == found.choice.total == 12_046
    assert found.second is not None
    assert found.second.reached == 12_046 - min(people_by_area("simd_income").values())


# Costs


@cache
def with_costs() -> tuple[Evidence, dict[str, float]]:
    """Our evidence with a made-up cost for each area, from half a unit to three."""
    codes = sorted(people_by_area("simd_income"))
    costs = {code: 0.5 + (7 * place % 11) / 4 for place, code in enumerate(codes)}
    return replace(OURS, partnership=replace(OURS.partnership, costs=costs), tried=True), costs


@pytest.mark.parametrize("budget", [3.0, 0.75, 0.4])
def test_a_budget_is_kept_as_well_as_any_set_can(budget: float) -> None:
    held, costs = with_costs()
    people = people_by_area("simd_income")
    found = plan(held, Wish(budget=budget))
    sets = best_of(people, working(), 3, lambda codes: sum(costs[code] for code in codes - working()) <= budget)
    assert set(found.choice.chosen) == sets[0]
    assert sum(costs[code] for code in found.choice.chosen) <= budget
    assert bool(found.choice.chosen) == (budget > 0.5)
    assert found.costs["budget"] == of("three").choice.reached - found.choice.reached > 0
    assert found.simple is False


def test_without_a_budget_costs_play_no_part() -> None:
    held, _ = with_costs()
    assert plan(held, Wish()).choice == of("three").choice


def test_a_budget_in_a_partnership_file_is_kept(data: Path) -> None:
    """Town costs 3 and has 230 people, Hill costs 2 and has 52: a budget of 2 is for Hill."""
    file = data / "partnerships" / "perth-and-kinross.toml"
    costs = "[costs]\nS02002219 = 2\nS02002220 = 3\n\n[rollout]"
    file.write_text(file.read_text(encoding="utf-8").replace("[rollout]", costs), encoding="utf-8")
    held = evidence("perth-and-kinross", data)
    for budget, chosen in ((1, ()), (2, ("S02002219",)), (3, ("S02002220",)), (5, ("S02002220", "S02002219"))):
        assert plan(held, Wish(more=2, keep=False, budget=budget)).choice.chosen == chosen
    assert plan(held, Wish(more=2, budget=2)).choice.fixed == ("S02002220",)


# What cannot be


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (
            Wish(measure="crime"),
            "the measure is one of simd_income, child_poverty, simd_employment, need_score; found 'crime'",
        ),
        (
            Wish(more=2, remote=12),
            "no set of at most 2 areas beside the 7 already working has at least 12 of the group remote rural areas",
        ),
        (
            Wish(more=1, keep=False, remote=2),
            "no set of at most 1 area has at least 2 of the group remote rural areas",
        ),
        (
            Wish(more=1, each_locality=True),
            "no set of at most 1 area beside the 7 already working meets these conditions together: at least 1 of the "
            "group Eastern Perthshire; at least 1 of the group Highland and Strathtay; at least 1 of the group "
            "Kinross-shire, Almond and Earn; at least 1 of the group Perth City; and at least 1 of the group "
            "Strathearn and Strathallan",
        ),
        (Wish(budget=3), "there is a budget, and 'S02002219' has no cost"),
        (Wish(more=-1), "the number of areas is a whole number, 0 or more; found -1"),
        (Wish(remote=-1), "the group remote rural areas asks for a whole number, 1 or more; found -1"),
        (
            Wish(weights="some"),
            "weights are equal, simd_like, or 3 numbers by comma (Poverty, Employability, Health and Wellbeing); "
            "found 'some'",
        ),
    ],
)
def test_a_wish_that_cannot_be_is_refused_with_its_reason(wish: Wish, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        plan(OURS, wish)


# How firm


@pytest.mark.parametrize("name", WISHES)
def test_an_area_is_chosen_in_between_none_and_all_of_the_draws(name: str) -> None:
    wish, found = WISHES[name], of(name)
    often = found.frequency
    kept = working() if wish.keep else frozenset[str]()
    assert set(often.index) == set(lookup()["intermediate_zone"]) - kept
    assert often.between(0, 1).all()
    times = often.to_numpy() * found.draws
    assert np.allclose(times, np.round(times))
    assert often.sum() <= wish.more + 1e-9
    assert found.simple == (wish.remote == 0 and not wish.each_locality)
    assert found.draws == (SORTED_DRAWS if found.simple else SOLVED_DRAWS)


@pytest.mark.parametrize("name", ["three", "afresh", "one", "none", "children", "out of work"])
def test_where_only_the_number_is_set_as_many_are_chosen_in_every_draw(name: str) -> None:
    assert of(name).frequency.sum() == pytest.approx(WISHES[name].more)


def test_an_area_a_condition_needs_is_chosen_in_every_draw() -> None:
    """With all four remote rural areas asked for and three kept, the fourth is in every set."""
    (fourth,) = remote_by_hand() - working()
    found = of("localities and remote")
    assert fourth in found.choice.chosen
    assert found.frequency[fourth] == 1


@pytest.mark.parametrize("name", ["three", "children"])
def test_how_often_is_what_other_draws_find(name: str) -> None:
    """Counts drawn by another generator, summed by area, sorted: the areas chosen as often, within its chance."""
    wish, found = WISHES[name], of(name)
    rows = rows_of(wish.measure or "simd_income")
    areas = pd.factorize(lookup()["intermediate_zone"], sort=True)
    people, among = rows["people"].to_numpy(float), rows["denominator"].to_numpy(float)
    generator = np.random.default_rng(1)
    drawn = among * generator.beta(people + 0.5, np.maximum(among - people, 0) + 0.5, size=(4000, len(rows)))
    member = np.array([[place == area for area in range(35)] for place in areas[0]], dtype=float)
    totals = drawn @ member
    totals[:, [code in working() for code in areas[1]]] = -1
    first = np.argsort(-totals, axis=1)[:, : wish.more]
    often = pd.Series(np.bincount(first.ravel(), minlength=35) / 4000, areas[1])
    assert often.sum() == pytest.approx(wish.more)
    both = pd.DataFrame({"other": often, "found": found.frequency}).dropna()
    assert (both["other"] - both["found"]).abs().max() < 0.05
    assert both["found"].between(0.1, 0.9).any()


@pytest.mark.parametrize("name", ["three", "remote"])
def test_the_same_seed_gives_the_same_answer(name: str) -> None:
    again = plan.__wrapped__(OURS, WISHES[name])
    assert again is not of(name)
    pd.testing.assert_series_equal(again.frequency, of(name).frequency)
    assert (again.choice, again.second, dict(again.costs)) == (of(name).choice, of(name).second, dict(of(name).costs))


@pytest.mark.parametrize("indicator_id", COUNTED)
def test_the_mean_of_the_draws_is_near_the_counts(indicator_id: str) -> None:
    """The mean of n·Beta(x + ½, n − x + ½) is n(x + ½)/(n + 1), its variance n²ab/((a + b)²(a + b + 1))."""
    rows = rows_of(indicator_id).loc[ZONES]
    drawn = counts_draws(OURS, indicator_id, ZONES, 1500)
    x, n = rows["people"].to_numpy(float), rows["denominator"].to_numpy(float)
    a, b = x + 0.5, n - x + 0.5
    error = n * np.sqrt(a * b / ((a + b) ** 2 * (a + b + 1)) / 1500)
    assert drawn.shape == (1500, 186)
    assert (np.abs(drawn.mean(axis=0) - n * a / (a + b)) < 5 * error).all()
    assert drawn.sum(axis=1).mean() == pytest.approx(x.sum(), rel=0.03)
    assert drawn.std(axis=0) == pytest.approx(error * np.sqrt(1500), rel=0.2)
    assert (drawn >= 0).all()
    assert (drawn <= n).all()


def test_draws_are_the_same_each_time_and_differ_from_each_other() -> None:
    first, second = (counts_draws(OURS, "simd_income", ZONES, 4) for _ in range(2))
    assert (first == second).all()
    assert len({tuple(row) for row in first.tolist()}) == 4


def test_a_zone_where_nobody_lives_is_drawn_empty() -> None:
    glasgow = evidence("glasgow-city")
    zones = pd.Index(["S01010206", "S01010226", "S01010227", "S01010260"])
    drawn = counts_draws(glasgow, "simd_income", zones, 50)
    assert (drawn[:, :3] == 0).all()
    assert (drawn[:, 3] > 0).all()


def test_a_suppressed_count_is_drawn_around_what_it_stands_for(data: Path) -> None:
    held = evidence("perth-and-kinross", data)
    drawn = counts_draws(held, "low_income", pd.Index(["S01011834", "S01009001"]), 4000)
    assert drawn.mean(axis=0) == pytest.approx([500 * 2.5 / 501, 400 * 0.5 / 401], rel=0.1)


def test_a_rate_is_drawn_without_a_ceiling(data: Path) -> None:
    """40 crimes for 800 people: the mean of Gamma(40½) is 40½, its variance too."""
    held = evidence("perth-and-kinross", data)
    drawn = counts_draws(held, "crime", pd.Index(["S01011835"]), 4000)[:, 0]
    assert drawn.mean() == pytest.approx(40.5, rel=0.02)
    assert drawn.var() == pytest.approx(40.5, rel=0.1)


def test_need_scores_are_drawn_as_everyone_or_nobody_of_a_zone() -> None:
    wish = of("score").wish
    drawn = people_draws(OURS, wish, ZONES, 300)
    population = lookup()["population"].reindex(ZONES).to_numpy(float)
    assert drawn.shape == (300, 186)
    assert ((drawn == 0) | (drawn == population)).all()
    often = (drawn > 0).mean(axis=0)
    counted = people_of(OURS, wish, ZONES).to_numpy() > 0
    assert often[counted].mean() > 0.8
    assert often[~counted & (population > 0)].mean() < 0.1
    assert ((often > 0) & (often < 1)).any()
