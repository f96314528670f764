"""The need ranking and the flags that are asked for, as the command line gives them."""

from typing import Any

from dashboard.api.parameters import Asked
from dashboard.api.problems import Problem, RefusedError
from dashboard.api.tables import Row, Table, table_of
from dashboard.evidence import Evidence, evidence
from dashboard.exports.columns import Column
from dashboard.exports.figure_columns import FIGURE_COLUMN
from dashboard.exports.need_record import need_record
from dashboard.statistics.scoring import held_indicators, weights_of
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import AreaType, Level, RolloutStatus, Source

LEVELS, STATUSES = tuple(Level), tuple(RolloutStatus)
SAME = (
    FIGURE_COLUMN["area_code"],
    FIGURE_COLUMN["area_name"],
    Column("population", "integer", "People who live there (mid-2017)"),
    Column("need_score", "number", "How intense need is, from 0 to 100", empty=True),
    Column("need_rank", "integer", "The place in the order of need: 1 is the greatest need", empty=True),
    Column("national_rank", "integer", "The place among all of Scotland's zones of this size", empty=True),
    Column("people_income_deprived", "number", "People on low income who live there", empty=True),
    Column("level", "string", "How strongly the area is flagged", allowed=LEVELS),
    Column("status", "string", "How far Locality Working has come there; never part of the score", allowed=STATUSES),
    Column("median_rank", "number", "The middle rank in the draws of the counts and the weights", empty=True),
    Column(
        "p_worst_fifth_partnership", "number", "In what share of draws it is in the partnership's fifth", empty=True
    ),
    Column("p_worst_fifth_scotland", "number", "In what share of draws it is in Scotland's fifth", empty=True),
    Column("band", "string", "How sure it is that the area is among the fifth of greatest need here"),
)
PAIRS = {
    "likely_range": "Where the rank lies in 9 of 10 draws: lowest, highest",
    "rank_bounds": "The best and worst rank under all weights between half and double the usual",
}
NEED_COLUMNS = (
    *SAME,
    Column("priority_scores", "object", "The score of each priority, from 0 to 100, by its name"),
    Column("flags", "array", "The flags: code, level, sentence and numbers"),
    *(Column(name, "array", description) for name, description in PAIRS.items()),
    Column("tests", "array", "The two tests of the Act, an indicator each: against the rest and against Scotland"),
)
FLAG_COLUMNS = (
    FIGURE_COLUMN["area_code"],
    FIGURE_COLUMN["area_name"],
    Column("code", "string", "Which flag it is"),
    Column("level", "string", "How strong it is", allowed=LEVELS),
    Column("sentence", "string", "The reason, in words"),
    Column("numbers", "object", "The numbers in the sentence, by name"),
)


def need(asked: Asked) -> Table:
    """The need ranking of a partnership: a row an area, greatest need first, as NEED_COLUMNS says."""
    held, record = _record(asked)
    names = list(record["weights"])
    scores = tuple(
        Column(f"score: {name}", "number", f"The score of {name}, from 0 to 100", empty=True) for name in names
    )
    ends = tuple(
        Column(f"{name}_{end}", "number", f"{description} ({end})", empty=True)
        for name, description in PAIRS.items()
        for end in ("low", "high")
    )
    flags = Column("flags", "string", "The codes of the flags, parted by semicolons", empty=True)

    def csv_row(row: Row) -> Row:
        low_high = {f"{name}_{end}": row[name][place] for name in PAIRS for place, end in enumerate(("low", "high"))}
        points = {f"score: {name}": row["priority_scores"][name] for name in names}
        return {**row, **low_high, **points, "flags": [flag["code"] for flag in row["flags"]]}

    whole = {name: record[name] for name in ("partnership", "grain", "weights", "coverage")}
    return table_of(
        f"Need ranking of {held.partnership.name}",
        record["areas"],
        _sources(held, AreaType(asked["grain"])),
        about=whole,
        csv_columns=(*SAME, flags, *ends, *scores),
        csv_row=csv_row,
    )


def flags(asked: Asked) -> Table:
    """The flags of a partnership's areas: a row a flag, areas of greatest need first, as FLAG_COLUMNS says."""
    held, record = _record(asked)
    rows: list[Row] = [
        {"area_code": area["area_code"], "area_name": area["area_name"], **flag}
        for area in record["areas"]
        for flag in area["flags"]
    ]
    whole = {name: record[name] for name in ("partnership", "grain", "weights")}
    title = f"Flags of areas of {held.partnership.name}"
    return table_of(title, rows, _sources(held, AreaType(asked["grain"])), about=whole)


def _record(asked: Asked) -> tuple[Evidence, dict[str, Any]]:
    """The record that the command line prints.

    Raises:
        RefusedError: the weights are not understood.
    """
    held, weights = evidence(asked["partnership"]), asked.get("weights", "equal")
    try:
        weights_of(held.partnership, weights)
    except ValueError as error:
        expected = str(error).partition("; found")[0].replace("weights are", "must be")
        allowed = tuple(held.partnership.weights)
        remedy = "Name a set, or give a number a priority."
        raise RefusedError(Problem(400, expected, "weights", weights, allowed, remedy)) from error
    return held, need_record(held, need_summary(held, AreaType(asked["grain"]), weights), weights)


def _sources(held: Evidence, grain: AreaType) -> list[Source]:
    scored = held_indicators(held.library, held.partnership, grain)
    return [held.indicators[key].source for weights in scored.values() for key in weights]
