"""Whatever somebody writes, the screen gets paragraphs, lists and emphasis: nothing leads or loads anywhere."""

import json
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plotly.utils import PlotlyJSONEncoder

from dashboard.components.markdown import DEEPEST, markdown

KINDS = {"P", "Em", "Strong", "Ul", "Ol", "Li", "Blockquote", "Br"}
PROPERTIES = {"children", "start"}
LONGEST_NOTE = 4000
NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<div>\n*a*\n</div>",
    "<!-- hidden -->",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "[x](http://evil.example 'onclick=1')",
    "![x](http://evil.example/pixel.png)",
    "[![x](http://evil.example)](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<http://evil.example>",
    "[r]\n\n[r]: javascript:alert(1)",
    "&lt;script&gt; &#106;avascript: &amp;",
    "- a\n  - b\n    1. c\n       > d",
    "```html\n<b>\n```",
    "    <b>indented</b>",
    "Heading\n===",
    "| a | b |\n|---|---|",
    "https://evil.example",
    "\\<b>\\*",
    "a  \nb\\\nc",
    "***",
]
MARKUP = [
    *("*", "**", "_", "`", "``", "~~~\n", "```\n", "    ", "\t", "> ", "- ", "+ ", "1. ", "23) ", "# ", "###### "),
    *(
        "\n",
        "\n\n",
        "  \n",
        "\\",
        "\n---\n",
        "\n===\n",
        "\n***\n",
        "<",
        ">",
        "</",
        "<b>",
        "<!--",
        "-->",
        "<?",
        "<![CDATA[",
    ),
    *("[", "![", "] ", "]: ", "\n[", "&", "&lt;", ": ", "|", "!", '"', "'"),
]


def shown(text: str) -> Any:
    """What the browser is sent."""
    return json.loads(json.dumps(markdown(text), cls=PlotlyJSONEncoder))


def nodes(tree: Any) -> list[dict[str, Any]]:
    if isinstance(tree, list):
        return [node for part in tree for node in nodes(part)]
    if isinstance(tree, dict):
        return [tree, *nodes(tree["props"].get("children"))]
    return []


def words(tree: Any) -> str:
    """The text of a tree, with a space where a block or a line ends."""
    if isinstance(tree, list):
        return "".join(words(part) for part in tree)
    if isinstance(tree, dict):
        inside = words(tree["props"].get("children"))
        return inside if tree["type"] in {"Em", "Strong"} else f" {inside} "
    return str(tree or "")


