"""The two tests of the Act: is an area significantly poorer than the rest of its partnership, and than Scotland?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence import Evidence, Library
from dashboard.evidence.aggregation import added_up
from dashboard.evidence.sheet import Sheet
from dashboard.statistics import false_discovery
from dashboard.statistics.differences import newcombe, proportions_p, rate_difference, rates_p
from dashboard.vocabulary import SCOTLAND, AreaType, Indicator, Measure, Polarity

Columns = Mapping[str, npt.NDArray[np.float64]]

COUNTED = (Measure.PROPORTION, Measure.RATE)
REMARKED_FROM = 10_000
MOST_PEOPLE = 30_000
NO_POLARITY = "neither direction is better"
NO_COUNTS = "no counts are held"
NO_FIGURE = "no count is published for this area"
TOO_FEW = "too few people"


class Answer(StrEnum):
    """What a test of the Act says of an area and an indicator."""

    POORER = "poorer"
    SIMILAR = "similar"
    BETTER = "better"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class ActSettings:
    """How sure the tests are to be: `false_discovery_rate` None leaves the intervals alone to decide."""

    confidence: float = 0.95
    false_discovery_rate: float | None = 0.10
    minimum_expected: float = 5


DEFAULT_ACT = ActSettings()


@lru_cache(maxsize=64)
def act_tests(evidence: Evidence, area_type: AreaType, settings: ActSettings = DEFAULT_ACT) -> pd.DataFrame:
    """Whether each area is significantly poorer than the rest of the partnership and than Scotland.

    The rest of the partnership is all of it but the area. Scotland is whole: it is the figure that is printed
    beside the area, and no area here is more than one person in a hundred of it. Both are added up from the
    counts of the same zones as the area's own figure. An answer of poorer or better needs an interval of the
    difference that does not hold 0 and, if switched on, the false-discovery control over all these tests.

    Args:
        evidence: one partnership's evidence.
        area_type: which kind of area.
        settings: how sure the tests are to be.

    Returns:
        One row an area and indicator: area_code, indicator_id, period (the latest with counts), numerator
        (people), denominator, value; rest_value, rest_difference, rest_lower, rest_upper (area minus rest, the
        indicator's unit), rest_p, rest_p_adjusted (missing where switched off), rest_answer, rest_why (why it
        cannot be told); and the same of scotland.

    References:
        Community Empowerment (Scotland) Act 2015, part 2; `newcombe`, `rate_difference`, `proportions_p`,
        `rates_p`; Cochran (1954), Biometrics 10: 417-451 (at least 5 expected, both counted and not);
        Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57: 289-300.
    """
    held = [
        _counts(evidence, indicator, area_type)
        for indicator in evidence.indicators.values()
        if indicator.measure is not Measure.PUBLISHED_RANK
    ]
    table = pd.concat([part for part in held if len(part)], ignore_index=True)
    for other in ("rest", "scotland"):
        table = table.assign(**_test(table, other, settings))
    pooled = np.concatenate([table["rest_p"], table["scotland_p"]])
    adjusted = np.full(len(pooled), np.nan)
    if settings.false_discovery_rate is not None and not np.isnan(pooled).all():
        tested = ~np.isnan(pooled)
        adjusted[tested] = false_discovery.adjusted(pooled[tested])
    for other, found in zip(("rest", "scotland"), np.split(adjusted, 2), strict=True):
        table[f"{other}_p_adjusted"] = found
        table[f"{other}_answer"] = _answers(table, other, settings)
    ends = ("value", "difference", "lower", "upper", "p", "p_adjusted", "answer", "why")
    first = ["area_code", "indicator_id", "period", "numerator", "denominator", "value"]
    return table[[*first, *(f"{other}_{end}" for other in ("rest", "scotland") for end in ends)]]


def act_summary(tests: pd.DataFrame) -> pd.DataFrame:
    """On how many indicators each area is poorer.

    Args:
        tests: as `act_tests` returns them.

    Returns:
        One row an area, indexed by area_code: tested (indicators with an answer), rest_poorer, scotland_poorer,
        both_poorer and both_better (numbers of indicators).
    """
    rest, scotland = tests["rest_answer"], tests["scotland_answer"]
    told = (rest != Answer.CANNOT_TELL) | (scotland != Answer.CANNOT_TELL)
    marks = {
        "tested": told,
        "rest_poorer": rest == Answer.POORER,
        "scotland_poorer": scotland == Answer.POORER,
        "both_poorer": (rest == Answer.POORER) & (scotland == Answer.POORER),
        "both_better": (rest == Answer.BETTER) & (scotland == Answer.BETTER),
    }
    return pd.DataFrame(marks).groupby(tests["area_code"], sort=False).sum()


def size_remark(population: float) -> str:
    """What an area's population says of it as a locality of the Act; empty if nothing.

    References:
        Community Planning (Locality Planning) (Scotland) Regulations 2016: an electoral ward, or an area of at most
        30,000 people.
    """
    if population > MOST_PEOPLE:
        return "More than 30,000 people: unless it is an electoral ward, too large to be a locality under the Act."
    if population >= REMARKED_FROM:
        return "10,000 people or more: large for a locality, so look inside it as well."
    return ""


@lru_cache(maxsize=4096)
def whole_counts(evidence: Evidence, indicator_id: str, area_type: AreaType, period: str) -> pd.DataFrame:
    """The counts of the partnership and of Scotland, added up from the same zones as areas of one kind.

    Returns:
        Two rows, indexed by area_code (the council area, Scotland): numerator, denominator, value; missing where
        they cannot be added up.
    """
    coarse, fine = AreaType.INTERMEDIATE_ZONE, AreaType.DATA_ZONE
    order = {coarse: (coarse, fine), fine: (fine,)}.get(area_type, (fine, coarse))
    held = [grain for grain in order if period in evidence.library.published(indicator_id, grain).periods]
    columns = ["numerator", "denominator", "value"]
    wanted = {AreaType.COUNCIL_AREA: evidence.partnership.council_area, AreaType.SCOTLAND: SCOTLAND}
    if not held:
        return pd.DataFrame(index=list(wanted.values()), columns=columns, dtype=float)
    rows = [
        _added_up(evidence.library, indicator_id, held[0], kind).of_period(period).loc[[code], columns]
        for kind, code in wanted.items()
    ]
    return pd.concat(rows)


def _added_up(library: Library, indicator_id: str, grain: AreaType, kind: AreaType) -> Sheet:
    """The figures of one kind of area, added up from zones of one grain even where others are published."""
    key = ("added up", indicator_id, grain, kind)
    if key not in library.memory:
        indicator = library.indicators[indicator_id]
        parts = library.parts[library.parts["area_type"] == kind]
        members = library.members(parts, library.codes[kind], ("members", kind))[grain]
        zones = library.published(indicator_id, grain)
        library.memory[key] = added_up(zones, members, library.people(indicator.weighted_by, grain), indicator)
    return library.memory[key]


def _counts(evidence: Evidence, indicator: Indicator, area_type: AreaType) -> pd.DataFrame:
    """One indicator's figures for the areas, with the counts of what they are held against."""
    sheet = evidence.sheet(indicator.indicator_id, area_type)
    areas = evidence.areas_of(area_type).index
    own = sheet.rows(sheet.among(areas))
    counted = ~np.isnan(own.numerator)
    tested = indicator.polarity is not Polarity.NO_JUDGEMENT and indicator.measure in COUNTED and counted.any()
    there = (counted if tested else ~np.isnan(own.value)).any(axis=0)
    if not there.any():
        return pd.DataFrame()
    period = own.periods[int(np.flatnonzero(there)[-1])]
    table = own.of_period(period).reindex(areas)[["numerator", "denominator", "value"]]
    table = table.assign(
        indicator_id=indicator.indicator_id,
        period=period,
        per=indicator.per,
        rate=indicator.measure is Measure.RATE,
        higher_is_better=indicator.polarity is Polarity.HIGHER_IS_BETTER,
        untested="" if tested else NO_POLARITY if indicator.polarity is Polarity.NO_JUDGEMENT else NO_COUNTS,
        rest_x=np.nan,
        rest_n=np.nan,
        scotland_x=np.nan,
        scotland_n=np.nan,
    )
    if tested:
        whole = whole_counts(evidence, indicator.indicator_id, area_type, period)
        council = whole.loc[evidence.partnership.council_area]
        table["rest_x"] = (council["numerator"] - table["numerator"]).clip(lower=0)
        table["rest_n"] = (council["denominator"] - table["denominator"]).clip(lower=0)
        table["scotland_x"] = float(whole["numerator"][SCOTLAND])
        table["scotland_n"] = float(whole["denominator"][SCOTLAND])
    return table.rename_axis("area_code").reset_index()


