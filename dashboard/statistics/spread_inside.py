"""How far the data zones of an area lie apart, indicator by indicator, held against other areas."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence import Evidence
from dashboard.statistics.scoring import held_indicators, scored_period
from dashboard.statistics.similar_areas import fellows_of
from dashboard.vocabulary import AreaType

Floats = npt.NDArray[np.float64]


def fellow_type(area_code: str) -> AreaType:
    """The kind of area an area's spread is held against: its own, or the nearest in size where there are few."""
    kind = AreaType.of(area_code)
    return kind if kind in {AreaType.LOCALITY, AreaType.WARD} else fellows_of(kind)


def spread_places(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """How wide the spread inside an area is on each scored indicator, the widest against other areas first.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas, of two data zones or more.

    Returns:
        Indexed by indicator_id: spread (see `spread`), lowest, highest (value of a data zone), narrower (in how many
        of the other areas of the kind the spread is smaller), fellows (how many there are).
    """
    values, people = _zone_values(evidence.of_zones)
    zones = evidence.zones_of(area_code)
    fellows = spreads(evidence, fellow_type(area_code)).drop(area_code, errors="ignore")
    own = spread(values.loc[zones], people[zones])
    table = pd.DataFrame(
        {
            "spread": own,
            "lowest": values.loc[zones].min(),
            "highest": values.loc[zones].max(),
            "narrower": (fellows < own).sum(),
            "fellows": fellows.notna().sum(),
        }
    )
    return table.assign(part=table["narrower"] / table["fellows"]).sort_values("part", ascending=False, kind="stable")


def spreads(evidence: Evidence, area_type: AreaType) -> pd.DataFrame:
    """The spread inside each area of one kind that has two data zones or more, areas × scored indicators."""
    memory, key = evidence.of_zones.memory, ("spreads", area_type)
    if key not in memory:
        values, people = _zone_values(evidence.of_zones)
        parts = evidence.parts[evidence.parts["area_type"] == area_type]
        inside = {str(code): pd.Index(rows) for code, rows in parts.groupby("area_code")["data_zone"]}
        found = {code: spread(values.loc[zones], people[zones]) for code, zones in inside.items() if len(zones) > 1}
        memory[key] = pd.DataFrame(found, dtype=float).T
    return memory[key]


def spread(values: pd.DataFrame, people: pd.Series) -> pd.Series:
    """How far zones typically lie from their average: the standard deviation, weighted by people.

    Args:
        values: zones × indicators; NaN takes no part.
        people: how many people live in each zone, same index.

    Returns:
        By indicator; NaN where no zone with people has a value.
    """
    held = values.to_numpy(float)
    weights = np.where(np.isnan(held), 0, people.to_numpy(float)[:, None])
    whole = weights.sum(axis=0)
    weights = np.divide(weights, whole, out=np.full(held.shape, np.nan), where=whole > 0)
    held = np.nan_to_num(held)
    average = (weights * held).sum(axis=0)
    return pd.Series(np.sqrt((weights * (held - average) ** 2).sum(axis=0)), index=values.columns)


@lru_cache(maxsize=64)
def _zone_values(evidence: Evidence) -> tuple[pd.DataFrame, pd.Series]:
    """The scored indicators of the partnership's data zones, and their people."""
    held = held_indicators(evidence.library, evidence.partnership, AreaType.DATA_ZONE)
    names = dict.fromkeys([evidence.partnership.people_in_need, *(name for row in held.values() for name in row)])
    areas = evidence.areas_of(AreaType.DATA_ZONE)
    columns = {
        name: evidence.sheet(name, AreaType.DATA_ZONE)
        .of_period(scored_period(evidence.library, name, AreaType.DATA_ZONE))["value"]
        .reindex(areas.index)
        for name in names
    }
    return pd.DataFrame(columns), areas["population"]
