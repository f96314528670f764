"""Putting a pack together: of one area, of several, or for the Board; a part that fails is named and left out."""

import logging
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import uuid4

from dashboard.evidence import Evidence
from dashboard.exhibits.state import is_shown
from dashboard.exhibits.table import Table
from dashboard.exports.made import file_words
from dashboard.exports.pack.about import about, how_to_read, sources_table, today
from dashboard.exports.pack.area_pack import area_sections, area_tables
from dashboard.exports.pack.board_pack import board_sections, board_tables
from dashboard.exports.pack.document import NOTE, Document, Making, Section, Text
from dashboard.exports.pack.set_pack import set_sections, set_tables
from dashboard.vocabulary import AreaType

MOST_AREAS = 12
"""How many areas a pack can be of."""


@dataclass(frozen=True)
class Pack:
    """What a pack is of, before any of it is made; `area` is what stands on every page."""

    evidence: Evidence
    name: str
    area: str
    title: str
    subtitle: str
    kind: AreaType
    sections: Callable[[], list[Making]]
    tables: Callable[[], list[Table]]


@dataclass(frozen=True)
class Step:
    """How far a pack is: how many parts of how many are made, and which is being made."""

    done: int
    parts: int
    part: str


@dataclass(frozen=True)
class Failed:
    """A part that could not be made, and why; the rest of the pack is made all the same."""

    part: str
    why: str


def board_pack(evidence: Evidence) -> Pack:
    """The pack for the Board of a partnership."""
    partnership = evidence.partnership
    return Pack(
        evidence,
        f"{partnership.partnership_id}_board_evidence",
        partnership.name,
        f"Where need is greatest in {partnership.name}",
        "Evidence for the Board",
        AreaType.INTERMEDIATE_ZONE,
        lambda: board_sections(evidence),
        lambda: board_tables(evidence),
    )


def area_pack(evidence: Evidence, codes: Sequence[str]) -> Pack:
    """The pack of one area, or of several side by side.

    Raises:
        ValueError: no area, too many, or one that the partnership does not have; the message says which.
    """
    partnership = evidence.partnership
    unknown = [code for code in codes if not is_shown(evidence, code)]
    if unknown:
        raise ValueError(f"{partnership.name} has no area {unknown[0][:40]!r}; give its code, or its name")
    if not 0 < len(codes) <= MOST_AREAS:
        raise ValueError(f"a pack is of 1 to {MOST_AREAS} areas; {len(codes)} were asked for")
    names = [str(evidence.areas["area_name"][code]) for code in codes]
    more = f"-and-{len(codes) - 1}-more" if len(codes) > 1 else ""
    name = f"{partnership.partnership_id}_{file_words(names[0])}{more}_evidence"
    kind = AreaType.of(codes[0])
    if len(codes) > 1:
        title, subtitle = ", ".join(names), f"{len(codes)} areas of {partnership.name} side by side"
        sections, tables = (lambda: set_sections(evidence, codes)), (lambda: set_tables(evidence, codes))
        return Pack(evidence, name, f"{title}, {partnership.name}", title, subtitle, kind, sections, tables)
    subtitle = f"Evidence on {'an' if kind == AreaType.INTERMEDIATE_ZONE else 'a'} {kind.label} of {partnership.name}"
    return Pack(
        evidence,
        name,
        f"{names[0]}, {partnership.name}",
        names[0],
        subtitle,
        kind,
        lambda: area_sections(evidence, codes[0]),
        lambda: area_tables(evidence, codes[0]),
    )


def area_named(evidence: Evidence, text: str) -> str:
    """The code of an area that somebody names by its code or its name.

    Raises:
        ValueError: there is none of that name, or several kinds of area have it; the message says what there is.
    """
    if is_shown(evidence, text):
        return text
    names = evidence.areas["area_name"].astype(str)
    found = [str(code) for code in names.index[names.str.casefold() == text.strip().casefold()]]
    found = [code for code in found if is_shown(evidence, code)]
    if len(found) == 1:
        return found[0]
    if found:
        kinds = ", ".join(f"{code} ({AreaType.of(code).label})" for code in found)
        raise ValueError(f"{text!r} is the name of several areas; give a code: {kinds}")
    near = get_close_matches(text, [str(name) for name in names], n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise ValueError(f"{evidence.partnership.name} has no area called {text[:40]!r}{hint}")


def put_together(pack: Pack, after: int) -> Generator[Step | Failed, None, Document]:
    """The document of a pack, telling before each part which it is, and which could not be made.

    Args:
        pack: what it is of.
        after: how many parts are still to come when it is put together.
    """
    makings = pack.sections()
    parts = len(makings) + 1 + after
    sections: list[Section] = []
    for place, making in enumerate(makings):
        yield Step(place, parts, making.heading)
        try:
            sections.append(making.make())
        except Exception as error:  # one part that fails must not lose the others
            yield failure(making.heading, error)
            gone = f"This part could not be made ({type(error).__name__}); the other parts are whole."
            sections.append(Section(making.heading, (Text(gone, NOTE),)))
    yield Step(len(makings), parts, "Figures and sources")
    tables: list[Table] = []
    try:
        tables = [*pack.tables(), sources_table(pack.evidence)]
    except Exception as error:  # the sections that are made must not be lost
        yield failure("Figures and sources", error)
    return Document(
        pack.evidence,
        pack.name,
        pack.title,
        pack.subtitle,
        (*sections, how_to_read(pack.evidence)),
        tuple(tables),
        about(pack.evidence, pack.area, pack.kind),
        today(),
    )


def failure(part: str, error: Exception) -> Failed:
    """A part that failed: with a sentence where there is one, else with a number by which the log knows why."""
    reference = uuid4().hex[:8]
    logging.getLogger(__name__).error("reference %s: %s could not be made", reference, part, exc_info=error)
    return Failed(part, str(error) if isinstance(error, ValueError) else f"reference {reference}")
