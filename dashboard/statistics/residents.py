"""Who lives in an area: how many people, of what age, in how many households, in what kind of place."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence, Library
from dashboard.statistics.act import whole_counts
from dashboard.statistics.dispersed import CLASSES
from dashboard.statistics.scoring import scored_period
from dashboard.statistics.words import count, listed, share
from dashboard.vocabulary import AreaType, ConfigError

EVERYONE = "sape_total"
COLUMNS = ["group", "kind", "people", "share", "partnership", "scotland", "period", "source"]
CLASSES_PERIOD = "mid-2017"
CLASSES_SOURCE = "Scottish Government"
HECTARES = 100
"""In a square kilometre."""
NEARLY_ALL = 99.5
"""From here a share is written as 100%."""
HALF = 50.5
"""Above this a share is written as more than 50%."""


@dataclass(frozen=True)
class Group:
    """A group of residents, and the indicator that counts it."""

    name: str
    kind: str
    indicator_id: str


ALL_PEOPLE = Group("All people", "people", EVERYONE)
CHILDREN = Group("Children (0 to 15)", "age", "sape_0_15")
OLDER = Group("65 and over", "age", "sape_65plus")
GROUPS = (
    ALL_PEOPLE,
    CHILDREN,
    Group("Working age (16 to 64)", "age", "sape_16_64"),
    OLDER,
    Group("Households", "households", "census_social_rented"),
    Group("Minority ethnic people", "ethnicity", "census_minority_ethnic"),
)
AGE_WORDS = {CHILDREN.name: "children", OLDER.name: "65 or over"}


@lru_cache(maxsize=256)
def residents(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """Who lives in an area.

    Each group has its own latest period, and is a share of the people of that period. What is known of the partnership
    and of Scotland is added up from the same zones. A group without a figure is left out.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.

    Returns:
        One row a group, in order: group, kind (people, age, households, ethnicity, urban_rural), people (how many;
        of Households, how many households), share (% of the area's people; missing for all people and for
        households), partnership, scotland (the same share), period (in words: mid-2020), source (who published it).
    """
    rows = [row for group in GROUPS if (row := _group_row(evidence, area_code, group))]
    return pd.DataFrame([*rows, *_class_rows(evidence, area_code)], columns=COLUMNS)


def latest_period(library: Library, indicator_id: str, area_type: AreaType) -> str:
    """The latest period that covers Scotland's areas of one kind; empty if there is none."""
    try:
        return scored_period(library, indicator_id, area_type)
    except ConfigError:
        return ""


def _group_row(evidence: Evidence, area_code: str, group: Group) -> dict[str, str | float]:
    """One row; empty if the indicator is left out or has no figure."""
    indicator = evidence.indicators.get(group.indicator_id)
    if indicator is None:
        return {}
    period = latest_period(evidence.library, group.indicator_id, AreaType.DATA_ZONE)
    people, shares = _counted(evidence, area_code, group, period)
    if pd.isna(people) or (group.kind == "age" and pd.isna(shares[0])):
        return {}
    words = indicator.period_notes.get(period, period)
    return _row(group.name, group.kind, people, *shares, words, indicator.source.publisher)


def _counted(evidence: Evidence, area_code: str, group: Group, period: str) -> tuple[float, list[float]]:
    """How many are of a group, and the share they are of the people here, in the partnership and in Scotland."""
    figures = _figures(evidence, area_code, group.indicator_id, period)
    unknown = [np.nan] * len(figures)
    if group.kind == "households":
        return float(figures["denominator"].iloc[0]), unknown
    if group.kind == "ethnicity":
        return float(figures["numerator"].iloc[0]), figures["value"].tolist()
    if group is ALL_PEOPLE or EVERYONE not in evidence.indicators:
        return float(figures["value"].iloc[0]), unknown
    people = _figures(evidence, area_code, EVERYONE, period)["value"]
    return float(figures["value"].iloc[0]), (100 * figures["value"] / people).tolist()


