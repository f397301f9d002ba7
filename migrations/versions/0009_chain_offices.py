"""chain offices, lead enterprises, service requests, the ladder of enterprises, monthly snapshots

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-22 19:05:00

"""
from alembic import op
import sqlalchemy as sa

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

# name, honours that say so, [(fact, sign, value)]: where the commission begins. General knowledge,
# checked against no document; the page says so until an officer has checked them.
STEPS = (
    ("创新型", ["创新型中小企业", "创新型企业"],
     [("age", ">=", 2), ("rd_staff_share", ">=", 10), ("rd_spending_share", ">=", 3)]),
    ("专精特新", ["专精特新"],
     [("age", ">=", 2), ("revenue", ">=", 1000), ("rd_spending", ">=", 100), ("rd_spending_share", ">=", 3)]),
    ("小巨人", ["小巨人"],
     [("age", ">=", 3), ("revenue", ">=", 5000), ("rd_spending_share", ">=", 3), ("rd_staff_share", ">=", 10),
      ("node_share", ">=", 10)]),
    ("单项冠军", ["单项冠军"],
     [("age", ">=", 3), ("revenue", ">=", 40000), ("rd_spending_share", ">=", 3), ("node_rank", "<=", 3)]),
    ("领军", ["领军企业"],
     [("age", ">=", 5), ("staff", ">=", 1000), ("revenue", ">=", 100000), ("rd_spending_share", ">=", 3),
      ("node_rank", "<=", 5)]),
)
TABLES = (
    'ladder_criterion', 'service_request', 'plan_goal', 'ladder_step', 'district_lead', 'chain_policy',
    'lead_enterprise', 'chain_snapshot', 'chain_office',
)


