"""Small made-up countries for the tests of uncertainty."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.statistics.counts import ScoredCounts
from dashboard.vocabulary import Measure, Polarity

EQUAL = {"Poverty": 1.0, "Health": 1.0}
PRIORITIES = {"Poverty": {"a": 2.0, "b": 1.0}, "Health": {"c": 1.0, "d": 1.0}}


def some_counts(zones: int = 60, seed: int = 0, counted: str = "abc") -> ScoredCounts:
    """Four proportions of two priorities; need falls from the first zone to the last, with some disorder."""
    generator = np.random.default_rng(seed)
    level = np.linspace(0.4, 0.05, zones)[:, None] * generator.uniform(0.7, 1.3, (zones, 4))
    people = generator.integers(80, 900, (zones, 4)).astype(float)
    numerators = generator.binomial(people.astype(int), level).astype(float)
    held = np.array([name in counted for name in "abcd"])
    return ScoredCounts(
        area_codes=pd.Index([f"S01{number:06d}" for number in range(zones)]),
        indicators=tuple("abcd"),
        values=100 * numerators / people,
        numerators=np.where(held, numerators, np.nan),
        denominators=np.where(held, people, np.nan),
        measures=(Measure.PROPORTION,) * 4,
        polarities=dict.fromkeys("abcd", Polarity.LOWER_IS_BETTER),
        per=(100.0,) * 4,
        priorities=PRIORITIES,
    )


def one_indicator(
    numerators: Mapping[str, float], denominators: Mapping[str, float], measure: Measure = Measure.PROPORTION
) -> ScoredCounts:
    """A country scored by one counted indicator of one priority."""
    x = np.array(list(numerators.values()), dtype=np.float64)
    m = np.array([denominators[code] for code in numerators], dtype=np.float64)
    return ScoredCounts(
        area_codes=pd.Index(list(numerators)),
        indicators=("a",),
        values=(1000 * x / m)[:, None],
        numerators=x[:, None],
        denominators=m[:, None],
        measures=(measure,),
        polarities={"a": Polarity.LOWER_IS_BETTER},
        per=(1000.0,),
        priorities={"Poverty": {"a": 1.0}},
    )


def ladder(pair: Mapping[str, tuple[float, float]], rungs: int = 400, top: float = 0.3) -> ScoredCounts:
    """A country of evenly spread rates, so that its curve is fine, with a few zones of interest among them."""
    numerators = {f"S01{number:06d}": top * number * 10 for number in range(1, rungs)}
    denominators = dict.fromkeys(numerators, 10.0 * rungs)
    numerators |= {code: x for code, (x, _) in pair.items()}
    denominators |= {code: m for code, (_, m) in pair.items()}
    return one_indicator(numerators, denominators)
