"""Everything the description allows is answered as it says; everything it forbids is refused as it says."""

import importlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from dashboard.api.route import BASE
from dashboard.api.routes import ROUTES

SCHEMA = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", importlib.import_module("app").server)
OPERATIONS: dict[str, Any] = {}
for found in SCHEMA.get_all_operations():
    assert isinstance(found, Ok), found
    OPERATIONS[found.ok().path] = found.ok()
CHECKS: list[Any] = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]
OURS = "perth-and-kinross"
SLOW = ("/need", "/flags", "/boundaries")
"""What takes seconds for each partnership that is asked for: here it is asked for one, or none that there is."""
PACKAGE = f"{BASE}/package.zip"
"""It takes seconds to make; tests/exports/test_package.py asks for it."""
EXAMPLES = [route for route in ROUTES if f"{BASE}{route.path}" != PACKAGE]
PLAIN = {"Accept-Encoding": "identity"}
"""Schemathesis does not unpack what a WSGI application compresses."""
BOUNDED = settings(
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


def asked_of_few(case: Case) -> Case:
    """The same question, of the partnership that other tests ask for too."""
    query = dict(case.query or {})
    if case.path.startswith(tuple(f"{BASE}{path}" for path in SLOW)) and query.get("partnership"):
        case.query = {**query, "partnership": OURS, **({"grain": "intermediate_zone"} if "grain" in query else {})}
    if "/boundaries" in case.path and "partnership" not in query:
        case.query = {**query, "partnership": OURS}
    return case


@pytest.mark.parametrize("path", [path for path in OPERATIONS if path != PACKAGE])
def test_what_the_description_allows_is_answered_as_it_says(path: str) -> None:
    answered: set[int] = set()

    @given(case=OPERATIONS[path].as_strategy(generation_mode=GenerationMode.POSITIVE))
    @settings(BOUNDED, max_examples=10)
    def ask(case: Case) -> None:
        answer = asked_of_few(case).call_and_validate(checks=CHECKS, headers=PLAIN)
        answered.add(answer.status_code)

    ask()
    assert answered <= {200, 400, 404}
    assert 200 in answered or "observations" in path


@pytest.mark.parametrize("path", [path for path, one in OPERATIONS.items() if list(one.iter_parameters())])
def test_what_it_forbids_is_refused_as_it_says(path: str) -> None:
    answered: set[int] = set()

    @given(case=OPERATIONS[path].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @settings(BOUNDED, max_examples=10)
    def ask(case: Case) -> None:
        answer = case.call_and_validate(checks=[*CHECKS, negative_data_rejection], headers=PLAIN)
        answered.add(answer.status_code)

    ask()
    assert answered & {400, 404}


def test_it_has_every_address_and_nothing_else(client: FlaskClient) -> None:
    described = client.get(f"{BASE}/openapi.json").get_json()
    assert described["openapi"] == "3.1.0"
    assert list(described["paths"]) == [f"{BASE}{route.path}" for route in ROUTES]
    assert {link["href"] for link in client.get(f"{BASE}/").get_json()["links"]} == set(described["paths"])


@pytest.mark.parametrize("route", EXAMPLES, ids=[route.path for route in EXAMPLES])
def test_the_example_of_an_address_works_and_asks_only_for_what_is_described(client: FlaskClient, route: Any) -> None:
    answer = client.get(f"{BASE}{route.example}")
    assert answer.status_code == 200, answer.text[:300]
    described = client.get(f"{BASE}/openapi.json").get_json()["paths"][f"{BASE}{route.path}"]["get"]
    names = {one["name"] for one in described["parameters"] if one["in"] == "query"}
    assert set(parse_qs(urlsplit(route.example).query)) <= names
    assert answer.mimetype in described["responses"]["200"]["content"]


def test_operations_have_names_of_their_own(client: FlaskClient) -> None:
    paths = client.get(f"{BASE}/openapi.json").get_json()["paths"]
    names = [path["get"]["operationId"] for path in paths.values()]
    assert len(set(names)) == len(names) == len(ROUTES)
