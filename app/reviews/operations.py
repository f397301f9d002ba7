"""Writes to reviews that are not transitions."""

from app.audit.operations import record
from app.extensions import db
from app.inbox.operations import notify
from app.reviews.models import Review


def ask_expert(need, expert, actor, question="", bid=None):
    """Ask one expert about a need, or about one opened bid of it."""
    review = Review(
        need=need, bid=bid, expert=expert, asked_by_id=actor.id, question=question, scores={}
    )
    db.session.add(review)
    event = record(review, "ask", actor, label="请专家评审", after=review.state, note=question)
    notify([expert.id], review, event, f"请您评审：{review.title}")
    return review


def revise_review(review, fields, actor):
    for name, value in fields.items():
        setattr(review, name, value)
    db.session.flush()
