"""GB/T 4754-2017, the classification of national economic activities: codes and names, as facts."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "gbt4754_2017.tsv"


@cache
def industries():
    """{code: name} of every division, group and class; the section's letter is left out."""
    with FILE.open(encoding="utf-8") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines, delimiter="\t")}
