"""Turning the published figures of every small area of Scotland into the project's own evidence files.

`python -m dashboard import --from DIR` runs this. It is deterministic: the same sources give the same bytes.
Definitions (`data/indicators/<id>.toml`) are written by people and are never overwritten; an indicator of the
sources that has none is left out, and the report says so. What cannot be used, or contradicts itself, replaces nothing.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from dashboard.evidence.contradictions import check_contradictions
from dashboard.evidence.definitions import read_indicators
from dashboard.evidence.files import DATA
from dashboard.evidence.importing_geography import GEOGRAPHY, write_areas, write_boundaries
from dashboard.evidence.library import library
from dashboard.evidence.observations import COLUMNS
from dashboard.vocabulary import AreaType, DataError, Fault, Indicator, Period, Status

SOURCE_COLUMNS = ["area_code", "indicator", "period", "numerator", "denominator", "value", "status"]
CHILD_POPULATION = "pop_0_15"
ZERO_MEANS_MISSING = {"attainment"}
"""No school leavers score nothing at all: a zero between scores of 2 to 7 marks a zone without a figure."""
WRITTEN = ("areas", "boundaries", "indicators")
"""The folders that an import writes to."""


def import_evidence(sources: Path, data: Path = DATA) -> list[str]:
    """Write the evidence files into a copy of the evidence folder, check it, and only then replace those of the folder.

    Args:
        sources: a folder with observations.parquet and geography/.
        data: the evidence folder; its definitions say which indicators are wanted.

    Returns:
        One sentence a file written or a figure left out.

    Raises:
        DashboardError: the folder does not hold the sources, or what it holds breaks a rule or contradicts itself;
            nothing has been written.
    """
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "data"
        if data.exists():
            shutil.copytree(data, fresh)
        report = list(write_evidence(sources, fresh))
        check_contradictions(library(fresh))
        for name in WRITTEN:
            shutil.copytree(fresh / name, data / name, ignore=shutil.ignore_patterns("*.toml"), dirs_exist_ok=True)
    return report


def write_evidence(sources: Path, data: Path = DATA) -> Iterator[str]:
    """Write the evidence files from a folder of sources, and tell what was written and what was left out.

    Args:
        sources: a folder with observations.parquet and geography/.
        data: the evidence folder; its definitions say which indicators are wanted.

    Yields:
        One sentence a file written or a figure left out.

    Raises:
        DataError: the folder does not hold the sources.
    """
    _check_sources(sources)
    yield from write_areas(sources / "geography", data / "areas")
    yield from write_boundaries(sources / "geography", data / "boundaries")
    observations = (
        pq.read_table(sources / "observations.parquet", columns=SOURCE_COLUMNS)
        .to_pandas()
        .astype({"indicator": str, "period": str, "status": str})
    )
    empty = _empty_zones(observations)
    children = _children_by_intermediate_zone(observations, data / "areas" / "data_zones_2011.csv")
    indicators = read_indicators(data)
    for indicator_id, rows in observations.groupby("indicator"):
        if indicator_id not in indicators:
            yield f"left out  {indicator_id}: no definition in data/indicators/{indicator_id}.toml"
            continue
        indicator = indicators[str(indicator_id)]
        figures = rows.drop(columns="indicator").reset_index(drop=True)
        if indicator_id in ZERO_MEANS_MISSING:
            zeros = figures["value"] == 0
            figures["value"] = figures["value"].mask(zeros)
            yield f"left out  {indicator_id}: {int(zeros.sum())} figures of exactly 0, which mark a missing figure"
        if indicator_id == "child_poverty":
            figures = _with_recovered_counts(figures, children)
        figures, notes = _with_status(figures, indicator, empty)
        yield from notes
        yield _write_figures(figures, indicator, data / "indicators" / f"{indicator_id}.csv")


def _check_sources(sources: Path) -> None:
    """Refuse a folder that lacks a file of the sources, before anything is written."""
    for needed in ("observations.parquet", *(f"geography/{name}" for name in GEOGRAPHY)):
        if not (sources / needed).exists():
            remedy = "Give the folder of sources after --from"
            raise DataError(Fault(str(sources / needed), "the file is missing", remedy=remedy))


def _empty_zones(observations: pd.DataFrame) -> set[tuple[str, str]]:
    """The (area_code, period) pairs of SIMD in which nobody lives."""
    population = observations[observations["indicator"] == "pop_total_simd"]
    nobody = population[population["value"] == 0]
    return set(zip(nobody["area_code"], nobody["period"], strict=True))


def _children_by_intermediate_zone(observations: pd.DataFrame, areas: Path) -> pd.Series:
    """Children aged 0 to 15 by (intermediate zone, calendar year)."""
    children = observations[observations["indicator"] == CHILD_POPULATION]
    zones = pd.read_csv(areas).set_index("data_zone")["intermediate_zone"]
    return children.groupby([children["area_code"].map(zones), children["period"]])["value"].sum()


def _with_recovered_counts(figures: pd.DataFrame, children: pd.Series) -> pd.DataFrame:
    """Give back the counts behind the published intermediate zone rates of children in low income families.

    The rate of 2020/21 is a whole number of children over the children of mid-2020; where the product is whole for
    every zone of a period, numerator and denominator are known exactly. Other periods keep the rate alone.
    """
    figures = figures.copy()
    zones = figures["area_code"].str.startswith("S02") & figures["numerator"].isna()
    for period, rows in figures[zones].groupby("period"):
        year = str(int(str(period)[:4]))
        denominator = pd.Series([children.get((code, year), np.nan) for code in rows["area_code"]], index=rows.index)
        counts = rows["value"] / 100 * denominator
        if counts.notna().sum() == rows["value"].notna().sum() and (counts - counts.round()).abs().max() < 0.01:
            figures.loc[rows.index, "numerator"] = counts.round()
            figures.loc[rows.index, "denominator"] = denominator
    return figures


def _with_status(
    figures: pd.DataFrame, indicator: Indicator, empty: set[tuple[str, str]]
) -> tuple[pd.DataFrame, list[str]]:
    """Say of every figure why it is, or is not, there; drop what cannot be true, and say so."""
    nothing = figures["value"].isna() & figures["numerator"].isna()
    nobody = np.array([key in empty for key in zip(figures["area_code"], figures["period"], strict=True)])
    starred = figures["period"].str.startswith("SIMD") | (indicator.suppression is not None)
    above = (figures["numerator"] > figures["denominator"]) & indicator.numerator_within_denominator
    rules = {
        Status.NOT_APPLICABLE: (nothing & nobody) | (figures["denominator"] == 0),
        Status.SUPPRESSED: nothing & starred & figures["area_code"].str.startswith("S01"),
        Status.MISSING: nothing | above,
        Status.IMPUTED: figures["status"] == Status.IMPUTED,
    }
    status = pd.Series(np.select(list(rules.values()), list(rules), Status.PUBLISHED), index=figures.index)
    held = status.isin([Status.PUBLISHED, Status.IMPUTED])
    checked = figures.assign(
        status=status,
        numerator=figures["numerator"].where(held),
        denominator=figures["denominator"].where(held | (status == Status.SUPPRESSED)),
        value=figures["value"].where(held),
    )
    dropped = int((above & (status == Status.MISSING)).sum())
    note = f"left out  {indicator.indicator_id}: {dropped} figures whose count is above their population"
    return checked, [note] if dropped else []


def _write_figures(figures: pd.DataFrame, indicator: Indicator, path: Path) -> str:
    """Write one indicator's figures, ordered by period and area; a value its counts give is not written twice."""
    given = indicator.per * figures["numerator"] / figures["denominator"]
    derivable = given.notna() & (figures["denominator"] > 0)
    table = figures.assign(
        value=figures["value"].mask(derivable),
        status=figures["status"].where(figures["status"] != Status.PUBLISHED, ""),
        order=[Period.of(period).sort_key for period in figures["period"]],
    ).sort_values(["order", "period", "area_code"])
    path.parent.mkdir(parents=True, exist_ok=True)
    table[COLUMNS].to_csv(path, index=False, float_format="%.7g", lineterminator="\n")
    kinds = table["area_code"].map({code: AreaType.of(code).value for code in table["area_code"].unique()})
    held = ", ".join(f"{count} {AreaType(kind).label}" for kind, count in kinds.value_counts().sort_index().items())
    return f"wrote     indicators/{path.name}: {len(table)} figures ({held}), {table['period'].nunique()} periods"
