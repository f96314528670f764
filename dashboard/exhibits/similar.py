"""The areas elsewhere in Scotland that are most like one, as a table."""

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.table import Table, columns, table
from dashboard.statistics.similar_areas import fellows_of, own_features, shown_indicators, similar_areas
from dashboard.statistics.words import count, plain, share_or_dash, short, with_unit
from dashboard.vocabulary import AreaType

FEATURE_WORDS = {
    "rural": "Rural",
    "remote": "Remote",
    "children": "Children",
    "older": "65 and over",
    "value": "On low income",
}
FAR = (
    "Areas are alike in how rural and remote they are, the share of children and of people of 65 and over, and the "
    "share of people on low income. The smaller the distance, the more alike; two areas of Scotland taken at "
    "random are typically more than two apart."
)


def similar_table(evidence: Evidence, area_code: str) -> Table | None:
    """This area first, then the most similar ones: how far they are from it, their features, and how they do."""
    own, found = own_features(evidence, area_code), similar_areas(evidence, area_code)
    if found.empty:
        return None
    kind = fellows_of(AreaType.of(str(own.index[0])))
    periods = shown_indicators(evidence, kind)
    shown = {key: evidence.indicators[key] for key in periods}
    named = [f"{with_unit(one)} ({periods[key]})" for key, one in shown.items()]
    numbers = ("Distance", "People", *FEATURE_WORDS.values(), *named, "Need rank in Scotland")
    rows = [
        [
            str(row["area_name"]),
            str(row["council_area_name"]),
            plain(row["distance"], 2),
            count(row["population"]),
            *(share_or_dash(row[key], 1 if key == "value" else 0) for key in FEATURE_WORDS),
            *(short(row[key], one) for key, one in shown.items()),
            plain(row["national_rank"], 0),
        ]
        for row in pd.concat([own, found]).to_dict("records")
    ]
    heads = columns("Area", "Council area", *numbers, numeric=numbers)
    return table(f"The {kind.plural} elsewhere in Scotland most like this area, this area first", heads, rows)
