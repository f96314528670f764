"""The web page of a pack: one file that asks nobody for anything, told to those who cannot see it."""

import re
from dataclasses import replace

from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import CUSTOM_CODE, with_custom_area
from dashboard.exports.pack.contents import area_pack
from dashboard.exports.pack.document import Document
from dashboard.exports.pack.drawn import Drawn
from dashboard.exports.pack.web_page import pack_html
from tests.exports.pack.conftest import AREA, OTHER, MadePack
from tests.exports.pack.reopened import Page, every_table, figures_of, only_file

REFERRING = ("src", "href", "action", "data", "poster", "srcset", "background", "formaction", "xlink:href", "cite")


def opened(made: MadePack) -> Page:
    return Page(made.path("html").read_text("utf-8"))


def lost_rows(page: Page, document: Document) -> list[tuple[str, ...]]:
    """The rows of any table that the page does not have; a list of sentences is read as one text."""
    found = {tuple(" ".join(cell.split()) for cell in row) for row in page.rows}
    return [
        row
        for held in every_table(document)
        for row in held.rows
        if tuple(" ".join(cell.split()) for cell in row) not in found
    ]


def test_nothing_leaves_the_file(either: MadePack) -> None:
    text = either.path("html").read_text("utf-8")
    page = Page(text)
    assert {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "embed", "form", "base", "a"} == set()
    refers = [value for _, given in page.tags for name, value in given.items() if name in REFERRING]
    assert refers
    assert [value[:60] for value in refers if not value.startswith("data:image/svg+xml;base64,")] == []
    assert [name for _, given in page.tags for name in given if name.startswith("on")] == []
    assert re.findall(r"url\(|@import|https?:", re.sub(r"data:[^\"]*", "", text)) == []


def test_a_policy_forbids_the_rest(either: MadePack) -> None:
    (policy,) = (given["content"] for given in opened(either).all("meta") if given.get("http-equiv"))
    assert [one.strip() for one in policy.split(";")] == [
        "default-src 'none'",
        "img-src data:",
        "style-src 'unsafe-inline'",
    ]


def test_it_is_told_to_those_who_cannot_see_it(either: MadePack) -> None:
    page = opened(either)
    assert page.all("html") == [{"lang": "en-GB"}]
    assert (len(page.all("h1")), len(page.all("main"))) == (1, 1)
    assert len(page.all("h2")) == len(either.document.sections) + 1
    assert [given["alt"] for given in page.all("img")] == [one.caption.alt for one in figures_of(either.document)]
    heads = [given for given in page.all("th") if given.get("scope") not in {"col", "row"}]
    assert heads == []
    assert len(page.all("caption")) == len(page.all("table"))


def test_every_row_of_every_table_is_there(either: MadePack) -> None:
    assert lost_rows(opened(either), either.document) == []


def test_several_areas_stand_side_by_side_and_then_each_by_itself(both: MadePack, held: Evidence) -> None:
    page, document = opened(both), both.document
    names = [str(held.areas["area_name"][code]) for code in (AREA, OTHER)]
    headings = [one.heading for one in document.sections]
    assert headings[:2] == ["Side by side", "What inequality is in each"]
    for name in names:
        assert [f"{name}: {part}" in headings for part in ("at a glance", "over time", "why this score")] == [True] * 3
        assert name in page.text
    assert page.rows.count(["What", *names]) + sum(row[1:] == names for row in page.rows) >= 4
    assert lost_rows(page, document) == []
    captions = [table.caption for table in every_table(document)]
    assert {f"{name}: What adds up to the need score" for name in names} <= set(captions)


def test_an_area_of_ones_own_has_a_pack_under_its_name(held: Evidence) -> None:
    name = '"Ours" & yours {{ 7 * 7 }}'
    own = with_custom_area(held, name, tuple(held.zones_of(AREA)))
    pack = area_pack(own, [CUSTOM_CODE])
    kept = {"At a glance", "What inequality is here"}
    part = replace(pack, sections=lambda: [one for one in pack.sections() if one.heading in kept])
    page = Page(only_file(part, "html").decode())
    assert pack.name == "perth-and-kinross_ours-yours-7-7_evidence"
    assert page.text.count(name) > 5
    assert "Evidence on a custom area of Perth and Kinross" in page.text
    assert "484" in page.text  # people on low income, as of the zones it is made of


def test_text_is_never_mark_up(area: MadePack) -> None:
    bad = "</p><script>alert(1)</script><img src=x onerror=alert(2)>"
    document = replace(area.document, title=bad, subtitle=bad, about=(("Area", bad),), sections=(), tables=())
    page = Page(pack_html(document, Drawn(document.evidence)).decode())
    assert "script" not in {tag for tag, _ in page.tags}
    assert page.all("img") == []
    assert page.text.count(bad) >= 3
