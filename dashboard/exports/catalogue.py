"""What there is, as rows for other programs: partnerships, indicators, areas."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.evidence import Evidence, Library
from dashboard.evidence.library import OWN_TYPES
from dashboard.exports.columns import Column
from dashboard.statistics.holdings import STALE_AFTER, held_periods, held_types, is_stale
from dashboard.vocabulary import AreaType, Indicator, Measure, Polarity, Source, Topic

Row = dict[str, Any]

PARTNERSHIP_COLUMNS = (
    Column("partnership", "string", "The partnership's name in addresses"),
    Column("name", "string", "The partnership's name"),
    Column("council_area", "string", "The code of its council area"),
    Column("population", "integer", "People who live there (mid-2017)"),
    Column("area_types", "array", "The kinds of area it has"),
    Column("priorities", "array", "The names of its priorities, in their order"),
    Column("weights", "array", "The names of the sets of weights that can be asked for"),
)
INDICATOR_COLUMNS = (
    Column("indicator_id", "string", "The indicator's name in addresses and files"),
    Column("name", "string", "The indicator's name"),
    Column("definition", "string", "What it is"),
    Column("topic", "string", "What it is about", allowed=tuple(Topic)),
    Column("measure", "string", "How a value is made", allowed=tuple(Measure)),
    Column("unit", "string", "The unit of value, lower and upper"),
    Column("polarity", "string", "Which direction is good", allowed=tuple(Polarity)),
    Column("counted", "string", "What the numerator counts", empty=True),
    Column("population", "string", "Whom or what it is counted out of", empty=True),
    Column("per", "number", "value = per × numerator / denominator, where it is a proportion or a rate"),
    Column("decimals", "integer", "How many decimals a value is shown with"),
    Column("caveat", "string", "What to take care of", empty=True),
    Column("comparable_over_time", "boolean", "Whether its periods can be compared with each other"),
    Column("suppression", "string", "When a figure is suppressed", empty=True),
    Column("area_types", "array", "The kinds of area that figures are published for; others are added up from them"),
    Column("first_period", "string", "The earliest period with a figure"),
    Column("latest_period", "string", "The latest period with a figure"),
    Column(
        "stale", "boolean", f"Whether the latest period began more than {STALE_AFTER} years before it was retrieved"
    ),
    Column("publisher", "string", "Who published the figures"),
    Column("source", "string", "Where they were published"),
    Column("licence", "string", "The licence they are published under"),
    Column("retrieved", "string", "The day they were retrieved"),
)
AREA_COLUMNS = (
    Column("area_code", "string", "The area's code: nine characters (GSS), or locality-… or place-…"),
    Column("area_name", "string", "The area's name"),
    Column("area_type", "string", "The kind of area", allowed=tuple(AreaType)),
    Column("boundary_year", "integer", "The year of its boundaries", empty=True),
    Column("council_area", "string", "The code of the council area it lies in", empty=True),
    Column("intermediate_zone", "string", "The intermediate zone a data zone lies in", empty=True),
    Column("ward", "string", "The ward a data zone is counted in (best fit)", empty=True),
    Column("population", "integer", "People who live there (mid-2017)"),
    Column("area_ha", "number", "Its size in hectares"),
    Column("data_zones", "integer", "Of how many data zones it is made"),
)
AREA_SOURCE = Source(
    publisher="Scottish Government; Office for National Statistics",
    title="Data zones and intermediate zones of 2011; wards of 2025, built from the data zones that fit them best. "
    "Contains Ordnance Survey data © Crown copyright and database right 2021",
    licence="Open Government Licence v3.0",
    retrieved="2026-11-21",
)


def partnership_rows(partnerships: Iterable[Evidence]) -> list[Row]:
    """A row a partnership, as PARTNERSHIP_COLUMNS says."""
    return [_partnership_row(held) for held in partnerships]


def _partnership_row(held: Evidence) -> Row:
    own = held.partnership
    return {
        "partnership": own.partnership_id,
        "name": own.name,
        "council_area": own.council_area,
        "population": int(held.areas["population"][own.council_area]),
        "area_types": [*(kind.value for kind in held.area_types), AreaType.COUNCIL_AREA.value],
        "priorities": [priority.name for priority in own.priorities],
        "weights": list(own.weights),
    }


def indicator_row(library: Library, indicator: Indicator) -> Row:
    """One indicator's definition, source and periods, as INDICATOR_COLUMNS says."""
    periods = held_periods(library, indicator.indicator_id)
    same = ("indicator_id", "name", "definition", "topic", "measure", "unit", "polarity", "per", "decimals")
    source = indicator.source
    row = {
        **{name: getattr(indicator, name) for name in same},
        **{name: getattr(indicator, name) or None for name in ("counted", "population", "caveat")},
        "comparable_over_time": indicator.comparable_over_time,
        "suppression": indicator.suppression.rule if indicator.suppression else None,
        "area_types": [kind.value for kind in held_types(library, indicator.indicator_id)],
        "first_period": periods[0].label,
        "latest_period": periods[-1].label,
        "stale": is_stale(periods[-1], source),
        "publisher": source.publisher,
        "source": source.title,
        "licence": source.licence,
        "retrieved": source.retrieved,
    }
    return {column.name: row[column.name] for column in INDICATOR_COLUMNS}


def area_rows(library: Library, areas: pd.DataFrame) -> list[Row]:
    """A row an area, as AREA_COLUMNS says.

    Args:
        library: all of Scotland's evidence, which knows what a data zone lies in.
        areas: see `area_table`.
    """
    lies_in = library.zones[["intermediate_zone", "ward"]]
    zones: dict[Any, dict[Any, Any]] = lies_in[lies_in.index.isin(areas.index)].to_dict("index")
    return [
        {
            "area_code": str(code),
            "area_name": str(row["area_name"]),
            "area_type": str(row["area_type"]),
            "boundary_year": AreaType(row["area_type"]).boundary_year,
            "council_area": None if row["area_type"] == AreaType.SCOTLAND else str(row["council_area"]),
            "intermediate_zone": None,
            "ward": None,
            **zones.get(code, {}),
            "population": int(row["population"]),
            "area_ha": round(float(row["area_ha"]), 2),
            "data_zones": int(row["data_zones"]),
        }
        for code, row in areas.to_dict("index").items()
    ]


def all_areas(library: Library, partnerships: Iterable[Evidence]) -> pd.DataFrame:
    """Scotland's areas of every kind and the partnerships' own localities and places: see `area_table`."""
    own = [held.areas[held.areas["area_type"].isin(OWN_TYPES)] for held in partnerships]
    return pd.concat([library.areas, *(areas for areas in own if len(areas))])
