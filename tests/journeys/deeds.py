"""What people do on the way from a problem to its solution, each as they would on the pages."""

from datetime import timedelta

from app.clock import today
from forms.validators import code_check_character

SECRET = "Xiaolu-Xia-2026"


def credit_code(serial):
    """A code whose check character is right."""
    head = f"9150{serial:013d}"
    return head + code_check_character(head)


def register(person, kind, name, login, serial, ownership="民营"):
    person.open("/accounts/register")
    person.tick(kind)
    person.fill(单位名称=name, 统一社会信用代码=credit_code(serial), 详细地址="璧泉街道 1 号")
    person.choose("所在区县", "璧山区")
    if kind in ("企业", "供应商"):
        person.choose("企业性质", ownership)
    person.fill(您的姓名="赵工", 联系电话="13800000000", 登录账号=login)
    person.fill(新密码=SECRET, 再写一遍密码=SECRET)
    person.tick("我已阅读并同意")
    person.press("注册")
    return person


def verify(officer, name):
    officer.open("/inbox/desk")
    officer.follow(f"单位核验：{name}")
    officer.act("核验通过")


def write_need(person, title):
    """Section by section, in the order of the official table; returns the need's path."""
    person.open("/needs/new")
    person.fill(需求名称=title)
    person.choose("产业链", "智能网联新能源汽车")
    person.press("保存草稿并继续：技术难点")
    fill_need(person)


def fill_need(person):
    """From the second section to the last; what a first section knows already stays."""
    person.fill(主要技术难点="热节处气孔集中，气密检测一次合格率只有 88%，返修后仍有批次泄漏。")
    person.press("保存并继续：考核指标")
    write_indicator(person, 0, "孔隙率", "<=", "0.8", "%")
    write_indicator(person, 1, "抗拉强度", ">=", "260", "MPa")
    person.press("保存并继续：资金与时限")
    person.fill(**{"完成时限（月）": "18", "其中支付揭榜方": "360"})
    person.press("保存并继续：条件与权属")
    person.fill(知识产权归属与收益分配="背景技术归各自所有，新成果双方共有。")
    person.press("保存并继续：承诺")
    person.tick("内容真实")


def vet_and_list(district, officer, title):
    district.open("/inbox/desk")
    district.follow(f"区县推荐：{title}")
    district.act("推荐", opinion="难点真实，同意推荐。")
    officer.open("/inbox/desk")
    officer.follow(f"形式审查：{title}")
    officer.act("审查通过", opinion="指标明确，同意。")
    draw_up_a_list(officer, "2026 年第二批技术攻关榜", title)


def write_indicator(person, row, name, operator, value, unit):
    for field, text in (("name", name), ("value", value), ("unit", unit)):
        person.page.locator(f"[name=indicators-{row}-{field}]").fill(text)
    person.page.locator(f"[name=indicators-{row}-operator]").select_option(operator)


def draw_up_a_list(officer, title, *needs):
    officer.open("/calls/new")
    officer.fill(榜单名称=title)
    officer.press("保存")
    for need in needs:
        officer.tick(need)
    officer.press("编入选中的需求")
    officer.act("发布榜单")


def begin_bid(person, need_title):
    """From the public list to the open bid form."""
    person.open("/needs/")
    person.follow(need_title)
    person.page.locator("aside").get_by_role("link", name="揭榜").first.click()
    person.press("开始写揭榜方案")


def write_bid(person, leader="钱教授", promised=("0.7", "270")):
    person.fill(项目负责人=leader, 对需求的理解="气孔在热节处，补缩距离不够。")
    person.page.locator("[name=team-0-name]").fill(leader)
    person.page.locator("[name=team-0-role]").fill("总负责")
    person.fill(技术路线与创新点="型腔分级抽真空，热节处局部挤压补缩，在线监测压力。")
    for row, value in enumerate(promised):
        for field, text in (
            ("promised_value", value),
            ("evidence", "中试 120 件"),
            ("verification", "CT"),
        ):
            person.page.locator(f"[name=responses-{row}-{field}]").fill(text)
    person.fill(
        前期基础="有两台低压铸造机，做过同类壳体。", 风险与替代方案="挤压不足时改局部加热。"
    )
    for field, text in (
        ("name", "试制"),
        ("month", "6"),
        ("deliverable", "样件 100 件"),
        ("amount", "340"),
    ):
        person.page.locator(f"[name=milestones-0-{field}]").fill(text)
    person.fill(报价="340", 完成周期="16", 知识产权与成果分配="双方共有", 关联关系声明="无")
    person.tick("本单位承诺")
    person.page.locator("button[name=submit]").click()


