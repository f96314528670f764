"""The figures behind an area's flags, as a table."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.table import Table, columns, table
from dashboard.statistics.area_words import placed
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.words import ROLLOUT_WORDS, count, fifth_of, plain, share, share_or_dash
from dashboard.vocabulary import AreaType, RolloutStatus

LARGELY = "A place counts where most people of the area live in it."


def rollout_words(status: str, place: str) -> str:
    """How far Locality Working has come, and in which place."""
    word = ROLLOUT_WORDS[RolloutStatus(status)]
    return f"{word} ({place})" if place else word


def rollout_of_area(evidence: Evidence, summary: NeedSummary, area_code: str) -> str:
    """How far Locality Working has come in an area, in a sentence."""
    row = summary.of_area(area_code)
    if not evidence.partnership.places:
        return f"Nothing is entered about Locality Working in {evidence.partnership.name}."
    if not row["place"]:
        return f"Locality Working: not started here. {LARGELY}"
    return f"Locality Working: {rollout_words(row['status'], row['place'])}."


def key_figures(summary: NeedSummary, area_code: str) -> tuple[tuple[str, str], ...]:
    """The few figures that an area is known by, each with what it counts."""
    row = summary.of_area(area_code)
    found = [(count(row["population"]), "people (mid-2017)")]
    if pd.notna(row["value"]):
        found.append((count(row["people_income_deprived"]), "people on low income (2017)"))
        within = f"likely range {row['lower']:.1f}–{share(row['upper'])}" if pd.notna(row["lower"]) else "no interval"
        found.append((share(row["value"]), f"of people, {within}"))
    if pd.notna(row["need_score"]):
        found.append((f"{row['need_score']:.1f}", "need score, 0 to 100"))
        zones = f"{row['zones_worst_scotland']} of {row['data_zones']}"
        found.append((zones, "data zones almost certainly in Scotland's fifth of greatest need"))
    return tuple(found)


def no_flag(summary: NeedSummary, area_code: str) -> str:
    """What is said of an area without a flag."""
    name = summary.areas["area_name"][area_code]
    return f"{name} carries no flag on this evidence. A place with no flag still has people in need."


def flags_table(evidence: Evidence, summary: NeedSummary, area_code: str) -> Table:
    """The figures behind flags: score, rank, and what the data zones inside say."""
    row = summary.of_area(area_code)
    name, limits = evidence.partnership.name, evidence.partnership.thresholds
    worst_scotland, worst_here = (fifth_of(whole, limits.worst_share) for whole in ("Scotland", name))
    certain = f"{100 * limits.certain:.0f}%"
    zones = f"of {row['data_zones']}"
    rows: list[list[str]] = [
        ["Level", str(row["level"])],
        ["Need score, 0 to 100", plain(row["need_score"])],
        [f"Need rank of {len(summary.areas)} here (1 = greatest need)", _rank(row)],
        [f"Data zones at least {certain} sure to be in {worst_scotland}", f"{row['zones_worst_scotland']} {zones}"],
        [f"Data zones at least {certain} sure to be in {worst_here}", f"{row['zones_worst_partnership']} {zones}"],
        ["People living in the first of these", share_or_dash(100 * float(row["local_share"]), 0)],
        ["People living in the second", share_or_dash(100 * float(row["people_share"]), 0)],
        ["Zone of greatest need inside", str(row["worst_zone_name"])],
        ["People on low income", count(row["people_income_deprived"])],
        ["Their share", share_or_dash(row["value"], 1)],
        ["Those who live where services are hardest to reach", count(row["remote_people"])],
    ]
    if summary.area_type == AreaType.CUSTOM_AREA and pd.notna(row["value"]):
        above, others = placed(evidence, float(row["value"]))
        rows.append(["Intermediate zones here with a smaller share", f"{above} of {others}"])
    return table("The figures behind the flags", columns("What", "Figure", numeric=["Figure"]), rows)


def _rank(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["need_rank"]):
        return "not ranked"
    if pd.isna(row["likely_low"]):
        return plain(row["need_rank"], 0)
    return f"{row['need_rank']:.0f} (likely {row['likely_low']:.0f} to {row['likely_high']:.0f})"
