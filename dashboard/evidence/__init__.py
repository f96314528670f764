"""Reading, checking and adding up the evidence."""

from dashboard.evidence.library import Evidence, Library, evidence, library

__all__ = ["Evidence", "Library", "evidence", "library"]
