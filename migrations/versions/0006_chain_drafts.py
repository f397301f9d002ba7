"""chain drafts: tables read but not applied

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-22 18:07:00

"""
from alembic import op
import sqlalchemy as sa

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'chain_draft',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(length=200), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('faults', sa.JSON(), nullable=False),
        sa.Column('based_on', sa.Integer(), nullable=False),
        sa.Column('made_at', sa.DateTime(), nullable=False),
        sa.Column('made_by_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_chain_draft_chain_id')),
        sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_chain_draft_made_by_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_chain_draft')),
    )
    op.create_index(op.f('ix_chain_draft_chain_id'), 'chain_draft', ['chain_id'])


def downgrade():
    op.drop_index(op.f('ix_chain_draft_chain_id'), 'chain_draft')
    op.drop_table('chain_draft')
