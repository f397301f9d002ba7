"""Why a capability answers a need: quoted, marked and held against each indicator."""

import numpy as np

from matching.documents import Document, Indicator
from matching.explain import explain

NEED = Document(
    "n1",
    "薄壁铝合金壳体低压铸造气孔控制",
    "壳体热节处气孔多，求真空辅助低压铸造工艺。",
    indicators=(
        Indicator("孔隙率", "<=", 0.8, "%", is_hard=True),
        Indicator("单件节拍", "<=", 180, "s", is_hard=True),
        Indicator("孔隙率Cpk", ">=", 1.33, "", is_hard=True),
    ),
)
CAPABILITY = Document(
    "c1",
    "低压铸造成套技术",
    passages=(
        ("主要指标", "低压铸造成套技术。针对薄壁铝合金壳体，CT测得孔隙率为0.62%。食堂每日供餐。"),
        ("不足", "抽真空使循环变长，单件节拍约215s。"),
    ),
)


def test_each_need_indicator_has_one_comparison_in_its_order():
    said = explain(NEED, CAPABILITY)

    assert [c.status for c in said.comparisons] == ["met", "unmet", "unknown"]


def test_a_sentence_that_answers_an_indicator_is_quoted_with_its_figure_marked():
    first = explain(NEED, CAPABILITY).evidence[0]

    marked = [first.sentence[start:end] for start, end in first.marks]
    assert first.source == "主要指标"
    assert first.indicators == (0,)
    assert any("0.62%" in phrase for phrase in marked)
    assert any("铝合金" in phrase for phrase in marked)


def test_a_sentence_that_misses_an_indicator_speaks_against():
    against = [one for one in explain(NEED, CAPABILITY).evidence if one.is_against]

    assert [(one.source, one.indicators) for one in against] == [("不足", (1,))]


def test_the_title_and_idle_sentences_are_not_quoted():
    quoted = [one.sentence for one in explain(NEED, CAPABILITY).evidence]

    assert "低压铸造成套技术。" not in quoted
    assert "食堂每日供餐。" not in quoted


def test_what_nobody_knows_is_said_in_words():
    missing = explain(NEED, CAPABILITY).missing

    assert "没有“孔隙率Cpk”的数据" in missing
    assert any("单件节拍" in sentence and "差 35 s" in sentence for sentence in missing)


def test_a_need_without_a_table_is_read_from_its_text():
    need = Document("n2", "轻量化支架", "要求支架抗拉强度不低于300MPa。")
    capability = Document("c2", "支架", "支架抗拉强度达到310MPa。")

    assert [c.status for c in explain(need, capability).comparisons] == ["met"]


class Directions:
    """An encoder that knows two meanings: texts about water and all others."""

    def encode(self, texts):
        return np.array([[1.0, 0.0] if "水" in text else [0.0, 1.0] for text in texts])

    encode_queries = encode


def test_an_encoder_lifts_the_sentence_that_means_the_same():
    need = Document("n3", "水质净化", "")
    capability = Document("c3", "", "我们做木工家具的打磨。湖泊污水由藻类处理。")

    best = explain(need, capability, encoder=Directions()).evidence[0]

    assert best.sentence == "湖泊污水由藻类处理。"


def test_a_quoted_figure_stands_beside_the_requirement_it_answers():
    met, unmet = explain(NEED, CAPABILITY).evidence[0], explain(NEED, CAPABILITY).evidence[-1]

    assert (met.asked, met.asked_source) == ("孔隙率 ≤ 0.8%", "考核指标")
    assert unmet.asked == "单件节拍 ≤ 180 s"
    assert met.asked_marks == ((0, len(met.asked)),)


def test_a_quoted_sentence_stands_beside_the_sentence_of_the_need_it_answers():
    need = Document("n", "壳体", "食堂要供餐。热节处气孔集中，求真空辅助低压铸造。")
    capability = Document("c", "", "厂区绿化。采用真空辅助低压铸造成形。")

    best = explain(need, capability).evidence[0]

    assert best.asked == "热节处气孔集中，求真空辅助低压铸造。"
    marked = [best.asked[start:end] for start, end in best.asked_marks]
    assert any("低压铸造" in phrase for phrase in marked)
    assert best.sentence == "采用真空辅助低压铸造成形。"


def test_nothing_of_the_need_is_quoted_where_no_telling_word_is_shared():
    capability = Document("c", "", "抗拉强度达到272MPa。湖泊污水由藻类处理。")
    asked = {one.sentence: one.asked for one in explain(NEED, capability, encoder=None).evidence}

    assert not any(asked.values())


def test_a_sentence_with_nothing_to_mark_is_not_quoted_beside_one_that_has():
    need = Document("n", "低压铸造气孔控制", "求真空辅助低压铸造。")
    capability = Document("c", "", "采用真空辅助低压铸造成形。(1)|R|≤40nm。")
    quoted = explain(need, capability, encoder=Directions()).evidence

    assert [one.sentence for one in quoted] == ["采用真空辅助低压铸造成形。"]


def test_a_list_of_keywords_is_quoted_behind_the_sentences():
    need = Document("n", "真空辅助低压铸造气孔控制", "")
    text = "某公司在试验之中用到了低压铸造，并且与多家工厂一起做过生产上的长期验证。"
    capability = Document(
        "c", "", text, passages=(("关键词", "真空辅助、低压铸造、气孔控制"), ("简介", text))
    )
    quoted = explain(need, capability).evidence

    assert [one.source for one in quoted] == ["简介", "关键词"]


def test_a_quote_does_not_end_in_a_semicolon():
    need = Document("n", "壳体", "热节处气孔集中；求真空辅助低压铸造；")
    capability = Document("c", "", "采用真空辅助低压铸造成形；厂区绿化。")
    best = explain(need, capability).evidence[0]

    assert (best.sentence, best.asked) == ("采用真空辅助低压铸造成形", "求真空辅助低压铸造")


def test_a_mark_reaches_as_far_as_both_texts_agree():
    need = Document("n", "电池自加热", "磷酸铁锂电池包在低温下自加热。")
    capability = Document("c", "废料浸取", passages=(("简介", "从废旧磷酸铁锂电池中浸取锂盐。"),))
    (quote,) = explain(need, capability).evidence

    assert [quote.sentence[start:end] for start, end in quote.marks] == ["磷酸铁锂电池"]
    assert [quote.asked[start:end] for start, end in quote.asked_marks] == ["磷酸铁锂电池"]
