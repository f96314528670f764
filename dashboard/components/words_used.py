"""The words of the field that a page uses, explained on demand."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.components.markup import DRAWN
from dashboard.evidence.glossary import glossary

EVERYDAY = {"area", "place", "period", "value", "weight", "rank", "voice", "cause", "evidence", "level", "missing"}
"""Words of the glossary that need no explaining where they stand in a sentence."""


def words_used(content: Iterable[Any]) -> html.Details | None:
    """What the words of the glossary mean that stand in parts of a page, folded away; None if none does."""
    said = " ".join(" ".join(texts(list(content))).split())
    found = [(word, meaning) for word, meaning in glossary().items() if word not in EVERYDAY and _stands(word, said)]
    if not found:
        return None
    rows = [part for word, meaning in found for part in (html.Dt(word), html.Dd(meaning))]
    return html.Details([html.Summary("What the words on this page mean"), html.Dl(rows)], className="words")


def texts(part: Any) -> Iterator[str]:
    """Every text in a part of a page, in order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list | tuple):
        for one in part:
            yield from texts(one)
    elif isinstance(part, Component):
        drawn = getattr(part, DRAWN, None)
        yield from texts(getattr(part, "children", None) if drawn is None else Markup(drawn).striptags())


def _stands(word: str, said: str) -> bool:
    return _pattern(word).search(said) is not None


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """A word, alone or as one of several, as a whole word."""
    stem = re.escape(word[:-1]) + "(y|ies)" if word.endswith("y") else re.escape(word.removesuffix("s")) + "s?"
    return re.compile(rf"(?<!\w){stem}(?!\w)", re.IGNORECASE)
