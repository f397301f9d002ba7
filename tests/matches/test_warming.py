"""A worker reads ahead what its index holds, once."""

from app.extensions import db
from app.matches.index import index_of
from app.matches.warming import read_once_through, warm_up
from matching import read_once
from tests.factories import make_capability


def test_what_the_index_holds_is_read_before_anybody_asks(app):
    with app.app_context():
        make_capability(title="从未读过的压铸工艺")
        db.session.commit()
    seen = read_once_through(app, {})
    with app.app_context():
        index = index_of("capability")
        documents = index.current()._collection.documents()
        assert documents
        assert all(read_once.is_kept(document) for document in documents)
        assert seen["capability"] == index.changes
        assert index.current().read_ahead() == 0
        db.session.remove()


def test_warming_up_twice_is_harmless():
    warm_up()
    warm_up()
