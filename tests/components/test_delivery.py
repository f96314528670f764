"""What goes over the wire: packed once, the same content, and only where the browser can unpack it."""

import importlib
import re
import time
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from dashboard.components.delivery import FOREVER, UNNEEDED, Packer, needed

PACKED = {"Accept-Encoding": "br, gzip"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()


def scripts(client: FlaskClient) -> list[str]:
    found = re.findall(r'<script src="([^"]+)"', client.get("/").get_data(as_text=True))
    return [url for url in found if url.startswith("/_dash-component-suites/")]


def test_every_script_is_packed_kept_for_ever_and_the_same(client: FlaskClient) -> None:
    urls = scripts(client)
    assert len(urls) > 5
    for url in urls:
        answer = client.get(url, headers=PACKED)
        assert (answer.headers["Content-Encoding"], answer.headers["Cache-Control"]) == ("br", FOREVER), url
        assert "Accept-Encoding" in answer.headers["Vary"]
        plain = client.get(url, headers={"Accept-Encoding": "identity"})
        assert "Content-Encoding" not in plain.headers
        assert brotli.decompress(answer.data) == plain.data


def test_the_script_that_nobody_needs_is_not_asked_for(client: FlaskClient) -> None:
    assert [url for url in scripts(client) if UNNEEDED in url] == []
    assert needed(f"<script src='/a{UNNEEDED}b.js'></script>\n<script src='/c.js'></script>") == (
        "<script src='/c.js'></script>"
    )


def test_what_can_change_is_not_kept(client: FlaskClient) -> None:
    for url in ("/", "/_dash-layout", "/api/v1/"):
        assert "immutable" not in client.get(url, headers=PACKED).headers.get("Cache-Control", "")


def test_packing_is_quick_first_and_smaller_soon_after() -> None:
    packer = Packer()
    content = (Path(__file__).resolve().parents[2] / "assets" / "map.js").read_bytes()
    first = packer.packed(content)
    for _ in range(500):
        if len(packer.packed(content)) < len(first):
            break
        time.sleep(0.02)
    assert len(packer.packed(content)) < len(first)
    assert brotli.decompress(first) == brotli.decompress(packer.packed(content)) == content