def open_all_bids(officer, need_path):
    officer.open(need_path)
    officer.act("开榜")


def say_as_owner(person, need_path, words="接受"):
    """What the enterprise says of the bid, from the page that compares them."""
    person.open(f"/bids/need/{need_path.rsplit('/', 1)[1]}/compare")
    person.follow("去表态")
    person.tick(words)
    person.page.locator("form[action*=owner-opinion] button[type=submit]").click()


def write_task_book(person, title):
    """A bid has brought its milestones along; a match has none, so the first is written here."""
    person.open("/projects/")
    person.follow(title)
    person.follow("改任务书")
    begins = today() + timedelta(days=7)
    person.fill(开始日期=begins, 结束日期=begins + timedelta(days=480))
    for place, row in enumerate(person.page.locator("input[name$=due_on]").all()):
        row.fill(str(begins + timedelta(days=180 * (place + 1))))
    first = person.page.locator("[name=milestones-0-name]")
    if not first.input_value():
        first.fill("试制")
        person.page.locator("[name=milestones-0-deliverable]").fill("样件 100 件")
        person.fill(项目负责人="钱教授")
    person.page.locator("button:has-text('保存任务书')").last.click()


def open_project(person, title, tab=""):
    person.open("/projects/")
    person.follow(title)
    if tab:
        person.open(f"{person.path}?tab={tab}")


def open_milestone(person, title, name):
    open_project(person, title, "milestones")
    person.follow(name)


def report_milestone(person, title, name):
    open_milestone(person, title, name)
    person.follow("写里程碑报告")
    person.fill(
        本期完成情况="试制 120 件，CT 检测全部合格。", 孔隙率的实测值="0.62", 抗拉强度的实测值="272"
    )
    person.press("保存报告")
    person.act("提交里程碑报告")


def write_acceptance(person, title):
    open_project(person, title)
    person.follow("填写验收材料")
    person.fill(自评报告="任务书各项指标均已完成，数据见检测报告。")
    person.press("保存验收材料")


def report_as_user(person, title):
    open_project(person, title, "acceptance")
    person.tick("满意")
    person.fill(使用情况="在产线连续用了三个月，合格率 97%。")
    person.press("提交使用报告")


def sign_and_start(contractor, owner, officer, title):
    write_task_book(contractor, title)
    contractor.act("签任务书")
    open_project(owner, title)
    owner.act("签任务书")
    open_project(officer, title)
    officer.act("批复立项", opinion="同意立项。")


def carry_out(contractor, owner, officer, title):
    """The one milestone reported, confirmed and passed; then the papers and the acceptance."""
    report_milestone(contractor, title, "试制")
    open_milestone(owner, title, "试制")
    owner.act("确认", opinion="现场看过，属实。")
    open_milestone(officer, title, "试制")
    officer.act("考核通过", opinion="达到要求。")
    write_acceptance(contractor, title)
    contractor.act("申请验收")
    report_as_user(owner, title)
    open_project(officer, title)
    officer.act("通过验收", opinion="指标全部完成，同意通过。")


def match(owner, solver, officer, need_path, capability):
    """The owner picks a candidate of the ranking; both want it, the commission agrees and starts."""
    owner.open(f"/matches/need/{need_path.rsplit('/', 1)[1]}")
    owner.follow(capability)
    owner.press("邀请对接", within="aside")
    solver.open("/inbox/desk")
    solver.follow("答复对接意向：")
    solver.act("愿意承接")
    officer.open("/inbox/desk")
    officer.follow("匹配审核：")
    decide(officer, "同意对接", "指标和条件相符。")
    decide(officer, "立项", "双方谈妥，同意立项。")


def decide(officer, choice, opinion):
    """The decision panel of a match: one of the moves, with the opinion."""
    panel = officer.page.locator("#decide")
    panel.get_by_label(choice, exact=True).check()
    panel.locator("textarea[name=note]").fill(opinion)
    panel.get_by_role("button", name="提交决定并通知双方").click()
