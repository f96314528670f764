"""Reading indicator definitions: one TOML file an indicator, beside its figures."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.evidence.files import DATA, optional, read_toml, refuse_unknown_keys, required, word
from dashboard.vocabulary import (
    YEAR,
    ConfigError,
    Fault,
    Indicator,
    Measure,
    Polarity,
    Source,
    Suppression,
    Topic,
)

LEAVE_OUT = "LEAVE_OUT_SOURCES"
"""The setting (an environment variable) that leaves out every indicator of the sources it names, by comma."""

TEXT_KEYS = ("counted", "population", "weighted_by", "caveat")
FLAG_KEYS = {
    "comparable_over_time": True,
    "numerator_within_denominator": True,
    "council_series_differs": False,
}
KNOWN_KEYS = {
    *("name", "definition", "topic", "measure", "unit", "polarity", "source", "per", "decimals"),
    *("suppression", "period_notes"),
    *TEXT_KEYS,
    *FLAG_KEYS,
}
COUNTED_MEASURES = {Measure.PROPORTION, Measure.RATE}


def left_out_sources() -> frozenset[str]:
    """The sources this installation leaves out, from the LEAVE_OUT_SOURCES setting."""
    return frozenset(key.strip() for key in os.environ.get(LEAVE_OUT, "").split(",") if key.strip())


def read_sources(path: Path) -> dict[str, Source]:
    """The sources that definitions name, by key.

    Raises:
        ConfigError: a source lacks a publisher, title, licence or date.
    """
    return {key: source(raw, path.name) for key, raw in read_toml(path).items()}


def source(raw: dict[str, Any], file: str) -> Source:
    """Who published a figure, from a table of a TOML file."""
    keys = ("publisher", "title", "licence", "retrieved")
    refuse_unknown_keys(raw, {*keys, "compilation"}, file)
    return Source(**{key: required(raw, key, str, file) for key in keys}, compilation=str(raw.get("compilation", "")))


def read_indicators(data: Path = DATA, leave_out: frozenset[str] = frozenset()) -> dict[str, Indicator]:
    """Every definition in the evidence folder, by indicator_id, in the order of their names.

    Args:
        data: the evidence folder, holding sources.toml and indicators/.
        leave_out: keys of sources whose indicators are not wanted.

    Raises:
        ConfigError: a definition breaks a rule, two share a name, or `leave_out` names no source.
    """
    sources = read_sources(data / "sources.toml")
    for key in sorted(leave_out - set(sources)):
        raise ConfigError(Fault(LEAVE_OUT, "names a source that is not in sources.toml", key))
    indicators: dict[str, Indicator] = {}
    names: dict[str, str] = {}
    for path in sorted((data / "indicators").glob("*.toml")):
        raw = read_toml(path)
        named = raw.get("source")
        if isinstance(named, str) and named in leave_out:
            continue
        indicator = _indicator(raw, path, sources)
        if indicator.name in names:
            raise ConfigError(Fault(path.name, f"the name is taken by {names[indicator.name]}", indicator.name))
        names[indicator.name] = path.name
        indicators[indicator.indicator_id] = indicator
    return indicators


def _indicator(raw: dict[str, Any], path: Path, sources: Mapping[str, Source]) -> Indicator:
    file = path.name
    refuse_unknown_keys(raw, KNOWN_KEYS, file)
    measure = word(Measure, required(raw, "measure", str, file), "measure", file)
    if measure in COUNTED_MEASURES:
        required(raw, "per", int, file)
    notes = {label: str(note) for label, note in optional(raw, "period_notes", dict[str, Any](), file).items()}
    for label in notes:
        if YEAR.search(label) is None:
            raise ConfigError(Fault(file, "a period needs a year of four digits", label, column="period_notes"))
    return Indicator(
        indicator_id=path.stem,
        name=required(raw, "name", str, file),
        definition=required(raw, "definition", str, file),
        topic=word(Topic, required(raw, "topic", str, file), "topic", file),
        measure=measure,
        unit=required(raw, "unit", str, file),
        polarity=word(Polarity, required(raw, "polarity", str, file), "polarity", file),
        source=_source(raw, sources, file),
        per=optional(raw, "per", 1.0, file),
        decimals=optional(raw, "decimals", 1, file),
        suppression=_suppression(optional(raw, "suppression", dict[str, Any](), file), file),
        period_notes=MappingProxyType(notes),
        **_optional(raw, file),
    )


def _optional(raw: dict[str, Any], file: str) -> dict[str, Any]:
    """The keys that may be left out, with what they mean then."""
    defaults: dict[str, Any] = {**dict.fromkeys(TEXT_KEYS, ""), **FLAG_KEYS}
    return {key: optional(raw, key, default, file) for key, default in defaults.items()}


def _source(raw: dict[str, Any], sources: Mapping[str, Source], file: str) -> Source:
    """The source a definition names, or writes out itself when no other indicator shares it."""
    named = raw.get("source")
    if isinstance(named, dict):
        return source(named, file)
    key = required(raw, "source", str, file)
    if key not in sources:
        known = ", ".join(sorted(sources))
        raise ConfigError(Fault(file, f"must be one of {known}, or a [source] table", key, column="source"))
    return sources[key]


def _suppression(raw: dict[str, Any], file: str) -> Suppression | None:
    if not raw:
        return None
    refuse_unknown_keys(raw, {"rule", "stands_for"}, file)
    stands_for = optional(raw, "stands_for", 0.0, file) if "stands_for" in raw else None
    return Suppression(required(raw, "rule", str, file), stands_for)
