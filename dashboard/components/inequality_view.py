"""The analyst's view of the gaps: fifths, measures, change over time, and which areas hold the inequality."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from dashboard.charts.fifths import NAMES, fifth_bars
from dashboard.charts.ranking import Line
from dashboard.charts.theme import Caption
from dashboard.charts.trend import Series
from dashboard.components import links
from dashboard.components.graph import graph
from dashboard.components.table import Column, table
from dashboard.components.trend_view import trend_of_lines
from dashboard.evidence import Evidence
from dashboard.statistics.four_measures import points, points_range
from dashboard.statistics.gap_change import Change
from dashboard.statistics.inequality_of import (
    Inequality,
    change_of_gap,
    complete_periods,
    gaps_over_time,
    group_type,
    held_by,
    inequality_of,
    inequality_of_scotland,
    measured,
)
from dashboard.statistics.inequality_words import (
    attributable_sentence,
    change_sentence,
    gap_sentence,
    held_sentence,
    relative_sentence,
)
from dashboard.statistics.words import count, number, range_of, share, source_line
from dashboard.statistics.zone_fifths import order_words
from dashboard.vocabulary import AreaType, Indicator

DEFAULT_INDICATOR = "child_poverty"


@dataclass(frozen=True)
class Choice:
    """What is shown: the state of the address, made valid."""

    indicator: str
    grain: AreaType
    period: str


def read(evidence: Evidence, state: links.State) -> Choice:
    """What an address asks for; what is not known falls back."""
    held = measured(evidence)
    indicator = links.choice(state.get("indicator"), held, DEFAULT_INDICATOR)
    periods = complete_periods(evidence, indicator)
    grain = AreaType(links.choice(state.get("grain"), [kind.value for kind in periods]))
    return Choice(indicator, grain, links.choice(state.get("period"), periods[grain]))


def found_for(evidence: Evidence, choice: Choice) -> Inequality:
    """The inequality that is shown."""
    return inequality_of(evidence, choice.indicator, choice.grain, choice.period)


def sentence(evidence: Evidence, choice: Choice) -> str:
    """How far the most and the least deprived fifth lie apart."""
    indicator = evidence.indicators[choice.indicator]
    return gap_sentence(indicator, found_for(evidence, choice), evidence.partnership.name)


def fifths(evidence: Evidence, choice: Choice) -> list[Any]:
    """The bars of the fifths and their table."""
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
    bars = fifth_bars(found.fifths, indicator, found.slope.sii, whole, caption)
    drawn = graph("inequality-fifths", bars, caption, narrow=True)
    columns = [Column("Fifth")]
    columns += [Column(one, numeric=True) for one in ("Value", "95% interval", "How many", "Of", "People", "Zones")]
    rows = [
        [
            NAMES[int(fifth) - 1].replace("<br>", " "),
            number(row["value"], indicator),
            range_of(row["lower"], row["upper"], indicator),
            count(row["numerator"]),
            count(row["denominator"]),
            count(row["people"]),
            count(row["zones"]),
        ]
        for fifth, row in zip(found.fifths.index, found.fifths.to_dict("records"), strict=True)
    ]
    return [drawn, table(f"{indicator.name} by fifth of deprivation, {choice.period}", columns, rows)]


def measures(evidence: Evidence, choice: Choice) -> list[Any]:
    """Every measure here and in Scotland, with what it says in a few words."""
    indicator, found = evidence.indicators[choice.indicator], found_for(evidence, choice)
    scotland = inequality_of_scotland(evidence, choice.indicator, choice.grain, choice.period)
    pairs = [_figures(indicator, found), _figures(indicator, scotland) if scotland else {}]
    columns = [Column("Measure"), Column(evidence.partnership.name, numeric=True), Column("Likely range", numeric=True)]
    columns += [Column("Scotland", numeric=True), Column("What it says")]
    rows = [[name, *pairs[0][name], pairs[1].get(name, ("not held", ""))[0], _SAYS[name]] for name in pairs[0]]
    gone = attributable_sentence(evidence, indicator, found)
    return [
        *([html.P(gone)] if gone else []),
        table(f"Measures of inequality: {indicator.name.lower()}, {choice.period}", columns, rows),
        html.P(CONVENTION, className="note"),
    ]


CONVENTION = (
    "The slope index (SII) is the slope of a line through the five fifths, weighted by their people. Its sign is "
    "turned, so that a positive figure means more among the most deprived. The relative index (RII) is the slope index "
    "divided by the figure of the whole area. This is the convention of the Scottish Public Health Observatory "
    "(ScotPHO); others divide the two ends of the line instead. Likely ranges of the slope rest on five points only, "
    "so they are wide."
)
_SAYS = {
    "Gap": "Most deprived fifth minus least deprived fifth.",
    "Ratio": "Most deprived fifth divided by least deprived fifth.",
    "Slope index (SII)": "The gap from end to end, from a line through all fifths.",
    "Relative index (RII, ScotPHO)": "The slope index divided by the whole figure; 0 is no inequality.",
    "Attributable share (PAR)": "How much lower all would be at the least deprived fifth's figure.",
    "Concentration index": "Below 0: gathered among the most deprived; 0: evenly spread.",
    "Theil index": "How uneven the zones are, whatever their deprivation; 0 is even.",
}


def _figures(indicator: Indicator, found: Inequality) -> dict[str, tuple[str, str]]:
    """Each measure with its likely range, as written."""
    gap, slope = found.gap, found.slope
    return {
        "Gap": (points(gap.difference, indicator), points_range(gap.difference_lower, gap.difference_upper, indicator)),
        "Ratio": (_plain(gap.ratio, 1), _plain_range(gap.ratio_lower, gap.ratio_upper, 1)),
        "Slope index (SII)": (points(slope.sii, indicator), points_range(slope.sii_lower, slope.sii_upper, indicator)),
        "Relative index (RII, ScotPHO)": (_plain(slope.rii), _plain_range(slope.rii_lower, slope.rii_upper)),
        "Attributable share (PAR)": (_percent(found.attributable.share), "–"),
        "Concentration index": (_plain(found.concentration, 3), "–"),
        "Theil index": (_plain(found.theil, 3), "–"),
    }


def _plain(value: float, decimals: int = 2) -> str:
    return "–" if pd.isna(value) else f"{value:,.{decimals}f}"


def _plain_range(lower: float, upper: float, decimals: int = 2) -> str:
    return "no interval" if pd.isna(lower) else f"{lower:,.{decimals}f} to {upper:,.{decimals}f}"


def _percent(value: float) -> str:
    return "–" if pd.isna(value) else share(value, 0)


def over_time(evidence: Evidence, choice: Choice) -> list[Any]:
    """Where the gap is going: a sentence, the two fifths as lines, and the gap of every period."""
    indicator = evidence.indicators[choice.indicator]
    gaps = gaps_over_time(evidence, choice.indicator, choice.grain)
    said = [html.P(change_sentence(indicator, change_of_gap(evidence, choice.indicator, gaps)))]
    if len(gaps) < 2:
        return said
    relative = change_of_gap(evidence, choice.indicator, gaps.assign(difference=gaps["rii"]))
    said += [html.P(relative_sentence(relative))] if relative.change != Change.CANNOT_TELL else []
    status = gaps["imputed"].map({True: "imputed", False: "published"})
    ends = [
        Series(name, pd.DataFrame({"period": gaps.index, "value": gaps[key], "lower": float("nan"), "status": status}))
        for name, key in (("Most deprived fifth", "most"), ("Least deprived fifth", "least"))
    ]
    lines = [Series(one.name, one.figures.assign(upper=float("nan")).reset_index(drop=True)) for one in ends]
    columns = [Column("Period")]
    columns += [Column(one, numeric=True) for one in ("Most deprived", "Least deprived", "Gap", "Likely range")]
    columns += [Column(one, numeric=True) for one in ("Ratio", "SII", "RII")] + [Column("Note")]
    rows = [
        [
            period,
            number(row["most"], indicator),
            number(row["least"], indicator),
            points(row["difference"], indicator),
            points_range(row["difference_lower"], row["difference_upper"], indicator),
            _plain(row["ratio"], 1),
            points(row["sii"], indicator),
            _plain(row["rii"]),
            "estimated by the compiler" if row["imputed"] else "",
        ]
        for period, row in gaps.to_dict("index").items()
    ]
    caption = f"The gap over time, {choice.grain.plural} of {evidence.partnership.name}"
    return [*said, trend_of_lines("inequality-trend", indicator, lines, choice.grain), table(caption, columns, rows)]


def holders(evidence: Evidence, choice: Choice) -> list[Any]:
    """Which localities hold the inequality: Theil, inside and between."""
    indicator, found = evidence.indicators[choice.indicator], found_for(evidence, choice)
    kind = group_type(evidence)
    parts = held_by(evidence, found)
    columns = [Column(kind.label.capitalize())]
    columns += [
        Column(one, numeric=True)
        for one in ("Value", "Share of people", "Theil inside", "Share of all, inside", "Share of all, between")
    ]
    total = parts.total or float("nan")
    rows = [
        [
            str(name),
            number(row["mean"], indicator),
            share(100 * row["people_share"], 0),
            _plain(row["own"], 3),
            _percent(100 * row["within_share"]),
            _percent(100 * row["between"] / total),
        ]
        for name, row in parts.groups.sort_values("within_share", ascending=False).to_dict("index").items()
    ]
    rows.append(
        [
            "All",
            number(found.overall, indicator),
            "100%",
            _plain(parts.total, 3),
            _percent(100 * parts.within / total),
            _percent(100 * parts.between / total),
        ]
    )
    below = "In the last column an area above the average adds and one below it takes away: see the last row."
    return [
        html.P(held_sentence(parts, kind.label)),
        table(f"Which {kind.plural} hold the inequality: {indicator.name.lower()}, {choice.period}", columns, rows),
        html.P(below, className="note"),
    ]
