"""Finds the sentence of the need that a quoted sentence of a capability answers, and marks it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from matching.documents import Comparison, Document
from matching.indicators.notes import with_unit
from matching.sentence_words import TELLING, merged, quotable, spelt, whole, widened, words_of


def counterpart(
    need: Document,
    sentence: str,
    words: Sequence[tuple[str, int, int]],
    wanted: Mapping[str, float],
) -> tuple[str, tuple[tuple[int, int], ...], str]:
    """(sentence of the need, marks of the words both use, its passage), or three empty ones.

    `words` are those of the quoted `sentence`, `wanted` the need's words with their weight. The words
    alone decide: what is asked is quoted to be compared by eye, so it must share something one can
    see.
    """
    said = {word for word, _, _ in words if wanted.get(word, 0) >= TELLING}
    best, most = None, 0.0
    for one in _asked(need.title, need.text, tuple(need.passages)):
        if shared := said & one[3]:
            worth = sum(wanted[word] for word in shared) / (1 + 0.02 * len(one[1]))
            if worth > most:
                best, most = one, worth
    if best is None:
        return "", (), ""
    source, asked, its_words, _ = best
    spans = [(start, end) for word, start, end in its_words if word in said]
    return whole(asked), merged(widened(spans, spelt(asked), spelt(sentence)), asked), source


def requirement(
    comparisons: Sequence[Comparison],
) -> tuple[str, tuple[tuple[int, int], ...], str]:
    """The same from the need's indicators that the sentence speaks to, each marked whole."""
    said = [_required(comparison.required) for comparison in comparisons]
    marks, start = [], 0
    for part in said:
        marks.append((start, start + len(part)))
        start += len(part) + 1
    return "；".join(said), tuple(marks), "考核指标"


def _required(indicator):
    if indicator.value is None:
        return indicator.name
    sign = _SIGNS.get(indicator.op, "")
    said = with_unit(indicator.value, indicator.unit)
    return " ".join(part for part in (indicator.name, sign, said) if part)


_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "approx": "约"}


@lru_cache(maxsize=64)
def _asked(title, text, passages):
    """[(passage, sentence, its words, and as a set)] of a need, for every capability the same."""
    need = Document("", title, text, passages=passages)
    quoted = (("需求名称", title), *quotable(need))
    return [
        (source, sentence, words, frozenset(word for word, _, _ in words))
        for source, sentence in quoted
        for words in [words_of(sentence)]
    ]
