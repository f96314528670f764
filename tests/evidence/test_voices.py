"""Notes are read from real files, and a broken one is refused with its file, line, key, rule and remedy."""

import re
from pathlib import Path

import pytest

from dashboard.evidence import evidence
from dashboard.evidence.files import DATA
from dashboard.evidence.voices import KNOWN, LONGEST_TEXT, read_voices
from dashboard.evidence.written import iso_date
from dashboard.vocabulary import DataError, PlaceDimension, Says, Topic, Voice

AREAS = {"S02002236", "locality-perth-city", "place-rattray"}
INDICATORS = {"low_income", "crime"}
FILE = "place-rattray.md"
NOTE = """\
+++
title = "Buses"
topic = "Access to services"
dimension = "Public transport"
says = "harder"
date = 2026-05-14
source = "Community council meeting"
consent = "Those present agreed"
indicator = "low_income"
+++
The **last** bus leaves at six.

So people stay at home.
"""
TOPICS = "Poverty, Employability, Health and Wellbeing, Access to services, Education, Community safety, Housing"
DIMENSIONS = (
    "Moving around, Public transport, Traffic and parking, Streets and spaces, Natural space, Play and recreation, "
    "Facilities and services, Work and local economy, Housing and community, Social contact, Identity and belonging, "
    "Feeling safe, Care and maintenance, Influence and sense of control"
)
KEYS = "title, topic, dimension, says, date, source, consent, indicator"
AS_TEMPLATE = "Write each key as in data/stories/TEMPLATE.md, and close the keys with a line of +++"
QUOTED = "Write it between quotation marks"
AS_HERE = "Write it as it stands here"
WHO = "Say who collected it, such as a community council meeting"
HOW = "Say how the people agreed that it is published; without that, leave it out"
WHEN = "Write 2026-05-14, or 2026-05 where only the month is known"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sound note, of Rattray."""
    (tmp_path / FILE).write_text(NOTE, encoding="utf-8", newline="\n")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is not in {path.name} once"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def refused(folder: Path, message: str, row: int | None, column: str) -> None:
    with pytest.raises(DataError) as caught:
        read_voices(folder, AREAS, INDICATORS)
    assert str(caught.value) == message
    assert (caught.value.fault.row, caught.value.fault.column) == (row, column)


def test_a_note_is_read_as_it_was_written(folder: Path) -> None:
    assert read_voices(folder, AREAS, INDICATORS) == {
        "place-rattray": (
            Voice(
                area_code="place-rattray",
                title="Buses",
                topic=Topic.ACCESS,
                dimension=PlaceDimension.PUBLIC_TRANSPORT,
                says=Says.HARDER,
                date="2026-05-14",
                source="Community council meeting",
                consent="Those present agreed",
                text="The **last** bus leaves at six.\n\nSo people stay at home.",
                indicator_id="low_income",
            ),
        )
    }


def test_notes_are_by_area_and_newest_first(folder: Path) -> None:
    dates = ['"2025-12"', '"2026-05"', "2026-05-02", '"2026-05-14"', "2024-02-29"]
    notes = [NOTE.replace("2026-05-14", when).replace("Buses", str(place)) for place, when in enumerate(dates)]
    (folder / "S02002236.md").write_text("\n".join(notes), encoding="utf-8")
    found = read_voices(folder, AREAS, INDICATORS)
    assert sorted(found) == ["S02002236", "place-rattray"]
    assert [(voice.title, voice.date) for voice in found["S02002236"]] == [
        ("3", "2026-05-14"),
        ("2", "2026-05-02"),
        ("1", "2026-05"),
        ("0", "2025-12"),
        ("4", "2024-02-29"),
    ]
    assert {voice.area_code for voice in found["S02002236"]} == {"S02002236"}


def test_notes_of_one_day_keep_the_order_of_their_file(folder: Path) -> None:
    (folder / FILE).write_text("".join(NOTE.replace("Buses", name) for name in "cab"), encoding="utf-8")
    assert [voice.title for voice in read_voices(folder, AREAS, INDICATORS)["place-rattray"]] == ["c", "a", "b"]


def test_the_text_of_a_note_ends_where_the_next_begins(folder: Path) -> None:
    (folder / FILE).write_text(NOTE + NOTE.replace("So people stay", "They walk"), encoding="utf-8")
    first, second = read_voices(folder, AREAS, INDICATORS)["place-rattray"]
    assert first.text.endswith("\n\nSo people stay at home.")
    assert second.text.endswith("\n\nThey walk at home.")


def test_no_folder_and_an_empty_folder_have_no_voices(tmp_path: Path) -> None:
    assert read_voices(tmp_path / "stories", AREAS, INDICATORS) == {}
    assert read_voices(tmp_path, AREAS, INDICATORS) == {}


def test_the_template_the_read_me_and_other_files_are_left_out(folder: Path) -> None:
    for name in ("TEMPLATE.md", "README.md", "notes.txt"):
        (folder / name).write_text("not a note", encoding="utf-8")
    assert list(read_voices(folder, AREAS, INDICATORS)) == ["place-rattray"]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(folder: Path) -> None:
    plain = read_voices(folder, AREAS, INDICATORS)
    (folder / FILE).write_bytes(b"\xef\xbb\xbf" + NOTE.replace("\n", "\r\n").encode())
    assert read_voices(folder, AREAS, INDICATORS) == plain


def test_an_indicator_may_be_left_out_and_a_text_may_be_as_long_as_allowed(folder: Path) -> None:
    edit(folder / FILE, 'indicator = "low_income"\n', "")
    edit(folder / FILE, "So people stay at home.", "x" * (LONGEST_TEXT - len("The **last** bus leaves at six.\n\n")))
    (voice,) = read_voices(folder, AREAS, INDICATORS)["place-rattray"]
    assert voice.indicator_id == ""
    assert len(voice.text) == 4000


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "message"),
    [
        pytest.param("title =", "titel =", 2, "titel", f"the key is not known. Known: {KEYS}", id="unknown key"),
        pytest.param(
            "+++\nThe **last**",
            '[source_of]\nname = "x"\n+++\nThe **last**',
            10,
            "source_of",
            f"the key is not known. Known: {KEYS}",
            id="unknown table",
        ),
        pytest.param(
            'consent = "Those present agreed"\n',
            "",
            1,
            "consent",
            "the key is missing. Add consent = …",
            id="missing key",
        ),
        pytest.param(
            '"Access to services"',
            '"access"',
            3,
            "topic",
            f"must be one of {TOPICS}, Population and place, Published SIMD ranks; found 'access'. {AS_HERE}",
            id="unknown topic",
        ),
        pytest.param(
            '"Public transport"',
            '"Buses and trains"',
            4,
            "dimension",
            f"must be one of {DIMENSIONS}; found 'Buses and trains'. {AS_HERE}",
            id="unknown dimension",
        ),
        pytest.param(
            '"harder"',
            '"worse"',
            5,
            "says",
            f"must be one of harder, similar, easier; found 'worse'. {AS_HERE}",
            id="unknown word for what is said",
        ),
        pytest.param(
            '"harder"',
            '["harder"]',
            5,
            "says",
            f"must be one of harder, similar, easier; found ['harder']. {AS_HERE}",
            id="list for a word",
        ),
        pytest.param(
            '"Buses"', '" "', 2, "title", f"must be text, and not empty; found ' '. {QUOTED}", id="empty title"
        ),
        pytest.param('"Buses"', "7", 2, "title", f"must be text, and not empty; found 7. {QUOTED}", id="number"),
        pytest.param(
            '"Community council meeting"',
            '""',
            7,
            "source",
            f"must be text, and not empty; found ''. {WHO}",
            id="empty source",
        ),
        pytest.param(
            '"Those present agreed"',
            '""',
            8,
            "consent",
            f"must be text, and not empty; found ''. {HOW}",
            id="empty consent",
        ),
        pytest.param(
            '"Those present agreed"',
            "true",
            8,
            "consent",
            f"must be text, and not empty; found True. {HOW}",
            id="truth for consent",
        ),
        pytest.param("2026-05-14", '"May"', 6, "date", f"must be a date; found 'May'. {WHEN}", id="word for a date"),
        pytest.param("2026-05-14", "2026", 6, "date", f"must be a date; found '2026'. {WHEN}", id="year for a date"),
        pytest.param(
            "2026-05-14", '"2026-13"', 6, "date", f"must be a date; found '2026-13'. {WHEN}", id="thirteenth month"
        ),
        pytest.param(
            "2026-05-14", '"14/05/2026"', 6, "date", f"must be a date; found '14/05/2026'. {WHEN}", id="day first"
        ),
        pytest.param(
            "2026-05-14",
            "2026-05-14T10:00:00",
            6,
            "date",
            f"must be a date; found '2026-05-14 10:00:00'. {WHEN}",
            id="time of day",
        ),
        pytest.param(
            '"low_income"',
            '"hearsay"',
            9,
            "indicator",
            "unknown indicator; found 'hearsay'. Use a name of data/indicators, or leave it out",
            id="unknown indicator",
        ),
        pytest.param(
            '"low_income"',
            '""',
            9,
            "indicator",
            "unknown indicator; found ''. Use a name of data/indicators, or leave it out",
            id="empty indicator",
        ),
        pytest.param(
            "The **last** bus leaves at six.\n\nSo people stay at home.\n",
            " \n",
            10,
            "text",
            "the note has no text. Write it under the line of +++ that closes the keys",
            id="empty text",
        ),
        pytest.param(
            "The **last** bus leaves at six.\n\nSo people stay at home.",
            "x" * 4001,
            10,
            "text",
            "the text must not be longer than 4000 characters; found 4001. Shorten it, or make two notes of it",
            id="long text",
        ),
    ],
)
def test_a_broken_key_is_refused(folder: Path, old: str, new: str, row: int, column: str, message: str) -> None:
    edit(folder / FILE, old, new)
    refused(folder, f"{FILE}, row {row}, {column}: {message}", row, column)


@pytest.mark.parametrize(
    ("old", "new", "row", "message"),
    [
        pytest.param(
            '"harder"',
            "harder",
            5,
            f"not readable as TOML (Invalid value (at line 5, column 8)). {AS_TEMPLATE}",
            id="no quotation marks",
        ),
        pytest.param(
            'says = "harder"',
            'title = "Again"',
            5,
            f"not readable as TOML (Cannot overwrite a value (at line 5, column 16)). {AS_TEMPLATE}",
            id="key twice",
        ),
        pytest.param(
            'indicator = "low_income"',
            'indicator = """low_income',
            9,
            f"not readable as TOML (Unterminated string (at end of document)). {AS_TEMPLATE}",
            id="text that does not end",
        ),
        pytest.param(
            "+++\nThe", "The", 1, "the keys do not end. Close them with a line of +++", id="keys without an end"
        ),
        pytest.param(
            "+++\ntitle",
            "\nHello\n+++\ntitle",
            2,
            "a note must begin with a line of +++; found 'Hello'. "
            "Begin with +++ and the keys, as in data/stories/TEMPLATE.md",
            id="text before the first note",
        ),
        pytest.param(
            "+++\ntitle",
            "---\ntitle",
            1,
            "a note must begin with a line of +++; found '---'. "
            "Begin with +++ and the keys, as in data/stories/TEMPLATE.md",
            id="another mark for +++",
        ),
    ],
)
def test_broken_toml_is_refused(folder: Path, old: str, new: str, row: int, message: str) -> None:
    edit(folder / FILE, old, new)
    refused(folder, f"{FILE}, row {row}: {message}", row, "")