def upgrade():
    op.create_table('chain_office',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('city_lead', sa.String(length=60), nullable=False),
        sa.Column('office_name', sa.String(length=60), nullable=False),
        sa.Column('office_phone', sa.String(length=40), nullable=False),
        sa.Column('plan_title', sa.String(length=80), nullable=False),
        sa.Column('plan_text', sa.Text(), nullable=False),
        sa.Column('plan_from', sa.Date(), nullable=True),
        sa.Column('plan_until', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_chain_office_chain_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_chain_office')),
        sa.UniqueConstraint('chain_id', name=op.f('uq_chain_office_chain_id'))
    )
    op.create_table('chain_snapshot',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('month', sa.Date(), nullable=False),
        sa.Column('taken_at', sa.DateTime(), nullable=False),
        sa.Column('gaps', sa.Integer(), nullable=False),
        sa.Column('blocked', sa.Integer(), nullable=False),
        sa.Column('weak', sa.Integer(), nullable=False),
        sa.Column('firm', sa.Integer(), nullable=False),
        sa.Column('blank', sa.Integer(), nullable=False),
        sa.Column('open_needs', sa.Integer(), nullable=False),
        sa.Column('without_bid', sa.Integer(), nullable=False),
        sa.Column('ready_capabilities', sa.Integer(), nullable=False),
        sa.Column('running_projects', sa.Integer(), nullable=False),
        sa.Column('accepted_projects', sa.Integer(), nullable=False),
        sa.Column('open_warnings', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_chain_snapshot_chain_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_chain_snapshot')),
        sa.UniqueConstraint('chain_id', 'month', name=op.f('uq_chain_snapshot_chain_id_month'))
    )
    op.create_index(op.f('ix_chain_snapshot_chain_id'), 'chain_snapshot', ['chain_id'])
    op.create_table('lead_enterprise',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('since', sa.Date(), nullable=False),
        sa.Column('until', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_lead_enterprise_chain_id')),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_lead_enterprise_organisation_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_lead_enterprise'))
    )
    op.create_index(op.f('ix_lead_enterprise_chain_id'), 'lead_enterprise', ['chain_id'])
    op.create_index(op.f('ix_lead_enterprise_organisation_id'), 'lead_enterprise', ['organisation_id'])
    op.create_table('chain_policy',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('office_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(length=120), nullable=False),
        sa.Column('document_number', sa.String(length=60), nullable=False),
        sa.Column('gives', sa.String(length=300), nullable=False),
        sa.Column('valid_until', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(['office_id'], ['chain_office.id'], name=op.f('fk_chain_policy_office_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_chain_policy'))
    )
    op.create_index(op.f('ix_chain_policy_office_id'), 'chain_policy', ['office_id'])
    op.create_table('district_lead',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('office_id', sa.Integer(), nullable=False),
        sa.Column('region', sa.String(length=40), nullable=False),
        sa.Column('post', sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(['office_id'], ['chain_office.id'], name=op.f('fk_district_lead_office_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_district_lead'))
    )
    op.create_index(op.f('ix_district_lead_office_id'), 'district_lead', ['office_id'])
    steps = op.create_table('ladder_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=30), nullable=False),
        sa.Column('words', sa.JSON(), nullable=False),
        sa.Column('basis', sa.String(length=200), nullable=False),
        sa.Column('checked_on', sa.Date(), nullable=True),
        sa.Column('checked_by_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['checked_by_id'], ['user.id'], name=op.f('fk_ladder_step_checked_by_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_ladder_step')),
        sa.UniqueConstraint('name', name=op.f('uq_ladder_step_name')),
        sa.UniqueConstraint('position', name=op.f('uq_ladder_step_position'))
    )
    op.create_table('plan_goal',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('office_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('what', sa.String(length=200), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=True),
        sa.Column('progress', sa.String(length=200), nullable=False),
        sa.Column('is_reached', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['office_id'], ['chain_office.id'], name=op.f('fk_plan_goal_office_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_goal'))
    )
    op.create_index(op.f('ix_plan_goal_office_id'), 'plan_goal', ['office_id'])
    op.create_table('service_request',
        sa.Column('state', sa.Enum('asked', 'in_hand', 'answered', 'confirmed', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('number', sa.String(length=20), nullable=False),
        sa.Column('title', sa.String(length=80), nullable=False),
        sa.Column('details', sa.Text(), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('asked_on', sa.Date(), nullable=False),
        sa.Column('created_by_id', sa.Integer(), nullable=True),
        sa.Column('result', sa.Text(), nullable=False),
        sa.Column('answered_at', sa.DateTime(), nullable=True),
        sa.Column('answered_by_id', sa.Integer(), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('state_since', sa.DateTime(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['answered_by_id'], ['user.id'], name=op.f('fk_service_request_answered_by_id')),
        sa.ForeignKeyConstraint(['chain_id'], ['chain.id'], name=op.f('fk_service_request_chain_id')),
        sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_service_request_created_by_id')),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_service_request_organisation_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_service_request')),
        sa.UniqueConstraint('number', name=op.f('uq_service_request_number'))
    )
    op.create_index(op.f('ix_service_request_chain_id'), 'service_request', ['chain_id'])
    op.create_index(op.f('ix_service_request_organisation_id'), 'service_request', ['organisation_id'])
    op.create_index(op.f('ix_service_request_state'), 'service_request', ['state'])
    criteria = op.create_table('ladder_criterion',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('step_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('fact', sa.String(length=24), nullable=False),
        sa.Column('sign', sa.String(length=2), nullable=False),
        sa.Column('value', sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(['step_id'], ['ladder_step.id'], name=op.f('fk_ladder_criterion_step_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_ladder_criterion'))
    )
    op.create_index(op.f('ix_ladder_criterion_step_id'), 'ladder_criterion', ['step_id'])
    op.bulk_insert(steps, [
        {"id": place, "position": place, "name": name, "words": words, "basis": ""}
        for place, (name, words, _) in enumerate(STEPS, 1)
    ])
    op.bulk_insert(criteria, [
        {"step_id": place, "position": position, "fact": fact, "sign": sign, "value": value}
        for place, (_, _, asked) in enumerate(STEPS, 1)
        for position, (fact, sign, value) in enumerate(asked)
    ])


def downgrade():
    for table in TABLES:
        op.drop_table(table)
