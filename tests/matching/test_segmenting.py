"""Our loop over jieba's dictionary cuts as jieba does."""

import jieba
import pytest

from matching.segmenting import cut, spans
from matching.text import warm_up, whole
from tests.matching.corpus import capabilities, casting_need, water_need

TEXTS = [whole(one) for one in (*capabilities(), casting_need(), water_need())]
ODD = [
    "",
    "铝",
    "㐀铝合金",
    "赵钱孙李周吴",
    "a",
    "A+B 合金x1.5mm",
    "ＰＥＥＫ材料的3D打印\n工艺",
    "𠮷野家",
]


@pytest.mark.parametrize("text", TEXTS + ODD)
def test_words_are_those_of_jieba(text):
    warm_up()
    assert cut(text) == list(jieba.dt.cut(text))


@pytest.mark.parametrize("text", TEXTS + ODD)
def test_places_of_words_are_those_of_jieba(text):
    warm_up()
    theirs = [(start, end) for word, start, end in jieba.dt.tokenize(text, HMM=False)]
    ours = {(start, end) for start, end in spans(text)}
    assert [one for one in theirs if one[1] - one[0] > 1] == sorted(
        one for one in ours if one[1] - one[0] > 1
    )
