"""What people say of an area beside its figures, and what it has, as tables."""

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.evidence.assets import assets_in
from dashboard.exhibits.table import Table, columns, table
from dashboard.statistics.voices_beside import Beside, beside
from dashboard.vocabulary import Topic

NEVER = "Notes and assets stand beside the figures. They never change a score, a rank or a flag."
MARKS = {
    Beside.AGREE: "● the figures agree",
    Beside.DIFFER: "◆ the figures differ",
    Beside.NOT_COMPARED: "○ no figure to compare with",
}
SAYS = {"harder": "harder than elsewhere", "similar": "much as elsewhere", "easier": "easier than elsewhere"}


def no_voice(name: str) -> str:
    """What is said of an area without a note."""
    return f"No voice yet: nobody has added a note for {name}. The figures on this page are only half of its story."


def no_assets(name: str) -> str:
    """What is said of an area without assets."""
    return f"No assets yet: nobody has listed the halls, groups or green spaces of {name}."


def voices_table(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> Table | None:
    """The notes of an area topic by topic beside what the figures say; nothing without a note.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
        figures: as `profile` returns them.
    """
    voices = evidence.library.voices.get(area_code, ())
    rows = [
        [one.topic.value, f"{one.title}: {SAYS[one.says]}", MARKS[beside(evidence, one, figures)]] for one in voices
    ]
    spoken = {one.topic for one in voices}
    held = {evidence.indicators[str(key)].topic for key in figures.index}
    rows += [[topic.value, "No voice yet", "–"] for topic in Topic if topic in held - spoken]
    heads = columns("Topic", "What people say", "Beside the figures")
    return table("What people say, beside the figures", heads, rows) if voices else None


def assets_table(evidence: Evidence, area_code: str) -> Table | None:
    """What an area has; nothing where nobody has listed any of it."""
    found = assets_in(evidence.library.assets, evidence.zones_of(area_code))
    zones = evidence.library.zones["data_zone_name"]
    rows = [
        [one.name, one.asset_type, one.address or "–", str(zones[one.data_zone]), f"{one.source}, {one.date}"]
        for one in found
    ]
    heads = columns("What", "Kind", "Where", "Data zone", "Source")
    return table(f"What {evidence.areas['area_name'][area_code]} has", heads, rows) if found else None
