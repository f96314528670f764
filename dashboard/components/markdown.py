"""Markdown that people wrote, as pieces of screen that hold nothing but text: no link, no picture, no HTML."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dash import html
from dash.development.base_component import Component
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

NOT_READ = ["code", "fence", "reference"]
"""What stays as it was typed, like HTML: code blocks, and the lines that say where a link named elsewhere leads."""
DEEPEST = 20
"""How deep lists, quotes and emphasis may lie in each other; what lies deeper is shown as plain paragraphs."""
SHOWN_ADDRESSES = ("http://", "https://", "mailto:")
EMPTY_LINES = re.compile(r"\n\s*\n")
Piece = str | Component


def markdown(text: str) -> list[Component]:
    """Paragraphs, lists and quotes made from Markdown; a heading is a paragraph in strong type.

    A link is its text, then its address in round brackets if that is http, https or mailto. An image is its alt text.

    Args:
        text: anything that anybody has written; no word of it is taken as an address, an attribute or HTML.
    """
    tokens = _parser().parse(text)
    if _depth(tokens) >= DEEPEST - 1:
        return [html.P(part.strip()) for part in EMPTY_LINES.split(text) if part.strip()]
    return [html.P(piece) if isinstance(piece, str) else piece for piece in _blocks(SyntaxTreeNode(tokens))]


@cache
def _parser() -> MarkdownIt:
    """Reads every address as it was written, and refuses none: what is shown of it is decided here."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).disable(NOT_READ)
    parser.normalizeLink = lambda url: url
    parser.normalizeLinkText = lambda link: link
    parser.validateLink = lambda url: True
    return parser


def _depth(tokens: Sequence[Token]) -> int:
    """The deepest level of tokens: the parser drops the words of blocks that are too deep."""
    return max((max(token.level, _depth(token.children or [])) for token in tokens), default=0)


def _blocks(node: SyntaxTreeNode) -> Iterator[Piece]:
    """What a block holds; the only paragraph of a short list item is not set apart."""
    for child in node.children:
        match child.type:
            case "paragraph":
                inside = list(_inline(child.children[0]))
                yield from inside if child.hidden else [html.P(inside)]
            case "heading":
                yield html.P(html.Strong(list(_inline(child.children[0]))))
            case "bullet_list":
                yield html.Ul([html.Li(list(_blocks(item))) for item in child.children])
            case "ordered_list":
                items = [html.Li(list(_blocks(item))) for item in child.children]
                yield html.Ol(items, start=str(child.attrs.get("start", 1)))
            case "blockquote":
                yield html.Blockquote(list(_blocks(child)))
            case _:
                if child.content:
                    yield child.content


def _inline(node: SyntaxTreeNode) -> Iterator[Piece]:
    """Text and emphasis."""
    for child in node.children:
        match child.type:
            case "em":
                yield html.Em(list(_inline(child)))
            case "strong":
                yield html.Strong(list(_inline(child)))
            case "hardbreak":
                yield html.Br()
            case "softbreak":
                yield " "
            case "link":
                yield from [*_inline(child), *_address(child)]
            case "image":
                yield _words(child)
            case _:
                if child.content:
                    yield child.content


def _address(link: SyntaxTreeNode) -> list[Piece]:
    """Where a link leads, in round brackets, unless its text has said so."""
    address = str(link.attrs.get("href", ""))
    said = _words(link) in {address, address.removeprefix("mailto:")}
    return [f" ({address})"] if address.lower().startswith(SHOWN_ADDRESSES) and not said else []


def _words(node: SyntaxTreeNode) -> str:
    """The text of a node, without emphasis."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(_words(child) for child in node.children) or node.content
