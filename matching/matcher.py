"""The search over one side of the market: documents in, ranked matches with their reasons out."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from .collection import Collection
from .documents import Document, Match
from .encoder import Encoder, reader_beside
from .explain import Explanation, offered_indicators
from .explain import explain as give_reasons
from .facets import Filters
from .fusion import fuse
from .indicators import compare_all
from .parameters import Parameters
from .ranking import counts_more_than_text, score_parts
from .read_once import read_ahead
from .reranker import Reranker, readings_of
from .snapshot import SnapshotBroken, read_snapshot, write_snapshot
from .text import whole

_POOL = 60  # the text's best, which indicators and facets may put in another order
_FILE = "matcher.snapshot"


class Matcher:
    """Documents of one kind under one encoder; safe between threads.

    It holds capabilities and is asked with needs, or, with `holds_needs`, the other way round: the
    parts of a score always hold the capability against the need.
    """

    def __init__(self, encoder: Encoder, holds_needs: bool = False):
        self.encoder = encoder
        self._reader = reader_beside(encoder)
        self._holds_needs = holds_needs
        self._lock = threading.RLock()
        self._collection = Collection(encoder.dimension)
        self.parameters = Parameters()
        self.reranker: Reranker | None = None  # may be set at any time: nothing is kept of it
        self.rerank_depth = 30

    @property
    def model_id(self) -> str:
        """Of whatever judges the text: the encoder, and the reranker where there is one."""
        names = [self.encoder.model_id, *([self.reranker.model_id] if self.reranker else [])]
        return "+".join(names)

    def __len__(self):
        return len(self._collection.row_of)

    def __contains__(self, document_id: str):
        return document_id in self._collection.row_of

    def use(self, parameters: Parameters) -> None:
        """Ranks with these from the next question on; nothing is encoded or indexed again."""
        with self._lock:
            self.parameters = parameters
            self._collection.text_weights = parameters.text_weights

    def put(self, documents: Iterable[Document], vectors: np.ndarray | None = None) -> None:
        """Adds the documents, or replaces those with the same id; the next `rank` finds them.

        `vectors` are float32 [n, dimension] from `vectors_for` under the same encoder, where they
        were kept; without them the texts are encoded here. Of two with one id the last stays.
        Raises ValueError when the vectors are of another number or width.
        """
        documents = list(documents)
        vectors = self.vectors_for(documents) if vectors is None else np.asarray(vectors)
        if len(vectors) != len(documents):
            raise ValueError(f"{len(documents)} documents with {len(vectors)} vectors")
        if not documents:
            return
        last = sorted({document.id: place for place, document in enumerate(documents)}.values())
        with self._lock:
            self._collection.put([documents[place] for place in last], vectors[last])
            self._collection.tidy()

    def drop(self, ids: Iterable[str]) -> None:
        """Takes the documents out; ids that are not here are passed over."""
        with self._lock:
            self._collection.drop(list(ids))
            self._collection.tidy()

    def rank(
        self,
        document: Document,
        limit: int = 20,
        filters: Filters | None = None,
        explain: bool = True,
    ) -> list[Match]:
        """The best matches by score, best first; the document itself is never among them.

        `filters` is {facet: allowed values}: any of the values of a facet, and every facet. Without
        `explain` the matches have their score and parts, but no evidence and nothing missing.
        """
        return self._ranked(document, limit, filters, explain, self.reranker)

    def _ranked(self, document, limit, filters, explain, reranker):
        is_reordered = bool(reranker) or self._holds_needs or counts_more_than_text(document)
        pool = max(limit, _POOL, self.rerank_depth if reranker else 0) if is_reordered else limit
        found = self._best(document, pool, filters)
        reads = self._reads(document, found) if reranker else [None] * len(found)
        if explain and not is_reordered:
            return [
                self._match(document, other, text, True, read)
                for (other, text), read in zip(found, reads, strict=True)
            ]
        ranked = [
            (self._match(document, other, text, False, read), other, text, read)
            for (other, text), read in zip(found, reads, strict=True)
        ]
        if is_reordered:
            ranked.sort(key=lambda entry: -entry[0].score)  # stable: ties stay in the text's order
        if not explain:
            return [match for match, *_ in ranked[:limit]]
        return [self._match(document, *rest[:2], True, rest[2]) for _, *rest in ranked[:limit]]

    def _reads(self, document, found):
        """What the reranker says of the best (document, text score), and that it says nothing."""
        head = [other for other, _ in found[: self.rerank_depth]]
        pairs = [(one, document) if self._holds_needs else (document, one) for one in head]
        return readings_of(self.reranker, pairs, [text for _, text in found[len(head) :]])

    def explain(self, document: Document, document_id: str) -> Match:
        """The match with one document, wherever it ranks; raises KeyError when it is not here."""
        return self._pair(document, document_id, True)

    def score(self, document: Document, document_id: str) -> Match:
        """The same without its reasons."""
        return self._pair(document, document_id, False)

    def _pair(self, document, document_id, is_explained):
        vector = self.encoder.encode_queries([whole(document)])[0]
        with self._lock:
            other = self._collection.document(document_id)
            scores = self._collection.text_scores(document, vector, document_id)
        text = float(fuse(scores, self.parameters.text_weights))
        read = self._read_of(document, other, text) if self.reranker else None
        return replace(self._match(document, other, text, is_explained, read), text_scores=scores)

    def _read_of(self, document, other, text):
        """The same as in a ranking without filters, so that list and pair tell one score."""
        found = self._best(document, self.rerank_depth, None)
        if all(one.id != other.id for one, _ in found):
            found.append((other, text))
        ids = [one.id for one, _ in found]
        return self._reads(document, found)[ids.index(other.id)]

    def similar(self, document: Document, limit: int = 5) -> list[Match]:
        """The documents that say most nearly the same, by text alone, without reasons."""
        alone = Document(document.id, document.title, document.text, passages=document.passages)
        return self._ranked(alone, limit, None, False, None)

    def vectors_for(self, documents: Sequence[Document]) -> np.ndarray:
        """float32 [n, dimension], to be kept with the row and handed back to `put`."""
        return self.encoder.encode([whole(document) for document in documents])

    def read_ahead(self, most: int | None = None, pause: float = 0.0) -> int:
        """Reads documents that nobody has asked about yet, so that their reasons are quick to give.

        Stops after `most` and rests for `pause` seconds after each, so that questions come first;
        returns how many it has read, 0 once there is nothing left.
        """
        done = 0
        for document in self.documents():
            if done == most:
                break
            if read_ahead(document, self._reader):
                done += 1
                time.sleep(pause)
        return done

    def nearest_all(
        self, documents: Sequence[Document], limit: int = 20, is_exact: bool = True
    ) -> list[list[tuple[str, float]]]:
        """[(id, cosine)] nearest in meaning to each of many documents, in one blocked product."""
        vectors = self.encoder.encode_queries([whole(document) for document in documents])
        with self._lock:
            return self._collection.nearest_all(vectors, limit, is_exact)

    def documents(self) -> list[Document]:
        """All that it holds, in no order that lasts."""
        with self._lock:
            return self._collection.documents()

    def document(self, document_id: str) -> Document:
        """What was put under this id; raises KeyError when it is not here."""
        with self._lock:
            return self._collection.document(document_id)

    def settle(self) -> None:
        """Waits for what the indexes do beside the questions; they answer all the while."""
        self._collection.settle()

    def save(self, directory: str | Path) -> None:
        """Writes a snapshot; a crash in the middle leaves the one that was there before."""
        self.frozen()(directory)

    def frozen(self) -> Callable[[str | Path], None]:
        """`save` of what is held now: it takes seconds, may be called in another thread, and
        questions and changes go on meanwhile."""
        with self._lock:
            arrays = self._collection.frozen()
            header = {"model": self.encoder.model_id, "count": len(self)}
        return lambda directory: write_snapshot(Path(directory) / _FILE, header, arrays())

    @classmethod
    def load(cls, directory: str | Path, encoder: Encoder, holds_needs: bool = False) -> "Matcher":
        """The matcher that was saved; raises SnapshotBroken when damaged or of another model."""
        header, arrays = read_snapshot(Path(directory) / _FILE)
        if header["model"] != encoder.model_id:
            raise SnapshotBroken(f"made with {header['model']}, the encoder is {encoder.model_id}")
        matcher = cls(encoder, holds_needs)
        matcher._collection.restore(arrays)
        if not len(matcher) == header["count"] == len(arrays["vectors.rows"]):
            raise SnapshotBroken(f"{len(matcher)} documents where {header['count']} were saved")
        return matcher

    def _best(self, document, limit, filters):
        vector = self.encoder.encode_queries([whole(document)])[0]
        with self._lock:
            return self._collection.best(document, vector, limit, filters)

    def _match(self, question, other, text, is_explained, read=None):
        need, capability = (other, question) if self._holds_needs else (question, other)
        reasons = Explanation()
        if is_explained:
            reasons = give_reasons(need, capability, self._reader)
        elif need.indicators:
            offered = offered_indicators(capability)
            reasons = Explanation(comparisons=compare_all(need.indicators, offered, self._reader))
        # Only the need's own table earns points; figures read from its prose are shown, not scored.
        counted = reasons.comparisons if need.indicators else ()
        parts = score_parts(need, capability, text, counted, self.parameters.part_weights, read)
        score = round(sum(part.points for part in parts), 2)
        calibration = self.parameters.calibration
        return Match(
            other.id,
            score,
            parts,
            reasons.evidence,
            reasons.comparisons,
            reasons.missing,
            f"{self.encoder.model_id}+{self.reranker.model_id}" if read else self.encoder.model_id,
            self.parameters.version,
            calibration.confidence(score) if calibration else None,
        )
