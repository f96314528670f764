"""The gaps: fifths as bars, measures, change over time, and which areas hold the inequality."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.fifths import NAMES, fifth_bars
from dashboard.charts.ranking import Line
from dashboard.charts.trend import Series
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Plot, PlotKind
from dashboard.exhibits.state import PageState, one_of
from dashboard.exhibits.table import Table, columns, table
from dashboard.exhibits.trend import trend_of_lines
from dashboard.statistics.four_measures import points, points_range
from dashboard.statistics.inequality_of import (
    Inequality,
    complete_periods,
    gaps_over_time,
    group_type,
    held_by,
    inequality_of,
    inequality_of_scotland,
    measured,
)
from dashboard.statistics.inequality_words import gap_sentence
from dashboard.statistics.words import count, number, plain, range_of, share, share_or_dash, source_line
from dashboard.statistics.written import WrittenRange
from dashboard.statistics.zone_fifths import order_words
from dashboard.vocabulary import AreaType, Indicator

DEFAULT_INDICATOR = "child_poverty"
COLUMNS = Plot(PlotKind.COLUMN, ("Value",))
SAYS = {
    "Gap": "Most deprived fifth minus least deprived fifth.",
    "Ratio": "Most deprived fifth divided by least deprived fifth.",
    "Slope index (SII)": "The gap from end to end, from a line through all fifths.",
    "Relative index (RII, ScotPHO)": "The slope index divided by the whole figure; 0 is no inequality.",
    "Attributable share (PAR)": "How much lower all would be at the least deprived fifth's figure.",
    "Concentration index": "Below 0: gathered among the most deprived; 0: evenly spread.",
    "Theil index": "How uneven the zones are, whatever their deprivation; 0 is even.",
}


@dataclass(frozen=True)
class Choice:
    """What is shown: the state of the address, made valid."""

    indicator: str
    grain: AreaType
    period: str


def read(evidence: Evidence, state: PageState) -> Choice:
    """What an address asks for; what is not known falls back."""
    held = measured(evidence)
    indicator = one_of(state.get("indicator"), held, DEFAULT_INDICATOR)
    periods = complete_periods(evidence, indicator)
    grain = AreaType(one_of(state.get("grain"), [kind.value for kind in periods]))
    return Choice(indicator, grain, one_of(state.get("period"), periods[grain]))


def found_for(evidence: Evidence, choice: Choice) -> Inequality:
    """The inequality that is shown."""
    return inequality_of(evidence, choice.indicator, choice.grain, choice.period)


def sentence(evidence: Evidence, choice: Choice) -> str:
    """How far the most and the least deprived fifth lie apart."""
    indicator = evidence.indicators[choice.indicator]
    return gap_sentence(indicator, found_for(evidence, choice), evidence.partnership.name)


@dataclass(frozen=True, eq=False)
class Fifths:
    """The five fifths as bars: what they show, the slope index, what all of them have together, and their words.

    `fifths` is what `fifth_bars` takes.
    """

    key: str
    fifths: pd.DataFrame
    indicator: Indicator
    slope: float
    whole: Line
    caption: Caption


def fifths_of(evidence: Evidence, choice: Choice) -> Fifths:
    """The fifths that are shown."""
    indicator, found = evidence.indicators[choice.indicator], found_for(evidence, choice)
    name = evidence.partnership.name
    by = f"{choice.grain.plural} by {order_words(evidence, choice.grain)}"
    caption = Caption(
        title=f"{indicator.name} by fifth of deprivation",
        subtitle=f"{name}, {choice.period}. Fifths of all people, {by}. Whiskers: 95% interval, where counts are held. "
        f"Dotted: all of {name}.",
        source=source_line(indicator, choice.period, choice.grain),
        alt=f"Bars of five fifths. {sentence(evidence, choice)} The table has every figure.",
    )
    whole = Line(name, found.overall)
    return Fifths("inequality-fifths", found.fifths, indicator, found.slope.sii, whole, caption)


def fifths_exhibit(evidence: Evidence, choice: Choice) -> Exhibit:
    """The bars of the fifths as they are taken away, and their table."""
    held = fifths_of(evidence, choice)
    bars = fifth_bars(held.fifths, held.indicator, held.slope, held.whole)
    return Exhibit(held.key, held.caption, bars, fifths_table(choice, held), COLUMNS)


def fifths_table(choice: Choice, held: Fifths) -> Table:
    """Every figure of the fifths."""
    fifths, indicator = held.fifths, held.indicator
    numbers = ("Value", "95% interval", "How many", "Of", "People", "Zones")
    rows = [
        [
            NAMES[int(fifth) - 1],
            number(row["value"], indicator),
            range_of(row["lower"], row["upper"], indicator),
            *(count(row[key]) for key in ("numerator", "denominator", "people", "zones")),
        ]
        for fifth, row in zip(fifths.index, fifths.to_dict("records"), strict=True)
    ]
    caption = f"{indicator.name} by fifth of deprivation, {choice.period}"
    return table(caption, columns("Fifth", *numbers, numeric=numbers), rows)


def measures_table(evidence: Evidence, choice: Choice) -> Table:
    """Every measure here and in Scotland, with what it says in a few words."""
    indicator, found = evidence.indicators[choice.indicator], found_for(evidence, choice)
    scotland = inequality_of_scotland(evidence, choice.indicator, choice.grain, choice.period)
    here, there = _figures(indicator, found), _figures(indicator, scotland) if scotland else {}
    numbers = (evidence.partnership.name, "Likely range", "Scotland")
    rows = [[name, *here[name], there.get(name, ("not held", ""))[0], SAYS[name]] for name in here]
    heads = columns("Measure", *numbers, "What it says", numeric=numbers)
    return table(f"Measures of inequality: {indicator.name.lower()}, {choice.period}", heads, rows)


def _figures(indicator: Indicator, found: Inequality) -> Mapping[str, tuple[str, str]]:
    """Each measure with its likely range, as written."""
    gap, slope = found.gap, found.slope
    return {
        "Gap": (points(gap.difference, indicator), points_range(gap.difference_lower, gap.difference_upper, indicator)),
        "Ratio": (plain(gap.ratio), _range(gap.ratio_lower, gap.ratio_upper, 1)),
        "Slope index (SII)": (points(slope.sii, indicator), points_range(slope.sii_lower, slope.sii_upper, indicator)),
        "Relative index (RII, ScotPHO)": (plain(slope.rii, 2), _range(slope.rii_lower, slope.rii_upper, 2)),
        "Attributable share (PAR)": (share_or_dash(found.attributable.share, 0), "–"),
        "Concentration index": (plain(found.concentration, 3), "–"),
        "Theil index": (plain(found.theil, 3), "–"),
    }


def _range(lower: float, upper: float, decimals: int) -> str:
    return "no interval" if pd.isna(lower) else WrittenRange(lower, upper, decimals, between=" to ")


def gap_trend(evidence: Evidence, choice: Choice) -> Exhibit | str:
    """The most and the least deprived fifth over time, with the gap of every period; or why there is no trend."""
    indicator = evidence.indicators[choice.indicator]
    gaps = gaps_over_time(evidence, choice.indicator, choice.grain)
    none = float("nan")
    lines = [
        Series(
            name,
            pd.DataFrame(
                {
                    "period": gaps.index,
                    "value": gaps[key].to_numpy(),
                    "lower": none,
                    "upper": none,
                    "status": gaps["imputed"].map({True: "imputed", False: "published"}).to_numpy(),
                }
            ),
        )
        for name, key in (("Most deprived fifth", "most"), ("Least deprived fifth", "least"))
    ]
    return trend_of_lines("inequality-trend", indicator, lines, choice.grain)


def gaps_table(evidence: Evidence, choice: Choice) -> Table:
    """The gap of every period."""
    indicator = evidence.indicators[choice.indicator]
    rows = [
        [
            str(period),
            number(row["most"], indicator),
            number(row["least"], indicator),
            points(row["difference"], indicator),
            points_range(row["difference_lower"], row["difference_upper"], indicator),
            plain(row["ratio"]),
            points(row["sii"], indicator),
            plain(row["rii"], 2),
            "estimated by the compiler" if row["imputed"] else "",
        ]
        for period, row in gaps_over_time(evidence, choice.indicator, choice.grain).to_dict("index").items()
    ]
    numbers = ("Most deprived", "Least deprived", "Gap", "Likely range", "Ratio", "SII", "RII")
    caption = f"The gap over time, {choice.grain.plural} of {evidence.partnership.name}"
    return table(caption, columns("Period", *numbers, "Note", numeric=numbers), rows)


def holders_table(evidence: Evidence, choice: Choice) -> Table:
    """Which areas hold the inequality: Theil, inside and between."""
    indicator, found = evidence.indicators[choice.indicator], found_for(evidence, choice)
    kind, parts = group_type(evidence), held_by(evidence, found)
    total = parts.total or float("nan")
    rows = [
        [
            str(name),
            number(row["mean"], indicator),
            share(100 * row["people_share"], 0),
            plain(row["own"], 3),
            share_or_dash(100 * row["within_share"], 0),
            share_or_dash(100 * row["between"] / total, 0),
        ]
        for name, row in parts.groups.sort_values("within_share", ascending=False).to_dict("index").items()
    ]
    whole = (100.0, 100 * parts.within / total, 100 * parts.between / total)
    people, within, between = (share_or_dash(one, 0) for one in whole)
    rows.append(["All", number(found.overall, indicator), people, plain(parts.total, 3), within, between])
    numbers = ("Value", "Share of people", "Theil inside", "Share of all, inside", "Share of all, between")
    caption = f"Which {kind.plural} hold the inequality: {indicator.name.lower()}, {choice.period}"
    return table(caption, columns(kind.label.capitalize(), *numbers, numeric=numbers), rows)
