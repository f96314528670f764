"""Whom working in places reaches: the coverage curve, and what an index, our flags and the programme mark on it."""

from dataclasses import dataclass

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.audit import PROGRAMME
from dashboard.statistics.dispersed import people_counted, published_worst_fifth
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.words import count, share
from dashboard.vocabulary import Level, RolloutStatus


@dataclass(frozen=True)
class Reach:
    """How far a set of zones reaches: its share of all people, and of people in need (0 to 1), and how many."""

    name: str
    population_share: float
    people_share: float
    people: float


def coverage_curve(zones: pd.DataFrame) -> pd.DataFrame:
    """How many of the people in need are reached as ever more zones are taken in, highest rate first.

    Args:
        zones: as `people_by_zone` returns them.

    Returns:
        One row a zone taken in, the first of no zone: zones (how many), population_share and people_share, 0 to 1.

    References:
        The concentration curve: Kakwani, Wagstaff and van Doorslaer (1997), Journal of Econometrics 77: 87-103.
    """
    shares = zones[["population", "people"]].cumsum() / zones[["population", "people"]].sum().where(lambda x: x > 0)
    start = pd.DataFrame({"population": [0.0], "people": [0.0]})
    curve = pd.concat([start, shares.fillna(0)], ignore_index=True)
    curve.columns = pd.Index(["population_share", "people_share"])
    curve.insert(0, "zones", range(len(curve)))
    return curve


def reach(name: str, zones: pd.DataFrame, inside: pd.Index) -> Reach:
    """How far the zones inside something reach.

    Args:
        name: what they are inside of.
        zones: as `people_by_zone` returns them.
        inside: data zones, of the partnership or not.
    """
    held = zones.loc[zones.index.intersection(inside)]
    population, people = zones["population"].sum(), zones["people"].sum()
    return Reach(
        name,
        float(held["population"].sum() / population) if population else 0.0,
        float(held["people"].sum() / people) if people else 0.0,
        float(held["people"].sum()),
    )


def zones_of_places(evidence: Evidence, *statuses: RolloutStatus) -> pd.Index:
    """The data zones of the places that Locality Working has reached, by how far it has come."""
    codes = [place.area_code for place in evidence.partnership.places if place.status in statuses]
    inside = evidence.parts.loc[evidence.parts["area_code"].isin(codes), "data_zone"]
    return pd.Index(inside.unique())


def dispersed_sentence(evidence: Evidence, zones: pd.DataFrame) -> str:
    """How many of those in need the published index's worst fifth would reach, here and in Scotland."""
    worst = published_worst_fifth(evidence)
    if worst.empty or not zones["people"].sum():
        return f"{count(zones['people'].sum())} people on low income live in {evidence.partnership.name}."
    everyone = evidence.library.zones.index
    nation = people_counted(evidence, evidence.partnership.people_in_need, everyone)
    here = 100 * reach("", zones, worst).people_share
    scotland = 100 * float(nation.reindex(worst).sum() / nation.sum())
    part = evidence.partnership.thresholds.worst_share
    words = {0.2: "fifth", 0.1: "tenth", 0.25: "quarter"}.get(part, share(100 * part, 0))
    worst_words = f"Scotland's most deprived {words} of"
    moral = (
        "Most people in need here do not live in the places that an index picks."
        if here < 50
        else "Most people in need here live in the places that an index picks."
    )
    return (
        f"{share(here)} of people on low income in {evidence.partnership.name} live in {worst_words} "
        f"data zones, against {share(scotland)} of those in all Scotland. {moral}"
    )


def marks(evidence: Evidence, summary: NeedSummary, zones: pd.DataFrame) -> list[Reach]:
    """What really reaches whom: the published index, our priority areas, and Locality Working."""
    priority = summary.areas.index[summary.areas["level"] == Level.PRIORITY]
    inside = evidence.parts.loc[evidence.parts["area_code"].isin(priority), "data_zone"]
    found = [reach("Our priority areas", zones, pd.Index(inside))]
    worst = published_worst_fifth(evidence)
    found += [reach("Index's worst fifth", zones, worst)] if len(worst) else []
    if evidence.partnership.places:
        found.append(reach("Locality Working today", zones, zones_of_places(evidence, RolloutStatus.WORKING)))
        found.append(reach("Today and identified next", zones, zones_of_places(evidence, *PROGRAMME)))
    return found
