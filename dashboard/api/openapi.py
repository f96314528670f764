"""The description of the open interface, OpenAPI 3.1: made from the table of routes, so that it cannot differ."""

from collections.abc import Iterable
from typing import Any

from dashboard.api.parameters import Parameter
from dashboard.api.problems import MEDIA_TYPE, PROBLEM_SCHEMA
from dashboard.api.route import BASE, CSV, CSVW, GEOJSON, JSON, Route
from dashboard.exports.columns import row_schema

SAID = (
    "Read-only. Answers come by the page (limit, offset; `next` is the address of the next page). Every answer has an "
    "ETag: send it back in If-None-Match, and an unchanged answer is 304 without a body. Suppressed, missing and not "
    "applicable figures have a status and no number; none of them is zero. What cannot be answered is 400 or 404, with "
    "what was found, what is allowed and how to put it right (application/problem+json)."
)
ENTITY_HEADERS = {
    "ETag": "A hash of the content",
    "Repr-Digest": "The SHA-256 of the content (RFC 9530)",
    "Cache-Control": "Ask again each time; an unchanged answer costs nothing",
    "Data-Version": "Changes when any of the evidence changes",
}


def description(routes: Iterable[Route], version: str, data_version: str) -> dict[str, Any]:
    """The whole description, for programs.

    Args:
        routes: everything that can be asked.
        version: of the interface.
        data_version: of the evidence.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Locality evidence",
            "version": version,
            "description": SAID,
            "license": {"name": "Each source under its own licence, named in every answer"},
            "x-data-version": data_version,
        },
        "servers": [{"url": "/"}],
        "paths": {f"{BASE}{route.path}": {"get": _operation(route)} for route in routes},
        "components": {"schemas": {"Problem": PROBLEM_SCHEMA}},
    }


def _operation(route: Route) -> dict[str, Any]:
    within = [_parameter(one, "path") for one in route.within]
    responses: dict[str, Any] = {
        "200": {"description": route.title, "headers": _headers(), "content": _content(route)},
        "304": {"description": "Unchanged: the ETag is the one in If-None-Match"},
        "400": _problem("Something that was asked for is not known or not allowed"),
    }
    if within:
        responses["404"] = _problem("There is nothing by that name")
    return {
        "operationId": "_".join(part for part in route.path.replace(".", "/").replace("-", "_").split("/") if part)
        .replace("{", "by_")
        .replace("}", "")
        or "index",
        "summary": route.title,
        "parameters": [*within, *(_parameter(one, "query") for one in route.query)],
        "responses": responses,
    }


def _parameter(one: Parameter, where: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": where,
        "required": one.required or where == "path",
        "description": one.description,
        "schema": one.schema(),
        "example": int(one.example) if one.whole else one.example,
    }


def _headers() -> dict[str, Any]:
    return {name: {"description": said, "schema": {"type": "string"}} for name, said in ENTITY_HEADERS.items()}


def _problem(said: str) -> dict[str, Any]:
    return {"description": said, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _content(route: Route) -> dict[str, Any]:
    if not route.columns:
        binary: dict[str, Any] = {} if route.media_type in {JSON, CSVW, GEOJSON} else {"type": "string"}
        return {route.media_type: {"schema": route.schema or binary}}
    whole: dict[str, Any] = {
        "type": "object",
        "required": ["about", "total", "limit", "offset", "next", "rows"],
        "additionalProperties": False,
        "properties": {
            "about": {
                "type": "object",
                "required": ["title", "data_version", "attribution", "sources", "boundary_years"],
                "description": "Versions, publishers and licences, years of boundaries",
            },
            "total": {"type": "integer", "minimum": 0},
            "limit": {"type": "integer", "minimum": 1},
            "offset": {"type": "integer", "minimum": 0},
            "next": {"type": ["string", "null"], "description": "The address of the next page"},
            "rows": {"type": "array", "items": row_schema(route.columns)},
        },
    }
    return {JSON: {"schema": whole}, CSV: {"schema": {"type": "string"}}}
