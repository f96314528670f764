"""Why an area has its score: what each indicator adds to it or takes from it, in bars that add up to the score."""

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.theme import INK, OTHER, OUTCOME_COLOURS, finish
from dashboard.vocabulary import Outcome

ROW = 34
START = "start"


def contribution_bars(parts: pd.DataFrame) -> Figure:
    """Bars of points, the largest first, from where every area starts to the need score.

    Args:
        parts: one area: name (of the indicator), priority, points; the rows of `start` have one name.
    """
    starts = parts["indicator_id"] == START
    start = float(parts.loc[starts, "points"].sum())
    moved = parts[~starts].sort_values("points", ascending=False)
    names = ["Where every area starts", *moved["name"], "Need score"]
    points = [start, *moved["points"], float(parts["points"].sum())]
    bases = [0.0, *(start + moved["points"].cumsum() - moved["points"]), 0.0]
    more, less = OUTCOME_COLOURS[Outcome.WORSE], OUTCOME_COLOURS[Outcome.BETTER]
    colours = [OTHER, *(more if point > 0 else less for point in moved["points"]), INK]
    rows = list(range(len(names)))
    texts = [f"{name}  <b>{point:+.1f}</b>" for name, point in zip(names, points, strict=True)]
    texts[-1], texts[0] = f"Need score  <b>{points[-1]:.1f}</b>", f"{names[0]}  <b>{start:.1f}</b>"
    marks = Figure()
    marks.bar(
        x=points,
        base=bases,
        y=rows,
        orientation="h",
        width=0.4,
        offset=0.0,
        marker={"color": colours},
        hoverinfo="skip",
    )
    marks.scatter(
        x=[0.0] * len(rows),
        y=[row - 0.22 for row in rows],
        mode="text",
        text=texts,
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
    )
    marks.y_axis(range=[len(rows) - 0.4, -0.7], visible=False)
    marks.x_axis(title={"text": "points of the need score"}, rangemode="tozero")
    return finish(marks, plot_height=ROW * len(rows) + 20)
