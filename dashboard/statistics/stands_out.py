"""What stands out in an area: a few sentences, better and worse, each with its figure, comparator and certainty."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import area_figures, profile
from dashboard.statistics.four_measures import fellow_type
from dashboard.statistics.told import Fact, Told
from dashboard.statistics.words import range_of, short
from dashboard.vocabulary import AreaType, Indicator, Outcome, Polarity

MOST, OF_EACH = 5, 2
"""How many sentences at most, and how many of strengths and of needs at least, if there are so many."""
FAR = 1.0
"""Without an interval, what lies this many middle halves of the other areas from the partnership stands out."""
READ_ON = ("per ", "minutes", "years", "people")
WORDS = {Outcome.WORSE: "worse", Outcome.BETTER: "better"}


def standing_out(evidence: Evidence, area_code: str, figures: pd.DataFrame | None = None) -> pd.DataFrame:
    """The indicators on which an area stands out from its partnership, the furthest first.

    An indicator with an interval stands out if the partnership's value lies outside it; one without, if it lies far
    from the partnership's value. How far is counted in widths of the middle half of the partnership's areas, so that
    indicators in different units can be put in order. Of each topic one strength and one need is taken, one with an
    interval before one without.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
        figures: as `profile` returns them, if they are at hand.

    Returns:
        Indexed by indicator_id: the columns of `profile`, outcome (better or worse), distance (middle halves, above
        0), certain (whether an interval says so).
    """
    table = profile(evidence, area_code) if figures is None else figures
    judged = [evidence.indicators[str(key)].polarity != Polarity.NO_JUDGEMENT for key in table.index]
    table = table[judged]
    against = table["partnership"].fillna(table["scotland"])
    step = (table["value"] - against) / pd.Series(_middle_halves(evidence, table, area_code), dtype=float)
    bad = step * [1 if evidence.indicators[str(key)].polarity == Polarity.LOWER_IS_BETTER else -1 for key in step.index]
    certain = table["partnership_outcome"].isin(list(WORDS))
    outcome = pd.Series(np.where(bad > 0, Outcome.WORSE, Outcome.BETTER), index=table.index)
    far = (table["partnership_outcome"] == Outcome.NOT_COMPARED) & (bad.abs() >= FAR)
    found = table.assign(outcome=outcome, distance=bad.abs(), certain=certain)[(certain | far) & np.isfinite(bad)]
    found = found.sort_values(["certain", "distance"], ascending=False, kind="stable")
    topics = pd.Series([evidence.indicators[str(key)].topic for key in found.index], index=found.index, dtype=object)
    first = found[~pd.DataFrame({"topic": topics, "outcome": found["outcome"]}).duplicated()]
    return _balanced(first.sort_values("distance", ascending=False, kind="stable"))


def _balanced(found: pd.DataFrame) -> pd.DataFrame:
    """The furthest few, at least two strengths and two needs among them if there are so many."""
    first = found.groupby("outcome").head(OF_EACH)
    others = found.drop(first.index).head(MOST - len(first))
    return pd.concat([first, others]).sort_values(["outcome", "distance"], ascending=False, kind="stable")


def _middle_halves(evidence: Evidence, table: pd.DataFrame, area_code: str) -> Mapping[Hashable, float]:
    """How wide the middle half of the partnership's areas is on each indicator."""
    own, kind = AreaType.of(area_code), fellow_type(area_code)
    widths: dict[Hashable, float] = {}
    for key, row in table.iterrows():
        low, high = row["lower_quarter"], row["upper_quarter"]
        if kind != own or kind == AreaType.LOCALITY:
            others = area_figures(evidence.of_zones, str(key), AreaType.INTERMEDIATE_ZONE, str(row["period"]))["value"]
            low, high = others.quantile(0.25), others.quantile(0.75)
        widths[key] = float(high - low) or np.nan
    return widths


def what_stands_out(evidence: Evidence, area_code: str, figures: pd.DataFrame | None = None) -> tuple[Told, ...]:
    """Three to five sentences on what stands out, needs first; fewer where fewer do.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
        figures: as `profile` returns them, if they are at hand.
    """
    table = standing_out(evidence, area_code, figures)
    return tuple(_told(evidence, str(key), row) for key, row in table.to_dict("index").items())


@dataclass(frozen=True)
class Side:
    """Needs or strengths: a heading, what stands out on that side, and what is said where nothing does."""

    heading: str
    sentences: tuple[str, ...]
    none: str


def sides_of(found: Sequence[Told], where: str) -> tuple[Side, Side]:
    """What stands out, needs and strengths apart.

    Args:
        found: as `what_stands_out` returns it.
        where: the name of the partnership it is held against.
    """
    worse, better = (
        Side(
            heading,
            tuple(one.sentence for one in found if one.heading == word),
            f"Nothing stands out as {word} here than in {where} as a whole.",
        )
        for word, heading in (("worse", "What is harder here"), ("better", "What is going well here"))
    )
    return worse, better


def _told(evidence: Evidence, indicator_id: str, row: Mapping[Hashable, Any]) -> Told:
    indicator = evidence.indicators[indicator_id]
    local = pd.notna(row["partnership"])
    name = evidence.partnership.name if local else "Scotland"
    value, against = (short(row[key], indicator) for key in ("value", "partnership" if local else "scotland"))
    within = range_of(row["lower"], row["upper"], indicator).removesuffix(f" {indicator.unit}")
    word = WORDS[Outcome(row["outcome"])]
    sure = f"{word.capitalize()}, and not by chance (likely range {within})."
    if not row["certain"]:
        sure = f"{word.capitalize()}; no likely range is published, so how sure this is cannot be said."
    about = " The figure is approximate." if row["approximate"] else ""
    facts = (Fact("Here", value), Fact(name, against), Fact("Likely range", within), Fact("Period", row["period"]))
    here = f"{value}{_unit_words(indicator)} here, {against} in {name}"
    return Told(word, f"{indicator.name}: {here}. {sure}{about}", facts)


def _unit_words(indicator: Indicator) -> str:
    """The unit behind a figure in a sentence: said on where it reads on, otherwise in brackets."""
    if indicator.unit == "%":
        return ""
    return (
        f" {indicator.unit}"
        if indicator.unit.startswith(READ_ON)
        else f" ({indicator.unit.replace(' (', ', ').rstrip(')')})"
    )
