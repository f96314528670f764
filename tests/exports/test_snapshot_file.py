"""The file of a snapshot: the same bytes each time, what is written is read, and anything else is refused by reason."""

import copy
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.evidence import evidence, library
from dashboard.exports import snapshot_file
from dashboard.exports.snapshot_file import DEEPEST, LARGEST_MB, checksum, read_snapshot, snapshot_text
from dashboard.statistics.snapshot import FORMAT, Note, Snapshot, freeze
from dashboard.statistics.summary import need_summary
from dashboard.statistics.what_if import tried
from dashboard.vocabulary import AreaType, DataError

OURS = evidence("perth-and-kinross")
CHOSEN = {"more": 3, "areas": ["S02002246"], "reached": 1_234.5, "total": 12_046, "budget": None}
NOTE = Note("For the Board – Ó", 'Because:\n"we" said so', "2026-11-21", CHOSEN)
AGAIN = "Save it again from the dashboard, or ask whoever made it for the whole file"
KEYS = [
    *("file", "format", "checksum", "title", "reason", "made", "partnership", "grain", "preset", "tried", "weights"),
    *("indicators", "thresholds", "people_in_need", "access", "boundaries", "versions", "left_out", "coverage"),
    *("areas", "chosen"),
]
AREA = [
    *("area_code", "area_name", "population", "people_income_deprived", "need_score", "need_rank", "likely_low"),
    *("likely_high", "band", "level", "flags", "status"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@cache
def snapshot_of(grain: AreaType = AreaType.INTERMEDIATE_ZONE, weights: str = "equal") -> Snapshot:
    return freeze(OURS, need_summary(OURS, grain, weights), weights, NOTE)


@cache
def text_of() -> str:
    return snapshot_text(snapshot_of())


def signed(**changes: Any) -> str:
    """A file with some keys changed and the right checksum."""
    content = {**json.loads(text_of()), **changes}
    return json.dumps({**content, "checksum": checksum(content)})


def refused(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_snapshot(text)
    assert str(caught.value) == message
    assert caught.value.fault.file == "snapshot"


@pytest.mark.parametrize("grain", [AreaType.INTERMEDIATE_ZONE, AreaType.DATA_ZONE, AreaType.LOCALITY])
@pytest.mark.parametrize("weights", ["equal", "1,2,0.3333333333333333"])
def test_what_is_written_is_read(grain: AreaType, weights: str) -> None:
    snapshot = snapshot_of(grain, weights)
    text = snapshot_text(snapshot)
    assert read_snapshot(text) == snapshot
    assert snapshot_text(read_snapshot(text)) == text
    assert hash(read_snapshot(text)) == hash(snapshot)


def test_a_snapshot_of_what_is_tried_says_so() -> None:
    held = tried(OURS, "simd_depress:0")
    snapshot = freeze(held, need_summary(held, AreaType.LOCALITY), "equal", NOTE)
    again = read_snapshot(snapshot_text(snapshot))
    assert (again.tried, again.preset) == (True, "equal")
    assert again.indicators["data_zone"]["Health and Wellbeing"]["simd_depress"] == 0
    assert (snapshot_of().tried, snapshot_of(weights="simd_like").preset) == (False, "simd_like")


def test_the_file_has_exactly_the_promised_keys_in_order() -> None:
    content = json.loads(text_of())
    assert list(content) == KEYS
    assert {tuple(area) for area in content["areas"]} == {tuple(AREA)}
    assert content["format"] == FORMAT == 1
    assert content["chosen"] == CHOSEN
    assert content["versions"]["data"] == library().version
    assert list(content["boundaries"]) == ["localities", "exceptions", "places"]
    assert content["areas"][0]["need_rank"] == 1
    assert json.loads(json.dumps(content, allow_nan=False)) == content


@pytest.mark.parametrize(
    ("grain", "most"), [(AreaType.LOCALITY, 8), (AreaType.INTERMEDIATE_ZONE, 20), (AreaType.DATA_ZONE, 80)]
)
def test_a_snapshot_is_small(grain: AreaType, most: int) -> None:
    assert len(snapshot_text(snapshot_of(grain)).encode()) < most * 1000


def test_how_the_file_is_set_out_is_no_change() -> None:
    content = json.loads(text_of())
    backwards = dict(reversed(content.items()))
    for text in (
        json.dumps(content),
        json.dumps(backwards, indent=4),
        "\ufeff" + text_of().replace("\n", "\r\n"),
        f"{text_of()}\n\n",
    ):
        assert read_snapshot(text) == snapshot_of()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(text: str) -> None:
    refused(text, f"snapshot: the file is empty. {AGAIN}")


def test_a_file_that_ends_too_early_is_refused_with_the_place() -> None:
    text = text_of()
    lines = text[:2_000].split("\n")
    message = f"snapshot: ends too early, at line {len(lines)}, column {len(lines[-1])}. {AGAIN}"
    refused(text[:2_000], message)


@settings(max_examples=200)
@given(st.floats(0, 1))
@example(0)
@example(1)
def test_wherever_a_file_ends_too_early_it_is_said(share: float) -> None:
    end = 1 + round(share * (len(text_of()) - 4))  # without the last bracket
    with pytest.raises(DataError, match=r"^snapshot: ends too early, at line \d+, column \d+\. Save it again"):
        read_snapshot(text_of()[:end])


@pytest.mark.parametrize("word", ["12.5", "-1", "1e-07", "true", "null", '"\\u00e9"', '"a\\\\"'])
def test_a_file_may_end_inside_of_any_word(word: str) -> None:
    for end in range(1, len(word) + 1):
        with pytest.raises(DataError, match="ends too early"):
            read_snapshot('{"format": ' + word[:end])


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("area_code,need_rank\n", "line 1, column 1", "area_code,need_rank"),
        ("<html>", "line 1, column 1", "<html>"),
        ('{"a": 1,,}', "line 1, column 9", ",}"),
        ('{"a": 1\n "b": 2}', "line 2, column 2", '"b": 2}'),
        ("{'a': 1}", "line 1, column 2", "'a': 1}"),
    ],
)
def test_what_is_not_json_is_refused_with_the_place(text: str, place: str, found: str) -> None:
    refused(text, f"snapshot: is not JSON from {place} on; found {found!r}. {AGAIN}")


@pytest.mark.parametrize("text", ["{}", "[]", "1", '"text"', "null", '{"type": "FeatureCollection"}', '{"file": "x"}'])
def test_json_of_something_else_is_refused(text: str) -> None:
    refused(text, "snapshot: is JSON of something else, not a snapshot of evidence. Choose another")


@pytest.mark.parametrize("made", [2, 99])
def test_a_newer_format_is_refused_by_name(made: int) -> None:
    message = (
        f"snapshot: made by format {made}, this dashboard reads format 1. A newer version of the dashboard made it: "
    )
    refused(signed(format=made), f"{message}open it there")
    refused(text_of().replace('"format": 1', f'"format": {made}', 1), f"{message}open it there")


def test_an_older_format_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of()
    monkeypatch.setattr(snapshot_file, "FORMAT", 2)
    message = (
        "made by format 1, this dashboard reads format 2. An older version of the dashboard made it: open it there"
    )
    refused(text, f"snapshot: {message}")


@pytest.mark.parametrize("made", [0, -1, 1.0, "1", None, True, [1]])
def test_a_format_that_is_none_is_refused(made: object) -> None:
    refused(signed(format=made), f"snapshot: does not say which format it has. {AGAIN}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"need_rank": 1,', '"need_rank": 2,'),
        ('"band": "firm"', '"band": "likely"'),
        ("Because", "As"),
        ('"made": "2026-11-21"', '"made": "2026-11-22"'),
        ('"checksum": "', '"checksum": "0'),
        ('"checksum"', '"checksums"'),
        ('"Poverty": 1', '"Poverty": 1.5'),
    ],
)
def test_a_changed_file_is_refused(old: str, new: str) -> None:
    assert old in text_of()
    message = f"snapshot: has been changed since it was made: its checksum does not match. {AGAIN}"
    refused(text_of().replace(old, new, 1), message)


