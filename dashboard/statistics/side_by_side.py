"""Work in pieces on all processors at once: NumPy leaves Python to others while it computes."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

PROCESSORS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(work: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
    """What the work makes of each item, in the order of the items; few are under way at once, to spare memory.

    Raises:
        Whatever the work raises, at the place of its item.
    """
    under_way = deque[Future[Made]]()
    with ThreadPoolExecutor(PROCESSORS, thread_name_prefix="side-by-side") as pool:
        for item in items:
            under_way.append(pool.submit(work, item))
            if len(under_way) > PROCESSORS:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
