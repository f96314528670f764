"""Packs made by a process of its own, which ends with each: no worker keeps what making one takes.

That process is a copy of the server from before there were workers, so it has read the evidence, and it waits. For each
pack it makes a copy of itself, which tells what happens a line at a time. Where there is none, packs are made here.
"""

import json
import logging
import os
import signal
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager

from dashboard.evidence import Evidence
from dashboard.exhibits.state import PageState
from dashboard.exports.made import Made
from dashboard.exports.pack.aside import can_work_aside
from dashboard.exports.pack.contents import Failed, Step
from dashboard.exports.pack.make import get_ready, make_pack
from dashboard.exports.pack.wanted import Wanted, wanted_in

LONGEST = 200_000
"""Bytes of a question: more than an address can have."""


class Maker:
    """The process that makes packs, as the server knows it."""

    def __init__(self) -> None:
        self._awaited = False
        self._questions: socket.socket | None = None

    def announce(self) -> None:
        """Say that it will be started: nothing is made ready for packs here."""
        self._awaited = True

    def start(self, leave: Iterable[Callable[[], object]] = ()) -> None:
        """Start it: before there are workers, and after all that they share is worked out.

        Args:
            leave: what it does first, to let go of what the server alone should hold.

        Raises:
            RuntimeError: there is a second thread; what it holds at this moment would be held for ever by a copy.
        """
        if threading.active_count() > 1:
            raise RuntimeError(f"no copy can be made beside threads: {threading.enumerate()}")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if os.fork():
            theirs.close()
            self._questions = ours
            return
        with _ending():
            ours.close()
            for one in leave:
                one()
            _wait(theirs)

    def get_ready(self, evidence: Evidence) -> None:
        """Do beside other work what a pack of a partnership needs: somebody is about to ask for one."""
        if not self._awaited:
            get_ready(evidence)

    def lines(self, state: PageState) -> Iterator[str]:
        """What happens while the pack of an address is made, a line of JSON each: see `pack_lines`.

        If the process that makes it is stopped, what it tells ends without its last line.
        """
        wanted = wanted_in(state)
        answer = None if isinstance(wanted, str) else self._ask(state)
        if not answer:
            yield from pack_lines(wanted)
            return
        with answer, answer.makefile(encoding="utf-8") as told:
            yield from told

    def _ask(self, state: PageState) -> socket.socket | None:
        """Where the answer to a question arrives; nothing where nobody hears it."""
        if not self._questions:
            return None
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._questions, [json.dumps(dict(state)).encode()], [theirs.fileno()])
            except OSError:
                logging.getLogger(__name__).warning("the process that makes packs is gone; they are made here")
                ours.close()
                self._questions, self._awaited = None, False
                return None
        return ours


MAKER = Maker()


@contextmanager
def _ending() -> Generator[None]:
    """What a copy of a process does, and nothing after it: it must not go on as the process that it is a copy of."""
    status = 1
    try:
        yield
        status = 0
    except BrokenPipeError:  # nobody waits for the pack any more
        status = 0
    except Exception:
        logging.getLogger(__name__).exception("the process that makes packs")
    finally:
        os._exit(status)


def _wait(questions: socket.socket) -> None:
    """Have each question answered by a copy of this process, until the server and all workers are gone."""
    for one in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH):
        signal.signal(one, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at the server, which ends, and this with it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a copy has ended
    while True:
        question, answers, *_ = socket.recv_fds(questions, LONGEST, 1)
        if not question:
            return
        if not os.fork():
            with _ending():
                questions.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _answer(json.loads(question), answers[0])
        for one in answers:
            os.close(one)


def _answer(state: PageState, answer: int) -> None:
    with socket.socket(fileno=answer) as told:
        for line in pack_lines(wanted_in(state), with_second=can_work_aside()):
            told.sendall(line.encode())


def pack_lines(wanted: Wanted | str, with_second: bool = False) -> Iterator[str]:
    """What happens while a pack is made, a line of JSON each: steps, files, failures, and last that it is done."""
    if isinstance(wanted, str):
        yield _line("failed", part="The pack", why=wanted)
        return
    for one in make_pack(wanted.pack, wanted.formats, with_second):
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
