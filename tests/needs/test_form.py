"""Writing a need: part by part, saved as typed, nothing lost."""

import pytest

from app.extensions import db
from app.needs.models import Need, NeedState
from tests import factories as make


@pytest.fixture
def draft(app, signed_in):
    """(id, client of its owner) of a draft."""
    with app.app_context():
        owner = make.make_submitter()
        need = make.make_need(organisation=owner.organisation)
        db.session.commit()
        id, owner = need.id, owner.id
    return id, signed_in(owner)


@pytest.fixture
def read(app):
    def read(id, name):
        with app.app_context():
            value = getattr(db.session.get(Need, id), name)
            return (
                [(row.name, row.value, row.unit) for row in value]
                if name == "indicators"
                else value
            )

    return read


BLANK_ROW = {"operator": ">=", "value_high": "", "unit": "", "current_value": "", "test_method": ""}


def rows(*given):
    """Fields of indicator rows as the browser sends them: all, also those left blank."""
    return {
        f"indicators-{at}-{name}": value
        for at, row in enumerate(given)
        for name, value in (BLANK_ROW | row).items()
    }


def test_a_new_need_is_a_draft_with_a_number_and_goes_on_to_the_next_part(made, signed_in, app):
    client = signed_in(made(make.make_submitter))
    answer = client.send("/needs/new", {"title": "电驱壳体气孔控制", "list_kind": "tackling"})
    assert answer.headers["Location"] == "/needs/1/edit?section=problem"
    with app.app_context():
        need = db.session.get(Need, 1)
        assert (need.state, need.title) == (NeedState.DRAFT, "电驱壳体气孔控制")
        assert need.number.startswith("XQ-")


def test_a_need_without_a_name_is_not_begun_and_what_was_typed_stays(made, signed_in, app):
    client = signed_in(made(make.make_submitter))
    answer = client.send(
        "/needs/new", {"title": " ", "list_kind": "tackling", "keywords": "轴电流、搓板纹"}
    )
    assert answer.status_code == 400
    assert "请先写需求名称" in answer.text
    assert "轴电流、搓板纹" in answer.text
    with app.app_context():
        assert db.session.get(Need, 1) is None


def test_only_those_who_submit_needs_begin_one(made, signed_in, client):
    assert client.get("/needs/new").status_code == 302
    assert signed_in(made(make.make_solver)).get("/needs/new").status_code == 403


def test_saving_a_part_keeps_the_others_and_moves_on(draft, read):
    id, client = draft
    fields = {"duration_months": "24", "reward": "１２０", "budget_total": "300 万元", "version": 1}
    answer = client.send(f"/needs/{id}/edit?section=money", fields)
    assert answer.headers["Location"].endswith("section=terms")
    assert (read(id, "duration_months"), read(id, "reward")) == (24, 1_200_000)
    assert read(id, "budget_total") == 3_000_000
    assert read(id, "ip_terms") == "新成果双方共有"


def test_saving_and_leaving_goes_to_the_need(draft):
    id, client = draft
    fields = {"problem": "气孔集中", "version": 1, "leave": "1"}
    answer = client.send(f"/needs/{id}/edit?section=problem", fields)
    assert answer.headers["Location"] == f"/needs/{id}"


def test_a_target_that_is_no_number_is_told_by_its_row_and_stays_as_typed(draft, read):
    id, client = draft
    fields = rows(
        {"name": "孔隙率", "value": "0.8", "unit": "%"}, {"name": "结合强度", "value": "明显提升"}
    )
    answer = client.send(f"/needs/{id}/edit?section=indicators", fields | {"version": 1})
    assert answer.status_code == 400
    assert "考核指标第 2 行“结合强度”的目标值" in answer.text
    assert 'value="明显提升"' in answer.text
    assert len(read(id, "indicators")) == 2, "nothing was saved"


def test_money_for_the_solver_cannot_exceed_the_whole(draft):
    id, client = draft
    fields = {"reward": "500", "budget_total": "300", "duration_months": "12", "version": 1}
    answer = client.send(f"/needs/{id}/edit?section=money", fields)
    assert answer.status_code == 400
    assert "不能多于拟投入总额" in answer.text


@pytest.mark.parametrize("months", ["0", "37", "1.5", "一年"])
def test_a_term_must_be_a_count_of_months(draft, months):
    id, client = draft
    answer = client.send(
        f"/needs/{id}/edit?section=money", {"duration_months": months, "version": 1}
    )
    assert answer.status_code == 400
    assert f'value="{months}"' in answer.text


