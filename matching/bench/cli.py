"""python -m matching bench: every goal of speed and scale, measured on this machine."""

import json
import os
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

from .chart import drawn
from .import_rows import importing
from .peers import installed
from .text_rows import add, hybrid, lexical
from .timing import machine
from .vector_rows import batch, dense, filters, million

ROWS = {
    "dense": dense,
    "filters": filters,
    "batch": batch,
    "hybrid": hybrid,
    "add": add,
    "lexical": lexical,
    "million": million,
    "import": importing,
}
ONCE = ("million", "import")  # they have a size of their own


def add_arguments(parser):
    parser.add_argument("--size", type=int, nargs="+", default=[100_000], help="capabilities")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS), help="what to run")
    parser.add_argument("--peers", default="", help="hnswlib,chroma,sqlite-vec,txtai,bm25s")
    parser.add_argument("--corpus", type=Path, help="real texts, JSON Lines, .gz accepted")
    parser.add_argument("--vectors", type=Path, help="real vectors, a .npy of 256 wide rows")
    parser.add_argument("--keep", type=Path, help="keep the built matcher here for the next run")
    parser.add_argument("--cpu", action="store_true", help="processor time, for a busy machine")
    parser.add_argument(
        "--in-a-row", type=int, default=10, help="questions that an engine answers at each turn"
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--chart", type=Path, help="draw latency against size into this SVG")


def run(arguments) -> int:
    if "OMP_NUM_THREADS" not in os.environ:  # one core for everybody, and that before numpy starts
        alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "matching", *sys.argv[1:]]
        return subprocess.run(command, env={**os.environ, **alone}, check=False).returncode
    told = measured(arguments, sys.stderr if arguments.json else sys.stdout)
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    if arguments.chart:
        arguments.chart.write_text(drawn(told["rows"]), encoding="utf-8")
    return 0


def measured(arguments, out) -> dict:
    """{size, machine, rows} as --json prints it; each row is told to `out` as soon as it is known."""
    names = installed([name for name in arguments.peers.split(",") if name])
    options = Namespace(
        peers=[name for name in names if name != "bm25s"],
        word_peers=[name for name in names if name == "bm25s"],
        corpus=arguments.corpus,
        vectors=arguments.vectors,
        keep=arguments.keep,
        clock="processor" if arguments.cpu else "wall",
        in_a_row=arguments.in_a_row,
        kept={},
        kept_texts={},
    )
    rows = []
    for size in arguments.size:
        for name in arguments.rows:
            if name in ONCE and size != max(arguments.size):
                continue
            start = time.perf_counter()
            for one in ROWS[name](size, options):
                rows.append(one)
                print(_told(one), file=out, flush=True)
            print(f"   {name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    told_of = machine() | {"clock": options.clock, "in_a_row": options.in_a_row}
    return {"size": arguments.size, "machine": told_of, "rows": rows}


def _told(one):
    known = dict(one)
    words = [f"{known.pop('name'):<46}{known.pop('size'):>9,}"]
    words += [f"{name} {value:g}" for name, value in known.items() if value is not None]
    return "  ".join(words)
