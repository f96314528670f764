"""An axis of bars on the screen: where values lie on it, and its round values."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, isfinite, log10

MOST_TICKS = 6
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Axis:
    """The values from one end to the other."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value lies, in hundredths of the whole length."""
        return 100 * (value - self.low) / (self.high - self.low)

    def at(self, value: float) -> str:
        """Where a value lies, as a style says it."""
        return f"{self.share(value):.2f}%"

    def span(self, low: float, high: float) -> str:
        """How far it is from one value to another, as a style says it."""
        return f"{self.share(high) - self.share(low):.2f}%"

    def ticks(self) -> list[str]:
        """Round values, at least two, written out."""
        span = self.high - self.low
        power = floor(log10(span / MOST_TICKS))
        step = next(one * 10.0**power for one in STEPS if span / (one * 10.0**power) <= MOST_TICKS)
        first = -floor(-self.low / step)
        decimals = max(0, -floor(log10(step)))
        return [f"{place * step:.{decimals}f}" for place in range(first, floor(self.high / step) + 1)]


def axis_with(values: Iterable[float]) -> Axis:
    """An axis that holds zero and every value that there is."""
    found = [0.0, *filter(isfinite, values)]
    low, high = min(found), max(found)
    return Axis(low, high if high > low else low + 1)


def written(tick: str) -> str:
    """A round value as people read it."""
    return f"{float(tick):,.{len(tick.partition('.')[2])}f}"
