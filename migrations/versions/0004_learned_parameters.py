"""learned parameters: proposals of weights and calibration, and what each suggestion was made with

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PEOPLE = ("made_by_id", "applied_by_id", "undone_by_id")


def upgrade():
    op.create_table(
        "learned_parameters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("is_recommended", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(length=300), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("applied_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], ["user.id"], name=op.f(f"fk_learned_parameters_{column}_user")
            )
            for column in PEOPLE
        ),
        sa.ForeignKeyConstraint(
            ["base_id"],
            ["learned_parameters.id"],
            name=op.f("fk_learned_parameters_base_id_learned_parameters"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_parameters")),
    )
    op.add_column(
        "match",
        sa.Column("parameters", sa.String(length=40), nullable=False, server_default="initial"),
    )
    op.add_column(
        "match", sa.Column("readings", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )


def downgrade():
    op.drop_column("match", "readings")
    op.drop_column("match", "parameters")
    op.drop_table("learned_parameters")
