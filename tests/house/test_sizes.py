"""Files stay small, names say what they hold, every file opens with what it is for."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BANNED = ("utils", "helpers", "common", "manager", "handler", "misc")


def sources(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def lines(path):
    return len(path.read_text().splitlines())


def test_the_median_file_of_the_app_is_short_and_none_is_long():
    counted = {str(p.relative_to(ROOT)): lines(p) for p in sources("app") if lines(p)}
    assert statistics.median(counted.values()) < 120
    assert [name for name, count in counted.items() if count > 400] == []


def test_no_file_has_a_name_that_says_nothing():
    files = sources("app", "matching", "forms")
    assert [str(p) for p in files if any(word in p.stem.split("_") for word in BANNED)] == []


def test_every_file_opens_with_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in sources("app", "matching", "forms")
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
