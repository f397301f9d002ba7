"""What the matcher is measured against in the same run: BM25, LSA and the encoder alone."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from .documents import Document
from .encoder import Encoder
from .lexical import Bm25
from .text import pairs, whole, words

System = Callable[[Document], list[str]]


def bm25(documents: Sequence[Document], cut: Callable[[str], list[str]]) -> System:
    """BM25 over terms cut by `cut`, the whole question asked as one bag."""
    index = Bm25(cut)
    index.add([whole(document) for document in documents])
    return _system(documents, lambda question: index.scores(Counter(cut(whole(question)))))


def bm25_words(documents: Sequence[Document]) -> System:
    """BM25 over jieba's words."""
    return bm25(documents, words)


def bm25_pairs(documents: Sequence[Document]) -> System:
    """BM25 over pairs of characters."""
    return bm25(documents, pairs)


def dense(documents: Sequence[Document], encoder: Encoder) -> System:
    """The encoder's cosine alone."""
    matrix = encoder.encode([whole(document) for document in documents])
    return _system(documents, lambda question: matrix @ encoder.encode([whole(question)])[0])


def lsa(documents: Sequence[Document], dimension: int = 256) -> System:
    """Latent semantic analysis (Deerwester et al. 1990): truncated SVD of tf-idf over words."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    weigh = TfidfVectorizer(analyzer=lambda document: words(whole(document)), sublinear_tf=True)
    table = weigh.fit_transform(documents)
    reduce = TruncatedSVD(min(dimension, min(table.shape) - 1), n_iter=2, random_state=0)
    matrix = _unit(reduce.fit_transform(table))
    return _system(
        documents, lambda question: matrix @ _unit(reduce.transform(weigh.transform([question])))[0]
    )


def _system(documents, score) -> System:
    ids = [document.id for document in documents]

    def rank(question):
        order = np.argsort(-score(question), kind="stable")
        return [ids[row] for row in order[:1000] if ids[row] != question.id]

    return rank


def _unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
