"""Whether figures contradict each other: parts and totals, counts and rates, small areas and large ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf

import numpy as np
import pandas as pd

from dashboard.evidence.aggregation import Members, added_up, members_of
from dashboard.evidence.expectations import ALL_PARTS, ALLOWANCES, EXACT, POOLED, SOME_PARTS, WEIGHTED, Allowance
from dashboard.evidence.library import Library, combined
from dashboard.evidence.partnership_evidence import Evidence, evidence_of_partnership
from dashboard.evidence.sheet import Matrix, Sheet
from dashboard.vocabulary import GRAINS, SCOTLAND, AreaType, DataError, Fault, Indicator, Measure, Status

ZONE, LARGER_ZONE, COUNCIL = AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE, AreaType.COUNCIL_AREA
PUBLISHED = (ZONE, LARGER_ZONE, COUNCIL, AreaType.SCOTLAND)
ADDED_UP = {Measure.COUNT, Measure.PROPORTION, Measure.RATE}
LEVELS = tuple((lower, upper) for place, upper in enumerate(PUBLISHED) for lower in PUBLISHED[:place])


class ContradictionError(DataError):
    """Figures contradict each other; the message has a line for each contradiction."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0])
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def check_contradictions(library: Library) -> None:
    """Refuse figures that contradict each other.

    Raises:
        ContradictionError: naming every contradiction.
    """
    if faults := contradictions(library):
        raise ContradictionError(faults)


def contradictions(library: Library) -> list[Fault]:
    """Every contradiction between figures, as published and as added up.

    Args:
        library: all of Scotland's evidence.

    Returns:
        One fault for each rule, indicator, kind of area and period: the area furthest out, and how many more there are.
    """
    partnerships = [one for one in library.partnerships.values() if one.localities or one.places]
    own = [evidence_of_partnership(library, partnership) for partnership in partnerships]
    faults = list(_parts_and_totals(library, own))
    for indicator_id, indicator in library.indicators.items():
        for sheet in _sheets(library, own, indicator_id):
            faults += _counts_and_values(indicator, sheet)
        for lower, upper in LEVELS:
            faults += _levels(library, indicator, lower, upper)
        if indicator.measure in ADDED_UP:
            faults += _areas_and_zones(library, own, indicator)
    return list(dict.fromkeys(faults))


def _sheets(library: Library, own: Sequence[Evidence], indicator_id: str) -> list[Sheet]:
    """The figures of every kind of area: as published, and as used, which may be added up."""
    used, theirs = (AreaType.WARD, *PUBLISHED[1:]), {AreaType.LOCALITY, AreaType.PLACE}
    return [
        *(library.published(indicator_id, kind) for kind in PUBLISHED),
        *(library.sheet(indicator_id, kind) for kind in used),
        *(one.sheet(indicator_id, kind) for one in own for kind in one.area_types if kind in theirs),
    ]


def _faults(fault: Fault, at: Sheet, found: Matrix, expected: Matrix, allowed: Matrix | None = None) -> Iterator[Fault]:
    """The fault for each period in which numbers are further from what they should be than is allowed."""
    gap = np.abs(found - expected)
    broken = gap > (EXACT * np.abs(expected) if allowed is None else allowed)
    for period in np.flatnonzero(broken.any(axis=0)):
        area = int(np.where(broken[:, period], gap[:, period], -1).argmax())
        numbers = f"{found[area, period]:.10g}, not {expected[area, period]:.10g}"
        others = int(broken[:, period].sum()) - 1
        more = f", and {others} more" if others else ""
        yield replace(fault, value=f"{at.areas[area]}, {at.periods[period]}: {numbers}{more}")


def _counts_and_values(indicator: Indicator, sheet: Sheet) -> Iterator[Fault]:
    """Where a value is not what its counts give, or cannot be."""
    file, value = f"{indicator.indicator_id}.csv", sheet.value
    derived = indicator.per * sheet.numerator / np.where(sheet.denominator > 0, sheet.denominator, np.nan)
    fault = Fault(file, "the value must equal per × numerator / denominator", remedy="Leave the value empty")
    yield from _faults(fault, sheet, value, derived)
    share = indicator.measure == Measure.PROPORTION and indicator.numerator_within_denominator
    low, high = -inf if indicator.measure == Measure.INDEX else 0, indicator.per if share else inf
    rule = f"the value must be between 0 and {high:g}" if share else "the value must not be below zero"
    yield from _faults(Fault(file, rule, remedy="Check the source"), sheet, value, np.clip(value, low, high))


def _parts_and_totals(library: Library, own: Sequence[Evidence]) -> Iterator[Fault]:
    """Where the parts of a total do not add up to it, or add up to more."""
    for whole, parts in {**ALL_PARTS, **SOME_PARTS}.items():
        if not {whole, *parts} <= set(library.indicators):
            continue
        rule = f"{' + '.join(parts)} must {'equal' if whole in ALL_PARTS else 'not be above'} the total"
        fault = Fault(f"{whole}.csv", rule, remedy="Check that all are of one release")
        for sheets in zip(*(_sheets(library, own, key) for key in (whole, *parts)), strict=True):
            held = zip((whole, *parts), _aligned(*sheets), strict=True)
            most, *counts = (getattr(sheet, _counted(library.indicators[key])[0]) for key, sheet in held)
            found = np.sum(counts, axis=0)
            yield from _faults(fault, _aligned(*sheets)[0], found, most if whole in ALL_PARTS else np.fmin(found, most))


