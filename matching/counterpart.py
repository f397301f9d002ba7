"""Finds the sentence of the need that a quoted sentence of a capability answers, and marks it."""

from collections.abc import Mapping

from matching.documents import Document
from matching.sentence_words import TELLING, merged, quotable, words_of


def counterpart(
    need: Document, sentence: str, wanted: Mapping[str, float]
) -> tuple[str, tuple[tuple[int, int], ...], str]:
    """(sentence of the need, marks of the words both use, its passage), or three empty ones.

    `wanted` are the need's words with their weight. The words alone decide: what is asked is quoted
    to be compared by eye, so it must share something one can see.
    """
    said = {word for word, _, _ in words_of(sentence) if wanted.get(word, 0) >= TELLING}
    best, most = ("", (), ""), 0.0
    for source, asked in (("需求名称", need.title), *quotable(need)):
        spans = [(word, start, end) for word, start, end in words_of(asked) if word in said]
        shared = sum(wanted[word] for word in {word for word, _, _ in spans})
        worth = shared / (1 + 0.02 * len(asked)) if spans else 0.0
        if worth > most:
            marks = merged([(start, end) for _, start, end in spans], asked)
            best, most = (asked, marks, source), worth
    return best
