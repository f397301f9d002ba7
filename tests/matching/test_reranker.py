"""A cross-encoder, made here and loaded as any other, judges the best few."""

import numpy as np
import pytest

from matching import Document, Matcher, ModelProblem, Runtime, load_reranker
from tests.matching.corpus import capabilities

NEED = Document("need", "压铸件气孔怎样降低", "铝合金电机壳体压铸，气孔率要降下来。")


@pytest.fixture(scope="session")
def model_folders(tmp_path_factory):
    """{labels: folder}: two layers of chance over the characters of our own sentences."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("rerankers")
    said = "".join(f"{one.title}{one.text}" for one in (NEED, *capabilities()))
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words = marks + sorted(set(said) - {" ", "\n"})
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokenizer = BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), model_max_length=128)
    sizes = {
        "vocab_size": len(words),
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 64,
        "initializer_range": 0.5,  # wide, so that chance tells two texts well apart
    }
    for labels in (1, 3):
        config = BertConfig(num_labels=labels, **sizes)
        BertForSequenceClassification(config).save_pretrained(folder / f"raw{labels}")
        tokenizer.save_pretrained(folder / f"raw{labels}")
        CrossEncoder(str(folder / f"raw{labels}")).save_pretrained(str(folder / f"tiny{labels}"))
    return {labels: str(folder / f"tiny{labels}") for labels in (1, 3)}


@pytest.fixture
def reranker(model_folders):
    return load_reranker(model_folders[1], Runtime(batch=4))


@pytest.fixture
def reranking(matcher, reranker):
    matcher.reranker, matcher.rerank_depth = reranker, 5
    return matcher


def text_part(match):
    return next(part for part in match.parts if part.name == "text")


def share(match):
    return text_part(match).points / text_part(match).out_of


def test_a_share_is_the_logistic_of_what_sentence_transformers_says(reranker, model_folders):
    import torch
    from sentence_transformers import CrossEncoder

    pairs = [(NEED.title, one.text) for one in capabilities()[:6]]
    logits = CrossEncoder(model_folders[1]).predict(pairs, activation_fn=torch.nn.Identity())
    shares = reranker.shares(pairs)
    assert np.allclose(shares, 1 / (1 + np.exp(-logits)), atol=1e-5)
    assert np.array_equal(
        np.argsort(shares), np.argsort(logits)
    )  # a higher logit is never worth less


def test_the_best_are_put_in_the_order_of_its_shares(reranking):
    plain = text_order(reranking)
    found = reranking.rank(NEED, limit=12, explain=False)
    head = found[:5]
    assert [share(one) for one in head] == sorted(map(share, head), reverse=True)
    assert {one.id for one in head} == set(plain[:5])
    assert [one.id for one in head] != plain[:5]
    assert all(text_part(one).why.startswith("重排模型认为") for one in head)


def test_what_it_has_not_read_keeps_its_order_and_stays_below(reranking):
    plain = text_order(reranking)
    found = reranking.rank(NEED, limit=12, explain=False)
    assert [one.id for one in found[5:]] == plain[5:12]
    assert max(map(share, found[5:])) <= min(map(share, found[:5])) + 1e-4
    assert "不在重排模型读过的之内" in text_part(found[-1]).why


def text_order(matcher):
    kept, matcher.reranker = matcher.reranker, None
    found = [one.id for one in matcher.rank(NEED, limit=12, explain=False)]
    matcher.reranker = kept
    return found


def test_a_pair_alone_has_the_score_it_has_in_the_ranking(reranking):
    for ranked in reranking.rank(NEED, limit=10):
        alone = reranking.explain(NEED, ranked.id)
        assert (alone.score, alone.model) == (ranked.score, ranked.model)


def test_its_id_is_kept_with_the_match(reranking, reranker):
    model = reranking.rank(NEED)[0].model
    assert model == f"{reranking.encoder.model_id}+{reranker.model_id}"
    assert len(model) <= 120  # the column it is kept in


def test_both_sides_of_the_market_read_a_pair_the_same_way(encoder, reranking, reranker):
    needs = Matcher(encoder, holds_needs=True)
    needs.put([NEED])
    needs.reranker = reranker
    capability = capabilities()[0]
    there = share(reranking.explain(NEED, capability.id))
    assert share(needs.explain(capability, NEED.id)) == pytest.approx(there, abs=1e-4)


def test_without_one_nothing_is_loaded_and_nothing_changes(matcher):
    assert load_reranker("") is None
    found = matcher.rank(NEED)[0]
    assert found.model == matcher.encoder.model_id
    assert text_part(found).why.startswith("用词与含义")


def test_similar_documents_are_not_read_by_it(reranking):
    assert "+" not in reranking.similar(NEED)[0].model


def test_a_long_answer_is_cut(model_folders):
    short = load_reranker(model_folders[1], max_length=16)
    pairs = [(NEED.title, "压铸" * 50), (NEED.title, "压铸" * 90)]
    assert np.ptp(short.shares(pairs)) < 1e-5
    assert np.ptp(load_reranker(model_folders[1]).shares(pairs)) > 1e-5


def test_a_classifier_is_no_reranker(model_folders):
    with pytest.raises(ModelProblem, match="给出 3 个标签"):
        load_reranker(model_folders[3])


@pytest.mark.parametrize(
    ("name", "sentence"), [("/no/such", "没有目录"), ("tests", "里面没有 config")]
)
def test_what_is_not_a_model_is_told(name, sentence):
    with pytest.raises(ModelProblem, match=sentence):
        load_reranker(name)
