"""The choice of areas as a linear programme in whole numbers: zones taken together, and conditions as rows."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from dashboard.statistics.choosing_conditions import ROUNDING, Conditions, check_conditions
from dashboard.statistics.counts import Floats, Truth

MONEY_SCALE = 1e4  # the budget in the solver's rows: what it lets pass, 1e-6, is then 1e-10 of the budget

Rows = tuple[sparse.csc_array, Floats, Floats]


@dataclass(frozen=True, eq=False)
class CoveringModel:
    """Who can reach whom, and the conditions, without the people: they are the objective, and may change.

    A block is the zones that exactly the same areas serve. The first blocks are those of one area alone, one an area
    in order of code and perhaps empty; the others are served by several. Zones that an area already working serves
    are in no block.

    Attributes:
        areas: the codes that can be chosen, in order.
        zones: all zones, in order.
        kept: by zone, whether an area already working serves it.
        merged: blocks × zones, 1 where the zone is in the block.
        serving: blocks × areas, 1 where the area serves the block.
        conditions: what the choice keeps to.
    """

    areas: tuple[str, ...]
    zones: pd.Index
    kept: Truth
    merged: sparse.csr_array
    serving: sparse.csr_array
    conditions: Conditions

    @cached_property
    def groups(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Groups × areas, 1 where the area is in the group; and how many areas each group still asks for."""
        groups = self.conditions.groups
        members = np.array([[code in group.areas for code in self.areas] for group in groups], dtype=np.int64)
        wanted = np.array([self.conditions.wanted(group) for group in groups], dtype=np.int64)
        return members.reshape(len(groups), len(self.areas)), wanted

    @cached_property
    def prices(self) -> Floats:
        """The cost of each area as a share of the budget: all 0 without one, infinite for what no budget of 0 buys."""
        costs, budget = self.conditions.costs or {}, self.conditions.budget
        if budget is None:
            return np.zeros(len(self.areas))
        given = np.array([costs[code] for code in self.areas], dtype=float)
        return np.divide(given, budget, out=np.where(given > 0, np.inf, 0.0), where=budget > 0)

    @property
    def shared(self) -> int:
        """How many blocks are served by several areas."""
        return len(self.serving.indptr) - 1 - len(self.areas)

    @cached_property
    def limits(self) -> Rows:
        """The rows of the programme: blocks of several areas, the number, the groups, the budget."""
        areas, shared = len(self.areas), self.shared
        members, wanted = self.groups
        affordable = np.where(self.prices <= 1 + ROUNDING, self.prices, 0)  # what is not affordable is shut by a bound
        rows = np.vstack([np.ones(areas), members, MONEY_SCALE * affordable])
        reach = sparse.hstack([-self.serving[areas:], sparse.eye_array(shared)])
        low = np.concatenate([np.full(shared + 1, -np.inf), wanted, [-np.inf]])
        high = np.concatenate([np.zeros(shared), [self.conditions.most], np.full(len(wanted), np.inf), [MONEY_SCALE]])
        held = sparse.hstack([sparse.csr_array(rows), sparse.csr_array((len(rows), shared))])
        return sparse.csc_array(sparse.vstack([reach, held])), low, high

    def allows(self, chosen: Truth) -> bool:
        """Whether a set of areas meets the conditions."""
        members, wanted = self.groups
        spent = float(self.prices[chosen].sum())
        enough = bool((members @ chosen >= wanted).all())
        return int(chosen.sum()) <= self.conditions.most and enough and spent <= 1 + ROUNDING

    @property
    def is_a_number_only(self) -> bool:
        """Whether no two areas share a zone and nothing but the number holds: the best set is the largest areas."""
        return not self.shared and not self.groups[1].any() and self.conditions.budget is None


def people_by_zone(people: pd.Series) -> pd.Series:
    """The people in need by zone, in order of zone.

    Raises:
        ValueError: a zone is there twice, or a number is missing or below 0.
    """
    if people.index.has_duplicates:
        twice = people.index[people.index.duplicated()][0]
        raise ValueError(f"people in need are given twice for zone {twice!r}")
    given = people.astype(float)
    wrong = given[~given.between(0, math.inf, inclusive="left")]
    if len(wrong):
        raise ValueError(f"people in need are a number, 0 or more; found {wrong.iloc[0]:g} in zone {wrong.index[0]!r}")
    return given.sort_index()


def covering_model(zones: pd.Index, serves: pd.DataFrame, conditions: Conditions) -> CoveringModel:
    """The model of a choice: zones served by the same areas taken together.

    Args:
        zones: all zones, in order, each once.
        serves: area_code, zone: a row a zone an area serves.
        conditions: what the choice keeps to.

    Raises:
        ValueError: the conditions make no sense, or a zone that is served is not among the zones.
    """
    pairs = serves[["area_code", "zone"]].drop_duplicates()
    codes = sorted(set(pairs["area_code"]))
    check_conditions(conditions, codes)
    rows = zones.get_indexer(pd.Index(pairs["zone"]))
    columns = pd.Index(codes).get_indexer(pd.Index(pairs["area_code"]))
    if (rows < 0).any():
        raise ValueError(f"no people in need are given for zone {pairs['zone'].iloc[int(np.argmin(rows))]!r}")
    served = sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(zones), len(codes)))
    fixed = np.array([code in conditions.fixed for code in codes], dtype=bool)
    kept = served[:, np.flatnonzero(fixed)].sum(axis=1) > 0
    open_ = sparse.csr_array(served[:, np.flatnonzero(~fixed)])
    merged, serving = _blocks(open_, kept, int((~fixed).sum()))
    areas = tuple(code for code in codes if code not in conditions.fixed)
    return CoveringModel(areas, zones, kept, merged, serving, conditions)


def only(model: CoveringModel, people: Floats, open_: Truth) -> tuple[CoveringModel, Floats]:
    """The model of some areas only, blocks taken together that the same of them serve, and the people of its blocks.

    Args:
        model: as `covering_model` makes it.
        people: by block of the model.
        open_: by area, whether it can be chosen.
    """
    places = np.flatnonzero(open_)
    served = sparse.csr_array(model.serving[:, places])
    joined, serving = _blocks(served, np.zeros(len(people), dtype=bool), len(places))
    areas = tuple(model.areas[place] for place in places)
    merged = sparse.csr_array(joined @ model.merged)
    return replace(model, areas=areas, merged=merged, serving=serving), joined @ people


def _blocks(served: sparse.csr_array, kept: Truth, areas: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Blocks × zones and blocks × areas, from zones × areas."""
    served.sort_indices()
    number, many = np.full(len(kept), -1), np.diff(served.indptr)
    alone, shared = ~kept & (many == 1), np.flatnonzero(~kept & (many > 1))
    number[alone] = served.indices[served.indptr[:-1][alone]]
    known: dict[bytes, int] = {}
    for zone in shared:
        areas_of = served.indices[served.indptr[zone] : served.indptr[zone + 1]].tobytes()
        number[zone] = known.setdefault(areas_of, areas + len(known))
    first = shared[np.unique(number[shared], return_index=True)[1]]
    held = np.flatnonzero(number >= 0)
    shape = (areas + len(known), len(kept))
    merged = sparse.csr_array((np.ones(len(held)), (number[held], held)), shape=shape)
    return merged, sparse.csr_array(sparse.vstack([sparse.eye_array(areas), served[first]]))
