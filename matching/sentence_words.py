"""The words of a sentence that carry meaning, how telling each is, and the sentences worth quoting."""

import math
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from matching.documents import Document
from matching.indicators.characters import plain
from matching.indicators.reading import sentences
from matching.segmenting import segmenter, spans

TELLING = 0.52  # weight from which a shared word is worth a mark: 催化剂 is, 反应 is not
_SHORTEST = 6  # characters; less is a heading


def quotable(document: Document) -> list[tuple[str, str]]:
    """(passage name, sentence) of everything but the title, in reading order, each once."""
    return quoted(document, cuts(document))


def cuts(document: Document) -> list[tuple[int, int, int]]:
    """(part, start, end) of what is quotable."""
    named = "".join(passage for _, passage in document.passages)
    seen, found = {document.title.strip(" 。")}, []
    for number, (_, text) in enumerate(_parts(document)):
        if number == len(document.passages) and text in named:
            break
        end = 0
        for sentence in sentences(text):
            start = text.index(sentence, end)
            end, bare = start + len(sentence), sentence.strip(" 。")
            if len(sentence) >= _SHORTEST and bare not in seen:
                seen.add(bare)
                found.append((number, start, end))
    return found


def quoted(document: Document, places: Iterable[tuple[int, int, int]]) -> list[tuple[str, str]]:
    """(passage name, sentence) of each cut."""
    parts = _parts(document)
    return [(parts[number][0], parts[number][1][start:end]) for number, start, end in places]


def _parts(document):
    return (*document.passages, ("", document.text))


def whole(sentence: str) -> str:
    """As it is quoted by itself: the semicolon led on to what is not quoted."""
    return sentence.rstrip("；; ")


def merged(spans, sentence: str) -> tuple[tuple[int, int], ...]:
    """Spans that touch, or have only a particle between them, become one phrase."""
    phrases = []
    for start, end in sorted(spans):
        if phrases and not sentence[phrases[-1][1] : start].strip("的之与和 "):
            phrases[-1] = (phrases[-1][0], max(end, phrases[-1][1]))
        else:
            phrases.append((start, end))
    return tuple(phrases)


_JOINTS = frozenset("的之与和及或对在由将把被使为中时等其该各每并可能了")


def widened(spans, said: str, other: str) -> list[tuple[int, int]]:
    """Each word with what stands beside it in both texts, as `spelt`: 磷酸 is marked as 磷酸铁锂."""
    found = []
    for start, end in spans:
        while _goes_on(said, end) and said[start : end + 1] in other:
            end += 1
        while start and _goes_on(said, start - 1) and said[start - 1 : end] in other:
            start -= 1
        found.append((start, end))
    return found


def spelt(text: str) -> str:
    """In the spelling that words are compared in; positions stay what they are."""
    return plain(text).lower()


def _goes_on(said, at):
    return at < len(said) and said[at].isalpha() and said[at] not in _JOINTS


_BEFORE_UNITS = tuple("0123456789/·")


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """(word, start, end) of the words of a text that carry meaning."""
    said, stop_words = spelt(text), _stop_words()
    found = ((said[start:end], start, end) for start, end in spans(said) if end - start > 1)
    return tuple(
        (word, start, end)
        for word, start, end in found
        if word not in stop_words
        and (word.isalpha() or any(char.isalpha() for char in word))
        and not _is_unit(text, word, start)
    )


def _is_unit(text, word, start):
    """Latin letters behind a figure or a stroke, as in 140 kW or ℃/min: they tell nothing."""
    return word.isascii() and text[:start].rstrip()[-1:] in _BEFORE_UNITS


@lru_cache(maxsize=512)
def weighted_words(text: str) -> dict[str, float]:
    """Words of the need with their weight: rare in Chinese at large is telling here."""
    dictionary = segmenter()
    return {
        word: math.log(dictionary.total / (dictionary.FREQ.get(word) or 1)) / 18
        for word, _, _ in words_of(text)
    }


@cache
def _stop_words():
    return frozenset((Path(__file__).parent / "stop_words.txt").read_text("utf-8").split())
