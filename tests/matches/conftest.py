"""What the tests of matches share: a need and the people on both sides of it."""

import pytest

from app.accounts.models import Organisation
from app.extensions import db
from app.needs.models import NeedState
from tests.factories import (
    make_capability,
    make_need,
    make_officer,
    make_organisation,
    make_solver,
    make_submitter,
)


@pytest.fixture
def parties(app, made):
    """{need, capability, owner, solver, officer}: ids of one pair and of the people around it."""
    plant = made(make_organisation, contact_name="赵工", contact_phone="13900000001")
    institute = made(
        make_organisation, kind="institute", contact_name="钱工", contact_phone="13900000002"
    )

    def of(factory, organisation, **fields):
        return made(
            lambda: factory(organisation=db.session.get(Organisation, organisation), **fields)
        )

    return {
        "need": of(make_need, plant, state=NeedState.OPEN),
        "capability": of(make_capability, institute),
        "owner": of(make_submitter, plant),
        "solver": of(make_solver, institute),
        "officer": made(make_officer),
    }
