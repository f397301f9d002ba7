"""Audit events as the timeline macro draws them, the same in every room."""

# Moves that go against somebody; the timeline marks them.
BAD = {
    "archive", "cancel", "contractor_decline", "deactivate", "dispute", "fail", "fix", "lock",
    "owner_decline", "rectify", "refuse", "reject", "reopen_task_book", "return",
    "sign_in_refused", "suspend", "terminate",
}  # fmt: skip


def told(events, insider=True, names=None):
    """The events in their order, newest first; strangers get neither names nor opinions.
    `names` {(thing kind, id): name} says whose each is where several things share a timeline."""
    names = names or {}
    return [
        {
            "at": event.at,
            "text": names.get((event.thing_kind, event.thing_id), "") + event.label,
            "actor": event.actor_name if insider else "",
            "note": "：".join(filter(None, (event.reason, event.note))) if insider else "",
            "tone": "bad" if event.action in BAD else "now" if place == 0 else "",
        }
        for place, event in enumerate(events)
    ]
