"""Taking it away in the browser: pictures, figures, copies, and packs that say how far they are."""

import io
import re
import struct
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser
TOOLS = "details.chart-tools[data-chart='{}']"


def tools(screen: Screen, key: str) -> str:
    """The opened tools of a chart or map."""
    found = TOOLS.format(key)
    screen.page.locator(f"{found} > summary").click()
    return found


def saved(screen: Screen, selector: str, folder: Path) -> Path:
    """The file that a click saves."""
    with screen.page.expect_download() as download:
        screen.page.locator(selector).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_chart_is_saved_as_picture_and_drawing_with_its_words(screen: Screen, tmp_path: Path) -> None:
    screen.open("/inequality?indicator=simd_income")
    found = tools(screen, "inequality-fifths")
    picture = saved(screen, f"{found} a[data-file=png]", tmp_path)
    assert re.fullmatch(r"perth-and-kinross_[a-z0-9-]+_20\d\d-\d\d-\d\d\.png", picture.name)
    wide, high = struct.unpack(">II", picture.read_bytes()[16:24])
    assert wide > high > 500
    drawing = saved(screen, f"{found} a[data-file=svg]", tmp_path).read_text("utf-8")
    title = screen.page.locator("figure:has(#inequality-fifths) .chart-title").inner_text()
    for words in (*re.findall(r"\w+", title), "Source:", "95% interval"):
        assert words in drawing


def test_figures_are_those_on_the_screen_after_a_choice(screen: Screen, tmp_path: Path) -> None:
    screen.open("/explore?indicator=simd_income&areas=locality")
    found = tools(screen, "explore-map")
    path = saved(screen, f"{found} a[data-file=csv]", tmp_path)
    held = pd.read_csv(path, comment="#", encoding="utf-8-sig").set_index("Area")
    rows = screen.page.locator("#explore-table tbody tr")
    assert rows.count() == len(held) == 5
    for place in range(5):
        name, value = rows.nth(place).locator("th, td").all_inner_texts()[:2]
        assert f"{held.loc[name, 'Share (%)']:.1f}%" == value
    screen.page.locator("#explore-areas").click()
    screen.page.get_by_role("option", name="Wards").click()
    expect(screen.page.locator("#explore-table caption")).to_contain_text("by ward")
    found = tools(screen, "explore-map")
    book = openpyxl.load_workbook(saved(screen, f"{found} a[data-file=xlsx]", tmp_path))
    assert "by ward" in " ".join(str(cell.value) for row in book["Figures"].iter_rows() for cell in row)


def test_the_description_and_the_address_are_copied(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen()
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.open("/need")
    found = tools(screen, "need-ranges")
    screen.page.locator(f"{found} [data-take=alt]").click()
    expect(screen.page.locator(f"{found} [role=status]")).to_have_text("Copied the description")
    read = "() => navigator.clipboard.readText()"
    alt = screen.page.locator("#need-ranges").locator("xpath=ancestor::*[@role='img']").get_attribute("aria-label")
    assert screen.page.evaluate(read) == alt
    screen.page.locator(f"{found} [data-take=address]").click()
    expect(screen.page.locator(f"{found} [role=status]")).to_have_text("Copied the address of this view")
    assert screen.page.evaluate(read) == screen.page.url


def test_a_pack_says_how_far_it_is_and_its_file_opens(screen: Screen, tmp_path: Path) -> None:
    screen.open("/packs?areas=S02002248&formats=docx,html")
    expect(screen.page.locator("#packs-sentence")).to_have_text(
        "A pack on Blairgowrie East (Rattray), as Word document and Web page."
    )
    screen.page.get_by_role("button", name="Make the pack").press("Enter")
    expect(screen.page.locator(".pack-status")).to_contain_text("Making part")
    expect(screen.page.locator(".pack-status")).to_have_text("Ready: 2 files to save.", timeout=120_000)
    expect(screen.page.locator(".pack-maker progress")).to_be_hidden()
    path = saved(screen, ".pack-files a >> nth=0", tmp_path)
    assert path.name == f"perth-and-kinross_blairgowrie-east-rattray_evidence_{date.today().isoformat()}.docx"
    word: Any = docx.Document(io.BytesIO(path.read_bytes()))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["Blairgowrie East (Rattray)"]
    assert screen.watch.outside == []


def test_a_pack_can_be_stopped_and_made_again(screen: Screen) -> None:
    screen.open("/packs?areas=S02002236&formats=html")
    screen.page.get_by_role("button", name="Make the pack").click()
    screen.page.get_by_role("button", name="Stop").click()
    expect(screen.page.locator(".pack-status")).to_contain_text("Stopped")
    screen.page.get_by_role("button", name="Make the pack").click()
    expect(screen.page.locator(".pack-status")).to_have_text("Ready: 1 file to save.", timeout=120_000)


def test_a_pack_that_is_cut_off_says_so(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen()
    screen.page.route(re.compile(r"/pack\?"), lambda route: route.abort())
    screen.open("/packs?areas=S02002236&formats=html")
    screen.page.get_by_role("button", name="Make the pack").click()
    expect(screen.page.locator(".pack-status")).to_contain_text("The pack was cut off")


def test_the_choice_is_in_the_address(screen: Screen) -> None:
    screen.open("/packs")
    expect(screen.page.locator("#packs-sentence")).to_contain_text("A pack for the Board of Perth and Kinross")
    screen.page.locator("#packs-areas").click()
    screen.page.locator("#packs-areas").type("Western Edge")
    screen.page.get_by_role("option", name="Western Edge", exact=True).click()
    expect(screen.page.locator("#packs-sentence")).to_contain_text("A pack on Western Edge")
    assert "areas=S02002233" in screen.page.url
    screen.page.go_back()
    expect(screen.page.locator("#packs-sentence")).to_contain_text("for the Board")
