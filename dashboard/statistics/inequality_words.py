"""Inequality in sentences: how large the gap is, where it is going, who holds it, and what each measure says."""

import math

from dashboard.evidence import Evidence
from dashboard.statistics.four_measures import points, points_range
from dashboard.statistics.gap_change import Change, GapChange
from dashboard.statistics.inequality import Theil
from dashboard.statistics.inequality_of import Inequality
from dashboard.statistics.words import count, lower_first, number, share
from dashboard.vocabulary import Indicator, Polarity


def gap_sentence(indicator: Indicator, found: Inequality, where: str) -> str:
    """How far the most and the least deprived fifth lie apart."""
    gap = found.gap
    most, least = (number(one, indicator) for one in (gap.most, gap.least))
    sure = "" if math.isnan(gap.difference_lower) else f" (likely range {_range(found, indicator)})"
    said = (
        f"{indicator.name}: {most} in the most deprived fifth of {where}, {least} in the least deprived. That is a gap "
        f"of {points(gap.difference, indicator)}{sure}."
    )
    if not worse_for_deprived(indicator, found):
        return f"{said} On this measure the most deprived fifth does no worse."
    return said


def worse_for_deprived(indicator: Indicator, found: Inequality) -> bool:
    """Whether the most deprived fifth has the worse figure."""
    difference = found.gap.difference
    return difference > 0 if indicator.polarity == Polarity.LOWER_IS_BETTER else difference < 0


def _range(found: Inequality, indicator: Indicator) -> str:
    return points_range(found.gap.difference_lower, found.gap.difference_upper, indicator)


def change_sentence(indicator: Indicator, change: GapChange) -> str:
    """Whether the gap is narrowing or widening, by how much a year, and how sure that is."""
    if change.change == Change.CANNOT_TELL:
        why = "its releases cannot be compared" if not indicator.comparable_over_time else change.why
        return f"Whether the gap is narrowing or widening cannot be told: {lower_first(why.rstrip('.'))}."
    yearly = points(change.per_year, indicator)
    within = points_range(change.lower, change.upper, indicator)
    word = {
        Change.NARROWING: "The gap is narrowing",
        Change.WIDENING: "The gap is widening",
        Change.NO_CLEAR_CHANGE: "There is no clear change in the gap",
    }[change.change]
    return f"{word}: it moved by {yearly} a year from {change.first} to {change.last} (likely range {within})."


def relative_sentence(change: GapChange) -> str:
    """Where inequality goes relative to the whole figure, which may fall or rise by itself."""
    word = {Change.NARROWING: "it is narrowing", Change.WIDENING: "it is widening"}.get(
        change.change, "no clear change"
    )
    return (
        f"Relative to the whole figure (RII): {word}, by {change.per_year:+.2f} a year from {change.first} to "
        f"{change.last} (likely range {change.lower:+.2f} to {change.upper:+.2f})."
    )


def held_sentence(parts: Theil, kind: str) -> str:
    """How much of the inequality lies inside localities, and which of them holds most."""
    if not parts.total > 0:
        return "There is no inequality between these zones to be shared out."
    inside = 100 * parts.within / parts.total
    first = parts.groups["within_share"].idxmax()
    held = 100 * float(parts.groups["within_share"].max())
    return (
        f"{share(inside, 0)} of the inequality lies between neighbours inside the same {kind}, "
        f"{share(100 - inside, 0)} between one {kind} and another. {first} holds most of the part inside: "
        f"{share(held, 0)} of all."
    )


def attributable_sentence(evidence: Evidence, indicator: Indicator, found: Inequality) -> str:
    """How much would be gone if every fifth were like the least deprived."""
    part, people = found.attributable.share, found.attributable.people
    if math.isnan(part) or part <= 0 or indicator.polarity != Polarity.LOWER_IS_BETTER:
        return ""
    counted = "" if math.isnan(people) else f", {count(people)} {indicator.counted or 'cases'} fewer"
    return (
        f"If every fifth of {evidence.partnership.name} had the figure of the least deprived, the whole would be "
        f"{share(part, 0)} lower{counted}."
    )
