"""Writes to service requests that are not transitions, and the effects of those that are."""

from app.audit.operations import record
from app.chain_offices.request_models import ServiceRequest
from app.clock import now, today
from app.extensions import db
from app.inbox.operations import notify
from app.numbering import next_number
from app.workflow.declaration import Role


def ask_service(chain, organisation, actor, asked_on=None, **fields):
    """A request of the enterprise, raised by itself or entered by the office; its office is told."""
    request = ServiceRequest(
        number=next_number("FW"), chain=chain, organisation=organisation, created_by_id=actor.id,
        asked_on=asked_on or today(), **fields,
    )  # fmt: skip
    db.session.add(request)
    event = record(request, "ask", actor, label="提出诉求", after=request.state)
    people = set(_office(request)) | set(request.people_as(Role.OWNER))
    notify(sorted(people - {actor.id}), request, event, f"服务诉求：{request.title}")
    return request


def keep_answer(request, actor, event):
    request.result, request.answered_at = event.note, now()
    request.answered_by_id = actor.id


def _office(request):
    """The leads of the chain; where a chain has none, the officers, so that nobody is not enough."""
    return request.people_as(Role.CHAIN_LEAD) or request.people_as(Role.OFFICER)
