"""Where the evidence files are, and reading them with errors that say what to put right."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from dashboard.vocabulary import ConfigError, Fault

pd.set_option("mode.string_storage", "python")  # tables are small: turning text into Arrow and back takes longer
T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
RESULTS = {"calibration.toml"}
"""Files that hold what was found, not what was published."""
CODE = Path(__file__).resolve().parents[1]
DATA = CODE.parent / "data"
METHOD_CODE = ("vocabulary", "evidence", "statistics")
"""The code that decides where need is."""
ENGINES = ("numpy", "pandas", "scipy")
PEOPLE = "population"


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
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ConfigError(Fault(file, f"must be a {kind.__name__}", value, column=key))
    return value


def optional(raw: dict[str, Any], key: str, default: T, file: str) -> T:
    """The value of a key that may be left out, of the kind of its default; a whole number will do for a number.

    Raises:
        ConfigError: its value is of another kind.
    """
    value: object = raw.get(key, default)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        raw = raw | {key: float(value)}
    return required(raw, key, type(default), file) if key in raw else default


def cell(table: pd.DataFrame, column: str, row: int) -> object:
    """What stands in a cell, to be quoted in an error; None where it is empty."""
    found: object = table[column].iloc[[row]].tolist()[0]
    return None if pd.isna(found) else found  # type: ignore[call-overload]


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


@dataclass(frozen=True)
class Versions:
    """Twelve characters for each thing a ranking rests on, which change when it does.

    Attributes:
        data: any evidence file.
        figures: the figures of indicators, and how many people live in each data zone.
        boundaries: which areas there are, and what each data zone belongs to.
        method: what indicators mean, and the code (and the libraries it uses) that works out need.
    """

    data: str
    figures: str
    boundaries: str
    method: str


BESIDE = "assets"
"""The folder of what stands beside the figures, and is no part of them."""


@cache
def data_version(folder: Path = DATA) -> str:
    """Twelve characters that change when any evidence file changes (SHA-256 of names and contents)."""
    files = (path for path in folder.rglob("*") if path.suffix in {".toml", ".csv", ".geojson"})
    evidence = (path for path in files if BESIDE not in path.relative_to(folder).parts)
    return _version(_named(folder, (path for path in evidence if path.name not in RESULTS)))


@cache
def versions(folder: Path = DATA, code: Path = CODE) -> Versions:
    """The versions of what a ranking rests on; the outlines that are only drawn count as data alone.

    Args:
        folder: the evidence folder, whose files have been checked.
        code: the folder of the dashboard's code.
    """
    areas = list(_named(folder, (folder / "areas").glob("*.csv")))
    people = [(name, _columns(content, only=PEOPLE)) for name, content in areas]
    places = [(name, _columns(content, without=PEOPLE)) for name, content in areas]
    definitions = _named(folder, (folder / "indicators").glob("*.toml"))
    return Versions(
        data=data_version(folder),
        figures=_version([*_named(folder, (folder / "indicators").glob("*.csv")), *people]),
        boundaries=_version(places),
        method=_version([*definitions, ("code", code_version(code).encode())]),
    )


@cache
def code_version(code: Path = CODE) -> str:
    """Twelve characters that change when the code that works out need does, or a library it uses; read once."""
    modules = _named(code, (path for part in METHOD_CODE for path in (code / part).rglob("*.py")))
    engines = ((name, version(name).encode()) for name in ENGINES)
    return _version([*modules, *engines])


def _named(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The names and contents of files, in order, with the same line ends everywhere."""
    for path in sorted(paths):
        yield path.relative_to(folder).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")


def _version(parts: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in parts:
        digest.update(name.encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _columns(content: bytes, only: str = "", without: str = "") -> bytes:
    """One column of a CSV file, or all but one, beside what names the row."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    places = [
        place for place, name in enumerate(header) if name != without and (not only or place == 0 or name == only)
    ]
    return "\n".join("\t".join(row[place] for place in places) for row in (header, *rows) if row).encode()
