"""Serving what is taken away: the files of any chart or map, and packs while they are being made."""

import json
from base64 import b64encode
from collections.abc import Iterator

from flask import Flask, Response, abort, request

from dashboard.exhibits.catalogue import exhibit_of
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.state import PageState, evidence_for, state_of
from dashboard.exports.exhibit_file import exhibit_file
from dashboard.exports.made import Made
from dashboard.exports.pack.contents import Failed, Step
from dashboard.exports.pack.make import make_pack
from dashboard.exports.pack.wanted import Wanted, wanted_in

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
        return Response(pack_lines(wanted_in(_asked())), mimetype=STREAM, headers=headers)


def _asked() -> PageState:
    return state_of(request.query_string.decode("utf-8", "replace"))


def pack_lines(wanted: Wanted | str) -> Iterator[str]:
    """What happens while a pack is made, a line of JSON each: steps, files, failures, and last that it is done."""
    if isinstance(wanted, str):
        yield _line("failed", part="The pack", why=wanted)
        return
    for one in make_pack(wanted.pack, wanted.formats):
        match one:
            case Step():
                yield _line("step", done=one.done, parts=one.parts, part=one.part)
            case Failed():
                yield _line("failed", part=one.part, why=one.why)
            case Made():
                content = b64encode(one.content).decode()
                yield _line("made", name=one.name, media=one.media, content=content)
    yield _line("done")


def _line(what: str, **said: str | int) -> str:
    return json.dumps({"what": what, **said}) + "\n"
