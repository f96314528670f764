"""Inequality inside an area: the measures with their figures, and every data zone as a dot and in a table."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts.ranking import Line
from dashboard.charts.spread import Spread, spread_dots
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit, Plot, PlotKind
from dashboard.exhibits.table import AreaName, Table, columns, table
from dashboard.statistics.area_figures import comparators
from dashboard.statistics.four_measures import zones_inside
from dashboard.statistics.scoring import scored_period
from dashboard.statistics.summary import need_summary
from dashboard.statistics.told import Told
from dashboard.statistics.words import count, number, plain, range_of, source_line
from dashboard.vocabulary import AreaType


def facts_table(caption: str, told: Sequence[Told]) -> Table:
    """The figures behind sentences."""
    rows = [[one.heading, fact.name, fact.figure] for one in told for fact in one.facts]
    return table(caption, columns("Measure", "What", "Figure", numeric=["Figure"]), rows)


def spread_inside(key: str, evidence: Evidence, codes: Sequence[str]) -> Exhibit | None:
    """Every data zone of areas as a dot; nothing where each is one zone.

    Args:
        key: the key of the exhibit.
        evidence: one partnership's evidence.
        codes: the areas, the first on top.
    """
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    period = scored_period(evidence.library, indicator.indicator_id, AreaType.DATA_ZONE)
    spreads = [_inside(evidence, code) for code in codes]
    if all(len(one.zones) < 2 for one in spreads):
        return None
    against = comparators(evidence, indicator.indicator_id, period)
    lines = [Line(evidence.partnership.name, against.partnership), Line("Scotland", against.scotland)]
    names = ", ".join(one.name for one in spreads)
    caption = Caption(
        title=f"Inside {names}",
        subtitle=f"{indicator.name}: each dot is a data zone, {period}. The table names them all.",
        source=source_line(indicator, period, AreaType.DATA_ZONE),
        alt=f"Dots of the data zones of {names} by their share of {indicator.counted}. The table names every one.",
    )
    tables = [zones_table(evidence, code) for code in codes]
    whole = tables[0] if len(tables) == 1 else _together(tables, spreads)
    plot = Plot(PlotKind.SCATTER, ("Share",))
    return Exhibit(key, caption, spread_dots(spreads, indicator, lines), whole, plot)


def _inside(evidence: Evidence, area_code: str) -> Spread:
    return Spread(str(evidence.areas.loc[area_code, "area_name"]), zones_inside(evidence, area_code))


def _together(tables: Sequence[Table], spreads: Sequence[Spread]) -> Table:
    """Several areas' data zones in one table, the area first."""
    rows = [[one.name, *row] for held, one in zip(tables, spreads, strict=True) for row in held.rows]
    names = ", ".join(one.name for one in spreads)
    heads = columns("Area")
    return table(f"Data zones of {names}, greatest need first", [*heads, *tables[0].columns], rows)


def zones_table(evidence: Evidence, area_code: str) -> Table:
    """The data zones of an area, the one of greatest need first."""
    need, inside = need_summary(evidence.of_zones, AreaType.DATA_ZONE), _inside(evidence, area_code)
    indicator = evidence.indicators[evidence.partnership.people_in_need]
    held = need.areas[need.areas.index.isin(inside.zones.index)]
    rows = [
        [
            AreaName(evidence, code),
            number(zone["value"], indicator),
            range_of(zone["lower"], zone["upper"], indicator),
            count(zone["numerator"]),
            count(zone["people"]),
            plain(rank, 0) if pd.notna(rank) else "not enough data",
            str(level),
        ]
        for code, zone, rank, level in zip(
            held.index.astype(str),
            inside.zones.loc[held.index].to_dict("records"),
            held["need_rank"],
            held["level"],
            strict=True,
        )
    ]
    numbers = (
        "Share",
        "95% interval",
        indicator.counted.capitalize(),
        "People",
        f"Need rank of {len(need.areas)} here",
    )
    heads = columns("Data zone", *numbers, "Level", numeric=numbers)
    return table(f"Data zones of {inside.name}, greatest need first", heads, rows)
