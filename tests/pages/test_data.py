"""The page of data: every indicator, links that work, and words that say how fresh it is."""

import importlib
import re
import tomllib
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.api.route import BASE
from dashboard.api.routes import ROUTES, route_of
from dashboard.evidence import evidence, library
from dashboard.evidence.files import DATA
from dashboard.statistics.holdings import holdings
from dashboard.vocabulary import Topic
from tests.pages.trees import parts, registered, sound, tables, words

OURS = "perth-and-kinross"


@cache
def page(**state: str) -> Any:
    return sound(registered()["/data"]["layout"](**state))


def addresses(tree: Any) -> list[str]:
    found = (str(part["props"].get("href", "")) for part in parts(tree))
    return [href for href in found if href.startswith(BASE)]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()


def test_it_opens_with_how_much_there_is_and_how_fresh() -> None:
    lead = next(words(part) for part in parts(page()) if part["props"].get("className") == "lead")
    held = holdings(evidence(OURS))
    old = sum(one.stale for one in held.values())
    sources = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8")).values()
    publishers = len({one["publisher"] for one in sources})
    assert lead == (
        f"{len(held)} indicators from {publishers} publishers are held for Perth and Kinross: the newest "
        f"figure is of 2023/24, and {old} are older than five years."
    )
    assert 0 < old < len(held)


@pytest.mark.parametrize("partnership", [OURS, "fife", "shetland-islands"])
def test_every_indicator_is_listed_once_under_its_topic(partnership: str) -> None:
    found = {caption.partition(":")[0]: rows for caption, rows in tables(page(partnership=partnership))}
    listed = {topic: [row["Indicator"] for row in found.get(topic.value, [])] for topic in Topic}
    wanted = {topic: sorted(one.name for one in library().indicators.values() if one.topic == topic) for topic in Topic}
    assert listed == wanted
    assert sum(map(len, listed.values())) == len(library().indicators)


def test_a_row_says_what_is_held() -> None:
    rows = {row["Indicator"]: row for caption, held in tables(page()) if "indicators held" in caption for row in held}
    row = rows["People on low income"]
    assert "Open Government Licence v3.0" in row["Source and licence"]
    assert row["Periods"] == "Latest SIMD 2020v2; first SIMD 2016"
    assert row["Coverage"] == "186 of 186 data zones 35 of 35 intermediate zones The council area"
    assert row["Freshness"] == "◷ Older than five years"
    assert rows["Children in low-income families"]["Freshness"] == "✓ Within five years"
    assert "data zones (2020/21)" in rows["Children in low-income families"]["Coverage"]
    assert rows["Typical weekly earnings"]["Coverage"] == "The council area"
    stale = [row for row in rows.values() if row["Freshness"].startswith("◷")]
    assert len(stale) == sum(one.stale for one in holdings(evidence(OURS)).values())


def test_the_rule_of_freshness_is_explained() -> None:
    assert "more than five years before the year in which it was retrieved" in words(page())


def test_every_link_into_the_open_interface_is_one_it_answers() -> None:
    found = addresses(page(partnership="fife"))
    assert len(found) > 5 * len(library().indicators)
    for address in found:
        parted = urlsplit(address)
        route, _ = route_of(parted.path)
        known = {one.name: one for one in route.query}
        for name, (value,) in parse_qs(parted.query, strict_parsing=True).items() if parted.query else ():
            known[name].check(value)


@pytest.mark.parametrize("indicator", ["simd_income", "child_poverty"])
def test_downloads_are_whole(client: FlaskClient, indicator: str) -> None:
    own = [address for address in addresses(page(partnership="glasgow-city")) if indicator in address]
    partnership = next(address for address in own if "glasgow" in address and "csv" in address)
    answer = client.get(partnership)
    assert answer.status_code == 200
    lines = answer.text.splitlines()
    assert len(lines) - 1 == int(answer.headers["Total-Count"]) > 1000
    assert 'rel="next"' not in answer.headers["Link"]
    scotland = next(address for address in own if address.endswith("figures.csv"))
    assert len(client.get(scotland).text.splitlines()) - 1 == len(library().figures(indicator))


def test_a_partnership_s_download_is_whole_even_of_the_largest(client: FlaskClient) -> None:
    longest = sorted(library().indicators, key=lambda key: len(library().figures(key)))[-6:]
    for key in longest:
        query = f"indicator={key}&partnership=glasgow-city&limit=1"
        assert 1_000 < client.get(f"{BASE}/observations?{query}").get_json()["total"] <= 10_000, key


def test_the_interface_is_documented_with_examples() -> None:
    documented = next(rows for caption, rows in tables(page()) if "open interface" in caption)
    assert [row["Address"] for row in documented] == [f"{BASE}{route.path}" for route in ROUTES]
    assert {row["Example"] for row in documented} <= set(addresses(page()))
    assert "10,000" in words(page())
    assert "304" in words(page())
    assert f"{BASE}/package.zip" in addresses(page())
    assert f"{BASE}/openapi.json" in addresses(page())


def test_names_of_links_begin_with_what_they_show_and_differ() -> None:
    links = [part["props"] for part in parts(page()) if part["props"].get("aria-label") and "href" in part["props"]]
    names = [str(one["aria-label"]) for one in links]
    assert len(names) == 5 * len(library().indicators) == len(set(names))
    assert all(name.startswith(words(one["children"])) for name, one in zip(names, links, strict=True))


@pytest.mark.parametrize("partnership", ["fife", "na-h-eileanan-siar"])
def test_it_names_the_partnership_and_leads_to_it(partnership: str) -> None:
    tree = page(partnership=partnership)
    assert library().partnerships[partnership].name in words(tree)
    hrefs = [str(part["props"].get("href")) for part in parts(tree)]
    explore = [href for href in hrefs if href.startswith("/explore?") and "indicator=" in href]
    assert len(explore) == len(library().indicators)
    assert all(re.search(rf"partnership={partnership}\b", href) for href in explore)


def test_each_topic_is_opened_by_its_name_and_says_how_many_it_holds() -> None:
    opened = [words(part) for part in parts(page()) if part["type"] == "Summary"]
    told = {topic: sum(one.topic == topic for one in library().indicators.values()) for topic in Topic}
    assert {f"{topic.value}: {many} indicators" for topic, many in told.items() if many > 1} <= set(opened)
