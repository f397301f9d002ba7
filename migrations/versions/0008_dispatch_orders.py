"""dispatch orders and their items

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-22 18:45:00

"""
from alembic import op
import sqlalchemy as sa

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'dispatch_order',
        sa.Column('state', sa.Enum('draft', 'sent', 'answered', 'closed', 'called_off', name='state',
                                   native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('number', sa.String(length=20), nullable=False),
        sa.Column('title', sa.String(length=80), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('created_by_id', sa.Integer(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('state_since', sa.DateTime(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_dispatch_order_chain_id')),
        sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_dispatch_order_created_by_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatch_order')),
        sa.UniqueConstraint('number', name=op.f('uq_dispatch_order_number')),
    )
    for column in ('chain_id', 'state'):
        op.create_index(op.f(f'ix_dispatch_order_{column}'), 'dispatch_order', [column])
    op.create_table(
        'dispatch_item',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('order_id', sa.Integer(), nullable=False),
        sa.Column('node_id', sa.Integer(), nullable=True),
        sa.Column('organisation_id', sa.Integer(), nullable=True),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('what', sa.Text(), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        sa.Column('is_done', sa.Boolean(), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('answered_at', sa.DateTime(), nullable=True),
        sa.Column('need_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_dispatch_item_need_id')),
        sa.ForeignKeyConstraint(['node_id'], ['chain_node.id'], name=op.f('fk_dispatch_item_node_id')),
        sa.ForeignKeyConstraint(['order_id'], ['dispatch_order.id'], name=op.f('fk_dispatch_item_order_id')),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_dispatch_item_organisation_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatch_item')),
    )
    for column in ('need_id', 'order_id', 'organisation_id'):
        op.create_index(op.f(f'ix_dispatch_item_{column}'), 'dispatch_item', [column])


def downgrade():
    op.drop_table('dispatch_item')
    op.drop_table('dispatch_order')
