"""Where the evidence files are, and reading them with errors that say what to put right."""

import hashlib
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from dashboard.vocabulary import ConfigError, Fault

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
DATA = Path(__file__).resolve().parents[2] / "data"


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        ConfigError: the file is missing, or is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(Fault(path.name, "the file is missing", remedy="Put it beside the others")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(Fault(path.name, f"not readable as TOML in UTF-8 ({error})")) from error


def required(raw: dict[str, Any], key: str, kind: type[T], file: str) -> T:
    """The value of a key that must be there and of one kind.

    Raises:
        ConfigError: the key is missing, or its value is of another kind.
    """
    if key not in raw:
        raise ConfigError(Fault(file, f"the key {key!r} is missing", remedy=f"Add {key} = …"))
    value: object = raw[key]
    if not isinstance(value, kind):
        raise ConfigError(Fault(file, f"must be a {kind.__name__}", value, column=key))
    return value


def word(words: type[W], value: object, key: str, file: str) -> W:
    """The word of a fixed vocabulary.

    Raises:
        ConfigError: the vocabulary has no such word; the message lists those it has.
    """
    try:
        return words(value)  # type: ignore[arg-type]
    except ValueError as error:
        allowed = ", ".join(words)
        raise ConfigError(Fault(file, f"must be one of {allowed}", value, column=key)) from error


def refuse_unknown_keys(raw: dict[str, Any], known: set[str], file: str) -> None:
    """Refuse a key that nothing reads: it is most likely a spelling mistake.

    Raises:
        ConfigError: naming the first such key and the keys that are known.
    """
    for key in raw:
        if key not in known:
            raise ConfigError(Fault(file, f"the key {key!r} is not known", remedy=f"Known: {', '.join(sorted(known))}"))


@cache
def data_version(folder: Path = DATA) -> str:
    """Twelve characters that change when any evidence file changes (SHA-256 of names and contents)."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".toml", ".csv", ".geojson"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
