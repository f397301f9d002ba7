"""models of the index

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-22 18:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('index_model',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('model', sa.String(length=120), nullable=False),
    sa.Column('choice', sa.JSON(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=False),
    sa.Column('finished_at', sa.DateTime(), nullable=True),
    sa.Column('runner', sa.String(length=120), nullable=False),
    sa.Column('beat_at', sa.DateTime(), nullable=True),
    sa.Column('started_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['started_by_id'], ['user.id'], name=op.f('fk_index_model_started_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_index_model'))
    )
    with op.batch_alter_table('index_model', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_index_model_state'), ['state'], unique=False)

    op.create_table('waiting_vector',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('thing_id', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(length=120), nullable=False),
    sa.Column('content_hash', sa.String(length=40), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_waiting_vector')),
    sa.UniqueConstraint('kind', 'thing_id', 'model', name=op.f('uq_waiting_vector_kind_thing_id_model'))
    )


def downgrade():
    op.drop_table('waiting_vector')
    with op.batch_alter_table('index_model', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_index_model_state'))

    op.drop_table('index_model')
