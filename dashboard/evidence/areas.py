"""The areas: every data zone and what it belongs to, and the areas made of data zones."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.evidence.files import cell
from dashboard.vocabulary import SCOTLAND, AreaType, ConfigError, DataError, Fault, Partnership

ZONE_FILE = "data_zones_2011.csv"
ZONE_TEXT = [
    "data_zone",
    "data_zone_name",
    "intermediate_zone",
    "intermediate_zone_name",
    "ward",
    "ward_name",
    "council_area",
    "council_area_name",
    "urban_rural",
]
ZONE_NUMBERS = ["population", "area_ha", "longitude", "latitude"]
NATIONAL_TYPES = (AreaType.DATA_ZONE, AreaType.INTERMEDIATE_ZONE, AreaType.WARD, AreaType.COUNCIL_AREA)
BEST_FIT_MATCH = 0.75
"""An area is made of intermediate zones only if at least this share of the people of both together is in both."""


def read_zones(path: Path) -> pd.DataFrame:
    """The data zone lookup, indexed by data_zone, with one row a data zone.

    Raises:
        DataError: a column is missing, a zone is there twice, a code or number is wrong, or an intermediate zone
            lies in two council areas.
    """
    try:
        zones = pd.read_csv(path, dtype=dict.fromkeys(ZONE_TEXT, "str"), encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise DataError(Fault(path.name, f"not readable ({error})", remedy="Run the import again")) from error
    for column in [*ZONE_TEXT, *ZONE_NUMBERS]:
        if column not in zones:
            raise DataError(Fault(path.name, "the column is missing", column=column, remedy="Run the import again"))
    _refuse(zones, zones["data_zone"].duplicated(), "data_zone", "the data zone is there twice", path.name)
    for column, prefix in (
        ("data_zone", "S01"),
        ("intermediate_zone", "S02"),
        ("ward", "S13"),
        ("council_area", "S12"),
    ):
        wrong = ~zones[column].fillna("").str.fullmatch(prefix + r"\d{6}")
        _refuse(zones, wrong, column, f"must be {prefix} and six digits", path.name)
    for column in ZONE_NUMBERS:
        numbers = pd.to_numeric(zones[column], errors="coerce")
        _refuse(zones, numbers.isna(), column, "must be a number", path.name)
        zones[column] = numbers
    for parent in ("intermediate_zone", "ward"):
        councils = zones.groupby(parent)["council_area"].transform("nunique")
        _refuse(zones, councils > 1, parent, "lies in two council areas", path.name)
    return zones.set_index("data_zone").sort_index()


def _refuse(table: pd.DataFrame, broken: pd.Series, column: str, rule: str, file: str) -> None:
    if broken.any():
        first = int(np.argmax(broken.to_numpy()))
        raise DataError(Fault(file, rule, cell(table, column, first), row=first + 2, column=column))


def national_parts(zones: pd.DataFrame) -> pd.DataFrame:
    """Which data zones make up each area of Scotland's own kinds: area_code, area_type, data_zone."""
    columns = {kind: kind.value for kind in NATIONAL_TYPES if kind != AreaType.DATA_ZONE}
    frames = [_parts(zones.index, zones.index, AreaType.DATA_ZONE)]
    frames += [_parts(zones[column], zones.index, kind) for kind, column in columns.items()]
    frames += [_parts([SCOTLAND] * len(zones), zones.index, AreaType.SCOTLAND)]
    return pd.concat(frames, ignore_index=True)


def partnership_parts(zones: pd.DataFrame, partnership: Partnership, file: str) -> pd.DataFrame:
    """Which data zones make up a partnership's own localities and places: area_code, area_type, data_zone.

    Raises:
        ConfigError: a ward, intermediate zone or data zone is not of the partnership, or a data zone is in two
            localities or in none.
    """
    own = zones[zones["council_area"] == partnership.council_area]
    frames = [_locality_parts(own, partnership, file)] if partnership.localities else []
    for code in partnership.costs:
        _known(code, set(own["intermediate_zone"]), "costs: intermediate zone", file)
    if unknown := sorted(set(own["intermediate_zone"]) - set(partnership.costs) if partnership.costs else ()):
        raise ConfigError(Fault(file, "costs: an intermediate zone has none", unknown[0], remedy="Give each its cost"))
    for place in partnership.places:
        for code in place.intermediate_zones:
            _known(code, set(own["intermediate_zone"]), f"place {place.name}: intermediate zone", file)
        for code in place.data_zones:
            _known(code, set(own.index), f"place {place.name}: data zone", file)
        inside = own["intermediate_zone"].isin(place.intermediate_zones) | own.index.isin(place.data_zones)
        if not inside.any():
            raise ConfigError(Fault(file, f"place {place.name} has no zones", remedy="Give it intermediate_zones"))
        frames.append(_parts([place.area_code] * int(inside.sum()), own.index[inside], AreaType.PLACE))
    empty = pd.DataFrame({"area_code": [], "area_type": [], "data_zone": []}, dtype="str")
    return pd.concat(frames, ignore_index=True) if frames else empty


