"""Every door of the house: one rule on each view, and every role tried at every address."""

import re

import pytest

from app.accounts.models import OrganisationState, User
from app.accounts.roles import ACCOUNT_ROLES, PERMISSIONS
from app.bids.models import BidState
from app.calls.models import CallState
from app.capabilities.models import CapabilityState
from app.extensions import db
from app.matches.models import MatchState
from app.needs.models import NeedState
from app.reviews.models import ReviewState
from app.workflow.declaration import Role
from tests import factories as make

ASSETS = {"static", "bootstrap.static"}
KINDS = {
    Role.SUBMITTER: "enterprise",
    Role.SOLVER: "university",
    Role.DISTRICT_OFFICER: "district",
    Role.OFFICER: "commission",
}
PEOPLE = ["visitor", *ACCOUNT_ROLES]
ANSWERS = {200, 302, 303, 400, 403, 404, 405}


@pytest.fixture(scope="module")
def mapped(shared_app):
    """[(rule, view)] of every route but the files of the page itself."""
    return [
        (rule, shared_app.view_functions[rule.endpoint])
        for rule in shared_app.url_map.iter_rules()
        if rule.endpoint not in ASSETS
    ]


@pytest.fixture
def city(app):
    """Somebody of every role, and one hidden thing of every noun that none of them has to do with."""
    with app.app_context():
        people = {role: _person(role) for role in ACCOUNT_ROLES}
        hidden = _hidden_things()
        logins = {role: user.login for role, user in people.items()}
        ids = {noun: thing.id for noun, thing in hidden.items()}
        db.session.commit()
    return logins, ids


def _person(role):
    kind = KINDS.get(role)
    organisation = make.make_organisation(kind, region="巴南区") if kind else None
    return make.make_user(role, organisation=organisation)


def _hidden_things():
    """Things of strangers in a state that only their own people see."""
    stranger = make.make_organisation(state=OrganisationState.PENDING, region="城口县")
    make.make_submitter(stranger)
    need = make.make_need(NeedState.DRAFT, organisation=stranger)
    return {
        "organisations": stranger,
        "needs": need,
        "calls": make.make_call(CallState.DRAFT),
        "capabilities": make.make_capability(CapabilityState.DRAFT),
        "bids": make.make_bid(BidState.DRAFT),
        "matches": make.make_match(MatchState.SUGGESTED),
        "reviews": make.make_review(ReviewState.ASKED),
        "projects": (project := make.make_project()),
        "milestones": project.milestones[0],
    }


def visit(app, logins, who):
    client = app.test_client()
    if who != "visitor":
        assert client.sign_in(logins[who]).status_code == 302
    return client


def listed(found):
    return "\n" + "\n".join(map(str, found))


def status_of(client, path):
    """The status, or what broke: one broken page must not hide the others."""
    try:
        return client.get(path).status_code
    except Exception as broke:
        return f"{type(broke).__name__}: {broke}"


def parameterless(mapped, method):
    return [(rule, view) for rule, view in mapped if method in rule.methods and not rule.arguments]


def test_every_view_wears_exactly_one_access_rule(mapped):
    known = {"public", "signed_in", *PERMISSIONS}
    bare = sorted(
        {r.endpoint for r, view in mapped if getattr(view, "access_rule", 0) not in known}
    )
    assert not bare, listed(bare)


def test_a_view_cannot_wear_two_rules():
    from app.access import public, signed_in

    with pytest.raises(TypeError):
        public(signed_in(lambda: None))


def test_a_permission_nobody_declared_fails_at_import():
    from app.access import requires

    with pytest.raises(KeyError):
        requires("need.eat")


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_answer_each_role_as_their_rule_says(app, city, mapped, who):
    logins, _ = city
    client = visit(app, logins, who)
    wrong = []
    for rule, view in parameterless(mapped, "GET"):
        status = status_of(client, rule.rule)
        if status not in _expected(view.access_rule, who):
            wrong.append((rule.rule, view.access_rule, status))
    assert not wrong, listed(wrong)


