"""Tested trends in sentences: what is getting worse and what better, how many can be told, and what was left out."""

from collections.abc import Sequence

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.words import listed, lower_first


def moving_sentence(evidence: Evidence, told: pd.DataFrame) -> str:
    """What is getting worse and what is getting better, beyond chance.

    Args:
        evidence: one partnership's evidence.
        told: rows of `area_trends` whose direction can be told.
    """
    said: list[str] = []
    for word in ("worse", "better"):
        keys = told.loc[told["words"].str.endswith(f"getting {word}"), "indicator_id"]
        names = [lower_first(evidence.indicators[str(key)].name) for key in keys]
        said += [f"Getting {word}: {listed(names)}."] if names else []
    return " ".join(said) or "Nothing is clearly getting better or worse."


def told_sentence(told: int, indicators: int) -> str:
    """How many directions can be told, and why not the others."""
    return (
        f"The direction of {told} of {indicators} indicators can be told. The others have too few periods, or "
        "releases that cannot be compared."
    )


def left_out_words(left_out: Sequence[str]) -> str:
    """Which periods took no part in a trend and why: those that share a reason are drawn together."""
    periods: dict[str, list[str]] = {}
    for one in left_out:
        label, _, reason = one.partition(": ")
        periods.setdefault(reason, []).append(label)
    words = [f"{reason}: {', '.join(labels)}" for reason, labels in periods.items()]
    return "; ".join(words) or "–"
