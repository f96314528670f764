"""How long the work behind the pages takes, without a browser."""

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import pandas as pd

from dashboard.evidence import evidence
from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.exports.exhibit_file import CHART, SHAPES, exhibit_file
from dashboard.exports.pack.contents import area_pack, board_pack
from dashboard.exports.pack.make import FORMATS, make_pack
from dashboard.statistics.counts import ScoredCounts, scored_counts
from dashboard.statistics.draws import score_draws
from dashboard.statistics.uncertainty import rank_summary
from dashboard.vocabulary import AreaType

Table = dict[str, dict[str, float]]
AREA = "S02002248"
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
        draws = partial(_draws, counts, codes, weights)
        found[f"10,000 draws, {size} zones"] = {"seconds": median(seconds(draws) for _ in range(rounds))}
    return found


def _draws(counts: ScoredCounts, codes: pd.Index, weights: dict[str, float]) -> object:
    return rank_summary(score_draws(counts, codes, weights), counts)


def exports() -> Table:
    """Each file of a map, and each pack, in a process that has made one before."""
    held = evidence("perth-and-kinross")
    found: Table = {}
    shown = exhibit_of("need-map", {})
    if not isinstance(shown, MapExhibit):
        raise TypeError("need-map is a map")
    for ending in (*CHART, *SHAPES):
        made = [seconds(partial(exhibit_file, held, shown, ending)) for _ in range(2)]
        found[f"map as {ending}"] = {"first": made[0], "again": made[1]}
    for name, pack in {"area": area_pack(held, [AREA]), "board": board_pack(held)}.items():
        made = [seconds(lambda pack=pack: list(make_pack(pack, tuple(FORMATS)))) for _ in range(2)]
        found[f"{name} pack, {len(FORMATS)} formats"] = {"first": made[0], "again": made[1]}
    return found
