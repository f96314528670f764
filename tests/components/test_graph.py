"""A chart stands in its words: headline and what is shown above it, its source below, and who cannot see it is told."""

import json

from dashboard.charts.figure import Figure
from dashboard.charts.theme import finish
from dashboard.components.graph import graph
from dashboard.evidence import evidence
from dashboard.exhibits.exhibit import Caption, Exhibit
from dashboard.exhibits.table import Table
from tests.pages.trees import parts, tree_of, words

CAPTION = Caption("Need in A & B", "Share of people, 2020.", "Source: an office.", "A chart of A & B.")


def held() -> Exhibit:
    figure = Figure()
    figure.bar(x=[1, 2], y=["a", "b"])
    return Exhibit("a-chart", CAPTION, finish(figure, 200), Table("Figures", (), ()))


def test_headline_and_subtitle_stand_above_the_marks_and_the_source_below() -> None:
    tree = tree_of(graph(evidence("perth-and-kinross"), held()))
    order = [str(one["props"].get("className") or one["props"].get("role")) for one in parts(tree)]
    wanted = ["chart-title", "chart-subtitle", "img", "plot", "chart-source", "chart-tools"]
    assert [one for one in order if one in wanted] == wanted
    for said in (CAPTION.title, CAPTION.subtitle, CAPTION.source):
        assert said in words(tree)


def test_the_alt_sentence_names_the_marks_alone_so_that_the_words_are_read_too() -> None:
    (picture,) = (one for one in parts(tree_of(graph(evidence("fife"), held()))) if one["props"].get("role") == "img")
    assert picture["props"]["aria-label"] == CAPTION.alt
    assert words(picture) == ""


def test_what_is_drawn_is_written_on_the_chart_with_its_height() -> None:
    (plot,) = (one for one in parts(tree_of(graph(evidence("fife"), held()))) if one["props"].get("id") == "a-chart")
    assert json.loads(plot["props"]["data-figure"]) == held().figure.to_dict()
    assert plot["props"]["style"] == {"height": f"{held().figure.layout['height']}px"}
