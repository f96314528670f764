"""Packs are made by a process of their own: it answers, it ends, and where it is gone packs are made all the same."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.benchmarks.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
AREA = "S02002248"
PATIENCE = 120
FOUR = 4
"""The first process, that of packs, and two workers."""
PDF_LIBRARY = "libpango"


@dataclass
class Workers:
    """The server as gunicorn.conf.py has it."""

    origin: str
    first: subprocess.Popen[bytes]

    def processes(self) -> list[int]:
        """All of it, in the order in which they were started."""
        found: list[int] = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                state, _, group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
                if int(group) == self.first.pid and state != "Z":
                    found.append(int(entry.name))
        return sorted(found)

    def lines(self, query: str) -> list[dict[str, Any]]:
        """What is told while a pack is made."""
        with urlopen(f"{self.origin}/pack?{query}", timeout=PATIENCE) as answer:
            return [json.loads(line) for line in answer]

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, self.processes()
            time.sleep(0.05)


@contextmanager
def started() -> Generator[Workers]:
    port = free_port()
    environment = {**os.environ, "PORT": str(port)}
    command = [sys.executable, "-m", "gunicorn", "app:server", "--no-control-socket"]
    first = subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    found = Workers(f"http://127.0.0.1:{port}", first)
    try:
        found.until(lambda: _answers(found.origin))
        found.until(lambda: len(found.processes()) == FOUR)
        yield found
    finally:
        with suppress(ProcessLookupError):
            os.killpg(first.pid, signal.SIGKILL)
        first.wait()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with started() as found:
        yield found


def _answers(origin: str) -> bool:
    try:
        with urlopen(origin, timeout=PATIENCE) as answer:
            return bool(answer.read())
    except (URLError, ConnectionError):
        return False


def kinds(lines: list[dict[str, Any]]) -> list[str]:
    return [str(one["what"]) for one in lines if one["what"] != "step"]


def test_no_worker_keeps_what_a_pack_takes(workers: Workers) -> None:
    assert kinds(workers.lines(f"areas={AREA}&formats=pdf,html")) == ["made", "made", "done"]
    workers.until(lambda: len(workers.processes()) == FOUR)  # those who made it have ended
    for process in workers.processes():
        assert PDF_LIBRARY not in Path(f"/proc/{process}/maps").read_text()


def test_packs_are_made_without_that_process_too_and_all_ends_when_it_is_asked_to() -> None:
    with started() as workers:
        os.kill(workers.processes()[1], signal.SIGKILL)
        workers.until(lambda: len(workers.processes()) == FOUR - 1)
        assert kinds(workers.lines(f"areas={AREA}&formats=pdf")) == ["made", "done"]
        assert any(PDF_LIBRARY in Path(f"/proc/{process}/maps").read_text() for process in workers.processes())
        workers.first.terminate()
        workers.first.wait(PATIENCE)
        workers.until(lambda: not workers.processes())


def test_it_ends_when_the_server_is_killed() -> None:
    with started() as workers:
        workers.first.kill()
        workers.until(lambda: workers.processes() in ([], [workers.first.pid]))


def test_a_pack_that_nobody_waits_for_is_given_up(workers: Workers) -> None:
    with urlopen(f"{workers.origin}/pack?areas={AREA}", timeout=PATIENCE) as answer:
        assert json.loads(answer.readline())["what"] == "step"
    workers.until(lambda: len(workers.processes()) == FOUR)
    assert _answers(workers.origin)


def test_a_pack_whose_process_is_stopped_ends_without_its_last_line(workers: Workers) -> None:
    with urlopen(f"{workers.origin}/pack?areas={AREA}", timeout=PATIENCE) as answer:
        first = answer.readline()
        for process in workers.processes()[FOUR:]:
            os.kill(process, signal.SIGKILL)
        rest = [json.loads(line) for line in (first, *answer)]
    assert "done" not in kinds(rest)
    assert kinds(workers.lines("formats=html")) == ["made", "done"]


def test_what_cannot_be_made_is_said_at_once(workers: Workers) -> None:
    (said,) = workers.lines("formats=nonsense")
    assert said["what"] == "failed"
    assert said["why"].startswith("none of these is a kind of file: nonsense")


def test_no_copy_is_made_beside_threads() -> None:
    program = (
        "import threading; from dashboard.components.pack_maker import MAKER\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start(); MAKER.start()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "no copy can be made beside threads" in done.stderr
