"""The measures are trec_eval's, the files BEIR's, and the command prints what is asked of it."""

import gzip
import json
import math
import os
from pathlib import Path

import pytest

from matching.__main__ import main
from matching.evaluation import evaluate, measures, ndcg, read_judgements, read_queries
from tests.matching.corpus import capabilities, casting_need, water_need

# Half a minute and more on the whole corpus, so only where the setting asks for it.
SHARED = Path(os.environ.get("SHARED_DATA", "nowhere"))
GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}


def test_a_perfect_order_has_an_ndcg_of_one():
    assert ndcg(["a", "b", "c", "d"], GRADES, 10) == 1


def test_ndcg_discounts_by_the_logarithm_of_the_place():
    best = 3 + 2 / math.log2(3) + 1 / 2
    assert ndcg(["x", "a"], GRADES, 10) == pytest.approx(3 / math.log2(3) / best)


def test_recall_and_mrr_count_grades_of_two_and_more():
    found = measures(["c", "d", "b", "x"], GRADES)
    assert found["recall@20"] == 0.5
    assert found["mrr@10"] == pytest.approx(1 / 3)
    assert found["judged@10"] == 0.3


def test_judged_only_passes_over_what_nobody_read():
    found = measures(["x", "y", "a", "z", "b", "c"], GRADES)
    assert found["ndcg@10-judged-only"] == 1
    assert found["ndcg@10"] < 1


def test_a_need_without_relevant_documents_does_not_lower_the_mean_recall():
    grades = {"need-casting": {"a": 2}, "need-water": {"b": 1}}
    results = evaluate([casting_need(), water_need()], grades, {"fixed": lambda need: ["a", "b"]})
    assert results["fixed"]["recall@20"] == 1


def test_judgements_of_other_queries_are_an_error():
    with pytest.raises(ValueError, match="judged"):
        evaluate([casting_need()], {"elsewhere": {"a": 1}}, {})


@pytest.fixture
def beir(tmp_path):
    rows = [{"_id": one.id, "title": one.title, "text": one.text} for one in capabilities()]
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    needs = [
        {"_id": "n1", "text": casting_need().text},
        {
            "_id": "n2",
            "text": "电镀废水处理 " + water_need().text,
            "metadata": {
                "title": "电镀废水处理",
                "problem": water_need().text,
                "sub_needs": ["回收镍"],
            },
        },
    ]
    (tmp_path / "queries.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in needs), encoding="utf-8"
    )
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\n"
        "n1\tvacuum-casting\t3\nn1\tdie-spray\t1\nn2\tnickel-recovery\t2\nn2\ttea\t0\n"
    )
    return tmp_path


def test_files_are_read_as_beir_writes_them(beir):
    assert read_judgements(beir / "qrels.tsv")["n1"] == {"vacuum-casting": 3, "die-spray": 1}
    plain, rich = read_queries(beir / "queries.jsonl")
    assert (plain.title, plain.text) == ("", casting_need().text)
    assert rich.title == "电镀废水处理"
    assert [text for _, text in rich.passages] == ["回收镍"]


def test_the_command_prints_every_system_as_json(beir, capsys, monkeypatch):
    monkeypatch.delenv("ENCODER", raising=False)
    files = ["--corpus", "corpus.jsonl.gz", "--queries", "queries.jsonl", "--qrels", "qrels.tsv"]
    arguments = [part if part[:2] == "--" else str(beir / part) for part in files]
    assert main(["evaluate", *arguments, "--json"]) == 0
    systems = json.loads(capsys.readouterr().out)["systems"]
    assert {"matcher", "bm25-words", "bm25-pairs", "dense"} <= set(systems)
    assert {"ndcg@10", "recall@20", "mrr@10", "judged@10"} <= set(systems["matcher"])
    assert systems["matcher"]["recall@20"] == 1


@pytest.mark.skipif(
    not (SHARED / "needs").is_dir(), reason="SHARED_DATA names no folder with judged needs"
)
def test_the_judged_needs_are_found_better_than_by_words_alone(capsys, monkeypatch):
    monkeypatch.delenv("ENCODER", raising=False)
    files = {
        "--corpus": SHARED / "corpus" / "corpus.jsonl.gz",
        "--queries": SHARED / "needs" / "queries.jsonl",
        "--qrels": SHARED / "needs" / "qrels" / "dev.tsv",
    }
    arguments = [str(part) for pair in files.items() for part in pair]
    assert main(["evaluate", *arguments, "--json"]) == 0
    systems = json.loads(capsys.readouterr().out)["systems"]
    matcher = systems["matcher"]
    assert matcher["ndcg@10"] >= 0.50
    assert matcher["recall@20"] >= 0.82
    for name in ("bm25-words", "bm25-pairs"):
        assert matcher["ndcg@10"] > systems[name]["ndcg@10"]
        assert matcher["recall@20"] > systems[name]["recall@20"]
