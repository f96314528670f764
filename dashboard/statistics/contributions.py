"""Why an area has its need score: what each priority and indicator adds to it, and the sentence that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.need import exponential_score, worse_than_share
from dashboard.statistics.recipe import Recipe, recipe_of
from dashboard.statistics.words import listed, lower_first, ordinal
from dashboard.vocabulary import GRAINS, AreaType, Indicator

START = "start"
"""In place of an indicator: the points of a zone in the middle of Scotland."""
NEAR = 0.1
REASON_FROM = 50.0
"""A reason is worse than at least this share of Scotland's zones, in per cent, and above the partnership's average."""
USUAL_BELOW = 60.0
"""What is worse than less than this share, and no reason, is not unusual."""
NAMED = 3


@dataclass(frozen=True)
class Standing:
    """Where an area stands: its rank of so many areas, and if known its likely range in words."""

    area_name: str
    need_rank: float
    areas: int
    likely: str = ""


def contributions(evidence: Evidence, area_type: AreaType, weights: Mapping[str, float]) -> pd.DataFrame:
    """What each indicator adds to, or takes from, the need score of each area.

    A zone in the middle of Scotland has some points on each priority; those are where every area starts. What an
    area scores above or below that is shared among the priority's indicators by their weighted positions: one
    worse than in the middle zone adds, one better takes away. All the points of an area add up to its need score,
    those of a priority to the priority's part of it. Areas that are not zones have the population-weighted mean
    of their data zones, as their need score is.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area.
        weights: weight by priority name.

    Returns:
        One row an area and indicator: area_code, priority, indicator_id (`start`: where every area starts),
        points (of the need score; missing where there is not enough data), average_points (the population-weighted
        mean of the partnership's areas of this kind; beside a custom area, of its data zones), position (0 = the
        middle zone, higher = greater need),
        worse_than (the share of Scotland's zones it is worse than, %; for areas that are not zones the mean of
        theirs). An indicator without a figure has 0 points and no position.

    References:
        Aumann and Shapley (1974), Values of Non-Atomic Games: the cost sharing of a function of a weighted sum,
        from the middle zone to the area.
    """
    key = ("contributions", area_type, tuple(weights.items()))
    if key not in evidence.memory:
        evidence.memory[key] = _contributions(evidence, area_type, weights)
    return evidence.memory[key]


def _contributions(evidence: Evidence, area_type: AreaType, weights: Mapping[str, float]) -> pd.DataFrame:
    grain = area_type if area_type in GRAINS else AreaType.DATA_ZONE
    recipe = recipe_of(evidence, grain, weights)
    points = zone_points(recipe)
    keys, areas = points.columns, evidence.areas_of(area_type)
    tables = {
        "points": points,
        "position": _beside(recipe.positions, keys),
        "worse_than": _beside(worse_than_share(recipe.values, recipe.polarities), keys),
    }
    own = {
        name: table.reindex(areas.index) if area_type in GRAINS else _mean_of_zones(evidence, table, areas.index)
        for name, table in tables.items()
    }
    average = _mean(own["points"], areas["population"])
    if area_type == AreaType.CUSTOM_AREA:
        everyone = evidence.areas_of(grain)["population"]
        average = _mean(points.reindex(everyone.index), everyone)
    own["average_points"] = own["points"].notna() * average
    long = {name: table.set_axis(keys, axis=1).stack([0, 1], future_stack=True) for name, table in own.items()}
    rows = pd.DataFrame(long)[["points", "average_points", "position", "worse_than"]]
    return rows.rename_axis(["area_code", "priority", "indicator_id"]).reset_index()


def priority_contributions(parts: pd.DataFrame) -> pd.DataFrame:
    """What each priority adds to the need score of each area.

    Args:
        parts: as `contributions` returns them.

    Returns:
        Areas × priorities of points, which add up to the need score; missing where there is not enough data.
    """
    sums = parts.groupby(["area_code", "priority"], sort=False)["points"].sum(min_count=1)
    return sums.unstack("priority")[list(dict.fromkeys(parts["priority"]))]


def zone_points(recipe: Recipe) -> pd.DataFrame:
    """What each indicator adds to the need score of each zone of the country.

    Args:
        recipe: what is scored.

    Returns:
        Zones × (priority, indicator_id), `start` first in each priority, of points; a row adds up to the need
        score. Missing where a weighted priority is.
    """
    weighted = {name: weight for name, weight in recipe.weights.items() if weight > 0}
    points: dict[tuple[str, str], pd.Series] = {}
    for priority, weight in weighted.items():
        part = weight / sum(weighted.values())
        score, expo = recipe.scores[priority], exponential_score(recipe.ranks[priority])
        slope = _slope_from_middle(score, expo)
        chosen = {key: w for key, w in recipe.priorities[priority].items() if w > 0}
        positions = recipe.positions[list(chosen)]
        available = positions.notna().mul(pd.Series(chosen)).sum(axis=1)
        added = positions.fillna(0.0).mul(pd.Series(chosen)).div(available.where(score.notna()), axis=0)
        added = added.mul(part * slope, axis=0)
        points[priority, START] = part * expo - added.sum(axis=1)
        points |= {(priority, indicator_id): added[indicator_id] for indicator_id in chosen}
    table = pd.DataFrame(points, index=recipe.values.index).rename_axis(columns=["priority", "indicator_id"])
    return table.where(recipe.scores[list(weighted)].notna().all(axis=1))


def why(standing: Standing, parts: pd.DataFrame, indicators: Mapping[str, Indicator]) -> str:
    """Why an area stands where it does, in a sentence whose every number is in the table.

    Reasons are the indicators that add most beyond the partnership's average, of those worse than in half of
    Scotland's zones. Shares of zones are cut to whole numbers, so that none says 100%.

    Args:
        standing: where the area stands.
        parts: the rows of one area, as `contributions` returns them.
        indicators: the definitions, by indicator_id.
    """
    if np.isnan(standing.need_rank) and not standing.likely:
        return f"{standing.area_name} has no rank: there is not enough data."
    place = standing.likely or f"{ordinal(int(standing.need_rank))} of {standing.areas}"
    rows = parts[parts["position"].notna()]
    rows = rows.assign(above=rows["points"] - rows["average_points"]).sort_values("above", ascending=False)
    chosen = rows[(rows["worse_than"] >= REASON_FROM) & (rows["above"] > 0)].head(NAMED)
    named = {key: lower_first(indicators[key].name) for key in rows["indicator_id"]}
    reasons = [
        f"{named[key]} (worse than {int(worse)}% of Scotland, {points:+.1f} points)"
        for key, worse, points in zip(chosen["indicator_id"], chosen["worse_than"], chosen["points"], strict=True)
    ]
    usual = rows[(rows["worse_than"] < USUAL_BELOW) & ~rows["indicator_id"].isin(chosen["indicator_id"])]
    usual = usual.sort_values("worse_than", ascending=False)["indicator_id"].head(NAMED)
    if not reasons:
        return f"{standing.area_name} is {place}: nothing counted here stands out as worse than elsewhere."
    if parts["points"].sum() <= parts["average_points"].sum():
        text = f"{standing.area_name} is {place}: less need than the average area here, although it stands out for"
        return f"{text} {listed(reasons)}."
    text = f"{standing.area_name} is {place} because of {listed(reasons)}"
    if usual.empty:
        return f"{text}."
    return f"{text}; it is not unusual for {_either([named[key] for key in usual])}."


def _beside(table: pd.DataFrame, keys: pd.Index) -> pd.DataFrame:
    """A table of indicators under the columns of the points; `start` has none."""
    return pd.DataFrame({key: table.get(key[1], np.nan) for key in keys}, index=table.index)


def _mean(table: pd.DataFrame, people: pd.Series) -> pd.Series:
    return table.mul(people, axis=0).sum() / table.notna().mul(people, axis=0).sum()


def _slope_from_middle(score: pd.Series, expo: pd.Series) -> pd.Series:
    """Points for each step of a priority's score between the middle zone (0) and each zone."""
    curve = pd.DataFrame({"score": score, "expo": expo}).dropna().sort_values("score")
    if curve.empty:
        return score
    low, middle, high = np.interp([-NEAR, 0.0, NEAR], curve["score"], curve["expo"])
    far = score.abs() > 1e-6
    return ((expo - middle) / score.where(far)).where(far | score.isna(), (high - low) / (2 * NEAR))


def _mean_of_zones(evidence: Evidence, table: pd.DataFrame, areas: pd.Index) -> pd.DataFrame:
    """The population-weighted mean over the data zones of each area that have a figure."""
    parts = evidence.parts[evidence.parts["area_code"].isin(areas)]
    people = evidence.areas_of(AreaType.DATA_ZONE)["population"].reindex(parts["data_zone"]).to_numpy(float)
    zones = table.reindex(parts["data_zone"]).set_axis(parts.index)
    weight = zones.notna().mul(people, axis=0).groupby(parts["area_code"]).sum()
    total = zones.mul(people, axis=0).groupby(parts["area_code"]).sum(min_count=1)
    return (total / weight.where(weight > 0)).reindex(areas)


def _either(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
