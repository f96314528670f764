"""Numbers as they are written: text for a sentence or a screen that remembers its value for a workbook."""

from typing import Self


class Written(str):
    """A number as it is written, with the value to the digits shown.

    It is text wherever text is asked for. Cut or joined to other text it becomes plain text and forgets its value.

    Attributes:
        value: the number, rounded as it is written.
        decimals: how many digits it is written with.
        unit: what stands after it: "%", "people", or nothing.
    """

    value: float
    decimals: int
    unit: str

    def __new__(cls, value: float, decimals: int = 0, unit: str = "", signed: bool = False) -> Self:
        """The number as text, thousands parted by commas; a sign before it where asked for."""
        text = f"{value:{'+' if signed else ''},.{decimals}f}"
        own = super().__new__(cls, text + (unit if unit == "%" else f" {unit}" if unit else ""))
        own.value, own.decimals, own.unit = round(float(value), decimals), decimals, unit
        return own

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is plain text."""
        return str, (str(self),)

    @property
    def short(self) -> "Written":
        """The same without its unit, where that is said beside it; a percentage keeps its sign."""
        return self if self.unit == "%" else type(self)(self.value, self.decimals)


class WrittenRange(str):
    """A range as it is written, with both ends to the digits shown; see `Written`."""

    low: float
    high: float
    decimals: int
    unit: str

    def __new__(  # noqa: PLR0913, PLR0917 - how a range is written
        cls,
        lower: float,
        upper: float,
        decimals: int = 0,
        unit: str = "",
        between: str = "–",
        signed: bool = False,
    ) -> Self:
        """The range as text: 9.6–11.8%, or with other words between its ends: -0.4 to +1.2%."""
        form = f"{'+' if signed else ''},.{decimals}f"
        ends = f"{lower:{form}}{between}{upper:{form}}"
        own = super().__new__(cls, ends + (unit if unit == "%" else f" {unit}" if unit else ""))
        own.low, own.high = round(float(lower), decimals), round(float(upper), decimals)
        own.decimals, own.unit = decimals, unit
        return own

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is plain text."""
        return str, (str(self),)

    @property
    def short(self) -> "WrittenRange":
        """The same without its unit; a percentage keeps its sign."""
        return self if self.unit == "%" else type(self)(self.low, self.high, self.decimals)
