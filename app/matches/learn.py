"""Learning from decisions: a proposal is made by anybody, applied and undone only by a person."""

from dataclasses import asdict

from app.accounts.roles import may
from app.audit.operations import record
from app.clock import now
from app.extensions import db
from app.matches.in_force import row_in_force
from app.matches.index import index_of
from app.matches.learn_decisions import gather
from app.matches.learn_models import LearnedParameters
from app.workflow.declaration import NotNow, NotYours
from matching.learning import learn, too_few
from matching.parameters import Parameters

PERMISSION = "match.learn"


def propose_parameters(actor):
    """The proposal that today's decisions lead to; raises NotNow where they are too few."""
    gathered = gather()
    if why := too_few(gathered.examples):
        raise NotNow(why)
    present = _matcher().parameters
    lesson = learn(gathered.examples, present)
    row = LearnedParameters(
        made_by_id=getattr(actor, "id", None),
        base_id=getattr(row_in_force(), "id", None),
        model=_matcher().model_id,
        parameters=(lesson.parameters or present).stored(),
        figures=_figures(gathered, lesson, present),
        is_recommended=lesson.parameters is not None,
        verdict=lesson.verdict,
    )
    db.session.add(row)
    db.session.flush()
    record(row, "propose", actor, label="从决定中学得匹配参数", note=lesson.verdict)
    return row


def apply_parameters(row, actor):
    """Every worker ranks with them from its next question on."""
    if not may(actor, PERMISSION):
        raise NotYours("只有市级受理岗可以采用匹配参数")
    if why := why_not_apply(row):
        raise NotNow(why)
    row.applied_at, row.applied_by_id = now(), actor.id
    row.undone_at, row.undone_by_id = None, None
    record(row, "apply", actor, label="采用匹配参数", note=row.verdict)
    return row


def undo_parameters(actor):
    """Back to what was in force before; returns the row that was undone."""
    if not may(actor, PERMISSION):
        raise NotYours("只有市级受理岗可以撤销匹配参数")
    row = row_in_force()
    if row is None:
        raise NotNow("现在用的就是初始参数，没有可以撤销的")
    row.undone_at, row.undone_by_id = now(), actor.id
    record(row, "undo", actor, label="撤销匹配参数")
    return row


def why_not_apply(row):
    """The reason these parameters cannot be applied now, or None."""
    base = row_in_force()
    if base is not None and base.id == row.id:
        return "现在用的就是这组参数"
    if not row.is_recommended:
        return "没有比现行参数更好，不能采用"
    if row.base_id != getattr(base, "id", None):
        return "它是和另一组参数比较得出的，现行参数已经变了；请重新学习"
    if row.model != _matcher().model_id:
        return "它是用另一个向量模型学得的；请重新学习"
    return None


def _matcher():
    return index_of("capability").current()


def _figures(gathered, lesson, present):
    """What whoever decides should see, as JSON."""
    proposed = lesson.parameters or present
    default = Parameters()
    return {
        "decisions": len(gathered.examples),
        "right": sum(one.is_right for one in gathered.examples),
        "needs": len({one.need for one in gathered.examples}),
        "measures": [asdict(measure) for measure in lesson.measures],
        "bins": [asdict(one) for one in lesson.bins],
        "base_rate_brier": lesson.brier_of_base_rate,
        "weights": {
            kind: [
                [name, default_weights[name], now_weights[name], new_weights[name]]
                for name in default_weights
            ]
            for kind, default_weights, now_weights, new_weights in (
                ("text", default.text_weights, present.text_weights, proposed.text_weights),
                ("parts", default.part_weights, present.part_weights, proposed.part_weights),
            )
        },
    }
