"""Documents as bytes in a snapshot, and back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from .documents import Document, Indicator


def document_arrays(documents: Sequence[Document]) -> dict[str, np.ndarray]:
    """One array of JSON bytes."""
    whole = json.dumps([_row(document) for document in documents], ensure_ascii=False)
    return {"documents": np.frombuffer(whole.encode(), dtype=np.uint8)}


def documents_from(arrays: Mapping[str, np.ndarray]) -> list[Document]:
    """The opposite of `document_arrays`."""
    return [_document(row) for row in json.loads(arrays["documents"].tobytes())]


def _row(document):
    return [
        document.id,
        document.title,
        document.text,
        [asdict(indicator) for indicator in document.indicators],
        {facet: list(values) for facet, values in document.facets.items()},
        document.passages,
    ]


def _document(row):
    document_id, title, text, indicators, facets, passages = row
    return Document(
        document_id,
        title,
        text,
        tuple(_indicator(fields) for fields in indicators),
        {facet: tuple(values) for facet, values in facets.items()},
        tuple((name, passage) for name, passage in passages),
    )


def _indicator(fields):
    if isinstance(fields["value"], list):
        fields["value"] = tuple(fields["value"])
    return Indicator(**fields)
