"""Audit events as the timeline macro draws them, newest first."""

BAD = ("return", "reject", "archive", "owner_decline", "contractor_decline")


def told(events, insider):
    """Strangers get neither names nor opinions."""
    return [
        {
            "at": event.at,
            "text": event.label,
            "actor": event.actor_name if insider else "",
            "note": "：".join(part for part in (event.reason, event.note) if part)
            if insider
            else "",
            "tone": "now" if place == 0 else "bad" if event.action in BAD else "",
        }
        for place, event in enumerate(events)
    ]
