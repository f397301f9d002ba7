"""The ladder of enterprises: its steps, and the criteria the commission set for each."""

from datetime import date
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db


class Fact(StrEnum):
    """What the platform knows of an enterprise and a criterion may ask about."""

    AGE = "age"
    STAFF = "staff"
    RD_STAFF_SHARE = "rd_staff_share"
    RD_SPENDING = "rd_spending"
    RD_SPENDING_SHARE = "rd_spending_share"
    REVENUE = "revenue"
    NODE_SHARE = "node_share"
    NODE_RANK = "node_rank"
    HONOURS = "honours"


# fact -> (what it is called, its unit)
FACTS = {
    Fact.AGE: ("成立", "年"),
    Fact.STAFF: ("职工", "人"),
    Fact.RD_STAFF_SHARE: ("研发人员占职工", "%"),
    Fact.RD_SPENDING: ("上年度研发投入", "万元"),
    Fact.RD_SPENDING_SHARE: ("研发投入占营业收入", "%"),
    Fact.REVENUE: ("上年度营业收入", "万元"),
    Fact.NODE_SHARE: ("所在环节的供给份额", "%"),
    Fact.NODE_RANK: ("所在环节的国内排名", "名"),
    Fact.HONOURS: ("资质荣誉", "项"),
}
SIGNS = {">=": "不少于", "<=": "不多于"}


class LadderStep(db.Model):
    """`words` in an honour's name say that an enterprise holds the step; `basis` is the document the
    criteria were checked against, and while `checked_on` is None nobody has checked them."""

    __tablename__ = "ladder_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    words: Mapped[list] = mapped_column(JSON, default=list)
    basis: Mapped[str] = mapped_column(String(200), default="")
    checked_on: Mapped[date | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    checked_by = relationship("User")
    criteria = relationship(
        "LadderCriterion", cascade="all, delete-orphan", order_by="LadderCriterion.position"
    )


class LadderCriterion(db.Model):
    __tablename__ = "ladder_criterion"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("ladder_step.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    fact: Mapped[str] = mapped_column(String(24))
    sign: Mapped[str] = mapped_column(String(2), default=">=")
    value: Mapped[float]

    @property
    def words(self):
        name, unit = FACTS[self.fact]
        return f"{name}{SIGNS[self.sign]} {self.value:g} {unit}"
