"""A unit both texts happen to use is no reason."""

from matching import Document
from matching.explain import explain


def test_a_unit_alone_is_never_marked_as_a_shared_word():
    need = Document("n", "电机壳体降噪", "要求 120 kW 电机壳体连续工作 30 min 噪声低。")
    offer = Document("c", "壳体降噪", "在 140 kW 电机壳体上连续测试 15 min，噪声下降。")
    marked = [e.sentence[a:b] for e in explain(need, offer).evidence for a, b in e.marks]
    assert any("壳体" in words for words in marked)
    assert not {"kW", "min"} & set(marked)
