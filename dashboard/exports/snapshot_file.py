"""A snapshot as a small JSON file, and reading it again: one that was changed, or cut short, is refused."""

import hashlib
import json
import math
from typing import Any, NoReturn

from dashboard.evidence import library
from dashboard.exports.plain_values import plain, record_of
from dashboard.exports.snapshot_rules import FILE, checked
from dashboard.statistics.snapshot import FORMAT, Snapshot
from dashboard.vocabulary import DataError, Fault

KIND = "evidence snapshot"
LARGEST_MB = 5
DEEPEST = 16
"""How many levels a snapshot nests at most."""
CUT_SHORT = ("true", "false", "null", "-", ".", "e-", "e+")
"""What a word or a number may look like where a file stops in the middle of it."""
AGAIN = "Save it again from the dashboard, or ask whoever made it for the whole file"


def snapshot_text(snapshot: Snapshot) -> str:
    """A snapshot as indented JSON with its checksum: the same text for the same snapshot.

    Raises:
        DataError: the title or reason is too long, or something in it contradicts the rest.
        ValueError: what was chosen holds a number that is none.
    """
    content: dict[str, Any] = {"file": KIND, **plain(checked(snapshot))}
    head = {"file": KIND, "format": content["format"], "checksum": checksum(content)}
    return json.dumps({**head, **content}, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def checksum(content: dict[str, Any]) -> str:
    """The SHA-256 of the content, however it is set out; `checksum` itself takes no part.

    Raises:
        DataError: a text in it is none that can be written.
    """
    rest = {key: value for key, value in content.items() if key != "checksum"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise DataError(Fault(FILE, "holds a sign that is half of one", remedy="Take it out of the text")) from error


def read_snapshot(text: str) -> Snapshot:
    """The snapshot in a file.

    Args:
        text: the file's text, in UTF-8.

    Raises:
        DataError: saying why it is refused: too large, empty, not JSON or cut short, not a snapshot, of another
            format, changed since it was made, incomplete or contradictory, or of an unknown partnership.
    """
    size = len(text.encode(errors="replace")) / 1e6
    if size > LARGEST_MB:
        rule = f"is larger than {LARGEST_MB} MB: no snapshot is"
        raise DataError(Fault(FILE, rule, f"{size:.1f} MB", remedy="Choose another file"))
    text = text.removeprefix("\ufeff").rstrip()
    if not text:
        raise DataError(Fault(FILE, "the file is empty", remedy=AGAIN))
    content = _of_this_format(_parsed(text))
    found = content.pop("checksum", None)
    if found != checksum(content):
        raise DataError(Fault(FILE, "has been changed since it was made: its checksum does not match", remedy=AGAIN))
    del content["file"]
    snapshot = checked(record_of(Snapshot, content, "", FILE))
    if snapshot.partnership not in library().partnerships:
        rule = "is of a partnership that is not known here"
        raise DataError(Fault(FILE, rule, snapshot.partnership[:40], column="partnership"))
    return snapshot


def _of_this_format(content: object) -> dict[str, Any]:
    """What was read, if it is a snapshot and of the format that is read here."""
    if not isinstance(content, dict) or content.get("file") != KIND:
        raise DataError(Fault(FILE, "is JSON of something else, not a snapshot of evidence", remedy="Choose another"))
    made = content.get("format")
    if not isinstance(made, int) or isinstance(made, bool) or made < 1:
        raise DataError(Fault(FILE, "does not say which format it has", remedy=AGAIN))
    if made != FORMAT:
        age = "A newer" if made > FORMAT else "An older"
        remedy = f"{age} version of the dashboard made it: open it there"
        raise DataError(Fault(FILE, f"made by format {made}, this dashboard reads format {FORMAT}", remedy=remedy))
    return content


def _parsed(text: str) -> object:
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_float=_finite, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise DataError(_not_json(text, error)) from error
    except RecursionError as error:
        raise DataError(_too_deep()) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise DataError(Fault(FILE, "holds a number that is too long", remedy=AGAIN)) from error
    if _nests_beyond(found, DEEPEST):
        raise DataError(_too_deep())
    return found


def _not_json(text: str, error: json.JSONDecodeError) -> Fault:
    """Where a text stops being JSON: at its end, if it was cut short."""
    rest = text[error.pos :]
    inside = error.msg.startswith(("Unterminated", "Invalid \\u")) or any(word.startswith(rest) for word in CUT_SHORT)
    if text.startswith("{") and (not rest or inside):
        lines = text.split("\n")
        return Fault(FILE, f"ends too early, at line {len(lines)}, column {len(lines[-1])}", remedy=AGAIN)
    return Fault(FILE, f"is not JSON from line {error.lineno}, column {error.colno} on", rest[:20], remedy=AGAIN)


def _too_deep() -> Fault:
    return Fault(FILE, f"nests more than {DEEPEST} levels deep: no snapshot does", remedy="Choose another file")


def _nests_beyond(value: object, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not levels or any(_nests_beyond(part, levels - 1) for part in parts if isinstance(part, dict | list))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
        raise DataError(Fault(FILE, "a key is there twice", twice[:40], remedy=AGAIN))
    return found


def _finite(text: str) -> float:
    return float(text) if math.isfinite(float(text)) else _no_number(text)


def _no_number(text: str) -> NoReturn:
    raise DataError(Fault(FILE, "holds a number that is none", text[:40], remedy=AGAIN))
