"""Rows about whole documents: the hybrid question with its reasons, changes, words alone."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import numpy as np

from matching import collection, read_once
from matching.counterpart import _asked
from matching.documents import Document
from matching.encoder import load_encoder
from matching.encoders.twofold import TwofoldEncoder
from matching.evidence import _question
from matching.indicators.reading import readings
from matching.lexical import Bm25
from matching.matcher import Matcher
from matching.segmenting import _path
from matching.sentence_words import weighted_words, words_of
from matching.snapshot import SnapshotBroken
from matching.text import whole
from matching.thesaurus import other_words

from .made import documents, questions
from .timing import CLOCKS, in_turns, row

LIMIT = 20
_TERMS = 15


def hybrid(size, options):
    """The matcher as the pages ask it: first as nobody has asked before, then as it goes on."""
    matcher, needs = _matcher(size, options)
    exact = []
    limit, collection._EXACT_UP_TO = collection._EXACT_UP_TO, 1 << 40
    try:
        for need in needs:
            exact.append({match.id for match in matcher.rank(need, LIMIT, explain=False)})
    finally:
        collection._EXACT_UP_TO = limit
    found = [{match.id for match in matcher.rank(need, LIMIT, explain=False)} for need in needs]
    recall = np.mean([len(one & other) / len(one) for one, other in zip(found, exact, strict=True)])
    read_once.forget()
    _forget_questions(matcher)
    clock = options.clock
    cold = in_turns({"cold": matcher.rank}, needs, clock)["cold"][3:]
    for need in needs:
        for match in matcher.rank(need, LIMIT, explain=False):
            read_once.read_ahead(matcher.document(match.id), matcher.encoder)
    read_once.close()
    _forget_questions(matcher)
    warm = in_turns({"warm": matcher.rank}, needs, clock)["warm"]
    _forget_questions(matcher)
    plain = {"bare": lambda need: matcher.rank(need, explain=False)}
    bare = in_turns(plain, needs, clock)["bare"]
    yield row("hybrid without reasons", size, bare, None, recall)
    yield row("hybrid with reasons", size, warm, None, recall)
    yield row("hybrid with reasons, texts never read before", size, cold, None, recall)


def _forget_questions(matcher):
    """So that every question is one that nobody has asked before."""
    if isinstance(matcher.encoder, TwofoldEncoder):
        matcher.encoder.forget()
    for cached in (_question, _asked, weighted_words, words_of, readings, other_words, _path):
        cached.cache_clear()


def add(size, options):
    """One document put, changed and withdrawn; its vector is at hand, as it is in the site."""
    matcher, _ = _matcher(size, options)
    several = [
        Document(f"fresh {number % 100}", one.title, one.text)
        for number, one in enumerate(documents(200, options.corpus))
    ]
    fresh, others = several[:100], several[100:]
    vectors = dict(zip((one.id for one in fresh), matcher.vectors_for(fresh), strict=True))
    took, now = {"add": [], "change": [], "withdraw": []}, CLOCKS[options.clock]
    for one, other in zip(fresh, others, strict=True):
        for name, act in (
            ("add", lambda one=one: matcher.put([one], vectors[one.id][None])),
            ("change", lambda other=other: matcher.put([other], vectors[other.id][None])),
            ("withdraw", lambda one=one: matcher.drop([one.id])),
        ):
            start = now()
            act()
            took[name].append((now() - start) * 1e3)
            if (one.id in matcher) != (name != "withdraw"):
                raise RuntimeError(f"{name} of {one.id} is not seen")
    for name, times in took.items():
        yield row(name, size, times)


def lexical(size, options):
    """Words alone, 15 terms a question, the same words for both; with fresh rows and without."""
    chance = np.random.default_rng(size)
    terms = np.array([f"t{number}" for number in range(50_000)])

    def drawn(count, width):
        return [terms[(chance.zipf(1.15, width) - 1) % len(terms)].tolist() for _ in range(count)]

    bodies = drawn(size, 100)
    asked = [" ".join(dict.fromkeys(one)) for one in drawn(100, 4 * _TERMS)]
    asked = [one.split()[:_TERMS] for one in asked]
    ours = Bm25(str.split)
    texts = [" ".join(body) for body in bodies]
    ours.add(texts[: size - size // 50])
    grown = Bm25(str.split)
    grown.add(texts[: size - size // 50])
    for text in texts[size - size // 50 :]:
        ours.add([text])
    grown.settle()
    grown.add(texts[size - size // 50 :])
    grown.compact(np.arange(size))
    ours.settle()
    contenders = {
        "ours": lambda words: grown.scores(Counter(words)),
        "ours, a fiftieth just added": lambda words: ours.scores(Counter(words)),
    }
    if "bm25s" in options.word_peers:
        import bm25s

        peer = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        peer.index(bodies, show_progress=False)
        contenders["bm25s"] = peer.get_scores
    took = in_turns(contenders, asked, options.clock, options.in_a_row)
    theirs = took.get("bm25s")
    for name, times in took.items():
        more = {}
        recall = None
        if theirs is not None:
            more = {"x_bm25s": round(float(np.median(times) / np.median(theirs)), 3)}
            recall = np.mean(
                [_shared(contenders[name](one), peer.get_scores(one)) for one in asked]
            )
        yield row(f"lexical {name}", size, times, None, recall, **more)


def _shared(scores, best):
    """Share of the 20 highest scores of `best` that lie among the 20 highest of `scores`."""
    chosen = np.argsort(-scores, kind="stable")[:LIMIT]
    least = np.sort(best)[-LIMIT]
    return float((best[chosen] >= least * (1 - 1e-3)).mean())


def _matcher(size, options):
    if size not in options.kept_texts:
        options.kept_texts.clear()
        matcher = _built(size, options) if options.keep is None else _kept(size, options)
        matcher.settle()
        options.kept_texts[size] = matcher, questions(matcher.documents())
    return options.kept_texts[size]


def _kept(size, options):
    """The one of an earlier run, or a new one that is kept for the next."""
    folder = options.keep / f"matcher-{size}"
    try:
        return Matcher.load(folder, load_encoder())
    except SnapshotBroken:
        matcher = _built(size, options)
        matcher.save(folder)
        return matcher


def _built(size, options):
    """Encoded by every core: the shipped encoder reads 150 documents a second on one."""
    matcher = Matcher(load_encoder())
    chunks = _chunks(documents(size, options.corpus))
    with ProcessPoolExecutor() as processes:
        for some in chunks:
            parts = [some[start : start + 250] for start in range(0, len(some), 250)]
            texts = [[whole(document) for document in part] for part in parts]
            matcher.put(some, np.vstack(list(processes.map(_encoded, texts))))
    return matcher


def _chunks(found, size=5_000):
    some = []
    for document in found:
        some.append(document)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _encoded(texts):
    return _encoder().encode(texts)


@cache
def _encoder():
    return load_encoder()
