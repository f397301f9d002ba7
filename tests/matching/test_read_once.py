"""What was read once says the same when it comes off the shelf."""

import numpy as np
import pytest

from matching import Matcher, read_once
from matching.indicators.reading import readings
from matching.read_once import cosines, offered_by, read, whole_text
from matching.sentence_words import quotable, words_of
from tests.matching.corpus import capabilities, casting_need


@pytest.fixture(autouse=True)
def fresh():
    read_once.forget()
    yield
    read_once.forget()


@pytest.mark.parametrize("document", capabilities(), ids=lambda one: one.id)
def test_words_figures_and_vectors_are_those_of_a_first_reading(document, encoder):
    read(document, encoder)
    read_once.close()
    again = read(document, encoder)
    sentences = [sentence for _, sentence in quotable(document)]
    assert again.quoted == quotable(document)
    words = [list(words_of(sentence)) for sentence in sentences]
    assert [again.words(place) for place in range(len(sentences))] == words
    assert again.vocabulary(0) == {word for word, _, _ in words[0]}
    assert offered_by(document) == tuple(one.indicator for one in readings(whole_text(document)))
    vector = encoder.encode_queries([casting_need().text])[0]
    found = cosines(again, encoder, vector)
    assert np.allclose(found, encoder.encode(sentences) @ vector, atol=1e-6)


def test_reasons_are_the_same_before_and_after(matcher):
    first = matcher.rank(casting_need())
    read_once.close()
    assert matcher.rank(casting_need()) == first


def test_a_snapshot_takes_along_what_was_read(matcher, encoder, tmp_path):
    assert matcher.read_ahead() == len(matcher)
    matcher.save(tmp_path)
    read_once.forget()
    again = Matcher.load(tmp_path, encoder)
    assert again.read_ahead() == 0
    assert again.rank(casting_need()) == matcher.rank(casting_need())


def test_what_other_rules_have_read_is_read_anew(matcher, encoder, tmp_path, monkeypatch):
    matcher.read_ahead()
    matcher.save(tmp_path)
    read_once.forget()
    monkeypatch.setattr(read_once, "fingerprint", lambda: "rules of tomorrow")
    assert Matcher.load(tmp_path, encoder).read_ahead() == len(matcher)


def test_the_shelf_does_not_grow_for_ever(monkeypatch):
    monkeypatch.setattr(read_once, "_MOST", 3)
    for document in capabilities():
        read(document)
    assert sum(read_once.is_kept(document) for document in capabilities()) == 3
