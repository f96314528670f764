"""Voices and assets: what people say of an area and what it has, beside the figures and never in them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.markdown import markdown
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.evidence.assets import assets_in
from dashboard.evidence.files import DATA
from dashboard.statistics.voices_beside import Beside, beside
from dashboard.vocabulary import Topic, Voice

NEVER = "Notes and assets stand beside the figures. They never change a score, a rank or a flag."
MARKS = {
    Beside.AGREE: "● the figures agree",
    Beside.DIFFER: "◆ the figures differ",
    Beside.NOT_COMPARED: "○ no figure to compare with",
}
SAYS = {"harder": "harder than elsewhere", "similar": "much as elsewhere", "easier": "easier than elsewhere"}


def voices_and_assets(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> list[Any]:
    """The notes of an area topic by topic beside what the figures say, then what it has.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
        figures: as `profile` returns them.
    """
    voices = evidence.library.voices.get(area_code, ())
    name = str(evidence.areas.loc[area_code, "area_name"])
    shown: list[Any] = [html.H3("What people say")]
    shown += _voices(evidence, voices, figures) if voices else _no_voice(area_code, name)
    return [*shown, html.H3("What there is"), *_assets(evidence, area_code, name), html.P(NEVER, className="note")]


def _voices(evidence: Evidence, voices: Sequence[Voice], figures: pd.DataFrame) -> list[Any]:
    columns = [Column("Topic"), Column("What people say"), Column("Beside the figures")]
    rows = [
        [one.topic.value, f"{one.title}: {SAYS[one.says]}", MARKS[beside(evidence, one, figures)]] for one in voices
    ]
    spoken = {one.topic for one in voices}
    held = {evidence.indicators[str(key)].topic for key in figures.index}
    rows += [[topic.value, "No voice yet", "–"] for topic in Topic if topic in held - spoken]
    return [table("What people say, beside the figures", columns, rows), *(_note(one) for one in voices)]


def _note(voice: Voice) -> html.Article:
    about = f"{voice.dimension} (Place Standard) · {voice.date} · {voice.source}. {voice.consent.rstrip('.')}."
    return html.Article(
        [html.H4(voice.title), *markdown(voice.text), html.P(about, className="note")], className="voice"
    )


def _no_voice(area_code: str, name: str) -> list[Any]:
    told = f"No voice yet: nobody has added a note for {name}. The figures on this page are only half of its story."
    if area_code not in _named_in_files(area_code):
        return [html.P(told)]
    return [html.P(told), *_how(f"data/stories/{area_code}.md", "stories/TEMPLATE.md")]


def _named_in_files(area_code: str) -> Sequence[str]:
    """A custom area has no file of its own: it is only in the address."""
    return () if area_code.startswith("custom-") else (area_code,)


def _how(path: str, template: str) -> list[Any]:
    """How to add one, with the template to copy."""
    text = (DATA / template).read_text("utf-8")
    how = f"Save the text below as {path} in the dashboard's folder, change it, and start the dashboard again."
    return [html.Details([html.Summary("How to add one"), html.P(how), html.Pre(text, className="template")])]


def _assets(evidence: Evidence, area_code: str, name: str) -> list[Any]:
    found = assets_in(evidence.library.assets, evidence.zones_of(area_code))
    if not found:
        none = f"No assets yet: nobody has listed the halls, groups or green spaces of {name}."
        return [html.P(none), *_how("data/assets/<any name>.csv", "assets/TEMPLATE.csv")]
    zones = evidence.library.zones["data_zone_name"]
    columns = [Column("What"), Column("Kind"), Column("Where"), Column("Data zone"), Column("Source")]
    rows = [
        [one.name, one.asset_type, one.address or "–", str(zones[one.data_zone]), f"{one.source}, {one.date}"]
        for one in found
    ]
    return [table(f"What {name} has", columns, rows)]
