"""HTML that is sent as text says what the components say, escaped, and nothing that needs Dash gets into it."""

import dash_mantine_components as dmc
import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dashboard.components.attributes import attributes
from dashboard.components.markup import DRAWN, ahead, markup, part, tells, word_of
from tests.pages.trees import parts, read, tree_of, words

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(ANY_TEXT, ANY_TEXT)
def test_text_and_attributes_are_escaped(text: str, label: str) -> None:
    (one,) = read(markup(html.P(text, **attributes({"aria-label": label, "data-x": label}))))
    assert words(one) == text
    assert one["props"]["aria-label"] == (label or True)
    assert len(list(parts(one))) == 1


@given(st.dictionaries(st.sampled_from(["area", "page"]), ANY_TEXT))
def test_a_click_says_what_was_given_to_it(word: dict[str, str]) -> None:
    (one,) = read(markup(html.Button("x", **tells("store", word))))
    assert (one["props"]["data-tells"], one["props"]["data-word"]) == ("store", word_of(word))


def test_names_of_attributes_are_those_of_html() -> None:
    text = markup(html.Td("1", className="number", colSpan=2, tabIndex=0, style={"--at": "3%"}, hidden=True))
    assert text.startswith("<td ")
    assert text.endswith(">1</td>")
    for one in ('class="number"', 'colspan="2"', 'hidden=""', 'style="--at:3%"', 'tabindex="0"'):
        assert f" {one}" in text
    assert "className" not in markup(html.P("x", className=""))
    assert "disabled" not in markup(html.Button("x", disabled=False))


def test_what_holds_nothing_has_no_end() -> None:
    assert markup([html.Br(), "a", None, 3, Markup("<b>x</b>")]) == "<br>a3<b>x</b>"


def test_a_link_inside_the_dashboard_is_marked_and_one_outside_is_not() -> None:
    inside, outside = markup(dcc.Link("Rattray", href="/area/S1?a=1&b=2")), markup(html.A("File", href="/take/x.csv"))
    assert "data-inside" in inside
    assert 'href="/area/S1?a=1&amp;b=2"' in inside
    assert "data-inside" not in outside


def test_a_part_inside_another_is_drawn_with_it() -> None:
    inner = part(html.B("x"), className="inner")
    outer = tree_of(part(html.Div([inner, "y"]), "outer"))
    assert [one["props"].get("className") for one in parts(outer) if one["type"] == "Div"] == [None, None, "inner"]
    assert words(outer).split() == ["x", "y"]
    assert DRAWN not in str(read(markup(inner)))


def test_what_only_dash_can_draw_is_refused() -> None:
    with pytest.raises(TypeError, match="Alert is drawn by Dash alone"):
        markup(dmc.Alert("x"))
    with pytest.raises(TypeError, match="hears none"):
        markup(html.Button("x", id={"type": "row", "place": 1}))


def test_controls_say_which_choices_can_be_shown_ahead() -> None:
    said = ahead("explore", {"explore-indicator": "indicator"})
    assert said == {"data-ahead": "explore", "data-keys": '{"explore-indicator": "indicator"}'}
