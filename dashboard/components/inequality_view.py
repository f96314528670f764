"""The analyst's view of the gaps: fifths, measures, change over time, and which areas hold the inequality."""

from typing import Any

from dash import html

from dashboard.components.fifth_columns import fifth_columns
from dashboard.components.table import shown
from dashboard.components.trend_view import trend_chart
from dashboard.evidence import Evidence
from dashboard.exhibits.inequality import (
    Choice,
    fifths_of,
    fifths_table,
    found_for,
    gap_trend,
    gaps_table,
    holders_table,
    measures_table,
)
from dashboard.exhibits.state import PARTNERSHIP
from dashboard.statistics.gap_change import Change
from dashboard.statistics.inequality_of import change_of_gap, gaps_over_time, group_type, held_by
from dashboard.statistics.inequality_words import (
    attributable_sentence,
    change_sentence,
    held_sentence,
    relative_sentence,
)

CONVENTION = (
    "The slope index (SII) is the slope of a line through the five fifths, weighted by their people. Its sign is "
    "turned, so that a positive figure means more among the most deprived. The relative index (RII) is the slope index "
    "divided by the figure of the whole area. This is the convention of the Scottish Public Health Observatory "
    "(ScotPHO); others divide the two ends of the line instead. Likely ranges of the slope rest on five points only, "
    "so they are wide."
)
BELOW = "In the last column an area above the average adds and one below it takes away: see the last row."


def shown_state(evidence: Evidence, choice: Choice) -> dict[str, str]:
    """The address of what is shown, as a state."""
    chosen = (choice.indicator, choice.grain.value, choice.period)
    state = dict(zip(("indicator", "grain", "period"), chosen, strict=True))
    return {PARTNERSHIP: evidence.partnership.partnership_id, **state}


def fifths(evidence: Evidence, choice: Choice) -> list[Any]:
    """The bars of the fifths and their table."""
    held = fifths_of(evidence, choice)
    return [fifth_columns(evidence, held), shown(fifths_table(choice, held), evidence)]


def measures(evidence: Evidence, choice: Choice) -> list[Any]:
    """Every measure here and in Scotland, with what it says in a few words."""
    gone = attributable_sentence(evidence, evidence.indicators[choice.indicator], found_for(evidence, choice))
    convention = html.P(CONVENTION, className="note")
    return [*([html.P(gone)] if gone else []), shown(measures_table(evidence, choice), evidence), convention]


def over_time(evidence: Evidence, choice: Choice) -> list[Any]:
    """Where the gap is going: a sentence, the two fifths as lines, and the gap of every period."""
    indicator = evidence.indicators[choice.indicator]
    gaps = gaps_over_time(evidence, choice.indicator, choice.grain)
    said = [html.P(change_sentence(indicator, change_of_gap(evidence, choice.indicator, gaps)))]
    if len(gaps) < 2:
        return said
    relative = change_of_gap(evidence, choice.indicator, gaps.assign(difference=gaps["rii"]))
    said += [html.P(relative_sentence(relative))] if relative.change != Change.CANNOT_TELL else []
    drawn = trend_chart(evidence, gap_trend(evidence, choice))
    return [*said, drawn, shown(gaps_table(evidence, choice), evidence)]


def holders(evidence: Evidence, choice: Choice) -> list[Any]:
    """Which localities hold the inequality: Theil, inside and between."""
    said = held_sentence(held_by(evidence, found_for(evidence, choice)), group_type(evidence).label)
    return [html.P(said), shown(holders_table(evidence, choice), evidence), html.P(BELOW, className="note")]
