"""Other words for the same thing, so that a need finds what research calls by another name."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from .text import normalise

# A term that only the thesaurus brought counts this share of one that was asked for: chosen on
# graded needs of our own, where .15 to .5 gain alike.
DISCOUNT = 0.3
_FILE = Path(__file__).with_name("thesaurus.tsv")


def asked(text: str, cut: Callable[[str], list[str]]) -> dict[str, float]:
    """The weighted bag of terms to search for: those of the text, and less, those of its synonyms."""
    bag: dict[str, float] = Counter(cut(text))
    others = {term for words in other_words(text) for term in _cut(cut, words)}
    return bag | {term: DISCOUNT for term in others if term not in bag}


def other_words(text: str) -> list[str]:
    """Near-equivalents of the terms in the text, the longest term at each place, without repeats."""
    groups, longest = _groups()
    text = normalise(text)
    found: dict[str, None] = {}
    place = 0
    while place < len(text):
        for length in range(min(longest, len(text) - place), 1, -1):
            if others := groups.get(text[place : place + length]):
                found.update(dict.fromkeys(others))
                place += length
                break
        else:
            place += 1
    return list(found)


@cache
def _groups():
    """(others by term, the length of the longest term)."""
    groups: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        terms = [normalise(term) for term in line.split("\t") if term.strip()]
        for term in terms:
            groups.setdefault(term, []).extend(other for other in terms if other != term)
    return groups, max(map(len, groups))


@cache
def _cut(cut, words):
    return tuple(cut(words))
