"""Serving the open interface: Flask asks `answer`, and adds the hash of the content, compression and 304."""

import base64
import gzip
import hashlib
from functools import lru_cache

from flask import Flask, Response, request

from dashboard.api.answers import Answer, Question, answer
from dashboard.api.route import CSV, JSON, ZIP

API = "/api"
SMALLEST = 500
"""Below this, compressing makes nothing smaller."""
CHARSET = {CSV: f"{CSV}; charset=utf-8; header=present"}


def serve_api(server: Flask) -> None:
    """Give the server the addresses of the open interface; anything else below /api is an error in JSON."""

    # Not routes: they match neither every method nor a line end in a path, and would answer those with a page.
    @server.before_request
    def api() -> Response | None:  # pyright: ignore[reportUnusedFunction]
        if request.path != API and not request.path.startswith(f"{API}/"):
            return None
        preferred = request.accept_mimetypes.best_match([JSON, CSV], JSON)
        pairs = tuple(request.args.items(multi=True))
        return response(answer(Question(request.method, request.path, pairs, preferred)))


def response(found: Answer) -> Response:
    """The answer as the web has it: compressed where that is wanted, with its hash, or 304 if it is there already."""
    packed = request.accept_encodings.quality("gzip") > 0 and found.media_type != ZIP and len(found.body) >= SMALLEST
    # The content is hashed as it is sent: nothing after this may compress it in another way.
    request.environ.pop("HTTP_ACCEPT_ENCODING", None)
    body = _packed(found.body) if packed else found.body
    made = Response(body, found.status, found.headers, content_type=CHARSET.get(found.media_type, found.media_type))
    made.headers["Vary"] = "Accept, Accept-Encoding"
    if packed:
        made.headers["Content-Encoding"] = "gzip"
    if found.status == 200:
        digest = hashlib.sha256(body).digest()
        made.set_etag(digest.hex()[:32])
        made.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest).decode()}:"
        made.make_conditional(request)
    return made


@lru_cache(maxsize=8)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)
