"""Whose a thing is and where it belongs, whatever noun it is."""

from app.accounts.models import Organisation


def organisation_of(thing):
    """The organisation a person would name first for this thing, or None."""
    if isinstance(thing, Organisation):
        return thing
    own = getattr(thing, "organisation", None)
    return own or getattr(_parent(thing), "organisation", None)


def chain_of(thing):
    """The industry chain a thing hangs on, by itself or by its need or project."""
    own = getattr(thing, "chain", None)
    parent = _parent(thing)
    return own or (chain_of(parent) if parent is not None else None)


def region_of(thing):
    organisation = organisation_of(thing)
    return organisation.region if organisation else ""


def origin_of(thing):
    """从哪里来: the organisation, and its district where it has one."""
    organisation = organisation_of(thing)
    return organisation.name if organisation else "平台"


def _parent(thing):
    """A bid's, match's or review's need; a milestone's project; a project's need."""
    return getattr(thing, "project", None) if _is_milestone(thing) else getattr(thing, "need", None)


def _is_milestone(thing):
    return hasattr(thing, "project_id") and not hasattr(thing, "need_id")
