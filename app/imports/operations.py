"""Bringing a file in: every row taken or refused with its reason, in batches, or only tried."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from app.audit.operations import record
from app.extensions import db
from app.imports.cells import NotRight
from app.imports.reading import rows_of

BATCH = 500


@dataclass
class Report:
    counts: Counter = field(default_factory=Counter)
    refused: list = field(default_factory=list)  # (line, key, reason)

    def refuse(self, line, row, reason):
        self.counts["refused"] += 1
        key = (row or {}).get("_id") or (row or {}).get("key") or ""
        self.refused.append((line, key, reason))


def bring_in(path, take, terms, actor, save, progress=lambda rows: rows):
    """Take every row of `path`, calling `save` after each batch; returns the report.

    The caller's `save` commits, or flushes only where it is a trial that is rolled back later: then
    later rows still find earlier ones. The same file twice changes nothing: rows are known by key.
    """
    report, seen = Report(), set()
    rows = iter(progress(rows_of(path)))
    while batch := list(islice(rows, BATCH)):
        for line, row, fault in batch:
            _take_one(line, row, fault, take, terms, report, seen)
        save()
        db.session.expunge_all()  # what is written need not stay in memory
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    told = "，".join(f"{name} {count}" for name, count in sorted(report.counts.items()))
    record(
        None, "import", actor, label=f"导入 {Path(path).name}"[:80], note=f"{told}；sha256 {digest}"
    )
    return report


def _take_one(line, row, fault, take, terms, report, seen):
    if row is None:
        report.refuse(line, row, fault)
        return
    key = str(row.get("_id") or row.get("key") or row.get("编号") or "")
    if key and key in seen:
        report.refuse(line, row, "同一个编号在文件里出现了两次")
        return
    seen.add(key)
    try:
        report.counts[take(row, terms)] += 1
    except NotRight as reason:
        report.refuse(line, row, str(reason))
