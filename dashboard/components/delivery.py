"""What goes over the wire: what never changes is packed once and kept, our files are one, needless ones stay away."""

import hashlib
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import brotli
from flask import Flask, Response, request

FOREVER = "public, max-age=31536000, immutable"
SCRIPTS = "/_dash-component-suites/"
QUICK, SMALL = 5, 11
"""Levels of brotli: for the first who asks and waits, and for all others once there was time for it."""
LARGE, LARGE_BYTES = 9, 2_000_000
"""Above this (plotly.js), the smallest would take half a minute: nearly as small takes a second."""
UNNEEDED = ("/dash_table/", "/deps/polyfill@")
"""Scripts that Dash sends with every page: for a table that we do not use, and for browsers of long ago."""
ASSETS = Path(__file__).resolve().parents[2] / "assets"
FIRST_ANSWERS = ("/_dash-layout", "/_dash-dependencies")
LIBRARY = re.compile(r'data-library src="([^"]+)"')
MIMETYPES = {"js": "text/javascript", "css": "text/css"}


@dataclass(frozen=True)
class OwnFile:
    """All our scripts, or all our styles, as one file whose address changes with its content."""

    address: str
    content: bytes


class Packer:
    """Contents packed by brotli: quickly when first asked for, as small as can be from soon after."""

    def __init__(self) -> None:
        self._held: dict[bytes, bytes] = {}
        self._later = ThreadPoolExecutor(1, thread_name_prefix="packing")

    def packed(self, content: bytes) -> bytes:
        """The content, packed as well as there was time for."""
        key = hashlib.sha256(content).digest()
        if key not in self._held:
            self._held[key] = brotli.compress(content, quality=QUICK)
            self._later.submit(self._smaller, key, content)
        return self._held[key]

    def _smaller(self, key: bytes, content: bytes) -> None:
        smaller = brotli.compress(content, quality=LARGE if len(content) > LARGE_BYTES else SMALL)
        self._held[key] = min(smaller, self._held[key], key=len)


def deliver(server: Flask) -> None:
    """Have the server pack what never changes; whatever else is compressible, Flask-Compress packs anew each time."""
    packer = Packer()

    @server.after_request
    def kept(response: Response) -> Response:  # pyright: ignore[reportUnusedFunction]
        forever = "max-age=31536000" in response.headers.get("Cache-Control", "")
        if response.status_code != 200 or not (forever or request.path.startswith(SCRIPTS)):
            return response
        if forever:
            response.headers["Cache-Control"] = FOREVER
        if request.accept_encodings.quality("br") > 0 and "Content-Encoding" not in response.headers:
            response.direct_passthrough = False
            response.set_data(packer.packed(response.get_data()))
            response.headers["Content-Encoding"] = "br"
        response.vary.add("Accept-Encoding")
        return response

    for ending, mimetype in MIMETYPES.items():
        headers = {"Cache-Control": FOREVER}
        answer = partial(Response, own_file(ending).content, mimetype=mimetype, headers=headers)
        server.add_url_rule(own_file(ending).address, f"own_{ending}", answer)


@cache
def own_file(ending: str) -> OwnFile:
    """The files of `assets` with this ending, in the order of their names."""
    content = b"\n".join(path.read_bytes() for path in sorted(ASSETS.glob(f"*.{ending}")))
    return OwnFile(f"/own/{hashlib.sha256(content).hexdigest()[:16]}.{ending}", content)


def styles(elements: str) -> str:
    """The style elements of a page: ours as one."""
    others = [line for line in elements.split("\n") if not _own(line)]
    return "\n".join([*others, f'<link rel="stylesheet" href="{own_file("css").address}">'])


def libraries(elements: str) -> str:
    """The script elements of a page, without those that nobody needs; assets/start.js starts them."""
    lines = [line for line in elements.split("\n") if not _own(line) and not any(name in line for name in UNNEEDED)]
    return "\n".join(lines).replace("<script src=", '<script type="text/plain" data-library src=')


def first_needed(scripts: str, shapes: Sequence[str]) -> str:
    """What a page asks for first: our scripts, and without waiting its shapes, or else the libraries; Dash's answers.

    Where there are maps, assets/start.js asks for the libraries when these are painted.

    Args:
        scripts: the script elements as `libraries` returns them.
        shapes: the addresses of the shapes of its maps.
    """
    data = [f'<link rel="preload" as="fetch" crossorigin href="{address}">' for address in (*shapes, *FIRST_ANSWERS)]
    others = [] if shapes else LIBRARY.findall(scripts)
    waiting = [f'<link rel="preload" as="script" href="{address}">' for address in others]
    address = own_file("js").address
    early = f'<link rel="preload" as="script" href="{address}">'
    own = f'<script src="{address}" data-shapes="{" ".join(shapes)}"></script>'
    return "\n".join([early, *data, own, *waiting])  # what a script asks for before its link is read comes twice


def _own(line: str) -> bool:
    return '="/assets/' in line
