"""A file that is ready to be taken away."""

import unicodedata
from dataclasses import dataclass

from dashboard.evidence.partnerships import slug

LONGEST = 60
"""How many letters of a title a file's name has."""


@dataclass(frozen=True)
class Made:
    """A file: its name, what it is called to a browser, and its content."""

    name: str
    media: str
    content: bytes


def file_words(title: str) -> str:
    """A title as it stands in a file's name: small letters without accents, which every header and disk takes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return slug(plain)[:LONGEST].strip("-") or "area"
