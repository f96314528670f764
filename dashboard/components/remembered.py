"""Answers given before: pages are worked out from evidence and question alone, so what is asked again is known."""

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
QUALITY = 5


@dataclass(frozen=True)
class Answer:
    """What was answered; `packed` by brotli, or plain."""

    status: int
    content: bytes
    packed: bool


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
    """Say that the answer to this question is not to be held: it failed, and may not the next time."""
    g.question = None


def remember(server: Flask) -> Answers:
    """Have the server answer at once what it has answered today."""
    answers = Answers()

    @server.before_request
    def known() -> Response | None:  # pyright: ignore[reportUnusedFunction]
        g.question = None
        if request.path != QUESTIONS or not 0 < (request.content_length or 0) <= LONGEST:
            return None
        packed = request.accept_encodings.quality("br") > 0
        question = hashlib.sha256(f"{date.today()} {packed} ".encode() + request.get_data()).digest()
        held = answers.get(question)
        if held is None:
            g.question, g.packed = question, packed
            return None
        return _filled(Response(status=held.status, content_type="application/json"), held)

    @server.after_request
    def kept(response: Response) -> Response:  # pyright: ignore[reportUnusedFunction]
        if g.get("question") is None or response.status_code not in {200, 204}:
            return response
        content = response.get_data()
        packed = g.packed and len(content) > 0
        answer = Answer(response.status_code, brotli.compress(content, quality=QUALITY) if packed else content, packed)
        answers.keep(g.question, answer)
        return _filled(response, answer)

    return answers


def _filled(response: Response, answer: Answer) -> Response:
    response.set_data(answer.content)
    response.headers["Cache-Control"] = "no-store"
    if answer.packed:
        response.headers["Content-Encoding"] = "br"
    response.vary.add("Accept-Encoding")
    return response
