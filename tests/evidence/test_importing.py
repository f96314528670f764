"""The importer: a small folder of sources in, evidence files out, and a word on everything left out."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.__main__ import main
from dashboard.evidence import importing
from dashboard.evidence.boundaries import loch_shapes, place_labels, ward_shapes, zone_shapes
from dashboard.evidence.contradictions import ContradictionError
from dashboard.evidence.definitions import read_indicators
from dashboard.evidence.importing import import_evidence, write_evidence
from dashboard.evidence.importing_geography import GEOGRAPHY
from dashboard.evidence.library import Library
from dashboard.evidence.observations import COLUMNS as FILE_COLUMNS
from dashboard.evidence.observations import read_observations
from dashboard.vocabulary import ConfigError, DataError, Status
from tests.small_folder import PARTNERSHIP

ZONES = ["S01011833", "S01011834", "S01011835", "S01011836"]
HILL, TOWN, COUNCIL = "S02002219", "S02002220", "S12000048"
DEFINITION = """\
name = "{name}"
definition = "An example."
topic = "Poverty"
measure = "{measure}"
unit = "{unit}"
polarity = "lower_is_better"
source = "ours"
per = {per}
"""
SUPPRESSION = '\n[suppression]\nrule = "Few."\nstands_for = 2\n'
DEFINITIONS = {
    "child_poverty": DEFINITION.format(name="Children", measure="proportion", unit="%", per=100) + SUPPRESSION,
    "attainment": DEFINITION.format(name="Attainment", measure="mean", unit="score", per=1),
    "pop_0_15": DEFINITION.format(name="Aged 0 to 15", measure="count", unit="people", per=1),
    "pop_total_simd": DEFINITION.format(name="All people", measure="count", unit="people", per=1),
    "simd_income": DEFINITION.format(name="Low income", measure="proportion", unit="%", per=100),
}
SOURCE = '[ours]\npublisher = "Us"\ntitle = "Ours"\nlicence = "CC0"\nretrieved = "2026-01-01"\n'
Number = float | None
Row = tuple[str, str, str, Number, Number, Number, str]


def rows(indicator: str, period: str, *figures: tuple[str, Number, Number, Number, str]) -> list[Row]:
    return [(code, indicator, period, x, n, value, status) for code, x, n, value, status in figures]


OBSERVATIONS: list[Row] = [
    *rows("pop_0_15", "2020", *((code, None, None, 50.0 * (i + 1), "raw") for i, code in enumerate(ZONES))),
    *rows(
        "pop_total_simd",
        "SIMD 2020v2",
        *((code, None, None, n, "raw") for code, n in zip(ZONES, [9, 8, 0, 7], strict=True)),
    ),
    *rows(
        "simd_income",
        "SIMD 2020v2",
        (ZONES[0], 30, 300, 10, "raw"),
        (ZONES[1], None, 400, None, "raw"),
        (ZONES[2], None, None, None, "raw"),
        (ZONES[3], 0, 200, 0, "raw"),
    ),
    *rows(
        "attainment",
        "2020/21",
        (ZONES[0], None, None, 5.25, "raw"),
        (ZONES[1], None, None, 0, "raw"),
        (ZONES[2], None, None, 5.5, "imputed"),
        (ZONES[3], None, None, 0, "imputed"),
        (HILL, None, None, None, "raw"),
    ),
    *rows(
        "child_poverty",
        "2020/21",
        (ZONES[0], 12, 50, 24, "raw"),
        (ZONES[1], 101, 100, 101, "raw"),
        (ZONES[2], None, 150, None, "raw"),
        (ZONES[3], 20, 200, 10, "imputed"),
        (HILL, None, None, 22, "raw"),
        (TOWN, None, None, 10, "raw"),
    ),
    *rows("child_poverty", "2018/19", (ZONES[0], 0, 0, None, "raw")),
    *rows("child_poverty", "2019/20", (HILL, None, None, 21.7, "raw"), (TOWN, None, None, None, "raw")),
    *rows("mystery", "2020", (ZONES[0], None, None, 1, "raw")),
]
COLUMNS = ["area_code", "indicator", "period", "numerator", "denominator", "value", "status"]


def write_geography(folder: Path) -> None:
    """Four square zones in a row: two intermediate zones, two wards, one council area."""
    folder.mkdir(parents=True)
    squares = [shapely.box(-3.5 + i / 10, 56.4, -3.4 + i / 10, 56.5) for i in range(4)]
    wards, zones = ["S13003066", "S13003066", "S13003067", "S13003067"], [HILL, HILL, TOWN, TOWN]
    lookup = {
        "dz_code": ZONES,
        "dz_name": [f"Zone {i}" for i in range(4)],
        "iz_code": zones,
        "iz_name": ["Hill", "Hill", "Town", "Town"],
        "ward2025_code": wards,
        "ward2025_name": ["Glen", "Glen", "Cross", "Cross"],
        "ap_locality": "",
        "council_code": COUNCIL,
        "council_name": "Perth and Kinross",
        "ur6_name": "Remote Rural",
        "pop_mid2017": [9, 8, 0, 7],
        "area_ha": 100.5,
        "centroid_lon": [-3.45, -3.35, -3.25, -3.15],
        "centroid_lat": 56.45,
    }
    table = pd.DataFrame(lookup)
    table.iloc[::-1].to_csv(folder / "data_zone_2011_lookup.csv", index=False)
    shapes = table[["dz_code", "dz_name", "council_code"]].assign(geometry=shapely.to_wkb(np.array(squares)))
    shapes.iloc[::-1].to_parquet(folder / "data_zones_2011.parquet", index=False)
    outlines = [shapely.union_all(squares[:2]), shapely.union_all(squares[2:])]
    pd.DataFrame(
        {
            "ward_code": ["S13003067", "S13003066"],
            "ward_name": ["Cross", "Glen"],
            "council_code": COUNCIL,
            "geometry": shapely.to_wkb(np.array(outlines[::-1])),
        }
    ).to_parquet(folder / "wards_2025.parquet", index=False)
    pd.DataFrame({"name": ["Loch"], "geometry": [shapely.to_wkb(shapely.Point(-3.4, 56.45).buffer(0.01))]}).to_parquet(
        folder / "lochs.parquet", index=False
    )
    labels = {"name": ["Perth", "Glen Hamlet", "Abroad"], "type": ["City", "Hamlet", "Town"]}
    points = shapely.to_wkb(shapely.points([[-3.43, 56.4], [-3.4, 56.4], [-2, 55]]))
    pd.DataFrame(
        labels | {"maxshow": 1_000_000, "council_code": [COUNCIL, COUNCIL, None], "geometry": points}
    ).to_parquet(folder / "place_labels.parquet", index=False)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    write_geography(folder / "geography")
    pd.DataFrame(OBSERVATIONS, columns=COLUMNS).iloc[::-1].to_parquet(folder / "observations.parquet", index=False)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An evidence folder with definitions and no figures yet."""
    return with_definitions(tmp_path / "data")


