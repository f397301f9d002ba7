"""The demonstration's industry chains: nodes, their facts, and what supplies what, also across chains."""

from sqlalchemy import select

from app.chains.models import Chain, ChainNode, NodeKind, NodeProvider
from app.chains.strength import refresh_strengths
from app.demo import content
from app.extensions import db

LED = ("nev", "lightalloy", "drive", "robot")
FACTS = ("demand_wan", "import_share", "stock_days", "industry_code")


class ChainPlay:
    """Fills `cast.nodes`; the organisations of the cast are found by name once they are there."""

    def __init__(self, cast):
        self.cast = cast
        self.kinds = {kind.code: kind for kind in db.session.scalars(select(NodeKind))}

    def add(self):
        told = content.chains()
        for row in told:
            self._add_chain(row)
        db.session.flush()
        for row in told:
            self._add_supplies(row)
        db.session.flush()

    def judge(self):
        """Once the organisations are there: who of them provides, and how strong each node is."""
        for row in content.chains():
            for node in row["nodes"]:
                self._add_providers(self.cast.nodes[node["code"]], node.get("providers", ()))
        db.session.flush()
        refresh_strengths(self.cast.nodes.values(), "首次摸底")

    def _add_chain(self, told):
        chain = Chain(code=told["code"], name=told["name"], summary=told["summary"])
        chain.lead_title = told.get("lead_title", "")
        chain.leads = [self.cast.chain_lead if told["code"] in LED else self.cast.other_lead]
        db.session.add(chain)
        for position, row in enumerate(told["nodes"]):
            node = ChainNode(chain=chain, position=position, code=row["code"], name=row["name"])
            node.segment, node.strength_note = row["segment"], row.get("strength_note", "")
            node.reported_strength = row.get("strength", "blank")
            node.kind = self.kinds[row["kind"]] if row.get("kind") else None
            for fact in FACTS:
                if row.get(fact) is not None:
                    setattr(node, fact, row[fact])
            db.session.add(node)
            self.cast.nodes[row["code"]] = node

    def _add_supplies(self, told):
        for row in told["nodes"]:
            customers = [self.cast.nodes[code] for code in row.get("supplies", ())]
            self.cast.nodes[row["code"]].customers = customers

    def _add_providers(self, node, rows):
        """Rows are [scope, name, share or null]; a name of the cast is linked to its organisation."""
        by_name = {o.name: o for o in self.cast.organisations.values()}
        for scope, name, *share in rows:
            node.providers.append(
                NodeProvider(
                    name=name,
                    scope=scope,
                    share=share[0] if share else None,
                    organisation=by_name.get(name),
                    source="演示数据",
                )  # fmt: skip
            )