def test_rows_are_counted_from_the_start_of_the_file_in_later_notes_too(folder: Path) -> None:
    lines = NOTE.count("\n")
    (folder / FILE).write_text(NOTE + NOTE.replace('"harder"', '"hard"'), encoding="utf-8")
    message = f"{FILE}, row {lines + 5}, says: must be one of harder, similar, easier; found 'hard'. {AS_HERE}"
    refused(folder, message, lines + 5, "says")
    (folder / FILE).write_text(NOTE + NOTE.replace('"harder"', "hard"), encoding="utf-8")
    message = f"not readable as TOML (Invalid value (at line {lines + 5}, column 8)). {AS_TEMPLATE}"
    refused(folder, f"{FILE}, row {lines + 5}: {message}", lines + 5, "")
    (folder / FILE).write_text(NOTE + "+++\n" + NOTE, encoding="utf-8")
    refused(folder, f"{FILE}, row {lines + 1}, title: the key is missing. Add title = …", lines + 1, "title")


def test_the_first_thing_wrong_is_told(folder: Path) -> None:
    broken = NOTE.replace('"harder"', '"hard"')
    (folder / FILE).write_text(broken + NOTE.replace("+++\nThe", "The"), encoding="utf-8")
    refused(folder, f"{FILE}, row 5, says: must be one of harder, similar, easier; found 'hard'. {AS_HERE}", 5, "says")


