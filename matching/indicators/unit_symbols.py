"""The written forms of each unit symbol, from measures.txt and counts.txt."""

from pathlib import Path

_DATES = frozenset({"月", "日", "工作"})


def _forms(file_name: str) -> dict[str, str]:
    """{written form: canonical symbol}; a form listed twice belongs to its first row."""
    forms = {}
    for line in (Path(__file__).parent / file_name).read_text("utf-8").splitlines():
        words = [] if line.startswith("#") else line.split()
        for word in words:
            forms.setdefault(word.replace("_", " "), words[0].replace("_", " "))
    return forms


# 3月 and 7日 are dates; a duration is written 个月 and 天.
MEASURE_FORMS = {f: unit for f, unit in _forms("measures.txt").items() if f not in _DATES}
COUNT_FORMS = _forms("counts.txt")
COUNT_SYMBOLS = frozenset(COUNT_FORMS.values())
