"""The blueprint that the pages of the chains hang on, and who may change a chain."""

from flask import Blueprint

from app.accounts.roles import may
from app.workflow.declaration import Role

bp = Blueprint("chains", __name__, url_prefix="/chains")


def may_edit_chain(user, chain):
    """Officers any chain, a chain lead the chains they lead."""
    return may(user, "chain.edit") and (user.holds(Role.OFFICER) or user in chain.leads)
