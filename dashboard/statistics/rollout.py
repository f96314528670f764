"""Where next: which areas to support, how many people in need that reaches, how firm the choice is, what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.audit import covered_by
from dashboard.statistics.choosing import (
    Choice,
    Conditions,
    Group,
    choose_areas,
    chosen_frequency,
    condition_costs,
    is_simply_largest,
    second_best,
)
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.wish import Wish, filled
from dashboard.statistics.wish_people import people_draws, people_of
from dashboard.vocabulary import AreaType, RolloutStatus

SOLVED_DRAWS, SORTED_DRAWS = 100, 2_000
"""How often the choice is made again: with a solver, or by sorting alone."""
REMOTE = ("Remote Rural",)
"""The classes of the sixfold urban rural classification that count as remote rural."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A choice of areas with all that a Board asks of it.

    Attributes:
        wish: what was wanted, its measure and threshold filled in.
        counted: who is counted, in words.
        choice: the best set.
        second: the second-best set, if there is one.
        costs: by condition, how many more people would be reached without it.
        frequency: by area_code, the share of draws in which it is chosen (0 to 1).
        people: by area_code, people in need there, all candidates and kept areas.
        simple: whether the choice is simply the areas with the most people.
        draws: how often the choice was made again.
    """

    wish: Wish
    counted: str
    choice: Choice
    second: Choice | None
    costs: Mapping[str, float]
    frequency: pd.Series
    people: pd.Series
    simple: bool
    draws: int


@lru_cache(maxsize=64)
def plan(evidence: Evidence, wish: Wish) -> Plan:
    """The areas that reach most people in need under some conditions.

    Candidates are the partnership's intermediate zones. How firm the choice is: it is made again for counts drawn
    again (see `counts_draws`).

    Args:
        evidence: one partnership's evidence.
        wish: what is wanted.

    Raises:
        ValueError: the measure is not known, or no set meets the conditions.
    """
    wish, counted = filled(evidence, wish)
    summary = need_summary(evidence, AreaType.INTERMEDIATE_ZONE, wish.weights)
    serves = served(evidence)
    conditions = conditions_of(evidence, summary, wish)
    zones = evidence.areas_of(AreaType.DATA_ZONE).index
    people = people_of(evidence, wish, zones)
    best = choose_areas(people, serves, conditions)
    costs = condition_costs(people, serves, conditions, best)
    labels = {group.name: f"at least {group.least} in {group.name}" for group in conditions.groups}
    simple = is_simply_largest(serves, conditions)
    draws = SORTED_DRAWS if simple else SOLVED_DRAWS
    by_area = people.reindex(serves["zone"]).groupby(serves["area_code"].to_numpy()).sum()
    return Plan(
        wish=wish,
        counted=counted,
        choice=best,
        second=second_best(people, serves, conditions, best),
        costs={labels.get(name, name): cost for name, cost in costs.items()},
        frequency=chosen_frequency(people_draws(evidence, wish, zones, draws), zones, serves, conditions),
        people=by_area,
        simple=simple,
        draws=draws,
    )


def served(evidence: Evidence) -> pd.DataFrame:
    """Which data zones each intermediate zone of the partnership serves: area_code, zone."""
    parts = evidence.parts[evidence.parts["area_type"] == AreaType.INTERMEDIATE_ZONE]
    return parts.rename(columns={"data_zone": "zone"})[["area_code", "zone"]].reset_index(drop=True)


def conditions_of(evidence: Evidence, summary: NeedSummary, wish: Wish) -> Conditions:
    """What a set of areas must meet, from what is wanted."""
    groups: list[Group] = []
    if wish.remote:
        groups.append(Group("remote rural areas", remote_rural(evidence), wish.remote))
    if wish.each_locality and not evidence.partnership.localities:
        raise ValueError(f"{evidence.partnership.name} has no localities of its own, so none can be asked for")
    if wish.each_locality:
        groups += [Group(name, areas) for name, areas in by_locality(evidence).items()]
    return Conditions(
        most=wish.more,
        fixed=covered_by(summary, RolloutStatus.WORKING) if wish.keep else frozenset(),
        groups=tuple(groups),
        costs=dict(evidence.partnership.costs) if wish.budget is not None else None,
        budget=wish.budget,
    )


def remote_rural(evidence: Evidence) -> frozenset[str]:
    """The intermediate zones most of whose people live in data zones classed as remote rural."""
    zones = evidence.library.zones
    table = served(evidence).join(zones[["population", "urban_rural"]], on="zone")
    inside = table["population"].where(table["urban_rural"].isin(REMOTE), 0).groupby(table["area_code"]).sum()
    return frozenset(str(code) for code in inside.index[2 * inside > table.groupby("area_code")["population"].sum()])


def by_locality(evidence: Evidence) -> dict[str, frozenset[str]]:
    """The intermediate zones of each locality, by its name: each where most of its people live."""
    parts = evidence.parts[evidence.parts["area_type"] == AreaType.LOCALITY].set_index("data_zone")["area_code"]
    table = served(evidence).assign(locality=lambda rows: rows["zone"].map(parts))
    table["population"] = table["zone"].map(evidence.library.zones["population"])
    people = table.groupby(["area_code", "locality"])["population"].sum().reset_index()
    most = people.sort_values(["population", "locality"], ascending=[False, True]).drop_duplicates("area_code")
    names = evidence.areas["area_name"].to_dict()
    return {names[code]: frozenset(rows["area_code"].astype(str)) for code, rows in most.groupby("locality")}
