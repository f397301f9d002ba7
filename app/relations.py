"""The relations several nouns share: who belongs to the owner, whose chain or district it is.

Each is built from the columns of the noun that uses it, so a row and a list ask the same question.
"""

from sqlalchemy import false, select

from app.accounts.models import Organisation
from app.accounts.roles import holders, members, works_for
from app.chains.models import chain_lead
from app.extensions import db
from app.workflow.declaration import Role
from app.workflow.stateful import Relation


def people_of(model, column):
    """Whoever works for the organisation in `column`."""
    return Relation(
        holds=lambda thing, user: works_for(user, getattr(thing, column)),
        where=lambda user: (
            getattr(model, column) == user.organisation_id if user.organisation_id else false()
        ),
        people=lambda thing: members(getattr(thing, column)),
    )


def district_of(model, column):
    """District officers of the region of the organisation in `column`."""

    def region(thing):
        return db.session.get(Organisation, getattr(thing, column)).region

    def holds(thing, user):
        return _is_district(user) and user.organisation.region == region(thing)

    def where(user):
        if not _is_district(user):
            return false()
        ours = select(Organisation.id).where(Organisation.region == user.organisation.region)
        return getattr(model, column).in_(ours)

    def people(thing):
        here = select(Organisation.id).where(
            Organisation.kind == "district", Organisation.region == region(thing)
        )
        officers = set(holders(Role.DISTRICT_OFFICER))
        return [
            id for office in db.session.scalars(here) for id in members(office) if id in officers
        ]

    return Relation(holds, where, people)


def lead_of(model, column="chain_id"):
    """Chain leads of the chain in `column`."""

    def led_by(user):
        return select(chain_lead.c.chain_id).where(chain_lead.c.user_id == user.id)

    def holds(thing, user):
        if not user.holds(Role.CHAIN_LEAD):
            return False
        return getattr(thing, column) in db.session.scalars(led_by(user)).all()

    def where(user):
        return getattr(model, column).in_(led_by(user)) if user.holds(Role.CHAIN_LEAD) else false()

    def people(thing):
        chosen = select(chain_lead.c.user_id).where(chain_lead.c.chain_id == getattr(thing, column))
        return db.session.scalars(chosen).all()

    return Relation(holds, where, people)


def _is_district(user):
    return user.holds(Role.DISTRICT_OFFICER) and user.organisation is not None
