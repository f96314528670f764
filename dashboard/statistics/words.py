"""Numbers and names as they are written on the screen, in exports and in sentences."""

from collections.abc import Sequence

import pandas as pd

from dashboard.statistics.written import Written, WrittenRange
from dashboard.vocabulary import AreaType, Indicator, Outcome, Polarity, RolloutStatus, Status

STATUS_WORDS = {
    Status.PUBLISHED: "",
    Status.IMPUTED: "Estimated by the compiler",
    Status.SUPPRESSED: "Suppressed",
    Status.MISSING: "Not published for this area",
    Status.NOT_APPLICABLE: "Not applicable: nobody lives here",
}
OUTCOME_WORDS = {
    Outcome.BETTER: "better",
    Outcome.SIMILAR: "similar",
    Outcome.WORSE: "worse",
    Outcome.NOT_COMPARED: "not compared",
}
OUTCOME_MARKS = {Outcome.BETTER: "●", Outcome.SIMILAR: "■", Outcome.WORSE: "▲", Outcome.NOT_COMPARED: "○"}
ROLLOUT_WORDS = {
    RolloutStatus.WORKING: "Under way",
    RolloutStatus.IDENTIFIED: "Identified next",
    RolloutStatus.NOT_STARTED: "Not started",
}
POLARITY_WORDS = {
    Polarity.LOWER_IS_BETTER: "Lower is better",
    Polarity.HIGHER_IS_BETTER: "Higher is better",
    Polarity.NO_JUDGEMENT: "Neither high nor low is better",
}
FIFTHS = {0.2: "the fifth", 0.1: "the tenth", 0.25: "the quarter"}


def count(number: float) -> str:
    """A number of people: 1,019; a dash where it is not known."""
    return "–" if pd.isna(number) else Written(round(number))


def share(number: float, decimals: int = 1) -> str:
    """A percentage: 10.6%."""
    return Written(number, decimals, "%")


def share_or_dash(number: float, decimals: int = 1) -> str:
    """A percentage; a dash where it is not known."""
    return "–" if pd.isna(number) else share(number, decimals)


def plain(number: float, decimals: int = 1, signed: bool = False) -> str:
    """A number without a unit, such as a score; a dash where it is not known."""
    return "–" if pd.isna(number) else Written(number, decimals, signed=signed)


def ordinal(number: int) -> str:
    """A place in an order: 1st, 2nd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def number(value: float, indicator: Indicator) -> str:
    """A value with its unit: 10.6%, 1,019 people, 216 per 10,000 people."""
    if pd.isna(value):
        return "–"
    return Written(value, indicator.decimals, indicator.unit)


def short(value: float, indicator: Indicator) -> str:
    """A value without its unit, where the unit is said beside it; a percentage keeps its sign."""
    return without_unit(number(value, indicator))


def without_unit(text: str) -> str:
    """A number or a range without its unit, where that is said beside it; any other text as it is."""
    return text.short if isinstance(text, Written | WrittenRange) else text


def with_unit(indicator: Indicator) -> str:
    """The name of an indicator with its unit, where its figures are written without."""
    return indicator.name if indicator.unit == "%" else f"{indicator.name}, {indicator.unit}"


def figure(value: float, status: str, indicator: Indicator) -> str:
    """A value with its unit, or the reason there is none."""
    if pd.notna(value):
        return number(value, indicator)
    word = Status(status)
    if word == Status.SUPPRESSED and indicator.suppression:
        return f"Suppressed: {indicator.suppression.rule[0].lower()}{indicator.suppression.rule[1:].rstrip('.')}"
    return STATUS_WORDS[word] or STATUS_WORDS[Status.MISSING]


def range_of(lower: float, upper: float, indicator: Indicator) -> str:
    """A likely range: 9.6–11.8%; says so where there is no interval."""
    if pd.isna(lower):
        return "no interval"
    return WrittenRange(lower, upper, indicator.decimals, indicator.unit)


def lower_first(name: str) -> str:
    """A name inside a sentence: without its capital, unless it is all capitals or a name of its own."""
    return name[0].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: a, b and c; parted by semicolons where a name has a comma of its own."""
    if len(names) < 2:
        return "".join(names)
    if any("," in name for name in names):
        return f"{'; '.join(names[:-1])}; and {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def fifth_of(whole: str, part: float) -> str:
    """A share of a whole in words: the fifth of Scotland."""
    return f"{FIFTHS.get(part, f'the {share(100 * part, 0)}')} of {whole}"


def outcome_words(word: str) -> str:
    """The comparison word with its mark: ▲ worse."""
    outcome = Outcome(word)
    return f"{OUTCOME_MARKS[outcome]} {OUTCOME_WORDS[outcome]}"


def source_line(indicator: Indicator, period: str, area_type: AreaType) -> str:
    """Where a figure is from: publisher, title, period, boundaries, licence."""
    source = indicator.source
    note = indicator.period_notes.get(period)
    year = f", {area_type.boundary_year} boundaries" if area_type.boundary_year else ""
    when = f"{period} ({note})" if note else period
    compiled = f" {source.compilation}" if source.compilation else f" {source.licence}."
    return f"Source: {source.publisher}, {source.title}; {when}{year}.{compiled}"
