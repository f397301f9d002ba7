"""Normalisation and segmentation: the one place both sides of a search are cut alike."""

import re
import unicodedata

from .documents import Document
from .segmenting import cut, segmenter

_CHINESE = "\u3400-\u9fff\uf900-\ufaff"
RUN = rf"[{_CHINESE}]+|[a-z0-9\u0370-\u03ff]+(?:[.][0-9]+)?"
_RUNS = re.compile(RUN)
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[。！？；;!?\n])")


def normalise(text: str) -> str:
    """The form in which texts are compared: NFKC, lower case, single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def words(text: str) -> list[str]:
    """Words by jieba's accurate mode, of the normalised text, without punctuation."""
    return [
        word
        for run in _RUNS.findall(normalise(text))
        for word in (cut(run) if _is_chinese(run[0]) else (run,))
    ]


def pairs(text: str) -> list[str]:
    """Neighbouring characters two by two; a Latin word or a number stays whole."""
    found = []
    for run in _RUNS.findall(normalise(text)):
        if _is_chinese(run[0]) and len(run) > 1:
            found.extend(map("".join, zip(run, run[1:], strict=False)))
        else:
            found.append(run)
    return found


def whole(document: Document) -> str:
    """Everything a document says, once: title, text, and the passages that are not in it."""
    said = [document.title, document.text]
    said += [passage for _, passage in document.passages if passage not in document.text]
    return " ".join(part for part in said if part)


def sentences(text: str) -> list[str]:
    """The text cut after each full stop or semicolon, in order, without empty ones."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def warm_up() -> None:
    """Loads jieba's dictionary (a second or so) before the first question asks for it."""
    segmenter()


def _is_chinese(character):
    return character >= "\u3400"
