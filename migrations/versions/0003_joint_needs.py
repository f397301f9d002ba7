"""joint needs

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-22 17:53:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


NEED_STATES = (
    'draft', 'submitted', 'returned', 'recommended', 'vetted', 'refused', 'listed', 'open', 'bid_closed',
    'reviewing', 'no_bid', 'awarded', 'in_project', 'solved', 'failed', 'withdrawn', 'cancelled',
)
JOINT_STATES = ('suggested', 'asking', 'answered', 'drafted', 'called_off', 'dismissed')


def states(names, **kwargs):
    return sa.Enum(*names, name='state', native_enum=False, length=32, **kwargs)


def upgrade():
    op.create_table('joint_need',
    sa.Column('state', states(JOINT_STATES, create_constraint=True), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('problem', sa.Text(), nullable=False),
    sa.Column('indicators', sa.JSON(), nullable=False),
    sa.Column('chain_id', sa.Integer(), nullable=True),
    sa.Column('lead_id', sa.Integer(), nullable=True),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('likeness', sa.Float(), nullable=True),
    sa.Column('model', sa.String(length=120), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('state_since', sa.DateTime(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_joint_need_chain_id')),
    sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_joint_need_created_by_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['organisation.id'], name=op.f('fk_joint_need_lead_id')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_joint_need_need_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_need')),
    sa.UniqueConstraint('need_id', name=op.f('uq_joint_need_need_id')),
    sa.UniqueConstraint('number', name=op.f('uq_joint_need_number'))
    )
    op.create_index(op.f('ix_joint_need_chain_id'), 'joint_need', ['chain_id'])
    op.create_index(op.f('ix_joint_need_state'), 'joint_need', ['state'])
    op.create_table('joint_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('joint_need_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('reward', sa.Integer(), nullable=False),
    sa.Column('has_joined', sa.Boolean(), nullable=True),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['joint_need_id'], ['joint_need.id'], name=op.f('fk_joint_member_joint_need_id')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_joint_member_need_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_member')),
    sa.UniqueConstraint('joint_need_id', 'need_id', name=op.f('uq_joint_member_joint_need_id_need_id'))
    )
    op.create_index(op.f('ix_joint_member_joint_need_id'), 'joint_member', ['joint_need_id'])
    op.create_index(op.f('ix_joint_member_need_id'), 'joint_member', ['need_id'])
    let_needs_be(*NEED_STATES, 'merged')


def downgrade():
    op.execute("UPDATE need SET state = 'withdrawn' WHERE state = 'merged'")
    let_needs_be(*NEED_STATES)
    op.drop_table('joint_member')
    op.drop_table('joint_need')


def let_needs_be(*names):
    """The states a need may stand in: the CHECK beside the column is written anew."""
    said = ', '.join(f"'{name}'" for name in names)
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.drop_constraint('state', type_='check')
        batch_op.create_check_constraint('state', f'state IN ({said})')
