"""The pages written from the code say what the code says, and the database what the models say."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.documentation import stale
from app.extensions import db


def test_written_pages_are_fresh(context):
    assert stale() == []


def test_migrations_are_in_step_with_the_models(context):
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(found, db.metadata) == []
