"""Locality Evidence Dashboard: where need is greatest, how sure that is, and who would be missed."""

import os

os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # before pyarrow: its own pool keeps what reading took
