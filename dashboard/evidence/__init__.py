"""Reading, checking and adding up the evidence."""

from dashboard.evidence.library import Library, library
from dashboard.evidence.partnership_evidence import Evidence, evidence, evidence_of_partnership

__all__ = ["Evidence", "Library", "evidence", "evidence_of_partnership", "library"]
