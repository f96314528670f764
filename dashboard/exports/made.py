"""A file that is ready to be taken away."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """A file: its name, what it is called to a browser, and its content."""

    name: str
    media: str
    content: bytes
