"""How sure the ranks are, on the methods page: plain words, a worked example, the calibration."""

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.components.table import Column, table
from dashboard.evidence import Evidence, library
from dashboard.exports.calibration_record import stored_calibration
from dashboard.statistics.certainty import counts_of
from dashboard.statistics.robustness import alternatives
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import need_summary
from dashboard.statistics.sureness import counted_sentence, likely_rank
from dashboard.statistics.uncertainty import width_split
from dashboard.statistics.words import share
from dashboard.vocabulary import GRAINS, AreaType

GRAIN = AreaType.INTERMEDIATE_ZONE
SHOWN = 15
"""How many areas the table of other recipes shows."""


def how_sure(evidence: Evidence) -> list[Any]:
    """What a likely range, a probability, a band and a bound are."""
    limits = evidence.partnership.thresholds
    summary = need_summary(evidence, GRAIN)
    weights = weights_of(evidence.partnership, "equal")
    rules = (
        (
            "Likely range",
            "Every count is redrawn 10,000 times as it might have come out, and the weights of the priorities move "
            "about their own (each of three equal weights then ranges from about 20% to 48%). The likely range is "
            "where the rank lies in 9 of 10 draws.",
        ),
        (
            "Bands",
            f"Firm: at least {100 * limits.firm:.0f}% sure to be among the fifth of greatest need here. Likely: at "
            f"least {100 * limits.likely:.0f}%. At the margin: at least {100 * limits.at_the_margin:.0f}%. Anything "
            "less is not shown as among it.",
        ),
        (
            "Bounds",
            "The best and the worst rank under every set of weights between half and double the usual: guaranteed for "
            "the published figures, whatever is drawn.",
        ),
        (
            "Almost certainly",
            f"A data zone is called almost certainly among a fifth when it is in {100 * limits.certain:.0f} of 100 "
            "draws.",
        ),
        (
            "The two tests of the Act",
            "Poorer than the rest of the partnership (the area itself taken out), and poorer than Scotland: the 95% "
            "interval of the difference (Newcombe) must leave out zero, and the whole set of tests is held to one "
            "false alarm in ten (Benjamini and Hochberg). Without counts, or with too few people, it says cannot tell.",
        ),
        (
            "Trend",
            "With five periods or more, a yearly rate of change allowing for extra scatter; with two to four, first "
            "against last. Estimated periods and periods beyond a break are left out. Cannot tell is an answer.",
        ),
    )
    return [
        html.H2("How sure a rank is"),
        html.Dl([part for word, rule in rules for part in (html.Dt(word), html.Dd(rule))], className="definitions"),
        html.P(counted_sentence(evidence, summary, weights)),
        html.P(_widths(evidence, weights)),
        _recipes(evidence, weights),
    ]


def _widths(evidence: Evidence, weights: Mapping[str, float]) -> str:
    """How wide likely ranges are from counts alone, from weights alone, and from both."""
    widths = width_split(counts_of(evidence, GRAIN), evidence.areas_of(GRAIN).index, weights).mean()
    return (
        f"On average a likely range of {GRAIN.plural} is {widths['counts_only']:.1f} places wide from counts alone, "
        f"{widths['weights_only']:.1f} from weights alone, and {widths['both']:.1f} from both."
    )


def _recipes(evidence: Evidence, weights: Mapping[str, float]) -> html.Details:
    """The ranks under other published recipes, for the areas of greatest need."""
    found = alternatives(counts_of(evidence, GRAIN), evidence.areas_of(GRAIN).index, weights)
    first = found.sort_values("default").head(SHOWN)
    names = evidence.areas["area_name"]
    columns = [Column("Area"), *(Column(name.replace("_", " "), numeric=True) for name in first.columns)]
    rows = [
        [str(names[code]), *(f"{rank:.0f}" for rank in row)]
        for code, row in zip(first.index, first.to_numpy(), strict=True)
    ]
    caption = f"Ranks of the first {len(first)} under other recipes (normalisation, and how priorities are joined)"
    return html.Details([html.Summary("Would another recipe say otherwise?"), table(caption, columns, rows)])


def worked_example(evidence: Evidence) -> list[Any]:
    """One area's numbers, step by step, from the evidence that is loaded."""
    summary = need_summary(evidence, GRAIN)
    row = next(iter(summary.areas.to_dict("index").values()))
    names = [priority.name for priority in evidence.partnership.priorities]
    weights = weights_of(evidence.partnership, "equal")
    parts = " + ".join(f"{weights[name] / sum(weights.values()):.2f} × {row[name]:.1f} ({name})" for name in names)
    steps = [
        f"{row['area_name']} scores {parts} = {row['need_score']:.1f}.",
        f"That is rank {row['need_rank']:.0f} of {len(summary.areas)} here and {row['national_rank']:.0f} in Scotland.",
        f"Over all draws it is {likely_rank(row, len(summary.areas))}; under weights between half and double, rank "
        f"{row['best_rank']:.0f} to {row['worst_rank']:.0f}.",
        f"It is among the fifth of greatest need here in {100 * row['p_worst_fifth_partnership']:.0f} of 100 draws: "
        f"{row['band']}; among Scotland's in {100 * row['p_worst_fifth_scotland']:.0f}.",
    ]
    return [html.H3("A worked example"), html.Ol([html.Li(step) for step in steps])]


def calibration() -> list[Any]:
    """Whether ranges and probabilities keep their word, as last simulated."""
    stored = stored_calibration()
    if not stored:
        return [html.H3("Do they keep their word?"), html.P("Not measured yet: run python -m dashboard calibrate.")]
    rows = [
        [
            AreaType(grain).plural.capitalize(),
            f"{stored[grain]['worlds']} × {stored[grain]['zones']}",
            share(100 * stored[grain]["coverage"]),
            share(100 * stored[grain]["even_coverage"]),
            share(100 * stored[grain]["right_partnership"]),
            share(100 * stored[grain]["right_scotland"]) if stored[grain]["sure_scotland"] else "none stated",
        ]
        for grain in GRAINS
        if grain in stored
    ]
    columns = [
        Column("Areas"),
        Column("Worlds × areas", numeric=True),
        Column("Likely ranges that hold the truth", numeric=True),
    ]
    columns += [Column("The same, allowing for whole ranks", numeric=True)]
    columns += [
        Column("Sure (90%) of the fifth here, and right", numeric=True),
        Column("Of Scotland's, and right", numeric=True),
    ]
    name = library().partnerships[stored["partnership"]].name
    return [
        html.H3("Do they keep their word?"),
        html.P(
            f"Simulated on the real pattern of {name} (data version {stored['data_version']}): "
            "the published rates are taken as the truth, counts are redrawn from them, and the method is asked. This "
            "tests the noise of counts; weights are choices and have no truth, and figures without counts are not "
            "tested."
        ),
        table("Calibration", columns, rows),
    ]
