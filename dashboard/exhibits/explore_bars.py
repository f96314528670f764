"""The explorer's rank bars: one page of areas with their intervals, held against the partnership and Scotland."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.ranking import Line, rank_bars
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Plot, PlotKind
from dashboard.exhibits.explore import Choice, explore_table, figures_of, rows_shown, sentence, where
from dashboard.statistics.area_figures import comparators
from dashboard.statistics.words import POLARITY_WORDS, source_line
from dashboard.vocabulary import Indicator, Measure


@dataclass(frozen=True, eq=False)
class Bars:
    """One page of areas as bars: the areas, what they show, what they are held against, and their words.

    `areas` is what `rank_bars` takes; `selected` the area_code to set apart.
    """

    key: str
    areas: pd.DataFrame
    indicator: Indicator
    lines: Sequence[Line]
    caption: Caption
    selected: str


def bars_of(evidence: Evidence, choice: Choice) -> Bars | str:
    """The rank bars of one page of areas; or why there are none."""
    indicator = evidence.indicators[choice.indicator]
    rows, _, _ = rows_shown(figures_of(evidence, choice), choice)
    rows = rows[rows["value"].notna()]
    if rows.empty:
        return "There is nothing to draw: no area on this page has a published figure."
    against = comparators(evidence, choice.indicator, choice.period)
    lines = [Line(evidence.partnership.name, against.partnership), Line("Scotland", against.scotland)]
    counted = indicator.measure in {Measure.PROPORTION, Measure.RATE} and rows["lower"].notna().any()
    interval = "Whiskers: 95% interval. " if counted else ""
    caption = Caption(
        title=f"{indicator.name} by {choice.areas.label}",
        subtitle=f"{where(evidence, choice)}, {choice.period}. {POLARITY_WORDS[indicator.polarity]}. {interval}"
        f"Against {evidence.partnership.name}: ▲ worse ● better ■ similar.",
        source=source_line(indicator, choice.period, choice.areas),
        alt=f"Bar chart of {len(rows)} {choice.areas.plural}. {sentence(evidence, choice)} The table has every figure.",
    )
    return Bars("explore-bars", rows, indicator, lines, caption, choice.area)


def explore_bars(evidence: Evidence, choice: Choice) -> Exhibit | str:
    """The rank bars of one page of areas as they are taken away; or why there are none."""
    bars = bars_of(evidence, choice)
    if isinstance(bars, str):
        return bars
    drawn = rank_bars(bars.areas, bars.indicator, bars.lines, bars.selected)
    figures = explore_table(evidence, choice, bars.areas)
    return Exhibit(bars.key, bars.caption, drawn, figures, Plot(PlotKind.BAR, (figures.columns[1].heading,)))
