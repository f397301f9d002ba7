"""What the small scripts add while one types, and that nothing is missing without them."""

import re

from playwright.sync_api import expect

THREE = (
    "磨损量\t12\t5\tμm\t3\t台架\n硬度\t420\t600\tHV\t650\tGB/T 4340.1\n强度\t38\t55\tMPa\t\t拉伸法"
)


def names(page):
    boxes = page.locator("input[name^=indicators-][name$=-name]")
    return [boxes.nth(at).input_value() for at in range(boxes.count())]


def test_a_row_is_added_and_gets_the_focus(page):
    page.get_by_role("button", name="加一行").click()
    expect(page.locator("tr[data-row]")).to_have_count(4)
    assert page.evaluate("document.activeElement.name") == "indicators-3-name"


def test_a_removed_row_leaves_no_gap_in_names_and_spoken_labels(page):
    page.locator("[name=indicators-2-name]").fill("第三条")
    page.get_by_role("button", name="删除第 1 行").click()
    assert names(page) == ["", "第三条"]
    label = page.locator("[name=indicators-1-name]").get_attribute("aria-label")
    assert label == "第 2 行 指标名称"


def test_cells_of_a_spreadsheet_become_rows(page):
    page.get_by_text("从表格粘贴多行").click()
    page.get_by_label("从电子表格复制后粘贴到这里").fill(THREE)
    page.get_by_role("button", name="放进表里").click()
    assert names(page) == ["磨损量", "硬度", "强度"]
    assert page.locator("[name=indicators-1-unit]").input_value() == "HV"


def test_the_upper_end_shows_once_a_range_is_chosen(page):
    high = page.locator("[name=indicators-0-value_high]")
    expect(high).to_be_hidden()
    page.locator("[name=indicators-0-operator]").select_option("range")
    expect(high).to_be_visible()


def test_the_counter_counts_and_cuts_nothing_off(page):
    page.get_by_label("使用场景").fill("一二三四五六七八九十十一")
    expect(page.get_by_text("已写 12 字，最多 10 字")).to_be_visible()
    assert page.get_by_label("使用场景").input_value() == "一二三四五六七八九十十一"


def test_what_is_typed_saves_itself(page, served):
    page.get_by_label("需求名称").fill("缸体镀层")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"已于 \d\d:\d\d:\d\d 自动保存"))
    assert served.saved[-1][:2] == (True, "缸体镀层")


def test_what_could_not_be_saved_is_offered_again(page, served):
    page.route("**/autosave", lambda route: route.abort())
    page.get_by_label("需求名称").fill("断网时写的")
    page.get_by_role("button", name="加一行").click()
    page.locator("[name=indicators-3-name]").fill("第四条")
    expect(page.locator("[data-saved]")).to_contain_text("网络断了")
    page.unroute("**/autosave")
    page.goto(served.address)
    page.get_by_role("button", name="恢复").click()
    assert page.get_by_label("需求名称").input_value() == "断网时写的"
    assert names(page)[3] == "第四条"


def test_the_summary_takes_the_focus_and_leads_to_the_field(page):
    page.locator("[name=indicators-0-name]").fill("强度")
    page.locator("[name=indicators-0-value]").fill("明显提升")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".errsum")).to_be_focused()
    page.get_by_role("link", name="考核指标第 1 行“强度”的目标值").click()
    assert page.evaluate("location.hash") == "#indicators-0-value"
    assert page.locator("[name=indicators-0-value]").input_value() == "明显提升"


def test_rows_are_added_removed_and_pasted_without_scripts(bare_page):
    page = bare_page
    page.locator("[name=indicators-1-name]").fill("乙")
    page.get_by_role("button", name="加一行").click()
    assert names(page) == ["", "乙", "", ""]
    page.get_by_role("button", name="删除第 1 行").click()
    assert names(page) == ["乙", "", ""]
    page.get_by_text("从表格粘贴多行").click()
    page.get_by_label("从电子表格复制后粘贴到这里").fill(THREE)
    page.get_by_role("button", name="放进表里").click()
    assert names(page) == ["乙", "磨损量", "硬度", "强度"]
