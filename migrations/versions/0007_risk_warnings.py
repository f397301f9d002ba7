"""risk warnings: signals, rules and the warnings they raise

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-22 18:30:00

"""
from alembic import op
import sqlalchemy as sa

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

# kind, threshold, level, whether it is on: where the commission begins; it edits them on the page.
RULES = (
    ("single_source", 0, "orange", True),
    ("single_source", 1, "yellow", False),
    ("import_share", 90, "red", True),
    ("import_share", 75, "orange", True),
    ("stock_days", 7, "red", True),
    ("stock_days", 15, "orange", True),
    ("overdue_milestone", 1, "yellow", True),
    ("supplier_trouble", 3, "red", True),
    ("supplier_trouble", 2, "orange", True),
    ("price_rise", 30, "yellow", True),
)


def upgrade():
    op.create_table(
        'risk_signal',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('node_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=24), nullable=False),
        sa.Column('value', sa.Float(), nullable=False),
        sa.Column('note', sa.String(length=300), nullable=False),
        sa.Column('source', sa.String(length=120), nullable=False),
        sa.Column('observed_on', sa.Date(), nullable=False),
        sa.Column('entered_at', sa.DateTime(), nullable=False),
        sa.Column('entered_by_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['entered_by_id'], ['user.id'], name=op.f('fk_risk_signal_entered_by_id')),
        sa.ForeignKeyConstraint(['node_id'], ['chain_node.id'], name=op.f('fk_risk_signal_node_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_risk_signal')),
    )
    op.create_index('ix_risk_signal_node_kind', 'risk_signal', ['node_id', 'kind', 'observed_on'])
    rules = op.create_table(
        'warning_rule',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=24), nullable=False),
        sa.Column('threshold', sa.Float(), nullable=False),
        sa.Column('level', sa.String(length=8), nullable=False),
        sa.Column('is_active', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_warning_rule')),
    )
    op.bulk_insert(rules, [
        {"kind": kind, "threshold": threshold, "level": level, "is_active": is_active}
        for kind, threshold, level, is_active in RULES
    ])
    op.create_table(
        'risk_warning',
        sa.Column('state', sa.Enum('open', 'handling', 'closed', name='state', native_enum=False,
                                   create_constraint=True, length=32), nullable=False),
        sa.Column('number', sa.String(length=20), nullable=False),
        sa.Column('title', sa.String(length=120), nullable=False),
        sa.Column('node_id', sa.Integer(), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('rule_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=24), nullable=False),
        sa.Column('level', sa.String(length=8), nullable=False),
        sa.Column('value', sa.Float(), nullable=False),
        sa.Column('facts', sa.Text(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('state_since', sa.DateTime(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_risk_warning_chain_id')),
        sa.ForeignKeyConstraint(['node_id'], ['chain_node.id'], name=op.f('fk_risk_warning_node_id')),
        sa.ForeignKeyConstraint(['rule_id'], ['warning_rule.id'], name=op.f('fk_risk_warning_rule_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_risk_warning')),
        sa.UniqueConstraint('number', name=op.f('uq_risk_warning_number')),
    )
    for column in ('chain_id', 'node_id', 'state'):
        op.create_index(op.f(f'ix_risk_warning_{column}'), 'risk_warning', [column])


def downgrade():
    op.drop_table('risk_warning')
    op.drop_table('warning_rule')
    op.drop_table('risk_signal')
