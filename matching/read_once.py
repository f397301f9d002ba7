"""What a text says, read once: its sentences, their words, pieces and indicators, kept in few bytes.

Reading costs a millisecond and a question wants the reasons of twenty texts. What was read is kept
packed (some 700 bytes a text) in a shelf of this process; a snapshot takes it along.
"""

import hashlib
import marshal
import sys
import threading
from collections import OrderedDict
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from matching.documents import Document, Indicator
from matching.indicators.characters import plain
from matching.indicators.reading import Reading, readings, sentences
from matching.sentence_words import quotable, words_of

_OPEN = 2_048  # texts kept unpacked, those that were asked about last
_MOST = 250_000  # texts kept packed


@dataclass(eq=False, slots=True)
class Read:
    """`words` and `pieces` stand beside `quoted`; pieces are rows of the model named in `reader`."""

    quoted: list[tuple[str, str]]  # (passage name, sentence)
    words: list[tuple[tuple[str, int, int], ...]]
    readings: list[tuple[str, tuple[Reading, ...]]]  # by sentence, in order, those that have any
    pieces: list[bytes]
    reader: str
    vectors: np.ndarray | None = None


def whole_text(document: Document) -> str:
    """What the document says below its title: its text and the passages not in it, each once."""
    passages = [passage for _, passage in document.passages if passage not in document.text]
    return "\n".join([document.text, *passages] if document.text else passages)


def read(document: Document, encoder=None) -> Read:
    """The document as evidence wants it; `encoder` is who cuts its sentences into pieces."""
    cutter = encoder if hasattr(encoder, "pieces") else None
    found = _known(document, key := key_of(document))
    if found is None or (cutter and found.reader != cutter.model_id):
        found = _read(document, cutter)
        keep(key, _pack(found))
        _open_up(key, found)
    return found


def offered_by(document: Document) -> tuple[Indicator, ...]:
    """The indicators that its text states."""
    found = _known(document, key_of(document))
    if found is None:
        return tuple(one.indicator for one in readings(whole_text(document)))
    return tuple(one.indicator for _, several in found.readings for one in several)


def read_ahead(document: Document, encoder) -> bool:
    """Reads the document unless it is on the shelf; whether there was anything to do."""
    key = key_of(document)
    if key in _packed:
        return False
    keep(key, _pack(_read(document, encoder if hasattr(encoder, "pieces") else None)))
    return True


def sentence_vectors(document: Document, found: Read, encoder) -> np.ndarray:
    """Vectors of the quoted sentences, as `encoder.encode` gives them."""
    if found.reader != getattr(encoder, "model_id", None):
        return encoder.encode([sentence for _, sentence in found.quoted])
    if found.vectors is None:
        counts = np.array([len(pieces) // 4 for pieces in found.pieces])
        vectors = np.zeros((len(counts), encoder.dimension), dtype=np.float32)
        if counts.any():
            rows = encoder.rows(np.frombuffer(b"".join(found.pieces), dtype=np.uint32))
            filled = np.flatnonzero(counts)
            starts = np.concatenate([[0], counts[filled].cumsum()[:-1]])
            vectors[filled] = np.add.reduceat(rows, starts, axis=0)
        # The sum of the pieces points where their mean does.
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        found.vectors = vectors / np.maximum(lengths, 1e-12)
    return found.vectors


def key_of(document: Document) -> int:
    """64 bits that stand for everything the document says."""
    return _key(document.title, document.text, tuple(document.passages))


@lru_cache(maxsize=4_096)
def _key(title, text, passages):
    said = "\0".join([title, text, *(part for pair in passages for part in pair)])
    return int.from_bytes(hashlib.blake2b(said.encode(), digest_size=8).digest(), "little")


def is_kept(document: Document) -> bool:
    return key_of(document) in _packed


def keep(key: int, packed: bytes) -> None:
    """Puts on the shelf; the oldest make room."""
    with _lock:
        _packed[key] = packed
        while len(_packed) > _MOST:
            del _packed[next(iter(_packed))]


def shelved(keys: list[int]) -> dict[str, np.ndarray]:
    """What is kept of these texts, for a snapshot."""
    found = {key: _packed[key] for key in keys if key in _packed}
    whole = b"".join(found.values())
    return {
        "keys": np.array(list(found), dtype=np.uint64),
        "sizes": np.array([len(packed) for packed in found.values()], dtype=np.int64),
        "bytes": np.frombuffer(whole, dtype=np.uint8),
        "reader": np.frombuffer(fingerprint().encode(), dtype=np.uint8),
    }


SHELVED = ("keys", "sizes", "bytes", "reader")


def unshelve(arrays) -> None:
    """The opposite of `shelved`; what other rules of reading made is left aside."""
    if arrays["reader"].tobytes().decode() != fingerprint():
        return
    whole, start = arrays["bytes"].tobytes(), 0
    for key, size in zip(arrays["keys"].tolist(), arrays["sizes"].tolist(), strict=True):
        keep(key, whole[start : start + size])
        start += size


def close() -> None:
    """Leaves the packed texts alone, as after many others were asked about."""
    with _lock:
        _open.clear()


def forget() -> None:
    """As in a process that has read nothing yet."""
    close()
    with _lock:
        _packed.clear()
    readings.cache_clear()
    words_of.cache_clear()


@cache
def fingerprint() -> str:
    """Changes with the code that reads and with the form it is packed in."""
    here = Path(__file__).parent
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for file in sorted([*here.glob("*.py"), *here.glob("indicators/*.py")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()


_lock = threading.Lock()
_open: OrderedDict[int, Read] = OrderedDict()
_packed: dict[int, bytes] = {}


def _known(document, key):
    with _lock:
        found, packed = _open.get(key), _packed.get(key)
        if found is not None:
            _open.move_to_end(key)
            return found
    if packed is None:
        return None
    found = _unpacked(document, packed)
    _open_up(key, found)
    return found


def _open_up(key, found):
    with _lock:
        _open[key] = found
        while len(_open) > _OPEN:
            _open.popitem(last=False)


def _read(document, cutter):
    quoted = quotable(document)
    made = [(sentence, readings(sentence)) for sentence in sentences(whole_text(document))]
    pieces = []
    if cutter is not None:
        rows = [[row for row, _, _ in cutter.pieces(sentence)] for _, sentence in quoted]
        pieces = [np.array(row, dtype=np.uint32).tobytes() for row in rows]
    return Read(
        quoted,
        [words_of(sentence) for _, sentence in quoted],
        [(sentence, several) for sentence, several in made if several],
        pieces,
        cutter.model_id if cutter else "",
    )


def _pack(found):
    spans = [
        np.array([span for _, *span in words], dtype=np.uint16).tobytes() for words in found.words
    ]
    made = [
        (sentence, [(astuple(one.indicator), one.start, one.end, one.origin) for one in several])
        for sentence, several in found.readings
    ]
    return marshal.dumps((spans, made, found.pieces, found.reader))


def _unpacked(document, packed):
    spans, made, pieces, reader = marshal.loads(packed)
    quoted, words = quotable(document), []
    for (_, sentence), places in zip(quoted, spans, strict=True):
        said = plain(sentence).lower()
        ends = iter(memoryview(places).cast("H"))
        pairs = zip(ends, ends, strict=True)
        words.append(tuple([(said[start:end], start, end) for start, end in pairs]))
    found = [
        (sentence, tuple(Reading(Indicator(*fields), *rest) for fields, *rest in several))
        for sentence, several in made
    ]
    return Read(quoted, words, found, pieces, reader)
