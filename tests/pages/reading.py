"""How easy a text is to read, in years of schooling, from the length of its words and sentences."""

import re

SENTENCE = re.compile(r"[.!?](?:\s|$)")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def years_of_schooling(text: str) -> float:
    """The automated readability index: about 6 for a simple newspaper, 9 to 10 for plain official English, 14 hard.

    References:
        Smith and Senter (1967), Automated Readability Index, AMRL-TR-66-220, Wright-Patterson Air Force Base.
    """
    words = WORD.findall(text)
    sentences = max(len(SENTENCE.findall(text)), 1)
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / sentences - 21.43
