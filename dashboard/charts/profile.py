"""The area profile ("spine"): one row an indicator, worst always left, the area's dot among its fellows."""

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.theme import CATEGORICAL, INK, OUTCOME_COLOURS, finish
from dashboard.statistics.words import OUTCOME_MARKS, OUTCOME_WORDS, figure
from dashboard.vocabulary import Indicator, Outcome, Polarity

ROW = 40
LIGHT, DARK = "#eeeeee", "#c8c8c8"
SYMBOLS = {
    Outcome.WORSE: "triangle-up",
    Outcome.BETTER: "circle",
    Outcome.SIMILAR: "square",
    Outcome.NOT_COMPARED: "circle-open",
}


def spine(profile: pd.DataFrame, indicators: dict[str, Indicator]) -> Figure:
    """Where one area stands on each indicator, between the worst and the best of its fellows.

    Args:
        profile: indexed by indicator_id: value, status, partnership_outcome, partnership, scotland, lowest,
            lower_quarter, upper_quarter, highest. Indicators without a judgement or a spread are left out.
        indicators: the definitions.
    """
    spread = profile["highest"] > profile["lowest"]
    judged = profile.index.map(lambda key: indicators[str(key)].polarity != Polarity.NO_JUDGEMENT).to_numpy(bool)
    table = profile[spread & judged]
    rows = list(range(len(table)))
    places = pd.DataFrame({name: _place(table, name, indicators) for name in _MARKS}, index=table.index)
    words = [Outcome(word) for word in table["partnership_outcome"]]
    first = places[["lower_quarter", "upper_quarter"]].min(axis=1)
    middle = (places["upper_quarter"] - places["lower_quarter"]).abs()
    marks = Figure()
    marks.bar(
        x=[1.0] * len(rows),
        y=rows,
        orientation="h",
        width=0.3,
        offset=0.0,
        marker={"color": LIGHT},
        hoverinfo="skip",
    )
    marks.bar(
        x=middle,
        base=first,
        y=rows,
        orientation="h",
        width=0.3,
        offset=0.0,
        marker={"color": DARK},
        hoverinfo="skip",
    )
    _ticks(marks, places["partnership"], rows, "line-ns-open", CATEGORICAL[0])
    _ticks(marks, places["scotland"], rows, "diamond-open", CATEGORICAL[2])
    marks.scatter(
        x=places["value"],
        y=[row + 0.15 for row in rows],
        mode="markers",
        marker={
            "size": 13,
            "color": [INK if word == Outcome.NOT_COMPARED else OUTCOME_COLOURS[word] for word in words],
            "symbol": [SYMBOLS[word] for word in words],
        },
        hovertext=[_text(key, row, indicators) for key, row in table.iterrows()],
        hoverinfo="text",
        cliponaxis=False,
    )
    marks.scatter(
        x=[0.0] * len(rows),
        y=[row - 0.24 for row in rows],
        mode="text",
        text=[_text(key, row, indicators, brief=True) for key, row in table.iterrows()],
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
    )
    marks.layout["barmode"] = "overlay"
    marks.y_axis(range=[len(rows) - 0.4, -0.7], visible=False)
    marks.x_axis(
        range=[-0.03, 1.03],
        tickvals=[0.06, 0.95],
        ticktext=["◀ worst here", "best here ▶"],
        ticks="",
        showgrid=False,
        zeroline=False,
    )
    return finish(marks, plot_height=ROW * len(rows) + 20)


LONGEST_UNIT = 8
_MARKS = ("value", "partnership", "scotland", "lower_quarter", "upper_quarter")


def _place(table: pd.DataFrame, name: str, indicators: dict[str, Indicator]) -> pd.Series:
    """Where a value lies between the worst (0) and the best (1) of the fellows."""
    share = ((table[name] - table["lowest"]) / (table["highest"] - table["lowest"])).astype(float).clip(0, 1)
    lower_is_better = [indicators[str(key)].polarity == Polarity.LOWER_IS_BETTER for key in table.index]
    return share.where(~pd.Series(lower_is_better, index=table.index), 1 - share)


def _ticks(marks: Figure, places: pd.Series, rows: list[int], symbol: str, colour: str) -> None:
    marks.scatter(
        x=places,
        y=[row + 0.15 for row in rows],
        mode="markers",
        marker={"symbol": symbol, "size": 14, "color": colour, "line": {"width": 2, "color": colour}},
        hoverinfo="skip",
    )


def _text(key: object, row: pd.Series, indicators: dict[str, Indicator], brief: bool = False) -> str:
    """An indicator with its value and the comparison word; in brief without a long unit."""
    indicator, word = indicators[str(key)], Outcome(row["partnership_outcome"])
    compared = "" if word == Outcome.NOT_COMPARED else f" {OUTCOME_MARKS[word]} {OUTCOME_WORDS[word]}"
    value = figure(row["value"], row["status"], indicator)
    if brief and len(indicator.unit) > LONGEST_UNIT:
        value = value.removesuffix(f" {indicator.unit}")
    return f"{indicator.name}: <b>{value}</b>{compared}"
