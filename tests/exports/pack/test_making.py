"""Making a pack: steps, names, failures that lose nothing else, and nothing left behind."""

import gc
import io
import logging
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest

from dashboard.evidence import Evidence
from dashboard.exhibits.table import Table
from dashboard.exports.made import MEDIA, Made, file_words
from dashboard.exports.pack import make
from dashboard.exports.pack.contents import MOST_AREAS, Failed, Step, area_named, area_pack
from dashboard.exports.pack.document import Making, Section
from dashboard.exports.pack.drawn import Drawn
from dashboard.exports.pack.figures import pack_xlsx
from dashboard.exports.pack.make import FORMATS, make_pack
from dashboard.statistics.summary import need_summary
from dashboard.statistics.words import count, share
from dashboard.vocabulary import AreaType
from tests.exports.pack.conftest import AREA, MadePack
from tests.exports.pack.reopened import Page, brief, numbers_in, only_file, pdf_text, sheets_of, unsafe_cells
from tests.pages.trees import registered, sound, words

TODAY = date.today().isoformat()


def text_of(made: MadePack, ending: str) -> str:
    """The words of a file of a pack."""
    path = made.path(ending)
    match ending:
        case "pdf":
            return pdf_text(path)
        case "html":
            return Page(path.read_text("utf-8")).text
        case "docx":
            word: Any = docx.Document(str(path))
            cells = (cell.text for grid in word.tables for row in grid.rows for cell in row.cells)
            return " ".join((*(one.text for one in word.paragraphs), *cells))
        case _:
            deck: Any = pptx.Presentation(str(path))
            shapes = [shape for slide in deck.slides for shape in slide.shapes]
            cells = (cell.text for one in shapes if one.has_table for row in one.table.rows for cell in row.cells)
            return " ".join((*(one.text_frame.text for one in shapes if one.has_text_frame), *cells))


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx", "html"])
def test_the_figures_of_the_page_stand_in_every_file(area: MadePack, held: Evidence, ending: str) -> None:
    row = need_summary(held, AreaType.INTERMEDIATE_ZONE).areas.to_dict("index")[AREA]
    figures = [count(row["people_income_deprived"]), share(row["value"]), f"{row['need_score']:.1f}"]
    page = words(sound(registered()["/area/<area_code>"]["layout"](area_code=AREA)))
    found = text_of(area, ending)
    for figure in figures:
        alone = rf"(?<![\d.,]){re.escape(figure)}(?![\d])"
        assert re.search(alone, page), figure
        assert re.search(alone, found), figure


def test_the_figures_of_the_page_are_numbers_in_the_workbook(area: MadePack, held: Evidence) -> None:
    row = need_summary(held, AreaType.INTERMEDIATE_ZONE).areas.to_dict("index")[AREA]
    wanted = {
        round(float(row["people_income_deprived"])),
        *(round(float(row[key]), 1) for key in ("value", "need_score")),
    }
    rows = [
        numbers_in(line)
        for title, lines in sheets_of(area.path("xlsx").read_bytes())
        if title.startswith("Need in Perth and Kinross by intermediate zone")
        for line in lines
        if line[0] == row["area_name"]
    ]
    assert len(rows) == 1
    assert wanted <= set(rows[0])


def test_files_are_named_by_partnership_area_and_day(either: MadePack) -> None:
    what = "board" if "Board" in either.document.subtitle else "blairgowrie-east-rattray"
    assert sorted(path.name for path in either.folder.iterdir()) == sorted(
        f"perth-and-kinross_{what}_evidence_{TODAY}.{ending}" for ending in FORMATS
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Blairgowrie East (Rattray)", "blairgowrie-east-rattray"),
        ("Bràigh Mhàrr", "braigh-mharr"),
        ("面", "area"),
        ("../../etc/passwd", "etc-passwd"),
        ('x"; y\n', "x-y"),
        ("long " * 30, "long-" * 11 + "long"),
    ],
)
def test_a_name_of_a_file_is_plain(title: str, name: str) -> None:
    assert file_words(title) == name


def test_steps_rise_from_none_to_all(either: MadePack) -> None:
    steps = [one for one in either.told if isinstance(one, Step)]
    made = [one for one in either.told if isinstance(one, Made)]
    assert [one for one in either.told if isinstance(one, Failed)] == []
    assert {one.parts for one in steps} == {len(steps)}
    assert [one.done for one in steps] == list(range(len(steps)))
    assert [one.part for one in steps][-len(FORMATS) :] == [one.label for one in FORMATS.values()]
    assert [one.name.rsplit(".")[-1] for one in made] == list(FORMATS)
    assert isinstance(either.told[-1], Made)
    assert [one.media for one in made] == [MEDIA[key] for key in FORMATS]