def _test(table: pd.DataFrame, other: str, settings: ActSettings) -> dict[str, npt.NDArray[Any]]:
    """The difference from one comparator, its interval and p-value; missing where it cannot be tested."""
    columns: Columns = {
        name: table[column].to_numpy(float)
        for name, column in (("x", "numerator"), ("n", "denominator"), ("ox", f"{other}_x"), ("on", f"{other}_n"))
    }
    possible = ~np.isnan(np.array(list(columns.values()))).any(axis=0) & (columns["on"] > 0) & (columns["n"] > 0)
    rate = table["rate"].to_numpy(bool)
    possible &= rate | ((columns["x"] <= columns["n"]) & (columns["ox"] <= columns["on"]))
    x, n, ox, on = (np.where(possible, column, np.nan) for column in columns.values())
    pooled = (x + ox) / (n + on)
    expected = n * np.where(rate, pooled, np.minimum(pooled, 1 - pooled))
    enough = expected >= settings.minimum_expected
    found = np.where(
        rate, rate_difference(x, n, ox, on, settings.confidence), newcombe(x, n, ox, on, settings.confidence)
    )
    p = np.where(rate, rates_p(x, n, ox, on), proportions_p(x, n, ox, on))
    per = table["per"].to_numpy(float)
    why = np.where(possible, np.where(enough, "", TOO_FEW), NO_FIGURE)
    why = np.where(table["untested"] == "", why, table["untested"].to_numpy(str))
    shown = {name: np.where(enough, row * per, np.nan) for name, row in zip("dlu", found, strict=True)}
    return {
        f"{other}_value": per * ox / on,
        f"{other}_difference": shown["d"],
        f"{other}_lower": shown["l"],
        f"{other}_upper": shown["u"],
        f"{other}_p": np.where(enough, p, np.nan),
        f"{other}_why": why.astype(object),
    }


def _answers(table: pd.DataFrame, other: str, settings: ActSettings) -> npt.NDArray[np.object_]:
    adjusted, rate = table[f"{other}_p_adjusted"], settings.false_discovery_rate
    sure = np.ones(len(table), dtype=bool) if rate is None else (adjusted <= rate).to_numpy()
    above = (table[f"{other}_lower"] > 0).to_numpy() & sure
    below = (table[f"{other}_upper"] < 0).to_numpy() & sure
    worse_if_low = table["higher_is_better"].to_numpy(bool)
    answers = np.full(len(table), Answer.SIMILAR, dtype=object)
    answers[np.where(worse_if_low, below, above)] = Answer.POORER
    answers[np.where(worse_if_low, above, below)] = Answer.BETTER
    answers[table[f"{other}_p"].isna().to_numpy()] = Answer.CANNOT_TELL
    return answers
