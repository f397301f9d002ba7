"""From a suggestion to one need for several enterprises: who answers, what is drafted, what merges."""

import pytest

from app.audit.queries import timeline
from app.calls.operations import list_need
from app.extensions import db
from app.inbox.models import Message
from app.joint_needs.models import JointNeedState as S
from app.joint_needs.operations import choose_lead, suggest_joint_need
from app.needs.models import NeedState
from app.workflow.advance import advance, held_back, offered
from app.workflow.declaration import NotNow, NotYours
from app.workflow.visible import may_see
from tests import factories as make


@pytest.fixture
def officer(context):
    return make.make_officer()


@pytest.fixture
def needs(context):
    """The same problem of three enterprises: submitted, recommended, vetted."""
    found = [
        make.make_need(state, reward=money, duration_months=months, budget_total=money * 2)
        for state, money, months in (
            (NeedState.SUBMITTED, 1_000_000, 12),
            (NeedState.RECOMMENDED, 2_000_000, 18),
            (NeedState.VETTED, 500_000, 6),
        )
    ]
    for limit, need in zip((0.8, 1.2, 0.5), found, strict=True):
        need.indicators[0].value = limit
    return found


@pytest.fixture
def people(needs):
    return [make.make_submitter(need.organisation) for need in needs]


@pytest.fixture
def asked(needs, people, officer):
    joint = suggest_joint_need(
        needs, officer, title="壳体气孔控制", problem="几家都有气孔。",
        chain_id=needs[0].chain_id, lead_id=needs[0].organisation_id,
    )  # fmt: skip
    advance(joint, "propose", officer, note="三家同题")
    return joint


def names(joint, person):
    return {action.name for action in offered(joint, person)}


def told(person):
    return db.session.scalars(db.select(Message.action).where(Message.user_id == person.id)).all()


def test_each_enterprise_is_asked_and_told(asked, people):
    assert asked.state is S.ASKING
    assert all(told(person) == ["propose"] for person in people)
    assert names(asked, people[0]) == {"join", "decline"}


def test_who_has_answered_is_not_asked_again(asked, people):
    advance(asked, "join", people[0])
    assert names(asked, people[0]) == set()
    with pytest.raises(NotYours):
        advance(asked, "decline", people[0], note="又不想了")
    assert names(asked, people[1]) == {"join", "decline"}


def test_a_stranger_may_neither_see_nor_answer(asked):
    stranger = make.make_submitter()
    assert not may_see(asked, stranger)
    with pytest.raises(NotYours):
        advance(asked, "join", stranger)


def test_the_last_answer_brings_it_back_to_the_officer(asked, people, officer):
    for person in people[:2]:
        advance(asked, "join", person)
    advance(asked, "decline", people[2], note="我们的结构不同")
    assert asked.state is S.ANSWERED
    assert asked.reward == 3_000_000
    assert "draft" in names(asked, officer)


def test_silence_is_no_consent(asked, people, officer):
    advance(asked, "join", people[0])
    advance(asked, "settle", officer)
    assert [member.has_joined for member in asked.members] == [True, False, False]
    (reason,) = [why for action, why in held_back(asked, officer) if action.name == "draft"]
    assert "不到两家" in reason


def test_one_draft_is_made_for_all_who_joined(asked, people, officer):
    for person in people[:2]:
        advance(asked, "join", person)
    advance(asked, "decline", people[2], note="不参加")
    advance(asked, "draft", officer)
    need = asked.need
    assert (need.state, need.organisation) == (NeedState.DRAFT, asked.lead)
    assert (need.reward, need.budget_total, need.duration_months) == (3_000_000, 6_000_000, 18)
    porosity = need.indicators[0]
    assert (porosity.name, porosity.operator, porosity.value) == ("孔隙率", "<=", 0.8)
    assert "draft" in told(people[0])


def test_the_lead_must_be_one_who_joined(asked, people, officer):
    advance(asked, "decline", people[0], note="不参加")
    for person in people[1:]:
        advance(asked, "join", person)
    with pytest.raises(NotNow, match="牵头"):
        advance(asked, "draft", officer)
    choose_lead(asked, people[1].organisation, officer)
    advance(asked, "draft", officer)
    assert asked.need.organisation is people[1].organisation


def vet(need, officer):
    need.state = NeedState.RECOMMENDED
    advance(need, "vet", officer, note="同意")


def test_the_members_merge_when_the_joint_need_is_vetted_and_not_before(
    asked, needs, people, officer
):
    for person in people:
        advance(asked, "join", person)
    advance(asked, "draft", officer)
    assert {need.state for need in needs} == {
        NeedState.SUBMITTED, NeedState.RECOMMENDED, NeedState.VETTED,
    }  # fmt: skip
    vet(asked.need, officer)
    assert {need.state for need in needs} == {NeedState.MERGED}
    assert timeline(needs[0])[0].action == "merge"
    assert "merge" in told(people[0])


def test_a_need_that_declined_goes_its_own_way(asked, needs, people, officer):
    for person in people[:2]:
        advance(asked, "join", person)
    advance(asked, "decline", people[2], note="不参加")
    advance(asked, "draft", officer)
    vet(asked.need, officer)
    assert needs[2].state is NeedState.VETTED


def test_a_need_that_is_being_merged_is_not_listed_meanwhile(asked, needs, people, officer):
    for person in people:
        advance(asked, "join", person)
    call = make.make_call()
    with pytest.raises(NotNow, match=asked.number):
        list_need(call, needs[2], officer)
    advance(asked, "call_off", officer, note="先放一放", reason="timing")
    list_need(call, needs[2], officer)
    assert needs[2].state is NeedState.LISTED


def test_a_refused_joint_need_sets_its_members_free(asked, needs, people, officer):
    for person in people:
        advance(asked, "join", person)
    advance(asked, "draft", officer)
    asked.need.state = NeedState.RECOMMENDED
    advance(asked.need, "refuse", officer, note="不受理", reason="other")
    list_need(make.make_call(), needs[2], officer)
    assert needs[0].state is NeedState.SUBMITTED


def test_what_is_dismissed_is_told_to_no_enterprise(needs, people, officer):
    joint = suggest_joint_need(needs, officer, title="壳体气孔控制")
    advance(joint, "dismiss", officer, note="不是一回事", reason="different")
    assert not any(told(person) for person in people)
    assert not may_see(joint, people[0])


def test_one_enterprise_alone_is_no_joint_need(officer):
    ours = make.make_organisation()
    needs = [make.make_need(NeedState.VETTED, organisation=ours) for _ in range(2)]
    joint = suggest_joint_need(needs, officer, title="壳体气孔控制")
    with pytest.raises(NotNow, match="两家"):
        advance(joint, "propose", officer, note="合并")
