"""The glossary: the words of the dashboard and what they mean."""

from functools import cache

from dashboard.evidence.files import DATA, read_toml


@cache
def glossary() -> dict[str, str]:
    """What each word means, in the order of the file."""
    return {str(word): str(meaning) for word, meaning in read_toml(DATA / "glossary.toml").items()}
