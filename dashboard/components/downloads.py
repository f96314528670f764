"""Serving what is taken away: the files of any chart or map, and packs while they are being made."""

from flask import Flask, Response, abort, request

from dashboard.components.pack_maker import MAKER
from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.state import PageState, evidence_for, state_of
from dashboard.exports.exhibit_file import exhibit_file

STREAM = "application/x-ndjson"
"""A line of JSON at a time, so that the page can say how far a pack is."""


def serve_downloads(server: Flask) -> None:
    """Give the server the addresses under which files are found."""

    @server.get("/take/<key>.<ending>")
    def take(key: str, ending: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        state = _asked()
        held = exhibit_of(key, state)
        if not isinstance(held, Exhibit | MapExhibit):
            abort(404)
        try:
            made = exhibit_file(evidence_for(state, state.get("area_code", "")), held, ending)
        except ValueError:
            abort(404)
        named = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
        return Response(made.content, content_type=made.media, headers=named)

    @server.get("/pack")
    def pack() -> Response:  # pyright: ignore[reportUnusedFunction]
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(MAKER.lines(_asked()), mimetype=STREAM, headers=headers)


def _asked() -> PageState:
    return state_of(request.query_string.decode("utf-8", "replace"))
