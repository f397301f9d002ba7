"""The chain lead's story: a weak link seen, asked about, matched, worked on, and the colour changes."""

from app.chains.models import ChainNode, NodeProvider, Scope
from app.chains.strength import refresh_strengths
from app.extensions import db
from app.workflow.declaration import Role
from tests import factories as make
from tests.journeys import deeds

NODE = "电驱壳体铸件"
TITLE = f"{NODE}攻关"


def _city():
    """A chain with three weak links; the makers of the drive unit feel the lack of its housing."""
    chain = make.make_chain(name="智能网联新能源汽车")
    housing = chain.nodes[0]
    housing.name, housing.import_share = NODE, 95
    drive = ChainNode(
        chain_id=chain.id, code="x-drive", name="电驱总成", segment="下游", position=1
    )
    links = [
        ChainNode(chain_id=chain.id, code=f"x-{n}", name=name, segment="上游", position=n)
        for n, name in enumerate(("高速轴承", "绝缘纸"), 2)
    ]
    db.session.add_all([drive, *links])
    owner = make.make_organisation(name="示例电驱厂", region="璧山区")
    for name, organisation in (("示例电驱厂", owner), ("另一家电驱厂", None)):
        drive.providers.append(
            NodeProvider(name=name, organisation=organisation, scope=Scope.LOCAL)
        )
    for link in links:
        link.providers.append(NodeProvider(name="外地某厂", scope=Scope.NATIONAL))
    housing.customers = [drive]
    solver = make.make_organisation("supplier", name="示例精铸公司", region="渝北区")
    make.make_capability(
        organisation=solver, title="薄壁壳体真空低压铸造与气孔控制", chain=chain, node=housing
    )
    make.make_submitter(owner, login="owner")
    make.make_solver(solver, login="solver")
    make.make_officer(login="officer")
    make.make_district_officer(login="district")
    chain.leads = [make.make_user(Role.CHAIN_LEAD, login="lead")]
    db.session.flush()
    refresh_strengths([housing, drive, *links], "首次摸底")
    return chain


def test_a_weak_link_is_asked_about_matched_solved_and_changes_its_colour(someone, made):
    chain = f"/chains/{made(_city)}"
    lead, owner, solver, officer, district = (
        someone().sign_in(login) for login in ("lead", "owner", "solver", "officer", "district")
    )
    lead.open(chain)
    assert lead.sees("最该先看的三处")
    assert lead.page.locator(".map .n-break").count() == 1
    lead.follow(NODE)
    assert lead.sees("国内没有供给单位")
    lead.open(chain)
    lead.press("起草调度单")
    while lead.page.get_by_role("button", name="去掉").count() > 1:
        lead.page.get_by_role("button", name="去掉").last.click()
    lead.act("发出")
    order = lead.path

    owner.open("/inbox/desk")
    owner.follow("办理调度事项：")
    owner.press("按这一条写需求")
    owner.press("保存并继续：技术难点")
    deeds.fill_need(owner)
    owner.press("保存，去提交")
    owner.act("提交需求")
    need = owner.path
    owner.open(order)
    owner.follow("答复")
    owner.fill(办得怎样="需求已提交。")
    owner.tick("这一条已经办完")
    owner.press("答复")
    lead.open(order)
    assert lead.sees("等区县推荐") or lead.sees("区县")
    lead.act("办结", opinion="需求已提出，转入揭榜程序。")

    deeds.vet_and_list(district, officer, TITLE)
    deeds.match(owner, solver, officer, need, "薄壁壳体真空低压铸造")
    deeds.sign_and_start(solver, owner, officer, TITLE)
    deeds.carry_out(solver, owner, officer, TITLE)

    lead.open(chain)
    assert lead.page.locator(".map .n-break").count() == 0
    lead.follow(NODE)
    assert lead.sees("通过验收")
    assert lead.sees("示例精铸公司")
