"""What goes over the wire: answers that never change are packed once and kept; scripts that nobody needs stay away."""

from concurrent.futures import ThreadPoolExecutor

import brotli
from flask import Flask, Response, request

FOREVER = "public, max-age=31536000, immutable"
SCRIPTS = "/_dash-component-suites/"
QUICK, SMALL = 5, 11
"""Levels of brotli: for the first who asks and waits, and for all others once there was time for it."""
LARGE, LARGE_BYTES = 9, 2_000_000
"""Above this (plotly.js), the smallest would take half a minute: nearly as small takes a second."""
UNNEEDED = "/dash_table/"
"""A script that Dash sends with every page, for a table that we do not use."""


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


def needed(scripts: str) -> str:
    """The script elements of a page, a line each, without the one that nobody needs."""
    return "\n".join(line for line in scripts.split("\n") if UNNEEDED not in line)
