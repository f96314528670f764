"""How long the work behind the pages takes, without a browser."""

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import pandas as pd

from dashboard.evidence import Evidence, evidence
from dashboard.statistics.counts import ScoredCounts, scored_counts
from dashboard.statistics.draws import score_draws
from dashboard.statistics.need import need_table
from dashboard.statistics.robustness import rank_bounds
from dashboard.statistics.uncertainty import rank_summary
from dashboard.vocabulary import AreaType

Table = dict[str, dict[str, float]]
LOADS = "from dashboard.evidence import library; library()"


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pipeline(rounds: int) -> Table:
    """Loading the evidence, and the draws of a partnership and of all Scotland: medians."""
    whole = evidence("perth-and-kinross")
    counts = scored_counts(whole.library, whole.partnership, AreaType.DATA_ZONE)
    weights = dict(whole.partnership.weights["equal"])
    zones = {
        "186": whole.areas_of(AreaType.DATA_ZONE).index.intersection(counts.area_codes),
        "6976": counts.area_codes,
    }
    loads = [seconds(lambda: subprocess.run([sys.executable, "-c", LOADS], check=True)) for _ in range(rounds)]
    found: Table = {"evidence read in a new process": {"seconds": median(loads)}}
    for size, codes in zones.items():
        draws, need = partial(_draws, counts, codes, weights), partial(_need, whole, codes, weights)
        found[f"10,000 draws, {size} zones"] = {"seconds": median(seconds(draws) for _ in range(rounds))}
        found[f"need, figures to bounds, {size} zones"] = {"seconds": median(seconds(need) for _ in range(rounds))}
    return found


def _need(whole: Evidence, codes: pd.Index, weights: dict[str, float]) -> object:
    """All of it: scores and ranks of Scotland, and of some zones the draws, likely ranges and bounds."""
    counts = scored_counts(whole.library, whole.partnership, AreaType.DATA_ZONE)
    need = need_table(counts.table, counts.polarities, counts.priorities, weights)
    return need, _draws(counts, codes, weights), rank_bounds(need.loc[codes, list(weights)], weights)


def _draws(counts: ScoredCounts, codes: pd.Index, weights: dict[str, float]) -> object:
    return rank_summary(score_draws(counts, codes, weights), counts)
