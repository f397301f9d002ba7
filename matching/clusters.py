"""Groups of needs about one problem: average-link clustering over the likeness of likeness.py.

Every need begins alone; the two groups whose members are alike most on average are joined, again and
again, until no two reach TOGETHER. The average keeps a chain (a like b, b like c) from becoming a
group. Where both needs of a pair list indicators, those that measure the same quantities speak for
them. Ties go to the earlier id, so that the same needs always give the same groups.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .documents import Document
from .encoder import Encoder
from .indicators.compare import compare_all
from .likeness import background, likeness, profiles

TOGETHER = 0.6  # average likeness from which a group is suggested; see test_clusters
_INDICATORS = 1.5  # logits for a table whose every quantity the other one asks for too
_WORTH_COMPARING = 0.1  # below it no table brings a pair together
_FAR = 3.5  # standard deviations of meaning; nearer pairs alone are compared letter by letter


@dataclass(frozen=True)
class Cluster:
    """`ids` begin with the one that is most like the others; `likeness` is the pairs' average."""

    ids: tuple[str, ...]
    likeness: float


def clusters(
    documents: Sequence[Document],
    encoder: Encoder,
    owners: Mapping[str, str] | None = None,
    least: float = TOGETHER,
) -> list[Cluster]:
    """Groups of at least two, most alike first; with `owners` ({id: who}) only those of several."""
    documents = sorted(documents, key=lambda document: document.id)
    alike = likenesses(documents, encoder)
    found = [_cluster(documents, alike, places) for places in _average_link(alike, least)]
    if owners is not None:
        found = [one for one in found if len({owners[id] for id in one.ids}) > 1]
    return sorted(found, key=lambda one: (-one.likeness, one.ids))


def likenesses(documents: Sequence[Document], encoder: Encoder) -> np.ndarray:
    """[n, n], symmetric, 1 on the diagonal."""
    made, behind = profiles([described(one) for one in documents], encoder), background(encoder)
    alike = np.eye(len(documents))
    if len(documents) < 2:
        return alike
    vectors = np.stack([profile.vector for profile in made])
    near = (vectors @ vectors.T - behind.mean) / behind.deviation >= _FAR
    for one, other in zip(*np.nonzero(np.triu(near, 1)), strict=True):
        value = likeness(made[one], made[other], behind)
        if value >= _WORTH_COMPARING:
            value = _with_indicators(value, documents[one], documents[other], encoder)
        alike[one, other] = alike[other, one] = value
    return alike


def described(document: Document) -> str:
    """What tells the problem: the title and the first passage; the rest is about the terms."""
    told = document.passages[0][1] if document.passages else document.text
    return f"{document.title} {told}".strip()


def _with_indicators(value, one, other, encoder):
    smaller, larger = sorted((one, other), key=lambda document: len(document.indicators))
    if not smaller.indicators:
        return value
    compared = compare_all(smaller.indicators, larger.indicators, encoder)
    share = sum(row.offered_converted is not None for row in compared) / len(compared)
    if value >= 1 - 1e-9:
        return value
    return 1 / (1 + math.exp(-(math.log(value / (1 - value)) + _INDICATORS * share)))


def _average_link(alike, least):
    """Lists of places. A joined group's average to another is the mean of both averages, weighted by
    their sizes, so that one row is written for each joining and nothing is summed again."""
    groups = {place: [place] for place in range(len(alike))}
    averages, sizes = alike.astype(float), np.ones(len(alike))
    np.fill_diagonal(averages, -np.inf)
    while len(groups) > 1:
        one, other = sorted(divmod(int(np.argmax(averages)), len(alike)))
        if averages[one, other] < least:
            break
        groups[one] = sorted(groups[one] + groups.pop(other))
        row = averages[one] * sizes[one] + averages[other] * sizes[other]
        sizes[one] += sizes[other]
        averages[one] = averages[:, one] = row / sizes[one]
        averages[one, one] = -np.inf
        averages[other] = averages[:, other] = -np.inf
    return [places for places in groups.values() if len(places) > 1]


def _cluster(documents, alike, places):
    block = alike[np.ix_(places, places)]
    count = len(places)
    towards = (block.sum(axis=1) - 1) / (count - 1)
    order = sorted(range(count), key=lambda at: (-round(towards[at], 6), documents[places[at]].id))
    ids = tuple(documents[places[at]].id for at in order)
    return Cluster(ids, round(float(towards.mean()), 4))
