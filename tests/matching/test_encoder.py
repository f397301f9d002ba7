"""The shipped encoder gives sentence-transformers' own vectors, without torch."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from matching.encoder import STATIC_MODEL, StaticEncoder, TransformerEncoder, load_encoder

TEXTS = [
    "铝合金电机壳体压铸时容易出现气孔，需要把孔隙率降到0.8%以下。",
    "ＦＵＬＬ－ｗｉｄｔｈ ℃ ≥ 3.5 mm；PEEK/碳纤维 预浸带",
    "𠮷 rare 字 with emoji 🙂",
    "长" * 3000,
    "a",
    "",
    "，。！",
]


@pytest.fixture(scope="module")
def reference():
    return TransformerEncoder(str(STATIC_MODEL))


def test_vectors_are_those_of_sentence_transformers(encoder, reference):
    assert np.abs(encoder.encode(TEXTS) - reference.encode(TEXTS)).max() < 1e-5


def test_vectors_are_float32_of_length_one(encoder):
    vectors = encoder.encode(TEXTS[:4])
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_rows(encoder):
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_paraphrases_are_nearer_than_strangers(encoder):
    need, answer, stranger = encoder.encode(
        ["电镀废水里的重金属怎样去除", "含镍含铬污水的离子交换处理", "高速轴承的油气润滑"]
    )
    assert need @ answer > need @ stranger + 0.1


def test_the_shipped_models_are_small_enough_to_clone():
    size = sum(file.stat().st_size for file in STATIC_MODEL.parent.rglob("*") if file.is_file())
    assert size <= 35_000_000


def test_the_model_id_names_the_weights(encoder):
    name, _, fingerprint = encoder.model_id.partition("@")
    assert name == "static-zh"
    assert len(fingerprint) == 12


def test_the_setting_chooses_the_model(monkeypatch, tmp_path):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(STATIC_MODEL / "tokenizer.json"))
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    other = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=rows)])
    other.save(str(tmp_path / "other"))
    monkeypatch.setenv("ENCODER", str(tmp_path / "other"))
    chosen = load_encoder()
    assert isinstance(chosen, StaticEncoder)
    assert chosen.model_id.startswith("other@")
    wanted = other.encode(TEXTS[:4], normalize_embeddings=True)
    assert np.abs(chosen.encode(TEXTS[:4]) - wanted).max() < 1e-5


def test_the_serving_path_imports_no_torch():
    script = (
        "import sys, matching\n"
        "encoder = matching.load_encoder()\n"
        "matcher = matching.Matcher(encoder)\n"
        "matcher.put([matching.Document('a', '压铸', '铝合金压铸。')])\n"
        "matcher.rank(matching.Document('b', '压铸件', '气孔'))\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'scipy', 'sklearn', 'flask'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env={"PATH": "", "ENCODER": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
