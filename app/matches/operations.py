"""Writes to matches that are not transitions, and the effects of those that are."""

from app.accounts.models import SYSTEM
from app.clock import now
from app.projects import operations as projects
from app.workflow.advance import advance


def keep_owner_answer(match, actor, event):
    match.owner_note, match.owner_answered_at = event.note, now()


def keep_contractor_answer(match, actor, event):
    match.contractor_note, match.contractor_answered_at = event.note, now()


def award_need(match, actor, event):
    advance(match.need, "award_by_match", SYSTEM, cause=event)


def open_project(match, actor, event):
    projects.project_from_match(match, actor, event)
