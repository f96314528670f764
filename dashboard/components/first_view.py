"""The page as it first appears: its words, tables and maps as HTML, while the libraries that work it are on their way.

assets/start.js paints its maps, and takes it away when the page itself stands: nobody waits for Dash to read.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from dash import dcc, html, page_registry
from dash._pages import _parse_query_string, _path_to_page  # pyright: ignore[reportPrivateUsage]
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.components.attributes import attributes
from dashboard.components.markup import filled, markup
from dashboard.exhibits.state import evidence_of, state_of

Props = Mapping[str, Any]
IDS = re.compile(r' id="[^"]*"')
SHAPES = re.compile(r' data-(?:areas|lochs|outlines|labels)="([^"]+)"')
UNSEEN = {"id", "key", "n_clicks", "data-figure"}
"""What only the page itself has: names by which it is found, and charts."""


_worked_out: set[str] = set()
"""The partnerships whose need is known by now."""


def worked_out(partnership_id: str) -> None:
    """Say that a page of a partnership has been put together, so that others of it take little time."""
    _worked_out.add(partnership_id)


def first_view(path: str, search: str) -> Markup:
    """The page of an address, to be read.

    Nothing for the first who asks for a partnership, since working out its need takes longer than the libraries are on
    their way, and nothing where the page cannot be put together: then the page itself says why.
    """
    if evidence_of(state_of(search)).partnership.partnership_id not in _worked_out:
        return Markup("")
    try:
        content = _page(path, search)
    except Exception:
        logging.getLogger(__name__).exception("no first view of %s%s", path, search)
        return Markup("")
    held = IDS.sub("", str(markup(_still(content))))  # every mark of HTML in a text is escaped, so these are attributes
    return filled('<div class="first-view" inert="">{}</div>', Markup(held))


def shapes_of(view: Markup) -> list[str]:
    """The addresses of the shapes that its maps need, each once."""
    return list(dict.fromkeys(SHAPES.findall(view)))


def _page(path: str, search: str) -> Any:
    """What Dash will show at an address."""
    page, variables = _path_to_page(path.strip("/"))
    if not page:
        page = next(one for module, one in page_registry.items() if module.endswith(".not_found_404"))
    layout = page["layout"]
    return layout(**{**(variables or {}), **_parse_query_string(search)}) if callable(layout) else layout


def _still(part: Any) -> Any:
    """The same without what only the page itself has; what Dash alone draws is stood in for."""
    if isinstance(part, list | tuple):
        return [_still(one) for one in part]
    if not isinstance(part, Component):
        return part
    said: dict[str, Any] = part.to_plotly_json()
    props: dict[str, Any] = said["props"]
    if said["namespace"] != "dash_html_components" and not isinstance(part, dcc.Link):
        return STAND_INS.get(said["type"], _nothing)(props)
    kept = {name: value for name, value in props.items() if name not in UNSEEN}
    return type(part)(**{**kept, "children": _still(props.get("children"))})


def _nothing(_: Props) -> None:
    return None


def _choice(props: Props) -> html.Div:
    """A list with what is chosen in it."""
    return _field(props, html.Span(_labels(props).get(props["value"], ""), className="field-value"))


def _choices(props: Props) -> html.Div:
    """The same where several are chosen."""
    chosen = [html.Span(_labels(props).get(one, "")) for one in props["value"]]
    return _field(props, html.Span(chosen, className="field-value field-chips"))


def _labels(props: Props) -> dict[str, str]:
    return {one["value"]: one["label"] for group in props["data"] for one in group.get("items", [group])}


def _entry(props: Props) -> html.Div:
    return _field(props, html.Span(str(props.get("value", "")), className="field-value"))


def _field(props: Props, value: html.Span, kind: str = "") -> html.Div:
    """A control with its label."""
    wide = attributes({"style": {"width": f"{props['w']}px"}} if "w" in props else {})
    hint = html.Span(props["description"], className="field-hint") if "description" in props else None
    content = [html.Span(props["label"], className="field-label"), hint, value]
    return html.Div(content, className=f"field {kind} {props.get('className', '')}".strip(), **wide)


def _lines(props: Props) -> html.Div:
    return _field(props, html.Span(props.get("value", ""), className="field-value"), "field-lines")


def _tick(props: Props) -> html.Div:
    return html.Div(props["label"], className="field-tick")


def _button(props: Props) -> html.Div:
    return html.Div(_still(props.get("children")), className="field-value")


def _toggle(_: Props) -> html.Div:
    return html.Div(className="field-value field-toggle")


def _alert(props: Props) -> html.Div:
    return html.Div([html.B(props.get("title")), html.P(_still(props["children"]))], className="notice")


def _frame(props: Props) -> html.Div:
    """The frame of a map: where it opens, and its markers."""
    wanted = {name: props[name] for name in ("bounds", "zoomSnap", "minZoom", "maxZoom")}
    markers = _still(props.get("children"))
    return html.Div(markers, className=props["className"], **attributes({"data-view": json.dumps(wanted)}))


def _marker(props: Props) -> html.Div:
    at = attributes({"data-at": json.dumps(props["position"])})
    return html.Div(Markup(props["iconOptions"]["html"]), className="map-marker", **at)


STAND_INS: Mapping[str, Callable[[Props], Any]] = {
    "Select": _choice,
    "MultiSelect": _choices,
    **dict.fromkeys(("NumberInput", "TextInput"), _entry),
    "Textarea": _lines,
    "Checkbox": _tick,
    "Button": _button,
    "Alert": _alert,
    "ColorSchemeToggle": _toggle,
    "MapContainer": _frame,
    "DivMarker": _marker,
}
"""By the name of the component; what is not here shows nothing."""