def _locality_parts(own: pd.DataFrame, partnership: Partnership, file: str) -> pd.DataFrame:
    locality_of_ward: dict[str, str] = {}
    for locality in partnership.localities:
        for ward in locality.wards:
            _known(ward, set(own["ward"]), f"locality {locality.name}: ward", file)
            if ward in locality_of_ward:
                rule = f"the ward is in two localities, {locality_of_ward[ward]} and {locality.area_code}"
                raise ConfigError(Fault(file, rule, ward, remedy="Keep it in one"))
            locality_of_ward[ward] = locality.area_code
    codes = {locality.area_code for locality in partnership.localities}
    for zone, code in partnership.exceptions.items():
        _known(zone, set(own.index), "exception: data zone", file)
        _known(code, codes, "exception: locality", file)
    members = own["ward"].map(locality_of_ward)
    members.update(pd.Series(partnership.exceptions, dtype="str"))
    if members.isna().any():
        zone = str(members.index[members.isna()][0])
        ward = own.loc[zone, "ward"]
        raise ConfigError(Fault(file, f"the data zone is in no locality: its ward {ward} is in none", zone))
    return _parts(members, own.index, AreaType.LOCALITY)


def _known(code: str, codes: set[str], what: str, file: str) -> None:
    if code not in codes:
        raise ConfigError(Fault(file, f"{what} is not one of this partnership", code, remedy="Check data/areas"))


def _parts(codes: Sequence[str] | pd.Series | pd.Index, zones: pd.Index, kind: AreaType) -> pd.DataFrame:
    table = pd.DataFrame({"area_code": np.asarray(codes, object), "data_zone": np.asarray(zones, object)}, dtype="str")
    return table.assign(area_type=kind.value)[["area_code", "area_type", "data_zone"]]


def area_table(zones: pd.DataFrame, parts: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """One row an area, indexed by area_code: area_name, area_type, council_area, population, area_ha, data_zones.

    Args:
        zones: the data zone lookup.
        parts: area_code, area_type, data_zone.
        names: the name of every area.
    """
    joined = parts.join(zones[["council_area", "population", "area_ha"]], on="data_zone")
    grouped = joined.groupby("area_code", sort=False)
    table = grouped.agg(
        area_type=("area_type", "first"),
        council_area=("council_area", "first"),
        population=("population", "sum"),
        area_ha=("area_ha", "sum"),
        data_zones=("data_zone", "size"),
    )
    table.insert(0, "area_name", pd.Series(names).reindex(table.index))
    return table


def national_names(zones: pd.DataFrame) -> dict[str, str]:
    """The name of every data zone, intermediate zone, ward and council area, and of Scotland."""
    names = {SCOTLAND: "Scotland", **dict(zip(zones.index.tolist(), zones["data_zone_name"].tolist(), strict=True))}
    for kind in NATIONAL_TYPES[1:]:
        names |= dict(zip(zones[kind.value].tolist(), zones[f"{kind.value}_name"].tolist(), strict=True))
    return names


def best_fit(parts: pd.DataFrame, zones: pd.DataFrame) -> pd.DataFrame:
    """Which intermediate zones best make up each area: area_code, intermediate_zone, exact.

    Each intermediate zone goes to the area that holds most of its people. An area is left out when what it is given
    differs too much from what it is (less than 75% of the people of both together are in both).
    """
    people = zones["population"].clip(lower=1)
    joined = parts.assign(
        intermediate_zone=parts["data_zone"].map(zones["intermediate_zone"]),
        people=parts["data_zone"].map(people),
    )
    shared = joined.groupby(["area_code", "area_type", "intermediate_zone"])["people"].sum().reset_index()
    whole = people.groupby(zones["intermediate_zone"]).sum()
    shared["whole"] = shared["intermediate_zone"].map(whole)
    chosen = shared[2 * shared["people"] >= shared["whole"]]
    both = chosen.groupby("area_code")["people"].sum()
    union = joined.groupby("area_code")["people"].sum().add(chosen.groupby("area_code")["whole"].sum(), fill_value=0)
    match = both / (union - both)
    kept = chosen[chosen["area_code"].map(match) >= BEST_FIT_MATCH]
    return kept.assign(exact=kept["area_code"].map(match) == 1)[["area_code", "intermediate_zone", "exact"]]
