"""Every broken file is refused with the file, row, column, rule, what was found and what to do."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.evidence import evidence, library
from dashboard.vocabulary import AreaType, ConfigError, DashboardError, DataError

LOW = "indicators/low_income.csv"
CRIME = "indicators/crime.csv"
DEFINITION = "indicators/low_income.toml"
ZONES = "areas/data_zones_2011.csv"
OURS = "partnerships/perth-and-kinross.toml"
KEYS = (
    "caveat, comparable_over_time, council_series_differs, counted, decimals, definition, measure, name, "
    "numerator_within_denominator, per, period_notes, polarity, population, source, suppression, "
    "topic, unit, "
    "weighted_by"
)
COLUMNS = "area_code,period,numerator,denominator,value,status"
STATUSES = "published, imputed, suppressed, missing, not_applicable"


def edit(path: Path, old: str, new: str) -> None:
    """Write a file with one thing changed, which must be there to be changed."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_the_folder_these_files_are_broken_in_is_sound(data: Path) -> None:
    sound = library(data)
    assert len(sound.zones) == 6
    assert sorted(sound.indicators) == ["access_rank", "children", "crime", "low_income", "travel"]
    assert sorted(sound.partnerships) == ["fife", "perth-and-kinross"]
    assert len(evidence("perth-and-kinross", data).areas_of(AreaType.LOCALITY)) == 2


