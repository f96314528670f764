"""Areas elsewhere in Scotland that are most like this one in where they lie, who lives there and how poor they are."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence import Evidence, Library
from dashboard.evidence.aggregation import Members, added_up, members_of
from dashboard.statistics.residents import EVERYONE, latest_period
from dashboard.statistics.scoring import held_indicators, national_need, scored_period, weights_of
from dashboard.statistics.words import listed, share
from dashboard.vocabulary import GRAINS, AreaType

FELLOWS = {
    AreaType.DATA_ZONE: AreaType.DATA_ZONE,
    AreaType.INTERMEDIATE_ZONE: AreaType.INTERMEDIATE_ZONE,
    AreaType.PLACE: AreaType.INTERMEDIATE_ZONE,
    AreaType.CUSTOM_AREA: AreaType.INTERMEDIATE_ZONE,
    AreaType.WARD: AreaType.WARD,
    AreaType.LOCALITY: AreaType.WARD,
}
FEATURES = {"rural": 0.5, "remote": 0.5, "children": 0.5, "older": 0.5, "value": 1.0}
"""What areas are alike in, and how much each counts: rurality, age and low income one each."""
DESCRIBED = ["distance", "rural", "remote", "children", "older", "population", "value", "people"]
RURAL = ("Accessible Rural", "Remote Rural")
REMOTE = ("Remote Small Towns", "Remote Rural")
AGES = {"children": ("sape_0_15", "census_pct_0_15"), "older": ("sape_65plus", "census_pct_65plus")}
"""Which indicator counts the people of an age, and which holds their share if that one is not held."""
SAME = 1e-9
"""A feature that varies by less than this is the same everywhere and tells no areas apart."""
TOO_FEW = "Too few people live here to look for similar areas."
NOT_KNOWN = "How many people here are on low income is not published, so no similar areas are looked for."


def fellows_of(area_type: AreaType) -> AreaType:
    """The kind of area that areas of one kind are held against.

    Raises:
        KeyError: council areas and Scotland have no fellows.
    """
    return FELLOWS[area_type]


@lru_cache(maxsize=256)
def similar_areas(evidence: Evidence, area_code: str, most: int = 5) -> pd.DataFrame:
    """The areas in other council areas that are most like this one, most alike first.

    Each feature is added up from data zones, for every area the same way, and divided by its standard deviation among
    all of Scotland's areas of the fellows' kind; the distance is √Σ w (Δ / sd)², w as in FEATURES. A feature that is
    not held, or is the same everywhere, takes no part.

    Args:
        evidence: one partnership's evidence.
        area_code: one of its areas, below a council area.
        most: how many are wanted.

    Returns:
        One row an area, indexed by area_code: area_name, council_area_name, distance (0 = the same); rural, remote,
        children, older (% of people: in rural classes, in remote ones, aged 0 to 15, 65 and over); population
        (mid-2017); value, people (on low income: % and how many); national_rank, national_fifth (of need, equal
        weights; missing for wards); and a column for each of `shown_indicators`. Empty if too few people live here.

    Raises:
        KeyError: council areas and Scotland have no fellows.

    References:
        Standardised Euclidean distance, as in the CIPFA Nearest Neighbours Model of councils.
    """
    kind = fellows_of(AreaType.of(area_code))
    areas, fellows = evidence.library.areas, _fellows(evidence, kind)
    elsewhere = areas["council_area"].reindex(fellows.index) != evidence.partnership.council_area
    fellows = fellows.assign(distance=_distances(evidence, area_code, fellows))[elsewhere]
    nearest = fellows.dropna(subset=["distance"]).sort_index().sort_values("distance", kind="stable").head(most)
    return _described(evidence, areas.loc[nearest.index], nearest, kind)


@lru_cache(maxsize=256)
def own_features(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """The area itself: one row, with the columns of `similar_areas`.

    Its distance is 0, and missing if it cannot be held against any other. What is not scored has no rank.
    """
    own = _own(evidence, area_code)
    own = own.assign(distance=_distances(evidence, area_code, own))
    return _described(evidence, evidence.areas.loc[[area_code]], own, AreaType.of(area_code))


def shown_indicators(evidence: Evidence, kind: AreaType) -> dict[str, str]:
    """What is shown of how areas do: of each priority the first indicator held for the kind, and its latest period.

    The people in need are left out: they are one of the features.
    """
    library, partnership = evidence.library, evidence.partnership
    scored = held_indicators(library, partnership, kind if kind in GRAINS else AreaType.DATA_ZONE)
    found: dict[str, str] = {}
    for row in scored.values():
        left = [key for key in row if key not in {*found, partnership.people_in_need}]
        held = ((key, period) for key in left if (period := latest_period(library, key, kind)))
        found |= dict([*held][:1])
    return found


def similar_sentence(own: pd.DataFrame, table: pd.DataFrame, name: str) -> str:
    """Which areas are most like one, and how many people are on low income there and here.

    Args:
        own: as `own_features` returns it.
        table: as `similar_areas` returns it.
        name: what the area is called.
    """
    if own["distance"].isna().all():
        hidden = (own["population"] > 0) & own["value"].isna()
        return NOT_KNOWN if hidden.all() else TOO_FEW
    if table.empty:
        return f"No area elsewhere in Scotland can be held against {name}."
    columns = zip(table["area_name"], table["council_area_name"], strict=True)
    low, high, here = (share(number) for number in (*table["value"].agg(["min", "max"]), own["value"].iloc[0]))
    theirs = f"is {low}" if low == high else f"runs from {low} to {high}"
    return (
        f"Most like {name} elsewhere: {listed([f'{area} ({council})' for area, council in columns])}. "
        f"{'Its' if len(table) == 1 else 'Their'} share of people on low income {theirs}; here it is {here}."
    )


def _distances(evidence: Evidence, area_code: str, others: pd.DataFrame) -> pd.Series:
    """How far the features of others are from those of an area; missing if it has too few people, or a feature not."""
    own = _own(evidence, area_code).iloc[0]
    spread = _fellows(evidence, fellows_of(AreaType.of(area_code)))[list(FEATURES)].std(ddof=0)
    used = [name for name in FEATURES if spread[name] > SAME]
    steps = (others[used] - own[used]) / spread[used]
    squares = (steps**2 * pd.Series(FEATURES)[used]).sum(axis=1, skipna=False)
    enough = own["population"] >= evidence.partnership.thresholds.minimum_population
    return (squares if enough else squares * np.nan) ** 0.5


def _described(evidence: Evidence, areas: pd.DataFrame, features: pd.DataFrame, kind: AreaType) -> pd.DataFrame:
    """Areas of one kind with their names, features, distance, need and figures, in their order."""
    councils = areas["council_area"].map(evidence.library.areas["area_name"])
    table = areas[["area_name"]].assign(council_area_name=councils).join(features[DESCRIBED])
    figures = {
        key: evidence.sheet(key, kind).of_period(period)["value"].reindex(table.index)
        for key, period in shown_indicators(evidence, fellows_of(kind)).items()
    }
    return table.join(_need(evidence, kind, table.index)).assign(**figures).rename_axis("area_code")


def _need(evidence: Evidence, kind: AreaType, areas: pd.Index) -> pd.DataFrame:
    """The national rank and fifth of zones; missing for areas that are not."""
    if kind not in GRAINS:
        unknown = {"national_rank": np.nan, "national_fifth": pd.Series(pd.NA, index=areas, dtype="Int64")}
        return pd.DataFrame(unknown, index=areas)
    equal = weights_of(evidence.partnership, "equal")
    need = national_need(evidence.library, evidence.partnership, kind, equal)
    return need[["national_rank", "national_fifth"]].reindex(areas)


def _fellows(evidence: Evidence, kind: AreaType) -> pd.DataFrame:
    """The features of all of Scotland's areas of one kind with enough people."""
    library, indicator_id = evidence.library, evidence.partnership.people_in_need
    key = ("features", kind, indicator_id)
    if key not in library.memory:
        parts = library.parts[library.parts["area_type"] == kind]
        library.memory[key] = _features(library, parts, library.codes[kind], indicator_id)
    table: pd.DataFrame = library.memory[key]
    return table[table["population"] >= evidence.partnership.thresholds.minimum_population]


