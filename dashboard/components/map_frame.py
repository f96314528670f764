"""A map of an exhibit: its shapes, its words, and what can be taken away of it."""

from dataclasses import replace

from dash import html

from dashboard.components.geometry import map_layers
from dashboard.components.map import MapLayers, area_map
from dashboard.components.take_away import map_tools
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import MapExhibit
from dashboard.vocabulary import AreaType


def map_frame(evidence: Evidence, held: MapExhibit, classes_url: str = "") -> html.Div:
    """The map with its tools; its areas are `{key}-areas`, what is chosen `{key}-chosen`: see `area_map`."""
    layers = replace(layers_of(evidence, held), classes_url=classes_url)
    return html.Div([area_map(held.key, layers, held.shading, held.caption.alt), map_tools(evidence, held)])


def layers_of(evidence: Evidence, held: MapExhibit) -> MapLayers:
    """Where the map finds its shapes; the extents of places are drawn as its lines where it asks for them."""
    layers = map_layers(evidence, held.area_type, held.everywhere)
    if not held.extents:
        return layers
    return replace(layers, outlines_url=map_layers(evidence, AreaType.PLACE).areas_url)
