"""Voices and assets: what people say of an area and what it has, beside the figures and never in them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.markdown import markdown
from dashboard.components.table import shown
from dashboard.evidence import Evidence
from dashboard.evidence.files import DATA
from dashboard.exhibits.voices import NEVER, assets_table, no_assets, no_voice, voices_table
from dashboard.vocabulary import Voice


def voices_and_assets(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> list[Any]:
    """The notes of an area topic by topic beside what the figures say, then what it has.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
        figures: as `profile` returns them.
    """
    name = str(evidence.areas.loc[area_code, "area_name"])
    said, held = voices_table(evidence, area_code, figures), assets_table(evidence, area_code)
    notes = evidence.library.voices.get(area_code, ())
    voices = [shown(said, evidence), *(_note(one) for one in notes)] if said else _no_voice(area_code, name)
    none = [html.P(no_assets(name)), *_how("data/assets/<any name>.csv", "assets/TEMPLATE.csv")]
    assets = [shown(held, evidence)] if held else none
    return [html.H3("What people say"), *voices, html.H3("What there is"), *assets, html.P(NEVER, className="note")]


def _note(voice: Voice) -> html.Article:
    about = f"{voice.dimension} (Place Standard) · {voice.date} · {voice.source}. {voice.consent.rstrip('.')}."
    return html.Article(
        [html.H4(voice.title), *markdown(voice.text), html.P(about, className="note")], className="voice"
    )


def _no_voice(area_code: str, name: str) -> list[Any]:
    if area_code not in _named_in_files(area_code):
        return [html.P(no_voice(name))]
    return [html.P(no_voice(name)), *_how(f"data/stories/{area_code}.md", "stories/TEMPLATE.md")]


def _named_in_files(area_code: str) -> Sequence[str]:
    """A custom area has no file of its own: it is only in the address."""
    return () if area_code.startswith("custom-") else (area_code,)


def _how(path: str, template: str) -> list[Any]:
    """How to add one, with the template to copy."""
    text = (DATA / template).read_text("utf-8")
    how = f"Save the text below as {path} in the dashboard's folder, change it, and start the dashboard again."
    return [html.Details([html.Summary("How to add one"), html.P(how), html.Pre(text, className="template")])]
