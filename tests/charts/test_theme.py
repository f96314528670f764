"""Every figure carries its title, what is shown and its source inside, and has the same manners."""

from copy import deepcopy

import pytest

from dashboard.charts.figure import Figure
from dashboard.charts.theme import (
    CATEGORICAL,
    OUTCOME_COLOURS,
    SOURCE_WIDTH,
    SUBTITLE_WIDTH,
    TITLE_WIDTH,
    Caption,
    finish,
    wrapped,
)
from dashboard.vocabulary import Outcome
from tests.charts.drawn import CAPTION, drawn, layout_of, notes

LONG = Caption("A headline that goes on " * 6, "What is shown " * 12, "Source: an office, " * 12, "A chart.")


def bare() -> Figure:
    figure = Figure()
    figure.bar(x=[1, 2], y=["a", "b"])
    return figure


@pytest.mark.parametrize("caption", [CAPTION, LONG], ids=["short", "long"])
def test_title_subtitle_and_source_stand_inside_the_figure(caption: Caption) -> None:
    figure = finish(bare(), caption, plot_height=200)
    text = layout_of(figure)["title"]["text"]
    title, subtitle = text.split("</b><br>")
    assert title.removeprefix("<b>").replace("<br>", " ") == caption.title.strip()
    assert caption.subtitle.strip() in subtitle.replace("<br>", " ")
    assert [note.replace("<br>", " ") for note in notes(figure)] == [caption.source.strip()]


def test_a_long_caption_is_broken_into_lines_and_given_room() -> None:
    short, long = (layout_of(finish(bare(), caption, plot_height=200)) for caption in (CAPTION, LONG))
    assert long["height"] > short["height"]
    for layout in (short, long):
        assert layout["height"] - layout["margin"]["t"] - layout["margin"]["b"] == 200
    for text, width in ((LONG.title, TITLE_WIDTH), (LONG.subtitle, SUBTITLE_WIDTH), (LONG.source, SOURCE_WIDTH)):
        assert max(map(len, wrapped(text, width))) <= width


def test_the_marks_are_kept_and_the_figure_given_is_not_changed() -> None:
    given = bare()
    before = deepcopy(given.to_dict())
    finished = finish(given, CAPTION, plot_height=200)
    assert given.to_dict() == before
    assert drawn(finished, "bar") == drawn(given, "bar")


def test_nothing_can_be_dragged_or_zoomed_away_and_no_legend_is_needed() -> None:
    layout = layout_of(finish(bare(), CAPTION, plot_height=200))
    assert layout["dragmode"] is False
    assert layout["showlegend"] is False
    assert layout["xaxis"]["fixedrange"] is True
    assert layout["yaxis"]["fixedrange"] is True


def test_the_palette_has_a_colour_for_each_outcome_and_never_red_beside_green() -> None:
    assert OUTCOME_COLOURS[Outcome.WORSE] == "#cb4e0b"
    assert OUTCOME_COLOURS[Outcome.BETTER] == "#0065bd"
    assert len({OUTCOME_COLOURS[outcome] for outcome in Outcome}) == len(Outcome)
    assert len(set(CATEGORICAL)) == 4
