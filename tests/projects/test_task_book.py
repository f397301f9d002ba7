"""The task book: written by both sides, lost by nobody, signed in order, printed."""

import re

import pytest

from app.audit.queries import timeline
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import Need, NeedState
from app.projects.models import Milestone, Project, ProjectState
from tests.projects.conftest import act, task_book, version_of


@pytest.mark.parametrize("who", ["owner", "contractor", "officer"])
def test_both_sides_and_the_officer_write_the_task_book(staged, read, who, app):
    place = staged()
    client = getattr(place, who)
    answer = client.send(f"/projects/{place.id}/edit", task_book(version_of(app, place.id)))
    assert answer.status_code == 302
    told = read(Project, place.id, lambda p: (p.amount, [m.amount for m in p.milestones]))
    assert told == (3_400_000, [1_000_000, 1_600_000])


@pytest.mark.parametrize(
    ("who", "status"), [("district", 403), ("auditor", 403), ("stranger", 404)]
)
def test_nobody_else_writes_it(staged, read, app, who, status):
    place = staged()
    client = getattr(place, who)
    answer = client.send(f"/projects/{place.id}/edit", task_book(version_of(app, place.id)))
    assert answer.status_code == status
    assert read(Project, place.id, lambda p: p.leader) == ""


def test_the_second_writer_sees_both_versions_and_loses_nothing(staged, read, app):
    place = staged()
    seen = version_of(app, place.id)
    place.owner.send(f"/projects/{place.id}/edit", task_book(seen, goal="需求方写的目标"))
    answer = place.contractor.send(
        f"/projects/{place.id}/edit", task_book(seen, goal="揭榜方写的目标")
    )
    assert answer.status_code == 409
    assert "需求方写的目标" in answer.text
    assert "揭榜方写的目标" in answer.text
    assert read(Project, place.id, lambda p: p.goal) == "需求方写的目标"
    again = re.search(r'name="version" value="(\d+)"', answer.text).group(1)
    place.contractor.send(f"/projects/{place.id}/edit", task_book(again, goal="揭榜方写的目标"))
    assert read(Project, place.id, lambda p: p.goal) == "揭榜方写的目标"


def test_a_change_of_milestones_alone_is_noticed_too(staged, app):
    place = staged()
    place.owner.send(f"/projects/{place.id}/edit", task_book(version_of(app, place.id)))
    seen = version_of(app, place.id)
    fields = task_book(seen, **{"milestones-1-amount": "150"})
    place.owner.send(f"/projects/{place.id}/edit", fields)
    assert version_of(app, place.id) > seen


def test_a_milestone_keeps_its_row_when_another_is_removed(staged, read, app):
    place = staged()
    place.owner.send(f"/projects/{place.id}/edit", task_book(version_of(app, place.id)))
    ids = read(Project, place.id, lambda p: [row.id for row in p.milestones])
    fields = task_book(version_of(app, place.id))
    kept = {k: v for k, v in fields.items() if not k.startswith("milestones-0")}
    kept["milestones-1-id"] = str(ids[1])
    place.owner.send(f"/projects/{place.id}/edit", kept)
    rows = read(Project, place.id, lambda p: [(row.id, row.name) for row in p.milestones])
    assert rows == [(ids[1], "样件试制")]


def test_a_row_cannot_take_over_a_milestone_of_another_project(staged, read, app):
    place, other = staged(), staged()
    fields = task_book(version_of(app, place.id), **{"milestones-0-id": str(other.milestone)})
    place.owner.send(f"/projects/{place.id}/edit", fields)
    assert read(Milestone, other.milestone, lambda m: (m.project_id, m.name)) == (other.id, "试制")


def test_what_cannot_be_read_is_said_by_the_field_and_kept(staged, read, app):
    place = staged()
    fields = task_book(version_of(app, place.id), amount="三百", goal="写了很久的目标")
    answer = place.owner.send(f"/projects/{place.id}/edit", fields)
    assert answer.status_code == 422
    assert "单位是万元" in answer.text
    assert "写了很久的目标" in answer.text
    assert read(Project, place.id, lambda p: p.amount) == 0


def test_rows_are_added_without_a_script(staged, app):
    place = staged()
    fields = task_book(version_of(app, place.id), row_add="milestones")
    page = place.owner.send(f"/projects/{place.id}/edit", fields).text
    assert 'name="milestones-2-name"' in page
    assert "合格样件 120 件" in page


def test_it_is_saved_as_one_types_and_that_is_no_event(staged, read, app):
    place = staged()
    fields = task_book(version_of(app, place.id), leader="", goal="刚写一半")
    answer = place.contractor.send(f"/projects/{place.id}/autosave", fields)
    assert answer.json["version"] == version_of(app, place.id)
    assert read(Project, place.id, lambda p: p.goal) == "刚写一半"
    assert read(Project, place.id, timeline) == []
    stale = place.contractor.send(f"/projects/{place.id}/autosave", fields)
    assert stale.status_code == 409


def test_the_sum_of_the_milestones_stands_against_the_amount(staged, app):
    place = staged()
    fields = task_book(version_of(app, place.id), **{"milestones-1-amount": "300"})
    place.owner.send(f"/projects/{place.id}/edit", fields)
    page = place.owner.get(f"/projects/{place.id}/edit").text
    assert "400 万元" in page
    assert "合计超过了合同金额" in page


