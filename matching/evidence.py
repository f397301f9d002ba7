"""Chooses the sentences of a capability that speak to a need, and marks what corresponds."""

import math
from functools import cache, lru_cache
from pathlib import Path

from matching.documents import Comparison, Document, Evidence
from matching.indicators.characters import plain
from matching.indicators.reading import readings, sentences
from matching.text import warm_up

_SPOKEN = ("met", "near", "unmet")
_TELLING = 0.52  # weight from which a shared word is worth a mark: 催化剂 is, 反应 is not
_LEXICAL_SHARE = 0.6  # of a sentence's similarity, where an encoder gives the rest
_FIGURE_BONUS = 0.2  # an answered indicator outranks a likeness of words
_LEAST = 0.02
_SHORTEST = 6  # characters; less is a heading


def evidence_for(
    need: Document,
    capability: Document,
    comparisons: tuple[Comparison, ...],
    encoder=None,
    limit: int = 3,
) -> tuple[Evidence, ...]:
    """Up to `limit` sentences that support and as many that speak against, best first."""
    quotable = _quotable(capability)
    if not quotable:
        return ()
    wanted = _weighted_words(f"{need.title}\n{whole_text(need)}")
    similarities = _similarities(need, wanted, [sentence for _, sentence in quotable], encoder)
    spoken = _spoken(comparisons)
    found = []
    for (source, sentence), similarity in zip(quotable, similarities, strict=True):
        positions = tuple(spoken.get(sentence, ()))
        answers = [comparisons[position] for position in positions]
        marks = _marks(sentence, wanted, answers)
        if positions or (similarity > _LEAST and (marks or encoder is not None)):
            is_against = bool(answers) and all(answer.status == "unmet" for answer in answers)
            found.append(
                Evidence(sentence, marks, source, round(similarity, 4), is_against, positions)
            )
    found.sort(
        key=lambda one: (-_FIGURE_BONUS * len(one.indicators) - one.similarity, one.sentence)
    )
    support = [one for one in found if not one.is_against][:limit]
    return (*support, *[one for one in found if one.is_against][:limit])


def whole_text(document: Document) -> str:
    """What the document says below its title: its text and the passages not in it, each once."""
    passages = [passage for _, passage in document.passages if passage not in document.text]
    return "\n".join([document.text, *passages] if document.text else passages)


def _quotable(capability):
    """(passage name, sentence) of everything but the title, in reading order, each once."""
    named = "".join(passage for _, passage in capability.passages)
    rest = [("", capability.text)] if capability.text not in named else []
    seen, found = {capability.title.strip(" 。")}, []
    for source, text in (*capability.passages, *rest):
        for sentence in sentences(text):
            bare = sentence.strip(" 。")
            if len(sentence) >= _SHORTEST and bare not in seen:
                seen.add(bare)
                found.append((source, sentence))
    return found


def _spoken(comparisons):
    """{sentence: positions of the need's indicators it speaks to}."""
    places = {}
    for position, comparison in enumerate(comparisons):
        if comparison.status in _SPOKEN and comparison.sentence:
            places.setdefault(comparison.sentence, []).append(position)
    return places


def _similarities(need, wanted, quoted, encoder):
    lexical = [_overlap(wanted, sentence) for sentence in quoted]
    if encoder is None:
        return lexical
    asked = encoder.encode_queries([f"{need.title}\n{whole_text(need)}"])[0]
    cosines = [max(0.0, float(cosine)) for cosine in encoder.encode(quoted) @ asked]
    return [
        _LEXICAL_SHARE * words + (1 - _LEXICAL_SHARE) * meaning
        for words, meaning in zip(lexical, cosines, strict=True)
    ]


def _overlap(wanted, sentence):
    """Share of the need's weight that a sentence speaks to, damped for long sentences."""
    shared = {word for word, _, _ in _words(sentence)} & wanted.keys()
    if not shared:
        return 0.0
    heaviest = sum(sorted(wanted.values(), reverse=True)[:8])
    return sum(wanted[word] for word in shared) / (heaviest + 0.05 * len(sentence) ** 0.5)


def _marks(sentence, wanted, answers):
    """Spans of the words both texts use and of the figures that speak to an indicator."""
    spans = [
        (start, end) for word, start, end in _words(sentence) if wanted.get(word, 0) >= _TELLING
    ]
    offered = [answer.offered for answer in answers]
    for reading in readings(sentence) if offered else ():
        if reading.indicator in offered:
            named = sentence.rfind(reading.indicator.name, 0, reading.start)
            spans.append((named if named >= 0 else reading.start, reading.end))
    return _merged(spans, sentence)


def _merged(spans, sentence):
    """Spans that touch, or have only a particle between them, become one phrase."""
    merged = []
    for start, end in sorted(spans):
        if merged and not sentence[merged[-1][1] : start].strip("的之与和 "):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


_BEFORE_UNITS = tuple("0123456789/·")


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    """(word, start, end) of the words of a text that carry meaning."""
    return tuple(
        (word, start, end)
        for word, start, end in _segmenter().tokenize(plain(text).lower(), HMM=False)
        if len(word) > 1
        and word not in _stop_words()
        and any(char.isalpha() for char in word)
        and not _is_unit(text, word, start)
    )


def _is_unit(text, word, start):
    """Latin letters behind a figure or a stroke, as in 140 kW or ℃/min: they tell nothing."""
    return word.isascii() and text[:start].rstrip()[-1:] in _BEFORE_UNITS


@lru_cache(maxsize=512)
def _weighted_words(text: str) -> dict[str, float]:
    """Words of the need with their weight: rare in Chinese at large is telling here."""
    segmenter = _segmenter()
    return {
        word: math.log(segmenter.total / (segmenter.FREQ.get(word) or 1)) / 18
        for word, _, _ in _words(text)
    }


@cache
def _segmenter():
    warm_up()
    import jieba

    return jieba.dt


@cache
def _stop_words():
    return frozenset((Path(__file__).parent / "stop_words.txt").read_text("utf-8").split())
