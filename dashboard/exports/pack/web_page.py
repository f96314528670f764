"""A pack as one web page that needs nothing but itself, and the same page set for paper."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dashboard.exhibits.table import Sentences, Table
from dashboard.exports.pack.document import Block, Document
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
        picture=lambda held, narrow: drawn.address(held, "svg" if with_figures else "png", narrow),
    )


def _kind(block: Block) -> str:
    return type(block).__name__


def _tells(held: Table) -> bool:
    """Whether a table has sentences, which need room."""
    return any(isinstance(cell, Sentences) for row in held.rows for cell in row)


@cache
def _template() -> Template:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("pack.html")
