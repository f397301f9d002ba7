"""The goals on the gold sentences, where the data folder stands beside the repository."""

import argparse
import json
from pathlib import Path

import pytest

from matching import indicators_cli

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "indicators"


def printed(capsys, *arguments):
    parser = argparse.ArgumentParser()
    indicators_cli.add_arguments(parser)
    assert indicators_cli.run(parser.parse_args([*arguments, "--json"])) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.skipif(not GOLD.exists(), reason="the gold sentences are not beside the repository")
def test_the_gold_sentences_are_read_and_compared_as_well_as_the_goal_asks(capsys):
    extraction = printed(capsys, "--extract", str(GOLD / "dev_extract.jsonl"))
    comparison = printed(capsys, "--compare", str(GOLD / "dev_compare.jsonl"))

    assert extraction["f1"] >= 0.85
    assert comparison["accuracy"] >= 0.90
    assert comparison["wrong_met"] <= 0.03


def test_misses_are_listed_with_what_was_wanted(tmp_path, capsys):
    gold = {"name": "抗拉强度", "op": ">=", "value": 300, "unit": "MPa", "role": "performance"}
    row = {"_id": "x", "text": "抗拉强度不低于310MPa。", "indicators": [gold]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), "utf-8")

    result = printed(capsys, "--extract", str(path))

    assert result["f1"] == 0
    assert [miss["kind"] for miss in result["misses"]] == ["missed", "extra"]
