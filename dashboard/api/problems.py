"""What was wrong with a question, for a program and for a person: RFC 9457 problem details."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

MEDIA_TYPE = "application/problem+json"
QUOTED = 60
"""How much of what was found is quoted."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, what is allowed, and how to put it right."""

    status: int
    rule: str
    parameter: str = ""
    found: str | None = None
    allowed: tuple[str, ...] = ()
    remedy: str = ""

    def record(self) -> dict[str, Any]:
        """The problem as it is sent; what does not apply is left out."""
        where = f"{shortened(self.parameter)}: " if self.parameter else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        found = "" if self.found is None else f"; found {shortened(self.found)!r}"
        record: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": f"{where}{self.rule}{found}.{remedy}",
        }
        more = {
            "parameter": shortened(self.parameter) or None,
            "found": None if self.found is None else shortened(self.found),
            "allowed": list(self.allowed) or None,
            "remedy": self.remedy or None,
        }
        return record | {name: value for name, value in more.items() if value is not None}


class RefusedError(Exception):
    """A question that cannot be answered, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


def shortened(text: str) -> str:
    """What was found, to be quoted: never a whole page of it."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, what was found, and how to put it right"},
        "parameter": {"type": "string"},
        "found": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
        "remedy": {"type": "string"},
    },
}
