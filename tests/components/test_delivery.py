"""What goes over the wire: packed once, the same content, and only where the browser can unpack it."""

import hashlib
import importlib
import re
import time
from pathlib import Path

import brotli
import dash
import dash_mantine_components
import pytest
from flask.testing import FlaskClient

from dashboard.components.delivery import (
    ASSETS,
    FOREVER,
    MIMETYPES,
    UNNEEDED,
    Packer,
    first_needed,
    libraries,
    own_file,
    styles,
)

PACKED = {"Accept-Encoding": "br, gzip"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()


def scripts(client: FlaskClient) -> list[str]:
    found = re.findall(r'data-library src="([^"]+)"', client.get("/").get_data(as_text=True))
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


def test_scripts_that_nobody_needs_are_not_asked_for(client: FlaskClient) -> None:
    assert [url for url in scripts(client) if any(name in url for name in UNNEEDED)] == []
    for name in UNNEEDED:
        elements = f'<script src="/a{name}b.js"></script>\n<script src="/c.js"></script>'
        assert re.findall('src="([^"]+)"', libraries(elements)) == ["/c.js"]


def test_our_files_are_one_of_each_kind_whole_and_kept_for_ever(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert "/assets/" not in page
    for ending, pattern in {
        "js": r'<script src="(/own/[^"]+)"',
        "css": r'rel="stylesheet" href="(/own/[^"]+)"',
    }.items():
        (address,) = re.findall(pattern, page)
        answer = client.get(address, headers=PACKED)
        assert (answer.headers["Content-Encoding"], answer.headers["Cache-Control"]) == ("br", FOREVER)
        assert answer.mimetype == MIMETYPES[ending]
        whole = brotli.decompress(answer.data)
        assert whole == own_file(ending).content
        for path in ASSETS.glob(f"*.{ending}"):
            assert path.read_bytes() in whole, path.name
        assert hashlib.sha256(whole).hexdigest().startswith(Path(address).stem)


def test_libraries_are_fetched_in_their_order_once_maps_are_painted_and_run_only_when_they_are_started(
    client: FlaskClient,
) -> None:
    page = client.get("/methods").get_data(as_text=True)
    assert re.findall(r'<link rel="preload" as="script" href="([^"]+)"', page)[1:] == scripts(client)
    assert re.findall(r'<script src="([^"]+)"', page) == [own_file("js").address]
    elements = "\n".join(f'<script src="{one}"></script>' for one in ("/a.js", "/assets/b.js", "/d.js"))
    held = libraries(elements)
    assert re.findall(r'type="text/plain" data-library src="([^"]+)"', held) == ["/a.js", "/d.js"]
    answers = ["/_dash-layout", "/_dash-dependencies"]
    own = own_file("js").address
    mapped = re.findall('(?:src|href)="([^"]+)"', first_needed(held, ["/areas", "/lochs"]))
    assert mapped == [own, "/areas", "/lochs", *answers, own]
    assert 'data-shapes="/areas /lochs"' in first_needed(held, ["/areas", "/lochs"])
    assert re.findall('(?:src|href)="([^"]+)"', first_needed(held, [])) == [own, *answers, own, "/a.js", "/d.js"]


def test_our_styles_stand_after_those_of_others_as_one() -> None:
    elements = "\n".join(
        f'<link rel="stylesheet" href="{one}">' for one in ("/assets/a.css", "/b.css", "/assets/c.css")
    )
    assert re.findall('href="([^"]+)"', styles(elements)) == ["/b.css", own_file("css").address]


def test_what_asks_for_the_old_library_of_generators_is_what_we_stand_in_for() -> None:
    """assets/generators.js: two functions, and steps that only name the next and stop."""
    root = Path(dash.__file__).parent
    scripts = [root / "dcc/dash_core_components.js", root / "dash-renderer/build/dash_renderer.min.js"]
    scripts.append(Path(dash_mantine_components.__file__).parent / "dash_mantine_components.js")
    for script in scripts:
        text = script.read_text()
        assert re.findall(r"regeneratorRuntime\.(\w+)", text) == ["mark", "wrap"], script.name
        (steps,) = re.findall(r"regeneratorRuntime\.wrap\(function\((\w)\)\{(.{0,200}?)\},\w+\)", text)
        assert set(re.findall(rf"\b{steps[0]}\.(\w+)", steps[1])) == {"prev", "next", "stop"}, script.name


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


def test_the_library_of_charts_is_where_charts_look_for_it_and_no_page_asks_for_it_first(client: FlaskClient) -> None:
    (address,) = re.findall(r'LIBRARY = "([^"]+)"', (ASSETS / "charts.js").read_text())
    client.get("/")
    assert client.get(address).mimetype == "text/javascript"
    assert address not in client.get("/need").get_data(as_text=True)
