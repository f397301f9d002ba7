"""`python -m matching indicators`: reads the gold files and prints how well we read and compare."""

import json
from collections import Counter
from pathlib import Path

from matching.documents import Indicator
from matching.indicators import compare, read_indicators
from matching.indicators.scoring import pair_up


def add_arguments(parser) -> None:
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--extract", metavar="FILE", help="gold sentences, one JSON object a line")
    wanted.add_argument("--compare", metavar="FILE", help="gold pairs, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args) -> int:
    path = args.extract or args.compare
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    result = score_extraction(rows) if args.extract else score_comparison(rows)
    print(json.dumps(result, ensure_ascii=False) if args.json else _readable(result))
    return 0


def score_extraction(rows: list[dict]) -> dict:
    """Precision, recall and F1: name by overlap, operator, value, unit exact; role apart."""
    hits = roles = gold = read = 0
    misses = []
    for row in rows:
        found = read_indicators(row["text"])
        pairs, missed, extra = pair_up(row["indicators"], list(found))
        hits, gold, read = hits + len(pairs), gold + len(row["indicators"]), read + len(found)
        roles += sum(want.get("role") == got.role for want, got in pairs)
        misses += [_miss(row, "missed", want) for want in missed]
        misses += [_miss(row, "extra", _fields(got)) for got in extra]
    precision, recall = hits / max(1, read), hits / max(1, gold)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "role_accuracy": round(roles / max(1, hits), 4),
        "sentences": len(rows),
        "misses": misses,
    }


def score_comparison(rows: list[dict]) -> dict:
    """Accuracy, and the share of all pairs called met that are not."""
    confusion, misses, right, wrong_met = Counter(), [], 0, 0
    for row in rows:
        answer = compare(_indicator(row["need_indicator"]), row["capability_text"])
        confusion[f"{row['verdict']}->{answer.status}"] += 1
        right += answer.status == row["verdict"]
        wrong_met += answer.status == "met" != row["verdict"]
        if answer.status != row["verdict"]:
            misses.append(
                {
                    "_id": row.get("_id"),
                    "gold": row["verdict"],
                    "read": answer.status,
                    "note": answer.note,
                }
            )
    return {
        "accuracy": round(right / max(1, len(rows)), 4),
        "wrong_met": round(wrong_met / max(1, len(rows)), 4),
        "confusion": dict(sorted(confusion.items())),
        "pairs": len(rows),
        "misses": misses,
    }


def _indicator(row):
    value = row["value"]
    return Indicator(
        row["name"], row["op"], tuple(value) if isinstance(value, list) else value, row["unit"]
    )


def _miss(row, kind, indicator):
    return {"_id": row.get("_id"), "kind": kind, "indicator": indicator, "text": row["text"]}


def _fields(read):
    return {
        "name": read.name,
        "op": read.op,
        "value": read.value,
        "unit": read.unit,
        "role": read.role,
    }


def _readable(result):
    lines = [f"{key}: {value}" for key, value in result.items() if key != "misses"]
    lines += [json.dumps(miss, ensure_ascii=False) for miss in result["misses"]]
    return "\n".join(lines)
