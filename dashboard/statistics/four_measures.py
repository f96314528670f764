"""What inequality is here, in four measures: level, gap, spread inside, and people; a plain sentence for each."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.act import Answer, act_tests
from dashboard.statistics.fifths import fifths_table
from dashboard.statistics.inequality import gap
from dashboard.statistics.rates import with_intervals
from dashboard.statistics.scoring import scored_period
from dashboard.statistics.spread_inside import fellow_type, spread_places
from dashboard.statistics.summary import need_summary
from dashboard.statistics.told import Fact, Told
from dashboard.statistics.words import count, lower_first, number, range_of, short
from dashboard.statistics.written import Written, WrittenRange
from dashboard.statistics.zone_fifths import zones_in_fifths
from dashboard.vocabulary import AreaType, Indicator, Level

FEWEST_FOR_FIFTHS = 10
"""So many data zones an area needs before its people are put in fifths."""
WIDE, EVEN, WIDE_WORD = 0.8, 0.2, "a wide spread"
"""A spread is wide, or even, if it is wider than in at least, or at most, this share of the other areas."""
CHANCE = "In single data zones some of that is chance."
THAN = {
    Answer.POORER: "a larger share than in",
    Answer.BETTER: "a smaller share than in",
    Answer.SIMILAR: "much the same share as in",
    Answer.CANNOT_TELL: "and chance may explain any difference from",
}


def four_measures(evidence: Evidence, area_code: str) -> tuple[Told, Told, Told, Told]:
    """Level, gap, spread and people of one area, of those who are counted as in need.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
    """
    zones = zones_inside(evidence, area_code)
    return (
        _level(evidence, area_code),
        _gap(evidence, area_code, zones),
        _spread(evidence, area_code, zones),
        _people(evidence, area_code, zones),
    )


def zones_inside(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """The data zones of an area with how many people are in need, most deprived first: see `zones_in_fifths`.

    Returns:
        The columns of `zones_in_fifths`, and lower and upper (95% interval of the value).
    """
    indicator_id = evidence.partnership.people_in_need
    period = scored_period(evidence.library, indicator_id, AreaType.DATA_ZONE)
    zones = zones_in_fifths(evidence, indicator_id, period, evidence.zones_of(area_code))
    return with_intervals(zones, evidence.indicators[indicator_id])


def _level(evidence: Evidence, area_code: str) -> Told:
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    tests = act_tests(evidence, AreaType.of(area_code))
    own = tests[(tests["area_code"] == area_code) & (tests["indicator_id"] == indicator.indicator_id)]
    if own.empty or pd.isna(own["value"].iloc[0]):
        return Told("Level", f"How many {indicator.counted} live here is not published.")
    row = own.iloc[0]
    rest, scotland = (number(row[f"{other}_value"], indicator) for other in ("rest", "scotland"))
    than_rest, than_scotland = (THAN[row[f"{other}_answer"]] for other in ("rest", "scotland"))
    name, value = evidence.partnership.name, number(row["value"], indicator)
    second = "" if than_rest == than_scotland else f"{than_scotland} "
    return Told(
        "Level",
        f"{value} of those who live here are {indicator.counted}: {than_rest} the rest of {name} ({rest}) and "
        f"{second}Scotland ({scotland}).",
        (
            Fact("Here", value),
            Fact(f"Rest of {name}", rest),
            Fact("Scotland", scotland),
            Fact("Against the rest", row["rest_answer"]),
            Fact("Against Scotland", row["scotland_answer"]),
        ),
    )


def _gap(evidence: Evidence, area_code: str, zones: pd.DataFrame) -> Told:
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    held = zones[zones["value"].notna() & zones["fifth"].notna()]
    if len(zones) == 1:
        return _place_in_partnership(evidence, area_code)
    if len(held) < 2:
        return Told("Gap", "Fewer than two data zones here have a figure, so there is no gap to measure.")
    few = len(held) < FEWEST_FOR_FIFTHS
    ends = held.assign(fifth=np.r_[1, [3] * (len(held) - 2), 5]) if few else held
    table = fifths_table(ends, indicator)
    found = gap(table, indicator)
    most, least = (number(one, indicator) for one in (found.most, found.least))
    difference = points(found.difference, indicator)
    within = points_range(found.difference_lower, found.difference_upper, indicator)
    ends_words = "data zone" if few else "fifth"
    counted = (
        f"Its {len(zones)} data zones are" if len(held) == len(zones) else f"{len(held)} data zones with a figure are"
    )
    why = f"{counted} too few for fifths of its people. " if few else ""
    chance = found.difference_lower <= 0 <= found.difference_upper
    return Told(
        "Gap",
        f"{why}{most} of those in its most deprived {ends_words} are {indicator.counted}, against {least} in its least "
        f"deprived {ends_words}: a gap of {difference}{', which may be chance.' if chance else '.'}",
        (
            Fact("Data zones", count(len(held))),
            Fact(f"Most deprived {ends_words}", most),
            Fact(f"Least deprived {ends_words}", least),
            Fact("Gap", difference),
            Fact("Likely range of the gap", within),
        ),
    )


def _place_in_partnership(evidence: Evidence, area_code: str) -> Told:
    """Where a single zone stands, as no gap inside it can be seen."""
    whole = zones_inside(evidence, evidence.partnership.council_area)
    fifth = whole["fifth"].get(area_code)
    name = evidence.partnership.name
    why = "A data zone is the smallest area that figures are published for, so no gap inside it can be seen."
    if pd.isna(fifth):
        return Told("Gap", why)
    place = f"{fifth:.0f} of 5"
    return Told(
        "Gap",
        f"{why} Among the fifths of {name} it is in number {place} (1 = most deprived).",
        (Fact(f"Fifth of {name} (1 = most deprived)", place),),
    )


def _spread(evidence: Evidence, area_code: str, zones: pd.DataFrame) -> Told:
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    held = zones[zones["value"].notna()].sort_values("value")
    if len(held) < 2:
        known = "One data zone here has a figure" if len(held) else "No data zone here has a figure"
        return Told("Spread inside", f"{known}, so no spread inside can be seen.")
    placed = spread_places(evidence, area_code).to_dict("index")
    own, first = placed[indicator.indicator_id], str(next(iter(placed)))
    widest = placed[first]
    low, high = held.iloc[0], held.iloc[-1]
    lowest, highest = (f"{number(row['value'], indicator)} ({row['area_name']})" for row in (low, high))
    kind = fellow_type(area_code)
    others = f"{'other ' if AreaType.of(area_code) == kind else ''}{kind.plural}"
    said = (
        f"Inside, the share of {indicator.counted} runs from {lowest} to {highest}: {_spread_word(own)}, wider than in "
        f"{_than(own)} {others} here."
    )
    facts = [
        Fact("Lowest data zone", lowest),
        Fact("Highest data zone", highest),
        Fact("Typical distance from the average", points(own["spread"], indicator)),
        Fact("Wider than in", f"{_than(own)} {others}"),
    ]
    if first != indicator.indicator_id and _spread_word(widest) == WIDE_WORD:
        name, runs = evidence.indicators[first].name, _runs(evidence.indicators[first], widest)
        said += f" Its data zones differ most on {lower_first(name)}: {runs}, wider than in {_than(widest)}. {CHANCE}"
        facts += [Fact("Differ most on", name), Fact("There, lowest to highest", runs)]
        facts.append(Fact("There, wider than in", f"{_than(widest)} {others}"))
    return Told("Spread inside", said, tuple(facts))


def _runs(indicator: Indicator, row: Mapping[Hashable, Any]) -> str:
    return f"{short(row['lowest'], indicator)} to {number(row['highest'], indicator)}"


def _than(row: Mapping[Hashable, Any]) -> str:
    return f"{row['narrower']:.0f} of {row['fellows']:.0f}"


def _spread_word(row: Mapping[Hashable, Any]) -> str:
    share = row["narrower"] / max(row["fellows"], 1)
    return WIDE_WORD if share >= WIDE else "an even picture" if share <= EVEN else "a usual spread"


def _people(evidence: Evidence, area_code: str, zones: pd.DataFrame) -> Told:
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    people = zones["numerator"].sum(min_count=1)
    if pd.isna(people):
        return Told("People", f"How many {indicator.counted} live here is not published.")
    levels = need_summary(evidence.of_zones, AreaType.DATA_ZONE).areas["level"].reindex(zones.index)
    outside = zones["numerator"].where(levels != Level.PRIORITY, 0).sum()
    said = f"{count(people)} {indicator.counted} live here. "
    if not round(people):
        said = f"Nobody who lives here is counted among {indicator.counted}."
    elif round(outside) == round(people):
        said += "No data zone here is a priority, so a list of priority zones would miss all of them."
    elif not round(outside):
        said += "All of them live in data zones that are a priority."
    else:
        said += f"{count(outside)} of them live in data zones that are no priority: a list of zones would miss them."
    remote = need_summary(evidence, AreaType.of(area_code)).areas["remote_people"][area_code]
    if round(remote):
        said += f" {count(remote)} of them live where services are hardest to reach."
    return Told(
        "People",
        said,
        (
            Fact(indicator.counted.capitalize(), count(people)),
            Fact("In data zones that are a priority", count(people - outside)),
            Fact("In data zones that are none", count(outside)),
            Fact("Where services are hardest to reach", count(remote)),
        ),
    )


def points(difference: float, indicator: Indicator) -> str:
    """A difference of two values: percentage points for shares, else the unit."""
    unit = "percentage points" if indicator.unit == "%" else indicator.unit
    return "–" if pd.isna(difference) else Written(difference, indicator.decimals, unit)


def points_range(lower: float, upper: float, indicator: Indicator) -> str:
    """The likely range of a difference."""
    if pd.isna(lower):
        return range_of(lower, upper, indicator)
    return WrittenRange(lower, upper, indicator.decimals, between=" to ")
