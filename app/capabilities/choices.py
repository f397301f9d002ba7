"""What the capability form offers to choose from."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.capabilities.models import COOPERATIONS, LEVELS, STAGES
from app.chains.models import Chain, ChainNode
from app.extensions import db

NONE = ("", "请选择")
# What each level means, in the words a person at the bench would use.
TRLS = (
    "发现原理", "提出用途", "原理验证", "实验室样件", "模拟环境验证", "中试样机",
    "真实环境运行", "定型并通过试验", "批量应用",
)  # fmt: skip


def choices():
    """{field: options} of the form."""
    chains = db.session.scalars(
        select(Chain).order_by(Chain.name).options(selectinload(Chain.nodes))
    ).all()
    return {
        "chain_id": [NONE, *((chain.id, chain.name) for chain in chains)],
        "node_id": [
            NONE,
            *((node.id, f"{chain.name} / {node.name}") for chain in chains for node in chain.nodes),
        ],
        "stage": [NONE, *((stage, stage) for stage in STAGES)],
        "trl": [NONE, *((level, f"{level} {word}") for level, word in enumerate(TRLS, start=1))],
        "level": [(level, level) for level in LEVELS],
        "cooperation": [(way, way) for way in COOPERATIONS],
    }


def chain_of_nodes():
    return dict(db.session.execute(select(ChainNode.id, ChainNode.chain_id)).all())
