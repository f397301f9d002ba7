"""Signals from a table: judged as if reported, and a table with a fault leaves nothing behind."""

import pytest

from app.chains.models import ChainNode, NodeProvider, Scope
from app.extensions import db
from app.risk_warnings.models import RiskWarning, Signal
from tests import factories

HEAD = "环节编码,信号,数值,日期,来源,说明\n"


@pytest.fixture
def code(app):
    with app.app_context():
        node = factories.make_chain().nodes[0]
        node.code = "steel"
        node.providers = [NodeProvider(name="甲厂", scope=Scope.NATIONAL)]
        db.session.commit()
    return "steel"


def _run(app, tmp_path, text):
    file = tmp_path / "signals.csv"
    file.write_text(HEAD + text, encoding="utf-8")
    return app.test_cli_runner().invoke(args=["warnings", "import", str(file)])


def test_a_table_of_signals_moves_the_facts_and_raises_warnings(code, app, tmp_path):
    told = _run(app, tmp_path, "steel,库存,6,,海关,在途延误\nsteel,供给单位异常,3,,区县,停产\n")
    assert "收下 2 条信号，新发 1 条预警" in told.output
    with app.app_context():
        assert db.session.query(ChainNode).filter_by(code="steel").one().stock_days == 6
        assert db.session.query(RiskWarning).one().level == "red"


def test_every_fault_is_told_by_row_and_nothing_is_kept(code, app, tmp_path):
    text = "steel,库存,6,,,\nnowhere,库存,5,,,\nsteel,心情,5,,,\nsteel,库存,很少,,,\nsteel,库存,5,昨天,,\n"
    told = _run(app, tmp_path, text)
    assert told.exit_code == 1
    for expected in ("4 行要改", "第 3 行", "nowhere", "心情", "很少", "昨天"):
        assert expected in told.output
    with app.app_context():
        assert db.session.query(Signal).count() == 0
