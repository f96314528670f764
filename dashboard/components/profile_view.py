"""Where an area stands on every indicator: a profile chart for each priority, and the table of its figures."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.charts.profile import spine
from dashboard.charts.theme import Caption
from dashboard.components import links
from dashboard.components.graph import graph
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.words import count, figure, listed, number, outcome_words, range_of
from dashboard.vocabulary import AreaType, Outcome, Polarity, Topic

OTHERS = "Everything else"


def profiles(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> list[Any]:
    """A heading, a chart and a table for each priority, then for all else by topic.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas.
        figures: as `profile` returns them.
    """
    shown: list[Any] = []
    for place, (heading, keys) in enumerate(_groups(evidence, figures)):
        part = figures.loc[keys]
        chart = _chart(f"area-spine-{place}", evidence, area_code, (heading, part))
        shown += [html.H3(heading), chart]
        if heading != OTHERS:
            shown.append(_table(evidence, f"{heading}: the latest figures", part))
        else:
            shown.append(
                html.Details([html.Summary("The figures of everything else, by topic"), *_by_topic(evidence, part)])
            )
    return shown


def _by_topic(evidence: Evidence, figures: pd.DataFrame) -> list[Any]:
    topics = [evidence.indicators[str(key)].topic for key in figures.index]
    return [
        _table(evidence, f"{topic.value}: the latest figures", figures[[one == topic for one in topics]])
        for topic in Topic
        if topic in topics
    ]


def _groups(evidence: Evidence, figures: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """The indicators of each priority, scored or of its topic, and those of none."""
    left = [str(key) for key in figures.index]
    groups: list[tuple[str, list[str]]] = []
    for priority in evidence.partnership.priorities:
        scored = {key for row in priority.indicators.values() for key in row}
        own = [key for key in left if key in scored or evidence.indicators[key].topic == priority.name]
        left = [key for key in left if key not in own]
        groups.append((priority.name, own))
    return [group for group in (*groups, (OTHERS, left)) if group[1]]


def _chart(graph_id: str, evidence: Evidence, area_code: str, group: tuple[str, pd.DataFrame]) -> html.Figure | html.P:
    heading, figures = group
    name = str(evidence.areas.loc[area_code, "area_name"])
    kind = AreaType.of(area_code)
    others = AreaType.INTERMEDIATE_ZONE if kind == AreaType.CUSTOM_AREA else kind
    judged = [evidence.indicators[str(key)].polarity != Polarity.NO_JUDGEMENT for key in figures.index]
    if not (figures[judged]["highest"] > figures[judged]["lowest"]).any():
        return html.P("Nothing here can be set between best and worst; the table has the figures.", className="note")
    outcomes = figures["partnership_outcome"]
    worse, better = (int((outcomes == word).sum()) for word in (Outcome.WORSE, Outcome.BETTER))
    partnership = evidence.partnership.name
    found = f"Told apart from {partnership}: {worse} worse, {better} better, of {len(figures)}."
    publishers = sorted({evidence.indicators[str(key)].source.publisher.split(",")[0] for key in figures.index})
    caption = Caption(
        title=f"{heading}: where {name} stands",
        subtitle=f"Latest period. Dark: the middle half of {others.plural}. │ {partnership}, ◇ Scotland. {found}",
        source=f"Sources: {listed(publishers)}. Period and licence of each indicator stand in the table below.",
        alt=f"{heading}: profile of {name} among {others.plural} of {partnership}. {found} The table has every figure.",
    )
    return graph(graph_id, spine(figures, dict(evidence.indicators), caption), caption, narrow=True)


def _table(evidence: Evidence, caption: str, figures: pd.DataFrame) -> html.Div:
    """Indicators with counts beside rates, and what they compare with."""
    name = evidence.partnership.name
    columns = [Column("Indicator"), Column("Period"), *_numeric("Here", "95% interval", "How many", name, "Scotland")]
    columns += [Column(f"Against {name}"), Column("Against Scotland")]
    rows = [_row(evidence, str(key), row) for key, row in figures.to_dict("index").items()]
    return table(caption, columns, rows)


def _numeric(*headings: str) -> Sequence[Column]:
    return [Column(heading, numeric=True) for heading in headings]


def _row(evidence: Evidence, key: str, row: Mapping[Hashable, Any]) -> list[Any]:
    indicator = evidence.indicators[key]
    query = links.address("/explore", evidence.partnership.partnership_id, indicator=key)
    unit = "" if indicator.unit == "%" else f" {indicator.unit}"
    return [
        html.Div([dcc.Link(indicator.name, href=query), html.Span(unit, className="unit")]),
        row["period"],
        figure(row["value"], row["status"], indicator).removesuffix(unit)
        + (" (approx.)" if row["approximate"] else ""),
        range_of(row["lower"], row["upper"], indicator).removesuffix(unit),
        count(row["numerator"]),
        number(row["partnership"], indicator).removesuffix(unit),
        number(row["scotland"], indicator).removesuffix(unit),
        outcome_words(row["partnership_outcome"]),
        outcome_words(row["scotland_outcome"]),
    ]
