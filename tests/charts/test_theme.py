"""Every figure has the same palette and the same manners."""

from copy import deepcopy

from dashboard.charts.figure import Figure
from dashboard.charts.theme import (
    CATEGORICAL,
    OUTCOME_COLOURS,
    finish,
)
from dashboard.vocabulary import Outcome
from tests.charts.drawn import drawn, layout_of


def bare() -> Figure:
    figure = Figure()
    figure.bar(x=[1, 2], y=["a", "b"])
    return figure


def test_marks_get_the_height_asked_for_and_notes_above_them_get_room() -> None:
    noted = bare()
    noted.note(x=1, y=1, yref="paper", text="Scotland")
    plain, higher = (layout_of(finish(figure, plot_height=200)) for figure in (bare(), noted))
    assert higher["height"] > plain["height"]
    for layout in (plain, higher):
        assert layout["height"] - layout["margin"]["t"] - layout["margin"]["b"] == 200


def test_the_marks_are_kept_and_the_figure_given_is_not_changed() -> None:
    given = bare()
    before = deepcopy(given.to_dict())
    finished = finish(given, plot_height=200)
    assert given.to_dict() == before
    assert drawn(finished, "bar") == drawn(given, "bar")


def test_nothing_can_be_dragged_or_zoomed_away_and_no_legend_is_needed() -> None:
    layout = layout_of(finish(bare(), plot_height=200))
    assert layout["dragmode"] is False
    assert layout["showlegend"] is False
    assert layout["xaxis"]["fixedrange"] is True
    assert layout["yaxis"]["fixedrange"] is True


def test_the_palette_has_a_colour_for_each_outcome_and_never_red_beside_green() -> None:
    assert OUTCOME_COLOURS[Outcome.WORSE] == "#cb4e0b"
    assert OUTCOME_COLOURS[Outcome.BETTER] == "#0065bd"
    assert len({OUTCOME_COLOURS[outcome] for outcome in Outcome}) == len(Outcome)
    assert len(set(CATEGORICAL)) == 4
