"""A workflow as text: the diagram and the tables of docs/workflows.md and of the guide."""

from app.workflow.declaration import ROLE_LABELS


def diagram(workflow):
    """Mermaid's stateDiagram-v2, arrows in the order of the declaration."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.code.value}: {state.label}" for state in workflow.states]
    lines.append(f"    [*] --> {workflow.initial.value}")
    for action in workflow.actions:
        for source in action.sources:
            lines.append(f"    {source.value} --> {action.target.value}: {action.label}")
    return "\n".join([*lines, "```"])


def state_rows(workflow):
    """(label, meaning, whom it waits for, working days) of each state."""
    return [
        (
            state.label,
            state.meaning,
            ROLE_LABELS[state.waits_for] if state.waits_for else "",
            str(state.due_days or ""),
        )
        for state in workflow.states
    ]


def action_rows(workflow):
    """(name, label, from, to, by whom, told to whom) of each action."""
    return [
        (
            f"`{action.name}`",
            action.label,
            "、".join(workflow.state(source).label for source in action.sources),
            workflow.state(action.target).label,
            _roles(action.by),
            _roles(action.notify),
        )
        for action in workflow.actions
    ]


def document(workflows):
    """The whole of docs/workflows.md."""
    parts = ["# Workflows\n\nWritten by `flask docs` from the declarations; do not edit.\n"]
    for workflow in workflows:
        parts += [
            f"## {workflow.label} `{workflow.name}`\n",
            diagram(workflow) + "\n",
            table(("state", "meaning", "waits for", "working days"), state_rows(workflow)),
            table(("action", "label", "from", "to", "by", "tells"), action_rows(workflow)),
        ]
    return "\n".join(parts)


def table(heads, rows):
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def _roles(roles):
    return "、".join(ROLE_LABELS[role] for role in roles)
