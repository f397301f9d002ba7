"""The nearest rows of many questions at once, every row compared: faiss's blocked matrix product."""

import faiss
import numpy as np

from .rows import Rows


def nearest_all(
    rows: Rows, questions: np.ndarray, limit: int, allowed: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """(rows, cosines), each [questions, limit], best first, exact.

    `allowed` holds bool per row; where fewer than `limit` pass, the rest is -1 and -inf.
    """
    questions = np.ascontiguousarray(questions, dtype=np.float32)
    found = np.full((len(questions), limit), -1, dtype=np.int64)
    cosines = np.full((len(questions), limit), -np.inf, dtype=np.float32)
    for first, chunk in rows.chunks():
        passing = None if allowed is None else allowed[first : first + len(chunk)]
        here, products = _nearest_of(chunk, questions, min(limit, len(chunk)), passing)
        here = np.concatenate([found, np.where(here < 0, -1, here + first)], axis=1)
        products = np.concatenate([cosines, products], axis=1)
        order = np.lexsort((here, -products))[:, :limit]
        found = np.take_along_axis(here, order, axis=1)
        cosines = np.take_along_axis(products, order, axis=1)
    return found, cosines


def best_first(cosines, rows, limit):
    """(rows, cosines) of the highest, ties in the order of the rows; all rows where None."""
    places = np.arange(len(cosines))
    if limit < len(cosines):
        places = np.argpartition(-cosines, limit - 1)[:limit]
    found = places if rows is None else rows[places]
    order = np.lexsort((found, -cosines[places]))
    return found[order], cosines[places[order]]


def _nearest_of(chunk, questions, limit, passing):
    count, dimension = questions.shape
    found = np.empty((count, limit), dtype=np.int64)
    products = np.empty((count, limit), dtype=np.float32)
    question, row, value, place = (
        faiss.swig_ptr(array) for array in (questions, chunk, products, found)
    )
    selector = None
    if passing is not None:
        selector = faiss.IDSelectorBitmap(np.packbits(passing, bitorder="little"))
    faiss.knn_inner_product(
        question, row, dimension, count, len(chunk), limit, value, place, selector
    )
    products[found < 0] = -np.inf
    return found, products