BROKEN_FIGURES = [
    pytest.param(
        LOW,
        "S01009000,",
        "S01009999,",
        "low_income.csv, row 2, area_code: unknown area code; found 'S01009999'. Check the code against data/areas",
        id="unknown area code",
    ),
    pytest.param(
        LOW,
        "S01009001,",
        "S01000001,",
        "low_income.csv, row 3, area_code: unknown area code; found 'S01000001'. This is a data zone "
        "of 2001; "
        "figures must be for the data zones of 2011",
        id="data zone of 2001",
    ),
    pytest.param(
        LOW,
        "S01011833,",
        "S01013482,",
        "low_income.csv, row 4, area_code: unknown area code; found 'S01013482'. This is a data zone "
        "of 2022; "
        "figures must be for the data zones of 2011",
        id="data zone of 2022",
    ),
    pytest.param(
        LOW,
        "S01011833,",
        "S12000024,",
        "low_income.csv, row 4, area_code: unknown area code; found 'S12000024'. Check the code against data/areas",
        id="code the council area had until 2018",
    ),
    pytest.param(
        LOW,
        "S01009001,2020,0",
        "S01009000,2020,0",
        "low_income.csv, row 3, area_code: the area and period are there twice; found 'S01009000'. Keep one",
        id="duplicate key",
    ),
    pytest.param(
        LOW,
        "2020,160,800",
        "2020,801,800",
        "low_income.csv, row 6, numerator: the numerator must be less than or equal to the denominator; "
        "found 801.0. Check the count and its population",
        id="numerator above denominator",
    ),
    pytest.param(
        CRIME,
        "2020,5,1000",
        "2020,-5,1000",
        "crime.csv, row 4, numerator: must not be below zero; found -5.0",
        id="negative numerator",
    ),
    pytest.param(
        CRIME,
        "2020,5,1000",
        "2020,5,-1000",
        "crime.csv, row 4, denominator: must not be below zero; found -1000.0",
        id="negative denominator",
    ),
    pytest.param(
        LOW,
        "2020,160,800",
        "2020,*,800",
        "low_income.csv, row 6, numerator: must be a number; found '*'. Write digits only, and leave "
        "the cell empty "
        "where there is no number",
        id="text in a number",
    ),
    pytest.param(
        LOW,
        "700,10,published",
        "700,10%,published",
        "low_income.csv, row 7, value: must be a number; found '10%'. Write digits only, and leave "
        "the cell empty "
        "where there is no number",
        id="per cent sign in a number",
    ),
    pytest.param(
        "indicators/travel.csv",
        ",,,20,",
        ",,,inf,",
        "travel.csv, row 4, value: must be a finite number; found inf",
        id="infinite number",
    ),
    pytest.param(
        "indicators/travel.csv",
        ",,,20,",
        ",,,NaN,",
        "travel.csv, row 4, value: a published figure needs a value, or a numerator over a "
        "denominator above zero. "
        "Say why it is empty in status",
        id="not a number",
    ),
    pytest.param(
        LOW,
        COLUMNS,
        "area_code,period,numerator,denominator,value",
        f"low_income.csv, row 1: the columns must be {COLUMNS}; "
        "found 'area_code,period,numerator,denominator,value'. Put the header right",
        id="missing column",
    ),
    pytest.param(
        LOW,
        COLUMNS,
        "period,area_code,numerator,denominator,value,status",
        f"low_income.csv, row 1: the columns must be {COLUMNS}; "
        "found 'period,area_code,numerator,denominator,value,status'. Put the header right",
        id="wrong column order",
    ),
    pytest.param(
        LOW,
        "S01009001,2020,0,400,,",
        "S01009001,2020,0,400",
        "low_income.csv, row 3: a row needs 6 cells; found 'S01009001,2020,0,400'",
        id="too few cells",
    ),
    pytest.param(
        LOW,
        "S01011833,2020",
        "S01011833,latest",
        "low_income.csv, row 4, period: a period needs a year of four digits; found 'latest'. Write 2020/21 or 2022",
        id="period without a year",
    ),
    pytest.param(
        LOW,
        "10,published",
        "10,provisional",
        f"low_income.csv, row 7, status: must be empty or one of {STATUSES}; found 'provisional'",
        id="unknown status word",
    ),
    pytest.param(
        LOW,
        ",,500,,suppressed",
        ",,500,0.4,suppressed",
        "low_income.csv, row 5, status: a suppressed, missing or not applicable figure must carry no "
        "value and no "
        "numerator; found 'suppressed'. Empty the cells, or the status",
        id="suppressed row with a value",
    ),
    pytest.param(
        LOW,
        ",,500,,suppressed",
        ",2,500,,missing",
        "low_income.csv, row 5, status: a suppressed, missing or not applicable figure must carry no "
        "value and no "
        "numerator; found 'missing'. Empty the cells, or the status",
        id="missing row with a count",
    ),
    pytest.param(
        LOW,
        "2020,160,800,,",
        "2020,,800,,",
        "low_income.csv, row 6, value: a published figure needs a value, or a numerator over a "
        "denominator above "
        "zero. Say why it is empty in status",
        id="published row with nothing",
    ),
    pytest.param(
        LOW,
        "2020,0,400,,",
        "2020,0,0,,",
        "low_income.csv, row 3, value: a published figure needs a value, or a numerator over a "
        "denominator above "
        "zero. Say why it is empty in status",
        id="published row over nobody",
    ),
    pytest.param(
        CRIME,
        "14,700,200",
        "14,700,20",
        "crime.csv, row 7, value: the value must equal per × numerator / denominator; found 20.0. "
        "Leave the value empty",
        id="value that contradicts its counts",
    ),
]
BROKEN_AREAS = [
    pytest.param(
        ZONES,
        "ward,ward_name",
        "ward_code,ward_name",
        "data_zones_2011.csv, ward: the column is missing. Run the import again",
        id="lookup without a column",
    ),
    pytest.param(
        ZONES,
        "S01009001,",
        "S01009000,",
        "data_zones_2011.csv, row 3, data_zone: the data zone is there twice; found 'S01009000'",
        id="data zone twice",
    ),
    pytest.param(
        ZONES,
        "S02002219,Hill,",
        "S02001800,Hill,",
        "data_zones_2011.csv, row 2, intermediate_zone: lies in two council areas; found 'S02001800'",
        id="intermediate zone in two council areas",
    ),
    pytest.param(
        ZONES,
        "S13003066,Glen",
        "S13002900,Glen",
        "data_zones_2011.csv, row 2, ward: lies in two council areas; found 'S13002900'",
        id="ward in two council areas",
    ),
    pytest.param(
        ZONES,
        "S12000047,Fife",
        "Fife,Fife",
        "data_zones_2011.csv, row 2, council_area: must be S12 and six digits; found 'Fife'",
        id="name instead of a code",
    ),
    pytest.param(
        ZONES,
        "S13003067,Cross",
        ",Cross",
        "data_zones_2011.csv, row 6, ward: must be S13 and six digits",
        id="empty code",
    ),
    pytest.param(
        ZONES,
        ",600,",
        ",many,",
        "data_zones_2011.csv, row 2, population: must be a number; found 'many'",
        id="text for people",
    ),
    pytest.param(
        ZONES, ",400,", ",,", "data_zones_2011.csv, row 3, population: must be a number", id="no people given"
    ),
]
BROKEN_DEFINITIONS = [
    pytest.param(
        DEFINITION,
        'unit = "%"',
        "unit = %",
        "low_income.toml: not readable as TOML in UTF-8 (Invalid value (at line 5, column 8))",
        id="TOML syntax",
    ),
    pytest.param(
        DEFINITION,
        "polarity =",
        "polarty =",
        f"low_income.toml: the key 'polarty' is not known. Known: {KEYS}",
        id="unknown key",
    ),
    pytest.param(
        DEFINITION,
        'unit = "%"\n',
        "",
        "low_income.toml: the key 'unit' is missing. Add unit = …",
        id="missing key",
    ),
    pytest.param(
        DEFINITION,
        "per = 100\n",
        "",
        "low_income.toml: the key 'per' is missing. Add per = …",
        id="proportion without a scale",
    ),
    pytest.param(
        DEFINITION,
        'name = "People on low income"',
        "name = 7",
        "low_income.toml, name: must be a str; found 7",
        id="number for a name",
    ),
    pytest.param(
        DEFINITION,
        "per = 100",
        "per = true",
        "low_income.toml, per: must be a int; found True",
        id="truth as scale",
    ),
    pytest.param(
        DEFINITION,
        '"Poverty"',
        '"Wealth"',
        "low_income.toml, topic: must be one of Poverty, Employability, Health and Wellbeing, Access "
        "to services, "
        "Education, Community safety, Housing, Population and place, Published SIMD ranks; found 'Wealth'",
        id="unknown topic",
    ),
    pytest.param(
        DEFINITION,
        '"proportion"',
        '"percentage"',
        "low_income.toml, measure: must be one of proportion, rate, count, standardised_ratio, mean, "
        "index, "
        "published_rank; found 'percentage'",
        id="unknown measure",
    ),
    pytest.param(
        DEFINITION,
        '"lower_is_better"',
        '"low"',
        "low_income.toml, polarity: must be one of lower_is_better, higher_is_better, no_judgement; found 'low'",
        id="unknown polarity",
    ),
    pytest.param(
        DEFINITION,
        'source = "simd"',
        'source = "hearsay"',
        "low_income.toml, source: must be one of census, simd, or a [source] table; found 'hearsay'",
        id="unknown source",
    ),
    pytest.param(
        DEFINITION,
        "per = 100",
        'per = 100\ncomparable_over_time = "false"',
        "low_income.toml, comparable_over_time: must be a bool; found 'false'",
        id="text for a truth",
    ),
    pytest.param(
        DEFINITION,
        "per = 100",
        'per = 100\ndecimals = "one"',
        "low_income.toml, decimals: must be a int; found 'one'",
        id="text for decimals",
    ),
    pytest.param(
        DEFINITION,
        "stands_for = 2",
        'stands_for = "two"',
        "low_income.toml, stands_for: must be a float; found 'two'",
        id="text for a suppressed count",
    ),
    pytest.param(
        DEFINITION,
        "stands_for = 2",
        "stand_for = 2",
        "low_income.toml: the key 'stand_for' is not known. Known: rule, stands_for",
        id="unknown key of the suppression",
    ),
    pytest.param(
        DEFINITION,
        "[suppression]",
        '[period_notes]\nlatest = "2020"\n\n[suppression]',
        "low_income.toml, period_notes: a period needs a year of four digits; found 'latest'",
        id="note on a period without a year",
    ),
    pytest.param(
        "indicators/travel.toml",
        '"Minutes to a shop"',
        '"People on low income"',
        "travel.toml: the name is taken by low_income.toml; found 'People on low income'",
        id="one name twice",
    ),
    pytest.param(
        "indicators/travel.toml",
        '"children"',
        '"pensioners"',
        "travel.toml, weighted_by: unknown indicator; found 'pensioners'",
        id="weighted by an unknown indicator",
    ),
    pytest.param(
        "sources.toml",
        'licence = "Open Government Licence v3.0"\n',
        "",
        "sources.toml: the key 'licence' is missing. Add licence = …",
        id="source without a licence",
    ),
]
FILE = "perth-and-kinross.toml"
BROKEN_PARTNERSHIPS = [
    pytest.param(
        '"S12000048"',
        '"S12000099"',
        f"{FILE}, council_area: unknown council area; found 'S12000099'",
        id="unknown council area",
    ),
    pytest.param(
        'wards = ["S13003067"]',
        'wards = ["S13003067", "S13003066"]',
        f"{FILE}: the ward is in two localities, locality-highland and locality-city; found 'S13003066'. "
        "Keep it in one",
        id="ward in two localities",
    ),
    pytest.param(
        'wards = ["S13003067"]',
        "wards = []",
        f"{FILE}: the data zone is in no locality: its ward S13003067 is in none; found 'S01011835'",
        id="ward in no locality",
    ),
    pytest.param(
        'wards = ["S13003067"]',
        'wards = ["S13003067", "S13002900"]',
        f"{FILE}: locality City: ward is not one of this partnership; found 'S13002900'. Check data/areas",
        id="ward of another council area",
    ),
    pytest.param(
        'locality = "Highland"',
        'locality = "Lowland"',
        f"{FILE}: exception: locality is not one of this partnership; found 'locality-lowland'. Check data/areas",
        id="exception with an unknown locality",
    ),
    pytest.param(
        'data_zone = "S01011836"',
        'data_zone = "S01009000"',
        f"{FILE}: exception: data zone is not one of this partnership; found 'S01009000'. Check data/areas",
        id="exception with a zone of elsewhere",
    ),
    pytest.param(
        "[rollout]",
        '[[exception]]\ndata_zone = "S01011836"\nlocality = "City"\nreason = "Not sure"\n\n[rollout]',
        f"{FILE}, exception: the data_zone is there twice; found 'S01011836'. Keep one",
        id="two exceptions for one zone",
    ),
    pytest.param(
        'reason = "Its people look north"\n',
        "",
        f"{FILE}: the key 'reason' is missing. Add reason = …",
        id="exception without a reason",
    ),
    pytest.param(
        'name = "City"',
        'name = "HIGHLAND"',
        f"{FILE}, locality: the name is there twice; found 'Highland'. Keep one",
        id="two localities with one address",
    ),
    pytest.param(
        'data_zones = ["S01011835"]',
        'data_zones = ["S01011999"]',
        f"{FILE}: place The Cross: data zone is not one of this partnership; found 'S01011999'. Check data/areas",
        id="place with an unknown zone",
    ),
    pytest.param(
        'data_zones = ["S01011835"]',
        'intermediate_zones = ["S02001800"]',
        f"{FILE}: place The Cross: intermediate zone is not one of this partnership; found 'S02001800'. "
        "Check data/areas",
        id="place with a zone of elsewhere",
    ),
    pytest.param(
        'data_zones = ["S01011835"]\n',
        "",
        f"{FILE}: place The Cross has no zones. Give it intermediate_zones",
        id="place without zones",
    ),
    pytest.param(
        'status = "working"',
        'status = "done"',
        f"{FILE}, status: must be one of working, identified, not_started; found 'done'",
        id="unknown rollout status",
    ),
    pytest.param(
        "data_zone = { low_income = 2 }",
        "data_zone = { low_incme = 2 }",
        f"{FILE}: unknown indicator; found 'low_incme'. See data/indicators",
        id="unknown indicator in a priority",
    ),
    pytest.param(
        "data_zone = { low_income = 2 }",
        "data_zone = { children = 2 }",
        f"{FILE}: an indicator without judgement cannot score a priority; found 'children'",
        id="indicator without judgement in a priority",
    ),
    pytest.param(
        'access = "access_rank"',
        'access = "rank"',
        f"{FILE}: unknown indicator; found 'rank'. See data/indicators",
        id="unknown indicator of access",
    ),
    pytest.param(
        "{ low_income = 2 }",
        "{ low_income = -2 }",
        f"{FILE}, data_zone: the weight of low_income must be a number not below zero; found -2",
        id="negative weight of an indicator",
    ),
    pytest.param(
        "{ low_income = 2 }",
        "{ low_income = 0 }",
        f"{FILE}, data_zone: the weights must not all be zero",
        id="all weights of indicators zero",
    ),
    pytest.param(
        "Poverty = 1",
        "Poverty = -1",
        f"{FILE}, weights.equal: the weight of Poverty must be a number not below zero; found -1",
        id="negative weight of a priority",
    ),
    pytest.param(
        "Poverty = 1",
        "Poverty = nan",
        f"{FILE}, weights.equal: the weight of Poverty must be a number not below zero; found nan",
        id="weight that is not a number",
    ),
    pytest.param(
        "Poverty = 1",
        "Poverty = inf",
        f"{FILE}, weights.equal: the weight of Poverty must be a number not below zero; found inf",
        id="weight without bound",
    ),
    pytest.param(
        "Poverty = 1\nSafety = 1",
        "Poverty = 0\nSafety = 0",
        f"{FILE}, weights.equal: the weights must not all be zero",
        id="all weights of priorities zero",
    ),
    pytest.param(
        "Safety = 1\n",
        "",
        f"{FILE}, weights.equal: must give a weight to each of Poverty, Safety; found ['Poverty']",
        id="weights without a priority",
    ),
    pytest.param(
        "[weights.equal]",
        "[weights.even]",
        f"{FILE}: the weights need a set called equal. Add [weights.equal]",
        id="weights without an equal set",
    ),
    pytest.param(
        "[weights.equal]\n",
        "[weights]\n",
        f"{FILE}, Poverty: must be a dict; found 1",
        id="weights without a name",
    ),
    pytest.param(
        'name = "Safety"',
        'name = "Poverty"',
        f"{FILE}, priority: the name is there twice; found 'Poverty'. Keep one",
        id="two priorities with one name",
    ),
    pytest.param(
        "half = 0.5\n",
        "",
        f"{FILE}, thresholds.half: must be a number not below zero",
        id="threshold left out",
    ),
    pytest.param(
        "half = 0.5",
        "halve = 0.5",
        f"{FILE}: the key 'halve' is not known. Known: at_the_margin, certain, firm, half, likely, "
        "minimum_population, people_share, remote_people, remote_share, worst_share",
        id="unknown threshold",
    ),
    pytest.param(
        "extent_note",
        "extend_note",
        f"{FILE}: the key 'extend_note' is not known. Known: extent_note, source",
        id="unknown key of the rollout",
    ),
    pytest.param(
        'people_in_need = "low_income"',
        'people_in_nead = "low_income"',
        f"{FILE}: the key 'people_in_nead' is not known. Known: access, also_counted, costs, council_area, exception, "
        "locality, name, "
        "people_in_need, place, priority, published_index, rollout, thresholds, weights",
        id="unknown key",
    ),
]


