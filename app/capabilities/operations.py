"""Writes to capabilities that are not transitions, and the effects of those that are."""

from app.audit.operations import record
from app.capabilities.models import Capability, CapabilityIndicator
from app.clock import now
from app.extensions import db
from app.numbering import next_number


def draft_capability(organisation, actor, **fields):
    capability = Capability(
        number=next_number("NL"),
        organisation=organisation,
        created_by_id=actor.id,
        **fields,
    )
    db.session.add(capability)
    record(capability, "draft", actor, label="新建草稿", after=capability.state)
    return capability


def revise_capability(capability, fields, indicators, actor, is_autosave=False):
    """Write the form's fields and rows; what is published is found by its new words at once."""
    for name, value in fields.items():
        setattr(capability, name, value)
    capability.indicators = [
        CapabilityIndicator(position=position, **row) for position, row in enumerate(indicators)
    ]
    db.session.flush()
    if not is_autosave:
        record(capability, "revise", actor, label="已修改内容", is_public=True)


def stamp_publication(capability, actor, event):
    capability.published_at = now()
