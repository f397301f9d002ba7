"""The tables of quantities: well formed, and look-alikes kept apart."""

from pathlib import Path

import pytest

import matching.indicators
from matching.indicators.synonyms import likeness

TABLES = sorted((Path(matching.indicators.__file__).parent / "vocabulary").glob("*.tsv"))


def rows():
    for path in TABLES:
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line.split("\t")


def test_no_name_belongs_to_two_quantities():
    owners = {}
    for key, _, _, names in rows():
        for name in names.split(" "):
            owners.setdefault(name, set()).add(key)

    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_a_quantity_says_the_same_of_itself_in_every_row():
    said = {}
    for key, direction, owner, _ in rows():
        assert direction in ("high", "low", "none")
        assert owner in ("any", "own")
        said.setdefault(key, set()).add((direction, owner))

    assert [key for key, each in said.items() if len(each) > 1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("抗拉强度", "屈服强度"),
        ("抗拉强度", "抗拉强度变化率"),
        ("定位精度", "重复定位精度"),
        ("精度", "精密度"),
        ("准确率", "召回率"),
        ("精确率", "准确率"),
        ("漏检率", "误检率"),
        ("良品率", "不良品率"),
        ("识别率", "误识别率"),
        ("电池容量", "能量密度"),
        ("能量密度", "体积能量密度"),
        ("库仑效率", "首次库仑效率"),
        ("效率", "使用寿命"),
        ("振实密度", "压实密度"),
        ("熔点", "软化点"),
        ("粘度", "运动粘度"),
        ("表面粗糙度Ra", "粗糙度Rz"),
        ("面电阻", "界面电阻"),
        ("刚度", "比刚度"),
        ("上升时间", "下降时间"),
        ("额定转速", "最高转速"),
        ("总氮去除率", "氨氮去除率"),
        ("灵敏度", "特异性"),
        ("包封率", "载药量"),
        ("人工成本", "用工数"),
    ],
)
def test_look_alikes_never_answer_each_other(one, other):
    assert likeness(one, other) == 0
    assert likeness(other, one) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("抗拉强度", "拉伸强度"),
        ("酸值", "酸价"),
        ("固含量", "不挥发分"),
        ("重均分子量", "Mw"),
        ("VOC含量", "挥发性有机物含量"),
        ("脱硫效率", "SO2去除率"),
        ("半数抑制浓度", "IC50"),
        ("推理时延", "单帧推理耗时"),
        ("可用性", "系统可用率"),
        ("回程间隙", "背隙"),
        ("采样率", "采样速率"),
        ("插入损耗", "插损典型值"),
        ("存活率", "细胞存活率"),
        ("热效率", "锅炉热效率"),
        ("传动效率", "减速机效率"),
    ],
)
def test_synonyms_of_a_field_answer(one, other):
    assert likeness(one, other) > 0


def test_no_quantity_answers_one_that_merely_looks_like_it():
    pairs = (Path(__file__).parent / "indicator_lookalikes.txt").read_text("utf-8").split()

    crossed = [
        pair
        for pair in pairs
        for one, other in [pair.split("=")]
        if likeness(one, other) or likeness(other, one)
    ]

    assert crossed == []
