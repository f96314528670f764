"""Whether the need score is soundly made: indicators that repeat, contradict, are missing, or do not fit."""

from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import area_figures, comparators, periods
from dashboard.statistics.need import need_rank, priority_scores
from dashboard.statistics.recipe import Recipe
from dashboard.statistics.reliability import DEFAULT_LIMITS, ReliabilityLimits, reliability
from dashboard.statistics.scoring import scored_period
from dashboard.vocabulary import AreaType, Measure, Polarity

REDUNDANT = 0.9
OUTLYING = 3.5


@lru_cache(maxsize=16)
def correlations(recipe: Recipe) -> pd.DataFrame:
    """How alike each pair of scored indicators is, over the zones of Scotland.

    Args:
        recipe: what is scored.

    Returns:
        One row a pair, the most alike first: first, second, first_priority, second_priority, correlation (of ranks;
        above 0 = need is high in the same zones), redundant (above 0.9 or below −0.9).

    References:
        Spearman (1904), American Journal of Psychology 15: 72-101; OECD and JRC (2008), Handbook on Constructing
        Composite Indicators, step 4.
    """
    home = _homes(recipe)
    names = list(home)
    matrix = recipe.positions[names].corr(method="spearman").to_numpy(np.float64)
    rows = [
        (names[one], names[two], home[names[one]], home[names[two]], float(matrix[one, two]))
        for one, two in combinations(range(len(names)), 2)
    ]
    columns = ["first", "second", "first_priority", "second_priority", "correlation"]
    table = pd.DataFrame(rows, columns=columns).sort_values("correlation", ascending=False, ignore_index=True)
    return table.assign(redundant=table["correlation"].abs() > REDUNDANT)


@lru_cache(maxsize=16)
def agreement(recipe: Recipe) -> pd.DataFrame:
    """Whether each scored indicator goes with the rest, or works against them.

    Args:
        recipe: what is scored.

    Returns:
        One row an indicator, indexed by indicator_id: priority, inside (correlation with the priority's score from
        its other indicators; missing where it has none), overall (with the mean score of the other priorities),
        against (either is below 0).

    References:
        The corrected item-total correlation: Nunnally and Bernstein (1994), Psychometric Theory, chapter 8.
    """
    rows: dict[str, dict[str, object]] = {}
    for indicator_id, priority in _homes(recipe).items():
        others = {key: w for key, w in recipe.priorities[priority].items() if key != indicator_id and w > 0}
        position = recipe.positions[indicator_id]
        inside = np.nan
        if others:
            inside = position.corr(priority_scores(recipe.positions, {priority: others})[priority])
        overall = position.corr(recipe.scores.drop(columns=priority).mean(axis=1, skipna=False))
        against = bool(inside < 0 or overall < 0)
        rows[indicator_id] = {"priority": priority, "inside": inside, "overall": overall, "against": against}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("indicator_id")


@lru_cache(maxsize=16)
def consistency(recipe: Recipe) -> pd.DataFrame:
    """How far the indicators of each priority measure one thing.

    Args:
        recipe: what is scored.

    Returns:
        One row a priority, indexed by its name: indicators (how many), zones (with all of them), alpha (1 = all
        alike, 0 = nothing in common; missing for a single indicator).

    References:
        Cronbach (1951), Psychometrika 16: 297-334, of unweighted positions.
    """
    rows: dict[str, dict[str, float]] = {}
    for priority, given in recipe.priorities.items():
        items = recipe.positions[[key for key, weight in given.items() if weight > 0]].dropna()
        rows[priority] = {"indicators": items.shape[1], "zones": len(items), "alpha": cronbach_alpha(items)}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("priority")
    return table.astype({"indicators": int, "zones": int})


def cronbach_alpha(items: pd.DataFrame) -> float:
    """Cronbach's alpha of cases × items without gaps; NaN for fewer than two items or no variance."""
    k, total = items.shape[1], float(items.sum(axis=1).var())
    if k < 2 or not total > 0:
        return float("nan")
    return k / (k - 1) * (1 - float(items.var().sum()) / total)


def missingness(recipe: Recipe, areas: pd.Index) -> pd.DataFrame:
    """How many zones have no figure, by scored indicator.

    Args:
        recipe: what is scored.
        areas: the zones of the partnership.

    Returns:
        One row an indicator, indexed by indicator_id: priority, zones, missing, missing_share (%, of Scotland's
        scored zones), partnership_zones, partnership_missing.
    """
    home = _homes(recipe)
    values = recipe.values[list(home)]
    own = values.reindex(values.index.intersection(areas))
    table = pd.DataFrame({"priority": pd.Series(home), "zones": len(values), "missing": values.isna().sum()})
    return table.assign(
        missing_share=100 * table["missing"] / max(len(values), 1),
        partnership_zones=len(own),
        partnership_missing=own.isna().sum(),
    ).rename_axis("indicator_id")


