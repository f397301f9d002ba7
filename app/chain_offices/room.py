"""The blueprints of the room, and whose desk a chain is."""

from flask import Blueprint, abort

from app.chains.models import Chain
from app.chains.room import may_edit_chain
from app.extensions import db
from app.workflow.declaration import Role

bp = Blueprint("chain_offices", __name__, url_prefix="/chain-offices")
service_requests = Blueprint("service_requests", __name__, url_prefix="/service-requests")


def sees_every_desk(user):
    return user.holds(Role.OFFICER) or user.holds(Role.AUDITOR)


def may_see_desk(user, chain):
    """Officers and auditors every chain's desk, a chain lead those of the chains they lead."""
    if sees_every_desk(user):
        return True
    return user.holds(Role.CHAIN_LEAD) and user in chain.leads


def desk_of(chain_id, user):
    """The chain whose desk the person may look at."""
    chain = db.session.get(Chain, chain_id) or abort(404)
    if not may_see_desk(user, chain):
        abort(403)
    return chain


def editable_chain(chain_id, user):
    chain = db.session.get(Chain, chain_id) or abort(404)
    if not may_edit_chain(user, chain):
        abort(403)
    return chain