def _counted(indicator: Indicator) -> tuple[str, ...]:
    """Which numbers of a figure add up."""
    return ("value",) if indicator.measure == Measure.COUNT else ("numerator", "denominator")


def _aligned(*sheets: Sheet) -> list[Sheet]:
    """The sheets with only the periods that all of them have."""
    periods = tuple(period for period in sheets[0].periods if all(period in sheet.periods for sheet in sheets))
    names = ("numerator", "denominator", "value", "status", "approximate")
    places = [[sheet.periods.index(period) for period in periods] for sheet in sheets]
    return [
        replace(sheet, periods=periods, **{name: getattr(sheet, name)[:, place] for name in names})
        for sheet, place in zip(sheets, places, strict=True)
    ]


def _members(library: Library, kind: AreaType) -> Mapping[AreaType, Members]:
    key = ("members", kind)
    if key not in library.memory:
        library.members(library.parts[library.parts["area_type"] == kind], library.codes[kind], key)
    return library.memory[key]


def _within(library: Library, indicator: Indicator, lower: AreaType, upper: AreaType) -> tuple[Members, Matrix]:
    """Which smaller areas make up larger ones, and the people of the smaller ones."""
    if lower in GRAINS:
        return _members(library, upper)[lower], library.people(indicator.weighted_by, lower)
    parts = pd.DataFrame({"area_code": SCOTLAND, "zone": library.codes[lower]})
    people = _members(library, lower)[ZONE].matrix @ library.people(indicator.weighted_by, ZONE)
    return members_of(parts, library.codes[upper], library.codes[lower]), people


def _levels(library: Library, indicator: Indicator, lower: AreaType, upper: AreaType) -> Iterator[Fault]:
    """Where what is published for larger areas is not the sum, or the rate, of what is published for smaller ones."""
    key = indicator.indicator_id
    larger, smaller = _aligned(library.published(key, upper), library.published(key, lower))
    if not larger.periods or (indicator.council_series_differs and lower in GRAINS and upper not in GRAINS):
        return
    members, people = _within(library, indicator, lower, upper)
    summed, allowance = added_up(smaller, members, people, indicator), ALLOWANCES.get((key, upper), Allowance())
    unknown = members.matrix @ (~smaller.has(Status.PUBLISHED) & (people > 0)[:, None]) > 0
    sure = larger.has(Status.PUBLISHED) & ~unknown
    each = members.matrix.sum(axis=1)[:, None] * allowance.each
    fault = Fault(f"{key}.csv", f"each {upper.label} must be the sum of its {lower.plural}", remedy="Check both")
    for name in _counted(indicator):
        found, expected = np.where(sure & ~summed.approximate, getattr(larger, name), np.nan), getattr(summed, name)
        allowed = EXACT * np.abs(expected) + (each if name != "denominator" else 0)
        yield from _faults(replace(fault, column=name), larger, found, expected, allowed)
    if indicator.measure != Measure.COUNT:
        usual = np.where(np.isnan(summed.numerator), WEIGHTED, POOLED)
        rule = f"each {upper.label} must have the value of its {lower.plural} together"
        remedy = "Check both, or say council_series_differs = true and why in the caveat"
        found = np.where(sure & np.isnan(larger.numerator), larger.value, np.nan)
        allowed = np.maximum(usual, allowance.share) * np.abs(summed.value)
        yield from _faults(
            Fault(f"{key}.csv", rule, column="value", remedy=remedy), larger, found, summed.value, allowed
        )


def _areas_and_zones(library: Library, own: Sequence[Evidence], indicator: Indicator) -> Iterator[Fault]:
    """Where a council area is not the same added up from areas of any kind as from zones."""
    councils = combined(library, indicator, _members(library, COUNCIL), AreaType.LOCALITY)
    zones = combined(library, indicator, _members(library, LARGER_ZONE), AreaType.LOCALITY)
    yield from _sums(indicator, councils, zones, library.areas)
    yield from _sums(indicator, councils, library.sheet(indicator.indicator_id, AreaType.WARD), library.areas)
    for one in own:
        if AreaType.LOCALITY in one.area_types:
            localities = one.sheet(indicator.indicator_id, AreaType.LOCALITY)
            yield from _sums(indicator, councils, localities, one.areas)


def _sums(indicator: Indicator, councils: Sheet, parts: Sheet, areas: pd.DataFrame) -> Iterator[Fault]:
    """Where the sum of areas of one kind is not that of the zones, none of them suppressed or missing."""
    councils, parts = _aligned(councils, parts)
    rows = areas.loc[parts.areas]
    inside = pd.DataFrame({"area_code": rows["council_area"].to_numpy(), "zone": parts.areas})
    members = members_of(inside, councils.areas, parts.areas)
    summed = added_up(parts, members, rows["population"].to_numpy(float), indicator)
    unsure = members.matrix @ (parts.approximate | ~parts.present) > 0
    sure = ~(councils.approximate | unsure)
    for kind in rows["area_type"].unique():
        rule = f"the {AreaType(kind).plural} of a council area must add up to its zones"
        fault = Fault(f"{indicator.indicator_id}.csv", rule, remedy="Check which zones belong to which area")
        for name in _counted(indicator):
            found = np.where(sure, getattr(summed, name), np.nan)
            yield from _faults(replace(fault, column=name), councils, found, getattr(councils, name))
