"""What is drawn from: the equally likely values of each count, on the national curves of the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from dashboard.statistics.counts import Floats, ScoredCounts
from dashboard.statistics.need import DECIMALS
from dashboard.vocabulary import Measure, Polarity

Singles = npt.NDArray[np.float32]

STRATA = 512  # equally likely values a count is drawn from: a power of 2
GRID = 32_768  # steps in which the national curve of priority scores is read
BLOCK = 1_000  # zones whose quantiles are worked out at once
NODES = np.linspace(-3.5, 3.5, 15)  # normal deviates at which a quantile is exact; a spline joins them


@dataclass(frozen=True, eq=False)
class Drawable:
    """One priority of the wanted zones: `fixed` where nothing moves, else base + steps, read on the curve."""

    fixed: Singles
    moving: npt.NDArray[np.bool_]
    base: Singles
    steps: Sequence[tuple[int, Singles]]
    curve: Singles


def draw(part: Drawable, near: slice, strata: Sequence[npt.NDArray[np.intp]], plane: Singles) -> None:
    """Fill a plane, zones × draws, with one priority's exponential scores of some zones."""
    fixed, moving = part.fixed[near, None], part.moving[near]
    if not part.steps:
        plane[:] = fixed
        return
    plane[:] = part.base[near, None]
    for stream, table in part.steps:
        plane += table[near].ravel().take(strata[stream], mode="clip")
    part.curve.take(plane.astype(np.intp), mode="clip", out=plane)
    plane[~moving] = fixed[~moving]


def drawables(counts: ScoredCounts, rows: npt.NDArray[np.intp], vary_counts: bool) -> list[Drawable]:
    """Each priority of some zones (by row), its counts moving or not."""
    counted = counts.counted[rows] & vary_counts
    steps: dict[str, Singles] = {}
    for column, name in enumerate(counts.indicators):
        if counted[:, column].any():
            steps[name] = _drawn_positions(counts, column, rows, counted[:, column])
    held = pd.DataFrame(counted, columns=list(counts.indicators))
    return [_drawable(counts, priority, rows, held, steps) for priority in counts.priorities]


def _drawable(
    counts: ScoredCounts,
    priority: str,
    rows: npt.NDArray[np.intp],
    counted: pd.DataFrame,
    steps: Mapping[str, Singles],
) -> Drawable:
    row = {name: weight for name, weight in counts.priorities[priority].items() if weight > 0}
    positions = counts.positions.iloc[rows][list(row)].to_numpy()
    shares = np.isfinite(positions) * np.array(list(row.values()))
    fixed = counts.scores[priority].to_numpy()[rows]
    with np.errstate(invalid="ignore"):
        shares = shares / shares.sum(axis=1, keepdims=True)
    moves = counted[list(row)].to_numpy()
    base = np.where(moves | (shares == 0), 0, shares * positions).sum(axis=1)
    low, scale, curve = _score_curve(counts, priority)
    return Drawable(
        fixed=fixed.astype(np.float32),
        moving=moves.any(axis=1) & np.isfinite(fixed),
        base=(scale * (np.nan_to_num(base) - low)).astype(np.float32),
        steps=[
            (counts.streams[name], (scale * np.nan_to_num(shares[:, [place]])).astype(np.float32) * steps[name])
            for place, name in enumerate(row)
            if name in steps
        ],
        curve=curve,
    )


def _drawn_positions(
    counts: ScoredCounts, column: int, rows: npt.NDArray[np.intp], counted: npt.NDArray[np.bool_]
) -> Singles:
    """Zones × strata: the position that each equally likely value has on the national curve; 0 without counts."""
    name = counts.indicators[column]
    sign = -1 if counts.polarities[name] is Polarity.HIGHER_IS_BETTER else 1
    positions = counts.positions[name].to_numpy()
    held = np.isfinite(positions)
    values, first = np.unique(sign * counts.values[held, column], return_index=True)
    table = np.zeros((len(rows), STRATA), dtype=np.float32)
    places = np.flatnonzero(counted)
    for start in range(0, len(places), BLOCK):
        block = places[start : start + BLOCK]
        quantiles = sign * _quantiles(counts, column, rows[block]) @ _spread()
        table[block] = np.interp(quantiles, values, positions[held][first])
    return table


@cache
def _spread() -> Floats:
    """Nodes × strata: from the quantiles at the nodes to those at the middle of each stratum."""
    from scipy import interpolate  # noqa: PLC0415 - slow to import: not before the first page

    middles = special.ndtri((np.arange(STRATA) + 0.5) / STRATA)
    return interpolate.CubicSpline(NODES, np.eye(len(NODES)))(middles).T


def _quantiles(counts: ScoredCounts, column: int, rows: npt.NDArray[np.intp]) -> Floats:
    """Zones × nodes: quantiles of the value, in the indicator's unit, given its counts."""
    x, m = counts.numerators[rows, column, None], counts.denominators[rows, column, None]
    if counts.measures[column] is Measure.PROPORTION:
        return counts.per[column] * special.betaincinv(x + 0.5, m - x + 0.5, special.ndtr(NODES))
    return counts.per[column] * special.gammaincinv(x + 0.5, special.ndtr(NODES)) / m


def _score_curve(counts: ScoredCounts, priority: str) -> tuple[float, float, Singles]:
    """The national curve from a priority's average to its exponential score, in GRID even steps."""
    averages, scores = counts.averages[priority].to_numpy(), counts.scores[priority].to_numpy()
    held = np.isfinite(scores)
    nodes, first = np.unique(averages[held].round(DECIMALS), return_index=True)
    if not len(nodes):
        return 0.0, 1.0, np.zeros(1, dtype=np.float32)
    low, width = float(nodes[0]), float(max(nodes[-1] - nodes[0], 1e-9))
    middle = low + width * (np.arange(GRID) + 0.5) / GRID
    return low, GRID / width, np.interp(middle, nodes, scores[held][first]).astype(np.float32)
