"""flask match nightly: pairs worth recommending, without those that are begun."""

import csv
import io

from app.extensions import db
from app.needs.models import NeedState
from tests.factories import make_capability, make_match, make_need


def told(app, *arguments):
    ended = app.test_cli_runner().invoke(args=["match", "nightly", *arguments])
    assert ended.exit_code == 0, ended.output
    return list(csv.DictReader(io.StringIO(ended.stdout.lstrip("\ufeff"))))


def test_every_open_need_is_told_its_best_capabilities(app, context):
    need, closed = make_need(NeedState.OPEN), make_need(NeedState.AWARDED)
    capability = make_capability()
    db.session.commit()
    rows = told(app, "--least", "1")
    assert [(row["需求编号"], row["能力编号"]) for row in rows] == [
        (need.number, capability.number)
    ]
    assert closed.number not in str(rows)
    assert told(app, "--least", "101") == []


def test_a_pair_that_is_begun_is_not_told_again(app, context):
    need, capability, other = make_need(NeedState.OPEN), make_capability(), make_capability()
    make_match(need=need, capability=capability)
    db.session.commit()
    assert [row["能力编号"] for row in told(app, "--least", "1")] == [other.number]
