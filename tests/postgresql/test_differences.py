"""Where PostgreSQL is stricter than SQLite: lengths, sizes, characters, capital letters, two at once."""

from threading import Barrier, Thread

from app.bids.models import BidState
from app.chains.measuring import make_net
from app.chains.supply import reach_of
from app.extensions import db
from app.numbering import next_number
from tests import factories as make


def test_a_break_reaches_the_same_nodes_as_on_sqlite(context, on_sqlite):
    _, ids = make_net(10_000, 40_000)
    reach = reach_of(ids[0])
    with on_sqlite.app_context():
        _, same = make_net(10_000, 40_000)
        assert same == ids
        expected = reach_of(ids[0])
    assert {(r.node_id, r.distance, r.is_only_source) for r in reach} == {
        (r.node_id, r.distance, r.is_only_source) for r in expected
    }


def test_an_address_that_no_column_can_hold_leads_nowhere(client):
    assert client.get("/needs/99999999999").status_code == 404
    assert client.get("/organisations/?q=%00").status_code == 404


def test_the_officer_sees_how_many_bids_are_sealed(made, signed_in):
    made(make.make_bid, state=BidState.SUBMITTED)
    officer = signed_in(made(make.make_officer))
    assert "1 份" in officer.get("/bids/").text


def test_a_search_minds_no_capital_letters(made, signed_in):
    made(make.make_bid, state=BidState.OPENED, leader="Ada Lovelace")
    officer = signed_in(made(make.make_officer))
    assert "Ada Lovelace" in officer.get("/bids/?q=lovelace").text


def test_two_at_once_take_two_numbers_even_the_first_of_a_year(app):
    numbers, begun = [], Barrier(2)

    def take():
        with app.app_context():
            begun.wait()
            numbers.append(next_number("XQ"))
            db.session.commit()

    threads = [Thread(target=take) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(set(numbers)) == 2
