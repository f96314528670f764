"""The solver of a choice of areas: the set that reaches most people, found exactly."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dashboard.statistics.choosing_conditions import ROUNDING
from dashboard.statistics.choosing_model import CoveringModel, Rows, only
from dashboard.statistics.counts import Floats, Truth

INFEASIBLE = 2  # as scipy says it
PEOPLE = 2.0**20  # what all the people are scaled to, about
FEWER = (
    2.0**-16
)  # of PEOPLE: what an area has to add, so that of sets that reach equally many one of the fewest is best
LARGE = 400  # from so many blocks of several areas, areas that cannot be in the best set are left out first
DUAL_ROUNDING = 1e-3  # of PEOPLE: more than the solver's tolerance of 1e-7 for each of 10,000 blocks adds up to


@dataclass(frozen=True, eq=False)
class Search:
    """What is searched: a model, the people of its blocks, and a set of areas not to be chosen all together."""

    model: CoveringModel
    people: Floats
    without: Truth | None = None

    @property
    def rows(self) -> list[Rows]:
        """The rows of the programme, with the one that shuts out the set and every set that contains it."""
        if self.without is None:
            return [self.model.limits]
        row = np.pad(self.without.astype(float), (0, self.model.shared))
        fewer = sparse.csc_array(row[None]), np.array([-np.inf]), np.array([self.without.sum() - 1.0])
        return [self.model.limits, fewer]

    @property
    def losses(self) -> Floats:
        """What every variable adds to the programme's sum, which is to be least."""
        few = np.concatenate([np.full(len(self.model.areas), FEWER), np.zeros(self.model.shared)])
        return few - self.people

    @property
    def highest(self) -> Floats:
        """The upper bound of every variable: 1, or 0 for an area that costs more than the budget."""
        return np.concatenate([self.model.prices <= 1 + ROUNDING, np.ones(self.model.shared)]).astype(float)


def solved(search: Search) -> Truth | None:
    """The set of areas that reaches most people.

    Returns:
        By area, whether it is chosen; None where no set meets the conditions.

    Raises:
        RuntimeError: the solver fails, with its message.
    """
    # HiGHS takes an absolute difference of 1e-6 for none, and milp has no option for that. People are scaled instead,
    # by a power of 2, which changes no digit: the difference is then about 1e-12 of all the people.
    total = search.people.sum()
    scale = 2.0 ** np.round(np.log2(PEOPLE / total)) if total > 0 else 1.0
    scaled = Search(search.model, search.people * scale, search.without)
    quick = _answer(scaled, whole=False)
    if quick is None or (np.abs(quick - np.round(quick)) <= ROUNDING).all():
        return _checked(scaled, quick)
    if search.model.shared < LARGE:
        return _checked(scaled, _answer(scaled))
    return _among(scaled, _possible(scaled, quick > ROUNDING))


def _answer(search: Search, whole: bool = True) -> Floats | None:
    """How much of every area is best to choose, 0-1: by branch and cut; or not in whole numbers, which is quick.

    Without whole numbers at least as many people are reached, so if the numbers are whole they are the best set.
    """
    areas = len(search.model.areas)
    # A block of one area is reached when the area is chosen. One of several has a variable of its own, which need not
    # be whole: it is at most 1 and at most the number of areas chosen that serve it, and only gains by being larger,
    # so that with whole areas it is 0 or 1 by itself.
    from scipy.optimize import milp  # noqa: PLC0415 - slow to import, seldom needed

    found = milp(
        search.losses,
        integrality=(np.arange(len(search.people)) < areas) & whole,
        bounds=(0, search.highest),
        constraints=search.rows,
        options={"mip_rel_gap": 0.0, "presolve": not whole},
    )
    if found.status == INFEASIBLE:
        return None
    if not found.success:
        raise RuntimeError(f"the solver found no best set of areas: {found.message}")
    return found.x[:areas]


def _checked(search: Search, answer: Floats | None) -> Truth | None:
    """The set an answer says, after a look at the conditions."""
    if answer is None:
        return None
    chosen = answer > 0.5
    if not search.model.allows(chosen):
        raise RuntimeError("the solver's set of areas breaks a condition")
    return chosen


def _possible(search: Search, used: Truth) -> Truth:
    """The areas that can be in the best set: often a quarter of them, which makes branching several times as quick.

    The reduced costs of the answer that is not in whole numbers say how many fewer people any set reaches that holds
    an area. Areas with which no set can reach as many as one that is known are left out: the best set of the areas
    which that answer uses.

    Args:
        search: what is searched.
        used: by area, whether the answer that is not in whole numbers uses it.
    """
    known = _among(search, used)
    turned = [_at_most(rows) for rows in search.rows]
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import, seldom needed

    relaxed = linprog(
        search.losses,
        A_ub=sparse.vstack([matrix for matrix, _ in turned]),
        b_ub=np.concatenate([limits for _, limits in turned]),
        bounds=np.column_stack([np.zeros(len(search.people)), search.highest]),
        method="highs-ds",
    )
    if known is None or not relaxed.success:
        return np.ones(len(used), dtype=bool)
    least = search.losses[search.model.serving @ known.astype(float) > 0].sum()
    more = relaxed.lower.marginals[: len(used)]
    return known | (more <= least - relaxed.fun + DUAL_ROUNDING)


def _at_most(rows: Rows) -> tuple[sparse.csr_array, Floats]:
    """Rows with one bound each, all as upper bounds."""
    matrix, low, high = sparse.csr_array(rows[0]), rows[1], rows[2]
    turned = np.where(np.isfinite(high), 1.0, -1.0)
    return sparse.csr_array(sparse.diags_array(turned) @ matrix), np.where(turned > 0, high, -low)


def _among(search: Search, open_: Truth) -> Truth | None:
    """The best set of some areas only."""
    model, people = only(search.model, search.people, open_)
    without = search.without
    if without is not None:
        without = None if (without & ~open_).any() else without[open_]
    among = Search(model, people, without)
    found = _checked(among, _answer(among))
    if found is None:
        return None
    chosen = np.zeros(len(open_), dtype=bool)
    chosen[np.flatnonzero(open_)[found]] = True
    return chosen
