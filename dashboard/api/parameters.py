"""What can be asked for: every parameter with what it may be, and the check that refuses anything else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.api.problems import Problem, RefusedError
from dashboard.evidence import library
from dashboard.vocabulary import GRAINS, AreaType

LONGEST = 100
DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OFFSET = 1000, 10_000, 10_000_000
HELD_TYPES = tuple(kind.value for kind in AreaType if kind != AreaType.CUSTOM_AREA)
SHAPE_TYPES = tuple(kind for kind in HELD_TYPES if kind != AreaType.SCOTLAND)

Asked = Mapping[str, str]


@dataclass(frozen=True)
class Parameter:
    """One thing that can be asked for.

    Attributes:
        name: its key in the address.
        description: what it does.
        words: the words it may be, or None for any text.
        whole: the smallest, largest and usual number, if it is a whole number.
        required: whether there is no answer without it.
        example: a value that works.
    """

    name: str
    description: str
    words: Callable[[], Sequence[str]] | None = None
    whole: tuple[int, int, int] | None = None
    required: bool = False
    example: str = ""

    def schema(self) -> dict[str, Any]:
        """What it may be, as JSON Schema."""
        if self.whole:
            least, most, usual = self.whole
            return {"type": "integer", "minimum": least, "maximum": most, "default": usual}
        if self.words:
            return {"type": "string", "enum": list(self.words())}
        return {"type": "string", "minLength": 1, "maxLength": LONGEST}

    def check(self, value: str, status: int = 400) -> None:
        """Refuse a value that it may not be.

        Raises:
            RefusedError: saying what is allowed.
        """
        if self.whole:
            least, most, _ = self.whole
            written = value.isascii() and value.isdigit() and len(value) <= len(str(most))
            if not (written and least <= int(value) <= most):
                rule = f"must be a whole number from {least:,} to {most:,}"
                raise RefusedError(Problem(status, rule, self.name, value, remedy="Write digits only."))
        elif self.words:
            allowed = tuple(self.words())
            if value not in allowed:
                rule = "is none of the words that are allowed"
                remedy = "Use one of those listed under allowed."
                raise RefusedError(Problem(status, rule, self.name, value, allowed, remedy))
        elif not 1 <= len(value) <= LONGEST:
            rule = f"must be a text of 1 to {LONGEST} characters"
            raise RefusedError(Problem(status, rule, self.name, value, remedy="Leave it out, or shorten it."))


def asked(parameters: Sequence[Parameter], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is asked for, checked, with the usual number where none is given.

    Args:
        parameters: what can be asked for here.
        pairs: the keys and values in the address, in their order.

    Raises:
        RefusedError: a key is not known or there twice, a value is not allowed, or one that is needed is missing.
    """
    known = {parameter.name: parameter for parameter in parameters}
    found: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            remedy = "Leave it out." if known else "Leave it out: nothing can be asked for here."
            raise RefusedError(Problem(400, "there is no such parameter here", name, value, tuple(known), remedy))
        if name in found:
            raise RefusedError(Problem(400, "is there twice", name, value, remedy="Keep one."))
        known[name].check(value)
        found[name] = value
    for parameter in parameters:
        if parameter.required and parameter.name not in found:
            allowed = tuple(parameter.words()) if parameter.words else ()
            raise RefusedError(Problem(400, "is needed here", parameter.name, None, allowed, "Add it."))
        if parameter.whole and parameter.name not in found:
            found[parameter.name] = str(parameter.whole[2])
    return found


def _partnerships() -> Sequence[str]:
    return list(library().partnerships)


PARTNERSHIP = Parameter(
    "partnership",
    "Only areas of this partnership, with its own localities and places; without it, all of Scotland",
    _partnerships,
    example="perth-and-kinross",
)
ONE_PARTNERSHIP = Parameter("partnership", "Which partnership", _partnerships, required=True, example="fife")
INDICATOR_ID = Parameter("indicator_id", "Which indicator", lambda: list(library().indicators), example="simd_income")
INDICATOR = Parameter(
    "indicator",
    "Which indicator; it may be left out only where an area is named",
    lambda: list(library().indicators),
    example="simd_income",
)
AREA_TYPE = Parameter(
    "area_type",
    "Only areas of this kind; localities and places belong to a partnership, which must then be named",
    lambda: HELD_TYPES,
    example="intermediate_zone",
)
SHAPE_TYPE = Parameter("area_type", "Which kind of area", lambda: SHAPE_TYPES, example="intermediate_zone")
AREA = Parameter("area", "Only this area, by its code", example="S02002236")
PERIOD = Parameter(
    "period", "Only this period, as it is named in answers, or latest: the last one held", example="2022"
)
GRAIN = Parameter(
    "grain", "The size of zone that is scored", lambda: [grain.value for grain in GRAINS], required=True,
    example="intermediate_zone",
)  # fmt: skip
WEIGHTS = Parameter(
    "weights", "The name of a set of weights (equal unless said), or a number a priority, by comma", example="2,1,1"
)
LIMIT = Parameter("limit", "How many rows at most", whole=(1, LARGEST_LIMIT, DEFAULT_LIMIT), example="1000")
OFFSET = Parameter("offset", "How many rows to leave out first", whole=(0, LARGEST_OFFSET, 0), example="0")
FORMAT = Parameter(
    "format",
    "json, or csv; without it the Accept header decides, and otherwise it is JSON",
    lambda: ("json", "csv"),
    example="csv",
)
