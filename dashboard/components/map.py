"""The one maker of maps: areas shaded in five classes, under localities, place names and markers; see assets/map.js."""

import html as markup
import json
from dataclasses import dataclass
from typing import Any

import dash_leaflet as dl
from dash import dcc, html

from dashboard.components.attributes import attributes
from dashboard.exhibits.exhibit import Legend, Marker, Shading

MARKER_MEANINGS = {"working": "Locality Working under way", "identified": "identified for Locality Working"}
FRAME: dict[str, Any] = {
    "attributionControl": False,
    "scrollWheelZoom": False,
    "trackViewport": False,
    "zoomSnap": 0.25,
    "minZoom": 5,
    "maxZoom": 15,
}
Bounds = tuple[tuple[float, float], tuple[float, float]]
HELP = "Arrow keys move the map, plus and minus zoom. The table has the same figures."
WAITING = "The map is being drawn. If it does not appear, the table below has every figure."
FAILED = "The map could not be drawn. The table below has every figure."


@dataclass(frozen=True)
class MapLayers:
    """Where the shapes come from, and the part of the world to open on: (south, west), (north, east).

    With `classes_url`, the browser shades the areas by itself when something else is chosen in the lists
    `{page}-indicator` and `{page}-period`, where `{page}-map` is the map.
    """

    areas_url: str
    outlines_url: str
    lochs_url: str
    labels_url: str
    bounds: Bounds
    classes_url: str = ""


def shading_text(shading: Shading) -> str:
    """The shading as the map takes it, the property `data-shading` of `{map_id}-areas`: a new one repaints."""
    held = {
        "classes": dict(shading.classes),
        "texts": dict(shading.texts),
        "selected": shading.selected,
        "outlined": shading.outlined,
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def area_map(map_id: str, layers: MapLayers, shading: Shading, label: str) -> html.Div:
    """A map of areas, named by `label`.

    Write the `data-shading` of `{map_id}-areas` (see `shading_text`) to repaint; read the `data` of `{map_id}-chosen`
    (`{"area": area_code, "click": which}`) to know what was chosen.
    """
    the_map = dl.Map(
        [_marker(marker) for marker in shading.markers],
        id=f"{map_id}-map",
        className="area-map-frame",
        **attributes({**FRAME, "bounds": layers.bounds}),
    )
    status = [
        html.Span(WAITING, className="area-map-waiting"),
        html.Span(FAILED, className="area-map-failed"),
    ]
    return html.Div(
        [
            html.Div(id=f"{map_id}-areas", hidden=True, **attributes({"data-shading": shading_text(shading)})),
            dcc.Store(id=f"{map_id}-chosen"),
            the_map,
            html.P(status, role="status"),
            html.P("Move the map with two fingers.", className="area-map-touch"),
        ],
        id=map_id,
        key=layers.areas_url,  # other shapes need a new map: this one would stay where it was
        className="area-map",
        role="group",
        **attributes(
            {
                "aria-label": label,
                "data-help": HELP,
                "data-chosen": f"{map_id}-chosen",
                "data-areas": layers.areas_url,
                "data-outlines": layers.outlines_url,
                "data-lochs": layers.lochs_url,
                "data-labels": layers.labels_url,
                "data-classes": layers.classes_url,
            }
        ),
    )


def legend(held: Legend) -> html.Div:
    """What the colours and signs of a map mean, with how many areas or places each stands for."""
    rows = [
        html.Li(
            [
                html.Span(className=f"map-swatch map-{f'class-{key}' if isinstance(key, int) else key}"),
                html.Span(f"{label} · {_counted(count, key)}"),
            ]
        )
        for label, count, key in held.entries
    ]
    return html.Div(
        [html.P(held.title, className="map-legend-title"), html.Ul(rows, **attributes({"aria-label": held.title}))],
        className="map-legend",
    )


def _counted(count: int, key: int | str) -> str:
    """A number of areas, or of places for a marker."""
    noun = "place" if key in MARKER_MEANINGS else "area"
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _marker(marker: Marker) -> dl.DivMarker:
    """A disc (working) or a diamond (identified) with the place's name beside it; it takes no focus."""
    latitude, longitude, symbol, name = marker
    meaning = f"{name}, {MARKER_MEANINGS[symbol]}"
    inside = (
        f'<span class="map-swatch map-{symbol}"></span>'
        f'<span class="map-marker-name" aria-hidden="true">{markup.escape(name)}</span>'
        f'<span class="map-marker-meaning">{markup.escape(meaning)}. </span>'
    )
    icon: Any = {"className": "map-marker", "html": inside, "iconSize": [0, 0]}
    return dl.DivMarker(
        position=[latitude, longitude],
        iconOptions=icon,
        title=meaning,
        keyboard=False,
        interactive=False,
        disableDefaultEventHandlers=True,
    )
