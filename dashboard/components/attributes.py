"""Attributes of HTML that are not Python names, or of kinds the libraries' type hints leave out."""

from typing import Any


def attributes(values: dict[str, Any]) -> dict[str, Any]:
    """The same, to be given to a component by `**`: aria-label, data-…, and the like."""
    return values
