"""What an organisation has to show for itself: only what anybody may see, whoever asks."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.models import Visitor
from app.capabilities.models import Capability
from app.extensions import db
from app.needs.models import Need
from app.projects.models import Project, ProjectState
from app.workflow.visible import visible

SHOWN = 10


@dataclass(frozen=True)
class Record:
    capabilities: list
    capability_count: int
    needs: list
    need_count: int
    accepted: list  # projects that passed acceptance, as owner or as contractor


def record_of(organisation):
    anybody = Visitor()
    capabilities = visible(Capability, anybody).where(Capability.organisation_id == organisation.id)
    needs = visible(Need, anybody).where(Need.organisation_id == organisation.id)
    return Record(
        capabilities=_newest(capabilities, Capability),
        capability_count=_count(capabilities),
        needs=_newest(needs, Need),
        need_count=_count(needs),
        accepted=_accepted(organisation),
    )


def _accepted(organisation):
    """Their titles stand on the public need; the rest of a project is its parties' own."""
    mine = (Project.organisation_id, Project.contractor_id)
    chosen = (
        select(Project)
        .where(Project.state == ProjectState.ACCEPTED)
        .where(mine[0].in_([organisation.id]) | mine[1].in_([organisation.id]))
        .order_by(Project.state_since.desc())
    )
    return db.session.scalars(chosen).unique().all()


def _newest(chosen, model):
    return db.session.scalars(chosen.order_by(model.id.desc()).limit(SHOWN)).unique().all()


def _count(chosen):
    return db.session.scalar(select(func.count()).select_from(chosen.subquery()))
