"""The need ranking as a record, as CSV and as text, for other programs and for the command line."""

import math
from typing import Any

from dashboard.evidence import Evidence
from dashboard.exports.safe_text import csv_text
from dashboard.statistics.act import act_tests
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary

CSV_COLUMNS = (
    "area_code",
    "area_name",
    "population",
    "need_score",
    "need_rank",
    "national_rank",
    "people_income_deprived",
    "level",
    "status",
    "flags",
)


def need_record(evidence: Evidence, summary: NeedSummary, weights: str) -> dict[str, Any]:
    """The ranking with its flags and coverage, ready for JSON; what is not known is None.

    Returns:
        partnership, grain, weights, data_version, coverage {people, inside, outside}, and areas: a record an area,
        greatest need first, with area_code, area_name, population, need_score, need_rank, national_rank,
        priority_scores, people_income_deprived, level, flags, status, likely_range, median_rank,
        p_worst_fifth_partnership, p_worst_fifth_scotland, band, rank_bounds, and tests: the two tests of the Act, a
        record an indicator with its period, people, and for rest and scotland the answer and the difference with
        its interval.
    """
    names = [priority.name for priority in evidence.partnership.priorities]
    tests = _tests(evidence, summary)
    return {
        "partnership": evidence.partnership.partnership_id,
        "grain": summary.area_type.value,
        "weights": dict(weights_of(evidence.partnership, weights)),
        "data_version": evidence.library.version,
        "coverage": {
            "people": summary.coverage.people,
            "inside": summary.coverage.inside,
            "outside": summary.coverage.outside,
        },
        "areas": [
            {
                "area_code": str(code),
                "area_name": str(row["area_name"]),
                "population": int(row["population"]),
                "need_score": _number(row["need_score"]),
                "need_rank": _number(row["need_rank"]),
                "national_rank": _number(row["national_rank"]),
                "priority_scores": {name: _number(row[name]) for name in names},
                "people_income_deprived": _number(row["people_income_deprived"]),
                "level": str(row["level"]),
                "flags": [
                    {
                        "code": flag.code,
                        "level": flag.level.value,
                        "sentence": flag.sentence,
                        "numbers": dict(flag.numbers),
                    }
                    for flag in summary.flags[str(code)]
                ],
                "status": str(row["status"]),
                "likely_range": [_number(row["likely_low"]), _number(row["likely_high"])],
                "median_rank": _number(row["median_rank"]),
                "p_worst_fifth_partnership": _number(row["p_worst_fifth_partnership"]),
                "p_worst_fifth_scotland": _number(row["p_worst_fifth_scotland"]),
                "band": str(row["band"]),
                "rank_bounds": [_number(row["best_rank"]), _number(row["worst_rank"])],
                "tests": tests.get(str(code), []),
            }
            for code, row in summary.areas.to_dict("index").items()
        ],
    }


def _tests(evidence: Evidence, summary: NeedSummary) -> dict[str, list[dict[str, Any]]]:
    """The two tests of the Act, by area_code."""
    records: dict[str, list[dict[str, Any]]] = {}
    for row in act_tests(evidence, summary.area_type).to_dict("records"):
        record: dict[str, Any] = {
            "indicator_id": str(row["indicator_id"]),
            "period": str(row["period"]),
            "people": _number(row["numerator"]),
            "value": _number(row["value"]),
        }
        for other in ("rest", "scotland"):
            record[other] = {
                "answer": str(row[f"{other}_answer"]),
                "difference": _number(row[f"{other}_difference"]),
                "interval": [_number(row[f"{other}_lower"]), _number(row[f"{other}_upper"])],
                "why": str(row[f"{other}_why"]),
            }
        records.setdefault(str(row["area_code"]), []).append(record)
    return records


def need_csv(record: dict[str, Any]) -> str:
    """The record as CSV, a row an area; text that a spreadsheet would run is made harmless."""
    names = list(record["weights"])
    flat = ({**area, "flags": " ".join(flag["code"] for flag in area["flags"])} for area in record["areas"])
    rows = (
        [*(area[column] for column in CSV_COLUMNS), *(area["priority_scores"][name] for name in names)] for area in flat
    )
    return csv_text([*CSV_COLUMNS, *names], rows)


def need_text(record: dict[str, Any]) -> str:
    """The record as a table to read."""
    lines = [f"{'rank':>5}  {'need':>5}  {'people':>6}  {'level':<11}  area"]
    lines += [
        f"{_text(area['need_rank'], 0):>5}  {_text(area['need_score'], 1):>5}  "
        f"{_text(area['people_income_deprived'], 0):>6}  {area['level']:<11}  {area['area_name']}"
        for area in record["areas"]
    ]
    found = record["coverage"]
    lines.append(
        f"People on low income: {found['people']:,}; in priority areas {found['inside']:,}, "
        f"elsewhere {found['outside']:,}."
    )
    return "\n".join(lines) + "\n"


def _number(value: Any) -> float | int | None:
    number = float(value) if value is not None else math.nan
    if math.isnan(number):
        return None
    return int(number) if number.is_integer() else round(number, 6)


def _text(value: float | None, decimals: int) -> str:
    return "–" if value is None else f"{value:.{decimals}f}"
