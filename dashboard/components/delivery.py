"""What goes over the wire: what never changes is packed once and kept, our files are one, needless ones stay away."""

import hashlib
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
ELEMENTS = {"js": '<script src="{}"></script>', "css": '<link rel="stylesheet" href="{}">'}
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
        if content not in self._held:
            self._held[content] = brotli.compress(content, quality=QUICK)
            self._later.submit(self._smaller, content)
        return self._held[content]

    def _smaller(self, content: bytes) -> None:
        smaller = brotli.compress(content, quality=LARGE if len(content) > LARGE_BYTES else SMALL)
        self._held[content] = min(smaller, self._held[content], key=len)


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


def needed(elements: str) -> str:
    """The script or style elements of a page, a line each: ours as one, and without those that nobody needs."""
    lines = [line for line in elements.split("\n") if not any(name in line for name in UNNEEDED)]
    own = [place for place, line in enumerate(lines) if '="/assets/' in line]
    if own:
        ending = "js" if lines[own[0]].startswith("<script") else "css"
        lines[own[0]] = ELEMENTS[ending].format(own_file(ending).address)
    return "\n".join(line for place, line in enumerate(lines) if place not in own[1:])
