"""匹配参数: what learning proposed from the decisions, with its figures, and what was made of it."""

from sqlalchemy import JSON, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.extensions import db


class LearnedParameters(db.Model):
    """A proposal. The latest that was applied and not undone is in force; without one, the initial
    parameters are. `base_id` is the one that was in force when it was compared."""

    __tablename__ = "learned_parameters"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[object] = mapped_column(DateTime, default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("learned_parameters.id"))
    model: Mapped[str] = mapped_column(String(120))
    parameters: Mapped[dict] = mapped_column(JSON)
    figures: Mapped[dict] = mapped_column(JSON)
    is_recommended: Mapped[bool]
    verdict: Mapped[str] = mapped_column(String(300))
    applied_at: Mapped[object | None] = mapped_column(DateTime)
    applied_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[object | None] = mapped_column(DateTime)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    made_by = relationship("User", foreign_keys=[made_by_id])
    applied_by = relationship("User", foreign_keys=[applied_by_id])

    @property
    def version(self):
        return f"learned-{self.id}"

    @property
    def changes_weights(self):
        weights = [*self.figures["weights"]["parts"], *self.figures["weights"]["text"]]
        return any(present != proposed for _, _, present, proposed in weights)