def with_definitions(folder: Path) -> Path:
    (folder / "indicators").mkdir(parents=True)
    (folder / "sources.toml").write_text(SOURCE)
    for name, text in DEFINITIONS.items():
        (folder / "indicators" / f"{name}.toml").write_text(text)
    return folder


def lines(folder: Path, indicator_id: str) -> list[str]:
    return (folder / "indicators" / f"{indicator_id}.csv").read_text(encoding="utf-8").splitlines()


def content(folder: Path) -> dict[str, bytes]:
    files: Iterable[Path] = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_report_names_every_file_and_everything_left_out(sources: Path, empty: Path) -> None:
    assert list(write_evidence(sources, empty)) == [
        "wrote     areas/data_zones_2011.csv: 4 data zones in 1 council areas",
        "wrote     boundaries/data_zones_2011/: 4 data zones, simplified to about 110 metres",
        "wrote     boundaries/wards_2025.geojson: 2 true ward outlines",
        "wrote     boundaries/lochs.geojson: 1 lochs",
        "wrote     boundaries/place_labels.csv: 1 names (hamlets and suburbs left out: too many to read)",
        "left out  attainment: 2 figures of exactly 0, which mark a missing figure",
        "wrote     indicators/attainment.csv: 5 figures (4 data zone, 1 intermediate zone), 1 periods",
        "left out  child_poverty: 1 figures whose count is above their population",
        "wrote     indicators/child_poverty.csv: 9 figures (5 data zone, 4 intermediate zone), 3 periods",
        "left out  mystery: no definition in data/indicators/mystery.toml",
        "wrote     indicators/pop_0_15.csv: 4 figures (4 data zone), 1 periods",
        "wrote     indicators/pop_total_simd.csv: 4 figures (4 data zone), 1 periods",
        "wrote     indicators/simd_income.csv: 4 figures (4 data zone), 1 periods",
    ]


