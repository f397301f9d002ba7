"""facts of a chain node

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-22 17:47:46.531400

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

# 五基 of the city's texts, and the kinds that stand beside them; the commission may edit the list.
KINDS = (
    ("product", "产品", False),
    ("material", "关键基础材料", True),
    ("component", "核心基础零部件", True),
    ("device", "核心电子元器件", True),
    ("process", "先进基础工艺", True),
    ("software", "工业基础软件", True),
    ("foundation", "产业技术基础", True),
    ("equipment", "装备", False),
)


def upgrade():
    kinds = op.create_table('node_kind',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=30), nullable=False),
    sa.Column('is_base', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_node_kind')),
    sa.UniqueConstraint('code', name=op.f('uq_node_kind_code')),
    sa.UniqueConstraint('name', name=op.f('uq_node_kind_name'))
    )
    op.create_index(op.f('ix_node_supply_customer_id'), 'node_supply', ['customer_id'])
    op.create_table('chain_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('chain_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_chain_version_chain_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_chain_version_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_chain_version')),
    sa.UniqueConstraint('chain_id', 'number', name=op.f('uq_chain_version_chain_id_number'))
    )
    with op.batch_alter_table('chain_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_chain_version_chain_id'), ['chain_id'], unique=False)

    op.create_table('node_provider',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('node_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('scope', sa.String(length=10), nullable=False),
    sa.Column('share', sa.Integer(), nullable=True),
    sa.Column('rank', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.CheckConstraint('share IS NULL OR (share >= 0 AND share <= 100)', name=op.f('ck_node_provider_share_is_a_percent')),
    sa.ForeignKeyConstraint(['node_id'], ['chain_node.id'], name=op.f('fk_node_provider_node_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_node_provider_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_node_provider'))
    )
    with op.batch_alter_table('node_provider', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_node_provider_node_id'), ['node_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_node_provider_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('node_strength',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('node_id', sa.Integer(), nullable=False),
    sa.Column('strength', sa.String(length=10), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('cause', sa.String(length=120), nullable=False),
    sa.Column('found_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['node_id'], ['chain_node.id'], name=op.f('fk_node_strength_node_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_node_strength'))
    )
    with op.batch_alter_table('node_strength', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_node_strength_node_id'), ['node_id'], unique=False)

    with op.batch_alter_table('chain_node', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('industry_code', sa.String(length=4), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('demand_wan', sa.Float(), nullable=True))
        batch_op.add_column(sa.Column('import_share', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('stock_days', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('reported_strength', sa.String(length=10), nullable=False, server_default='blank'))
        batch_op.create_foreign_key(batch_op.f('fk_chain_node_kind_id'), 'node_kind', ['kind_id'], ['id'])

    op.execute("UPDATE chain_node SET reported_strength = strength")
    op.bulk_insert(kinds, [
        {"code": code, "name": name, "is_base": is_base, "position": position}
        for position, (code, name, is_base) in enumerate(KINDS)
    ])


def downgrade():
    with op.batch_alter_table('chain_node', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_chain_node_kind_id'), type_='foreignkey')
        batch_op.drop_column('reported_strength')
        batch_op.drop_column('stock_days')
        batch_op.drop_column('import_share')
        batch_op.drop_column('demand_wan')
        batch_op.drop_column('industry_code')
        batch_op.drop_column('kind_id')

    with op.batch_alter_table('node_strength', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_node_strength_node_id'))

    op.drop_table('node_strength')
    with op.batch_alter_table('node_provider', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_node_provider_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_node_provider_node_id'))

    op.drop_table('node_provider')
    with op.batch_alter_table('chain_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_chain_version_chain_id'))

    op.drop_table('chain_version')
    op.drop_index(op.f('ix_node_supply_customer_id'), 'node_supply')
    op.drop_table('node_kind')
