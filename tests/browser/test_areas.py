"""Areas side by side, an area of one's own, and the gaps: choose, go back, send an address."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Screen
from tests.browser.test_selection import choose, click_middle

pytestmark = pytest.mark.browser
NORTH = "S02002236"


def pick(screen: Screen, control: str, wanted: str) -> None:
    """One more in a list of several, with the keyboard alone."""
    box = screen.page.locator(f"#{control}")
    box.focus()
    box.fill(wanted)
    option = screen.page.get_by_role("option", name=wanted, exact=True)
    expect(option).to_be_visible()
    for _ in range(screen.page.locator("[role=option]:visible").count()):
        screen.page.keyboard.press("ArrowDown")
        if option.get_attribute("data-combobox-selected"):
            break
    expect(option).to_have_attribute("data-combobox-selected", "true")
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.press("Escape")


def heads(screen: Screen) -> Locator:
    """The names over the columns of the first section."""
    return screen.page.locator("#compare-content .side-by-side").first.locator("h3")


def test_areas_are_set_side_by_side_and_back_takes_the_last_away(screen: Screen) -> None:
    screen.open(f"/compare?areas={NORTH},S02002233")
    expect(heads(screen)).to_have_text(["North Muirton and Old Scone", "Western Edge"])
    pick(screen, "compare-areas", "Rattray")
    screen.wait_query("place-rattray")
    expect(heads(screen)).to_have_text(["North Muirton and Old Scone", "Western Edge", "Rattray"])
    expect(screen.page.locator("#compare-content .lead")).to_contain_text("is in Rattray: 16.3%")
    screen.page.go_back()
    expect(heads(screen)).to_have_text(["North Muirton and Old Scone", "Western Edge"])
    screen.page.go_forward()
    expect(heads(screen)).to_have_count(3)


def test_an_area_of_ones_own_from_map_list_and_codes(screen: Screen) -> None:
    screen.open("/custom")
    sentence = screen.page.locator("#custom-sentence")
    expect(sentence).to_have_text("No data zone of Perth and Kinross is chosen yet.")
    click_middle(screen, "custom-map")
    expect(sentence).to_contain_text("1 data zone,")
    pick(screen, "custom-zones", "Western Edge - 01")
    expect(sentence).to_contain_text("2 data zones,")
    screen.page.get_by_text("Paste codes").click()
    screen.page.locator("#custom-pasted").fill(f"{NORTH}\nS01010206; nonsense")
    screen.page.locator("#custom-add").click()
    expect(sentence).to_contain_text("7 data zones,")
    expect(screen.page.locator("#custom-unknown")).to_contain_text("“S01010206” and “nonsense”")
    assert len(screen.shading("custom-map")["outlined"]) == 7
    screen.page.locator("#custom-name").fill("Around the <b>hall</b>")
    expect(sentence).to_contain_text("Around the ‹b›hall‹/b›: 7 data zones")
    screen.page.get_by_role("link", name="Show the story of this area").click()
    expect(screen.page.locator("main h1")).to_have_text("Around the ‹b›hall‹/b›")
    address = screen.page.url.removeprefix(screen.origin)
    first = screen.page.locator("main .lead").inner_text()
    screen.open(address)
    expect(screen.page.locator("main .lead")).to_have_text(first)


def test_a_zone_is_taken_out_again_and_all_are_cleared(screen: Screen) -> None:
    screen.open("/custom")
    sentence = screen.page.locator("#custom-sentence")
    click_middle(screen, "custom-map")
    expect(sentence).to_contain_text("1 data zone,")
    screen.page.go_back()
    expect(sentence).to_have_text("No data zone of Perth and Kinross is chosen yet.")
    screen.open(f"/custom?zones={NORTH}")
    expect(sentence).to_contain_text("5 data zones,")
    screen.page.locator("#custom-clear").click()
    expect(sentence).to_have_text("No data zone of Perth and Kinross is chosen yet.")


def test_another_gap_and_back(screen: Screen) -> None:
    screen.open("/inequality")
    sentence = screen.page.locator("#inequality-sentence")
    before = sentence.inner_text()
    choose(screen, "inequality-indicator", "People on low income")
    expect(sentence).to_contain_text("People on low income:")
    screen.wait_query("indicator=simd_income")
    choose(screen, "inequality-grain", "Data zones")
    screen.wait_query("grain=data_zone")
    expect(screen.page.locator("#inequality-content")).to_contain_text("data zones by the published index")
    screen.page.go_back()
    expect(screen.page.locator("#inequality-grain")).to_have_value("Intermediate zones")
    screen.page.go_back()
    expect(sentence).to_have_text(before)


def test_the_story_leads_to_its_parts_and_to_comparison(screen: Screen) -> None:
    screen.open(f"/area/{NORTH}")
    screen.page.get_by_role("link", name="Over time", exact=True).click()
    expect(screen.page.get_by_role("heading", name="Over time", exact=True)).to_be_in_viewport()
    screen.page.get_by_role("link", name="Compare it with other areas").click()
    expect(screen.page.locator("main h1")).to_have_text("Areas side by side")
    expect(screen.page.locator("#compare-content")).to_contain_text("Choose two to four areas")
