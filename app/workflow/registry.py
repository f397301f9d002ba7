"""Which workflow belongs to which model: filled once and in the open by create_app."""

_by_model = {}


def register(*workflows):
    for workflow in workflows:
        _by_model[workflow.model] = workflow


def workflow_of(thing_or_model):
    """The workflow of a row or a model; KeyError names a model nobody registered."""
    model = thing_or_model if isinstance(thing_or_model, type) else type(thing_or_model)
    return _by_model[model]


def workflows():
    return tuple(_by_model.values())


def workflow_named(name):
    """The workflow called `name`, or None."""
    return next((w for w in _by_model.values() if w.name == name), None)
