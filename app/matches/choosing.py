"""What the pages of a need's 匹配 share: who may open them, their tabs, what narrows their list."""

from flask import abort, url_for
from flask_login import current_user

from app.access import visible_or_404
from app.matches.choices import candidate_fields
from app.matches.page import sees_rivals
from app.needs.models import Need, NeedState


def need_to_choose_for(id):
    """The need, for whoever chooses among its candidates; a draft has none yet."""
    need = visible_or_404(Need, id)
    if not sees_rivals(need, current_user):
        abort(403)
    if need.state is NeedState.DRAFT:
        abort(404)
    return need


def tabs_of(need, current):
    """The three pages of a need's 匹配."""
    pages = (("candidates", "候选能力"), ("team", "组队建议"), ("forecast", "流榜预警"))
    return [
        {
            "label": label,
            "href": url_for(f"matches.{name}", id=need.id),
            "is_current": name == current,
        }
        for name, label in pages
    ]


def filters_in(args):
    """What of the address narrows the list, so that a question about it keeps it."""
    return {field["name"]: field["value"] for field in candidate_fields(args) if field["value"]}
