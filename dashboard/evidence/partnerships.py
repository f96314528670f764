"""Reading partnership files: one TOML file a Community Planning Partnership, none needed."""

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.evidence.files import DATA, optional, read_toml, refuse_unknown_keys, required, word
from dashboard.vocabulary import (
    GRAINS,
    AreaType,
    ConfigError,
    Fault,
    Locality,
    Partnership,
    Place,
    Priority,
    RolloutStatus,
    Thresholds,
)

DEFAULT_PARTNERSHIP = "perth-and-kinross"
"""Whose choices (priorities, weights, thresholds) a partnership without a file of its own borrows."""

KNOWN_KEYS = {
    *("name", "council_area", "people_in_need", "access", "also_counted", "published_index"),
    *("locality", "exception", "place", "rollout", "costs", "priority", "weights", "thresholds"),
}


def slug(name: str) -> str:
    """A name as it stands in the address: lower case, words joined by hyphens."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def read_partnerships(council_areas: Mapping[str, str], data: Path = DATA) -> dict[str, Partnership]:
    """Every partnership by partnership_id: those with a file, and one for each other council area.

    Args:
        council_areas: the name of each council area by its code.
        data: the evidence folder, holding partnerships/.

    Raises:
        ConfigError: a file breaks a rule.
    """
    folder = data / "partnerships"
    own = {path.stem: read_partnership(path) for path in sorted(folder.glob("*.toml"))}
    for partnership_id, partnership in own.items():
        if partnership.council_area not in council_areas:
            file = f"{partnership_id}.toml"
            raise ConfigError(Fault(file, "unknown council area", partnership.council_area, column="council_area"))
    if DEFAULT_PARTNERSHIP not in own:
        raise ConfigError(Fault(f"{DEFAULT_PARTNERSHIP}.toml", "the default partnership's file is missing"))
    default = own[DEFAULT_PARTNERSHIP]
    taken = {partnership.council_area for partnership in own.values()}
    borrowed = {
        slug(name): Partnership(
            partnership_id=slug(name),
            name=name,
            council_area=code,
            priorities=tuple(replace(priority, lead="") for priority in default.priorities),
            weights=default.weights,
            thresholds=default.thresholds,
            people_in_need=default.people_in_need,
            access=default.access,
            also_counted=default.also_counted,
            published_index=default.published_index,
        )
        for code, name in council_areas.items()
        if code not in taken
    }
    return dict(sorted((own | borrowed).items()))


def read_partnership(path: Path) -> Partnership:
    """One partnership's choices, from its file.

    Raises:
        ConfigError: a key is missing, unknown or of the wrong kind.
    """
    raw, file = read_toml(path), path.name
    refuse_unknown_keys(raw, KNOWN_KEYS, file)
    localities = tuple(
        _locality(row, file) for row in _rows(optional(raw, "locality", list[Any](), file), "locality", file)
    )
    rollout = optional(raw, "rollout", dict[str, Any](), file)
    refuse_unknown_keys(rollout, {"source", "extent_note"}, file)
    return Partnership(
        partnership_id=path.stem,
        name=required(raw, "name", str, file),
        council_area=required(raw, "council_area", str, file),
        priorities=tuple(
            _priority(row, file) for row in _rows(required(raw, "priority", list, file), "priority", file)
        ),
        weights=_weights(raw, file),
        thresholds=_thresholds(required(raw, "thresholds", dict, file), file),
        people_in_need=required(raw, "people_in_need", str, file),
        access=required(raw, "access", str, file),
        also_counted=tuple(str(key) for key in optional(raw, "also_counted", list[Any](), file)),
        published_index=optional(raw, "published_index", "", file),
        costs=_costs(optional(raw, "costs", dict[str, Any](), file), file),
        localities=localities,
        exceptions=_exceptions(optional(raw, "exception", list[Any](), file), file),
        places=tuple(_place(row, file) for row in _rows(optional(raw, "place", list[Any](), file), "place", file)),
        rollout_source=str(rollout.get("source", "")),
        extent_note=str(rollout.get("extent_note", "")),
    )


def _rows(rows: list[Any], key: str, file: str, called: str = "name") -> list[dict[str, Any]]:
    """The tables written under [[key]], no two of one name."""
    if any(not isinstance(row, dict) for row in rows):
        raise ConfigError(Fault(file, f"must be tables, each under [[{key}]]", column=key))
    names = [slug(str(row.get(called, ""))) for row in rows]
    for row, name in zip(rows, names, strict=True):
        if name and names.count(name) > 1:
            fault = Fault(file, f"the {called} is there twice", row.get(called), column=key, remedy="Keep one")
            raise ConfigError(fault)
    return rows


def _locality(row: dict[str, Any], file: str) -> Locality:
    refuse_unknown_keys(row, {"name", "wards"}, file)
    name = required(row, "name", str, file)
    return Locality(f"locality-{slug(name)}", name, tuple(required(row, "wards", list, file)))


def _exceptions(rows: list[Any], file: str) -> Mapping[str, str]:
    exceptions: dict[str, str] = {}
    for row in _rows(rows, "exception", file, "data_zone"):
        refuse_unknown_keys(row, {"data_zone", "locality", "reason"}, file)
        zone = required(row, "data_zone", str, file)
        exceptions[zone] = f"locality-{slug(required(row, 'locality', str, file))}"
        required(row, "reason", str, file)
    return MappingProxyType(exceptions)


def _place(row: dict[str, Any], file: str) -> Place:
    refuse_unknown_keys(row, {"name", "status", "intermediate_zones", "data_zones"}, file)
    name = required(row, "name", str, file)
    return Place(
        area_code=f"place-{slug(name)}",
        name=name,
        status=word(RolloutStatus, required(row, "status", str, file), "status", file),
        intermediate_zones=tuple(row.get("intermediate_zones", [])),
        data_zones=tuple(row.get("data_zones", [])),
    )


def _costs(row: dict[str, Any], file: str) -> Mapping[str, float]:
    for code, value in row.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            raise ConfigError(Fault(file, f"the cost of {code} must be a number not below zero", value, column="costs"))
    return MappingProxyType({code: float(value) for code, value in row.items()})


def _priority(row: dict[str, Any], file: str) -> Priority:
    refuse_unknown_keys(row, {"name", "lead", *GRAINS}, file)
    indicators = {grain: _positive(required(row, grain.value, dict, file), grain.value, file) for grain in GRAINS}
    return Priority(required(row, "name", str, file), str(row.get("lead", "")), MappingProxyType(indicators))


def _weights(raw: dict[str, Any], file: str) -> Mapping[str, Mapping[str, float]]:
    names = [str(row.get("name")) for row in raw["priority"]]
    sets: dict[str, Any] = required(raw, "weights", dict, file)
    weights = {name: _positive(required(sets, name, dict, file), f"weights.{name}", file) for name in sets}
    for name, row in weights.items():
        if set(row) != set(names):
            raise ConfigError(
                Fault(
                    file,
                    f"must give a weight to each of {', '.join(names)}",
                    list(row),
                    column=f"weights.{name}",
                )
            )
    if "equal" not in weights:
        raise ConfigError(Fault(file, "the weights need a set called equal", remedy="Add [weights.equal]"))
    return MappingProxyType(weights)


def _positive(row: dict[str, Any], column: str, file: str) -> Mapping[str, float]:
    for key, value in row.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            raise ConfigError(Fault(file, f"the weight of {key} must be a number not below zero", value, column=column))
    if not sum(row.values()):
        raise ConfigError(Fault(file, "the weights must not all be zero", column=column))
    return MappingProxyType({key: float(value) for key, value in row.items()})


def _thresholds(row: dict[str, Any], file: str) -> Thresholds:
    names = set(Thresholds.__dataclass_fields__)
    refuse_unknown_keys(row, names, file)
    for name in sorted(names):
        value = row.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            raise ConfigError(Fault(file, "must be a number not below zero", value, column=f"thresholds.{name}"))
    return Thresholds(**row)


def score_indicators(partnership: Partnership, grain: AreaType) -> dict[str, Mapping[str, float]]:
    """The indicators and weights that score each priority at a grain, by the name of the priority."""
    return {priority.name: priority.indicators[grain] for priority in partnership.priorities}
