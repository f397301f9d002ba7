"""Which chains a chain lead leads; the one place where accounts meet chains."""

from app.audit.operations import record
from app.chains.models import Chain, chain_lead
from app.extensions import db
from app.workflow.declaration import Role


def chain_choices():
    return [
        tuple(row) for row in db.session.execute(db.select(Chain.id, Chain.name).order_by(Chain.id))
    ]


def chains_led_by(user):
    chosen = db.select(chain_lead.c.chain_id).where(chain_lead.c.user_id == user.id)
    return db.session.scalars(chosen).all()


def lead_chains(user, chain_ids, actor):
    """Make `user` lead exactly these chains; whoever is no chain lead leads none."""
    wanted = set(chain_ids or ()) if Role.CHAIN_LEAD in user.roles else set()
    before = set(chains_led_by(user))
    if wanted == before:
        return
    db.session.execute(chain_lead.delete().where(chain_lead.c.user_id == user.id))
    for chain_id in sorted(wanted):
        db.session.execute(chain_lead.insert().values(chain_id=chain_id, user_id=user.id))
    names = dict(chain_choices())
    note = "、".join(names[id] for id in sorted(wanted)) or "不再分管产业链"
    record(user, "lead_chains", actor, label="调整分管产业链", note=note)