@pytest.mark.parametrize("text", ["", "\n \n"], ids=["no letter", "only empty lines"])
def test_a_file_without_a_note_is_refused(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    message = "the file holds no note. Copy data/stories/TEMPLATE.md into it, or remove the file"
    refused(folder, f"{FILE}, row 1: {message}", 1, "")


@pytest.mark.parametrize("name", ["S02009999.md", "Rattray.md", "TEMPLATE copy.md", "template.md"])
def test_a_file_that_is_not_named_after_an_area_is_refused(folder: Path, name: str) -> None:
    (folder / FILE).rename(folder / name)
    message = f"the file is not named after an area; found {name[:-3]!r}. "
    message += "Name it after the code of an area, as in S02002236.md or place-rattray.md"
    refused(folder, f"{name}: {message}", None, "")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_a_file_that_is_not_utf_8_is_refused(folder: Path, mark: bytes) -> None:
    (folder / FILE).write_bytes(mark + NOTE.replace("So people", "Évery one").encode("latin-1"))
    refused(folder, f"{FILE}, row 13: the text is not UTF-8. Save it as UTF-8", 13, "")


@pytest.mark.parametrize("value", ["2026-05-14", "2026-05", "2024-02-29", "1999-12"])
def test_days_and_months_are_dates(value: str) -> None:
    assert iso_date(value) == value


@pytest.mark.parametrize(
    "value",
    ["", "2026", "2026-5", "2026-02-29", "20260514", "2026-W20-1", "2026-05-14 ", "٢٠٢٦-٠٥", "0000-01", 2026, None],
)
def test_other_things_are_no_dates(value: object) -> None:
    assert iso_date(value) is None


def test_the_template_is_a_sound_example(tmp_path: Path) -> None:
    template = (DATA / "stories" / "TEMPLATE.md").read_text(encoding="utf-8")
    (tmp_path / "S02002236.md").write_text(template, encoding="utf-8")
    ours = evidence("perth-and-kinross")
    voices = read_voices(tmp_path, ours.areas.index, ours.indicators)["S02002236"]
    assert len(voices) == 2
    for voice in voices:
        assert [voice.title[:9], voice.source[:9], voice.consent[:9], voice.text[:9]] == ["Example: "] * 4
    (tmp_path / "S02002236.md").write_text(template.replace("# indicator", "indicator"), encoding="utf-8")
    voices = read_voices(tmp_path, ours.areas.index, ours.indicators)["S02002236"]
    assert [voice.indicator_id for voice in voices] == ["simd_income", ""]


def test_the_template_and_its_read_me_list_every_word_and_key() -> None:
    comments = re.findall(r"^# (.*)$", (DATA / "stories" / "TEMPLATE.md").read_text(encoding="utf-8"), re.MULTILINE)
    listed = " ".join(comments)
    assert ", ".join(Topic) in listed
    assert ", ".join(PlaceDimension) in listed
    assert [word for word in Says if word not in listed] == []
    read_me = (DATA / "stories" / "README.md").read_text(encoding="utf-8")
    assert [key for key in KNOWN if f"`{key}`" not in read_me] == []
    assert read_me.count("\n") <= 25
