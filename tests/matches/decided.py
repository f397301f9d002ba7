"""Decided matches in the database whose cause is known: the kept scores are those of made decisions."""

from app.audit.operations import record
from app.extensions import db
from app.matches.encoding import encoder
from app.matches.models import MatchState
from app.needs.models import NeedState
from tests.factories import make_capability, make_match, make_need, make_officer
from tests.matching.decisions import decisions


def make_decided(cause=None, needs=14, each=6, seed=0, slope=25.0):
    """`needs` x `each` matches, approved or refused as unrelated; the officer who decided."""
    officer = make_officer()
    capabilities = [make_capability() for _ in range(each)]
    asked = [make_need(NeedState.OPEN, indicators=0) for _ in range(needs)]
    for place, decision in enumerate(decisions(cause, needs, each, seed, slope)):
        match = make_match(
            MatchState.APPROVED if decision.is_right else MatchState.REJECTED,
            need=asked[place // each],
            capability=capabilities[place % each],
            snapshot=_snapshot(decision),
        )
        action, reason = ("approve", "") if decision.is_right else ("reject", "不相关")
        record(match, action, officer, label="决定", reason=reason)
    db.session.flush()
    return officer


def _snapshot(decision):
    parts = [
        {"name": name, "label": name, "points": 10 * share, "out_of": 10.0, "why": ""}
        for name, share in decision.shares.items()
    ]
    return {
        "id": "1", "score": 50.0, "parts": parts, "evidence": [], "comparisons": [], "missing": [],
        "model": encoder().model_id, "text_scores": dict(decision.text_scores),
        "kept_at": "2026-11-01T00:00:00",
    }  # fmt: skip
