"""The area profile ("spine"): one row an indicator, worst always left, the area's dot among its fellows."""

from textwrap import wrap

import numpy as np
import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.theme import CATEGORICAL, INK, OUTCOME_COLOURS, finish
from dashboard.statistics.words import OUTCOME_MARKS, OUTCOME_WORDS, figure
from dashboard.vocabulary import Indicator, Outcome, Polarity

ROW = 40
"""Pixels an indicator: its label above its bar."""
LINE_MORE = 0.35
"""What each further line of a label takes, in rows."""
LONGEST_LINE = 50
"""Characters of a label that a telephone has room for."""
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
    labels = [_label(row, indicators[str(key)]) for key, row in table.iterrows()]
    rows = [float(row) for row in np.cumsum([1 + LINE_MORE * label.count("<br>") for label in labels]) - 1]
    below = rows[-1] if rows else -1.0
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
        hovertext=[_text(row, indicators[str(key)]) for key, row in table.iterrows()],
        hoverinfo="text",
        cliponaxis=False,
    )
    marks.scatter(
        x=[0.0] * len(rows),
        y=[row - 0.05 for row in rows],
        mode="text",
        text=labels,
        textposition="top right",
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
    )
    marks.layout["barmode"] = "overlay"
    marks.y_axis(range=[below + 0.6, -0.75], visible=False)
    marks.x_axis(
        range=[-0.03, 1.03],
        tickvals=[0.13, 0.87],
        ticktext=["◀ worst here", "best here ▶"],
        ticks="",
        showgrid=False,
        zeroline=False,
    )
    return finish(marks, plot_height=round(ROW * (below + 1)) + 20)


LONGEST_UNIT = 8
NO_BREAK = "\N{NO-BREAK SPACE}"
_MARKS = ("value", "partnership", "scotland", "lower_quarter", "upper_quarter")


def _place(table: pd.DataFrame, name: str, indicators: dict[str, Indicator]) -> pd.Series:
    """Where a value lies between the worst (0) and the best (1) of the fellows."""
    share = ((table[name] - table["lowest"]) / (table["highest"] - table["lowest"])).astype(float).clip(0, 1)
    lower_is_better = [indicators[str(key)].polarity == Polarity.LOWER_IS_BETTER for key in table.index]
    return share.where(~pd.Series(lower_is_better, index=table.index), 1 - share)


def _ticks(marks: Figure, places: pd.Series, rows: list[float], symbol: str, colour: str) -> None:
    marks.scatter(
        x=places,
        y=[row + 0.15 for row in rows],
        mode="markers",
        marker={"symbol": symbol, "size": 14, "color": colour, "line": {"width": 2, "color": colour}},
        hoverinfo="skip",
    )


def _label(row: pd.Series, indicator: Indicator) -> str:
    """What stands above a bar, in as many lines as it needs; a value is not broken."""
    value = _value(row, indicator).partition(":")[0]  # a reason stands in the table
    if len(indicator.unit) > LONGEST_UNIT:
        value = value.removesuffix(f" {indicator.unit}")
    value = value.replace(" ", NO_BREAK)
    lines = wrap(f"{indicator.name}: {value}{_compared(row)}", LONGEST_LINE, break_on_hyphens=False)
    before, _, after = "<br>".join(lines).rpartition(value)
    return f"{before}<b>{value}</b>{after}"


def _text(row: pd.Series, indicator: Indicator) -> str:
    """An indicator with its value and the comparison word."""
    return f"{indicator.name}: <b>{_value(row, indicator)}</b>{_compared(row)}"


def _value(row: pd.Series, indicator: Indicator) -> str:
    return figure(row["value"], row["status"], indicator)


def _compared(row: pd.Series) -> str:
    word = Outcome(row["partnership_outcome"])
    return "" if word == Outcome.NOT_COMPARED else f" {OUTCOME_MARKS[word]} {OUTCOME_WORDS[word]}"
