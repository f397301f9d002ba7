"""What deserves an eye before it is late: open needs nobody answered, milestones past their date."""

from datetime import timedelta

from sqlalchemy import select

from app.bids.models import Bid
from app.clock import now, today
from app.extensions import db
from app.figures.funnel import SEALED_OR_LATER
from app.inbox.mine import where_mine
from app.needs.models import Need
from app.needs.queries import open_now
from app.projects.models import Milestone, MilestoneState, Project, ProjectState

UNANSWERED_DAYS = 10


def unanswered(where=(), days=UNANSWERED_DAYS):
    """A select of open needs without a sealed bid whose window closes within `days`."""
    soon = now() + timedelta(days=days)
    answered = Need.bids.any(Bid.state.in_(SEALED_OR_LATER))
    chosen = open_now().where(Need.closes_at <= soon, ~answered, *where)
    return chosen.order_by(Need.closes_at)


def late_milestones(where=()):
    """A select of milestones of running projects that are past their date and not handed in."""
    chosen = (
        select(Milestone)
        .join(Project, Milestone.project_id == Project.id)
        .where(
            Project.state == ProjectState.RUNNING,
            Milestone.state.in_((MilestoneState.PLANNED, MilestoneState.FIX)),
            Milestone.due_on < today(),
            *where,
        )
    )
    return chosen.order_by(Milestone.due_on)


def watched_by(user, limit=5):
    """(needs, milestones) of what the user has a hand in."""
    needs = unanswered((where_mine(Need, user),)).limit(limit)
    milestones = late_milestones((where_mine(Milestone, user),)).limit(limit)
    return (
        db.session.scalars(needs).unique().all(),
        db.session.scalars(milestones).unique().all(),
    )
