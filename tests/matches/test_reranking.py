"""The setting RERANKER: the site ranks with it, keeps its name, and says when it cannot."""

import pytest

from app.extensions import db
from app.matches import encoding
from app.matches.reasons import capabilities_for, reasons_for
from app.needs.models import NeedState
from tests.factories import make_capability, make_need
from tests.matching.test_reranker import model_folders  # noqa: F401 a fixture


@pytest.fixture
def reranking(context, model_folders):  # noqa: F811
    context.config["RERANKER"] = model_folders[1]
    yield context
    context.config["RERANKER"] = ""


def a_pair():
    need, capability = make_need(NeedState.OPEN), make_capability()
    db.session.commit()
    return need, capability


def test_a_match_is_judged_by_it_and_keeps_its_name(reranking):
    need, capability = a_pair()
    ranked = capabilities_for(need)[0]
    assert "+tiny1@" in ranked.model
    assert any("重排模型认为" in part.why for part in ranked.parts)
    assert reasons_for(need, capability).score == ranked.score


def test_one_that_cannot_be_loaded_is_told_and_the_site_ranks_without_it(context):
    context.config["RERANKER"] = "/no/such/reranker"
    try:
        need, _ = a_pair()
        assert "+" not in capabilities_for(need)[0].model
        assert "没有目录 /no/such/reranker" in encoding.problem_of_reranker()
    finally:
        context.config["RERANKER"] = ""


def test_without_the_setting_there_is_none_and_no_problem(context):
    assert encoding.reranker() is None
