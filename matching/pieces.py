"""The static encoder's vocabulary, and the rows its training starts from."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from .text import RUN, words

_LEAST = 3  # times a word must stand in the texts to get a row of its own
_CHARACTERS = 8_000  # so that a word nobody foresaw falls apart into characters
_WINDOW = 8


def build_tokenizer(texts: Sequence[str], size: int):
    """A tokenizers.Tokenizer that cuts like `text.words`: jieba's words are its pieces.

    A unigram model (Kudo 2018) whose probabilities are the words' own frequencies, so that the
    fast tokenizer finds nearly the same words without jieba's dictionary.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    counts = Counter(word for text in texts for word in words(text))
    characters = Counter()
    for word, times in counts.items():
        for character in word:
            characters[character] += times
    total = sum(counts.values())
    pieces = {word: math.log(n / total) for word, n in counts.most_common() if n >= _LEAST}
    rare = math.log(1 / total) - 4
    alone = {character: rare for character, _ in characters.most_common(_CHARACTERS)}
    kept = sorted(pieces.items(), key=lambda item: -item[1])
    room = size - 1 - len(alone.keys() - pieces.keys())
    vocabulary = alone | dict(kept[:room])
    listing = [("<unk>", rare - 20), *sorted(vocabulary.items(), key=lambda item: -item[1])]
    tokenizer = Tokenizer(models.Unigram(listing, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(RUN), "removed", invert=True)
    return tokenizer


def rarity(bags: Sequence[np.ndarray], size: int) -> np.ndarray:
    """idf of every piece over the texts, scaled to a mean of one."""
    frequency = np.zeros(size)
    for bag in bags:
        frequency[np.unique(bag)] += 1
    idf = np.log((len(bags) + 1) / (frequency + 1))
    return idf / idf.mean()


def company_vectors(bags: Sequence[np.ndarray], size: int, dimension: int) -> np.ndarray:
    """Rows of length one from the company each piece keeps: SVD of positive PMI in a window.

    Levy, Goldberg and Dagan (2015), with context distribution smoothing of 0.75. Rare pieces get
    a meaning here that the few training pairs that hold them could not teach.
    """
    from scipy.sparse import coo_matrix, csr_matrix
    from sklearn.utils.extmath import randomized_svd

    counts = csr_matrix((size, size), dtype=np.float32)
    for start in range(0, len(bags), 20_000):
        apart = np.full(_WINDOW, -1)
        some = bags[start : start + 20_000]
        line = np.concatenate([part for bag in some for part in (bag, apart)])
        for distance in range(1, _WINDOW + 1):
            left, right = line[:-distance], line[distance:]
            both = (left > 0) & (right > 0)
            ones = np.ones(int(both.sum()), dtype=np.float32)
            counts = counts + coo_matrix((ones, (left[both], right[both])), shape=counts.shape)
    counts = (counts + counts.T).tocoo()
    totals = np.bincount(counts.row, counts.data, minlength=size) + 1e-9
    smoothed = totals**0.75 / (totals**0.75).sum()
    surprise = np.log(counts.data / totals[counts.row] / smoothed[counts.col])
    kept = surprise > 0
    places = (counts.row[kept], counts.col[kept])
    table = csr_matrix((surprise[kept].astype(np.float32), places), shape=counts.shape)
    left, strength, _ = randomized_svd(table, dimension, n_oversamples=20, n_iter=2, random_state=0)
    rows = left * np.sqrt(strength)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