def test_an_incomplete_task_book_is_not_signed_and_the_page_says_what_is_missing(staged, read):
    place = staged(ip_terms="", starts_on=None)
    page = place.contractor.get(f"/projects/{place.id}/edit").text
    assert "任务书还没有填：开始日期、知识产权" in page
    answer = act(place.contractor, place.id, "sign_contractor")
    assert answer.status_code == 409
    assert read(Project, place.id, lambda p: p.state) is ProjectState.TASK_BOOK_DRAFT


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"milestones-1-due_on": ""}, "里程碑还没有日期：样件试制"),
        ({"milestones-1-name": ""}, "里程碑还没有名称：第 2 行"),
    ],
)
def test_a_milestone_without_name_or_date_holds_the_signature_back(staged, app, fields, reason):
    place = staged()
    place.owner.send(f"/projects/{place.id}/edit", task_book(version_of(app, place.id), **fields))
    assert reason in act(place.contractor, place.id, "sign_contractor").text


def test_the_contractor_signs_first_then_the_owner_then_the_officer_starts_it(staged, read):
    place = staged()
    assert act(place.owner, place.id, "sign_contractor").status_code == 403
    assert act(place.owner, place.id, "sign_owner").status_code == 409
    for client, name, fields in (
        (place.contractor, "sign_contractor", {}),
        (place.owner, "sign_owner", {}),
        (place.officer, "start", {"note": "同意立项"}),
    ):
        assert act(client, place.id, name, **fields).status_code == 302
    assert read(Project, place.id, lambda p: p.state) is ProjectState.RUNNING
    assert read(Project, place.id, lambda p: p.need.state) is NeedState.IN_PROJECT


def test_only_the_officer_starts_a_project_and_says_why(staged):
    place = staged(ProjectState.SIGNED)
    assert act(place.owner, place.id, "start", note="快点").status_code == 403
    assert act(place.officer, place.id, "start").status_code == 400


def test_after_a_signature_nobody_changes_a_word_and_what_was_typed_is_shown(staged, read, app):
    place = staged()
    seen = version_of(app, place.id)
    act(place.contractor, place.id, "sign_contractor")
    answer = place.owner.send(f"/projects/{place.id}/edit", task_book(seen, goal="签后再改"))
    assert answer.status_code == 409
    assert "签后再改" in answer.text
    assert read(Project, place.id, lambda p: p.goal) != "签后再改"
    assert "改任务书" not in place.owner.get(f"/projects/{place.id}").text


def test_sent_back_with_a_reason_it_is_open_again(staged, app):
    place = staged(ProjectState.CONTRACTOR_SIGNED)
    assert act(place.owner, place.id, "reopen_task_book").status_code == 400
    act(place.owner, place.id, "reopen_task_book", note="节点二的日期太晚")
    page = place.contractor.get(f"/projects/{place.id}?tab=record").text
    assert "节点二的日期太晚" in page
    assert place.contractor.get(f"/projects/{place.id}/edit").status_code == 200


def test_two_officers_at_once_the_second_keeps_the_opinion(staged, read):
    place = staged(ProjectState.SIGNED)
    seen = read(Project, place.id, lambda p: p.version)
    act(place.officer, place.id, "start", version=seen, note="同意立项")
    answer = act(place.officer, place.id, "reopen_task_book", version=seen, note="预算要重算")
    assert answer.status_code == 409
    assert "预算要重算" in answer.text


def test_the_printed_task_book_has_everything_and_room_for_the_stamps(staged, app):
    place = staged()
    place.owner.send(f"/projects/{place.id}/edit", task_book(version_of(app, place.id)))
    page = place.owner.get(f"/projects/{place.id}/task-book").text
    for words in (
        "军令状",
        "钱教授",
        "合格样件 120 件",
        "260 万元",
        "孔隙率",
        "（盖章）",
        "尽职免责",
    ):
        assert words in page
    assert place.stranger.get(f"/projects/{place.id}/task-book").status_code == 404


def test_each_step_tells_whom_it_waits_for(staged, app):
    place = staged()
    act(place.contractor, place.id, "sign_contractor")
    with app.app_context():
        told = db.session.scalars(db.select(Message).filter_by(action="sign_contractor")).all()
        assert [message.user_id for message in told] == [place.user_ids["owner"]]


def test_a_project_ended_with_its_cause_leaves_the_need_unsolved(staged, read):
    place = staged(ProjectState.RUNNING)
    need = read(Project, place.id, lambda p: p.need_id)
    note = "原料停产，替代路线不成立"
    assert act(place.officer, place.id, "terminate", note=note).status_code == 400
    assert act(place.owner, place.id, "terminate", note=note, reason="objective").status_code == 403
    assert (
        act(place.officer, place.id, "terminate", note=note, reason="objective").status_code == 302
    )
    assert read(Need, need, lambda n: n.state) is NeedState.FAILED
    page = place.contractor.get(f"/projects/{place.id}?tab=record").text
    assert f"客观原因：{note}" in page
    assert "已终止" in page