def refused(data: Path, kind: type[DashboardError], message: str) -> None:
    with pytest.raises(DashboardError) as caught:
        library(data)
    assert str(caught.value) == message
    assert type(caught.value) is kind


@pytest.mark.parametrize(("file", "old", "new", "message"), [*BROKEN_FIGURES, *BROKEN_AREAS])
def test_a_broken_figure_or_area_is_refused(data: Path, file: str, old: str, new: str, message: str) -> None:
    edit(data / file, old, new)
    refused(data, DataError, message)


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN_DEFINITIONS)
def test_a_broken_definition_is_refused(data: Path, file: str, old: str, new: str, message: str) -> None:
    edit(data / file, old, new)
    refused(data, ConfigError, message)


@pytest.mark.parametrize(("old", "new", "message"), BROKEN_PARTNERSHIPS)
def test_a_broken_partnership_is_refused(data: Path, old: str, new: str, message: str) -> None:
    edit(data / OURS, old, new)
    refused(data, ConfigError, message)


def test_figures_that_are_not_there_are_refused(data: Path) -> None:
    (data / LOW).unlink()
    refused(data, DataError, "low_income.csv: the figures are missing. Put the CSV beside its definition")


def test_figures_that_are_not_utf_8_are_refused(data: Path) -> None:
    text = (data / LOW).read_text(encoding="utf-8").replace("10,published", "10,publié")
    (data / LOW).write_bytes(text.encode("latin-1"))
    refused(data, DataError, "low_income.csv, row 7: the text is not UTF-8. Save it as UTF-8")


