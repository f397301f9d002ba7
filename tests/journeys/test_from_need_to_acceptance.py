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

    district.open("/inbox/desk")
    district.follow(f"区县推荐：{NEED}")
    district.act("推荐", opinion="难点真实，同意推荐。")
    officer.open("/inbox/desk")
    officer.follow(f"形式审查：{NEED}")
    officer.act("审查通过", opinion="指标明确，同意。")
    deeds.draw_up_a_list(officer, "2026 年第二批技术攻关榜", NEED)

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

    deeds.write_task_book(university, NEED)
    university.act("签任务书")
    deeds.open_project(enterprise, NEED)
    enterprise.act("签任务书")
    deeds.open_project(officer, NEED)
    officer.act("批复立项", opinion="同意立项。")

    deeds.report_milestone(university, NEED, "试制")
    deeds.open_milestone(enterprise, NEED, "试制")
    enterprise.act("确认", opinion="现场看过，属实。")
    deeds.open_milestone(officer, NEED, "试制")
    officer.act("考核通过", opinion="达到要求。")

    deeds.write_acceptance(university, NEED)
    university.act("申请验收")
    deeds.report_as_user(enterprise, NEED)
    deeds.open_project(officer, NEED)
    officer.act("通过验收", opinion="指标全部完成，同意通过。")

    anyone = someone()
    anyone.open(need)
    assert anyone.sees("已解决")
    assert anyone.sees("项目通过验收")
