"""Where the story takes another turn: returned, refused, withdrawn, too late, a stranger at the door."""

from tests.journeys import deeds
from tests.journeys.scenes import open_need, submitted_need, time_passes_the_deadline

NEED = "薄壁铝合金壳体低压铸造气孔控制"


def test_a_need_is_returned_mended_and_handed_in_again(someone, made):
    path = submitted_need(made)
    district, owner = someone().sign_in("district"), someone().sign_in("owner")
    district.open(path)
    district.act("退回修改", opinion="请写明检测办法。")

    owner.open("/inbox/desk")
    owner.follow(f"按意见修改需求：{NEED}")
    assert owner.sees("请写明检测办法。")
    owner.open(f"{path}/edit?section=problem")
    owner.fill(主要技术难点="热节处气孔集中，按 GB/T 11346 用 CT 检测，孔隙率 2.1%。")
    owner.page.locator("button[name=leave]").click()
    owner.open(path)
    owner.act("提交需求")
    assert owner.sees("GB/T 11346")
    assert owner.sees("璧山区经信委")


def test_a_need_is_refused_with_a_reason_its_owner_can_read(someone, made):
    path = submitted_need(made)
    officer, owner = someone().sign_in("officer"), someone().sign_in("owner")
    officer.open(path)
    officer.act("不予受理", opinion="市面已有成熟产品。", reason="企业自身或采购即可解决")
    owner.open(path)
    assert owner.sees("不予受理")
    owner.open(f"{path}?tab=log")
    assert owner.sees("市面已有成熟产品。")


def test_an_enterprise_withdraws_its_need(someone, made):
    path = submitted_need(made)
    owner = someone().sign_in("owner")
    owner.open(path)
    owner.act("撤回需求", opinion="改为自己采购。")
    assert owner.sees("企业撤回")


def test_a_bid_is_withdrawn_and_handed_in_again_before_the_close(someone, made):
    open_need(made)
    bidder = someone().sign_in("bidder")
    deeds.begin_bid(bidder, NEED)
    deeds.write_bid(bidder)
    bidder.act("撤回方案")
    bidder.act("继续修改")
    bidder.follow("填写方案")
    bidder.fill(报价="330")
    bidder.page.locator("button[name=submit]").click()
    assert bidder.sees("已密封")
    assert bidder.sees("330")


def test_a_bid_after_the_close_is_refused_and_what_was_typed_stays(someone, made, app):
    open_need(made)
    bidder = someone().sign_in("bidder")
    deeds.begin_bid(bidder, NEED)
    time_passes_the_deadline(app, recorded=False)
    deeds.write_bid(bidder)
    assert bidder.sees("截止")
    assert bidder.sees("型腔分级抽真空") or "型腔分级抽真空" in bidder.page.content()
    assert not bidder.sees("已提交密封")


def test_a_sealed_bid_is_shut_to_everybody_but_its_bidder(someone, made):
    need = open_need(made)
    bidder = someone().sign_in("bidder")
    deeds.begin_bid(bidder, NEED)
    deeds.write_bid(bidder)
    sealed = bidder.path
    for login in ("officer", "owner", "rival"):
        stranger = someone().sign_in(login)
        assert stranger.open(sealed).status == 404
        assert stranger.open(f"/api/bids/{sealed.rsplit('/', 1)[1]}").status == 404
        stranger.open(need)
        assert not stranger.sees("示例理工大学")
    nobody = someone()
    nobody.open(sealed)
    assert nobody.path == "/accounts/login"


def test_the_second_of_two_officers_is_told_and_keeps_what_was_typed(someone, made):
    path = submitted_need(made)
    one, other = someone().sign_in("officer"), someone().sign_in("district")
    one.open(path)
    other.open(path)
    other.act("推荐", opinion="同意推荐。")
    one.act("退回修改", opinion="我的意见写了很久。")
    assert one.sees("现在办不成")
    assert one.sees("我的意见写了很久。")


def test_a_phone_shows_the_list_and_a_need_without_sideways_scrolling(someone, made):
    need = open_need(made)
    person = someone(width=380)
    for path in ("/", "/needs/", need, "/capabilities/", "/accounts/register"):
        person.open(path)
        assert person.page.evaluate("document.documentElement.scrollWidth") <= 380, path
