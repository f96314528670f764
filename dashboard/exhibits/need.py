"""The ranking of need as tables: the areas in bands, and those of one level."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.flags import rollout_words
from dashboard.exhibits.table import AreaName, Sentences, Table, columns, table
from dashboard.statistics.act import act_summary, act_tests
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.sureness import likely_rank
from dashboard.statistics.uncertainty import Band
from dashboard.statistics.what_if import untried
from dashboard.statistics.words import count, plain, share
from dashboard.vocabulary import AreaType, Level

PEOPLE = "People on low income"
LEVEL_MARKS = {Level.PRIORITY: "▲ priority", Level.LOOK_CLOSER: "◆ look closer", Level.NO_FLAG: "no flag"}
BAND_MARKS = {
    Band.FIRM: "● firm",
    Band.LIKELY: "◆ likely",
    Band.AT_THE_MARGIN: "■ at the margin",
    Band.NOT_SHOWN: "○ not among it",
}


def banded_tables(evidence: Evidence, summary: NeedSummary, flagged_only: bool = False) -> tuple[Table, Table | None]:
    """The areas that are, or may be, among the fifth of greatest need or are a priority; and the others, if any."""
    areas = summary.areas
    shown = areas if not flagged_only else areas[areas["level"] != Level.NO_FLAG]
    first = (shown["band"] != Band.NOT_SHOWN) | (shown["level"] == Level.PRIORITY)
    where, kinds = evidence.partnership.name, summary.area_type.plural
    caption = f"Areas of {where} that are, or may be, among the fifth of greatest need, or are a priority"
    others = shown[~first]
    rest = _banded(evidence, summary, others, f"The other {len(others)} {kinds} of {where}") if len(others) else None
    return _banded(evidence, summary, shown[first], caption), rest


def _banded(evidence: Evidence, summary: NeedSummary, areas: pd.DataFrame, caption: str) -> Table:
    tests = _tests_of(untried(evidence), summary.area_type)
    numbers = ("Need score", PEOPLE)
    heads = columns(
        *("Area", "Among the fifth of greatest need?", "Likely rank", *numbers, "Level", "Why"),
        *("Poorer than the rest here", "Poorer than Scotland"),
        *(["Locality Working"] if evidence.partnership.places else []),
        numeric=numbers,
    )
    rows = [_row(evidence, summary, str(code), tests.get(code, {})) for code in areas.index]
    return table(caption, heads, rows)


@lru_cache(maxsize=64)
def _tests_of(evidence: Evidence, area_type: AreaType) -> Mapping[Hashable, Mapping[Hashable, Any]]:
    """What the two tests of the Act say of each area; weights play no part."""
    return act_summary(act_tests(evidence, area_type)).to_dict("index")


def _row(evidence: Evidence, summary: NeedSummary, code: str, tests: Mapping[Hashable, Any]) -> list[str]:
    row = summary.of_area(code)
    probability, people = row["p_worst_fifth_partnership"], row["people_income_deprived"]
    return [
        AreaName(evidence, code),
        "not ranked"
        if pd.isna(probability)
        else f"{BAND_MARKS[Band(row['band'])]} ({sureness_words(float(probability))})",
        likely_rank(row, len(summary.areas)),
        plain(row["need_score"]),
        "–" if pd.isna(people) else f"{count(people)} ({share(row['value'])})",
        LEVEL_MARKS[Level(row["level"])],
        Sentences([flag.sentence for flag in summary.flags[code]]),
        _tested(tests, "rest_poorer"),
        _tested(tests, "scotland_poorer"),
        *([rollout_words(row["status"], row["place"])] if evidence.partnership.places else []),
    ]


def sureness_words(probability: float) -> str:
    """A probability in words that never say certain: over 99%, 65%, under 1%."""
    if probability > 0.99:
        return "over 99%"
    return "under 1%" if probability < 0.01 else f"{100 * probability:.0f}%"


def _tested(tests: Mapping[Hashable, Any], name: str) -> str:
    return f"on {tests[name]} of {tests['tested']} measures" if tests.get("tested") else "cannot tell"


def flagged_table(evidence: Evidence, summary: NeedSummary, level: Level) -> Table | None:
    """The areas of one level with their reasons, people and rollout status, greatest need first; or nothing."""
    areas = summary.areas[summary.areas["level"] == level]
    if areas.empty:
        return None
    known = bool(evidence.partnership.places)
    what = "Priority areas in" if level == Level.PRIORITY else "Areas to look at closer in"
    rows = [
        [
            AreaName(evidence, str(code)),
            Sentences([flag.sentence for flag in summary.flags[str(code)]]),
            count(row["people_income_deprived"]),
            *([rollout_words(row["status"], row["place"])] if known else []),
        ]
        for code, row in areas.to_dict("index").items()
    ]
    heads = columns("Area", "Why", PEOPLE, *(["Locality Working"] if known else []), numeric=[PEOPLE])
    return table(f"{what} {evidence.partnership.name}, greatest need first", heads, rows)
