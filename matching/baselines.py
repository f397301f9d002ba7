"""What the matcher is measured against in the same run: BM25, LSA and the encoder alone."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from .documents import Document
from .encoder import Encoder
from .lexical import Bm25
from .text import pairs, whole, words

System = Callable[[Document], list[str]]
_DEPTH = 1000  # ids a ranking hands over


class Indexes:
    """The documents as each kind of score sees them, built once for all that is measured."""

    def __init__(self, documents: Sequence[Document], encoder: Encoder):
        self.ids = [document.id for document in documents]
        texts = [whole(document) for document in documents]
        self.encoder, self.vectors = encoder, encoder.encode(texts)
        self.in_words = [words(text) for text in texts]
        self.words, self.pairs = _bm25(self.in_words), _bm25([pairs(text) for text in texts])

    def near(self, need: Document) -> np.ndarray:
        """The cosine of every document with the need."""
        return self.vectors @ self.encoder.encode_queries([whole(need)])[0]

    def best(self, scores: np.ndarray, need: Document, depth: int = _DEPTH) -> list[str]:
        """Ids by score, best first; the need itself is never among them."""
        order = np.argsort(-scores, kind="stable")[: depth + 1]
        return [self.ids[row] for row in order if self.ids[row] != need.id][:depth]


def baselines(indexes: Indexes) -> dict[str, System]:
    """Rankings by name: bm25-words, bm25-pairs, dense and lsa, each asked with the whole need."""
    scorers = {
        "bm25-words": lambda need: indexes.words.scores(Counter(words(whole(need)))),
        "bm25-pairs": lambda need: indexes.pairs.scores(Counter(pairs(whole(need)))),
        "dense": indexes.near,
        "lsa": _lsa(indexes.in_words, words),
    }
    return {name: _system(indexes, score) for name, score in scorers.items()}


def _bm25(bags):
    index = Bm25(list)  # the bags are cut already
    index.add(bags)
    return index


def _lsa(bags, cut, dimension=256):
    """Latent semantic analysis (Deerwester et al. 1990): truncated SVD of tf-idf."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    weigh = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    table = weigh.fit_transform(bags)
    reduce = TruncatedSVD(min(dimension, min(table.shape) - 1), n_iter=2, random_state=0)
    matrix = reduce.fit_transform(table)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    return lambda need: matrix @ reduce.transform(weigh.transform([cut(whole(need))]))[0]


def _system(indexes, score) -> System:
    return lambda need: indexes.best(score(need), need)
