"""The flag of areas where several measures have got worse, and faster than Scotland."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics import false_discovery
from dashboard.statistics.trend_periods import year_of
from dashboard.statistics.words import listed
from dashboard.vocabulary import Flag, Level, Polarity

NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}


@dataclass(frozen=True)
class WorseningSettings:
    """What makes an area a worsening one: how many measures, how much worse than Scotland (%), how surely."""

    measures: int = 2
    relative_change: float = 10.0
    false_discovery_rate: float = 0.10


DEFAULT_WORSENING = WorseningSettings()


def worse_measures(
    evidence: Evidence, found: pd.DataFrame, settings: WorseningSettings = DEFAULT_WORSENING
) -> pd.DataFrame:
    """The measures that have got worse in an area, and faster than in Scotland.

    Each is worse than before in the area itself, worse relative to Scotland (significant after the control of
    false discoveries over every area and measure tested), and by enough over its whole series.

    Args:
        evidence: one partnership's evidence.
        found: as `trends` returns them, of one kind of area.
        settings: how much, and how surely.

    Returns:
        Some rows of `found`, with columns since (first period), relative_change (from then to the last period,
        relative to Scotland, %: above 0 = the value grew faster) and p_adjusted.
    """
    polarity = found["indicator_id"].map({key: row.polarity for key, row in evidence.indicators.items()})
    tested = found[found["relative_p"].notna() & (polarity != Polarity.NO_JUDGEMENT)]
    if tested.empty:
        return tested.assign(since="", relative_change=np.nan, p_adjusted=np.nan)
    ends = [(labels[0], labels[-1]) for labels in tested["relative_periods"].tolist()]
    years = np.array([year_of(last) - year_of(first) for first, last in ends])
    table = tested.assign(
        since=[first for first, _ in ends],
        relative_change=100 * ((1 + tested["relative_slope"] / 100) ** years - 1),
        p_adjusted=false_discovery.adjusted(tested["relative_p"].to_numpy(np.float64)),
    )
    worse = np.where(polarity[table.index] == Polarity.HIGHER_IS_BETTER, -1.0, 1.0)
    return table[
        (worse * table["slope"] > 0)
        & (worse * table["relative_change"] >= settings.relative_change)
        & (table["p_adjusted"] <= settings.false_discovery_rate)
    ]


def worsening(
    evidence: Evidence, found: pd.DataFrame, settings: WorseningSettings = DEFAULT_WORSENING
) -> dict[str, Flag]:
    """The worsening flag of each area that has it, by area_code.

    Args:
        evidence: one partnership's evidence.
        found: as `trends` returns them, of one kind of area.
        settings: how many measures, how much, and how surely.

    Returns:
        Flags whose numbers are measures (how many) and, by indicator_id, the change relative to Scotland in per
        cent since the measure's first period.
    """
    flagged: dict[str, Flag] = {}
    for area_code, rows in worse_measures(evidence, found, settings).groupby("area_code", sort=False):
        if len(rows) < settings.measures:
            continue
        since = listed(sorted(set(rows["since"]), key=year_of))
        many = NUMBERS.get(len(rows), str(len(rows)))
        verb = "measure has" if len(rows) == 1 else "measures have"
        changes = dict(zip(rows["indicator_id"], rows["relative_change"].astype(float), strict=True))
        sentence = f"{many} {verb} got worse faster than Scotland since {since}."
        flagged[str(area_code)] = Flag(
            "worsening", Level.LOOK_CLOSER, sentence, {"measures": float(len(rows)), **changes}
        )
    return flagged
