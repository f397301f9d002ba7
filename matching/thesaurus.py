"""Other words for the same thing, so that a need finds what research calls by another name."""

from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
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


@lru_cache(maxsize=256)
def other_words(text: str) -> tuple[str, ...]:
    """Near-equivalents of the terms in the text, the longest term at each place, without repeats."""
    groups, lengths = _groups()
    text = normalise(text)
    found: dict[str, None] = {}
    place = 0
    while place < len(text):
        for length in lengths.get(text[place : place + 2], ()):
            if others := groups.get(text[place : place + length]):
                found.update(dict.fromkeys(others))
                place += length
                break
        else:
            place += 1
    return tuple(found)


@cache
def _groups():
    """(others by term, how long terms are by their first two characters, longest first)."""
    groups: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        terms = [normalise(term) for term in line.split("\t") if term.strip()]
        for term in terms:
            groups.setdefault(term, []).extend(other for other in terms if other != term)
    lengths: dict[str, set[int]] = {}
    for term in groups:
        if len(term) > 1:
            lengths.setdefault(term[:2], set()).add(len(term))
    return groups, {start: sorted(found, reverse=True) for start, found in lengths.items()}


@cache
def _cut(cut, words):
    return tuple(cut(words))
