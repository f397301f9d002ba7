"""A need finds what research calls by another name."""

from matching import Document, Matcher, load_encoder
from matching.text import words
from matching.thesaurus import asked, other_words


def test_a_term_is_known_by_its_other_names():
    assert "氮化" in other_words("模具要先渗氮再镀硬膜")


def test_the_longest_term_at_a_place_is_the_one_that_is_meant():
    found = other_words("想做离子渗氮")
    assert "等离子渗氮" in found
    assert "氮化处理" not in found


def test_another_name_counts_less_than_what_was_asked_for():
    bag = asked("渗氮", words)
    assert bag["渗氮"] == 1
    assert 0 < bag["氮化"] < 1


def test_a_text_without_known_terms_asks_for_itself_alone():
    assert asked("甲乙丙丁", words) == dict.fromkeys(words("甲乙丙丁"), 1)


def test_a_need_ranks_the_document_of_another_name_above_a_stranger():
    matcher = Matcher(load_encoder())
    matcher.put(
        [
            Document("other-name", "", "一种麦克风阵列的校准方法"),
            Document("stranger", "", "一种水泥窑炉的除尘方法"),
        ]
    )
    best, *_ = matcher.rank(Document("need", "传声器标定", ""), explain=False)
    assert best.id == "other-name"
