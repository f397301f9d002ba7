"""The administrator sees which model answers and how far a change is, and may begin one."""

import shutil
import time

import pytest

from app.accounts.roles import Role
from app.extensions import db
from app.matches import encoding
from app.matches.index import index_of
from app.matches.index_models import IndexModel
from app.matches.reencode import begin
from matching import EncoderChoice, load_encoder
from matching.encoder import STATIC_MODEL
from tests.conftest import PATIENCE
from tests.factories import make_capability, make_user


@pytest.fixture
def admin(made, signed_in):
    return signed_in(made(lambda: make_user(Role.ADMIN)))


@pytest.fixture
def copy(tmp_path):
    """The shipped model under another name, as a city's own would be."""
    return str(shutil.copytree(STATIC_MODEL, tmp_path / "our-model"))


@pytest.fixture
def wanting(app, copy):
    """The setting ENCODER names the other model, as after a restart with another environment."""
    app.config["ENCODER"] = copy
    yield copy
    app.config["ENCODER"] = ""


def test_it_tells_what_answers_and_that_the_setting_agrees(admin, made):
    made(make_capability)
    shown = admin.get("/matches/models").text
    assert "words-order@" in shown
    assert "正在使用的就是设置要求的模型" in shown
    assert "开始更换" not in shown


def test_a_changed_setting_is_told_with_what_to_do(admin, made, app, wanting):
    app.config["ENCODER"] = ""
    made(make_capability)
    app.config["ENCODER"] = wanting
    shown = admin.get("/matches/models").text
    assert "设置改了，检索还在用原来的模型" in shown
    assert "our-model" in shown
    assert "flask match reencode" in shown


def test_a_change_under_way_shows_its_bar_and_refreshes_itself(app, admin, made, copy):
    made(make_capability)
    with app.app_context():
        row = begin(EncoderChoice(copy), load_encoder(copy).model_id)
        row.total, row.done = 200, 50
        db.session.commit()
    shown = admin.get("/matches/models").text
    assert 'aria-valuenow="25"' in shown
    assert 'http-equiv="refresh"' in shown
    assert "开始更换" not in shown
    assert "已经在更换" in admin.send("/matches/models", follow_redirects=True).text


def test_a_change_broken_off_can_be_gone_on_with(app, admin, made, copy):
    made(make_capability)
    with app.app_context():
        begin(EncoderChoice(copy), load_encoder(copy).model_id).runner = ""
        db.session.commit()
    shown = admin.get("/matches/models").text
    assert "已中断" in shown
    assert "接着编码" in shown
    assert "refresh" not in shown


def test_the_button_starts_a_process_that_changes_the_model(app, admin, made, wanting):
    app.config["ENCODER"] = ""
    made(make_capability)
    app.config["ENCODER"] = wanting
    said = admin.send("/matches/models", follow_redirects=True).text
    assert "已在后台开始" in said
    assert "正在启动" in said or "正在编码" in said or "就是设置要求的模型" in said
    assert "开始更换</button>" not in said

    def answers():
        with app.app_context():
            return index_of("capability").current().encoder.model_id

    end = time.monotonic() + PATIENCE
    while not answers().startswith("our-model@"):
        assert time.monotonic() < end
        time.sleep(0.3)
    shown = admin.get("/matches/models").text
    assert "正在使用的就是设置要求的模型" in shown
    with app.app_context():
        change = db.session.query(IndexModel).order_by(IndexModel.id.desc()).first()
        assert change.started_by.holds(Role.ADMIN)


def test_a_model_that_is_gone_is_told_loudly(app, admin, made, copy):
    app.config["ENCODER"] = copy
    made(make_capability)  # the first vectors: this model is the one that answers from now on
    app.config["ENCODER"] = ""
    shutil.rmtree(copy)
    encoding._loaded.clear()
    app.extensions.pop("search index", None)
    shown = admin.get("/matches/models").text
    assert "设定的模型不能用" in shown
    assert f"没有目录 {copy}" in shown
    assert "words-order@" in shown


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.SOLVER])
def test_nobody_else_enters(made, signed_in, role):
    assert signed_in(made(lambda: make_user(role))).get("/matches/models").status_code == 403