def test_the_same_sources_give_the_same_bytes(sources: Path, empty: Path, tmp_path: Path) -> None:
    list(write_evidence(sources, empty))
    first = content(empty)
    assert len(first) == len(DEFINITIONS) * 2 + 6
    list(write_evidence(sources, empty))
    assert content(empty) == first

    shuffled = pd.DataFrame(OBSERVATIONS, columns=COLUMNS).sample(frac=1, random_state=3)
    shuffled.to_parquet(sources / "observations.parquet", index=False)
    other = with_definitions(tmp_path / "other")
    list(write_evidence(sources, other))
    assert content(other) == first


def test_definitions_are_never_overwritten(sources: Path, empty: Path) -> None:
    list(write_evidence(sources, empty))
    for name, text in DEFINITIONS.items():
        assert (empty / "indicators" / f"{name}.toml").read_text() == text
    assert not (empty / "indicators" / "mystery.csv").exists()


def test_suppressed_missing_not_applicable_and_zero_are_four_things(sources: Path, empty: Path) -> None:
    """Nobody lives in the third zone, the second is starred in SIMD, and a zero is a published figure."""
    list(write_evidence(sources, empty))
    assert lines(empty, "simd_income") == [
        "area_code,period,numerator,denominator,value,status",
        "S01011833,SIMD 2020v2,30,300,,",
        "S01011834,SIMD 2020v2,,400,,suppressed",
        "S01011835,SIMD 2020v2,,,,not_applicable",
        "S01011836,SIMD 2020v2,0,200,,",
    ]


def test_a_score_of_zero_is_a_missing_figure_and_imputed_stays_imputed(sources: Path, empty: Path) -> None:
    list(write_evidence(sources, empty))
    assert lines(empty, "attainment")[1:] == [
        "S01011833,2020/21,,,5.25,",
        "S01011834,2020/21,,,,missing",
        "S01011835,2020/21,,,5.5,imputed",
        "S01011836,2020/21,,,,missing",
        "S02002219,2020/21,,,,missing",
    ]


def test_child_poverty_gets_its_counts_back_where_they_are_whole(sources: Path, empty: Path) -> None:
    """2020/21: 22% of 50 + 100 children is 33, 10% of 150 + 200 is 35. 2019/20: children are not held. 2018/19:
    a zone without children has no share of them.
    """
    list(write_evidence(sources, empty))
    assert lines(empty, "child_poverty")[1:] == [
        "S01011833,2018/19,,,,not_applicable",
        "S02002219,2019/20,,,21.7,",
        "S02002220,2019/20,,,,missing",
        "S01011833,2020/21,12,50,,",
        "S01011834,2020/21,,,,missing",
        "S01011835,2020/21,,150,,suppressed",
        "S01011836,2020/21,20,200,,imputed",
        "S02002219,2020/21,33,150,,",
        "S02002220,2020/21,35,350,,",
    ]


def test_counts_that_would_not_be_whole_are_not_made_up(sources: Path, empty: Path) -> None:
    table = pd.DataFrame(OBSERVATIONS, columns=COLUMNS)
    table.loc[(table["area_code"] == HILL) & (table["value"] == 22), "value"] = 22.5
    table.to_parquet(sources / "observations.parquet", index=False)
    list(write_evidence(sources, empty))
    assert "S02002219,2020/21,,,22.5," in lines(empty, "child_poverty")
    assert "S02002220,2020/21,,,10," in lines(empty, "child_poverty")


def test_what_is_written_is_read_again_without_a_fault(sources: Path, empty: Path) -> None:
    list(write_evidence(sources, empty))
    read = {
        key: read_observations(empty / "indicators" / f"{key}.csv", indicator, {*ZONES, HILL, TOWN})
        for key, indicator in read_indicators(empty).items()
    }
    assert set(read) == set(DEFINITIONS)
    table = read["child_poverty"].set_index(["area_code", "period"])
    assert table.loc[(HILL, "2020/21"), "value"] == pytest.approx(22)
    assert table.loc[(ZONES[2], "2020/21"), "status"] == Status.SUPPRESSED


def test_areas_and_boundaries_are_written_as_they_are_read(sources: Path, empty: Path) -> None:
    list(write_evidence(sources, empty))
    zones = pd.read_csv(empty / "areas" / "data_zones_2011.csv")
    assert zones["data_zone"].tolist() == ZONES
    assert zones.columns.tolist()[:3] == ["data_zone", "data_zone_name", "intermediate_zone"]
    shapes = zone_shapes(COUNCIL, empty)
    assert list(shapes) == ZONES
    assert sum(shape.area for shape in shapes.values()) == pytest.approx(0.04)
    assert shapes[ZONES[0]].intersection(shapes[ZONES[1]]).length == pytest.approx(0.1)
    assert set(ward_shapes(empty)) == {"S13003066", "S13003067"}
    assert list(loch_shapes(empty)) == ["Loch"]
    assert place_labels(empty)["name"].tolist() == ["Perth"]


