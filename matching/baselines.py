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


def baselines(documents: Sequence[Document], encoder: Encoder) -> dict[str, System]:
    """Rankings by name: bm25-words, bm25-pairs, dense and lsa, each asked with the whole need."""
    in_words = [words(whole(document)) for document in documents]
    in_pairs = [pairs(whole(document)) for document in documents]
    scorers = {
        "bm25-words": _bm25(in_words, words),
        "bm25-pairs": _bm25(in_pairs, pairs),
        "dense": _dense(documents, encoder),
        "lsa": _lsa(in_words, words),
    }
    return {name: _system(documents, score) for name, score in scorers.items()}


def _bm25(bags, cut):
    index = Bm25(list)  # the bags are cut already
    index.add(bags)
    return lambda need: index.scores(Counter(cut(whole(need))))


def _dense(documents, encoder):
    matrix = encoder.encode([whole(document) for document in documents])
    return lambda need: matrix @ encoder.encode_queries([whole(need)])[0]


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


def _system(documents, score) -> System:
    ids = [document.id for document in documents]

    def rank(need):
        order = np.argsort(-score(need), kind="stable")
        return [ids[row] for row in order[:_DEPTH] if ids[row] != need.id]

    return rank