def influence(recipe: Recipe, areas: pd.Index) -> pd.DataFrame:
    """How far the ranking inside the partnership moves when one indicator is left out.

    Args:
        recipe: what is scored.
        areas: the zones of the partnership.

    Returns:
        One row an indicator, the most influential first, indexed by indicator_id: priority, mean_change (of rank,
        in places), largest_change, moved_area (the zone that moves furthest: its area_code) and moved_by (above 0 =
        it would rank further from need without the indicator).

    References:
        OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 7.
    """
    before = need_rank(recipe.need["need_score"].reindex(areas))
    rows: dict[str, dict[str, object]] = {}
    for indicator_id, priority in _homes(recipe).items():
        left = recipe.without_each[indicator_id]
        if not left.weights or not any(left.weights.values()):
            continue
        change = (need_rank(left.need["need_score"].reindex(areas)) - before).dropna()
        far = change.abs()
        furthest = int(far.to_numpy().argmax()) if len(far) else -1
        rows[indicator_id] = {
            "priority": priority,
            "mean_change": far.mean(),
            "largest_change": far.max(),
            "moved_area": str(change.index[furthest]) if len(far) else "",
            "moved_by": change.iloc[furthest] if len(far) else np.nan,
        }
    columns = ["priority", "mean_change", "largest_change", "moved_area", "moved_by"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("indicator_id")
    return table.sort_values("mean_change", ascending=False)


def misfits(evidence: Evidence, area_type: AreaType) -> pd.DataFrame:
    """Values whose denominator does not fit: events or people set against those who live there, who are too few.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area.

    Returns:
        One row an area and indicator, of the latest period: area_code, area_name, indicator_id, period, value, why
        ("more than one for each person", or "far from every other area": a modified z-score of the logarithm above
        3.5). Only shares and rates with a direction that is better.

    References:
        Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers.
    """
    found: list[pd.DataFrame] = []
    for indicator_id, indicator in evidence.indicators.items():
        judged = indicator.measure in {Measure.PROPORTION, Measure.RATE} and indicator.polarity != Polarity.NO_JUDGEMENT
        held = periods(evidence, indicator_id, area_type) if judged else []
        if not held:
            continue
        table = area_figures(evidence, indicator_id, area_type, held[0].label)
        value = table["value"].astype(float)
        more = value > indicator.per
        far = (_modified_z(value) > OUTLYING) if indicator.measure is Measure.RATE else more
        why = np.where(more, "more than one for each person", "far from every other area")
        rows = table.assign(indicator_id=indicator_id, why=why)[more | far]
        found.append(rows.rename_axis("area_code").reset_index())
    columns = ["area_code", "area_name", "indicator_id", "period", "value", "why"]
    return pd.concat([part[columns] for part in found], ignore_index=True) if found else pd.DataFrame(columns=columns)


def grades(
    evidence: Evidence, recipe: Recipe, grain: AreaType, limits: ReliabilityLimits = DEFAULT_LIMITS
) -> pd.DataFrame:
    """How reliable the partnership's scored values are, and what would leave the score.

    Args:
        evidence: one partnership's evidence.
        recipe: what is scored.
        grain: the zones that are scored.
        limits: of the grades.

    Returns:
        One row an indicator, indexed by indicator_id: priority, good, care, do_not_act, no_grade (no interval: no
        counts are held), low_anyway (of do_not_act, those that are grade 1 or 2 once held against Scotland's value:
        uncertain only because they are low), weight_graded (the share of its priority's weight it carries, %).
    """
    rows: dict[str, dict[str, object]] = {}
    for indicator_id, priority in _homes(recipe).items():
        period = scored_period(evidence.library, indicator_id, grain)
        table = area_figures(evidence, indicator_id, grain, period)
        alone = reliability(table, limits)
        scotland = comparators(evidence, indicator_id, period).scotland
        held = reliability(table, limits, against=scotland)
        given = recipe.priorities[priority]
        rows[indicator_id] = {
            "priority": priority,
            **{name: int((alone == grade).sum()) for grade, name in ((1, "good"), (2, "care"), (3, "do_not_act"))},
            "no_grade": int(alone.isna().sum()),
            "low_anyway": int(((alone == 3) & (held < 3)).sum()),
            "weight_graded": 100 * given[indicator_id] / sum(given.values()) if alone.notna().any() else 0.0,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("indicator_id")


def _homes(recipe: Recipe) -> dict[str, str]:
    """The priority that each indicator with weight scores."""
    return {key: name for name, row in recipe.priorities.items() for key, weight in row.items() if weight > 0}


def _modified_z(values: pd.Series) -> pd.Series:
    """How far above the middle each logarithm is, in robust standard deviations."""
    logs = pd.Series(np.log(values.where(values > 0).to_numpy(np.float64)), index=values.index)
    middle = float(logs.median())
    spread = float((logs - middle).abs().median())
    return 0.6745 * (logs - middle) / (spread if spread > 0 else np.nan)
