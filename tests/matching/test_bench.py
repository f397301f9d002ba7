"""A tiny run of the benchmarks gives rows of the promised shape; how fast they are is no test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from matching.bench.chart import drawn
from matching.bench.timing import in_turns

ROOT = Path(__file__).parents[2]
KEYS = {"name", "size", "recall@20", "p50_ms", "p95_ms", "x_flat"}


def ran(*arguments):
    ended = subprocess.run(
        [sys.executable, "-m", "matching", "bench", "--json", *arguments],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "ENCODER": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ended.stdout)


def test_a_run_tells_size_machine_and_rows():
    told = ran("--size", "300", "--rows", "dense", "filters", "batch", "lexical")
    assert told["size"] == [300]
    assert {"processor", "cores", "threads", "load"} <= told["machine"].keys()
    names = [row["name"] for row in told["rows"]]
    assert {"dense flat", "dense ours", "filter 1%", "batch flat", "lexical ours"} <= set(names)
    for row in told["rows"]:
        assert row.keys() >= KEYS
        assert 0 < row["p50_ms"] <= row["p95_ms"]
    ours = next(row for row in told["rows"] if row["name"] == "dense ours")
    assert ours["recall@20"] == pytest.approx(1)


def test_whole_questions_and_changes_are_measured():
    told = ran("--size", "150", "--rows", "hybrid", "add", "import")
    names = {row["name"]: row for row in told["rows"]}
    assert {"hybrid with reasons", "add", "change", "withdraw", "import"} <= names.keys()
    assert names["hybrid with reasons"]["recall@20"] == 1
    assert names["import"]["torch"] is False
    assert (
        names["import"]["memory_mb"] < 300
    )  # generous: what it is on a quiet machine stands in the docs


def test_a_peer_that_is_not_installed_is_left_out():
    told = ran("--size", "100", "--rows", "dense", "--peers", "no-such-engine")
    assert [row["name"] for row in told["rows"]] == ["dense flat", "dense ours"]


def test_the_chart_has_a_line_for_each_engine():
    rows = [
        {"name": f"dense {name}", "size": size, "p50_ms": size / 1000 * slow}
        for name, slow in (("ours", 1), ("flat", 8))
        for size in (1_000, 10_000, 100_000)
    ]
    picture = drawn(rows)
    assert picture.count("<polyline") == 2
    assert "ours 100 ms" in picture


def test_each_engine_answers_several_questions_at_its_turn():
    said = []
    contenders = {name: lambda asked, name=name: said.append(f"{name}{asked}") for name in "ab"}
    took = in_turns(contenders, range(4), in_a_row=2)
    assert said[6:] == ["a0", "a1", "b0", "b1", "b2", "b3", "a2", "a3"]
    assert [len(times) for times in took.values()] == [4, 4]
