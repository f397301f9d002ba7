"""A need's indicator held against what a capability says of itself."""

import pytest

from matching.documents import Indicator
from matching.indicators import compare, compare_all


def need(name, op, value, unit):
    return Indicator(name, op, value, unit)


@pytest.mark.parametrize(
    ("required", "text", "status"),
    [
        (need("抗拉强度", ">=", 600, "MPa"), "板材拉伸强度可达0.65GPa。", "met"),
        (need("抗拉强度", ">=", 600, "MPa"), "板材抗拉强度为560MPa。", "near"),
        (need("抗拉强度", ">=", 600, "MPa"), "板材抗拉强度为400MPa。", "unmet"),
        (need("抗拉强度", ">=", 600, "MPa"), "板材抗拉强度不超过800MPa。", "unknown"),
        (need("抗拉强度", ">=", 600, "MPa"), "板材抗拉强度550~700MPa。", "near"),
        (need("泄漏量", "<=", 5, "mL/min"), "实测泄漏量0.06cm³/s。", "met"),
        (need("成本", "decrease", 20, "%"), "单位能耗由120kWh/t降至90kWh/t。", "unknown"),
        (need("能耗", "decrease", 20, "%"), "单位能耗由120kWh/t降至90kWh/t。", "met"),
        (need("生产效率", "increase", 1, "倍"), "生产效率提高60%。", "unmet"),
        (need("综合成本降幅", ">=", 20, "%"), "综合成本降低18.5%。", "near"),
        (need("工作温度", "range", (-40, 85), "℃"), "工作温度-50~105℃。", "met"),
        (need("工作温度", "range", (-40, 85), "℃"), "工作温度-30~85℃。", "near"),
        (need("膜厚", "range", (18, 22), "μm"), "涂布膜厚为30μm。", "unmet"),
        (need("防护等级", ">=", 67, "IP"), "外壳防护等级IP65。", "unmet"),
        (need("循环寿命(1C)", ">=", 2000, "次"), "0.2C倍率下循环2600次。", "near"),
    ],
)
def test_the_verdict_follows_the_need(required, text, status):
    assert compare(required, text).status == status


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("抗拉强度", "钢板屈服强度为890MPa。"),
        ("定位精度", "重复定位精度为3μm。"),
        ("氨氮去除率", "总氮去除率达到95%。"),
        ("漏检率", "误检率为0.1%。"),
        ("体积能量密度", "质量能量密度为320Wh/kg。"),
        ("良率", "不良率低于0.5%。"),
    ],
)
def test_another_quantity_never_answers(name, text):
    units = {"抗拉强度": "MPa", "定位精度": "mm", "体积能量密度": "Wh/L"}

    assert compare(need(name, ">=", 0.001, units.get(name, "%")), text).status == "unknown"


def test_the_note_shows_the_figure_as_written_and_as_converted():
    answer = compare(need("泄漏量", "<=", 5, "mL/min"), "实测泄漏量0.06cm³/s。")

    assert answer.note == "原文 0.06 cm³/s，换算得 3.6 mL/min；优于要求 28%"
    assert answer.offered_converted == pytest.approx(3.6)
    assert answer.sentence == "实测泄漏量0.06cm³/s。"


def test_the_note_says_how_far_a_near_miss_lies():
    assert compare(need("伸长率", ">=", 6, "%"), "断后伸长率5.6%。").note == "差 0.4%，即 6.7%"


def test_comparisons_keep_the_order_of_the_need():
    required = [need("噪声", "<=", 60, "dB"), need("寿命", ">=", 5000, "h")]

    answers = compare_all(required, "设计寿命6000小时，噪声70dB。")

    assert [(a.required.name, a.status) for a in answers] == [("噪声", "unmet"), ("寿命", "met")]


def test_a_requirement_without_a_figure_stays_unknown():
    assert compare(need("硬度", "=", None, ""), "硬度为60HRC。").status == "unknown"


def test_a_bare_number_is_no_percentage_unless_it_is_a_share():
    asked = Indicator("识别准确率", ">=", 95, "%")
    assert compare(asked, [Indicator("识别准确率", "=", 97, "")]).status == "unknown"
    assert compare(asked, [Indicator("识别准确率", "=", 0.97, "")]).status == "met"


def test_a_content_of_nothing_named_answers_no_content_of_something():
    asked = Indicator("EPA含量", ">=", 20, "%")
    of_another = Indicator("含量", "=", 40, "%", text="cis-1,4含量为40%。")
    assert compare(asked, [of_another]).status == "unknown"
    of_it = Indicator("含量", "=", 40, "%", text="产品中EPA的含量为40%。")
    assert compare(asked, [of_it]).status == "met"


@pytest.mark.parametrize(
    ("required", "text", "note"),
    [
        (need("吞吐量", ">=", 1000, "TPS"), "吞吐量可达1.02万TPS。", "达到要求的 10 倍"),
        (need("响应时间", "<=", 100, "ms"), "响应时间2ms。", "优于要求，只有上限的 2%"),
        (need("响应时间", "<=", 100, "ms"), "响应时间700ms。", "差 600 ms，是上限的 7 倍"),
        (need("附着力", "<=", 1, "级"), "漆膜附着力0级。", "符合要求，还余 1 级"),
        (
            need("抗拉强度", ">=", 500, "MPa"),
            "抗拉强度350~600MPa。",
            "给出的范围跨过要求，最低一端为 350，差 30%",
        ),
    ],
)
def test_the_note_says_far_distances_in_words_a_reader_can_weigh(required, text, note):
    assert compare(required, text).note == note