def test_a_file_that_is_too_large_is_refused() -> None:
    refused("{" + " " * 6_000_000, "snapshot: is larger than 5 MB: no snapshot is; found '6.0 MB'. Choose another file")
    assert 50 * len(text_of()) < LARGEST_MB * 1e6


def test_a_partnership_that_is_not_known_is_refused() -> None:
    message = "snapshot, partnership: is of a partnership that is not known here; found 'atlantis'"
    refused(signed(partnership="atlantis"), message)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [DEEPEST, 900, 100_000])
def test_what_nests_too_deeply_is_refused(opening: str, depth: int) -> None:
    closing = {"[": "]", '{"a":': "}"}[opening]
    text = '{"chosen": ' + opening * depth + "1" + closing * depth + "}"
    refused(text, f"snapshot: nests more than {DEEPEST} levels deep: no snapshot does. Choose another file")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ('{"a": NaN}', f"snapshot: holds a number that is none; found 'NaN'. {AGAIN}"),
        ('{"a": -Infinity}', f"snapshot: holds a number that is none; found '-Infinity'. {AGAIN}"),
        ('{"a": 1e999}', f"snapshot: holds a number that is none; found '1e999'. {AGAIN}"),
        ('{"a": 1' + "0" * 5_000 + "}", f"snapshot: holds a number that is too long. {AGAIN}"),
        ('{"a": 1, "b": 2, "a": 1}', f"snapshot: a key is there twice; found 'a'. {AGAIN}"),
        ('{"file": "evidence snapshot", "format": 1, "title": "\\ud800"}', "half of one"),
    ],
)
def test_json_that_others_read_otherwise_is_refused(raw: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_snapshot(raw)
    assert message in str(caught.value)


def without(key: str) -> str:
    content = json.loads(text_of())
    del content[key]
    return json.dumps({**content, "checksum": checksum(content)})


@pytest.mark.parametrize("key", KEYS[3:])
def test_a_missing_key_is_refused_even_with_a_good_checksum(key: str) -> None:
    refused(without(key), f"snapshot: the key {key!r} is missing")


BROKEN = [
    pytest.param({"moon": 1}, "snapshot: the key 'moon' is not known", id="unknown key"),
    pytest.param({"title": 1}, "snapshot, title: must be text; found '1'", id="title"),
    pytest.param({"tried": 0}, "snapshot, tried: must be true or false; found '0'", id="tried"),
    pytest.param({"weights": []}, "snapshot, weights: must be an object; found '[]'", id="weights"),
    pytest.param({"weights": {"Poverty": "1"}}, "snapshot, weights.Poverty: must be a number; found '1'", id="weight"),
    pytest.param({"weights": {"Poverty": True}}, "snapshot, weights.Poverty: must be a number; found True", id="truth"),
    pytest.param({"areas": {}}, "snapshot, areas: must be a list; found '{}'", id="areas"),
    pytest.param({"areas": [1]}, "snapshot, areas[0]: must be an object; found '1'", id="area"),
    pytest.param(
        {"grain": "parish"},
        "snapshot, grain: must be one of data_zone, intermediate_zone, ward, locality, place, custom_area, "
        "council_area, scotland; found 'parish'",
        id="grain",
    ),
    pytest.param(
        {"grain": "scotland"},
        "snapshot, grain: must be one of intermediate_zone, data_zone, ward, locality, place; found 'scotland'",
        id="a grain that is not ranked",
    ),
    pytest.param(
        {"coverage": {"people": 1, "inside": 10**400, "outside": 1}},
        "snapshot, coverage.inside: must be a number; found '1" + "0" * 39 + "'",
        id="enormous",
    ),
    pytest.param({"made": "21/11/2026"}, "snapshot, made: must be a date, as 2026-11-21; found '21/11/2026'", id="day"),
    pytest.param({"made": "2026-02-30"}, "snapshot, made: must be a date, as 2026-11-21; found '2026-02-30'", id="30"),
    pytest.param(
        {"title": "x" * 121},
        "snapshot, title: may have at most 120 characters; found '121 characters'. Shorten it",
        id="long title",
    ),
    pytest.param(
        {"reason": "x" * 2_001},
        "snapshot, reason: may have at most 2,000 characters; found '2,001 characters'. Shorten it",
        id="long reason",
    ),
    pytest.param(
        {"weights": {"Poverty": 0, "Employability": 0, "Health and Wellbeing": 0}},
        "snapshot, weights: weights must not be below zero, nor all zero; found [0, 0, 0]",
        id="no weights",
    ),
    pytest.param(
        {"weights": {"Poverty": 1}},
        "snapshot, indicators.intermediate_zone: must be given for each priority that has a weight; "
        "found ['Poverty', 'Employability', 'Health and Wellbeing']",
        id="priorities without a weight",
    ),
    pytest.param(
        {"indicators": {}},
        "snapshot, indicators: must be given at data_zone and intermediate_zone; found []",
        id="no indicators",
    ),
]


@pytest.mark.parametrize(("changes", "message"), BROKEN)
def test_what_is_wrong_is_refused_even_with_a_good_checksum(changes: dict[str, Any], message: str) -> None:
    refused(signed(**changes), message)


@pytest.mark.parametrize(("name", "number"), [("half", -0.1), ("worst_share", 1.5)])
def test_a_threshold_that_cannot_be_is_refused(name: str, number: float) -> None:
    thresholds = {**json.loads(text_of())["thresholds"], name: number}
    message = f"snapshot, thresholds.{name}: must not be below zero, nor a share above 1; found {number}"
    refused(signed(thresholds=thresholds), message)


def test_an_area_twice_and_a_code_that_is_none_are_refused() -> None:
    content = json.loads(text_of())
    twice = [*content["areas"], content["areas"][0]]
    code = content["areas"][0]["area_code"]
    refused(signed(areas=twice), f"snapshot, areas: an area is there twice; found {code!r}")
    places = [{**content["boundaries"]["places"][0], "area_code": "S01011833"}]
    boundaries = {**content["boundaries"], "places": places}
    message = "snapshot, boundaries.places: a code must start with place-; found 'S01011833'"
    refused(signed(boundaries=boundaries), message)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "x" * 121}, "may have at most 120"),
        ({"reason": "x" * 2_001}, "may have at most 2,000"),
        ({"made": "today"}, "must be a date"),
        ({"title": "\ud83d"}, "half of one"),
    ],
)
def test_what_could_not_be_read_is_not_written(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        snapshot_text(replace(snapshot_of(), **changes))


def test_a_chosen_number_that_is_none_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        snapshot_text(replace(snapshot_of(), chosen={"reached": float("nan")}))


@settings(max_examples=50)
@given(st.text(max_size=120), st.text(max_size=300))
@example("=cmd|' /C calc'!A0", "\x00\x1f</script>")
def test_titles_and_reasons_are_free(title: str, reason: str) -> None:
    noted = replace(snapshot_of(), title=title, reason=reason)
    assert read_snapshot(snapshot_text(noted)) == noted


def read_or_refused(text: str) -> None:
    """Reading never ends in anything but a snapshot or a reason."""
    said, snapshot = "", None
    try:
        snapshot = read_snapshot(text)
    except DataError as error:
        said = str(error)
    if snapshot is None:
        assert said.startswith("snapshot")
        assert len(said) < 1_000
    else:
        assert read_snapshot(snapshot_text(snapshot)) == snapshot


@settings(max_examples=200)
@given(st.text(max_size=300) | JSON.map(json.dumps))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


@settings(max_examples=100)
@given(st.floats(0, 1), st.integers(0, 40), st.text(max_size=10))
def test_a_file_with_a_few_signs_changed_is_read_or_refused(share: float, left_out: int, put_in: str) -> None:
    start = round(share * len(text_of()))
    read_or_refused(text_of()[:start] + put_in + text_of()[start + left_out :])


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every object and list inside a value, with each of its keys."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in places_in(value[key])]


@settings(max_examples=300)
@given(st.data())
def test_any_value_anywhere_with_a_good_checksum_is_read_or_refused(drawn: st.DataObject) -> None:
    content = copy.deepcopy(json.loads(text_of()))
    content["areas"] = content["areas"][:2]
    holder, key = drawn.draw(st.sampled_from(places_in(content)))
    holder[key] = drawn.draw(JSON)
    try:
        content["checksum"] = checksum(content)
    except (ValueError, DataError):
        content["checksum"] = "none"
    read_or_refused(json.dumps(content))
