"""Training from pairs writes a model that both we and sentence-transformers can read."""

import numpy as np
import pytest

from matching.__main__ import main
from matching.encoder import STATIC_MODEL, StaticEncoder, TransformerEncoder
from matching.training import read_pairs
from tests.matching.corpus import capabilities


@pytest.fixture
def pairs_file(tmp_path):
    rows = [f"own\ttitle-text\t{one.title}\t{one.text}" for one in capabilities()] * 3
    path = tmp_path / "pairs.tsv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_pairs_are_the_last_two_columns(pairs_file):
    pairs = read_pairs(pairs_file)
    assert len(pairs) == 3 * len(capabilities())
    assert pairs[0] == (capabilities()[0].title, capabilities()[0].text)


def test_a_model_trained_afresh_is_read_alike_by_both(pairs_file, tmp_path):
    out = tmp_path / "fresh"
    settings = ["--pieces", "300", "--dimension", "16", "--epochs", "2", "--batch", "8"]
    assert main(["train", "--pairs", str(pairs_file), "--out", str(out), *settings]) == 0
    texts = [one.text for one in capabilities()]
    ours, theirs = StaticEncoder(out).encode(texts), TransformerEncoder(str(out)).encode(texts)
    assert ours.shape == (len(texts), 16)
    assert np.abs(ours - theirs).max() < 1e-5


def test_training_on_brings_the_pairs_nearer(pairs_file, tmp_path, encoder):
    out = tmp_path / "further"
    settings = ["--base", str(STATIC_MODEL), "--epochs", "3", "--batch", "8", "--rate", "0.01"]
    assert main(["train", "--pairs", str(pairs_file), "--out", str(out), *settings]) == 0
    titles = [one.title for one in capabilities()]
    texts = [one.text for one in capabilities()]

    def nearness(model):
        return (model.encode(titles) * model.encode(texts)).sum(axis=1).mean()

    assert nearness(StaticEncoder(out)) > nearness(encoder)