def _figures(evidence: Evidence, area_code: str, indicator_id: str, period: str) -> pd.DataFrame:
    """Three rows, of the area, the partnership and Scotland: numerator, denominator, value."""
    area_type = AreaType.of(area_code)
    own = evidence.sheet(indicator_id, area_type).of_period(period).reindex([area_code])
    whole = whole_counts(evidence, indicator_id, area_type, period)
    return pd.concat([own[whole.columns].astype(float), whole])


def _class_rows(evidence: Evidence, area_code: str) -> list[dict[str, str | float]]:
    """One row for each urban rural class that people here live in, most urban first."""
    zones = evidence.library.zones
    own = zones.loc[evidence.zones_of(area_code)]
    council = zones[zones["council_area"] == evidence.partnership.council_area]
    people = pd.DataFrame(
        {place: part.groupby("urban_rural")["population"].sum() for place, part in enumerate((own, council, zones))}
    ).fillna(0)
    shares = (100 * people / people.sum()).T.to_dict("list")
    here = {name: number for name, number in zip(people.index, people[0], strict=True) if number > 0}
    order = [name for name in CLASSES if name in here]
    return [
        _row(name, "urban_rural", here[name], *shares[name], CLASSES_PERIOD, CLASSES_SOURCE)
        for name in [*order, *sorted(set(here) - set(order))]
    ]


def _row(*cells: str | float) -> dict[str, str | float]:
    return dict(zip(COLUMNS, cells, strict=True))


def density(evidence: Evidence, area_code: str) -> float:
    """How many people live on a square kilometre, mid-2017; missing where the size is not known."""
    hectares = float(evidence.areas["area_ha"][area_code])
    return HECTARES * float(evidence.areas["population"][area_code]) / hectares if hectares > 0 else np.nan


def class_words(urban_rural: str) -> str:
    """The places of an urban rural class, in a sentence: other urban areas, remote rural areas."""
    words = urban_rural.lower()
    return words if words.endswith(("areas", "towns")) else f"{words} areas"


def residents_sentence(table: pd.DataFrame, name: str, partnership: str) -> str:
    """Who lives in an area, in a sentence or two; what is not known is not said.

    Args:
        table: as `residents` returns it.
        name: what the area is called.
        partnership: what the partnership is called.
    """
    rows = {str(row["group"]): row for row in table.to_dict("records")}
    ages = _ages(rows, "" if name == partnership else partnership)
    first = f"Of the people who live in {name}, {ages}." if ages else ""
    if ALL_PEOPLE.name in rows:
        people = round(float(rows[ALL_PEOPLE.name]["people"]))
        if people == 0:
            return f"Nobody lives in {name}."
        first = f"{count(people)} {'person lives' if people == 1 else 'people live'} in {name}"
        first = f"{first}: {ages}." if ages else f"{first}."
    second = _where(table[table["kind"] == "urban_rural"])
    return " ".join(text for text in (first, second) if text) or f"No figures are held of who lives in {name}."


def _ages(rows: dict[str, dict[Any, Any]], partnership: str) -> str:
    held = [(words, rows[group]) for group, words in AGE_WORDS.items() if group in rows]
    here = listed([f"{share(row['share'], 0)} are {words}" for words, row in held])
    known = [share(row["partnership"], 0) for _, row in held if pd.notna(row["partnership"])]
    return f"{here} ({partnership}: {listed(known)})" if partnership and known and len(known) == len(held) else here


def _where(classes: pd.DataFrame) -> str:
    if classes.empty:
        return ""
    largest = classes.sort_values("share", ascending=False, kind="stable").iloc[0]
    words, part = class_words(str(largest["group"])), float(largest["share"])
    if part >= NEARLY_ALL:
        return f"{'Everyone' if len(classes) == 1 else 'Almost everyone'} lives in {words}."
    who, live = ("Most people", "live") if part > HALF else ("The largest group", "lives")
    return f"{who} ({share(part, 0)}) {live} in {words}."
