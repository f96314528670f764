"""Where next: which areas to support, how many people in need that reaches, how firm the choice is, what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.audit import covered_by
from dashboard.statistics.certainty import zone_draws
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
from dashboard.statistics.counts import Floats
from dashboard.statistics.dispersed import counted_period, people_counted
from dashboard.statistics.scoring import national_need, weights_of
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.vocabulary import AreaType, Measure, RolloutStatus, Status

NEED_SCORE = "need_score"
"""The measure that counts everyone who lives in a data zone of a high enough need score."""
SOLVED_DRAWS, SORTED_DRAWS = 100, 2_000
"""How often the choice is made again: with a solver, or by sorting alone."""
SEED = 20_261_121
HIGHEST_SCORE = 100
REMOTE = ("Remote Rural",)
"""The classes of the sixfold urban rural classification that count as remote rural."""


@dataclass(frozen=True)
class Wish:
    """What is wanted of a choice.

    Attributes:
        more: how many areas at most are chosen (beside those kept).
        keep: whether areas where Locality Working is under way are kept.
        measure: an indicator whose people are counted, or NEED_SCORE.
        threshold: with NEED_SCORE, the need score from which a data zone counts; None for the partnership's worst
            fifth.
        remote: how many remote rural areas at least.
        each_locality: whether every locality has at least one.
        budget: what the chosen areas may cost, if the partnership's file gives costs.
        weights: the weights of the priorities, for NEED_SCORE and for which areas are flagged.
    """

    more: int = 3
    keep: bool = True
    measure: str = ""
    threshold: float | None = None
    remote: int = 0
    each_locality: bool = False
    budget: float | None = None
    weights: str = "equal"


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


def measures(evidence: Evidence) -> dict[str, str]:
    """Who can be counted, by measure: what the people are, in words."""
    partnership = evidence.partnership
    held = [key for key in (partnership.people_in_need, *partnership.also_counted) if key in evidence.indicators]
    words = {key: evidence.indicators[key].counted or evidence.indicators[key].name.lower() for key in held}
    return {**words, NEED_SCORE: "people in data zones of the highest need scores"}


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
    wish, counted = _filled(evidence, wish)
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


def _filled(evidence: Evidence, wish: Wish) -> tuple[Wish, str]:
    """The wish with its measure and threshold, and who is counted, in words."""
    known = measures(evidence)
    measure = wish.measure or evidence.partnership.people_in_need
    if measure not in known:
        raise ValueError(f"the measure is one of {', '.join(known)}; found {measure!r}")
    if measure != NEED_SCORE:
        return replace(wish, measure=measure, threshold=None), known[measure]
    threshold = worst_fifth_score(evidence, wish.weights) if wish.threshold is None else wish.threshold
    if not 0 <= threshold <= HIGHEST_SCORE:
        raise ValueError(f"a need score is from 0 to {HIGHEST_SCORE}; found {threshold:g}")
    return (
        replace(wish, measure=measure, threshold=threshold),
        f"people in data zones with a need score of at least {threshold:g}",
    )


def worst_fifth_score(evidence: Evidence, weights: str) -> float:
    """The need score from which a data zone is among the partnership's worst fifth, rounded down to a tenth.

    The highest possible score if no zone is scored.
    """
    scores = _zone_scores(evidence, weights).dropna().sort_values(ascending=False)
    if scores.empty:
        return float(HIGHEST_SCORE)
    last = max(int(evidence.partnership.thresholds.worst_share * len(scores)), 1) - 1
    return float(np.floor(10 * scores.iloc[last]) / 10)


def _zone_scores(evidence: Evidence, weights: str) -> pd.Series:
    numbers = weights_of(evidence.partnership, weights)
    need = national_need(evidence.library, evidence.partnership, AreaType.DATA_ZONE, numbers)
    return need["need_score"].reindex(evidence.areas_of(AreaType.DATA_ZONE).index)


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


def people_of(evidence: Evidence, wish: Wish, zones: pd.Index) -> pd.Series:
    """The people in need in each data zone, by the measure of a wish that is filled in."""
    if wish.measure != NEED_SCORE:
        return people_counted(evidence, wish.measure, zones)
    population = evidence.library.zones["population"].reindex(zones).astype(float)
    return population.where(
        _zone_scores(evidence, wish.weights).reindex(zones) >= float(wish.threshold or 0), 0.0
    ).rename("people")


def people_draws(evidence: Evidence, wish: Wish, zones: pd.Index, draws: int) -> Floats:
    """People in need by zone, drawn again: draws × zones.

    Counts as `counts_draws` draws them; for the need score, everyone in a zone whose drawn score is high enough.
    """
    if wish.measure != NEED_SCORE:
        return counts_draws(evidence, wish.measure, zones, draws)
    weights = tuple(weights_of(evidence.partnership, wish.weights).items())
    drawn = zone_draws(evidence, AreaType.DATA_ZONE, weights)
    scores = np.einsum("dap,dp->da", drawn.scores[:draws], drawn.weights[:draws]) / drawn.weights[:draws].sum(
        axis=1, keepdims=True
    )
    people = evidence.library.zones["population"].reindex(drawn.area_codes).to_numpy(float)
    inside = np.where(np.nan_to_num(scores) >= float(wish.threshold or 0), people, 0.0)
    return pd.DataFrame(inside, columns=drawn.area_codes).reindex(columns=zones, fill_value=0.0).to_numpy(float)


def counts_draws(evidence: Evidence, indicator_id: str, zones: pd.Index, draws: int) -> Floats:
    """Counts of people that might have been found: draws × zones.

    A count x of n is drawn as n times Beta(x + ½, n − x + ½), a count without a denominator as Gamma(x + ½).

    References:
        Jeffreys intervals: Brown, Cai and DasGupta (2001), Statistical Science 16: 101-133.
    """
    people = people_counted(evidence, indicator_id, zones).to_numpy(float)
    rows = evidence.sheet(indicator_id, AreaType.DATA_ZONE).of_period(counted_period(evidence, indicator_id))
    rows = rows.reindex(zones)
    denominator = rows["denominator"].to_numpy(float)
    proportion = evidence.indicators[indicator_id].measure is Measure.PROPORTION
    known = (denominator >= people) & (denominator > 0) & proportion
    held = rows["status"].isin([Status.PUBLISHED, Status.IMPUTED, Status.SUPPRESSED]).to_numpy(bool)
    generator = np.random.default_rng(SEED)
    left = np.where(known, denominator - people, 1.0)
    shares: npt.NDArray[np.float64] = generator.beta(people + 0.5, left + 0.5, size=(draws, len(zones)))
    counts: npt.NDArray[np.float64] = generator.gamma(people + 0.5, size=(draws, len(zones)))
    drawn = np.where(known, shares * np.where(known, denominator, 0.0), counts)
    return np.where(held, drawn, 0.0)