def _expected(rule, who):
    """What a GET may answer. 400 and 404: the page wants to be asked about something."""
    entered = {200, 302, 400, 404}
    if rule == "public":
        return entered
    if who == "visitor":
        return {302, 401}
    if rule == "signed_in":  # a view may refuse further than its rule, never less
        return entered | {403}
    return entered if who in PERMISSIONS[rule] else {403}


@pytest.mark.parametrize("who", ["visitor", Role.SUBMITTER, Role.ADMIN])
def test_no_post_is_taken_without_its_token(app, city, mapped, who):
    logins, ids = city
    client = visit(app, logins, who)
    wrong = []
    for rule, _ in mapped:
        if "POST" not in rule.methods:
            continue
        answer = client.post(_address(rule, ids))
        if answer.status_code != 400 or "没有任何改动" not in answer.text + _said(answer):
            wrong.append((rule.rule, answer.status_code))
    assert not wrong, listed(wrong)


def _said(answer):
    # The API says it in JSON, with the status alone.
    return "没有任何改动" if answer.is_json else ""


@pytest.mark.parametrize("who", PEOPLE)
def test_addresses_with_ids_never_break_and_never_leak(app, city, mapped, who):
    logins, ids = city
    client = visit(app, logins, who)
    broken = []
    for rule, _ in mapped:
        if not rule.arguments or "GET" not in rule.methods:
            continue
        status = status_of(client, _address(rule, ids))
        if status not in ANSWERS:
            broken.append((rule.rule, status))
    assert not broken, listed(broken)


@pytest.mark.parametrize("who", ["visitor", Role.SUBMITTER, Role.SOLVER, Role.EXPERT])
def test_what_a_person_may_not_see_is_not_there(app, city, mapped, who):
    logins, ids = city
    client = visit(app, logins, who)
    seen = []
    for rule, view in mapped:
        room = rule.endpoint.split(".")[0]
        if rule.arguments != {"id"} or "GET" not in rule.methods or room not in ids:
            continue
        status = status_of(client, _address(rule, ids))
        hidden = {404} if view.access_rule == "public" else {404, 302}
        if view.access_rule not in ("public", "signed_in"):
            hidden.add(403)
        if status not in hidden or (status == 302 and who != "visitor"):
            seen.append((rule.rule, status))
    assert not seen, listed(seen)


@pytest.mark.parametrize("who", ["visitor", Role.SUBMITTER, Role.SOLVER])
def test_what_is_hidden_cannot_be_acted_on(app, city, who):
    logins, ids = city
    client = visit(app, logins, who)
    for room, id in ids.items():
        answer = client.send(f"/{room}/{id}/actions/withdraw")
        assert answer.status_code == (302 if who == "visitor" else 404), room


def test_a_number_too_large_for_the_database_is_not_there(client):
    for room in ("organisations", "needs", "capabilities"):
        assert client.get(f"/{room}/{10**30}").status_code == 404


def test_a_page_number_too_large_is_not_there(client):
    assert client.get(f"/organisations/?page={10**30}").status_code == 404


def _address(rule, ids):
    """The rule's path with the hidden thing's id of its room, and plain words for the rest."""
    room = rule.endpoint.split(".")[0]

    def fill(found):
        converter, name = found.group(1), found.group(2)
        if converter == "int:" or name.endswith("id"):
            return str(ids.get(room, 1))
        return "needs" if name == "noun" else "nothing"

    return re.sub(r"<([a-z]+(?:\([^)]*\))?:)?(\w+)>", fill, rule.rule)


def test_everybody_in_the_walk_is_there(city, app):
    logins, _ = city
    with app.app_context():
        found = db.session.scalars(db.select(User).where(User.login.in_(logins.values()))).unique()
        assert {role for user in found for role in user.roles} == set(ACCOUNT_ROLES)
