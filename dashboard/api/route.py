"""What an address of the open interface is: its path, its parameters, its answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from dashboard.api.parameters import Asked, Parameter
from dashboard.api.tables import Document, Table
from dashboard.exports.columns import Column

BASE = "/api/v1"
JSON, CSV, CSVW, GEOJSON, ZIP = (
    "application/json",
    "text/csv",
    "application/csvm+json",
    "application/geo+json",
    "application/zip",
)


@dataclass(frozen=True)
class Route:
    """One address: what it answers, what can be asked for, and an example that works.

    Attributes:
        path: below /api/v1, with {names} of parts that are parameters too.
        title: what it answers, in a few words.
        answer: the answer to what is asked, once that is checked.
        example: an address that works, below /api/v1.
        query: the parameters in the query string.
        within: the parameters that are parts of the path.
        columns: the columns of the answer's rows, if it is a table.
        media_type: of the answer, if it is one file.
        schema: of the answer, if it is one file of JSON.
    """

    path: str
    title: str
    answer: Callable[[Asked], Table | Document]
    example: str
    query: tuple[Parameter, ...] = ()
    within: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    media_type: str = JSON
    schema: dict[str, Any] | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Which paths are its own."""
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.path)))


def own_address(route: Route, asked: Asked) -> str:
    """The address of what is asked of a route, without the numbers that go without saying."""
    path = re.sub(r"\{(\w+)\}", lambda found: asked[found[1]], route.path)
    usual = {one.name: str(one.whole[2]) for one in route.query if one.whole}
    names = [one.name for one in route.query if one.name in asked]
    kept = {name: asked[name] for name in names if asked[name] != usual.get(name)}
    return f"{BASE}{path}{'?' if kept else ''}{urlencode(kept)}"


def csv_address(route: Route, asked: Asked) -> str:
    """The address of a table's CSV."""
    return own_address(route, {**asked, "format": "csv"})