def outline(tree: Any) -> Any:
    """A tree as (kind, parts), with neighbouring texts put together."""
    parts: list[Any] = []
    for part in tree if isinstance(tree, list) else [] if tree is None else [tree]:
        made = (part["type"], outline(part["props"].get("children"))) if isinstance(part, dict) else part
        if isinstance(made, str) and parts and isinstance(parts[-1], str):
            parts[-1] += made
        else:
            parts.append(made)
    return parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words", [("P", ["Plain words"])]),
        ("One\n\ntwo", [("P", ["One"]), ("P", ["two"])]),
        ("One\ntwo", [("P", ["One two"])]),
        ("One  \ntwo\\\nthree", [("P", ["One", ("Br", []), "two", ("Br", []), "three"])]),
        ("*a* **b** `c`", [("P", [("Em", ["a"]), " ", ("Strong", ["b"]), " c"])]),
        ("***a***", [("P", [("Em", [("Strong", ["a"])])])]),
        ("# A *b*\n\nc", [("P", [("Strong", ["A ", ("Em", ["b"])])]), ("P", ["c"])]),
        ("A\n===", [("P", [("Strong", ["A"])])]),
        ("- a\n- b", [("Ul", [("Li", ["a"]), ("Li", ["b"])])]),
        ("- a\n\n- b", [("Ul", [("Li", [("P", ["a"])]), ("Li", [("P", ["b"])])])]),
        ("1. a\n   - b", [("Ol", [("Li", ["a", ("Ul", [("Li", ["b"])])])])]),
        ("> a\n> - b", [("Blockquote", [("P", ["a"]), ("Ul", [("Li", ["b"])])])]),
        ("a\n\n---\n\nb", [("P", ["a"]), ("P", ["b"])]),
        ("    a\n    b", [("P", ["a b"])]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_paragraphs_emphasis_lists_and_quotes(text: str, expected: Any) -> None:
    assert outline(shown(text)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[the hall](http://a.example/x)", "the hall (http://a.example/x)"),
        ("[the hall](HTTPS://a.example 'a title')", "the hall (HTTPS://a.example)"),
        ("[the hall](http://a.example/café?a=1&b)", "the hall (http://a.example/café?a=1&b)"),
        ("[write](mailto:us@a.example)", "write (mailto:us@a.example)"),
        ("[x](javascript:alert(1))", "x"),
        ("[x](java&#115;cript:alert(1))", "x"),
        ("[x](data:text/html,y)", "x"),
        ("[x](/area?area=1)", "x"),
        ("[x](httpx://a.example)", "x"),
        ("<http://a.example/%C3%A9>", "http://a.example/%C3%A9"),
        ("<us@a.example>", "us@a.example"),
        ("<javascript:alert(1)>", "javascript:alert(1)"),
        ("[http://a.example](http://evil.example)", "http://a.example (http://evil.example)"),
        ("![a *map* of\nit](http://evil.example/pixel.png 'title')", "a map of it"),
        ("![](http://evil.example)", ""),
        ("[![a map](http://evil.example)](http://a.example)", "a map (http://a.example)"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<div>\n*a*\n</div>", "<div> a </div>"),
        ("a <b>c</b> <!-- d -->", "a <b>c</b> <!-- d -->"),
        ("&lt;b&gt; &amp; &eacute;", "<b> & é"),
        ("[r][s] and\n\n[s]: http://a.example", "[r][s] and  [s]: http://a.example"),
        ("``<b>`*a*``", "<b>`*a*"),
    ],
)
def test_what_could_lead_or_load_is_text(text: str, said: str) -> None:
    assert words(shown(text)).strip() == said


def test_a_numbered_list_keeps_its_first_number() -> None:
    assert [node["props"]["start"] for node in nodes(shown("7. a\n8. b")) if node["type"] == "Ol"] == ["7"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from([*NASTY, *MARKUP]) | st.text(max_size=20), max_size=12).map("".join))
@example("".join(NASTY))
@example("\n\n".join(NASTY))
def test_only_harmless_pieces_reach_the_screen(text: str) -> None:
    for node in nodes(shown(text)):
        assert node["namespace"] == "dash_html_components"
        assert node["type"] in KINDS
        assert set(node["props"]) <= PROPERTIES
        assert set(node["props"]) == {"children"} or node["type"] == "Ol"
        assert re.fullmatch(r"[0-9]+", node["props"].get("start", "1"))


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(MARKUP), st.sampled_from(MARKUP)), min_size=1, max_size=40))
def test_every_word_survives_in_its_order(markup: list[tuple[str, str]]) -> None:
    written = [f"w{place}w" for place in range(len(markup))]
    text = "".join(f"{before}{after}{word}" for (before, after), word in zip(markup, written, strict=True))
    assert re.findall(r"w\d+w", words(shown(text))) == written


@pytest.mark.parametrize("depth", [*range(DEEPEST - 8, DEEPEST + 3), 300, 1300])
@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
def test_words_in_deep_lists_and_quotes_survive(mark: str, depth: int) -> None:
    tree = shown((mark * depth)[:LONGEST_NOTE] + "alpha *beta*\n\ngamma")
    assert re.findall("alpha|beta|gamma", words(tree)) == ["alpha", "beta", "gamma"]
    assert {node["type"] for node in nodes(tree)} <= KINDS


@pytest.mark.parametrize(
    "text",
    [
        "*" * 1900 + "alpha" + "*" * 1900,
        "![" + "*" * 1900 + "alpha" + "*" * 1900 + "](http://evil.example)",
        "*a " * 1300 + "alpha",
        "![" * 600 + "alpha" + "](x)" * 600,
        "[" * 600 + "alpha" + "](x)" * 600,
        "> " + "[" * 3900 + "alpha",
        "`" * 1900 + "alpha" + "<" * 1900,
    ],
    ids=lambda text: text[:3],
)
def test_a_note_written_to_hurt_is_shown_all_the_same(text: str) -> None:
    tree = shown(text)
    assert "alpha" in words(tree)
    assert {node["type"] for node in nodes(tree)} <= KINDS


def test_a_nesting_that_people_write_keeps_its_form() -> None:
    text = "> - a\n>   - b\n>     1. c\n>        > **d**"
    kinds = [node["type"] for node in nodes(shown(text))]
    assert kinds == ["Blockquote", *("Ul", "Li"), *("Ul", "Li"), *("Ol", "Li"), "Blockquote", "P", "Strong"]
