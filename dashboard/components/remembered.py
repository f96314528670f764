"""Answers given before: all is worked out from evidence and question alone, so what is asked again is known."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock

import brotli
from flask import Flask, Response, g, request

QUESTIONS = "/_dash-update-component"
MOST_BYTES = 16_000_000
"""What the answers held may take, in each worker."""
LONGEST = 20_000
"""Bytes of a question above which it is not likely to be asked again: it carries a file."""
LARGEST = 500_000
"""Bytes of an answer that is too large to be held."""
QUALITY = 5


@dataclass(frozen=True)
class Answer:
    """What was answered: the status, the content as it was sent, and what was said of it."""

    status: int
    content: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Answers:
    """The latest answers, by question; the one not asked for the longest goes first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self._held: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many are held."""
        return len(self._held)

    def get(self, question: bytes) -> Answer | None:
        """The answer given before, if it is still held."""
        with self._lock:
            if question in self._held:
                self._held.move_to_end(question)
            return self._held.get(question)

    def keep(self, question: bytes, answer: Answer) -> None:
        """Hold an answer, and let go of others where they take too much."""
        with self._lock:
            if question not in self._held and len(answer.content) <= self.most_bytes:
                self._held[question] = answer
                self.bytes += len(answer.content)
            while self.bytes > self.most_bytes:
                self.bytes -= len(self._held.popitem(last=False)[1].content)


def forget() -> None:
    """Say that this answer is not to be held: it failed, and may not the next time, or it is one of too many."""
    g.question = None


def remember(server: Flask) -> Answers:
    """Have the server answer at once what it has answered today: questions of pages, pages, figures, pictures."""
    answers = Answers()

    @server.before_request
    def known() -> Response | None:  # pyright: ignore[reportUnusedFunction]
        g.question = None
        if not _may_be_asked_again():
            return None
        question = _question()
        held = answers.get(question)
        if held is None:
            g.question, g.packed = question, _wants_packed()
            return None
        request.environ.pop("HTTP_ACCEPT_ENCODING", None)  # it goes as it went: nothing may pack it once more
        return Response(held.content, held.status, held.headers)

    @server.after_request
    def kept(response: Response) -> Response:  # pyright: ignore[reportUnusedFunction]
        if g.get("question") is None or not _can_be_held(response):
            return response
        content = response.get_data()
        if content and g.packed and not {"Content-Encoding", "ETag"} & set(response.headers.keys()):
            content = brotli.compress(content, quality=QUALITY)
            response.set_data(content)
            response.headers["Content-Encoding"] = "br"
        response.vary.add("Accept-Encoding")
        if request.path == QUESTIONS:
            response.headers["Cache-Control"] = "no-store"
        if len(content) <= LARGEST:
            answers.keep(g.question, Answer(response.status_code, content, tuple(response.headers)))
        return response

    return answers


def _may_be_asked_again() -> bool:
    """Whether it is a question of a page without a file, or an address, asked without conditions."""
    if request.path == QUESTIONS:
        return 0 < (request.content_length or 0) <= LONGEST
    return request.method == "GET" and not {"If-None-Match", "Range"} & set(request.headers.keys())


def _question() -> bytes:
    """The same for what has the same answer."""
    wanted = [request.headers.get(name) for name in ("Accept", "Accept-Encoding")]
    asked = f"{date.today()} {wanted} {request.method} {request.url} "
    return hashlib.sha256(asked.encode() + request.get_data()).digest()


def _wants_packed() -> bool:
    return request.accept_encodings.quality("br") > 0


def _can_be_held(response: Response) -> bool:
    """Whether all of an answer is here, and browsers do not hold it for ever already."""
    whole = not response.is_streamed and not response.direct_passthrough
    return response.status_code in {200, 204} and whole and not response.cache_control.max_age