def test_a_part_that_fails_is_named_and_the_rest_is_made(held: Evidence, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Section:
        raise KeyError("a column with a secret")

    pack = brief(area_pack(held, [AREA]))
    first, second = pack.sections()
    with caplog.at_level(logging.ERROR):
        told = list(make_pack(replace(pack, sections=lambda: [first, Making("Broken", broken), second]), ("html",)))
    (failed,) = (one for one in told if isinstance(one, Failed))
    assert failed.part == "Broken"
    assert re.fullmatch("reference [0-9a-f]{8}", failed.why)
    assert f"{failed.why}: Broken could not be made" in caplog.text
    (made,) = (one for one in told if isinstance(one, Made))
    page = Page(made.content.decode())
    assert len(page.all("h2")) == 5
    assert "This part could not be made (KeyError); the other parts are whole." in page.text
    assert "secret" not in page.text
    assert len(page.all("img")) >= 2
    steps = [one for one in told if isinstance(one, Step)]
    assert [one.done for one in steps] == list(range(steps[0].parts))


def test_a_file_that_fails_is_named_and_the_others_are_made(held: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise OSError("PDF needs Pango")

    formats = {**FORMATS, "pdf": replace(FORMATS["pdf"], make=broken)}
    monkeypatch.setattr(make, "FORMATS", formats)
    told = list(make_pack(brief(area_pack(held, [AREA])), ("pdf", "docx", "html")))
    assert [one.part for one in told if isinstance(one, Failed)] == ["PDF"]
    assert [one.name.rsplit(".")[-1] for one in told if isinstance(one, Made)] == ["docx", "html"]


def test_a_second_process_makes_files_with_the_same_content(held: Evidence) -> None:
    pack = brief(area_pack(held, [AREA]))
    alone, together = (list(make_pack(pack, ("docx", "html"), with_second=second)) for second in (False, True))
    steps = [one for one in together if isinstance(one, Step)]
    assert [one.done for one in steps] == list(range(steps[0].parts))
    assert [one.part for one in steps][-2:] == ["Web page", "Word document"]
    pages = [next(one.content for one in told if isinstance(one, Made)) for told in (alone[::-1], together)]
    words = [next(one for one in told if isinstance(one, Made)).content for told in (alone, together[::-1])]
    assert pages[0] == pages[1]
    first, second = ([one.text for one in docx.Document(io.BytesIO(word)).paragraphs] for word in words)
    assert first == second


@pytest.mark.parametrize(
    ("broken", "why"),
    [(lambda *_: bytes({}["a secret"]), "reference"), (lambda *_: os._exit(1), "reference"), (None, "no Pango here")],
    ids=["fails", "ends", "says why"],
)
def test_a_file_that_fails_in_the_second_process_is_named_and_the_others_are_made(
    held: Evidence, monkeypatch: pytest.MonkeyPatch, broken: Any, why: str
) -> None:
    def says_why(*_: object) -> bytes:
        raise ValueError(why)

    formats = {**FORMATS, "pdf": replace(FORMATS["pdf"], make=broken or says_why)}
    monkeypatch.setattr(make, "FORMATS", formats)
    told = list(make_pack(brief(area_pack(held, [AREA])), ("pdf", "html"), with_second=True))
    (failed,) = (one for one in told if isinstance(one, Failed))
    assert failed.part == "PDF"
    assert failed.why.startswith(why)
    assert [one.name.rsplit(".")[-1] for one in told if isinstance(one, Made)] == ["html"]
    assert multiprocessing.active_children() == []


def test_figures_that_fail_lose_no_section(held: Evidence) -> None:
    def broken() -> list[Table]:
        raise ValueError("the figures of this area are not there")

    pack = brief(area_pack(held, [AREA]))
    told = list(make_pack(replace(pack, tables=broken), ("html",)))
    assert [one for one in told if isinstance(one, Failed)] == [
        Failed("Figures and sources", "the figures of this area are not there")
    ]
    (made,) = (one for one in told if isinstance(one, Made))
    headings = [making.heading for making in pack.sections()]
    page = Page(made.content.decode())
    assert [heading for heading in headings if heading not in page.text] == []


class WithoutPango(MetaPathFinder):
    """Imports on a machine that lacks the library WeasyPrint sets text with."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname.split(".", maxsplit=1)[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_a_machine_without_pango_says_what_to_install(held: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [WithoutPango(), *sys.meta_path])
    told = list(make_pack(brief(area_pack(held, [AREA])), ("pdf", "html")))
    (failed,) = (one for one in told if isinstance(one, Failed))
    assert failed.part == "PDF"
    assert "sudo apt-get install libpango-1.0-0" in failed.why
    assert [one.name.rsplit(".")[-1] for one in told if isinstance(one, Made)] == ["html"]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["S02999999"], "Perth and Kinross has no area 'S02999999'"),
        ([AREA, "nowhere"], "'nowhere'"),
        (["S12000048"], "'S12000048'"),
        (["custom-area"], "'custom-area'"),
        (["x" * 500], f"'{'x' * 40}'"),
        ([], "1 to 12 areas; 0 were asked for"),
        ([AREA] * (MOST_AREAS + 1), "1 to 12 areas; 13 were asked for"),
    ],
)
def test_a_pack_of_areas_that_there_are_not_says_so(held: Evidence, codes: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        area_pack(held, codes)


def test_an_area_is_named_by_its_code_or_its_name(held: Evidence) -> None:
    assert area_named(held, AREA) == AREA
    assert area_named(held, "Blairgowrie East (Rattray)") == AREA
    assert area_named(held, "  blairgowrie east (RATTRAY) ") == AREA


def test_a_name_of_several_areas_says_which_there_are(held: Evidence) -> None:
    names = held.areas.loc[held.areas["area_type"] != AreaType.COUNCIL_AREA.value, "area_name"]
    name = str(names[names.duplicated()].iloc[0])
    codes = [str(code) for code in names.index[names == name]]
    with pytest.raises(ValueError, match="is the name of several areas; give a code") as caught:
        area_named(held, name)
    assert [code for code in codes if code not in str(caught.value)] == []


def test_a_name_that_is_nearly_one_is_told_which_it_might_be(held: Evidence) -> None:
    with pytest.raises(ValueError, match=r"did you mean .*Blairgowrie East \(Rattray\)"):
        area_named(held, "Blairgowrie East Ratray")
    with pytest.raises(ValueError, match=r"has no area called 'zzzzzzzz'$"):
        area_named(held, "zzzzzzzz")


def test_no_file_is_left_behind(held: Evidence, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told = list(make_pack(brief(area_pack(held, [AREA])), tuple(FORMATS)))
    assert sum(isinstance(one, Made) for one in told) == len(FORMATS)
    assert list(tmp_path.rglob("*")) == []


def test_many_packs_in_a_row_leave_nothing_in_memory(held: Evidence) -> None:
    whole = brief(area_pack(held, [AREA]))
    pack = replace(whole, sections=lambda: whole.sections()[:1])
    held_after: dict[int, int] = {}
    for place in range(1, 21):
        only_file(pack, "html")
        if place in {5, 20}:
            gc.collect()
            held_after[place] = sum(type(one) is not weakref.ref for one in gc.get_objects())
    assert held_after[20] - held_after[5] < 500  # pandas drops its dead weak references in its own time


def test_two_packs_at_once_are_as_one_after_the_other(held: Evidence) -> None:
    packs = [brief(area_pack(held, [code])) for code in (AREA, "S02002236")]
    after = [only_file(pack, "html") for pack in packs]
    with ThreadPoolExecutor(2) as pool:
        at_once = list(pool.map(lambda pack: only_file(pack, "html"), packs))
    assert after[0] != after[1]
    assert at_once == after


def test_words_in_a_pack_are_neither_formulas_nor_links_nor_notes(area: MadePack) -> None:
    bad = '=HYPERLINK("http://evil.example") [look](http://evil.example) $$licence$$ $$none$$'
    document = replace(area.document, title=bad, about=(("Area", bad),), sections=area.document.sections[:3])
    content = pack_xlsx(document, Drawn(document.evidence))
    assert unsafe_cells(content) == []
    cover = next(rows for _, rows in sheets_of(content))
    assert str(cover[0][0]).startswith('=HYPERLINK("http://evil.example") [look] (http')


def test_what_packs_need_can_be_imported_before_somebody_asks() -> None:
    held = "print(*(name in sys.modules for name in ('weasyprint', 'docx', 'pptx', 'gptables')))"
    names = "from dashboard.evidence import evidence; from dashboard.exports.pack.make import get_ready"
    program = f"import sys; {names}; {held}; get_ready(evidence('perth-and-kinross')).join(); {held}"
    command = [sys.executable, "-c", program]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said == ["False"] * 4 + ["True"] * 4
