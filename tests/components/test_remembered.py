"""Answers given before: the same to the same question, never of a failure, and no more than there is room for."""

import json
from collections.abc import Callable

import brotli
import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.remembered import LARGEST, LONGEST, QUESTIONS, Answer, Answers, forget, remember


def asked(client: FlaskClient, question: str, packed: bool = False) -> bytes:
    headers = {"Accept-Encoding": "br" if packed else "identity"}
    answer = client.post(QUESTIONS, data=question, headers=headers)
    assert answer.headers.get("Content-Encoding") == ("br" if packed and answer.data else None)
    return brotli.decompress(answer.data) if packed and answer.data else answer.data


@pytest.fixture
def times() -> dict[str, int]:
    return {}


@pytest.fixture
def client(times: dict[str, int]) -> FlaskClient:
    server = Flask(__name__)
    remember(server)

    @server.post(QUESTIONS)
    def answer() -> Response:  # pyright: ignore[reportUnusedFunction]
        question = request.get_data(as_text=True)
        times[question] = times.get(question, 0) + 1
        if question == "fails":
            forget()
        if question == "breaks":
            return Response("broken", status=500)
        if question == "nothing":
            return Response(status=204)
        return Response(json.dumps([question, times[question]]), content_type="application/json")

    @server.get("/<kind>")
    def address(kind: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        times[request.url] = times.get(request.url, 0) + 1
        content = f"{kind} {times[request.url]}"
        made = Response(iter([content]) if kind == "streamed" else content)
        if kind == "large":
            made.set_data("a" * (LARGEST + 1))
        if kind == "forever":
            made.headers["Cache-Control"] = "public, max-age=31536000"
        if kind == "file":
            made.headers["Content-Disposition"] = 'attachment; filename="a.csv"'
        if kind in {"hashed", "packed"}:
            made.headers.update({"ETag": '"a"'} if kind == "hashed" else {"Content-Encoding": "gzip"})
        return made

    return server.test_client()


@pytest.mark.parametrize("kind", ["page", "file", "hashed", "packed"])
def test_an_address_is_worked_out_once_and_says_the_same_of_itself(
    client: FlaskClient, times: dict[str, int], kind: str
) -> None:
    first, second = (client.get(f"/{kind}?a=1", headers={"Accept-Encoding": "br"}) for _ in range(2))
    assert (first.status_code, first.data, list(first.headers)) == (
        second.status_code,
        second.data,
        list(second.headers),
    )
    assert first.headers.get("Content-Encoding") == {"hashed": None, "packed": "gzip"}.get(kind, "br")
    assert first.headers.get("Cache-Control") is None
    assert times == {f"http://localhost/{kind}?a=1": 1}


@pytest.mark.parametrize("kind", ["streamed", "large", "forever"])
def test_what_is_not_here_as_a_whole_or_held_elsewhere_is_not_kept(
    client: FlaskClient, times: dict[str, int], kind: str
) -> None:
    assert [client.get(f"/{kind}").status_code for _ in range(2)] == [200, 200]
    assert times == {f"http://localhost/{kind}": 2}


def test_an_address_is_asked_anew_for_another_host_query_kind_or_with_a_condition(
    client: FlaskClient, times: dict[str, int]
) -> None:
    for named in ({"Host": "a.example"}, {"Host": "b.example"}, {"Accept": "text/csv"}, {"If-None-Match": '"a"'}):
        client.get("/page", headers=named)
    client.get("/page?a=1")
    client.head("/page?a=1")
    assert sum(times.values()) == 6


def test_the_same_question_is_worked_out_once(client: FlaskClient, times: dict[str, int]) -> None:
    first = asked(client, "where?")
    assert [asked(client, "where?"), asked(client, "who?")] == [first, b'["who?", 1]']
    assert times == {"where?": 1, "who?": 1}


def test_packed_and_plain_answers_are_kept_apart(client: FlaskClient, times: dict[str, int]) -> None:
    assert asked(client, "where?", packed=True) == asked(client, "where?", packed=True) == b'["where?", 1]'
    assert asked(client, "where?") == b'["where?", 2]'


@pytest.mark.parametrize("question", ["fails", "breaks"])
def test_a_failure_is_never_kept(client: FlaskClient, times: dict[str, int], question: str) -> None:
    assert [client.post(QUESTIONS, data=question).status_code for _ in range(3)].count(200) in {0, 3}
    assert times == {question: 3}


def test_no_change_is_an_answer_too(client: FlaskClient, times: dict[str, int]) -> None:
    assert [client.post(QUESTIONS, data="nothing").status_code for _ in range(2)] == [204, 204]
    assert times == {"nothing": 1}


def test_a_question_with_a_file_is_not_kept(client: FlaskClient, times: dict[str, int]) -> None:
    question = "f" * (LONGEST + 1)
    assert [asked(client, question), asked(client, question)] == [f'["{question}", {n}]'.encode() for n in (1, 2)]


def test_tomorrow_it_is_asked_again(
    client: FlaskClient, times: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow:
        today: Callable[[], str] = staticmethod(lambda: "2126-01-01")

    asked(client, "when?")
    monkeypatch.setattr("dashboard.components.remembered.date", Tomorrow)
    asked(client, "when?")
    assert times == {"when?": 2}


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 40)), max_size=60))
def test_there_is_never_more_held_than_there_is_room_for(steps: list[tuple[int, int]]) -> None:
    answers, latest = Answers(most_bytes=100), dict[bytes, int]()
    for place, (name, size) in enumerate(steps):
        question = bytes([name, size])
        held = answers.get(question)
        assert held is None or held.content == b"a" * size
        answers.keep(question, Answer(200, b"a" * size))
        latest[question] = place
        present = [one for one in latest if answers.get(one) is not None]
        for one in sorted(present, key=lambda one: latest[one]):
            answers.get(one)  # asking keeps their order
        assert answers.bytes == sum(one[1] for one in present) <= 100
        assert question in present
