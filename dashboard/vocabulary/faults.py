"""What is wrong, where, and how to put it right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and how to put it right."""

    file: str
    rule: str
    value: object = None
    row: int | None = None
    column: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = f", {self.column}" if self.column else ""
        found = "" if self.value is None else f"; found {self.value!r}"
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{self.file}{row}{column}: {self.rule}{found}{remedy}"


class DashboardError(Exception):
    """Something a person can put right; the message says what, where and how."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class ConfigError(DashboardError):
    """A definition (indicator or partnership file) breaks a rule."""


class DataError(DashboardError):
    """A figure or an area breaks a rule."""
