"""Changing a step of the ladder; what stood before is kept in the trail."""

from app.audit.operations import record
from app.chain_offices.ladder_models import LadderCriterion
from app.clock import today
from app.extensions import db


def write_step(step, words, rows, basis, is_checked, actor):
    """`rows` are criteria as {fact, sign, value}. Whoever checks answers for it with name and day."""
    before = _said(step)
    step.words, step.basis = list(words), basis
    step.criteria = [
        LadderCriterion(
            position=place, fact=row["fact"], sign=row["sign"], value=float(row["value"])
        )
        for place, row in enumerate(rows)
    ]
    step.checked_on = today() if is_checked else None
    step.checked_by_id = actor.id if is_checked else None
    db.session.flush()
    if (after := _said(step)) != before:
        record(step, "revise", actor, label=f"改梯队条件：{step.name}",
               note=f"原来：{before}。现在：{after}"[:2000])  # fmt: skip


def _said(step):
    asked = "，".join(criterion.words for criterion in step.criteria) or "没有条件"
    checked = f"已核对（{step.basis}）" if step.checked_on else "未核对"
    return f"{asked}；荣誉：{'、'.join(step.words)}；{checked}"
