"""Who lives in an area, as a table."""

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.table import Table, columns, table
from dashboard.statistics.residents import density, residents
from dashboard.statistics.words import count, share_or_dash


def people_table(evidence: Evidence, area_code: str) -> Table:
    """People, ages, households and urban or rural, beside the partnership and Scotland."""
    name = evidence.partnership.name
    rows = [
        [
            str(row["group"]),
            count(row["people"]),
            *(share_or_dash(row[key], 0) for key in ("share", "partnership", "scotland")),
            str(row["period"]),
        ]
        for row in residents(evidence, area_code).to_dict("records")
    ]
    crowd = density(evidence, area_code)
    if pd.notna(crowd):
        rows.append(["People per square kilometre", count(crowd), "–", "–", "–", "mid-2017"])
    numbers = ("How many", "Share", name, "Scotland")
    return table("Who lives here", columns("Who", *numbers, "Period", numeric=numbers), rows)


def people_source(evidence: Evidence, area_code: str) -> str:
    """Where the figures of `people_table` are from."""
    publishers = dict.fromkeys(str(source) for source in residents(evidence, area_code)["source"])
    return f"Sources: {'; '.join(publishers)}. Open Government Licence v3.0."
