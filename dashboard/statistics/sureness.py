"""How sure the ranking is, in sentences: who is firmly in need, who cannot be told apart, what a change changes."""

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.certainty import counts_of, published_counts
from dashboard.statistics.counts import counted_share
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.uncertainty import Band
from dashboard.statistics.words import count, listed, ordinal
from dashboard.vocabulary import GRAINS, AreaType, Level, Thresholds

MOST = 8
"""How many areas a sentence names before it counts the rest."""


def likely_rank(row: Mapping[Hashable, Any], areas: int) -> str:
    """The likely range of a rank in words: "likely 9th to 11th of 35"."""
    low, high = row["likely_low"], row["likely_high"]
    if pd.isna(low):
        return "not ranked: not enough data"
    first, last = round(float(low)), round(float(high))
    if first == last:
        return f"{ordinal(first)} of {areas}"
    return f"likely {ordinal(first)} to {ordinal(last)} of {areas}"


def named(names: Sequence[str]) -> str:
    """Names in a sentence, counted from the ninth on."""
    if len(names) <= MOST:
        return listed(list(names))
    return f"{'; '.join(names[:MOST])}; and {len(names) - MOST} more"


def band_sentence(summary: NeedSummary, thresholds: Thresholds) -> str:
    """Which areas are surely among the fifth of greatest need here, and for which that is open."""
    areas = summary.areas
    firm = list(areas.loc[areas["band"] == Band.FIRM, "area_name"])
    open_ = list(areas.loc[areas["band"].isin([Band.LIKELY, Band.AT_THE_MARGIN]), "area_name"])
    sure = f"at least {100 * thresholds.firm:.0f}% sure"
    kind = summary.area_type.label if len(firm) == 1 else summary.area_type.plural
    if firm:
        said = f"We are {sure} that {count(len(firm))} {kind} are among the fifth of greatest need here: {named(firm)}."
        said = said.replace(f"{kind} are among", f"{kind} is among") if len(firm) == 1 else said
    else:
        said = f"No area is among the fifth of greatest need here with at least {100 * thresholds.firm:.0f}% certainty."
    return f"{said} It is open for {named(open_)}." if open_ else said


def inseparable(summary: NeedSummary) -> list[list[str]]:
    """Groups of areas that cannot be told apart: each one's likely range meets that of the group's first area.

    Areas are taken in order of need; groups have at least two, and lie in the upper third of the list, where
    decisions are made.
    """
    rows = summary.areas[summary.areas["median_rank"].notna()].sort_values(["likely_low", "median_rank"])
    upper = rows[rows["median_rank"] <= len(rows) / 3]
    groups: list[list[str]] = []
    reach = 0.0
    for code, low, high in zip(upper.index, upper["likely_low"], upper["likely_high"], strict=True):
        if groups and low <= reach:
            groups[-1].append(str(code))
        else:
            groups.append([str(code)])
            reach = float(high)
    return [group for group in groups if len(group) > 1]


def apart_sentences(summary: NeedSummary) -> list[str]:
    """What cannot be told apart, a sentence a group."""
    names = summary.areas["area_name"]
    sentences: list[str] = []
    for group in inseparable(summary):
        rows = summary.areas.loc[group]
        low, high = rows["likely_low"].min(), rows["likely_high"].max()
        sentences.append(
            f"These {len(group)} cannot be told apart on this evidence: {named([names[code] for code in group])} "
            f"(ranks {low:.0f} to {high:.0f})."
        )
    return sentences


def change_sentence(before: NeedSummary, after: NeedSummary) -> str:
    """How much a what-if changes: flags, and the largest move."""
    if before.area_type != after.area_type:
        return ""
    was = set(before.areas.index[before.areas["level"] == Level.PRIORITY])
    now = set(after.areas.index[after.areas["level"] == Level.PRIORITY])
    moves = (after.areas["need_rank"] - before.areas["need_rank"].reindex(after.areas.index)).dropna()
    if was == now and not moves.any():
        return "Nothing changes: the same ranks and the same priority areas."
    names = after.areas["area_name"]
    changed = [f"{names[code]} becomes one" for code in sorted(now - was, key=lambda code: names[code])]
    changed += [f"{names[code]} no longer is" for code in sorted(was - now, key=lambda code: names[code])]
    said = f"{len(was ^ now)} of {len(was) or len(now)} priority areas change" + (
        f": {named(changed)}." if changed else "."
    )
    furthest = str(moves.abs().idxmax())
    move = float(moves.loc[furthest])
    places = round(abs(move))
    if not places:
        return f"{said} No rank changes."
    towards = "towards" if move < 0 else "away from"
    return (
        f"{said} {names[furthest]} moves furthest: {places} place{'' if places == 1 else 's'} {towards} greatest need."
    )


def counted_sentence(evidence: Evidence, summary: NeedSummary, weights: Mapping[str, float]) -> str:
    """How much of the score rests on counts, published or supposed: the rest is drawn without noise."""
    grain = summary.area_type if summary.area_type in GRAINS else AreaType.DATA_ZONE
    published, known = (100 * _share(shares, weights) for shares in _counted(evidence, grain))
    return (
        "Likely ranges allow for small numbers and for other ways of weighing the priorities. Counts are published for "
        f"{published:.0f}% of the score and supposed, from the people it is about, for {known - published:.0f}%; the "
        f"other {100 - known:.0f}% is taken as it is, so the true ranges are wider."
    )


@lru_cache(maxsize=64)
def _counted(evidence: Evidence, grain: AreaType) -> tuple[pd.Series, pd.Series]:
    """How much of each priority rests on counts that are published, and on those and supposed ones."""
    zones = evidence.areas_of(grain).index
    published, known = published_counts(evidence, grain), counts_of(evidence, grain)
    return counted_share(published, zones), counted_share(known, zones)


def _share(shares: pd.Series, weights: Mapping[str, float]) -> float:
    return sum(weight * float(shares[name]) for name, weight in weights.items()) / sum(weights.values())
