"""What a process pays before it holds any document."""

import os
import subprocess
import sys
from pathlib import Path

from .timing import row

_SCRIPT = """
import time
start = time.perf_counter()
import matching
matching.load_encoder()
took = time.perf_counter() - start
import sys
with open("/proc/self/status") as file:
    held = next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
print(took * 1e3, held / 1e3, "torch" in sys.modules)
"""


def importing(size, options):
    """The serving path with its encoder, five times in a process of its own."""
    root = str(Path(__file__).parents[2])
    times, memory = [], 0.0
    for _ in range(5):
        told = subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env={**os.environ, "PYTHONPATH": root, "ENCODER": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        times.append(float(told[0]))
        memory = max(memory, float(told[1]))
    yield row("import", 0, times, memory_mb=round(memory), torch=told[2] == "True")
