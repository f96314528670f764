"""The words of the field that stand on a page are explained, and no others: whole words, plurals, deep in a tree."""

from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.components.words_used import EVERYDAY, texts, words_used
from dashboard.evidence.glossary import glossary


def explained(*content: Any) -> dict[str, str]:
    """The words that are explained, with what is said of each."""
    found = words_used(content)
    if found is None:
        return {}
    assert isinstance(found, html.Details)
    _, listed = list(found.children)  # type: ignore[call-overload]
    rows: list[Component] = listed.children
    assert [type(row) for row in rows] == [html.Dt, html.Dd] * (len(rows) // 2)
    said = [str(row.children) for row in rows]  # type: ignore[attr-defined]
    return dict(zip(said[::2], said[1::2], strict=True))


@pytest.mark.parametrize("word", [word for word in glossary() if word not in EVERYDAY])
def test_every_word_of_the_field_is_found_by_itself_and_in_capitals(word: str) -> None:
    assert explained(f"Here is ({word}).")[word] == glossary()[word]
    assert word in explained(f"{word.upper()}: here")


@pytest.mark.parametrize("word", sorted(EVERYDAY))
def test_everyday_words_are_words_of_the_glossary_and_are_not_explained(word: str) -> None:
    assert word in glossary()
    assert word not in explained(f"Here is the {word}.")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Two localities and three flags", ["locality", "flag"]),
        ("its priorities", ["priority"]),
        ("trendy, upward, flagged, gaping", []),
        ("custom areas and intermediate zones", ["intermediate zone", "custom area"]),
        ("upwards of forward", []),
        ("", []),
    ],
)
def test_whole_words_and_plurals_count(said: str, wanted: list[str]) -> None:
    assert list(explained(said)) == wanted


def test_words_are_in_the_order_of_the_glossary_and_once() -> None:
    said = "A trend, a gap, a trend; a ward, a gap, gaps and a data zone."
    found = list(explained(said))
    assert found == [word for word in glossary() if word in found]
    assert found == ["data zone", "ward", "trend", "gap"]


def test_the_whole_tree_is_read_in_order() -> None:
    content: Any = [
        html.H2("One"),
        None,
        7,
        ["two", ("three",)],
        html.P(["four ", html.B("five")]),
        html.Img(alt="a gap"),
    ]
    tree = html.Div(content)
    assert list(texts(tree)) == ["One", "two", "three", "four ", "five"]
    assert list(texts(None)) == []
    assert list(explained(html.Div(html.Section([html.P(["There is a ", html.B("gap"), " here"])])))) == ["gap"]
    assert explained(html.Img(alt="a gap", title="a gap")) == {}


def test_nothing_is_shown_where_no_word_needs_it() -> None:
    assert words_used([]) is None
    assert words_used([html.P("The area, its rank and its place.")]) is None


def test_the_meanings_are_folded_away_under_a_plain_heading() -> None:
    found = words_used(iter(["a gap"]))
    assert found is not None
    summary = found.children[0]  # type: ignore[index]
    assert isinstance(summary, html.Summary)
    assert list(texts(summary)) == ["What the words on this page mean"]
    assert not getattr(found, "open", False)
