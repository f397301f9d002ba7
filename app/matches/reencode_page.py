"""What the page of models shows: the one that answers, the one that is wanted, and how far a change is."""

from dataclasses import dataclass

from app.extensions import db
from app.matches.encoding import (
    active_model,
    problem_of_active,
    problem_of_reranker,
    reranker,
    wanted_model,
)
from app.matches.index import index_of
from app.matches.index_models import IndexModel, IndexModelState
from app.matches.reencode import is_running, preparing_row

SHOWN = 10
SHIPPED = "随附的模型"
LABELS = {
    IndexModelState.PREPARING: ("正在编码", "wait"),
    IndexModelState.ACTIVE: ("正在使用", "ok"),
    IndexModelState.FORMER: ("用过", "rest"),
    IndexModelState.STOPPED: ("中途放弃", "rest"),
}


@dataclass(frozen=True)
class ModelsPage:
    answering: str  # id of the model that answers in this process
    active: str  # name and changes of the choice that should answer
    wanted: str
    is_wanted: bool  # the settings ask for another model than the one that answers
    problems: list[str]
    change: IndexModel | None  # the change under way, running or broken off
    is_running: bool
    share: int
    reranker: str
    history: list


def models_page():
    choice, _ = active_model()
    change = preparing_row()
    running = change if change is not None else _settling()
    return ModelsPage(
        answering=index_of("capability").current().encoder.model_id,
        active=said(choice),
        wanted=said(wanted_model()),
        is_wanted=choice != wanted_model(),
        problems=[one for one in (problem_of_active(), problem_of_reranker()) if one],
        change=running,
        is_running=running is not None and is_running(running),
        share=_share(running),
        reranker=reranker().model_id if reranker() else "",
        history=_history(),
    )


def said(choice):
    """A choice in words: the model, and what of its own settings was changed."""
    changed = "，".join(f"{name}={value}" for name, value in choice.changed().items())
    return f"{choice.name or SHIPPED}{f'（{changed}）' if changed else ''}"


def _settling():
    """The model that answers while its process still fills gaps or clears the old vectors away."""
    chosen = db.select(IndexModel).where(
        IndexModel.state == IndexModelState.ACTIVE, IndexModel.runner != ""
    )
    return db.session.scalars(chosen).first()


def _share(row):
    if row is None or not row.total:
        return 0
    return min(100, 100 * row.done // row.total)


def _history():
    newest = db.select(IndexModel).order_by(IndexModel.id.desc()).limit(SHOWN)
    return [(row, *LABELS[IndexModelState(row.state)]) for row in db.session.scalars(newest)]
