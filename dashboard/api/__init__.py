"""The open interface: the same evidence for other programs, read-only, as JSON and CSV under /api/v1/."""
