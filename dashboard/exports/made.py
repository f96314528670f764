"""A file that is ready to be taken away."""

import unicodedata
from dataclasses import dataclass

from dashboard.evidence.partnerships import slug

OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "pptx": f"{OFFICE}presentationml.presentation",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "html": "text/html",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
}
"""What each kind of file is called to a browser."""
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
