"""Alembic's environment: the app's engine and metadata, batch mode because SQLite alters by copying."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def run():
    with database.engine.connect() as connection:
        # Altering copies a table and drops the old one, which rows that point to it would forbid.
        hold_to_foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        hold_to_foreign_keys(connection, "ON")


def hold_to_foreign_keys(connection, switch):
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA foreign_keys={switch}")
        connection.commit()


run()
