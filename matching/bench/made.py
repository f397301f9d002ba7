"""Vectors and texts for the benchmarks: made by chance but with the shape of real ones, or real.

Vectors of real texts crowd together and thin out gradually; rows drawn at random from the sphere do
not, and flatter or shame an index for nothing. These are drawn around centres of three levels.
"""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from matching.documents import Document
from matching.segmenting import segmenter
from matching.text import sentences

DIMENSION = 256
_QUESTIONS = 1_000


def vectors(size: int, path: Path | None = None) -> tuple[np.ndarray, np.ndarray]:
    """(rows, questions), float32 of length one; from a .npy file of real vectors where given."""
    if path is not None:
        stored = np.load(path, mmap_mode="r")
        chosen = np.random.default_rng(size).permutation(len(stored))[: size + _QUESTIONS]
        return tuple(
            np.ascontiguousarray(stored[np.sort(some)], dtype=np.float32)
            for some in (chosen[_QUESTIONS:], chosen[:_QUESTIONS])
        )
    chance = np.random.default_rng(size)
    centres = None
    for count, spread in ((64, 0), (size // 1_000, 2.2), (size // 100, 1.1), (size // 15, 0.85)):
        centres = _around(centres, max(64, count), spread, chance)
    rows = np.empty((size, DIMENSION), dtype=np.float32)
    for start in range(0, size, 50_000):
        part = rows[start : start + 50_000]
        part[:] = _around(centres, len(part), 0.85, chance)
    return rows, _around(centres, _QUESTIONS, 0.95, chance)


def _around(centres, count, spread, chance):
    """Points beside centres drawn unevenly, the length of the step uneven too."""
    noise = chance.standard_normal((count, DIMENSION), dtype=np.float32) / DIMENSION**0.5
    if centres is not None:
        places = (len(centres) * chance.random(count) ** 1.3).astype(int)
        steps = spread * chance.uniform(0.4, 1.2, (count, 1)).astype(np.float32)
        noise = centres[places] + steps * noise
    return (noise / np.linalg.norm(noise, axis=1, keepdims=True)).astype(np.float32)


def documents(size: int, corpus: Path | None = None) -> Iterator[Document]:
    """Capabilities: a corpus, mixed anew by sentences where it is too small, or words by chance."""
    chance = random.Random(size)
    if corpus is None:
        for number in range(size):
            yield _written(f"c{number}", chance, 4)
        return
    from matching.evaluation import read_corpus

    cut = []
    for number, document in enumerate(read_corpus(corpus)):
        if number == size:
            return
        yield document
        parts = sentences(document.text)
        if len(parts) > 1:
            cut.append(parts)
    for number in range(len(cut), size):
        one, other = chance.sample(cut, 2)
        said = chance.sample(one, min(2, len(one))) + chance.sample(other, min(2, len(other)))
        yield Document(f"m{number}", said[0][:24], "".join(said))


def questions(known: list[Document], count: int = 100) -> list[Document]:
    """Needs: sentences of two capabilities and some words of their own, half with figures."""
    chance, found = random.Random(7), []
    for number in range(count):
        one, other = chance.sample(known, 2)
        own = _written("", chance, 1)
        said = "".join(sentences(one.text)[:2]) + "".join(sentences(other.text)[:1]) + own.text
        figure = "要求孔隙率不大于0.8%，抗拉强度不低于270MPa。" if number % 2 else ""
        found.append(Document(f"q{number}", one.title, said[:240] + figure))
    return found


@cache
def _vocabulary():
    """(words, cumulative weights): the dictionary's own frequencies, which fall as in any text."""
    counts = [(word, n) for word, n in segmenter().FREQ.items() if n and 1 < len(word) < 5]
    total, weights = 0, []
    for _, count in counts:
        total += count
        weights.append(total)
    return [word for word, _ in counts], weights


def _written(name, chance, length):
    words, weights = _vocabulary()
    topic = random.Random(chance.randrange(2_000)).choices(words, k=150)
    said = []
    for _ in range(length):
        common = chance.choices(words, cum_weights=weights, k=8)
        rare = chance.choices(topic, k=6)
        mixed = [word for pair in zip(common, rare, strict=False) for word in pair]
        figure = f"，孔隙率{chance.uniform(0.2, 3):.1f}%" if chance.random() < 0.2 else ""
        said.append("".join(mixed) + figure + "。")
    return Document(name, "".join(chance.choices(topic, k=4)), "".join(said))
