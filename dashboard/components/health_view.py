"""Health of the score, on the methods page: what is alike, works against the rest, is missing, or sways the ranks."""

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.index_health import (
    agreement,
    consistency,
    correlations,
    grades,
    influence,
    misfits,
    missingness,
)
from dashboard.statistics.recipe import Recipe, recipe_of
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.words import share
from dashboard.vocabulary import AreaType

GRAIN = AreaType.INTERMEDIATE_ZONE


def index_health(evidence: Evidence) -> list[Any]:
    """Whether the score is well made: what is alike, what works against the rest, what is missing, what sways it."""
    recipe = recipe_of(evidence, GRAIN, weights_of(evidence.partnership, "equal"))
    return [
        html.H2("Health of the score"),
        html.P(f"For {GRAIN.plural}, equal weights."),
        _indicators(evidence, recipe),
        _pairs(evidence, recipe),
        _misfits(evidence),
        html.P(
            "No value is left out for being uncertain: the values that are uncertain relative to their size are "
            "those of areas with very few people in need, and leaving them out would remove the areas that are best "
            "off."
        ),
    ]


def _indicators(evidence: Evidence, recipe: Recipe) -> html.Div:
    areas = evidence.areas_of(GRAIN).index
    goes, gone = agreement(recipe).to_dict("index"), missingness(recipe, areas).to_dict("index")
    sway, grade = influence(recipe, areas).to_dict("index"), grades(evidence, recipe, GRAIN).to_dict("index")
    alpha = consistency(recipe)["alpha"]
    columns = [Column("Indicator"), Column("Priority (alpha)"), Column("Goes with its priority", numeric=True)]
    columns += [Column("Goes with the others", numeric=True), Column("No figure, Scotland", numeric=True)]
    columns += [Column("Ranks move without it, mean", numeric=True), Column("Most moved"), Column("Reliability here")]
    names = evidence.areas["area_name"]
    rows = [
        [
            evidence.indicators[str(key)].name,
            f"{goes[key]['priority']} ({_number(float(alpha[goes[key]['priority']]))})",
            _number(goes[key]["inside"]),
            _number(goes[key]["overall"]) + (" works against the rest" if goes[key]["against"] else ""),
            share(gone[key]["missing_share"]),
            f"{one['mean_change']:.1f}",
            f"{names[one['moved_area']]}, {abs(one['moved_by']):.0f} places",
            _graded(grade[key]),
        ]
        for key, one in sway.items()
    ]
    return table("Every indicator that is scored, the most influential first", columns, rows)


def _graded(row: dict[Any, Any]) -> str:
    if not row["good"] + row["care"] + row["do_not_act"]:
        return "no interval: no counts are held"
    low = f", {row['low_anyway']} of them only because they are low" if row["do_not_act"] else ""
    return f"{row['good']} good, {row['care']} with care, {row['do_not_act']} not to act on{low}"


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def _pairs(evidence: Evidence, recipe: Recipe) -> html.Div | html.P:
    pairs = correlations(recipe)
    alike = pairs[pairs["redundant"]]
    if alike.empty:
        return html.P("No two indicators say almost the same.")
    rows = [
        [
            f"{evidence.indicators[row['first']].name} and {evidence.indicators[row['second']].name}",
            f"{row['first_priority']} / {row['second_priority']}",
            f"{row['correlation']:.2f}",
        ]
        for row in alike.to_dict("records")
    ]
    return table(
        "Pairs that say almost the same (rank correlation beyond 0.9): a priority may count twice",
        [Column("Indicators"), Column("Priorities"), Column("Correlation", numeric=True)],
        rows,
    )


def _misfits(evidence: Evidence) -> html.Div | html.P:
    found = misfits(evidence, GRAIN)
    if found.empty:
        return html.P("No figure is set against too few residents.")
    rows = [
        [
            row["area_name"],
            evidence.indicators[row["indicator_id"]].name,
            row["period"],
            f"{row['value']:,.0f}",
            row["why"],
        ]
        for row in found.to_dict("records")
    ]
    columns = [Column("Area"), Column("Indicator"), Column("Period"), Column("Value", numeric=True), Column("Why")]
    return table("Denominators that do not fit: events set against the few who live there", columns, rows)
