"""How sure each rank is: the strips of likely ranks, with their table."""

import pandas as pd

from dashboard.charts.ranges import rank_ranges
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Plot, PlotKind
from dashboard.exhibits.need import BAND_MARKS, sureness_words
from dashboard.exhibits.table import AreaName, columns, table
from dashboard.statistics.summary import NeedSummary, weighed_words
from dashboard.statistics.uncertainty import Band
from dashboard.statistics.words import plain

MOST_ROWS = 60
"""How many areas the strips show, from the greatest need down."""


def ranges_exhibit(evidence: Evidence, summary: NeedSummary) -> Exhibit:
    """The likely ranks of the areas of greatest need."""
    areas = summary.areas.head(MOST_ROWS)
    name, limits = evidence.partnership.name, evidence.partnership.thresholds
    cut = "" if len(areas) == len(summary.areas) else f" The first {len(areas)} of {len(summary.areas)}."
    firm = int((summary.areas["band"] == Band.FIRM).sum())
    caption = Caption(
        title=f"How sure is each rank in {name}?",
        subtitle=f"Likely ranks (9 in 10 draws) of {summary.area_type.plural}, mark at the median.{cut} Shaded: the "
        f"fifth of greatest need. Firm: at least {100 * limits.firm:.0f}% sure to be in it.",
        source=f"Source: {weighed_words(summary)} of the indicators named on Methods; counts and weights drawn 10,000 "
        "times (2,000 for weights that are tried).",
        alt=f"Strip chart of likely ranks. {firm} {summary.area_type.plural} are firmly among the fifth of greatest "
        "need. The table has every range.",
    )
    worst = limits.worst_share * len(summary.areas) / max(len(areas), 1)
    numbers = ("Need rank", "Likely from", "Likely to", "Need score")
    rows = [
        [
            AreaName(evidence, str(code)),
            *(plain(row[key], 0) for key in ("need_rank", "likely_low", "likely_high")),
            plain(row["need_score"]),
            "–" if pd.isna(row["band"]) else BAND_MARKS[Band(row["band"])],
            _sure(row["p_worst_fifth_partnership"]),
        ]
        for code, row in summary.areas.to_dict("index").items()
    ]
    heads = columns("Area", *numbers, "Band", "Sure to be among the fifth of greatest need", numeric=numbers)
    caption_of_table = f"Likely ranks of the {len(summary.areas)} {summary.area_type.plural} of {name}"
    figures = table(caption_of_table, heads, rows)
    plot = Plot(PlotKind.RANGE, ("Likely from", "Likely to"))
    return Exhibit("need-ranges", caption, rank_ranges(areas, worst), figures, plot)


def _sure(probability: float) -> str:
    return "not ranked" if pd.isna(probability) else sureness_words(float(probability))
