"""Counsel while one types, and several enterprises' needs becoming one, in a real browser."""

import pytest

from app.extensions import db
from app.needs.models import NeedState
from tests import factories as make

TEXTS = (
    (
        "电驱壳体低压铸造气孔缺陷控制",
        "壳体薄壁处气孔多，低压铸造后气密性试验合格率低，孔隙率要降下来。",
    ),
    (
        "薄壁铝合金壳体低压铸造气孔治理",
        "壳体低压铸造后气孔、疏松导致打压漏气，孔隙率高，返工浸渗成本高。",
    ),
)
JOINT = "铝合金壳体低压铸造气孔控制"


@pytest.fixture
def needs(app):
    """Two enterprises with one problem: owner1 and owner2, and an officer."""
    with app.app_context():
        chain = make.make_chain()
        for at, (title, problem) in enumerate(TEXTS, start=1):
            need = make.make_need(NeedState.VETTED, chain=chain, title=title, problem=problem)
            make.make_submitter(need.organisation, login=f"owner{at}")
        make.make_officer(login="officer")
        db.session.commit()


def test_a_solved_need_shows_itself_while_the_title_is_typed(someone, made):
    made(make.make_need, state=NeedState.SOLVED, title=TEXTS[1][0])
    made(make.make_submitter, login="owner")
    owner = someone().sign_in("owner")
    owner.open("/needs/new")
    owner.fill(需求名称=TEXTS[0][0])
    owner.page.locator(".radar .near a").wait_for()
    assert owner.sees(TEXTS[1][0])
    assert owner.sees("已解决")
    owner.fill(需求名称="脐橙糖度无损分选设备")
    owner.page.locator(".radar .near").wait_for(state="detached")


def test_the_score_moves_after_what_is_typed_is_kept(someone, app):
    with app.app_context():
        need = make.make_need()
        make.make_submitter(need.organisation, login="owner")
        path = f"/needs/{need.id}/edit?section=indicators"
        db.session.commit()
    owner = someone().sign_in("owner")
    owner.open(path)
    score = owner.page.locator(".coach .score__sum b")
    before = int(score.inner_text())
    owner.page.locator("#tried").fill("提高保压压力后飞边增多，模具寿命下降三成，放弃。")
    owner.page.locator(".coach", has_text="写了走不通的路").wait_for()
    assert int(score.inner_text()) > before


def test_two_needs_become_one(someone, needs):
    officer = someone().sign_in("officer")
    officer.open("/joint-needs/")
    officer.follow("并排看")
    officer.page.locator("#title").fill(JOINT)
    officer.page.locator("#note").fill("两家同题，建议合成一件。")
    officer.page.locator("#joint button[type=submit]").click()
    assert officer.sees("征求意见")
    for login in ("owner1", "owner2"):
        owner = someone().sign_in(login)
        owner.open("/inbox/desk")
        owner.follow(f"答复是否合并需求：{JOINT}")
        owner.act("同意合并")
    officer.open("/inbox/desk")
    officer.follow(f"拟定共性需求：{JOINT}")
    officer.act("拟成共性需求")
    assert officer.sees("已拟定")
    lead = someone().sign_in("owner1")
    lead.open("/needs/mine")
    lead.follow(JOINT)
    assert lead.sees("由 2 家企业共同提出")
