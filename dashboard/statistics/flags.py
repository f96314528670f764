"""Flags: the reasons to look at an area, each with its sentence and its numbers, and who is covered by them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.statistics.words import count, fifth_of, share
from dashboard.vocabulary import Flag, Level, Thresholds

Row = Mapping[Hashable, Any]
"""An area, as `area_need` has it."""


@dataclass(frozen=True)
class Setting:
    """What areas are held against: the partnership's name, its rate (%), and the thresholds."""

    partnership: str
    rate: float
    thresholds: Thresholds


@dataclass(frozen=True)
class Coverage:
    """How many people in need live in a partnership, inside its priority areas, and elsewhere."""

    people: int
    inside: int
    outside: int


def flags(need: pd.DataFrame, setting: Setting) -> dict[str, tuple[Flag, ...]]:
    """The flags of each area, by area_code.

    Args:
        need: the areas, as `area_need` returns them.
        setting: what they are held against.
    """
    many = _smallest_set(need["people_income_deprived"], setting.thresholds.half)
    return {
        str(code): tuple(
            flag
            for flag in (
                _concentrated(row, setting),
                _rate_above(row, setting),
                _many_people(row, code in many, setting),
                _pocket(row, setting),
                _remote_need(row, setting),
            )
            if flag
        )
        for code, row in need.to_dict("index").items()
    }


def level(found: tuple[Flag, ...]) -> Level:
    """How strongly an area is flagged: as its strongest flag."""
    levels = {flag.level for flag in found}
    return next((word for word in (Level.PRIORITY, Level.LOOK_CLOSER) if word in levels), Level.NO_FLAG)


def coverage(need: pd.DataFrame, found: Mapping[str, tuple[Flag, ...]]) -> Coverage:
    """How many of the partnership's people in need live inside its priority areas, and how many elsewhere."""
    inside = [code for code in need.index if level(found[code]) == Level.PRIORITY]
    people = round(need["people_income_deprived"].sum())
    covered = round(need.loc[inside, "people_income_deprived"].sum())
    return Coverage(people, covered, people - covered)


def _smallest_set(people: pd.Series, half: float) -> set[str]:
    """The fewest areas that together hold a share of all the people."""
    ordered = people.fillna(0).sort_values(ascending=False, kind="stable")
    before = ordered.cumsum() - ordered
    return set(ordered.index[(before < half * ordered.sum()) & (ordered > 0)])


def _concentrated(row: Row, setting: Setting) -> Flag | None:
    thresholds = setting.thresholds
    numbers = {
        "zones": float(row["zones_worst_scotland"]),
        "data_zones": float(row["data_zones"]),
        "people_share": 100 * float(row["people_share"]),
    }
    worst = fifth_of("Scotland", thresholds.worst_share)
    if row["zones_worst_scotland"] >= 1:
        if row["data_zones"] == 1:
            text = f"This data zone is almost certainly among {worst} with greatest need."
        else:
            verb = "is" if row["zones_worst_scotland"] == 1 else "are"
            zones = f"{row['zones_worst_scotland']} of {row['data_zones']} data zones"
            text = f"{zones} {verb} almost certainly among {worst} with greatest need."
        return Flag("concentrated", Level.PRIORITY, text, numbers)
    if row["people_share"] >= thresholds.people_share and row["data_zones"] > 1:
        worst = fifth_of(setting.partnership, thresholds.worst_share)
        part = share(numbers["people_share"], 0)
        text = f"{part} of people live in data zones almost certainly among {worst} with greatest need."
        return Flag("concentrated", Level.PRIORITY, text, numbers)
    return None


def _rate_above(row: Row, setting: Setting) -> Flag | None:
    if not row["lower"] > setting.rate:
        return None
    text = (
        f"{share(row['value'])} of people are on low income, above the {setting.partnership} {share(setting.rate)} "
        f"(likely range {row['lower']:.1f}–{share(row['upper'])})."
    )
    numbers = {key: float(row[key]) for key in ("value", "lower", "upper")} | {"partnership": setting.rate}
    return Flag("rate_above", Level.PRIORITY, text, numbers)


def _many_people(row: Row, among: bool, setting: Setting) -> Flag | None:
    if not among:
        return None
    half = "half" if setting.thresholds.half == 0.5 else share(100 * setting.thresholds.half, 0)
    text = (
        f"{count(row['people_income_deprived'])} people on low income: one of the areas that together hold {half} of "
        f"those in {setting.partnership}."
    )
    return Flag("many_people", Level.LOOK_CLOSER, text, {"people": float(row["people_income_deprived"])})


def _pocket(row: Row, setting: Setting) -> Flag | None:
    average = pd.isna(row["partnership_fifth"]) or row["partnership_fifth"] > 1
    if row["data_zones"] == 1 or not average or row["zones_worst_partnership"] < 1:
        return None
    zones = int(row["zones_worst_partnership"])
    who = "One data zone here is" if zones == 1 else f"{zones} data zones here are"
    worst = fifth_of(setting.partnership, setting.thresholds.worst_share)
    text = f"{who} almost certainly among {worst} with greatest need, hidden by the area average."
    return Flag("pocket", Level.LOOK_CLOSER, text, {"zones": float(zones), "data_zones": float(row["data_zones"])})


def _remote_need(row: Row, setting: Setting) -> Flag | None:
    people = float(np.nan_to_num(row["remote_people"]))
    if people < setting.thresholds.remote_people:
        return None
    text = f"{count(people)} people on low income live where services are hardest to reach."
    return Flag("remote_need", Level.LOOK_CLOSER, text, {"people": people})
