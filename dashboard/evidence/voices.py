"""What people say of their area: notes in Markdown, one file an area, each headed by what it is about."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from dashboard.evidence.written import DATE_REMEDY, DATE_RULE, iso_date, utf8_text
from dashboard.vocabulary import DataError, Fault, PlaceDimension, Says, Topic, Voice

W = TypeVar("W", bound=StrEnum)
NOT_NOTES = {"TEMPLATE.md", "README.md"}
FENCE = "+++"
NEEDED = ("title", "topic", "dimension", "says", "date", "source", "consent")
KNOWN = (*NEEDED, "indicator")
LONGEST_TEXT = 4000
TOML_ROW = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class _Note:
    """One note as it stands in its file: `row` is the line that opens it, `header` the lines of its keys."""

    file: str
    row: int
    header: tuple[str, ...]
    keys: Mapping[str, Any]
    text: str


def read_voices(folder: Path, areas: Collection[str], indicators: Collection[str]) -> Mapping[str, tuple[Voice, ...]]:
    """The notes of each area that has some, by area_code, newest first.

    Args:
        folder: holds `<area_code>.md` files in UTF-8; TEMPLATE.md and README.md are left out. It may be missing.
        areas: every area_code there is.
        indicators: every indicator_id there is.

    Raises:
        DataError: naming the file, row (a line of the file), column (a key), rule, value and remedy.
    """
    files = [path for path in sorted(folder.glob("*.md")) if path.name not in NOT_NOTES]
    return {path.stem: _voices(path, areas, indicators) for path in files}


def _voices(path: Path, areas: Collection[str], indicators: Collection[str]) -> tuple[Voice, ...]:
    if path.stem not in areas:
        remedy = "Name it after the code of an area, as in S02002236.md or place-rattray.md"
        raise DataError(Fault(path.name, "the file is not named after an area", path.stem, remedy=remedy))
    voices = [_voice(note, path.stem, indicators) for note in _notes(path)]
    return tuple(sorted(voices, key=lambda voice: voice.date, reverse=True))


def _notes(path: Path) -> Iterator[_Note]:
    """The notes of a file in its own order, one at a time, so that the first thing wrong is the one told."""
    lines = utf8_text(path).split("\n")
    fences = [place for place, line in enumerate(lines) if line.rstrip() == FENCE]
    _refuse_text_outside(path.name, lines[: fences[0]] if fences else lines)
    if not fences:
        remedy = "Copy data/stories/TEMPLATE.md into it, or remove the file"
        raise DataError(Fault(path.name, "the file holds no note", row=1, remedy=remedy))
    ends = [*fences, len(lines)]
    for place in range(0, len(fences), 2):
        opening, closing = ends[place : place + 2]
        if closing == len(lines):
            fault = Fault(
                path.name, "the keys do not end", row=opening + 1, remedy=f"Close them with a line of {FENCE}"
            )
            raise DataError(fault)
        header, text = tuple(lines[opening + 1 : closing]), "\n".join(lines[closing + 1 : ends[place + 2]]).strip()
        yield _Note(path.name, opening + 1, header, _keys(header, opening + 1, path.name), text)


def _refuse_text_outside(file: str, lines: list[str]) -> None:
    for row, line in enumerate(lines, start=1):
        if line.strip():
            remedy = f"Begin with {FENCE} and the keys, as in data/stories/TEMPLATE.md"
            raise DataError(Fault(file, f"a note must begin with a line of {FENCE}", line, row, remedy=remedy))


def _keys(header: tuple[str, ...], row: int, file: str) -> dict[str, Any]:
    """The keys between two fences; empty lines in front make the lines of TOML's own message those of the file."""
    try:
        return tomllib.loads("\n" * row + "\n".join(header))
    except tomllib.TOMLDecodeError as error:
        found = TOML_ROW.search(str(error))
        row = int(found[1]) if found else row + len(header)
        remedy = f"Write each key as in data/stories/TEMPLATE.md, and close the keys with a line of {FENCE}"
        raise DataError(Fault(file, f"not readable as TOML ({error})", row=row, remedy=remedy)) from error


def _voice(note: _Note, area_code: str, indicators: Collection[str]) -> Voice:
    for key in note.keys:
        if key not in KNOWN:
            raise _error(note, key, "the key is not known", remedy=f"Known: {', '.join(KNOWN)}")
    for key in NEEDED:
        if key not in note.keys:
            raise _error(note, key, "the key is missing", remedy=f"Add {key} = …")
    return Voice(
        area_code=area_code,
        title=_text(note, "title"),
        topic=_word(note, "topic", Topic),
        dimension=_word(note, "dimension", PlaceDimension),
        says=_word(note, "says", Says),
        date=_date(note),
        source=_text(note, "source", "Say who collected it, such as a community council meeting"),
        consent=_text(note, "consent", "Say how the people agreed that it is published; without that, leave it out"),
        text=_body(note),
        indicator_id=_indicator(note, indicators),
    )


def _error(note: _Note, key: str, rule: str, value: object = None, remedy: str = "") -> DataError:
    """What is wrong with a key, at its line, or where the note opens if the key has none."""
    line = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    rows = (row for row, text in enumerate(note.header, start=note.row + 1) if line.match(text))
    return DataError(Fault(note.file, rule, value, next(rows, note.row), key, remedy))


def _text(note: _Note, key: str, remedy: str = "Write it between quotation marks") -> str:
    value = note.keys[key]
    if not isinstance(value, str) or not value.strip():
        raise _error(note, key, "must be text, and not empty", value, remedy)
    return value.strip()


def _word(note: _Note, key: str, words: type[W]) -> W:
    value = note.keys[key]
    if value not in list(words):
        raise _error(note, key, f"must be one of {', '.join(words)}", value, "Write it as it stands here")
    return words(value)


def _date(note: _Note) -> str:
    found = iso_date(note.keys["date"])
    if found is None:
        raise _error(note, "date", DATE_RULE, str(note.keys["date"]), DATE_REMEDY)
    return found


def _indicator(note: _Note, indicators: Collection[str]) -> str:
    value = note.keys.get("indicator")
    if value is None:
        return ""
    if not isinstance(value, str) or value not in indicators:
        raise _error(note, "indicator", "unknown indicator", value, "Use a name of data/indicators, or leave it out")
    return value


def _body(note: _Note) -> str:
    row = note.row + len(note.header) + 1
    if not note.text:
        remedy = f"Write it under the line of {FENCE} that closes the keys"
        raise DataError(Fault(note.file, "the note has no text", row=row, column="text", remedy=remedy))
    if len(note.text) > LONGEST_TEXT:
        rule = f"the text must not be longer than {LONGEST_TEXT} characters"
        raise DataError(Fault(note.file, rule, len(note.text), row, "text", "Shorten it, or make two notes of it"))
    return note.text
