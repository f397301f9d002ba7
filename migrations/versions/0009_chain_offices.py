"""chain offices, lead enterprises, service requests, the ladder of enterprises, monthly snapshots

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-22 19:05:00

"""

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
