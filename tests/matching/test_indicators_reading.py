"""What a sentence says about figures, told by example."""

import pytest

from matching.indicators import read_indicators


def told(text):
    return [(read.name, read.op, read.value, read.unit) for read in read_indicators(text)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("铸件抗拉强度不低于320MPa。", ("抗拉强度", ">=", 320, "MPa")),
        ("整机噪声低于62分贝。", ("整机噪声", "<", 62, "dB")),
        ("主轴最高转速可达24000转/分。", ("主轴最高转速", "=", 24000, "r/min")),
        ("焊缝气孔率控制在千分之五以内。", ("焊缝气孔率", "<=", 5, "‰")),
        ("涂层厚度25±3微米。", ("涂层厚度", "range", (22, 28), "μm")),
        ("存储温度为零下40度到85度。", ("存储温度", "range", (-40, 85), "℃")),
        ("阀芯泄漏率≤5×10⁻⁷Pa·m³/s。", ("阀芯泄漏率", "<=", 5e-7, "Pa·m³/s")),
        ("折弯角度误差±0.3°。", ("折弯角度误差", "<=", 0.3, "°")),
        ("减速机寿命八千小时以上。", ("寿命", ">=", 8000, "h")),
        ("孔间距优于0.01mm的定位精度优于4μm。", ("定位精度", "<", 4, "μm")),
        ("炉衬导热系数为0.12W·m-1·K-1。", ("炉衬导热系数", "=", 0.12, "W/(m·K)")),
        ("刀片表面硬度达到HV900。", ("刀片表面硬度", "=", 900, "HV")),
        ("密封圈硬度邵氏A 70±5。", ("密封圈硬度", "range", (65, 75), "Shore A")),
        ("每分钟生产36件。", ("产量", "=", 36, "件/min")),
    ],
)
def test_a_figure_is_read_with_its_name_operator_and_unit(text, indicator):
    assert indicator in told(text)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("生产能耗降低三成。", ("生产能耗", "decrease", 30, "%")),
        ("换模时间缩短了一半。", ("换模时间", "decrease", 50, "%")),
        ("改造后日产能翻番。", ("日产能", "increase", 1, "倍")),
        ("与进口阀片相比疲劳寿命提高1.5倍。", ("疲劳寿命", "increase", 1.5, "倍")),
        ("成品率由81%提升到94%以上。", ("成品率", ">=", 94, "%")),
        ("效率提高到原来的2.2倍。", ("效率", "=", 2.2, "倍")),
    ],
)
def test_a_change_is_told_from_a_level_that_is_reached(text, indicator):
    assert told(text) == [indicator]


def test_each_subject_gets_its_own_figure():
    assert told("铜、镍的回收率分别达到97%和92%。") == [
        ("铜回收率", "=", 97, "%"),
        ("镍回收率", "=", 92, "%"),
    ]


def test_a_chemistry_list_is_read_element_by_element():
    read = read_indicators("钢的化学成分按质量百分比为：C0.18~0.24、Mn≤1.2%、P<0.02%。")

    assert [(r.name, r.op, r.role) for r in read] == [
        ("C", "range", "composition"),
        ("Mn", "<=", "composition"),
        ("P", "<", "composition"),
    ]


def test_a_condition_is_kept_apart_from_the_performance_it_holds_for():
    read = read_indicators("该合金在650℃下持久强度为310MPa。")

    assert [(r.name, r.value, r.role) for r in read] == [
        ("温度", 650, "condition"),
        ("持久强度", 310, "performance"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "如图3所示，支架(12)与底板(4A)通过第2螺栓连接。",
        "材料选用TC4钛合金和HRB400钢筋。",
        "请参照GB/T 228.1-2021进行测试。",
        "公司成立于2009年，现有员工460人，去年销售收入3.2亿元。",
        "选取体重相近的仔猪96头，随机分成4组，每组6个重复。",
        "两组差异具有统计学意义(P<0.05)。",
        "模具外形尺寸为200×150×80mm。",
        "水泥与砂的配合比为1:2.5。",
        "项目执行期限至2026年6月30日。",
    ],
)
def test_figures_that_measure_nothing_are_left_alone(text):
    assert told(text) == []


def test_every_indicator_keeps_the_sentence_it_was_read_from():
    read = read_indicators("轴承温升不高于35K。噪声为58dB。")

    assert [r.text for r in read] == ["轴承温升不高于35K。", "噪声为58dB。"]
