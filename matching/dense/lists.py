"""The codes once more, in lists around centres: most are spared to a question about the nearest.

Only rows that lie in clusters allow it: how many lists hold the nearest is measured first.
"""

import faiss
import numpy as np

from .rows import Rows

SHAPE = (4, faiss.METRIC_INNER_PRODUCT)  # bits of a piece, and what is compared
_LISTED, _MOST = 100, 1_024  # codes in a list, until the lists are many
_SHOWN = 60  # rows that place a centre
_MARGIN = 1.5  # over the lists that held the nearest of the rows held out
_WORTH = 8  # lists to one that is visited; with fewer, all codes in one go are as quick


def listed(rows: Rows, order: np.ndarray, questions, nearest: np.ndarray, target: float):
    """An IndexIVFPQFastScan of the rows that visits enough lists, or None where these are many.

    `order` are the rows that centres may be learned from, in an order of chance.
    """
    count = min(_MOST, len(rows) // _LISTED)
    shown = rows.take(np.sort(order[: _SHOWN * count]))
    centres = faiss.IndexFlatIP(rows.dimension)
    clustering = faiss.Clustering(rows.dimension, count)
    clustering.niter, clustering.spherical, clustering.min_points_per_centroid = 10, True, 1
    clustering.train(shown, centres)
    homes = centres.search(rows.take(nearest.ravel()), 1)[1].reshape(nearest.shape)
    ranks = np.argsort(centres.search(questions, count)[1], axis=1)
    needed = np.quantile(np.take_along_axis(ranks, homes, axis=1), target, method="higher") + 1
    if needed * _MARGIN > count / _WORTH:
        return None
    index = faiss.IndexIVFPQFastScan(centres, rows.dimension, count, rows.dimension // 4, *SHAPE)
    index.by_residual = False
    index.nprobe = int(np.ceil(needed * _MARGIN))
    index.train(shown)
    for _, chunk in rows.chunks():
        index.add(chunk)
    return index
