"""How questions are answered on the web: formats, pages, hashes, 304, and what is refused."""

import base64
import csv
import gzip
import hashlib
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.api.route import BASE
from dashboard.api.routes import ROUTES, TABLES
from dashboard.evidence import library

FIGURES = f"{BASE}/observations?indicator=simd_income&partnership=perth-and-kinross&area_type=locality"
EXAMPLES = [f"{BASE}{route.example}" for route in TABLES]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def problem(client: FlaskClient, address: str, status: int = 400) -> dict[str, Any]:
    """The problem at an address, which has every part a person needs."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:200]
    assert answer.mimetype == "application/problem+json"
    record = answer.get_json()
    assert record["status"] == status
    assert len(record["detail"]) > 10
    return record


@pytest.mark.parametrize("address", EXAMPLES)
def test_csv_has_the_rows_of_json(client: FlaskClient, address: str) -> None:
    whole = client.get(address).get_json()
    joined = "&" if "?" in address else "?"
    found = rows_of(client.get(f"{address}{joined}format=csv").text)
    assert len(found) == len(whole["rows"]) == min(whole["total"], 1000) > 0
    same = [
        name for name in whole["rows"][0] if name in found[0] and not isinstance(whole["rows"][0][name], list | dict)
    ]
    assert len(same) >= 3
    for row, wanted in zip(found, whole["rows"], strict=True):
        for name in same:
            value = wanted[name]
            text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            assert row[name] == text, name


@pytest.mark.parametrize("address", EXAMPLES)
def test_csv_is_described_and_the_description_names_its_columns(client: FlaskClient, address: str) -> None:
    joined = "&" if "?" in address else "?"
    answer = client.get(f"{address}{joined}format=csv")
    link = next(part for part in answer.headers["Link"].split(", <") if 'rel="describedby"' in part)
    described = client.get(link.partition(">")[0].lstrip("<"))
    assert described.mimetype == "application/csvm+json"
    (table,) = described.get_json()["tables"]
    header = next(csv.reader(io.StringIO(answer.text)))
    assert [column["titles"] for column in table["tableSchema"]["columns"]] == header
    again = client.get(table["url"])
    assert (again.mimetype, again.data) == ("text/csv", answer.data)
    assert table["dc:license"]


@pytest.mark.parametrize("limit", [7, 97, 1000])
def test_pages_walk_every_row_once(client: FlaskClient, limit: int) -> None:
    address: str | None = f"{BASE}/areas?partnership=perth-and-kinross&limit={limit}"
    codes: list[str] = []
    page: dict[str, Any] = {}
    while address:
        page = client.get(address).get_json()
        assert len(page["rows"]) <= limit
        codes += [row["area_code"] for row in page["rows"]]
        address = page["next"]
    assert len(codes) == page["total"] == len(set(codes)) == 246
    assert sorted(codes) == sorted(library_codes(client))


def library_codes(client: FlaskClient) -> list[str]:
    return [
        row["area_code"] for row in rows_of(client.get(f"{BASE}/areas?partnership=perth-and-kinross&format=csv").text)
    ]


def test_csv_pages_go_on_by_their_link(client: FlaskClient) -> None:
    first = client.get(f"{FIGURES}&format=csv&limit=4")
    link = next(part for part in first.headers["Link"].split(", <") if 'rel="next"' in part).partition(">")[0]
    second = client.get(link.lstrip("<"))
    both = [*rows_of(first.text), *rows_of(second.text)]
    assert [(row["area_code"], row["period"]) for row in both] == [
        (row["area_code"], row["period"]) for row in client.get(FIGURES).get_json()["rows"]
    ][:8]
    assert first.headers["Total-Count"] == "10"


def test_after_the_last_row_there_is_nothing(client: FlaskClient) -> None:
    page = client.get(f"{FIGURES}&offset=10").get_json()
    assert (page["rows"], page["next"], page["total"]) == ([], None, 10)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.2, application/json;q=0.9", "application/json"),
        ("image/png", "application/json"),
        ("nonsense", "application/json"),
    ],
)
def test_the_accept_header_decides(client: FlaskClient, accept: str | None, kind: str) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.get(FIGURES, headers=headers)
    assert answer.mimetype == kind
    assert "Accept" in answer.headers["Vary"].split(", ")
    asked = client.get(f"{FIGURES}&format=csv", headers=headers)
    assert asked.mimetype == "text/csv"


@pytest.mark.parametrize("encoding", ["identity", "gzip", "gzip, br, zstd", "br", "zstd, deflate", "gzip;q=0"])
def test_the_hash_is_that_of_what_is_sent(client: FlaskClient, encoding: str) -> None:
    answer = client.get(f"{BASE}/indicators", headers={"Accept-Encoding": encoding})
    digest = base64.b64encode(hashlib.sha256(answer.data).digest()).decode()
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    packed = answer.headers.get("Content-Encoding") == "gzip"
    assert packed == (encoding.startswith("gzip") and "q=0" not in encoding)
    assert len(json.loads(gzip.decompress(answer.data) if packed else answer.data)["rows"]) == len(library().indicators)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize(
    "path", ["/indicators", "/openapi.json", "/", "/observations?indicator=crime&area_type=council_area"]
)
def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient, path: str, encoding: str) -> None:
    headers = {"Accept-Encoding": encoding}
    first = client.get(f"{BASE}{path}", headers=headers)
    again = client.get(f"{BASE}{path}", headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    other = client.get(f"{BASE}{path}", headers={**headers, "If-None-Match": '"something-else"'})
    assert (other.status_code, other.data) == (200, first.data)


def test_different_answers_have_different_tags(client: FlaskClient) -> None:
    tags = [client.get(address).headers["ETag"] for address in EXAMPLES]
    assert len(set(tags)) == len(tags)
    assert client.get(FIGURES).headers["ETag"] != client.get(f"{FIGURES}&format=csv").headers["ETag"]


def test_head_has_the_headers_and_no_content(client: FlaskClient) -> None:
    full, head = client.get(FIGURES), client.head(FIGURES)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Content-Length", "Content-Type", "Repr-Digest", "Data-Version"):
        assert head.headers[name] == full.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "BREW"])
def test_everything_is_read_only(client: FlaskClient, method: str) -> None:
    answer = client.open(FIGURES, method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET, HEAD"
    assert method in answer.get_json()["detail"]


@pytest.mark.parametrize("address", [*EXAMPLES, f"{BASE}/boundaries/locality.geojson?partnership=perth-and-kinross"])
def test_every_answer_says_whose_figures_it_holds(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    said = answer.get_json()["about"]
    assert said["data_version"] == answer.headers["Data-Version"] == library().version
    assert said["boundary_years"] == {"data_zone": 2011, "intermediate_zone": 2011, "ward": 2025}
    assert said["sources"]
    for source in said["sources"]:
        assert all(source[name] for name in ("publisher", "title", "licence", "retrieved"))


REFUSED = {
    "an unknown partnership": ("/areas?partnership=atlantis", "partnership", "atlantis", "fife"),
    "an empty partnership": ("/areas?partnership=", "partnership", "", "fife"),
    "an unknown indicator": ("/observations?indicator=happiness", "indicator", "happiness", "crime"),
    "an unknown kind of area": ("/areas?area_type=galaxy", "area_type", "galaxy", "ward"),
    "an unknown grain": ("/flags?partnership=fife&grain=ward", "grain", "ward", "data_zone"),
    "an unknown format": ("/areas?format=xml", "format", "xml", "csv"),
    "an unknown parameter": ("/areas?colour=red", "colour", "red", "area_type"),
    "a period not held": ("/observations?indicator=crime&period=1066", "period", "1066", "latest"),
    "unusable weights": ("/need?partnership=fife&grain=data_zone&weights=1,2", "weights", "1,2", "equal"),
    "endless weights": ("/need?partnership=fife&grain=data_zone&weights=1e999,1,1", "weights", "1e999,1,1", "equal"),
    "a parameter where there are none": ("/openapi.json?limit=2", "limit", "2", None),
    "a limit in words": ("/areas?limit=many", "limit", "many", None),
    "a limit of none": ("/areas?limit=0", "limit", "0", None),
    "a limit without end": (f"/areas?limit={'9' * 5000}", "limit", "9" * 60 + "…", None),
    "too high a limit": ("/areas?limit=10001", "limit", "10001", None),
    "a limit in other digits": ("/areas?limit=٣", "limit", "٣", None),
    "an offset below zero": ("/areas?offset=-1", "offset", "-1", None),
    "a key twice": ("/areas?partnership=fife&partnership=moray", "partnership", "moray", None),
    "an unknown area": ("/observations?area=S02009999", "area", "S02009999", None),
    "an area of another partnership": ("/areas?partnership=fife&area_type=ward&limit=1&area=x", "area", "x", "offset"),
    "localities of Scotland": ("/areas?area_type=locality", "area_type", "locality", None),
}


@pytest.mark.parametrize(("path", "parameter", "found", "allowed"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_asked_is_named_with_what_can(
    client: FlaskClient, path: str, parameter: str, found: str, allowed: str | None
) -> None:
    record = problem(client, f"{BASE}{path}")
    assert (record["parameter"], record["found"]) == (parameter, found)
    assert record["detail"].startswith(f"{parameter}: ")
    assert len(record["remedy"]) > 5
    if allowed:
        assert allowed in record["allowed"]


@pytest.mark.parametrize(
    ("path", "missing"),
    [("/need?grain=data_zone", "partnership"), ("/flags?partnership=fife", "grain"), ("/observations", "indicator")],
)
def test_what_is_needed_is_named(client: FlaskClient, path: str, missing: str) -> None:
    record = problem(client, f"{BASE}{path}")
    assert record["parameter"] == missing
    assert "is needed" in record["detail"]
    assert len(record["allowed"]) >= 2


@pytest.mark.parametrize(
    "path",
    [
        *("/api", "/api/", "/api/v2/areas", "/api/v1/areas/", "/api/v1/area", "/api/v1/package", "/api/v1/../data"),
        *("/api/v1/indicators/happiness", "/api/v1/indicators/%00", "/api/v1/indicators/a%0Ab/figures.csv"),
        *("/api/v1/indicators/..%2f..%2fsources", "/api/v1/boundaries/galaxy.geojson", "/api/v1/boundaries/.geojson"),
        *("/api/v1/boundaries/scotland.geojson", "/api/v1/boundaries/place.geojson", f"/api/v1/{'x' * 3000}"),
        "/api/v1/boundaries/place.geojson?partnership=fife",
    ],
)
def test_what_is_not_there_is_said_and_where_to_begin(client: FlaskClient, path: str) -> None:
    record = problem(client, path, 404)
    assert len(record["detail"]) < 400
    assert record["allowed"]
    assert record["remedy"]


@pytest.mark.parametrize("route", ROUTES, ids=[route.path for route in ROUTES])
@pytest.mark.parametrize(
    "query",
    [
        "%00=%00",
        "=&&=",
        "a=%ff%fe",
        f"limit=1&{'x' * 4000}=1",
        "limit=%F0%9F%92%A9",
        "limit=1&limit=2",
        "area=%0D%0ASet-Cookie:x",
    ],
)
def test_no_odd_question_is_too_much(client: FlaskClient, route: Any, query: str) -> None:
    path = route.path.replace("{indicator_id}", "crime").replace("{area_type}", "ward")
    record = problem(client, f"{BASE}{path}?{query}")
    assert len(record["detail"]) < 400


def test_the_rest_of_the_server_is_left_alone(client: FlaskClient) -> None:
    assert client.get("/apiary").mimetype != "application/problem+json"
    assert client.get("/_dash-layout").status_code == 200
