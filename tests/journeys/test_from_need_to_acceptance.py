"""The main story, by everybody who has a part in it, from registration to acceptance."""

from tests import factories as make
from tests.journeys import deeds
from tests.journeys.scenes import time_passes_the_deadline

NEED = "薄壁铝合金壳体低压铸造气孔控制"


def test_a_problem_is_posted_bid_for_awarded_and_solved(someone, made, app):
    made(make.make_chain, name="智能网联新能源汽车")
    made(make.make_officer, login="officer")
    made(make.make_district_officer, login="district")
    officer, district = someone().sign_in("officer"), someone().sign_in("district")

    enterprise = deeds.register(someone(), "企业", "重庆示例压铸有限公司", "zhaogong", 7)
    assert enterprise.sees("现在就可以先写需求草稿")
    deeds.verify(officer, "重庆示例压铸有限公司")

    deeds.write_need(enterprise, NEED)
    enterprise.press("保存，去提交")
    enterprise.act("提交需求")
    assert enterprise.sees("璧山区经信委")
    need = enterprise.path

    deeds.vet_and_list(district, officer, NEED)

    university = deeds.register(someone(), "高校", "示例理工大学", "qianlaoshi", 8)
    deeds.verify(officer, "示例理工大学")
    deeds.begin_bid(university, NEED)
    deeds.write_bid(university)
    assert university.sees("已提交密封")

    time_passes_the_deadline(app)
    deeds.open_all_bids(officer, need)
    officer.open("/inbox/desk")
    officer.follow("资格审查：")
    officer.act("资格通过", opinion="材料齐全。")
    bid = officer.path
    deeds.say_as_owner(enterprise, need)
    officer.open(bid)
    officer.act("定为中榜", opinion="指标响应充分，需求方接受。")

    deeds.sign_and_start(university, enterprise, officer, NEED)
    deeds.carry_out(university, enterprise, officer, NEED)

    anyone = someone()
    anyone.open(need)
    assert anyone.sees("已解决")
    assert anyone.sees("项目通过验收")
