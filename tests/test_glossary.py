"""One set of words: the glossary's are the code's and the README's."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from dashboard.evidence.glossary import glossary
from dashboard.vocabulary import AreaType, Level, Outcome, Polarity, RolloutStatus, Status

README = Path(__file__).resolve().parents[1] / "README.md"
KINDS: tuple[type[StrEnum], ...] = (AreaType, Status, Outcome, Level, RolloutStatus, Polarity)
WORDS = [(kind.__name__, member.value.replace("_", " ")) for kind in KINDS for member in kind]
ROW = re.compile(r"\|(?P<word>[^|]+)\|(?P<meaning>[^|]+)\|")


@pytest.mark.parametrize(("kind", "word"), WORDS)
def test_a_word_of_the_code_is_in_the_glossary(kind: str, word: str) -> None:
    said = "\n".join(f"{term}: {meaning}" for term, meaning in glossary().items())
    assert re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE), f"{kind}: {word}"


def test_every_meaning_is_a_sentence() -> None:
    assert len(glossary()) >= 30
    assert [word for word, meaning in glossary().items() if not re.fullmatch(r"[A-Z].*\.", meaning)] == []


def test_the_readme_has_the_same_words() -> None:
    assert README.exists(), "README.md is still to be written"
    section = re.search(r"^## Glossary\n(.*?)(?=^## |\Z)", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section, "README.md has no section “## Glossary”"
    rows = [ROW.fullmatch(line.strip()) for line in section[1].splitlines() if line.strip().startswith("|")]
    words = [row["word"].strip(" *`") for row in rows if row]
    assert len(words) == len(rows)
    assert words[0].lower() == "word"
    assert sorted(words[2:]) == sorted(glossary())
