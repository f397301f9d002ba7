"""The constructions of Chinese text that hold figures, a few sentences for each class."""

import pytest

from matching.indicators import read_indicators


def told(text):
    return [(read.name, read.op, read.value, read.unit) for read in read_indicators(text)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("壳体含有30%的玻璃纤维。", ("玻璃纤维", "=", 30, "%")),
        ("可节约25%以上的电费。", ("电费", "decrease", 25, "%")),
        ("以200mm间距布置测点。", ("间距", "=", 200, "mm")),
        ("160℃固化40min。", ("固化温度", "=", 160, "℃")),
        ("原料过0.3mm的筛。", ("筛孔径", "=", 0.3, "mm")),
    ],
)
def test_a_figure_is_named_by_what_stands_behind_it(text, indicator):
    assert indicator in told(text)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("缝隙宽度大于20μm且小于0.1mm。", ("缝隙宽度", "range", (20, 100), "μm")),
        ("针距为3mm以上9mm以下。", ("针距", "range", (3, 9), "mm")),
        ("膨胀系数(6.5±0.5)×10⁻⁶/K。", ("膨胀系数", "range", (6e-6, 7e-6), "1/K")),
        ("颗粒直径在2μm与8μm之间。", ("颗粒直径", "range", (2, 8), "μm")),
        ("适配管径φ20～φ90mm。", ("适配管径", "range", (20, 90), "mm")),
    ],
)
def test_two_bounds_of_one_figure_are_a_range(text, indicator):
    assert indicator in told(text)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("现有节拍为52s，希望降至40s以内。", [("节拍", "<=", 40, "s")]),
        ("换料由25分钟缩短至6分钟。", [("换料时间", "=", 6, "min")]),
        (
            "目前能耗为90kWh/t，要求能耗不超过75kWh/t。",
            [("能耗", "<=", 75, "kWh/t")],
        ),
    ],
)
def test_a_present_value_is_dropped_beside_its_target(text, indicators):
    assert told(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("种子含水率入库时低于12%。", ("种子含水率", "<", 12, "%")),
        ("背面温度3min内不超过90℃。", ("背面温度", "<=", 90, "℃")),
        ("镍的质量占催化剂总质量的3～6wt%。", ("镍占比", "range", (3, 6), "%")),
        ("定位精度水平±2mm、垂直±5mm。", ("垂直定位精度", "<=", 5, "mm")),
        ("点频每秒60万点。", ("点频", "=", 600000, "点/s")),
        ("稀释20倍后使用。", ("稀释倍数", "=", 20, "倍")),
        ("15分钟内出结果。", ("检测时间", "<=", 15, "min")),
    ],
)
def test_a_name_is_found_across_the_words_between(text, indicator):
    assert indicator in told(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("接触电阻为3.1mΩ。", "mΩ"),
        ("断裂韧性6.2MPa·m1/2。", "MPa·m½"),
        ("薄膜电阻率2.4μΩ·cm。", "μΩ·cm"),
        ("磁化强度为41emu/g。", "emu/g"),
        ("处理规模20吨/日。", "t/d"),
        ("纸张定量为40gsm。", "g/m²"),
    ],
)
def test_units_of_many_fields_are_read_whole(text, unit):
    assert [read.unit for read in read_indicators(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "物料重量比为30kg:5kg:2kg。",
        "复水后7d开始生长。",
        "所述元素的摩尔比为1:(0.02-0.2)。",
        "采用3D打印工艺。",
        "现有数控机床86台。",
        "漆膜铅笔硬度≥3H。",
        "预试期为7d。",
    ],
)
def test_ratios_observation_times_and_grades_measure_nothing(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("将样片升温至620℃。", ("升温温度", "=", 620, "℃")),
        ("先进行超声清洗，时间为12min。", ("清洗时间", "=", 12, "min")),
        ("置于-0.06MPa的烘箱中。", ("真空度", "=", -0.06, "MPa")),
        ("涂料达到3级的防火效果。", ("防火效果", "=", 3, "级")),
    ],
)
def test_a_deed_or_a_unit_says_what_was_set(text, indicator):
    assert indicator in told(text)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("膨胀率（36h）≤2%。", [("时间", "=", 36, "h"), ("膨胀率", "<=", 2, "%")]),
        ("压缩40%时应力为2MPa。", [("压缩率", "=", 40, "%"), ("应力", "=", 2, "MPa")]),
        (
            "热导率0.03W/(m·K)，400℃时为0.06W/(m·K)。",
            [
                ("热导率", "=", 0.03, "W/(m·K)"),
                ("温度", "=", 400, "℃"),
                ("热导率", "=", 0.06, "W/(m·K)"),
            ],
        ),
        ("测温误差±3℃或±1%。", [("测温误差", "<=", 3, "℃"), ("测温误差", "<=", 1, "%")]),
    ],
)
def test_a_figure_and_where_it_holds_are_told_apart(text, indicators):
    assert told(text) == indicators


def test_a_part_of_a_change_may_be_written_with_a_slash():
    assert told("节拍缩短1/4。") == [("节拍", "decrease", 25, "%")]


def test_the_basis_of_a_rate_is_no_figure():
    assert told("每蒸发1吨水电耗低于200kWh。") == [("水电耗", "<", 200, "kWh")]
