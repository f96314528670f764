"""A page as it first appears says what the page says, and has nothing that only the page itself may have."""

import importlib
import logging
import re
from typing import Any

import dash
import pytest
from flask.testing import FlaskClient

from dashboard.components import first_view as module
from dashboard.components.first_view import first_view, shapes_of
from tests.pages.trees import parts, read, registered, state_of, tree_of, words

ADDRESSES = [
    *("/", "/need?partnership=fife", "/rollout", "/explore?areas=data_zone", "/inequality", "/data", "/methods"),
    *("/area/S02002248", "/compare?areas=S02002236,S02002233", "/custom?zones=S02002236", "/packs", "/nowhere"),
]
NO_PAGE = "not_found_404"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()


def page(address: str) -> Any:
    """What Dash shows at an address."""
    path, _, query = address.partition("?")
    if path.startswith("/area/"):
        return tree_of(registered()["/area/<area_code>"]["layout"](area_code=path.removeprefix("/area/")))
    found = registered().get(path)
    if found is None:
        found = next(one for name, one in dash.page_registry.items() if name.endswith(NO_PAGE))
    layout = found["layout"]
    return tree_of(layout(**state_of(query)) if callable(layout) else layout)


def seen(address: str) -> list[Any]:
    """Its first view, once the page has been put together."""
    page(address)
    path, _, query = address.partition("?")
    return read(str(first_view(path, f"?{query}")))


def said(tree: Any, kinds: set[str]) -> list[str]:
    """What stands in elements of some kinds."""
    return [" ".join(words(one).split()) for one in parts(tree) if one["type"] in kinds]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_says_in_order_what_the_page_says(address: str) -> None:
    kinds = {"H1", "H2", "H3", "P", "Li", "Th", "Td", "Caption", "Summary", "A"}
    shown, whole = seen(address), page(address)
    assert said(shown, kinds) == said(whole, kinds)
    assert len(said(shown, {"H1"})) == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_has_no_names_no_charts_to_draw_and_cannot_be_worked(address: str) -> None:
    (view,) = seen(address)
    assert view["props"]["inert"] is True
    held = [one["props"] for one in parts(view)]
    assert [one for one in held if {"id", "data-figure", "data-markup"} & set(one)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_control_has_its_label_and_what_is_chosen(address: str) -> None:
    whole = [one for one in parts(page(address)) if one["namespace"] == "dash_mantine_components"]
    labels = [one["props"]["label"] for one in whole if "label" in one["props"]]
    shown = words(seen(address))
    assert labels
    assert [label for label in labels if label not in shown] == []
    assert "Fife" in shown if "fife" in address else "Perth and Kinross" in shown


def test_a_map_opens_where_the_page_opens_it_with_its_markers(client: FlaskClient) -> None:
    view = seen("/rollout")
    frames = [one["props"] for one in parts(view) if "data-view" in one["props"]]
    real = [one["props"] for one in parts(page("/rollout")) if one["type"] == "MapContainer"]
    assert len(frames) == len(real) == 2
    assert [len(one["children"]) for one in frames] == [len(one["children"]) for one in real]
    urls = shapes_of(first_view("/rollout", "?"))
    assert len(urls) == len(set(urls)) == 4
    head = client.get("/rollout").get_data(as_text=True).partition("</head>")[0]
    assert [url for url in urls if f'<link rel="preload" as="fetch" crossorigin href="{url}">' not in head] == []
    assert {client.get(url).status_code for url in urls} == {200}


def test_the_first_who_asks_for_a_partnership_does_not_wait_for_it(
    monkeypatch: pytest.MonkeyPatch, client: FlaskClient
) -> None:
    monkeypatch.setattr(module, "_worked_out", set[str]())
    address = "/data?partnership=moray"
    assert 'class="first-view"' not in client.get(address).get_data(as_text=True)
    page(address)
    assert 'class="first-view"' in client.get(address).get_data(as_text=True)  # what went before is not remembered


def test_what_an_address_says_stays_text(client: FlaskClient) -> None:
    page("/need")
    text = client.get("/need?partnership=%3Cscript%3Ealert(1)%3C/script%3E&name=%22%20id=%22x").get_data(as_text=True)
    view = re.search(r'<div class="first-view".*?(?=<div id="react-entry-point")', text, re.DOTALL)
    assert view
    assert "<script" not in view[0]
    assert "There is no partnership called" in view[0]


def test_a_page_that_cannot_be_put_together_has_none_and_the_log_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, client: FlaskClient
) -> None:
    def broken(path: str, search: str) -> None:
        raise RuntimeError(f"broken {path}{search}")

    page("/need")
    monkeypatch.setattr(module, "_page", broken)
    with caplog.at_level(logging.ERROR):
        answer = client.get("/need?broken=1")
    assert answer.status_code == 200
    assert 'class="first-view"' not in answer.get_data(as_text=True)
    assert "broken /need?broken=1" in caplog.text
