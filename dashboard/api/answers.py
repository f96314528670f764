"""From a question to an answer, without a web server: status, content, media type and headers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.api.parameters import Asked, asked
from dashboard.api.problems import MEDIA_TYPE, Problem, RefusedError
from dashboard.api.route import BASE, CSV, CSVW, JSON, ZIP, Route, own_address
from dashboard.api.routes import CSVW_NAME, route_of
from dashboard.api.tables import Document, Page, Table, json_bytes, table_csv, table_json
from dashboard.evidence import library

METHODS = ("GET", "HEAD")
DOWNLOADED = {CSV: "csv", ZIP: "zip"}


@dataclass(frozen=True)
class Question:
    """What a program asks: the method, the path, the query's pairs, and what it would rather have."""

    method: str
    path: str
    pairs: tuple[tuple[str, str], ...] = ()
    preferred: str = JSON


@dataclass(frozen=True)
class Answer:
    """What it gets."""

    status: int
    body: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=dict[str, str])


def answer(question: Question) -> Answer:
    """The answer to any question; what cannot be answered is a problem that says why."""
    try:
        route, within = route_of(question.path)
        if question.method not in METHODS:
            rule = "everything here is read-only"
            raise RefusedError(Problem(405, rule, found=question.method, allowed=METHODS, remedy="Use GET or HEAD."))
        wanted = {**asked(route.query, question.pairs), **within}
        found = route.answer(wanted)
    except RefusedError as error:
        return _refusal(error.problem)
    if isinstance(found, Document):
        links = [_describes(found.described_by)] if found.described_by else []
        return Answer(200, found.body, route.media_type, _headers(route, wanted, links, route.media_type))
    return _table(route, wanted, found, question.preferred)


def _refusal(problem: Problem) -> Answer:
    headers = {"Allow": ", ".join(METHODS)} if problem.status == 405 else {}
    return Answer(problem.status, json_bytes(problem.record()), MEDIA_TYPE, {**headers, "Cache-Control": "no-store"})


def _table(route: Route, wanted: Asked, found: Table, preferred: str) -> Answer:
    page = page_of(route, wanted, found.total)
    links = [f'<{page.next}>; rel="next"'] if page.next else []
    media_type = {"csv": CSV, "json": JSON}.get(wanted.get("format", ""), preferred)
    if media_type != CSV:
        headers = _headers(route, wanted, links, JSON)
        return Answer(200, table_json(library(), found, page), JSON, headers | {"Total-Count": str(found.total)})
    path, _, query = own_address(route, {key: value for key, value in wanted.items() if key != "format"}).partition("?")
    links.append(_describes(f"{path}{CSVW_NAME}{'?' if query else ''}{query}"))
    headers = _headers(route, wanted, links, CSV) | {"Total-Count": str(found.total)}
    return Answer(200, table_csv(route.columns, found, page), CSV, headers)


def page_of(route: Route, wanted: Asked, total: int) -> Page:
    """Which rows are asked for, and where the next ones are."""
    limit, offset = int(wanted["limit"]), int(wanted["offset"])
    after = {**wanted, "offset": str(offset + limit)}
    return Page(limit, offset, own_address(route, after) if offset + limit < total else None)


def _describes(address: str) -> str:
    return f'<{address}>; rel="describedby"; type="{CSVW}"'


def _headers(route: Route, wanted: Asked, links: Iterable[str], media_type: str) -> dict[str, str]:
    headers: dict[str, Any] = {"Data-Version": library().version, "Cache-Control": "public, max-age=0, must-revalidate"}
    links = [f'<{BASE}/openapi.json>; rel="service-desc"', *links]
    if media_type in DOWNLOADED:
        name = file_name(route, wanted, DOWNLOADED[media_type])
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return headers | {"Link": ", ".join(links)}


def file_name(route: Route, wanted: Asked, ending: str) -> str:
    """The name of a file: what it is, of whom, which indicator, and the version of the evidence."""
    what = route.path.strip("/").split("/")[-1].partition(".")[0].replace("{indicator_id}", "indicator")
    names = ("partnership", "indicator", "indicator_id", "area_type", "grain")
    parts = [what, *(wanted[name] for name in names if name in wanted), library().version]
    return f"{'_'.join(parts)}.{ending}"