def test_an_empty_file_of_figures_is_refused(data: Path) -> None:
    (data / LOW).write_text("")
    message = f"low_income.csv, row 1: the columns must be {COLUMNS}; found ''. Put the header right"
    refused(data, DataError, message)


def test_a_lookup_that_is_not_there_is_refused(data: Path) -> None:
    (data / ZONES).unlink()
    with pytest.raises(DataError, match=r"^data_zones_2011\.csv: not readable \(.*\)\. Run the import again$"):
        library(data)


@pytest.mark.parametrize(("file", "name"), [("sources.toml", "sources.toml"), (OURS, FILE)])
def test_a_file_everything_needs_is_missed(data: Path, file: str, name: str) -> None:
    (data / file).unlink()
    with pytest.raises(ConfigError) as caught:
        library(data)
    assert str(caught.value).startswith(f"{name}: the ")
    assert "file is missing" in str(caught.value)


def test_leaving_out_an_unknown_source_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "census, cpopp")
    refused(data, ConfigError, "LEAVE_OUT_SOURCES: names a source that is not in sources.toml; found 'cpopp'")


def test_leaving_out_the_people_in_need_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "simd")
    message = f"{FILE}: unknown indicator; found 'access_rank'. It is needed: leave out fewer sources"
    refused(data, ConfigError, message)