def test_a_node_of_another_chain_is_refused(draft, app):
    id, client = draft
    with app.app_context():
        other = make.make_chain()
        db.session.commit()
        node, chain = other.nodes[0].id, db.session.get(Need, id).chain_id
    fields = {
        "title": "名称",
        "list_kind": "tackling",
        "chain_id": chain,
        "node_id": node,
        "version": 1,
    }
    answer = client.send(f"/needs/{id}/edit?section=overview", fields)
    assert answer.status_code == 400
    assert "不在所选的产业链上" in answer.text


def test_without_a_script_a_row_is_added_and_nothing_is_saved(draft, read):
    id, client = draft
    fields = rows({"name": "节拍", "value": "180", "unit": "s"}) | {
        "row_add": "indicators",
        "version": 1,
    }
    answer = client.send(f"/needs/{id}/edit?section=indicators", fields)
    assert answer.status_code == 200
    assert 'value="节拍"' in answer.text
    assert 'name="indicators-1-name"' in answer.text
    assert ("节拍", 180, "s") not in read(id, "indicators")


def test_rows_are_replaced_by_what_the_table_holds(draft, read):
    id, client = draft
    fields = rows(
        {"name": "节拍", "operator": "<=", "value": "180", "unit": "s"}, {"name": "", "value": ""}
    )
    client.send(f"/needs/{id}/edit?section=indicators", fields | {"version": 1})
    assert read(id, "indicators") == [("节拍", 180, "s")]


def test_autosave_keeps_what_can_be_read_and_gives_the_next_version(draft, read):
    id, client = draft
    fields = rows(
        {"name": "孔隙率", "value": "0.8", "unit": "%"}, {"name": "结合强度", "value": "明显提升"}
    )
    answer = client.send(f"/needs/{id}/autosave?section=indicators", fields | {"version": 1})
    assert answer.status_code == 200
    assert answer.json["version"] == 2
    assert answer.json["saved_at"].endswith("Z")
    assert any("明显提升" in fault for fault in answer.json["faults"])
    assert read(id, "indicators") == [("孔隙率", 0.8, "%"), ("结合强度", None, "")]
    again = client.send(f"/needs/{id}/autosave?section=problem", {"problem": "新", "version": 2})
    assert again.json["version"] == 3


def test_autosaves_are_not_events_but_a_save_is(draft, app):
    from app.audit.queries import timeline

    id, client = draft
    client.send(f"/needs/{id}/autosave?section=problem", {"problem": "甲", "version": 1})
    client.send(f"/needs/{id}/edit?section=problem", {"problem": "乙", "version": 2})
    with app.app_context():
        assert [event.action for event in timeline(db.session.get(Need, id))] == ["revise"]


def test_an_autosave_behind_another_writer_is_refused(draft, read):
    id, client = draft
    client.send(f"/needs/{id}/autosave?section=problem", {"problem": "先写的", "version": 1})
    late = client.send(f"/needs/{id}/autosave?section=problem", {"problem": "后写的", "version": 1})
    assert late.status_code == 409
    assert read(id, "problem") == "先写的"


def test_a_save_behind_another_writer_shows_both_texts_and_can_be_confirmed(draft, read):
    id, client = draft
    client.send(f"/needs/{id}/edit?section=problem", {"problem": "同事写的", "version": 1})
    late = client.send(f"/needs/{id}/edit?section=problem", {"problem": "我写的", "version": 1})
    assert late.status_code == 409
    assert "同事写的" in late.text
    assert "我写的" in late.text
    assert 'name="version" value="2"' in late.text
    client.send(f"/needs/{id}/edit?section=problem", {"problem": "我写的", "version": 2})
    assert read(id, "problem") == "我写的"


def test_changed_rows_alone_are_noticed_by_a_second_writer(draft):
    id, client = draft
    mine = rows({"name": "节拍", "value": "180", "unit": "s"})
    client.send(f"/needs/{id}/edit?section=indicators", mine | {"version": 1})
    theirs = rows({"name": "成品率", "value": "93", "unit": "%"})
    late = client.send(f"/needs/{id}/edit?section=indicators", theirs | {"version": 1})
    assert late.status_code == 409
    assert "节拍 &gt;= 180 s" in late.text


def test_every_part_shows_its_fields_and_the_progress(draft):
    id, client = draft
    for key in (
        "organisation",
        "overview",
        "problem",
        "indicators",
        "money",
        "terms",
        "pledge",
        "nonsense",
    ):
        page = client.get(f"/needs/{id}/edit?section={key}")
        assert page.status_code == 200
        assert "填报进度，共 7 步" in page.text
        assert "需求体检" in page.text
