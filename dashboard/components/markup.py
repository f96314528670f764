"""Parts of a page as HTML, for what Dash need not know piece by piece: assets/parts.js draws them at once.

Dash wraps every component it knows, and looks through all of them at every choice: a table of forty rows costs more
than the map. What hears no callback of its own is therefore sent as text.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, LiteralString

from dash import dcc, html
from dash.development.base_component import Component
from markupsafe import Markup, escape

from dashboard.components.attributes import attributes

DRAWN = "data-markup"
NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan", "rowSpan": "rowspan"}
ALONE = {"br", "hr", "img", "wbr"}
"""Elements that hold nothing and have no end."""
UNHEARD = 400
"""Milliseconds after the last key in which Dash does not hear of a number that is typed."""


def part(content: Any, part_id: str = "", kind: type[Component] = html.Div, **named: Any) -> Any:
    """A part of a page that the browser draws from text; write its `data-markup` to draw it anew.

    Args:
        content: what `markup` takes.
        part_id: its id, where a callback or a preview writes it.
        kind: the element around it.
        named: attributes of that element.
    """
    own = {"id": part_id} if part_id else {}
    return kind(**own, **named, **attributes({DRAWN: str(markup(content))}))


def markup(content: Any) -> Markup:
    """The HTML of text (which is escaped), HTML, components of `dash.html`, links inside the dashboard, or a list.

    Raises:
        TypeError: a component that only Dash can draw, or one that a callback names by more than a word.
    """
    match content:
        case str():
            return escape(content)
        case None:
            return Markup("")
        case list() | tuple():
            return joined(map(markup, content))
        case Component():
            return _element(content)
        case _:
            return escape(content)


def filled(template: LiteralString, *values: Any) -> Markup:
    """HTML with values in the places of its `{}`; text is escaped.

    Markup's own `format` does the same, and takes ten times as long.
    """
    return Markup(template.format(*map(escape, values)))


def joined(parts: Iterable[Markup]) -> Markup:
    """Pieces of HTML one after the other."""
    return Markup("".join(parts))


def tells(store_id: str, word: dict[str, Any]) -> dict[str, Any]:
    """Attributes by which a click writes `word` into a store, with a number that makes a second click count."""
    return attributes({"data-tells": store_id, "data-word": word_of(word)})


def ahead(page: str, keys: dict[str, str]) -> dict[str, Any]:
    """Attributes of what holds controls: the choices in these are fetched when they are pointed at.

    Args:
        page: the page, as `components/ahead.py` knows it.
        keys: the key in the address that each control writes.
    """
    return attributes({"data-ahead": page, "data-keys": json.dumps(keys)})


def typed_ahead(page: str, key: str, named: str = "") -> dict[str, Any]:
    """Attributes of what holds boxes of numbers: what they say together is fetched and shown while it is typed.

    Args:
        page: the page, as `components/ahead.py` knows it.
        key: the key in the address that the numbers are written to, between commas.
        named: the part of the boxes' ids that names each number there, before a colon, if they are named.
    """
    return attributes({"data-ahead": page, "data-typed": key, "data-named": named, "data-unheard": str(UNHEARD)})


def word_of(word: dict[str, Any]) -> str:
    """What a click says, as an attribute holds it."""
    return json.dumps(word, separators=(",", ":"))


def _element(one: Component) -> Markup:
    said: dict[str, Any] = one.to_plotly_json()
    inside = isinstance(one, dcc.Link)
    if said["namespace"] != "dash_html_components" and not inside:
        raise TypeError(f"{said['type']} is drawn by Dash alone: keep it out of a part that is sent as text")
    props = {name: value for name, value in said["props"].items() if value is not None and value is not False}
    drawn, content = props.pop(DRAWN, None), props.pop("children", None)
    tag = "a" if inside else str(said["type"]).lower()
    names = sorted({**props, **({"data-inside": True} if inside else {})}.items())  # each worker writes the same
    opened = filled("<{}{}>", tag, joined(_attribute(*one) for one in names))
    if tag in ALONE:
        return opened
    return filled("{}{}</{}>", opened, markup(content) if drawn is None else Markup(drawn), tag)


def _attribute(name: str, value: Any) -> Markup:
    if name == "className" and not value:
        return Markup("")
    if isinstance(value, Mapping):
        if name != "style":
            raise TypeError(f"{name} {value} is for callbacks of Dash: a part that is sent as text hears none")
        value = ";".join(f"{key}:{one}" for key, one in value.items())
    value = "" if value is True else value
    return filled(' {}="{}"', NAMES.get(name, name), value)
