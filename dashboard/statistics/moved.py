"""What has moved since a snapshot was made, and why: each change of a rank shared out to its causes, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.counts import Floats
from dashboard.statistics.flags import Coverage
from dashboard.statistics.snapshot import DECIMALS, AreaRecord, Snapshot, area_records
from dashboard.statistics.steps_back import STEPS, Cause, Standing, steps_back

SEPARATE = tuple(cause.value for cause in (*STEPS, Cause.DATA))
"""The causes that can be told apart."""
NUMBERS = ("rank", "score")
FACTS = ("band", "level", "status", "flags", "population", "people", "likely_low", "likely_high")


@dataclass(frozen=True, eq=False)
class Moved:
    """What has moved since a snapshot was made.

    Attributes:
        snapshot: the ranking as it was.
        areas: by area_code, in today's order, then those that are gone. area_name; for rank and for score: _then,
            _now, _change (now − then, missing if the area was or is not ranked), and _by_ each cause, which add up to
            the change; for band, level, status, flags (codes), population, people, likely_low and likely_high: _then,
            _now, and _cause (of the steps that changed it, by semicolon; empty if it is the same now as then).
        causes: every cause that has columns: weights, method, boundaries, data; and what is left, where it is due to
            several that cannot be told apart from the file ("data or method") or to none that is known
            ("unexplained").
        came: the codes of areas that are new.
        went: the codes of areas that are gone.
        coverage_then: people in need inside and outside priority areas, then.
        coverage_now: the same, now.
        coverage_cause: the causes of its change, by semicolon.
    """

    snapshot: Snapshot
    areas: pd.DataFrame
    causes: tuple[str, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    coverage_then: Coverage
    coverage_now: Coverage
    coverage_cause: str

    @property
    def since(self) -> date:
        """When the snapshot was made."""
        return date.fromisoformat(self.snapshot.made)


@lru_cache(maxsize=16)
def moved(evidence: Evidence, snapshot: Snapshot, weights: str = "equal") -> Moved:
    """What has moved since a snapshot was made, and why.

    Steps go back from now to then and change one thing at a time, in this order: weights (the snapshot's weights of
    priorities and of indicators), method (also its thresholds), boundaries (also its localities, exceptions and
    places). What is then left between the ranking and the snapshot's own table is due to what the versions say has
    changed: figures, national boundaries, or the method (definitions and code). If several have, they are named
    together: the file does not hold what would tell them apart. What changes together with something else counts
    with the step that comes first. Numbers are compared as the snapshot holds them, rounded to six decimals.

    Args:
        evidence: the partnership's evidence today, its own or one that is tried.
        snapshot: the ranking as it was.
        weights: the weights today, as in `need_summary`.

    Raises:
        DataError: the partnership has no areas of this kind today.
        ValueError: the snapshot is of another partnership, or the weights are not understood.
    """
    if evidence.partnership.partnership_id != snapshot.partnership:
        raise ValueError(f"the snapshot is of {snapshot.partnership}, not of {evidence.partnership.partnership_id}")
    found = steps_back(Standing(evidence, weights), snapshot)
    tables = [*(_table(area_records(summary)) for summary in found.summaries), _table(snapshot.areas)]
    coverages = [*(summary.coverage for summary in found.summaries), snapshot.coverage]
    steps = [*(cause.value for cause in STEPS), left_over(evidence, snapshot, found.not_taken)]
    if _same(*tables[-2:]) and coverages[-2] == coverages[-1]:
        del steps[-1], tables[-2], coverages[-2]
    now, then = tables[0].index, tables[-1].index
    causes = tuple(dict.fromkeys([*SEPARATE, *steps]))
    return Moved(
        snapshot=snapshot,
        areas=_areas(tables, steps, causes),
        causes=causes,
        came=tuple(now[~now.isin(then)]),
        went=tuple(then[~then.isin(now)]),
        coverage_then=coverages[-1],
        coverage_now=coverages[0],
        coverage_cause=_changed_by(coverages, steps),
    )


def left_over(evidence: Evidence, snapshot: Snapshot, not_taken: Sequence[Cause] = ()) -> str:
    """The cause of what no step explains: what has another version than then, or is of a step that was not taken."""
    now, then = evidence.library.versions, snapshot.versions
    found: list[str] = []
    if now.figures != then.figures or tuple(sorted(evidence.library.left_out)) != snapshot.left_out:
        found.append(Cause.DATA.value)
    if now.boundaries != then.boundaries:
        found.append(Cause.BOUNDARIES.value)
    if now.method != then.method:
        found.append(Cause.METHOD.value)
    found = list(dict.fromkeys([*found, *(cause.value for cause in not_taken)])) or [Cause.UNEXPLAINED.value]
    return " or ".join([", ".join(found[:-1]), found[-1]] if found[:-1] else found)


def _table(records: Sequence[AreaRecord]) -> pd.DataFrame:
    """Records as a table, indexed by area_code, numbers as floats and everything else as text."""
    rows = [
        {
            "area_name": one.area_name,
            "rank": one.need_rank,
            "score": one.need_score,
            "band": one.band.value,
            "level": one.level.value,
            "status": one.status.value,
            "flags": " ".join(one.flags),
            "population": one.population,
            "people": one.people_income_deprived,
            "likely_low": one.likely_low,
            "likely_high": one.likely_high,
        }
        for one in records
    ]
    table = pd.DataFrame(rows, index=[one.area_code for one in records], columns=["area_name", *NUMBERS, *FACTS])
    numbers = [*NUMBERS, "population", "people", "likely_low", "likely_high"]
    return table.astype(dict.fromkeys(numbers, "float64")).rename_axis("area_code")


def _same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    columns = [*NUMBERS, *FACTS]
    return one[columns].sort_index().equals(other[columns].sort_index())


def _areas(tables: Sequence[pd.DataFrame], steps: Sequence[str], causes: Sequence[str]) -> pd.DataFrame:
    """The table of `Moved`, from the tables of now, of each step back, and of then."""
    now, then = tables[0], tables[-1]
    index = now.index.append(then.index[~then.index.isin(now.index)])
    held = [table.reindex(index) for table in tables]
    columns: dict[str, object] = {"area_name": held[0]["area_name"].fillna(held[-1]["area_name"])}
    for name in NUMBERS:
        values = np.column_stack([table[name].to_numpy(float) for table in held])
        columns |= {f"{name}_then": values[:, -1], f"{name}_now": values[:, 0]}
        change = columns[f"{name}_change"] = (values[:, 0] - values[:, -1]).round(DECIMALS)
        shares = _shared_out(values)
        for cause in causes:
            mine = [place for place, step in enumerate(steps) if step == cause]
            mine_only = shares[:, mine].sum(axis=1).round(DECIMALS)
            columns[f"{name}_by_{cause}"] = np.where(np.isnan(change), np.nan, mine_only)
    for name in FACTS:
        columns |= {f"{name}_then": held[-1][name], f"{name}_now": held[0][name]}
        values = [table[name].astype(object).where(table[name].notna(), None) for table in held]
        columns[f"{name}_cause"] = [_changed_by(one, steps) for one in zip(*values, strict=True)]
    return pd.DataFrame(columns, index=index)


def _shared_out(values: Floats) -> Floats:
    """The change of each step, areas × steps, from values from now to then: exact, as they add up to the whole.

    Where a step leaves an area without a value, its change counts with the next that gives it one; where there is
    none now or then, there is no change.
    """
    filled = pd.DataFrame(values).ffill(axis=1).to_numpy()
    shares = filled[:, :-1] - filled[:, 1:]
    shares[np.isnan(values[:, [0, -1]]).any(axis=1)] = np.nan
    return shares


def _changed_by(values: Sequence[object], steps: Sequence[str]) -> str:
    """The causes of the steps at which something changed, if it is another now than then."""
    if values[0] == values[-1]:
        return ""
    return "; ".join(
        dict.fromkeys(step for step, (one, other) in zip(steps, pairwise(values), strict=True) if one != other)
    )
