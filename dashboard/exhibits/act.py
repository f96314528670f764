"""The two tests of the Act for an area: poorer than the rest of the partnership, poorer than Scotland; with people."""

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.table import Table, columns, table
from dashboard.statistics.act import act_tests, size_remark
from dashboard.statistics.summary import NeedSummary
from dashboard.statistics.words import count, number

MARKS = {"poorer": "▲ poorer", "similar": "■ similar", "better": "● better", "cannot tell": "○ cannot tell"}


def tests_sentences(evidence: Evidence, summary: NeedSummary, area_code: str) -> list[str]:
    """On how many indicators an area is poorer, and what its size means under the Act."""
    own, told = _tests(evidence, summary, area_code)
    rest, scotland = _poorer(own)
    name = str(summary.areas["area_name"][area_code])
    said = (
        f"{name} is poorer than the rest of {evidence.partnership.name} on {rest or 'none'}, and poorer than Scotland "
        f"on {scotland or 'none'}, of the {len(told)} indicators whose counts are held. The other "
        f"{len(own) - len(told)} cannot be told."
    )
    remark = size_remark(float(summary.areas["population"][area_code]))
    return [said, *([remark] if remark else [])]


def tests_table(evidence: Evidence, summary: NeedSummary, area_code: str) -> Table | None:
    """Every indicator on which a test can be told, with its people; nothing where there is none."""
    own, told = _tests(evidence, summary, area_code)
    if told.empty:
        return None
    rest, scotland = _poorer(own)
    caption = (
        f"The two tests of the Act on the {len(told)} indicators with counts: {rest} poorer than the rest, {scotland} "
        f"poorer than Scotland; {len(own) - len(told)} more cannot be told"
    )
    rows = [
        [
            evidence.indicators[row["indicator_id"]].name,
            row["period"],
            count(row["numerator"]),
            number(row["value"], evidence.indicators[row["indicator_id"]]),
            number(row["rest_value"], evidence.indicators[row["indicator_id"]]),
            MARKS[str(row["rest_answer"])],
            number(row["scotland_value"], evidence.indicators[row["indicator_id"]]),
            MARKS[str(row["scotland_answer"])],
        ]
        for row in told.to_dict("records")
    ]
    numbers = ("People", "Here", "Rest of the partnership", "Scotland")
    heads = columns("Indicator", "Period", "People", "Here", numbers[2], "Than the rest?", "Scotland", numeric=numbers)
    return table(caption, [*heads, *columns("Than Scotland?")], rows)


def _tests(evidence: Evidence, summary: NeedSummary, area_code: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All tests of an area, and those that can be told."""
    tests = act_tests(evidence, summary.area_type)
    own = tests[tests["area_code"] == area_code]
    return own, own[(own["rest_answer"] != "cannot tell") | (own["scotland_answer"] != "cannot tell")]


def _poorer(own: pd.DataFrame) -> tuple[int, int]:
    return int((own["rest_answer"] == "poorer").sum()), int((own["scotland_answer"] == "poorer").sum())
