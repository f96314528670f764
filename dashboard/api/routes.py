"""The one table of everything that can be asked: addresses, parameters, answers. The description is made from it."""

from collections.abc import Sequence

from dashboard.api import documents, figures, parameters, ranking
from dashboard.api.openapi import description
from dashboard.api.parameters import Asked
from dashboard.api.problems import Problem, RefusedError
from dashboard.api.route import BASE, CSV, CSVW, GEOJSON, ZIP, Route, csv_address
from dashboard.api.tables import Document, Table, about, json_bytes, table_csvw, table_of
from dashboard.evidence import evidence, library
from dashboard.exports.catalogue import (
    AREA_COLUMNS,
    AREA_SOURCE,
    INDICATOR_COLUMNS,
    PARTNERSHIP_COLUMNS,
    area_rows,
    indicator_row,
    partnership_rows,
)

CSVW_NAME = "/csv-metadata.json"
ALL_ROWS = (parameters.LIMIT, parameters.OFFSET, parameters.FORMAT)
VERSION = "1.0.0"
"""The version of the open interface, not of the data."""


def _partnerships(_: Asked) -> Table:
    held = [evidence(one) for one in library().partnerships]
    return table_of("Partnerships", partnership_rows(held), [AREA_SOURCE])


def _indicators(asked: Asked) -> Table:
    whole = library()
    wanted = [asked["indicator_id"]] if "indicator_id" in asked else list(whole.indicators)
    found = [whole.indicators[key] for key in wanted]
    return table_of("Indicators", [indicator_row(whole, one) for one in found], [one.source for one in found])


def _areas(asked: Asked) -> Table:
    areas = figures.scope(asked).areas
    return Table("Areas", len(areas), lambda some: area_rows(library(), areas.iloc[some]), (AREA_SOURCE,))


def _index(_: Asked) -> Document:
    links = [
        {"href": f"{BASE}{route.path}", "title": route.title, "example": f"{BASE}{route.example}"} for route in ROUTES
    ]
    said = about(library(), [one.source for one in library().indicators.values()])
    return Document(json_bytes({"name": "Locality evidence", "version": VERSION, "about": said, "links": links}))


def _openapi(_: Asked) -> Document:
    return Document(json_bytes(description(ROUTES, VERSION, library().version)))


def _described(route: Route) -> Route:
    """The address that says what the columns of a table's CSV are."""

    def answer(asked: Asked) -> Document:
        found = route.answer(asked)
        assert isinstance(found, Table)
        return Document(table_csvw(library(), route.columns, found, csv_address(route, asked)))

    path, _, query = route.example.partition("?")
    kept = tuple(one for one in route.query if one != parameters.FORMAT)
    example = f"{path}{CSVW_NAME}{'?' if query else ''}{query}"
    title = f"{route.title}: what the columns of the CSV are"
    return Route(f"{route.path}{CSVW_NAME}", title, answer, example, kept, route.within, (), CSVW, documents.ANY_OBJECT)


TABLES = (
    Route("/partnerships", "The partnerships", _partnerships, "/partnerships", ALL_ROWS, (), PARTNERSHIP_COLUMNS),
    Route("/indicators", "The indicators", _indicators, "/indicators", ALL_ROWS, (), INDICATOR_COLUMNS),
    Route(
        "/indicators/{indicator_id}",
        "One indicator: its definition and source",
        _indicators,
        "/indicators/simd_income",
        ALL_ROWS,
        (parameters.INDICATOR_ID,),
        INDICATOR_COLUMNS,
    ),
    Route(
        "/observations",
        "Figures, with intervals",
        figures.figures,
        "/observations?indicator=simd_income&partnership=perth-and-kinross&area_type=locality",
        (
            *(parameters.INDICATOR, parameters.PARTNERSHIP, parameters.AREA_TYPE, parameters.AREA, parameters.PERIOD),
            *ALL_ROWS,
        ),
        (),
        figures.COLUMNS,
    ),
    Route(
        "/areas",
        "The areas",
        _areas,
        "/areas?partnership=perth-and-kinross&area_type=ward",
        (parameters.PARTNERSHIP, parameters.AREA_TYPE, *ALL_ROWS),
        (),
        AREA_COLUMNS,
    ),
    Route(
        "/need",
        "The need ranking of a partnership",
        ranking.need,
        "/need?partnership=perth-and-kinross&grain=intermediate_zone",
        (parameters.ONE_PARTNERSHIP, parameters.GRAIN, parameters.WEIGHTS, *ALL_ROWS),
        (),
        ranking.NEED_COLUMNS,
    ),
    Route(
        "/flags",
        "The flags of a partnership's areas",
        ranking.flags,
        "/flags?partnership=perth-and-kinross&grain=intermediate_zone",
        (parameters.ONE_PARTNERSHIP, parameters.GRAIN, *ALL_ROWS),
        (),
        ranking.FLAG_COLUMNS,
    ),
)
FILES = (
    Route("/", "What there is", _index, "/", schema=documents.INDEX_SCHEMA),
    Route(
        "/indicators/{indicator_id}/figures.csv",
        "Everything published of one indicator, in one file",
        documents.indicator_figures,
        "/indicators/simd_income/figures.csv",
        within=(parameters.INDICATOR_ID,),
        media_type=CSV,
    ),
    Route(
        "/indicators/{indicator_id}/figures.csv-metadata.json",
        "What the columns of that file are",
        documents.figures_metadata,
        "/indicators/simd_income/figures.csv-metadata.json",
        within=(parameters.INDICATOR_ID,),
        media_type=CSVW,
        schema=documents.ANY_OBJECT,
    ),
    Route(
        "/boundaries/{area_type}.geojson",
        "Boundaries (longitude and latitude, EPSG:4326)",
        documents.boundaries,
        "/boundaries/locality.geojson?partnership=perth-and-kinross",
        (parameters.PARTNERSHIP,),
        (parameters.SHAPE_TYPE,),
        media_type=GEOJSON,
        schema=documents.GEOJSON_SCHEMA,
    ),
    Route(
        "/package.zip",
        "The whole evidence as one Data Package",
        documents.package,
        "/package.zip",
        media_type=ZIP,
    ),
    Route(
        "/openapi.json",
        "This description (OpenAPI 3.1)",
        _openapi,
        "/openapi.json",
        schema=documents.ANY_OBJECT,
    ),
)
ROUTES: Sequence[Route] = (*FILES[:1], *TABLES, *FILES[1:], *(_described(route) for route in TABLES))


def route_of(address: str) -> tuple[Route, dict[str, str]]:
    """The route of an address, and the parts of its path that are parameters; literal paths go first.

    Raises:
        RefusedError: there is no such address, or a part of it names nothing.
    """
    path = (address.removeprefix(BASE) or "/") if f"{address}/".startswith(f"{BASE}/") else ""
    for route in sorted(ROUTES, key=lambda one: len(one.within)):
        if match := route.pattern.fullmatch(path):
            found = match.groupdict()
            for parameter in route.within:
                parameter.check(found[parameter.name], 404)
            return route, found
    known = tuple(f"{BASE}{route.path}" for route in ROUTES)
    raise RefusedError(Problem(404, "there is no such address", "", address, known, f"Begin at {BASE}/."))