@lru_cache(maxsize=256)
def _own(evidence: Evidence, area_code: str) -> pd.DataFrame:
    """The features of one area: one row."""
    parts = evidence.parts[evidence.parts["area_code"] == area_code]
    return _features(evidence.library, parts, pd.Index([area_code]), evidence.partnership.people_in_need)


def _features(library: Library, parts: pd.DataFrame, areas: pd.Index, people_in_need: str) -> pd.DataFrame:
    """The features of areas, each added up from data zones: the columns of FEATURES, population and people."""
    codes = library.codes[AreaType.DATA_ZONE]
    members, zones = members_of(parts.rename(columns={"data_zone": "zone"}), areas, codes), library.zones.reindex(codes)
    people = zones["population"].to_numpy(float)
    population = members.matrix @ people

    def living_in(classes: tuple[str, ...]) -> npt.NDArray[np.float64]:
        inside = members.matrix @ np.where(zones["urban_rural"].isin(classes), people, 0)
        return 100 * inside / np.where(population > 0, population, np.nan)

    need = _added_up(library, members, people_in_need)
    columns = {
        "rural": living_in(RURAL),
        "remote": living_in(REMOTE),
        **{age: _age_share(library, members, *indicators) for age, indicators in AGES.items()},
        "population": population,
        "value": need["value"],
        "people": need["numerator"],
    }
    return pd.DataFrame(columns, index=areas)


def _age_share(library: Library, members: Members, counted: str, shared: str) -> pd.Series:
    """The people of an age, in % of all, from estimates if they are held, otherwise from the census."""
    if {counted, EVERYONE} <= set(library.indicators):
        period = scored_period(library, counted, AreaType.DATA_ZONE)
        people = _added_up(library, members, EVERYONE, period)["value"]
        return 100 * _added_up(library, members, counted, period)["value"] / people
    if shared in library.indicators:
        return _added_up(library, members, shared)["value"]
    return pd.Series(np.nan, index=members.areas)


def _added_up(library: Library, members: Members, indicator_id: str, period: str = "") -> pd.DataFrame:
    """The figures of areas added up from data zones, in a period or the latest that covers Scotland."""
    zones = library.published(indicator_id, AreaType.DATA_ZONE)
    indicator = library.indicators[indicator_id]
    people = library.people(indicator.weighted_by, AreaType.DATA_ZONE)
    wanted = period or scored_period(library, indicator_id, AreaType.DATA_ZONE)
    return added_up(zones, members, people, indicator).of_period(wanted)
