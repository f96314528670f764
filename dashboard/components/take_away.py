"""What can be taken away of a chart or a map: pictures, figures, its description and the address of this view."""

from typing import Any, Protocol

from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.links import address
from dashboard.components.markup import part
from dashboard.evidence import Evidence
from dashboard.evidence.partnerships import slug
from dashboard.exhibits.exhibit import Caption, MapExhibit

FIGURES = (("csv", "Figures (CSV)"), ("xlsx", "Figures (Excel)"))
PICTURES = (("png", "Picture (PNG)"), ("svg", "Drawing (SVG)"))
SHAPES = (("geojson", "Shapes (GeoJSON)"), ("gpkg", "Shapes (GeoPackage)"))
COPIES = (("alt", "Copy the description"), ("address", "Copy the address of this view"))


class Drawn(Protocol):
    """What is drawn, by whatever means: its name in files, and its words."""

    @property
    def key(self) -> str:
        """Its id on the screen and its name in files."""
        ...

    @property
    def caption(self) -> Caption:
        """What it says of itself."""
        ...


def drawn_tools(evidence: Evidence, held: Drawn) -> html.Div:
    """What can be taken away of a chart: pictures and figures, made by the server."""
    return _tools(evidence, held, [_link(evidence, held, *one) for one in (*PICTURES, *FIGURES)])


def map_tools(evidence: Evidence, held: MapExhibit) -> html.Div:
    """What can be taken away of a map: its shapes too."""
    return _tools(evidence, held, [_link(evidence, held, *one) for one in (*PICTURES, *FIGURES, *SHAPES)])


def _tools(evidence: Evidence, held: Drawn, ways: list[Any]) -> html.Div:
    copies = [_button(held, key, label) for key, label in COPIES]
    tools = html.Details(
        [
            html.Summary("Save or copy", **attributes({"aria-label": f"Save or copy: {held.caption.title}"})),
            html.Div([*ways, *copies], className="take-away"),
            html.Span(role="status"),
        ],
        className="chart-tools",
        **attributes(
            {
                "data-chart": held.key,
                "data-alt": held.caption.alt,
                "data-name": f"{evidence.partnership.partnership_id}_{slug(held.caption.title)[:60]}",
            }
        ),
    )
    return part(tools)


def _button(held: Drawn, way: str, label: str) -> html.Button:
    named = attributes({"data-take": way, "aria-label": f"{label}: {held.caption.title}"})
    return html.Button(label, className="quiet-button", type="button", **named)


def _link(evidence: Evidence, held: Drawn, way: str, label: str) -> html.A:
    """A download; the browser adds what the page's address says when it is chosen."""
    href = address(f"/take/{held.key}.{way}", evidence.partnership.partnership_id)
    named = attributes({"data-file": way, "aria-label": f"{label}: {held.caption.title}"})
    return html.A(label, href=href, download="", **named)
