"""The main navigation: everybody finds what is theirs, and nothing that is not."""

import re

import pytest

from app.dispatches.models import DispatchState
from app.reserve.models import ReserveState
from app.workflow.declaration import Role
from tests import factories


def links(client):
    """The paths the navigation of the home page leads to, each as often as it is named."""
    nav = re.search(r'<nav aria-label="主导航">.*?</nav>', client.get("/").text, re.DOTALL).group()
    return re.findall(r'href="([^"]+)"', nav)


def test_an_enterprise_no_chain_asks_anything_of_sees_the_chains_and_no_more(made, signed_in):
    shown = links(signed_in(made(factories.make_submitter)))
    assert "/chains/" in shown
    assert not {"/dispatches/", "/reserve/", "/service-requests/"} & set(shown)


@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("/service-requests/", lambda own: factories.make_lead_enterprise(factories.make_chain(), own)),
        ("/dispatches/", lambda own: factories.make_dispatch(DispatchState.SENT, own)),
        ("/reserve/", lambda own: factories.make_reserve_project(
            ReserveState.ADMITTED, organisation=own)),
    ],
)  # fmt: skip
def test_who_is_concerned_by_a_chain_finds_the_way(made, signed_in, path, make):
    def person():
        own = factories.make_organisation()
        make(own)
        return factories.make_submitter(own)

    shown = links(signed_in(made(person)))
    assert path in shown
    assert shown.count("/chains/") == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIN_LEAD])
def test_who_leads_finds_every_page_of_the_chains_once(made, signed_in, role):
    shown = links(signed_in(made(lambda: factories.make_user(role))))
    assert len(shown) == len(set(shown))
    assert {"/chains/", "/chain-offices/", "/risk-warnings/", "/dispatches/", "/reserve/",
            "/service-requests/", "/joint-needs/"} <= set(shown)  # fmt: skip
