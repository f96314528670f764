"""The PDF of a pack: tagged, in English, on A4, and on every page what it is of and where from."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dashboard.evidence import Evidence
from dashboard.exports.pack.contents import area_pack
from dashboard.exports.pack.document import Bullets
from tests.exports.pack.conftest import MadePack, made_in
from tests.exports.pack.reopened import figures_of, pdf_says, pdf_strings, pdf_text, shown_tables

MOST_PAGES = {"Blairgowrie East (Rattray)": (4, 4), "Where need is greatest in Perth and Kinross": (2, 10)}


def tags(made: MadePack) -> Counter[str]:
    return Counter(re.findall(r"^\s*([A-Z]\w*)", pdf_says(made.path("pdf"), "-struct"), re.MULTILINE))


def test_it_is_tagged_on_a4_and_as_short_as_it_should_be(either: MadePack) -> None:
    said = dict(re.findall(r"^([^:\n]+):\s+(.*)$", pdf_says(either.path("pdf")), re.MULTILINE))
    assert said["Tagged"] == "yes"
    assert said["Page size"].endswith("(A4)")
    assert said["JavaScript"] == "no"
    assert said["Title"] == f"{either.document.title}: {either.document.subtitle}"
    fewest, most = MOST_PAGES[either.document.title]
    assert fewest <= int(said["Pages"]) <= most


@pytest.mark.parametrize("area_code", ["S02002232", "S02002245", "locality-eastern-perthshire", "S13003132"])
def test_an_area_of_which_there_is_more_to_say_has_four_pages_too(
    held: Evidence, tmp_path: Path, area_code: str
) -> None:
    made = made_in(area_pack(held, [area_code]), tmp_path, ("pdf",))
    assert re.findall(r"^Pages:\s+(\d+)", pdf_says(made.path("pdf")), re.MULTILINE) == ["4"]


def test_it_says_that_it_is_for_accessibility_and_in_english(either: MadePack) -> None:
    assert set(pdf_strings(either.path("pdf"), "Lang")) == {"en-GB"}
    assert "pdfuaid" in pdf_says(either.path("pdf"), "-meta")


def test_headings_pictures_and_tables_are_tagged_one_for_each(either: MadePack) -> None:
    found, document = tags(either), either.document
    lists = [part for part in document.parts if isinstance(part, Bullets)]
    assert found["H1"] == 1
    assert found["H2"] == len(document.sections)
    assert found["H3"] == sum(bool(part.heading) for part in lists)
    assert found["Figure"] == len(figures_of(document)) > 1
    assert found["L"] >= len(lists)
    held = shown_tables(document)
    assert found["Caption"] == len(held) + len(figures_of(document))
    assert found["TD"] == sum((len(one.columns) - 1) * len(one.rows) for one in held)
    again = found["TH"] - sum(len(one.columns) + len(one.rows) for one in held)
    assert found["Table"] >= len(held)
    assert again == 0 or found["Table"] > len(held)  # a table that goes on overleaf repeats its headings


def test_every_picture_is_told_in_words(either: MadePack) -> None:
    wanted = [figure.caption.alt for figure in figures_of(either.document)]
    assert sorted(pdf_strings(either.path("pdf"), "Alt")) == sorted(wanted)


def test_every_page_says_of_what_it_is_and_where_from(either: MadePack) -> None:
    pages = int(re.findall(r"^Pages:\s+(\d+)", pdf_says(either.path("pdf")), re.MULTILINE)[0])
    for page in range(1, pages + 1):
        text = pdf_text(either.path("pdf"), page)
        assert [value for _, value in either.document.about if value not in text] == [], page
        assert either.document.made in text
        assert f"{page} of {pages}" in text


def test_every_row_of_its_tables_is_printed(either: MadePack) -> None:
    text = pdf_text(either.path("pdf")).replace("- ", "-")
    cells = [cell for held in shown_tables(either.document) for row in held.rows for cell in row[:1]]
    assert len(cells) > 10
    assert [cell for cell in cells if cell.replace("- ", "-") not in text] == []
