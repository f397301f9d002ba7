"""The city's own pairs for fine-tuning the encoder: only what people agreed to and anybody may read."""

from app.capabilities.models import CapabilityState
from app.matches.documents import capability_document, need_document
from app.matches.learn_decisions import gather
from app.matches.queries import things_of
from app.needs.queries import PUBLIC_STATES
from matching.text import whole


def public_pairs():
    """[(need text, capability text)] in one line each."""
    right = [row for row in gather().decided if row.is_right]
    needs = things_of("need", {row.need_id for row in right})
    capabilities = things_of("capability", {row.capability_id for row in right})
    return [
        (
            _line(need_document(needs[row.need_id])),
            _line(capability_document(capabilities[row.capability_id])),
        )
        for row in right
        if needs[row.need_id].state in PUBLIC_STATES
        and capabilities[row.capability_id].state is CapabilityState.PUBLISHED
    ]


def _line(document):
    """Without tabs and line breaks, which part the columns and the pairs."""
    return " ".join(whole(document).split())
