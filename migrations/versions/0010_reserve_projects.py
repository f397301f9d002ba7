"""the reserve of gap-filling projects

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-22 19:12:00

"""
from alembic import op
import sqlalchemy as sa

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'reserve_project',
        sa.Column('state', sa.Enum('lead', 'admitted', 'under_way', 'done', 'dropped', name='state',
                                   native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('number', sa.String(length=20), nullable=False),
        sa.Column('title', sa.String(length=80), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('node_id', sa.Integer(), nullable=False),
        sa.Column('gap', sa.Text(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=True),
        sa.Column('office', sa.String(length=80), nullable=False),
        sa.Column('planned_money', sa.BigInteger(), nullable=True),
        sa.Column('landed_money', sa.BigInteger(), nullable=True),
        sa.Column('starts_on', sa.Date(), nullable=True),
        sa.Column('ends_on', sa.Date(), nullable=True),
        sa.Column('need_id', sa.Integer(), nullable=True),
        sa.Column('investor', sa.String(length=120), nullable=False),
        sa.Column('investor_region', sa.String(length=60), nullable=False),
        sa.Column('talks', sa.String(length=16), nullable=False),
        sa.Column('evidence', sa.Text(), nullable=False),
        sa.Column('provider_name', sa.String(length=120), nullable=False),
        sa.Column('created_by_id', sa.Integer(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('state_since', sa.DateTime(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_reserve_project_chain_id')),
        sa.ForeignKeyConstraint(['node_id'], ['chain_node.id'], name=op.f('fk_reserve_project_node_id')),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_reserve_project_organisation_id')),
        sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_reserve_project_need_id')),
        sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_reserve_project_created_by_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_reserve_project')),
        sa.UniqueConstraint('number', name=op.f('uq_reserve_project_number')),
        sa.UniqueConstraint('need_id', name=op.f('uq_reserve_project_need_id')),
    )
    for column in ('chain_id', 'node_id', 'organisation_id', 'state'):
        op.create_index(op.f(f'ix_reserve_project_{column}'), 'reserve_project', [column])


def downgrade():
    op.drop_table('reserve_project')
