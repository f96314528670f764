"""An area in sentences: how intense need is and how many people it is, and what kind of area it is."""

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.area_figures import area_figures
from dashboard.statistics.scoring import scored_period
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.words import count, listed, share
from dashboard.vocabulary import AreaType

LARGER = (AreaType.LOCALITY, AreaType.WARD, AreaType.PLACE, AreaType.INTERMEDIATE_ZONE)


def lead(evidence: Evidence, summary: NeedSummary, area_code: str) -> str:
    """How intense need is here, and how many people it is; a custom area has no rank, so its share is placed."""
    row = summary.of_area(area_code)
    if pd.isna(row["need_score"]):
        return f"{row['area_name']} has too few people, or too few figures, for a need score."
    people = (
        f"{count(row['people_income_deprived'])} people on low income, {share(row['value'])} of those who live here"
    )
    those = people if pd.notna(row["value"]) else "how many people are on low income is not published"
    if summary.area_type == AreaType.CUSTOM_AREA and pd.isna(row["value"]):
        return f"{row['area_name']}: {those}."
    if summary.area_type == AreaType.CUSTOM_AREA:
        above, others = placed(evidence, float(row["value"]))
        return f"{row['area_name']}: {those}, a larger share than in {above} of the {others} intermediate zones here."
    ranked = likely_rank(row, len(summary.areas))
    where = f"{summary.area_type.plural} in {evidence.partnership.name}"
    return f"{row['area_name']} is {ranked} {where} by need (1st = greatest): {those}."


def placed(evidence: Evidence, value: float) -> tuple[int, int]:
    """In how many of the partnership's intermediate zones the share of people in need is smaller, and of how many."""
    indicator_id = evidence.partnership.people_in_need
    period = scored_period(evidence.library, indicator_id, AreaType.DATA_ZONE)
    others = area_figures(evidence.of_zones, indicator_id, AreaType.INTERMEDIATE_ZONE, period)["value"].dropna()
    return int((others < value).sum()), len(others)


def what_it_is(evidence: Evidence, area_code: str) -> str:
    """What kind of area it is, what it is made of, and what it lies in."""
    kind, size = AreaType.of(area_code), len(evidence.zones_of(area_code))
    year = f" ({kind.boundary_year} boundaries)" if kind.boundary_year else ""
    zones = f"{size} data zone{'' if size == 1 else 's'}"
    made = f" of {zones}" if kind != AreaType.DATA_ZONE else ""
    article = "An" if kind == AreaType.INTERMEDIATE_ZONE else "A"
    text = f"{article} {kind.label}{year}{made} with {evidence.areas['population'][area_code]:,.0f} people (mid-2017)."
    around = [evidence.areas.loc[code, "area_name"] for code in _around(evidence, area_code)]
    if around:
        text += f" It lies in {listed([str(name) for name in around])}."
    if kind in {AreaType.LOCALITY, AreaType.WARD}:
        text += " It is built from the data zones that fit it best, so some edges differ from the true line."
    if kind == AreaType.PLACE:
        text += f" {evidence.partnership.extent_note}"
    if kind == AreaType.CUSTOM_AREA:
        text += " Somebody has put it together. What is only published for larger areas is a best fit, or missing."
    return text


def _around(evidence: Evidence, area_code: str) -> list[str]:
    """The larger areas that hold most of this area's people."""
    people = evidence.areas_of(AreaType.DATA_ZONE)["population"].clip(lower=1)
    zones = evidence.zones_of(area_code)
    size = len(zones)
    parts = evidence.parts[evidence.parts["data_zone"].isin(zones) & evidence.parts["area_type"].isin(LARGER)]
    held = parts.assign(people=parts["data_zone"].map(people)).groupby("area_code")["people"].sum()
    most = held.index[2 * held > people.loc[zones].sum()]
    larger = evidence.areas.loc[most]
    return [str(code) for code in larger.index[larger["data_zones"] > size] if code != area_code]
