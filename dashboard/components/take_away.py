"""What can be taken away of a chart or a map: pictures, figures, its description and the address of this view."""

from typing import Any

from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.links import address
from dashboard.evidence import Evidence
from dashboard.evidence.partnerships import slug
from dashboard.exhibits.exhibit import Exhibit, MapExhibit

FIGURES = (("csv", "Figures (CSV)"), ("xlsx", "Figures (Excel)"))
PICTURES = (("png", "Picture (PNG)"), ("svg", "Drawing (SVG)"))
SHAPES = (("geojson", "Shapes (GeoJSON)"), ("gpkg", "Shapes (GeoPackage)"))
COPIES = (("alt", "Copy the description"), ("address", "Copy the address of this view"))


def chart_tools(evidence: Evidence, held: Exhibit) -> html.Details:
    """What can be taken away of a chart: pictures are made in the browser, figures by the server."""
    pictures = [_button(held, key, label) for key, label in PICTURES]
    return _tools(evidence, held, [*pictures, *(_link(evidence, held, *one) for one in FIGURES)])


def map_tools(evidence: Evidence, held: MapExhibit) -> html.Details:
    """What can be taken away of a map: all of it is made by the server."""
    return _tools(evidence, held, [_link(evidence, held, *one) for one in (*PICTURES, *FIGURES, *SHAPES)])


def _tools(evidence: Evidence, held: Exhibit | MapExhibit, ways: list[Any]) -> html.Details:
    copies = [_button(held, key, label) for key, label in COPIES]
    return html.Details(
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


def _button(held: Exhibit | MapExhibit, way: str, label: str) -> html.Button:
    named = attributes({"data-take": way, "aria-label": f"{label}: {held.caption.title}"})
    return html.Button(label, className="quiet-button", type="button", **named)


def _link(evidence: Evidence, held: Exhibit | MapExhibit, way: str, label: str) -> html.A:
    """A download; the browser adds what the page's address says when it is chosen."""
    href = address(f"/take/{held.key}.{way}", evidence.partnership.partnership_id)
    named = attributes({"data-file": way, "aria-label": f"{label}: {held.caption.title}"})
    return html.A(label, href=href, download="", **named)