def test_leaving_out_the_source_of_a_weight_weights_by_all_people(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAVE_OUT_SOURCES", "census")
    left = library(data)
    assert "children" not in left.indicators
    assert left.left_out == {"census"}
    table = left.sheet("travel", AreaType.INTERMEDIATE_ZONE).of_period("2020")
    assert table.loc["S02002219", "value"] == pytest.approx((20 * 1000 + 30 * 500) / 1500)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(data: Path) -> None:
    plain = {key: library(data).figures(key) for key in library(data).indicators}
    other = data.with_name("windows")
    for path in sorted(data.rglob("*.*")):
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        copy = other / path.relative_to(data)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    windows = library(other)
    assert sorted(windows.indicators) == sorted(plain)
    for key, table in plain.items():
        pd.testing.assert_frame_equal(windows.figures(key), table)
    pd.testing.assert_frame_equal(windows.zones, library(data).zones)
    assert dict(windows.indicators) == dict(library(data).indicators)


def test_a_value_that_its_counts_give_may_be_left_empty(data: Path) -> None:
    before = library(data).figures("low_income")
    other = data.with_name("short")
    for path in sorted(data.rglob("*.*")):
        copy = other / path.relative_to(data)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    edit(other / LOW, "70,700,10,published", "70,700,,")
    pd.testing.assert_frame_equal(library(other).figures("low_income"), before)


def test_a_count_above_its_population_is_accepted_where_the_definition_says_so(data: Path) -> None:
    edit(data / CRIME, "2020,40,800", "2020,840,800")
    table = library(data).figures("crime").set_index("area_code")
    assert table.loc["S01011835", "value"] == pytest.approx(10_500)


def test_a_source_may_be_written_out_in_the_definition(data: Path) -> None:
    path = data / DEFINITION
    edit(path, 'source = "simd"\n', "")
    own = '\n[source]\npublisher = "Us"\ntitle = "Ours"\nlicence = "CC0"\nretrieved = "2026-01-01"\n'
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    source = library(data).indicators["low_income"].source
    assert (source.publisher, source.title, source.licence) == ("Us", "Ours", "CC0")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (LOW, "2020,160,800", "2020,*,800"),
        (DEFINITION, '"Poverty"', '"Wealth"'),
        (ZONES, ",600,", ",many,"),
        (OURS, "Poverty = 1", "Poverty = -1"),
        (OURS, 'locality = "Highland"', 'locality = "Lowland"'),
    ],
    ids=["figures", "definition", "lookup", "weights", "localities"],
)
def test_nothing_is_half_loaded(data: Path, file: str, old: str, new: str) -> None:
    edit(data / file, old, new)
    for _ in range(2):
        with pytest.raises(DashboardError):
            evidence("perth-and-kinross", data)
    edit(data / file, new, old)
    mended = evidence("perth-and-kinross", data)
    assert mended.library is library(data)
    assert mended.library.figures("low_income")["numerator"].sum() == 340
    assert mended.library.indicators["low_income"].topic == "Poverty"
    assert mended.library.zones.loc["S01009000", "population"] == 600
    assert mended.partnership.weights["equal"] == {"Poverty": 1, "Safety": 1}
    assert list(mended.zones_of("locality-highland")) == ["S01011833", "S01011834", "S01011836"]
