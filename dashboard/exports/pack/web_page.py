"""A pack as one web page that needs nothing but itself, and the same page set for paper."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dashboard.exhibits.exhibit import Exhibit, height_of
from dashboard.exhibits.table import Sentences, Table
from dashboard.exports.pack.document import Block, Document, Part
from dashboard.exports.pack.drawn import Drawn

TEMPLATES = Path(__file__).parent / "templates"


def pack_html(document: Document, drawn: Drawn) -> bytes:
    """The pack as a web page, with the figures of every chart and the tables that paper has no room for."""
    return _page(document, drawn, ("pack.css",), with_figures=True).encode()


def paper_html(document: Document, drawn: Drawn) -> str:
    """The pack set for pages of A4."""
    return _page(document, drawn, ("pack.css", "paper.css"), with_figures=False)


def _page(document: Document, drawn: Drawn, styles: tuple[str, ...], with_figures: bool) -> str:
    style = "\n".join((TEMPLATES / name).read_text("utf-8") for name in styles)
    return _template().render(
        document=document,
        style=style,
        with_figures=with_figures,
        kind=_kind,
        tells=_tells,
        halves=halves,
        picture=lambda held, narrow: drawn.address(held, "svg" if with_figures else "png", narrow),
    )


def _kind(block: Block) -> str:
    return type(block).__name__


def halves(held: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """Parts in two columns about as long as each other, each in its order."""
    tall = [height_of(one) if isinstance(one, Exhibit) else 0.0 for one in held]
    best = min(range(1, len(held) + 1), key=lambda place: abs(sum(tall[:place]) - sum(tall[place:])), default=0)
    return held[:best], held[best:]


def _tells(held: Table) -> bool:
    """Whether a table has sentences, which need room."""
    return any(isinstance(cell, Sentences) for row in held.rows for cell in row)


@cache
def _template() -> Template:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("pack.html")
