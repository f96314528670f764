"""Rollout in the browser: conditions, one selection on two maps, and a snapshot saved and opened again."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screen

pytestmark = pytest.mark.browser


def set_number(screen: Screen, control: str, value: str) -> None:
    """Type a number and leave the box."""
    screen.page.locator(f"#{control}").fill(value)
    screen.page.keyboard.press("Tab")


def saved(screen: Screen, folder: Path) -> Path:
    """The snapshot that the page saves."""
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Freeze this evidence").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def open_file(screen: Screen, path: Path) -> None:
    """Choose a file to be opened, with the keyboard."""
    button = screen.page.get_by_role("button", name="Open a snapshot")
    button.focus()
    with screen.page.expect_file_chooser() as chooser:
        screen.page.keyboard.press("Enter")
    chooser.value.set_files(path)


def test_the_choice_follows_its_conditions_and_back_restores_it(screen: Screen) -> None:
    screen.open("/rollout")
    said = screen.page.locator("#rollout-next .sub-lead")
    first = said.inner_text()
    set_number(screen, "rollout-k", "5")
    screen.wait_query("k=5")
    expect(said).not_to_have_text(first)
    expect(screen.page.locator("#rollout-next tbody tr", has_text="chosen")).to_have_count(5)
    assert said.inner_text() in screen.page.locator("#rollout-lead").inner_text()
    fifth = said.inner_text()
    set_number(screen, "rollout-remote", "30")
    screen.wait_query("remote=30")
    expect(screen.page.locator("#rollout-next")).to_contain_text("No set of areas meets this")
    screen.page.go_back()
    expect(said).to_have_text(fifth)
    screen.page.go_back()
    expect(said).to_have_text(first)
    expect(screen.page.locator("#rollout-k")).to_have_value("3")


def test_one_selection_drives_both_maps_and_the_table(screen: Screen) -> None:
    screen.open("/rollout")
    frame = screen.page.locator("#rollout-people-map")
    frame.scroll_into_view_if_needed()
    frame.click()
    screen.wait_query("area=")
    code = screen.page.evaluate("new URLSearchParams(location.search).get('area')")
    for map_id in ("rollout-dense", "rollout-people"):
        screen.page.wait_for_function(
            "([id, code]) => JSON.parse(document.getElementById(id).dataset.shading).selected === code",
            arg=[f"{map_id}-areas", code],
        )
    expect(screen.page.locator("#rollout-areas [aria-pressed=true]")).to_have_count(1)
    screen.page.locator("details:has(#rollout-areas) > summary").click()
    other = screen.page.locator("#rollout-areas [aria-pressed=false]").first
    name = other.inner_text()
    other.focus()
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("#rollout-area")).to_contain_text(name)
    expect(screen.page.locator("#rollout-areas tr.selected th")).to_have_text(name)


def test_what_counts_as_covered_changes_the_audit_and_its_sentence(screen: Screen) -> None:
    screen.open("/rollout?covered=working")
    audit = screen.page.locator("#rollout-audit")
    expect(audit).to_contain_text("covers 3 of the 10 priority areas")
    screen.page.locator("#rollout-covered").click()
    screen.page.get_by_role("option", name="Under way or identified next").click()
    expect(audit).to_contain_text("covers 9 of the 10 priority areas")
    expect(screen.page.locator("#rollout-lead")).to_contain_text("covers 9 of the 10 priority areas")


def test_a_snapshot_opens_again_and_says_what_has_moved(screen: Screen, tmp_path: Path) -> None:
    screen.open("/rollout")
    screen.page.locator("#rollout-title").fill("Board of November")
    screen.page.locator("#rollout-reason").fill('<b>=1+1</b> "quoted"')
    path = saved(screen, tmp_path)
    assert path.name.startswith("perth-and-kinross_snapshot_")
    assert json.loads(path.read_text("utf-8"))["title"] == "Board of November"
    since = screen.page.locator("#rollout-since")
    open_file(screen, path)
    expect(since).to_contain_text("Nothing has moved since")
    expect(since).to_contain_text('<b>=1+1</b> "quoted"')
    screen.open("/rollout?weights=simd_like")
    open_file(screen, path)
    expect(since).to_contain_text("ranks have moved")
    expect(since).to_contain_text("by other weights")
    expect(since.locator("table")).to_have_count(1)


def test_a_snapshot_that_was_changed_is_refused_and_nothing_is_lost(screen: Screen, tmp_path: Path) -> None:
    screen.open("/rollout?k=2")
    before = screen.page.locator("#rollout-next").inner_text()
    path = saved(screen, tmp_path)
    text = path.read_text("utf-8")
    since = screen.page.locator("#rollout-since")
    for wrong, reason in (
        (text.replace('"need_rank": 1,', '"need_rank": 2,', 1), "has been changed since it was made"),
        (text[: len(text) // 2], "ends too early"),
        ("GIF89a", "cannot be opened"),
    ):
        path.write_text(wrong, "utf-8")
        open_file(screen, path)
        expect(since).to_contain_text(reason)
    assert screen.page.locator("#rollout-next").inner_text() == before
    expect(screen.page.locator("#notice")).to_be_empty()
