"""Where what is held can be downloaded, and what can be asked: for the page that lists the evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.api.parameters import LARGEST_LIMIT, Parameter
from dashboard.api.route import BASE, CSV, JSON, Route, own_address
from dashboard.api.routes import ROUTES
from dashboard.evidence import Evidence

FIGURES, ONE, FILE = "/observations", "/indicators/{indicator_id}", "/indicators/{indicator_id}/figures.csv"
PACKAGE, DESCRIPTION = f"{BASE}/package.zip", f"{BASE}/openapi.json"


@dataclass(frozen=True)
class Described:
    """One address of the open interface, in words: what it answers, what can be asked, an example that works."""

    path: str
    title: str
    parameters: str
    formats: str
    example: str


def downloads(evidence: Evidence, indicator_id: str) -> Mapping[str, str]:
    """The addresses of what can be downloaded of an indicator, by their words."""
    routes = {route.path: route for route in ROUTES}
    own = {"indicator": indicator_id, "partnership": evidence.partnership.partnership_id}
    name = evidence.partnership.name
    return {
        "Scotland, CSV": own_address(routes[FILE], {"indicator_id": indicator_id}),
        "Scotland, JSON": own_address(routes[FIGURES], {"indicator": indicator_id}),
        f"{name}, CSV": own_address(routes[FIGURES], {**own, "limit": str(LARGEST_LIMIT), "format": "csv"}),
        f"{name}, JSON": own_address(routes[FIGURES], own),
        "Definition, JSON": own_address(routes[ONE], {"indicator_id": indicator_id}),
    }


def described() -> Sequence[Described]:
    """Everything that can be asked, from the table that answers it."""
    return [
        Described(f"{BASE}{route.path}", route.title, _parameters(route), _formats(route), f"{BASE}{route.example}")
        for route in ROUTES
    ]


def _parameters(route: Route) -> str:
    return ", ".join(_parameter(one) for one in route.query) or "none"


def _parameter(one: Parameter) -> str:
    return f"{one.name} (needed)" if one.required else one.name


def _formats(route: Route) -> str:
    return "JSON, CSV" if route.columns else {JSON: "JSON", CSV: "CSV"}.get(route.media_type, route.media_type)
