"""The story of every area of Perth and Kinross: complete, in agreement with its own tables, and easy to read."""

import re
from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import Any

import pytest

from dashboard.evidence import evidence
from dashboard.vocabulary import AreaType
from tests.pages.reading import years_of_schooling
from tests.pages.trees import parts, registered, sound, words

OURS = "perth-and-kinross"
SECTIONS = [
    "Who lives here",
    "What stands out",
    "What inequality is here",
    "Priority by priority",
    "Over time",
    "Flags and Locality Working",
    "Why this score",
    "The two tests of the Act",
    "Voices and assets",
    "Most like it elsewhere",
]
NUMBER = re.compile(r"(?<![\w.,])[+-−]?(\d[\d,]*(?:\.\d+)?)")
NO_FIGURES = re.compile(r"v3\.0|\(20\d\d boundaries\)|data/\S+|(?:10|30),000 people(?: or more)?:|Place \(.*?\)")
"""Numbers that are no figures of the area: of a licence, a boundary year, a file, or the regulations."""
PLAIN, HARDEST = 7.0, 9.0
"""Years of schooling that the sentences of a page may ask for: of the page in the middle, and of the hardest."""


def our_areas() -> list[str]:
    """Every area of Perth and Kinross."""
    index = evidence(OURS).areas.index
    return [str(code) for code in index if AreaType.of(str(code)) != AreaType.COUNCIL_AREA]


@cache
def story(area_code: str) -> Any:
    """The page of an area, sound as a whole."""
    return sound(registered()["/area/<area_code>"]["layout"](area_code=area_code))


def main_of(tree: Any) -> dict[str, Any]:
    """The main part of a page."""
    return next(part for part in parts(tree) if part["type"] == "Main")


def sections(tree: Any) -> dict[str, list[Any]]:
    """What stands under each h2 of a page."""
    found: dict[str, list[Any]] = {}
    for part in main_of(tree)["props"]["children"]:
        if _is_heading(part):
            found[words(part)] = []
        elif found and part is not None:
            found[next(reversed(found))].append(part)
    return found


def sentences(tree: Any) -> Iterator[str]:
    """What a page says in paragraphs and lists, apart from the legends of maps and the sources of charts."""
    unsaid = (part for part in parts(tree) if _is(part, "map-legend") or _is(part, "chart-source"))
    others = {id(one) for part in unsaid for one in parts(part)}
    for part in parts(main_of(tree)):
        if part["type"] in {"P", "Li"} and id(part) not in others:
            yield " ".join(words(part["props"].get("children")).split())


def _is_heading(part: Any) -> bool:
    return isinstance(part, dict) and part["type"] == "H2"


def _is(part: dict[str, Any], name: str) -> bool:
    return name in str(part["props"].get("className", "")).split()


def numbers(text: str) -> set[str]:
    """The figures in a text, as digits."""
    return {found.replace(",", "").rstrip(".") for found in NUMBER.findall(NO_FIGURES.sub(" ", text))}


def in_tables(tree: Any) -> set[str]:
    """Every figure in the tables and the figure cards of a page."""
    shown = [part for part in parts(tree) if part["type"] == "Table" or _is(part, "facts")]
    return set().union(*(numbers(words(part)) for part in shown))


def unfounded(tree: Any) -> list[str]:
    """The sentences that have a number which is in none of the page's tables."""
    held = in_tables(tree)
    return [text for text in sentences(tree) if not numbers(text) <= held]


@pytest.mark.parametrize("area_code", our_areas())
def test_the_story_of_an_area_is_whole_and_agrees_with_its_tables(area_code: str) -> None:
    tree = story(area_code)
    heading = next(part for part in parts(tree) if part["type"] == "H1")
    assert words(heading) == evidence(OURS).areas["area_name"].to_dict()[area_code]
    found = sections(tree)
    assert list(found) == SECTIONS
    assert [name for name, held in found.items() if len(words(held).split()) < 12] == []
    assert unfounded(tree) == []


@pytest.mark.parametrize("zones", ["S02002236,S01011843", "S01011843", "S13003066,S13003067,S13003072,S13003073"])
def test_an_area_of_ones_own_is_told_like_any_other(zones: str) -> None:
    address = {"area_code": "custom-area", "zones": zones, "name": "Around the hall"}
    tree = sound(registered()["/area/<area_code>"]["layout"](**address))
    assert list(sections(tree)) == SECTIONS
    assert "custom area" in words(main_of(tree))
    assert unfounded(tree) == []


def test_a_sentence_with_a_number_of_its_own_would_be_seen() -> None:
    tree = sound(registered()["/area/<area_code>"]["layout"](area_code="S02002236"))
    paragraph = next(part for part in parts(tree) if part["type"] == "P" and part["props"].get("className") == "lead")
    paragraph["props"]["children"] += " And 98.7% of cats."
    assert [text.endswith("And 98.7% of cats.") for text in unfounded(tree)] == [True]


def test_an_empty_section_would_be_seen() -> None:
    tree = sound(registered()["/area/<area_code>"]["layout"](area_code="S02002236"))
    children = main_of(tree)["props"]["children"]
    at = next(place for place, part in enumerate(children) if words(part) == "Over time")
    end = next(place for place in range(at + 1, len(children)) if _is_heading(children[place]))
    del children[at + 1 : end]
    assert words(sections(tree)["Over time"]) == ""


@pytest.mark.parametrize("area_code", ["S02002236", "S02002233", "place-rattray", "locality-highland-and-strathtay"])
def test_a_page_of_low_need_is_as_full_as_any(area_code: str) -> None:
    texts = list(sentences(story(area_code)))
    assert len(texts) >= 30
    assert len(" ".join(texts).split()) >= 450


def test_the_areas_named_in_the_brief_are_told_as_they_are() -> None:
    north = " ".join(sentences(story("S02002236")))
    assert (
        "an even picture, wider than in 1 of 34 other intermediate zones" in north
    )  # on low income, against the brief
    assert "young people not in education, work or training: 1.1% to 9.0%, wider than in 28 of 34" in north
    rattray = " ".join(sentences(story("S02002248")))
    assert "a wide spread, wider than in 33 of 34 other intermediate zones" in rattray
    highland = " ".join(sentences(story("locality-highland-and-strathtay")))
    assert re.search(r"\d+ of them live where services are hardest to reach", highland)
    western = story("S02002233")
    assert "Nothing stands out as worse here" in words(western)
    assert words(western).count("Better, and not by chance") >= 3


def test_sentences_are_plain_to_read() -> None:
    codes = [code for code in our_areas() if AreaType.of(code) != AreaType.DATA_ZONE]
    asked = {code: years_of_schooling(_without_names(story(code), code)) for code in codes}
    assert median(asked.values()) <= PLAIN
    assert {code: years for code, years in asked.items() if years > HARDEST} == {}


def _without_names(tree: Any, area_code: str) -> str:
    """The sentences of a story, its own name and the partnership's being short words, one after the other."""
    name = str(evidence(OURS).areas.loc[area_code, "area_name"])
    texts = [text.replace(name, "here").replace("Perth and Kinross", "Perth") for text in sentences(tree)]
    return " ".join(f"{text.rstrip('.')}." for text in texts if len(text.split()) > 5)


def test_the_measure_of_reading_tells_plain_from_hard() -> None:
    plain = "More people here are on low income than in Perth. The gap is wide."
    hard = "Socioeconomic disadvantage necessitates multidimensional operationalisation of deprivation."
    assert years_of_schooling(plain) < 4
    assert years_of_schooling(hard) > 20
