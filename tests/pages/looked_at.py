"""Which keys of an address a page looks at: addresses that differ in others are one and the same to it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from dashboard.components import links

Layout = Callable[..., Any]


class Watched(Mapping[str, str]):
    """The state of a page, which notes what is looked at; whoever goes through it looks at everything."""

    def __init__(self, state: dict[str, str]) -> None:
        self.state = state
        self.seen: set[str] = set()
        self.all_seen = False

    def __getitem__(self, key: str) -> str:
        self.seen.add(key)
        return self.state[key]

    def __iter__(self) -> Iterator[str]:
        self.all_seen = True
        return iter(self.state)

    def __len__(self) -> int:
        self.all_seen = True
        return len(self.state)

    def alike(self, other: Mapping[str, str]) -> bool:
        """Whether who has looked at this state would have seen the same in another."""
        if self.all_seen:
            return self.state == other
        return all(self.state.get(key) == other.get(key) for key in self.seen)


def watched(layout: Layout, /, **state: Any) -> tuple[Any, Watched]:
    """A page laid out, and what it has looked at in its address: everything, unless it is known to be less."""
    made: list[Watched] = []
    single = links.single

    def noted(given: Mapping[str, object]) -> Watched:
        made.append(Watched(single(given)))
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "single", noted)
        page = layout(**state)
    if len(made) != 1:
        made = [Watched(single(state))]
        made[0].all_seen = True
    named = {key: value for key, value in single(state).items() if key not in made[0].state}
    made[0].state |= named  # what the layout takes by name, it has looked at
    made[0].seen |= set(named)
    return page, made[0]