@pytest.mark.parametrize("name", ["observations.parquet", *(f"geography/{name}" for name in GEOGRAPHY)])
def test_a_file_missing_from_the_sources_is_named_before_anything_is_written(
    sources: Path, empty: Path, name: str
) -> None:
    before = content(empty)
    (sources / name).unlink()
    with pytest.raises(DataError) as caught:
        list(write_evidence(sources, empty))
    assert str(caught.value) == f"{sources / name}: the file is missing. Give the folder of sources after --from"
    assert content(empty) == before


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, empty: Path) -> None:
    with pytest.raises(DataError, match=r"the file is missing\. Give the folder of sources after --from$"):
        list(write_evidence(tmp_path / "nowhere", empty))


INSTEAD = {
    "low_income": "simd_income",
    "access_rank": "pop_total_simd",
    "crime": "child_poverty",
    "travel": "attainment",
}


@pytest.fixture
def whole(empty: Path) -> Path:
    """An evidence folder with all that people write, and figures of an indicator that the sources do not have."""
    text = PARTNERSHIP
    for old, new in INSTEAD.items():
        text = text.replace(old, new)
    (empty / "partnerships").mkdir()
    (empty / "partnerships" / "perth-and-kinross.toml").write_text(text)
    (empty / "indicators" / "ours.toml").write_text(DEFINITION.format(name="Ours", measure="count", unit="", per=1))
    (empty / "indicators" / "ours.csv").write_text(",".join(FILE_COLUMNS) + f"\n{ZONES[0]},2020,,,1,\n")
    return empty


def rewrite(sources: Path, *more: Row) -> None:
    """The same sources with more figures."""
    pd.DataFrame([*OBSERVATIONS, *more], columns=COLUMNS).to_parquet(sources / "observations.parquet", index=False)


def test_an_import_leaves_what_it_writes_and_nothing_else(sources: Path, whole: Path, tmp_path: Path) -> None:
    before, other = content(whole), with_definitions(tmp_path / "other")
    report = list(write_evidence(sources, other))
    assert import_evidence(sources, whole) == report
    assert content(whole) == before | content(other)


CONTRADICTIONS = rows("pop_0_15", "2020", (HILL, None, None, 151, "raw"), (COUNCIL, None, None, 501, "raw"))
BROKEN = rows("simd_income", "2021", (ZONES[0], -1, 300, None, "raw"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (CONTRADICTIONS, ("found 'S02002219, 2020: 151, not 150'", "found 'S12000048, 2020: 501, not 500'")),
        (BROKEN, ("simd_income.csv, row 6, numerator: must not be below zero; found -1.0",)),
    ],
    ids=["contradictions", "a figure that breaks a rule"],
)
def test_an_import_that_is_refused_loses_nothing(
    sources: Path, whole: Path, capsys: pytest.CaptureFixture[str], more: list[Row], said: tuple[str, ...]
) -> None:
    import_evidence(sources, whole)
    before = content(whole)
    rewrite(sources, *more, *rows("pop_0_15", "2021", (ZONES[0], None, None, 77, "raw")))
    assert main(["import", "--from", str(sources), "--to", str(whole)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert [part for part in said if part not in told.err] == []
    assert len(told.err.splitlines()) == len(said)
    assert content(whole) == before


def test_the_command_tells_what_was_imported(sources: Path, whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--from", str(sources), "--to", str(whole)]) == 0
    assert capsys.readouterr().out.splitlines() == import_evidence(sources, whole)


def test_an_import_that_is_refused_says_why(sources: Path, whole: Path) -> None:
    rewrite(sources, *CONTRADICTIONS)
    with pytest.raises(ContradictionError) as caught:
        import_evidence(sources, whole)
    assert {fault.file for fault in caught.value.faults} == {"pop_0_15.csv"}


def test_a_definition_that_is_changed_meanwhile_stays_changed(
    sources: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = whole / "indicators" / "ours.toml"

    def meanwhile(library: Library) -> None:
        assert "ours" in library.indicators
        path.write_text("changed")

    monkeypatch.setattr(importing, "check_contradictions", meanwhile)
    import_evidence(sources, whole)
    assert path.read_text() == "changed"


def test_a_folder_without_definitions_is_refused_and_stays_empty(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^sources.toml: the file is missing"):
        import_evidence(sources, tmp_path / "none")
    assert not (tmp_path / "none").exists()
