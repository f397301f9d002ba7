"""The documents of one side with every index over them, kept in step row by row."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from .dense import VectorIndex
from .documents import Document
from .facets import FacetIndex, Filters
from .fusion import TEXT_WEIGHTS, fuse
from .lexical import Bm25
from .read_once import SHELVED, key_of, shelved, unshelve
from .stored import document_arrays, documents_from
from .text import pairs, whole, words
from .thesaurus import asked

_COMPACT_AFTER = 0.25  # share of rows that are dead; below it their cost is not felt
_EXACT_UP_TO = 50_000
_DEPTH = 1_000


class Collection:
    """Not safe between threads by itself: the matcher holds the lock."""

    def __init__(self, dimension: int):
        self._documents: list[Document | None] = []
        self.row_of: dict[str, int] = {}
        self._vectors = VectorIndex(dimension)
        self._lexical = {"words": Bm25(words), "pairs": Bm25(pairs)}
        self._facets = FacetIndex()
        self.text_weights = TEXT_WEIGHTS

    def put(self, documents: Sequence[Document], vectors: np.ndarray) -> None:
        """Adds the documents; one with a known id takes the place of the old one."""
        self._vectors.add(vectors)  # first, because it is the one that may refuse
        self.drop([document.id for document in documents])
        texts = [whole(document) for document in documents]
        for index in self._lexical.values():
            index.add(texts)
        for row, document in enumerate(documents, start=len(self._documents)):
            self._documents.append(document)
            self.row_of[document.id] = row
            self._facets.add(row, document.facets)

    def drop(self, ids: Sequence[str]) -> None:
        """Takes the documents out; unknown ids are passed over."""
        rows = [self.row_of.pop(one) for one in ids if one in self.row_of]
        if not rows:
            return
        self._vectors.drop(rows)
        texts = [whole(self._documents[row]) for row in rows]
        for index in self._lexical.values():
            index.drop(rows, texts)
        for row in rows:
            self._documents[row] = None

    def tidy(self) -> None:
        """Frees the places of dropped documents once they are many."""
        if len(self.row_of) < (1 - _COMPACT_AFTER) * len(self._documents):
            self._compact()

    def best(
        self, question: Document, vector: np.ndarray, limit: int, filters: Filters | None
    ) -> list[tuple[Document, float]]:
        """(document, text score), best first, of those that pass; `question` itself left out."""
        allowed = self._vectors.alive.copy()
        passing = self._facets.mask(filters, len(allowed))
        if passing is not None:
            allowed &= passing
        if question.id in self.row_of:
            allowed[self.row_of[question.id]] = False
        lexical = self._lexical_scores(question)
        rows = self._candidates(lexical, vector, allowed, limit)
        scores = self._with_meaning(lexical, vector, rows)
        found = [
            (self._documents[rows[place]], float(scores[place]))
            for place in _best_and_equals(scores, limit)
        ]
        # Equals by their id, not by their row: rows lie in another order in another process.
        found.sort(key=lambda pair: (-pair[1], pair[0].id))
        return found[:limit]

    def text_scores(
        self, question: Document, vector: np.ndarray, document_id: str
    ) -> dict[str, float]:
        """What `best` sums up for the document, by name; raises KeyError for an unknown id."""
        row = np.array([self.row_of[document_id]])
        scores = {name: values[row] for name, values in self._lexical_parts(question).items()}
        scores["meaning"] = self._vectors.scores_of(vector, row)
        return {name: float(values[0]) for name, values in scores.items()}

    def document(self, document_id: str) -> Document:
        """Raises KeyError for an id that is not here."""
        return self._documents[self.row_of[document_id]]

    def frozen(self) -> Callable[[], dict[str, np.ndarray]]:
        """Everything as it is now, for a snapshot; compacts first. What it gives may be called
        later and elsewhere: that is where the time goes, and changes do not reach it."""
        self._compact()
        documents = list(self._documents)
        arrays = {
            f"{name}.{part}": array
            for name, index in self._indexes().items()
            for part, array in index.arrays().items()
        }

        def whole_of_it():
            read = shelved([key_of(document) for document in documents])
            kept = {f"read.{part}": array for part, array in read.items()}
            return arrays | kept | document_arrays(documents)

        return whole_of_it

    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        """The opposite of `arrays`, on an empty collection."""
        unshelve({part: arrays[f"read.{part}"] for part in SHELVED})
        for name, index in self._indexes().items():
            mine = {part: array for part, array in arrays.items() if part.startswith(f"{name}.")}
            index.restore({part.removeprefix(f"{name}."): array for part, array in mine.items()})
        self._documents = documents_from(arrays)
        for row, document in enumerate(self._documents):
            self.row_of[document.id] = row
            self._facets.add(row, document.facets)

    def nearest_all(
        self, vectors: np.ndarray, limit: int, is_exact: bool
    ) -> list[list[tuple[str, float]]]:
        """[(id, cosine)] of each vector, best first."""
        found, cosines = self._vectors.nearest_all(vectors, limit, is_exact=is_exact)
        return [
            [
                (self._documents[row].id, cosine)
                for row, cosine in zip(rows, several, strict=True)
                if row >= 0
            ]
            for rows, several in zip(found.tolist(), cosines.tolist(), strict=True)
        ]

    def documents(self) -> list[Document]:
        return [document for document in self._documents if document is not None]

    def settle(self) -> None:
        """Waits until what the indexes do beside the questions is done."""
        for index in self._indexes().values():
            index.settle()

    def _indexes(self):
        return {"vectors": self._vectors, **self._lexical}

    def _lexical_scores(self, question):
        return fuse(self._lexical_parts(question), self.text_weights)

    def _lexical_parts(self, question):
        text = whole(question)
        bags = {name: asked(text, index.cut) for name, index in self._lexical.items()}
        return {name: index.scores(bags[name]) for name, index in self._lexical.items()}

    def _with_meaning(self, lexical, vector, rows):
        meaning = {"meaning": self._vectors.scores_of(vector, rows)}
        return lexical[rows] + fuse(meaning, self.text_weights)

    def _candidates(self, lexical, vector, allowed, limit):
        """Every row while that is quick, else the best of either side: their scores stay exact."""
        passing = int(np.count_nonzero(allowed))
        if passing <= _EXACT_UP_TO:
            return np.flatnonzero(allowed)
        depth = min(max(_DEPTH, 5 * limit), passing)
        said = lexical if passing == len(lexical) else np.where(allowed, lexical, -1)
        least = np.partition(said, len(said) - depth)[len(said) - depth]
        chosen = said >= least if least > 0 else said > 0
        chosen[self._vectors.candidates(vector, depth, allowed)] = True
        return np.flatnonzero(chosen)

    def _compact(self):
        kept = np.array(sorted(self.row_of.values()), dtype=np.int64)
        if len(kept) == len(self._documents):
            return
        for index in self._indexes().values():
            index.compact(kept)
        self._documents = [self._documents[row] for row in kept]
        self.row_of, self._facets = {}, FacetIndex()
        for row, document in enumerate(self._documents):
            self.row_of[document.id] = row
            self._facets.add(row, document.facets)


def _best_and_equals(scores, limit):
    """Places of the best scores, in any order, with all that equal the last of them."""
    if limit >= len(scores):
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return np.flatnonzero(scores >= least)
