"""What people do on the way from a problem to its solution, each as they would on the pages."""

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


def write_indicator(person, row, name, operator, value, unit):
    for field, text in (("name", name), ("value", value), ("unit", unit)):
        person.page.locator(f"[name=indicators-{row}-{field}]").fill(text)
    person.page.locator(f"[name=indicators-{row}-operator]").select_option(operator)
