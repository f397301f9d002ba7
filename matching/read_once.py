"""What a text says, read once: its sentences, their words, pieces and indicators, kept in few bytes.

Reading costs a millisecond and a question wants the reasons of twenty texts. What was read is kept
packed (some 1.3 KB a text) in a shelf of this process; a snapshot takes it along.
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
from matching.sentence_words import cuts, quoted, words_of

_OPEN = 2_048  # texts kept unpacked, those that were asked about last
_MOST = 250_000  # texts kept packed


@dataclass(eq=False, slots=True)
class Read:
    """What stands sentence by sentence stands beside `quoted`."""

    quoted: list[tuple[str, str]]  # (passage name, sentence)
    said: list[str]  # as the words are spelled
    spans: list[memoryview]  # start and end of each word by turns
    readings: list[tuple[str, tuple[Reading, ...]]]  # by sentence, in order, those that have any
    reader: str  # the model that has cut the pieces
    pieces: np.ndarray  # rows of that model, one sentence's after the other's
    counts: np.ndarray  # how many pieces each sentence has
    lengths: np.ndarray  # of the sum of each sentence's rows

    def words(self, place: int) -> list[tuple[str, int, int]]:
        """(word, start, end) of a sentence."""
        said, ends = self.said[place], iter(self.spans[place])
        return [(said[start:end], start, end) for start, end in zip(ends, ends, strict=True)]

    def vocabulary(self, place: int) -> set[str]:
        """The words alone, which is quicker."""
        said, ends = self.said[place], iter(self.spans[place])
        return {said[start:end] for start, end in zip(ends, ends, strict=True)}


def whole_text(document: Document) -> str:
    """What the document says below its title: its text and the passages not in it, each once."""
    passages = [passage for _, passage in document.passages if passage not in document.text]
    return "\n".join([document.text, *passages] if document.text else passages)


def read(document: Document, encoder=None) -> Read:
    """The document as evidence wants it; `encoder` is who cuts its sentences into pieces."""
    cutter = encoder if hasattr(encoder, "pieces") else None
    found = _known(document, key := key_of(document))
    if found is None or (cutter and found.reader != cutter.model_id):
        packed = _packed_of(document, cutter)
        keep(key, packed)
        found = _unpacked(document, packed)
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
    keep(key, _packed_of(document, encoder if hasattr(encoder, "pieces") else None))
    return True


def cosines(found: Read, encoder, vector: np.ndarray) -> np.ndarray:
    """Of each quoted sentence, as `encoder.encode` places it, with the vector."""
    if found.reader != getattr(encoder, "model_id", None):
        return encoder.encode([sentence for _, sentence in found.quoted]) @ vector
    # A sentence points where the sum of its pieces does, and products are summed more quickly.
    products = np.zeros(len(found.pieces) + 1)
    np.cumsum(encoder.rows(found.pieces) @ vector, out=products[1:])
    ends = found.counts.cumsum()
    return (products[ends] - products[ends - found.counts]) / np.maximum(found.lengths, 1e-12)


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


_READERS = {".py", ".txt", ".tsv"}
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
    """Changes with the code and the word lists that read, and with the form it is packed in."""
    here = Path(__file__).parent
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for folder in (here.glob("*"), here.glob("indicators/**/*")):
        for file in sorted(file for file in folder if file.suffix in _READERS):
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


def _packed_of(document, cutter):
    """Reads the document."""
    places = cuts(document)
    sentences_of = [sentence for _, sentence in quoted(document, places)]
    words = [words_of(sentence) for sentence in sentences_of]
    is_plain = all(
        sentence.lower()[start:end] == word
        for sentence, several in zip(sentences_of, words, strict=True)
        for word, start, end in several
    )
    made = [(sentence, readings(sentence)) for sentence in sentences(whole_text(document))]
    told = [
        (sentence, [(astuple(one.indicator), one.start, one.end, one.origin) for one in several])
        for sentence, several in made
        if several
    ]
    return marshal.dumps(
        (
            np.array(places, dtype=np.uint32).tobytes(),
            [np.array([span[1:] for span in one], dtype=np.uint16).tobytes() for one in words],
            is_plain,
            told,
            *(_pieces_of(sentences_of, cutter) if cutter else ("", b"", b"", b"")),
        )
    )


def _pieces_of(sentences_of, cutter):
    """Cut in one go, which takes half the time; no piece reaches over a line's end."""
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences_of)])
    found = cutter.pieces("\n".join(sentences_of))
    rows = np.array([row for row, _, _ in found], dtype=np.uint32)
    homes = np.searchsorted(starts, [start for _, start, _ in found], side="right") - 1
    counts = np.bincount(homes, minlength=len(sentences_of)).astype(np.uint16)
    sums = np.zeros((len(sentences_of), cutter.dimension), dtype=np.float32)
    if len(rows):
        spoken = np.flatnonzero(counts)
        first = np.searchsorted(homes, spoken)
        sums[spoken] = np.add.reduceat(cutter.rows(rows), first, axis=0)
    lengths = np.linalg.norm(sums, axis=1).astype(np.float32)
    return cutter.model_id, rows.tobytes(), counts.tobytes(), lengths.tobytes()


def _unpacked(document, packed):
    places, spans, is_plain, told, reader, pieces, counts, lengths = marshal.loads(packed)
    numbers = iter(memoryview(places).cast("I"))
    found = quoted(document, zip(numbers, numbers, numbers, strict=True))
    return Read(
        found,
        [sentence.lower() if is_plain else plain(sentence).lower() for _, sentence in found],
        [memoryview(one).cast("H") for one in spans],
        [
            (sentence, tuple(Reading(Indicator(*fields), *rest) for fields, *rest in several))
            for sentence, several in told
        ],
        reader,
        np.frombuffer(pieces, dtype=np.uint32),
        np.frombuffer(counts, dtype=np.uint16),
        np.frombuffer(lengths, dtype=np.float32),
    )
