"""The Board's view of need: the banded list, likely ranges, the two tests of the Act, and what a what-if changes."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from dash import html

from dashboard.charts.ranges import rank_ranges
from dashboard.charts.theme import Caption
from dashboard.components.graph import graph
from dashboard.components.need_view import LEVEL_MARKS, area_link, reasons, rollout_words
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.act import act_summary, act_tests
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.sureness import apart_sentences, band_sentence, counted_sentence, likely_rank
from dashboard.statistics.uncertainty import Band
from dashboard.statistics.words import count, share
from dashboard.vocabulary import Level

BAND_MARKS = {
    Band.FIRM: "● firm",
    Band.LIKELY: "◆ likely",
    Band.AT_THE_MARGIN: "■ at the margin",
    Band.NOT_SHOWN: "○ not among it",
}
CHART_ROWS = 60
"""How many areas the strips show, from the greatest need down."""


def banded_list(evidence: Evidence, summary: NeedSummary, flagged_only: bool) -> list[Any]:
    """The areas by band: those that are, or may be, among the fifth of greatest need, and on demand the others."""
    areas = summary.areas
    shown = areas if not flagged_only else areas[areas["level"] != Level.NO_FLAG]
    banded = shown["band"] != Band.NOT_SHOWN
    flagged = shown["level"] == Level.PRIORITY
    first, others = shown[banded | flagged], shown[~(banded | flagged)]
    where = evidence.partnership.name
    caption = f"Areas of {where} that are, or may be, among the fifth of greatest need, or are a priority"
    parts: list[Any] = [_band_table(evidence, summary, first, caption)]
    if len(others):
        rest = _band_table(evidence, summary, others, f"The other {len(others)} {summary.area_type.plural} of {where}")
        parts.append(html.Details([html.Summary(f"The other {len(others)} {summary.area_type.plural}"), rest]))
    return parts


def _band_table(evidence: Evidence, summary: NeedSummary, areas: pd.DataFrame, caption: str) -> html.Div:
    tests = act_summary(act_tests(evidence, summary.area_type)).to_dict("index")
    known = bool(evidence.partnership.places)
    columns = [
        Column("Area"),
        Column("Among the fifth of greatest need?"),
        Column("Likely rank"),
        Column("Need score", numeric=True),
        Column("People on low income", numeric=True),
        Column("Level"),
        Column("Why"),
        Column("Poorer than the rest here"),
        Column("Poorer than Scotland"),
        *([Column("Locality Working")] if known else []),
    ]
    rows = [
        _band_row(evidence, summary, str(code), row, tests.get(code, {}))
        for code, row in areas.to_dict("index").items()
    ]
    return table(caption, columns, rows)


def _band_row(
    evidence: Evidence, summary: NeedSummary, code: str, row: Mapping[Hashable, Any], tests: Mapping[Hashable, Any]
) -> list[Any]:
    probability = row["p_worst_fifth_partnership"]
    banded = f"{BAND_MARKS[Band(row['band'])]} ({sureness_words(float(probability))})"
    known = bool(evidence.partnership.places)
    return [
        area_link(evidence, code, str(row["area_name"])),
        "not ranked" if pd.isna(probability) else banded,
        likely_rank(row, len(summary.areas)),
        "–" if pd.isna(row["need_score"]) else f"{row['need_score']:.1f}",
        "–"
        if pd.isna(row["people_income_deprived"])
        else f"{count(row['people_income_deprived'])} ({share(row['value'])})",
        LEVEL_MARKS[Level(row["level"])],
        reasons(summary.flags[code], brief=True),
        _tested(tests, "rest_poorer"),
        _tested(tests, "scotland_poorer"),
        *([rollout_words(row["status"], row["place"])] if known else []),
    ]


def sureness_words(probability: float) -> str:
    """A probability in words that never say certain: over 99%, 65%, under 1%."""
    if probability > 0.99:
        return "over 99%"
    return "under 1%" if probability < 0.01 else f"{100 * probability:.0f}%"


def _tested(tests: Mapping[Hashable, Any], name: str) -> str:
    return f"on {tests[name]} of {tests['tested']} measures" if tests.get("tested") else "cannot tell"


def sureness(evidence: Evidence, summary: NeedSummary, weights: Mapping[str, float]) -> list[html.P]:
    """What is sure, what is open, what cannot be told apart, and how much of it rests on counts."""
    said = [html.P(band_sentence(summary, evidence.partnership.thresholds), className="sub-lead")]
    said += [html.P(sentence) for sentence in apart_sentences(summary)]
    return [*said, html.P(counted_sentence(evidence, summary, weights), className="note")]


def ranges_chart(evidence: Evidence, summary: NeedSummary) -> html.Figure:
    """The strips of likely ranks."""
    areas = summary.areas.head(CHART_ROWS)
    name, limits = evidence.partnership.name, evidence.partnership.thresholds
    cut = "" if len(areas) == len(summary.areas) else f" The first {len(areas)} of {len(summary.areas)}."
    firm = int((summary.areas["band"] == Band.FIRM).sum())
    caption = Caption(
        title=f"How sure is each rank in {name}?",
        subtitle=f"Likely ranks (9 in 10 draws) of {summary.area_type.plural}, mark at the median.{cut} Shaded: the "
        f"fifth of greatest need. Firm: at least {100 * limits.firm:.0f}% sure to be in it.",
        source="Source: need score of the indicators named on Methods; counts and weights drawn 10,000 times "
        "(2,000 for weights that are tried).",
        alt=f"Strip chart of likely ranks. {firm} {summary.area_type.plural} are firmly among the fifth of greatest "
        "need. The table has every range.",
    )
    worst = limits.worst_share * len(summary.areas) / max(len(areas), 1)
    return graph("need-ranges", rank_ranges(areas, caption, worst), caption)
