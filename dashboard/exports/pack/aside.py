"""Work that a second process does meanwhile, where the machine has two processors."""

import os
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def can_work_aside() -> bool:
    """Whether a second process can do part of the work at the same time: it has all that this one has read."""
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin a work in a second process.

    Only for a process without threads of its own, as the command line is: the second process is a copy of this one.

    Returns:
        What waits for the result, which must be something that can be sent. It raises EOFError if the second process
        has ended without one.
    """
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work), daemon=True)
    process.start()
    sender.close()

    def result() -> T:
        with receiver:
            found: T = receiver.recv()
        process.join()
        return found

    return result


def _send(sender: Connection, work: Callable[[], object]) -> None:
    with sender:
        sender.send(work())
