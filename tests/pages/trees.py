"""Pages as the browser gets them, before it draws them: their parts, words and tables."""

import importlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs

import dash
from plotly.utils import PlotlyJSONEncoder

from dashboard.components.markup import ALONE, DRAWN, NAMES

NO_WORD = re.compile(r"\b(?:nan(?! Loch\b)|None|NaT|inf)\b")
"""What a missing figure would look like; Ceann a Tuath nan Loch is a place in Na h-Eileanan Siar."""


def registered() -> dict[str, Any]:
    """The pages by path, as the app registers them."""
    importlib.import_module("app")
    return {page["path_template"] or page["path"]: page for page in dash.page_registry.values()}


def state_of(query: str) -> dict[str, Any]:
    """A query string as Dash gives it to a page: a repeated key becomes a list."""
    read = parse_qs(query, keep_blank_values=True)
    return {key: values[0] if len(values) == 1 else values for key, values in read.items()}


class Drawn(HTMLParser):
    """HTML that a page sends as text, read into the same tree as components."""

    def __init__(self) -> None:
        super().__init__()
        self.root: list[Any] = []
        self.open: list[tuple[str, list[Any]]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {value: key for key, value in NAMES.items()}
        props: dict[str, Any] = {names.get(name, name): True if value == "" else value for name, value in attrs}
        children: list[Any] = []
        inside = "data-inside" in props
        kind = "Link" if inside else tag.capitalize()
        namespace = "dash_core_components" if inside else "dash_html_components"
        self.open[-1][1].append({"type": kind, "namespace": namespace, "props": {**props, "children": children}})
        if tag not in ALONE:
            self.open.append((tag, children))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.open[-1][1].append(data)


def read(text: str) -> list[Any]:
    """HTML as a tree."""
    drawn = Drawn()
    drawn.feed(text)
    drawn.close()
    assert len(drawn.open) == 1, text
    return drawn.root


def tree_of(layout: Any) -> Any:
    """A layout as the browser shows it: what it sends as HTML is read into the tree of components."""
    return _whole(json.loads(json.dumps(layout, cls=PlotlyJSONEncoder)))


def _whole(tree: Any) -> Any:
    if isinstance(tree, list):
        return [_whole(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    if DRAWN in tree:
        return {**{key: value for key, value in tree.items() if key != DRAWN}, "children": read(tree[DRAWN])}
    return {key: _whole(value) for key, value in tree.items()}


def parts(tree: Any) -> Iterator[dict[str, Any]]:
    """Every component in a layout that has been through JSON."""
    if isinstance(tree, dict):
        if {"type", "namespace", "props"} <= set(tree):
            yield tree
        for value in tree.values():
            yield from parts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from parts(value)


def words(tree: Any) -> str:
    """What a layout says: the text of its components, in order."""
    if isinstance(tree, list):
        return " ".join(words(one) for one in tree)
    if isinstance(tree, dict):
        return words(tree.get("props", {}).get("children"))
    return "" if tree is None else str(tree)


def sound(layout: Any) -> Any:
    """The layout as the browser gets it, after what holds for every page has been looked at."""
    tree = tree_of(layout)
    found = list(parts(tree))
    kinds = [part["type"] for part in found]
    assert kinds.count("H1") == 1
    assert kinds.count("Main") == 1
    ids = [json.dumps(part["props"]["id"], sort_keys=True) for part in found if part["props"].get("id")]
    assert [one for one in ids if ids.count(one) > 1] == []
    assert NO_WORD.findall(words(tree)) == []
    return tree


def control(tree: Any, control_id: str) -> dict[str, Any]:
    """The properties of one component."""
    return next(part["props"] for part in parts(tree) if part["props"].get("id") == control_id)


def tables(tree: Any) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Every table of a page: its caption, and its rows by heading."""
    for part in parts(tree):
        if part["type"] == "Table":
            caption, head, body = part["props"]["children"]
            headings = [words(cell) for cell in head["props"]["children"][0]["props"]["children"]]
            rows = [[plain(words(cell)) for cell in row["props"]["children"]] for row in body["props"]["children"]]
            yield words(caption), [dict(zip(headings, row, strict=True)) for row in rows]


def plain(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())
