"""The model that was shipped is called by its name: what ships now is another one."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_row = sa.table("index_model", sa.column("id"), sa.column("model"), sa.column("choice", sa.JSON))


def upgrade():
    _rename("", "static")


def downgrade():
    _rename("static", "")


def _rename(old, new):
    connection = op.get_bind()
    chosen = sa.select(_row.c.id, _row.c.choice).where(_row.c.model.like("static-zh@%"))
    for id, choice in connection.execute(chosen).all():
        choice = json.loads(choice) if isinstance(choice, str) else choice
        if choice.get("name", "") == old:
            renamed = sa.update(_row).where(_row.c.id == id).values(choice=choice | {"name": new})
            connection.execute(renamed)
