"""The shipped encoder: words beside their order, read by numpy alone."""

import subprocess
import sys

import numpy as np
import pytest

from matching import Document, EncoderChoice, Matcher, load_encoder
from matching.encoder import READER_MODEL, STATIC, reader_beside
from matching.encoders.twofold import READING, TwofoldEncoder

NEED = "铝合金电机壳体压铸时容易出现气孔，需要把孔隙率降到0.8%以下。"


@pytest.fixture(scope="module")
def shipped():
    return load_encoder(EncoderChoice())


def test_a_question_finds_what_says_the_same_in_other_words(shipped):
    question = shipped.encode_queries(["电镀废水里的重金属怎样去除"])[0]
    same, other = shipped.encode(["含镍含铬污水的离子交换处理", "高速轴承的油气润滑"])
    assert question @ same > question @ other + 0.1


def test_the_order_of_words_changes_the_vector(shipped):
    one, other = shipped.encode(["轴承，检测，铝合金", "铝合金，检测，轴承"])
    assert not np.allclose(one, other, atol=1e-3)
    one, other = load_encoder(STATIC).encode(["轴承，检测，铝合金", "铝合金，检测，轴承"])
    assert np.allclose(one, other, atol=1e-6)


def test_questions_and_documents_are_read_from_two_sides_and_meet(shipped):
    asked, kept = shipped.encode_queries([NEED])[0], shipped.encode([NEED])[0]
    assert 0.8 < asked @ kept < 1


def test_a_cosine_is_the_weighted_sum_of_both_models(shipped):
    texts = [NEED, "真空压铸降低壳体气孔"]
    one, other = shipped.encode(texts)
    words = np.prod(load_encoder(STATIC).encode(texts), axis=0).sum()
    order = one[256:] @ other[256:] / READING
    assert one @ other == pytest.approx((1 - READING) * words + READING * order, abs=1e-5)


def test_rows_have_length_one_and_an_empty_text_gives_zeros(shipped):
    for encode in (shipped.encode, shipped.encode_queries):
        vectors = encode(["压铸", "", "，。！", "长" * 3000])
        assert vectors.shape == (4, shipped.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0, 1], atol=1e-5)
        assert encode([]).shape == (0, shipped.dimension)


def test_what_was_asked_lately_gives_the_very_same_row_in_any_company(shipped):
    first = shipped.encode_queries([NEED])
    again = shipped.encode_queries(["另一个问题", NEED, NEED])
    assert np.array_equal(again[1:], np.vstack([first, first]))
    assert not np.array_equal(again[0], first[0])


def test_a_text_gives_the_same_vector_in_another_process(shipped):
    code = "import matching, sys; e = matching.load_encoder(matching.EncoderChoice()); "
    code += f"sys.stdout.buffer.write(e.encode([{NEED!r}]).tobytes()); assert 'torch' not in sys.modules"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert np.allclose(np.frombuffer(there, np.float32), shipped.encode([NEED])[0], atol=1e-6)


def test_hundreds_of_sentences_are_left_to_the_static_model(shipped):
    assert reader_beside(shipped).model_id.startswith("static-zh@")


def test_a_matcher_ranks_with_it_and_quotes_sentences(shipped):
    matcher = Matcher(shipped)
    matcher.put(
        [Document("a", "铝合金真空压铸", "抽真空降低气孔。"), Document("b", "轴承润滑", "油气。")]
    )
    best, *_ = matcher.rank(Document("n", "压铸件气孔", "希望减少气孔。"))
    assert best.id == "a"
    assert best.model == shipped.model_id
    assert best.evidence


def test_the_model_id_tells_other_weights_apart(shipped, tmp_path):
    import shutil

    other = shutil.copytree(READER_MODEL, tmp_path / "other")
    weights = (other / "reader.safetensors").read_bytes()
    (other / "reader.safetensors").write_bytes(weights[:-2] + bytes(2))
    assert TwofoldEncoder(READER_MODEL.parent / "static-zh", other).model_id != shipped.model_id
