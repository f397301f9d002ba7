"""Alembic's environment: the app's engine and metadata, batch mode because SQLite alters by copying."""

import logging
from logging.config import fileConfig

from alembic import context
from flask import current_app

config = context.config
if config.get_main_option("script_location") and current_app.config.get("TESTING") is not True:
    fileConfig(config.config_file_name, disable_existing_loggers=False)
logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)

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
