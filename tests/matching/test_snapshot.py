"""A snapshot comes back whole or is refused in words; it is never believed half."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from matching import Document, Indicator, Matcher, SnapshotBroken
from tests.matching.corpus import capabilities, casting_need, water_need

FILE = "matcher.snapshot"


def test_a_saved_matcher_ranks_as_before(matcher, encoder, tmp_path):
    matcher.drop(["tea"])
    matcher.save(tmp_path)
    again = Matcher.load(tmp_path, encoder)
    assert len(again) == len(matcher)
    assert again.rank(casting_need()) == matcher.rank(casting_need())
    region = {"region": {"渝北区"}}
    assert again.rank(casting_need(), filters=region) == matcher.rank(
        casting_need(), filters=region
    )


def test_a_loaded_matcher_takes_changes(matcher, encoder, tmp_path):
    matcher.save(tmp_path)
    again = Matcher.load(tmp_path, encoder)
    again.put([Document("fresh", "电镀废水重金属回收", "电镀园区废水含镍含铬，回收重金属。")])
    again.drop(["nickel-recovery"])
    assert again.rank(water_need())[0].id == "fresh"


def test_documents_come_back_with_indicators_and_passages(encoder, tmp_path):
    rich = Document(
        "rich",
        "标题",
        "正文一句。",
        (Indicator("温度", "range", (10, 20), "℃", is_hard=True),),
        {"trl": ("6",)},
        (("主要技术难点", "难点一句。"),),
    )
    matcher = Matcher(encoder)
    matcher.put([rich])
    matcher.save(tmp_path)
    assert Matcher.load(tmp_path, encoder)._collection.document("rich") == rich


@pytest.mark.parametrize("place", [0, 10, 30, 0.3, 0.6, 0.9])
def test_a_flipped_byte_is_noticed(matcher, encoder, tmp_path, place):
    matcher.save(tmp_path)
    content = bytearray((tmp_path / FILE).read_bytes())
    content[int(place if place > 1 or place == 0 else place * len(content))] ^= 0xFF
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(SnapshotBroken):
        Matcher.load(tmp_path, encoder)


@pytest.mark.parametrize("kept", [0, 5, 20, 200, -1])
def test_a_file_cut_short_is_noticed(matcher, encoder, tmp_path, kept):
    matcher.save(tmp_path)
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content[:kept])
    with pytest.raises(SnapshotBroken):
        Matcher.load(tmp_path, encoder)


def test_a_missing_snapshot_is_said(encoder, tmp_path):
    with pytest.raises(SnapshotBroken, match="No such file"):
        Matcher.load(tmp_path, encoder)


def test_a_snapshot_of_another_model_is_refused(matcher, tmp_path):
    class OtherEncoder:
        model_id, dimension = "other@1", matcher.encoder.dimension

    matcher.save(tmp_path)
    with pytest.raises(SnapshotBroken, match="other@1"):
        Matcher.load(tmp_path, OtherEncoder())


def test_a_process_killed_while_saving_leaves_the_old_snapshot(matcher, encoder, tmp_path):
    matcher.save(tmp_path)
    script = (
        "import os, sys\n"
        "from matching import Document, Matcher, load_encoder\n"
        "encoder = load_encoder()\n"
        "matcher = Matcher.load(sys.argv[1], encoder)\n"
        "matcher.drop(['tea'])\n"
        "os.fsync = lambda descriptor: os._exit(9)\n"  # dies with the new file written but not named
        "matcher.save(sys.argv[1])\n"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(root), "ENCODER": "static"},
        check=False,
    )
    assert ended.returncode == 9
    assert len(Matcher.load(tmp_path, encoder)) == len(capabilities())
