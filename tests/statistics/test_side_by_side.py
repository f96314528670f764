"""Work in pieces on all processors: the same as one after the other."""

import threading
import time
from collections.abc import Iterator

import pytest

from dashboard.statistics.side_by_side import PROCESSORS, side_by_side


def test_what_is_made_comes_in_the_order_of_the_items() -> None:
    def slower_first(item: int) -> int:
        time.sleep(0.002 * (20 - item))
        return item * item

    assert list(side_by_side(slower_first, range(20))) == [item * item for item in range(20)]


def test_nothing_is_made_of_nothing() -> None:
    assert list(side_by_side(str, [])) == []


def test_few_items_are_under_way_at_once() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(50):
            taken += 1
            yield item

    for place, _ in enumerate(side_by_side(str, items())):
        assert taken - place <= PROCESSORS + 1


def test_they_are_under_way_side_by_side() -> None:
    meeting = threading.Barrier(PROCESSORS, timeout=60)
    assert len(list(side_by_side(lambda _: meeting.wait(), range(PROCESSORS)))) == PROCESSORS


def test_what_fails_fails_at_its_place() -> None:
    made = side_by_side(lambda item: 1 / item, [2, 1, 0])
    assert [next(made), next(made)] == [0.5, 1]
    with pytest.raises(ZeroDivisionError):
        next(made)
