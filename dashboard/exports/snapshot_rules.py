"""What a snapshot must keep to, beyond the kinds of its fields: nothing in it may contradict the rest."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date

from dashboard.statistics.snapshot import Snapshot
from dashboard.vocabulary import GRAINS, AreaType, DataError, Fault

FILE = "snapshot"
RANKED = (*GRAINS, AreaType.WARD, AreaType.LOCALITY, AreaType.PLACE)
LONGEST = {"title": 120, "reason": 2_000}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def checked(snapshot: Snapshot) -> Snapshot:
    """The same snapshot, if it keeps to every rule.

    Raises:
        DataError: naming the first rule it breaks.
    """
    _check_note(snapshot)
    if snapshot.grain not in RANKED:
        _refuse(f"must be one of {', '.join(RANKED)}", snapshot.grain.value, "grain")
    _check_weights(snapshot.weights, "weights")
    grains = {grain.value for grain in GRAINS}
    if set(snapshot.indicators) != grains:
        _refuse(f"must be given at {' and '.join(sorted(grains))}", list(snapshot.indicators), "indicators")
    for grain, priorities in snapshot.indicators.items():
        if set(priorities) != set(snapshot.weights):
            _refuse("must be given for each priority that has a weight", list(priorities), f"indicators.{grain}")
        for name, row in priorities.items():
            _check_weights(row, f"indicators.{grain}.{name}")
    for name, number in asdict(snapshot.thresholds).items():
        if number < 0 or (name == "worst_share" and number > 1):
            _refuse("must not be below zero, nor a share above 1", number, f"thresholds.{name}")
    drawn = snapshot.boundaries
    _check_codes((one.area_code for one in drawn.localities), "boundaries.localities", "locality-")
    _check_codes((one.area_code for one in drawn.places), "boundaries.places", "place-")
    _check_codes((one.area_code for one in snapshot.areas), "areas", "")
    return snapshot


def _check_note(snapshot: Snapshot) -> None:
    for name, text in (("title", snapshot.title), ("reason", snapshot.reason)):
        if len(text) > LONGEST[name]:
            rule = f"may have at most {LONGEST[name]:,} characters"
            _refuse(rule, f"{len(text):,} characters", name, "Shorten it")
    try:
        date.fromisoformat(snapshot.made if DAY.fullmatch(snapshot.made) else "")
    except ValueError:
        _refuse("must be a date, as 2026-11-21", snapshot.made[:40], "made")


def _check_weights(row: Mapping[str, float], column: str) -> None:
    if any(weight < 0 for weight in row.values()) or not sum(row.values()) > 0:
        _refuse("weights must not be below zero, nor all zero", list(row.values())[:10], column)


def _check_codes(codes: Iterable[str], column: str, start: str) -> None:
    seen: Collection[str] = list(codes)
    for code in seen:
        if not code.startswith(start):
            _refuse(f"a code must start with {start}", code[:40], column)
    if len(set(seen)) < len(seen):
        _refuse("an area is there twice", next(code for code in seen if list(seen).count(code) > 1)[:40], column)


def _refuse(rule: str, value: object, column: str, remedy: str = "") -> None:
    raise DataError(Fault(FILE, rule, value, column=column, remedy=remedy))
