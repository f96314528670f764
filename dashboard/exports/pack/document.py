"""What a pack is, whatever it is written as: sections of blocks, and what stands on every page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.table import Table


@dataclass(frozen=True)
class Text:
    """A paragraph; the lead says the most important thing, a note something that is good to know."""

    text: str
    role: str = ""


LEAD, NOTE = "lead", "note"


@dataclass(frozen=True)
class Bullets:
    """Sentences one below the other, under a heading of their own where they have one."""

    sentences: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """A few figures with what they count."""

    figures: tuple[tuple[str, str], ...]


Part = Text | Bullets | KeyFigures | Table | Exhibit | MapExhibit


@dataclass(frozen=True)
class Beside:
    """Parts that stand side by side where there is room, left and right."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]


@dataclass(frozen=True)
class Columns:
    """Charts in two columns, as long as they are."""

    held: tuple[Part, ...]


Block = Part | Beside | Columns
"""What a section holds; in two of them, parts have half of the page."""


def parts_of(block: Block) -> tuple[Part, ...]:
    """The parts of a block in reading order."""
    match block:
        case Beside():
            return (*block.left, *block.right)
        case Columns():
            return block.held
        case _:
            return (block,)


@dataclass(frozen=True)
class Section:
    """A heading with its blocks; `opens_page` begins a new page of paper."""

    heading: str
    blocks: tuple[Block, ...]
    opens_page: bool = False

    @property
    def parts(self) -> Iterator[Part]:
        """Every part in reading order."""
        for block in self.blocks:
            yield from parts_of(block)


@dataclass(frozen=True)
class Making:
    """A section that is still to be made, under the name by which a failure is told."""

    heading: str
    make: Callable[[], Section]


@dataclass(frozen=True)
class Document:
    """A whole pack.

    Attributes:
        evidence: whose evidence it holds, for the shapes of its maps.
        name: what its files are called, without the date and the ending.
        title: what it is about.
        subtitle: what kind of pack, of which area.
        sections: what it says, in order.
        tables: figures that only the workbook and the web page hold.
        about: what stands on every page: area, boundary year, data version, source; name and value.
        made: the day it was made, as 2026-11-21.
    """

    evidence: Evidence
    name: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    about: tuple[tuple[str, str], ...]
    made: str

    @property
    def parts(self) -> Iterator[Part]:
        """Every part in reading order."""
        for section in self.sections:
            yield from section.parts

    @property
    def footer(self) -> str:
        """What stands at the foot of every page."""
        return " · ".join(f"{name}: {value}" for name, value in self.about)

    def file_name(self, ending: str) -> str:
        """The name of a file of it."""
        return f"{self.name}_{self.made}.{ending}"
