"""Records as plain JSON values, and back: what is read must be of the kinds that the record's fields name."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from dashboard.vocabulary import DataError, Fault

LARGEST = 1e15
"""No number in a record is larger."""


def plain(value: Any) -> Any:
    """A record as JSON can hold it: records and mappings as objects, tuples as lists, 12.0 as 12."""
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def record_of(kind: Any, raw: object, where: str, file: str) -> Any:
    """A record, mapping, tuple, word, number or text from plain JSON values.

    Args:
        kind: what it must be: a dataclass, or the type of one of its fields.
        raw: what was read.
        where: which field it is, for errors; empty for the whole.
        file: which file it is, for errors.

    Raises:
        DataError: something is missing, not known or of another kind.
    """
    if kind is Any:
        return raw
    if is_dataclass(kind):
        return _record(kind, raw, where, file)
    parts = get_args(kind)
    match get_origin(kind):
        case types.UnionType:
            return None if raw is None else record_of(parts[0], raw, where, file)
        case origin if origin is tuple:
            rows = _of(raw, list, "a list", where, file)
            return tuple(record_of(parts[0], row, f"{where}[{place}]", file) for place, row in enumerate(rows))
        case origin if origin is Mapping:
            row = _of(raw, dict, "an object", where, file)
            return {key: record_of(parts[1], part, f"{where}.{key}", file) for key, part in row.items()}
        case _:
            return _single(kind, raw, where, file)


def _record(kind: Any, raw: object, where: str, file: str) -> Any:
    row, hints = _of(raw, dict, "an object", where, file), _hints(kind)
    for name in hints:
        if name not in row:
            raise DataError(Fault(file, f"the key {name!r} is missing", column=where))
    for name in row:
        if name not in hints:
            raise DataError(Fault(file, f"the key {name[:40]!r} is not known", column=where))
    return kind(
        **{name: record_of(hint, row[name], f"{where}.{name}".lstrip("."), file) for name, hint in hints.items()}
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _single(kind: Any, raw: object, where: str, file: str) -> Any:
    """A word of a vocabulary, a text, a truth or a number."""
    if issubclass(kind, StrEnum):
        if raw not in list(kind):
            raise DataError(Fault(file, f"must be one of {', '.join(kind)}", _short(raw), column=where))
        return kind(raw)
    if kind in {int, float}:
        if not isinstance(raw, int | float) or isinstance(raw, bool) or not -LARGEST <= raw <= LARGEST:
            raise DataError(Fault(file, "must be a number", _short(raw), column=where))
        return raw
    return _of(raw, kind, {str: "text", bool: "true or false"}[kind], where, file)


def _of(raw: object, kind: Any, word: str, where: str, file: str) -> Any:
    if not isinstance(raw, kind):
        raise DataError(Fault(file, f"must be {word}", _short(raw), column=where))
    return raw


def _short(raw: object) -> object:
    """What was found, to be quoted in an error: never a whole table."""
    return raw if raw is None or isinstance(raw, bool | float) else f"{str(raw)[:40]}"
